// The look while it is being chosen: the sample beside the form follows each change, and nothing is saved.

const form = document.getElementById("branding");
const COLOR = /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
const PAUSE = 120;

const field = (name) => form.elements.namedItem(name);
const sixDigits = (text) => {
  const digits = text.trim().replace(/^#/, "").toLowerCase();
  return digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
};

// The new stylesheet takes over only once it is there, so that the sample never stands undressed.
function wear(address) {
  const old = document.getElementById("sample-sheet");
  if (!old || old.getAttribute("href") === address) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = address;
  sheet.addEventListener("load", () => old.remove());
  sheet.addEventListener("error", () => sheet.remove());
  old.removeAttribute("id");
  sheet.id = "sample-sheet";
  old.after(sheet);
}

function recolor() {
  const [brand, accent] = ["brand_color", "accent_color"].map((name) => field(name).value.trim());
  if (!COLOR.test(brand) || !COLOR.test(accent)) return;
  const look = new URLSearchParams({
    brand: sixDigits(brand),
    accent: sixDigits(accent),
    scheme: field("scheme").value,
    corners: field("corners").value,
  });
  wear(`${form.dataset.sample}?${look}`);
}

function rename() {
  const typed = field("display_name");
  const name = typed.value.trim() || typed.placeholder;
  for (const place of document.querySelectorAll(".sample [data-name]")) place.textContent = name;
  for (const place of document.querySelectorAll(".sample [data-initial]")) {
    place.textContent = [...name][0]?.toUpperCase() ?? "";
  }
}

function turn() {
  const scheme = field("scheme").value;
  for (const side of document.querySelectorAll("[data-side]")) {
    side.hidden = scheme !== "auto" && scheme !== side.dataset.side;
  }
}

// A file is read here and stays here until the form is sent.
function showLogo(file) {
  if (!["image/png", "image/jpeg", "image/webp"].includes(file?.type)) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    for (const mark of document.querySelectorAll(".sample .mark")) {
      const picture = document.createElement("img");
      picture.className = "mark mark--logo";
      picture.alt = "";
      picture.src = reader.result;
      mark.replaceWith(picture);
    }
  });
  reader.readAsDataURL(file);
}

if (form) {
  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(recolor, PAUSE);
    rename();
    turn();
  });
  field("logo").addEventListener("change", (event) => showLogo(event.target.files[0]));
  for (const swatch of form.querySelectorAll("input[type=color]")) {
    const text = field(swatch.dataset.for);
    swatch.hidden = false;
    swatch.addEventListener("input", () => { text.value = swatch.value; });
    text.addEventListener("input", () => {
      if (COLOR.test(text.value.trim())) swatch.value = `#${sixDigits(text.value)}`;
    });
  }
  // The sample follows by itself.
  document.getElementById("preview").remove();
}
