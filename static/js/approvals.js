// Deciding by keys: j and k go down and up, Enter opens, a approves, r returns.

const rows = [...document.querySelectorAll("[data-queue-row]")];

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

document.addEventListener("shortcut", (event) => {
  const deed = KEYS[event.detail.key];
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
