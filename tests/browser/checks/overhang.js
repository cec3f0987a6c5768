// What is wider than the window, though nobody can see it there, and words that are cut off without an ellipsis.
const faults = [];
const { clientWidth: width, dir } = document.documentElement;
const named = (element) => `${element.className || element.tagName}: ${element.textContent.trim().slice(0, 40)}`;
const out = (element) => {
  const box = element.getBoundingClientRect();
  return dir === "rtl" ? box.left < -0.5 : box.right > width + 0.5;
};
if (document.scrollingElement.scrollWidth > width) {
  faults.push("the page scrolls sideways", ...[...document.body.querySelectorAll("*")].filter(out).map(named).slice(0, 5));
}
for (const element of document.body.querySelectorAll("*")) {
  const style = getComputedStyle(element);
  if (style.overflowY !== "hidden" && style.overflowX !== "hidden" && style.overflowX !== "clip") continue;
  // Hidden on purpose, a picture, or an ellipsis that says so.
  if (element.clientWidth <= 1 || element.matches("svg, svg *, .shot, input, select") || !element.checkVisibility()) continue;
  if (element.scrollHeight > element.clientHeight + 3) faults.push(`cut off below: ${named(element)}`);
  if (element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== "ellipsis" && ![...element.children].some((child) => getComputedStyle(child).textOverflow === "ellipsis")) {
    faults.push(`cut off at the side: ${named(element)}`);
  }
}
return faults;
