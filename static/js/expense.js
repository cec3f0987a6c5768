// The expense form: the rate is asked for only where it matters, and a category is found by its first letters.

const form = document.getElementById("expense");
const currency = document.getElementById("currency");
const rate = document.getElementById("rate");
const rateField = document.getElementById("rate-field");

function showRate() {
  const foreign = currency.value !== form.dataset.baseCurrency;
  // What is typed or at fault stays in sight.
  rateField.hidden = !foreign && rate.value === "" && rate.getAttribute("aria-invalid") !== "true";
}

if (form && currency && rateField) {
  currency.addEventListener("change", showRate);
  showRate();
}

const chips = document.querySelector("fieldset#categories");
let typed = "";
let timer;

chips?.addEventListener("keydown", (event) => {
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
  typed += event.key.toLocaleLowerCase();
  clearTimeout(timer);
  timer = setTimeout(() => { typed = ""; }, 700);
  const chip = [...chips.querySelectorAll("label")]
    .find((label) => label.textContent.trim().toLocaleLowerCase().startsWith(typed));
  if (!chip) return;
  event.preventDefault();
  chip.control.checked = true;
  chip.control.focus();
});

// What the rules say while it is typed comes in below the fields; flash.js reads it out.
const place = document.getElementById("check");
const exception = document.getElementById("exception-place");
const reason = document.getElementById("exception");

place?.addEventListener("htmx:afterSwap", () => {
  if (exception && reason && document.activeElement !== reason) {
    exception.hidden = !place.querySelector("[data-excepts]");
  }
});
