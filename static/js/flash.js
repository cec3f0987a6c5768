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

  // A live region speaks only of what changes while it is there.
  const text = flash.querySelector(".flash__text")?.textContent ?? "";
  setTimeout(() => { if (live) live.textContent = text; }, 150);
}
