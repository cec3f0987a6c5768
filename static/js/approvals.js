// Deciding by keys: j and k go down and up, Enter opens, a approves, r returns. They can be turned off (WCAG 2.1.4).

const OFF = "outlay-keys-off";
const hint = document.querySelector("[data-keys-hint]");
const button = document.querySelector("[data-keys-switch]");
const rows = [...document.querySelectorAll("[data-queue-row]")];

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function say() {
  if (button) button.textContent = isOff() ? "Turn keys on" : "Turn keys off";
  hint?.classList.toggle("keys--off", isOff());
}

if (hint) hint.hidden = false;
button?.addEventListener("click", () => {
  try { if (isOff()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* Private mode keeps nothing. */ }
  say();
});
say();

function current() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(step) {
  if (rows.length === 0) return;
  const at = current();
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next].querySelector("a")?.focus();
}

function approve() {
  const place = rows[current()] ?? (rows.length === 0 ? document : null);
  place?.querySelector("[data-deed=approve]")?.click();
}

// In the queue returning means to tick the row and go to the reason; on the page of an expense its own form opens.
function giveBack() {
  const row = rows[current()];
  if (row) {
    const box = row.querySelector("input[type=checkbox]");
    if (box) box.checked = true;
    const place = document.querySelector("[data-queue-reason]");
    if (place) place.open = true;
    document.getElementById("reason")?.focus();
    return;
  }
  const details = document.querySelector("details[data-deed=return]");
  if (!details) return;
  details.open = true;
  details.querySelector("textarea")?.focus();
}

const KEYS = { j: () => go(1), k: () => go(-1), a: approve, r: giveBack };

document.addEventListener("keydown", (event) => {
  if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const deed = KEYS[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});

const all = document.querySelector("[data-select-all-place]");
if (all) all.hidden = false;
document.querySelector("[data-select-all]")?.addEventListener("change", (event) => {
  for (const row of rows) {
    const box = row.querySelector("input[type=checkbox]");
    if (box) box.checked = event.target.checked;
  }
});
