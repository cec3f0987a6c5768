// Single keys on every page: ? lists them, n records, / searches, g and a letter goes to a place. A page with keys of its
// own listens to "shortcut". All of them can be turned off, for whoever speaks to the computer (WCAG 2.1.4).

const OFF = "outlay-keys-off";
const LIST = "/shortcuts";
// The list at /shortcuts says the same.
const PLACES = { h: "/", e: "/expenses", a: "/approvals", m: "/members", c: "/categories", s: "/settings" };
const PATIENCE = 1500;
let dialog;
let leaving = 0;

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function turn() {
  try { if (isOff()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* Private mode keeps nothing. */ }
}

function paint(root) {
  for (const button of root.querySelectorAll("[data-keys-switch]")) button.textContent = isOff() ? button.dataset.on : button.dataset.off;
  for (const hint of root.querySelectorAll("[data-keys-hint]")) {
    hint.hidden = false;
    hint.classList.toggle("keys--off", isOff());
  }
}

async function makeDialog() {
  const answer = await fetch(LIST, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = page.getElementById("shortcuts");
  const title = page.querySelector("h1");
  if (!answer.ok || !list || !title) return null;
  const made = document.createElement("dialog");
  made.className = "dialog";
  made.setAttribute("aria-labelledby", "dialog-title");
  const head = document.createElement("div");
  head.className = "dialog__head";
  const heading = document.createElement("h2");
  heading.className = "dialog__title";
  heading.id = "dialog-title";
  heading.textContent = title.textContent;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button--small";
  close.textContent = list.dataset.close;
  close.autofocus = true;
  close.addEventListener("click", () => made.close());
  head.append(heading, close);
  made.append(head, document.adoptNode(list));
  document.body.append(made);
  paint(made);
  return made;
}

async function list() {
  if (location.pathname === LIST) return;
  if (dialog?.open) { dialog.close(); return; }
  dialog ??= await makeDialog().catch(() => null);
  if (!dialog) location.assign(LIST);
  else if (!dialog.open) dialog.showModal();
}

function search() {
  const field = document.querySelector("main [type=search]");
  if (!field) { location.assign("/expenses#q"); return; }
  field.focus();
  field.select();
}

// Only to where this person may go.
function follow(href) {
  document.querySelector(`header.rail a[href="${href}"]`)?.click();
}

function deed(key) {
  if (leaving && Date.now() - leaving < PATIENCE && PLACES[key]) return () => follow(PLACES[key]);
  if (key === "n") return () => follow("/expenses/new");
  if (key === "/") return search;
  if (key === "g") return () => { leaving = Date.now(); };
  return null;
}

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") != null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length !== 1 || isOff() || isTyping(event.target)) return;
  if (event.key === "?") {
    event.preventDefault();
    list();
    return;
  }
  // Behind an open dialog or menu nothing happens.
  if (document.querySelector("dialog[open], [popover]:popover-open")) return;
  const act = event.repeat ? null : deed(event.key);
  leaving = 0;
  if (act) {
    event.preventDefault();
    act();
    return;
  }
  const taken = !event.target.dispatchEvent(new CustomEvent("shortcut", {
    bubbles: true, cancelable: true, detail: { key: event.key, shift: event.shiftKey },
  }));
  if (taken) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-keys-switch]")) return;
  turn();
  paint(document);
});

// A menu goes when the focus goes on: it would cover what has it.
document.addEventListener("focusin", (event) => {
  const menu = document.querySelector("[popover]:popover-open");
  if (menu && !menu.contains(event.target) && event.target.getAttribute("popovertarget") !== menu.id) menu.hidePopover();
});

paint(document);
