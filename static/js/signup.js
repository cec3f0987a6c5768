// Sign-up: fills in what the browser knows better than we do, and takes over the suggested slug
// until the person writes their own.

const form = document.getElementById("signup");
const organization = document.getElementById("organization");
const slug = document.getElementById("slug");
const live = document.getElementById("live");

// The currencies of the regions, where the euro is not the answer. ISO 3166 to ISO 4217.
const CURRENCIES = {
  AE: "AED", AR: "ARS", AU: "AUD", BR: "BRL", CA: "CAD", CH: "CHF", CL: "CLP", CN: "CNY", CO: "COP", CZ: "CZK",
  DK: "DKK", EG: "EGP", GB: "GBP", HK: "HKD", HU: "HUF", ID: "IDR", IL: "ILS", IN: "INR", IS: "ISK", JP: "JPY",
  KE: "KES", KR: "KRW", KW: "KWD", LI: "CHF", MA: "MAD", MX: "MXN", MY: "MYR", NG: "NGN", NO: "NOK", NZ: "NZD",
  PE: "PEN", PH: "PHP", PK: "PKR", PL: "PLN", RO: "RON", RS: "RSD", SA: "SAR", SE: "SEK", SG: "SGD", TH: "THB",
  TR: "TRY", TW: "TWD", UA: "UAH", US: "USD", UY: "UYU", VN: "VND", ZA: "ZAR",
};
const EURO = "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK".split(" ");

const has = (select, value) => [...select.options].some((option) => option.value === value);

function guess(name, values) {
  const select = document.getElementById(name);
  const value = values.find((candidate) => candidate && has(select, candidate));
  if (value) select.value = value;
}

if (form?.hasAttribute("data-guess")) {
  const locale = new Intl.Locale(navigator.language || "en");
  const region = locale.maximize().region;
  guess("timezone", [Intl.DateTimeFormat().resolvedOptions().timeZone]);
  guess("locale", [...navigator.languages, locale.language]);
  guess("currency", [CURRENCIES[region], EURO.includes(region) ? "EUR" : undefined]);
}

// A slug that was there from the start (a form that came back) is the person's own.
let own = slug?.value !== "";
slug?.addEventListener("input", () => { own = slug.value !== ""; });

// Once the slug is the person's own, the name suggests no other.
organization?.addEventListener("htmx:beforeRequest", (event) => { if (own) event.preventDefault(); });

form?.addEventListener("htmx:afterSwap", () => {
  const hint = document.getElementById("slug-hint");
  if (!hint) return;
  if (!own && hint.dataset.suggestion) slug.value = hint.dataset.suggestion;
  if (live) live.textContent = hint.textContent;
});

// A name that came along from the landing page suggests a slug at once; htmx is ready by then.
document.addEventListener("DOMContentLoaded", () => {
  if (!own && organization?.value) organization.dispatchEvent(new Event("suggest"));
});
