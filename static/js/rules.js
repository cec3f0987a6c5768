// The list of rules: a rule is taken by its grip and put where it shall stand. The buttons beside it do the same.

const list = document.querySelector("[data-rules]");
const order = () => [...list.children].map((row) => row.dataset.id);

function put(row, was) {
  const form = row.querySelector("[data-rules-moves]");
  const field = (name, value) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  };
  field("to", order().indexOf(row.dataset.id) + 1);
  field("was", was.join(","));
  form.submit();
}

function follow(row, event) {
  const above = row.previousElementSibling;
  const below = row.nextElementSibling;
  const middle = (other) => {
    const box = other.getBoundingClientRect();
    return box.top + box.height / 2;
  };
  if (above && event.clientY < middle(above)) above.before(row);
  else if (below && event.clientY > middle(below)) below.after(row);
}

function take(grip, event) {
  if (event.button !== 0) return;
  event.preventDefault();
  const row = grip.closest("li");
  const was = order();
  const stop = new AbortController();
  const end = (puts) => {
    stop.abort();
    row.classList.remove("rules__row--held");
    if (!puts) was.forEach((id) => list.append(list.querySelector(`[data-id="${id}"]`)));
    else if (order().join() !== was.join()) put(row, was);
  };
  row.classList.add("rules__row--held");
  const { signal } = stop;
  addEventListener("pointermove", (moved) => follow(row, moved), { signal });
  addEventListener("pointerup", () => end(true), { signal });
  addEventListener("pointercancel", () => end(false), { signal });
  addEventListener("keydown", (key) => key.key === "Escape" && end(false), { signal });
}

if (list && list.children.length > 1) {
  for (const grip of list.querySelectorAll("[data-rules-grip]")) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => take(grip, event));
  }
}
