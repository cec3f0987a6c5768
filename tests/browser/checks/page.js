// What has to hold of a page as it stands. Gives what does not.
const faults = [];
const html = document.documentElement;
const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
const blame = (what, elements) => { for (const element of [...elements].slice(0, 5)) faults.push(`${what}: ${named(element)}`); };
const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;

if (!html.lang) faults.push("the page says no language");
if (!["ltr", "rtl"].includes(html.dir)) faults.push("the page says no direction");

const live = [...document.querySelectorAll("[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output")];
if (live.length !== 1 || live[0].id !== "live") blame(`${live.length} live regions`, live);

const skip = document.body.querySelector("a, button, input, select, textarea, summary, [tabindex]");
if (skip?.getAttribute("href") !== "#main" || !document.querySelector("main#main[tabindex='-1']")) faults.push("the first stop skips nothing");

// A page that came back with mistakes puts the focus there.
if (document.querySelector("[data-testid^=error-]:not([hidden])")) {
  const active = document.activeElement;
  if (active !== document.body && active.getAttribute("aria-invalid") !== "true" && active.id !== "summary" && !active.closest("fieldset[aria-describedby]")) {
    faults.push(`the focus is not where the mistake is: ${named(active)}`);
  }
}

// Inspected with reduced motion.
const moving = [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  return style.transitionDuration.split(",").some((time) => parseFloat(time) > 0) || style.animationName !== "none";
});
blame("it moves all the same", moving);
if (document.getAnimations().length > 0) faults.push("something moves");

// 24 by 24 (WCAG 2.5.8): by its own box, or by what round it acts the same. Links within a sentence are exempt.
const acts = (element, target) => element && (target.contains(element) || [...(target.labels ?? [])].some((label) => label.contains(element)));
const inSentence = (target) => {
  if (!target.matches("a, .link") || getComputedStyle(target).display !== "inline") return false;
  return target.parentElement.textContent.trim().length > target.textContent.trim().length;
};
const small = [...document.querySelectorAll("a[href], button:enabled, input:enabled:not([type=hidden]), select, textarea, summary")].filter((target) => {
  if (!seen(target) || target.matches(".skip") || inSentence(target)) return false;
  // What is stretched over the row that holds it.
  const stretched = getComputedStyle(target, "::after").position === "absolute" ? target.offsetParent : null;
  if ([target, stretched, target.closest("label")].some((one) => one?.getBoundingClientRect().width >= 24 && one.getBoundingClientRect().height >= 24)) return false;
  target.scrollIntoView({ block: "center", inline: "nearest" });
  const { left, top, width, height } = target.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  return [-11.5, 11.5].some((dx) => [-11.5, 11.5].some((dy) => !acts(document.elementFromPoint(x + dx, y + dy), target)));
});
blame("smaller than 24 by 24", small);
scrollTo(0, 0);
return faults;
