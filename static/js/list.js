// Selecting in the list: shift-click for a range, x, j and k by the keyboard, how many and how much.

const bar = document.getElementById("bulk");
const words = document.getElementById("selected");
const boxes = [...document.querySelectorAll(".row__check > input")];
const all = bar?.querySelector("[name=all]");
const live = document.getElementById("live");
// What can follow from where an expense stands; the server has the last word.
const FOLLOWS = {
  submit: ["draft"], delete: ["draft"], restore: ["trash"],
  withdraw: ["submitted"], approve: ["submitted"], return: ["submitted"], reject: ["submitted"],
  reimburse: ["approved"], category: ["draft", "submitted", "approved", "settled"],
};
let last = null;
let current = -1;

function amount(minor) {
  const decimals = Number(bar.dataset.decimals);
  // Whole numbers all the way: cents are never a float.
  const sign = minor < 0n ? "-" : "";
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
  const plain = decimals ? `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : sign + digits;
  const style = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  let text = plain;
  try { text = new Intl.NumberFormat(bar.dataset.locale, style).format(plain); } catch { /* as it is */ }
  return `${text}\u00a0${bar.dataset.currency}`;
}

function offer(chosen) {
  const stand = chosen.map((box) => box.closest(".row").querySelector(".status")?.classList);
  for (const act of bar.querySelectorAll("button[name=action]")) {
    const fits = (FOLLOWS[act.value] ?? []).some((status) => stand.some((classes) => classes?.contains(`status--${status}`)));
    (act.closest("details") ?? act).hidden = !(fits || all?.checked || chosen.length === 0);
  }
}

function tell() {
  const chosen = boxes.filter((box) => box.checked);
  offer(chosen);
  const sum = chosen.reduce((total, box) => total + BigInt(box.dataset.minor || 0), 0n);
  const sentence = chosen.length === 1 ? words.dataset.one : words.dataset.other;
  words.textContent = all?.checked
    ? words.dataset.all
    : sentence.replace("{number}", chosen.length).replace("{amount}", () => amount(sum));
}

function say() {
  if (live) live.textContent = words.textContent;
}

function select(box, range) {
  const from = boxes.indexOf(last);
  const to = boxes.indexOf(box);
  if (range && from >= 0) {
    for (const between of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) between.checked = box.checked;
  }
  last = box;
  if (!box.checked && all) all.checked = false;
  tell();
  say();
}

function go(step) {
  if (boxes.length === 0) return;
  const focused = boxes.findIndex((box) => box.closest(".row").contains(document.activeElement));
  if (focused >= 0) current = focused;
  current = Math.min(Math.max(current + step, 0), boxes.length - 1);
  const row = boxes[current].closest(".row");
  row.querySelector(".row__link")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

if (bar && boxes.length > 0) {
  for (const box of boxes) {
    box.addEventListener("click", (event) => select(box, event.shiftKey));
  }
  // A drawer goes when the focus goes on: it would cover what has it.
  document.addEventListener("focusin", (event) => {
    for (const drawer of bar.querySelectorAll("details[open]")) if (!drawer.contains(event.target)) drawer.open = false;
  });
  all?.addEventListener("change", () => { tell(); say(); });
  document.addEventListener("shortcut", (event) => {
    const { key, shift } = event.detail;
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "x" || key === "X") {
      const focused = event.target.closest?.(".row")?.querySelector(".row__check > input");
      const box = focused ?? boxes[current];
      if (!box) return;
      box.checked = !box.checked;
      select(box, shift);
    } else return;
    event.preventDefault();
  });
  tell();
}

// All filters are half a page: they come once they are asked for.
async function open(event) {
  const link = event.target.closest?.("a[data-opens]");
  if (!link || event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    const form = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("filters");
    const typed = document.getElementById("q").value;
    document.getElementById("filters").replaceWith(form);
    document.getElementById("q").value = typed;
    form.querySelector("summary").focus();
  } catch {
    location.assign(link.href);
  }
}

document.addEventListener("click", open);
