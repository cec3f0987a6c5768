// Says a flash aloud and lets it be put away.

const flash = document.querySelector(".flash[data-dismiss]");
const live = document.getElementById("live");

if (flash) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "flash__close";
  button.setAttribute("aria-label", flash.dataset.dismiss);
  button.textContent = "×";
  button.addEventListener("click", () => {
    flash.remove();
    document.getElementById("main")?.focus({ preventScroll: true });
  });
  flash.append(button);
}

// What happened, or what is wrong. A live region speaks only of what changes while it is there.
const said = [...document.querySelectorAll(".flash[data-dismiss] > .flash__text, [data-say]")].map((element) => element.textContent.trim());
if (live && said.length > 0) setTimeout(() => { live.textContent = said.join(" "); }, 150);

// What comes into a page later says itself: what a button was pressed for each time, what comes by itself once it differs.
const reading = (place) => place.querySelector?.("[data-read]");
const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
// By id: the place itself may be another after a swap.
const before = new Map();

addEventListener("htmx:beforeSwap", ({ detail }) => { before.set(detail.target.id, text(reading(detail.target))); });
addEventListener("htmx:afterSettle", ({ target }) => {
  const element = reading(target);
  const now = text(element);
  const isNews = element?.dataset.read === "changes" || !element ? now !== (before.get(target.id) ?? "") : now !== "";
  before.set(target.id, now);
  if (live && isNews) live.textContent = now;
});

// What is wrong with no field in particular has no field that could take the focus.
if (!document.querySelector("[autofocus]")) document.getElementById("summary")?.focus();
