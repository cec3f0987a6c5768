// Looks at each element that has the focus, at the moment when Tab is about to leave it. Gives how many stops there are.
const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
const watch = { faults: new Set(), stops: new Set() };
window.focusWatch = watch;

const floats = (element, target) => {
  for (let at = element; at && !at.contains(target); at = at.parentElement) {
    if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
  }
  return false;
};

function isCovered(target) {
  const box = target.getBoundingClientRect();
  const steps = [0.02, 0.25, 0.5, 0.75, 0.98];
  let inside = 0;
  const over = [];
  for (const x of steps) for (const y of steps) {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    if (!hit) continue;
    inside += 1;
    if (!target.contains(hit) && floats(hit, target)) over.push(hit);
  }
  // Of what one writes into, browsers bring the line with the cursor into sight.
  if (over.length > (target.matches("textarea") ? inside / 2 : 0)) return `under ${named(over[0])}`;
  return inside === 0 && "out of the window";
}

function isMarked(target) {
  const places = [target, target.parentElement, target.parentElement?.parentElement, ...(target.labels ?? [])];
  return places.some((place) => place && [null, "::before", "::after"].some((part) => {
    const style = getComputedStyle(place, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/rgba\(.*, 0\)$|\/ 0\)$/.test(style.outlineColor);
  }));
}

function look() {
  const target = document.activeElement;
  if (!target || target === document.body || target === document.documentElement) return;
  watch.stops.add(target);
  const covered = isCovered(target);
  if (covered) watch.faults.add(`the focus is ${covered}: ${named(target)}`);
  if (!isMarked(target)) watch.faults.add(`the focus can't be seen: ${named(target)}`);
}

addEventListener("keydown", (event) => { if (event.key === "Tab") look(); }, true);

// From the very beginning, wherever the focus was put.
const start = document.createElement("span");
start.tabIndex = -1;
document.body.prepend(start);
start.focus();
start.remove();
scrollTo(0, 0);

watch.due = [...document.querySelectorAll("a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.closest("dialog[open]") || !document.querySelector("dialog[open]"))
  .filter((element) => {
    if (element.type !== "radio") return true;
    const group = [...document.getElementsByName(element.name)];
    return element.checked || (!group.some((one) => one.checked) && group[0] === element);
  });
return watch.due.reduce((stops, element) => stops + (element.type === "date" ? 4 : 1), 0);
