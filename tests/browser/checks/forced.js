// With forced colours no background and no shadow is left: what is chosen and what acts needs another mark.
const faults = [];
const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
// Canvas on canvas is no mark.
const canvas = getComputedStyle(document.documentElement).backgroundColor;
const ground = (color) => (color === canvas || /^rgba\(.*, 0\)$/.test(color) ? "none" : color);
const look = (element) => [element, ...element.querySelectorAll("*")].map((part) => {
  const { outlineStyle, outlineWidth, outlineColor, borderTopWidth, borderBottomWidth, borderBottomColor, borderTopColor, textDecorationLine, color, backgroundColor } = getComputedStyle(part);
  return [outlineStyle, outlineWidth, outlineColor, borderTopWidth, borderBottomWidth, borderTopColor, borderBottomColor, textDecorationLine, color, ground(backgroundColor)].join();
})[0];

for (const chosen of document.querySelectorAll("[aria-current=page], .chip:has(:checked)")) {
  if (!seen(chosen)) continue;
  const kind = chosen.classList[0];
  const other = [...document.querySelectorAll(`.${kind}`)].find((one) => seen(one) && !one.matches("[aria-current=page], :has(:checked)"));
  if (other && look(chosen) === look(other)) faults.push(`looks as if not chosen: ${named(chosen)}`);
}
for (const control of document.querySelectorAll(".button, .input, .chip, dialog[open], [popover]:popover-open, .selection, .flash")) {
  if (!seen(control)) continue;
  const edged = [control, control.closest(".joined")].some((box) => {
    if (!box) return false;
    const style = getComputedStyle(box);
    return ["Top", "Bottom", "Left", "Right"].some((side) => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none");
  });
  if (!edged) faults.push(`has no edge: ${named(control)}`);
}
return faults;
