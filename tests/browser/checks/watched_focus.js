// What was seen, and what no Tab led to.
const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
const missed = window.focusWatch.due.filter((element) => !window.focusWatch.stops.has(element));
return [...window.focusWatch.faults, ...missed.map((element) => `no Tab leads to ${named(element)}`)];
