// Receipts: chosen, dropped, pasted or photographed, made smaller, and sent one by one while the form is being filled in.
// Each comes back as a line of the form, with what is to be said of it. Without this module the form sends them itself.

const LONGEST = 2400;
const QUALITY = 0.85;
const AT_ONCE = 2;
const DRAWING = [700, 1000, 2000, 4000, 8000];

const live = document.getElementById("live");
const tell = (words) => { if (live) live.textContent = words; };
const said = (words, file) => words.replace("{file}", file);
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

// A photo has more pixels than anybody reads. What can't be decoded here, or gets no smaller, goes as it is.
async function smaller(file) {
  if (!file.type.startsWith("image/") || typeof createImageBitmap !== "function") return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = LONGEST / Math.max(picture.width, picture.height);
    const isReadable = /^image\/(jpeg|png|webp)$/.test(file.type);
    if (scale >= 1 && isReadable) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * Math.min(scale, 1));
    canvas.height = Math.round(picture.height * Math.min(scale, 1));
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
    if (!blob || (isReadable && blob.size >= file.size)) return file;
    return new File([blob], `${file.name.replace(/\.[^.]*$/, "") || "photo"}.jpg`, { type: "image/jpeg" });
  } catch {
    return file;
  }
}

function send(address, file, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const parts = new FormData();
    parts.append("receipt", file, file.name);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => done(request));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => done(null));
    request.open("POST", address);
    request.setRequestHeader("Accept", "text/html");
    request.send(parts);
  });
}

// The lines that came back; none where it is not the answer of the address, but a page.
function lines(request) {
  if (!request || ![200, 422, 503].includes(request.status)) return [];
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  return [...page.querySelectorAll("li.receipts-zone__file, li.receipts-zone__fault")];
}

class Zone {
  constructor(element) {
    this.element = element;
    this.form = element.closest("form");
    this.list = element.querySelector(".receipts-zone__waiting");
    this.words = element.dataset;
    this.queue = [];
    this.sending = 0;
    this.failed = false;
    this.submitter = undefined;
    for (const input of element.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => {
        this.add([...input.files]);
        input.value = "";
      });
    }
    const drop = element.querySelector(".receipts-zone__drop");
    if (drop && matchMedia("(hover: hover)").matches) drop.hidden = false;
    this.form.addEventListener("submit", (event) => this.wait(event));
  }

  add(files) {
    if (files.length === 0) return;
    this.failed = false;
    for (const file of files) {
      const line = document.createElement("li");
      line.className = "receipts-zone__sending";
      this.list.append(line);
      this.queue.push([file, line]);
      this.show(line, file);
    }
    this.work();
  }

  show(line, file) {
    const label = document.createElement("span");
    label.textContent = said(this.words.sending, file.name);
    const progress = document.createElement("progress");
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", label.textContent);
    line.replaceChildren(label, progress);
    return progress;
  }

  work() {
    while (this.sending < AT_ONCE && this.queue.length > 0) {
      const [file, line] = this.queue.shift();
      this.sending += 1;
      this.deliver(file, line).finally(() => {
        this.sending -= 1;
        this.work();
        if (this.sending === 0) this.finish();
      });
    }
  }

  async deliver(file, line) {
    const progress = this.show(line, file);
    const answer = await send(this.words.upload, await smaller(file), progress);
    const came = lines(answer);
    if (came.length === 0 || answer.status === 503) {
      this.failed = true;
      this.offer(file, line, came[0]?.textContent.trim() || said(this.words.failed, file.name));
      return;
    }
    const isKept = answer.status === 200;
    this.failed ||= !isKept;
    line.replaceWith(...came);
    tell(isKept ? said(this.words.sent, file.name) : came.map((each) => each.textContent.trim()).join(" "));
  }

  offer(file, line, words) {
    const text = document.createElement("p");
    text.className = "field__error";
    text.textContent = words;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button--small";
    again.textContent = this.words.again;
    again.addEventListener("click", () => {
      this.queue.push([file, line]);
      this.work();
    });
    line.replaceChildren(text, again);
    tell(words);
  }

  // A form that is sent meanwhile goes when the files are there.
  wait(event) {
    if (this.sending === 0 && this.queue.length === 0) return;
    event.preventDefault();
    this.submitter = event.submitter;
  }

  finish() {
    const isAtOnce = this.form.dataset.receiptsForm === "at-once";
    const goes = this.submitter !== undefined || isAtOnce;
    const submitter = this.submitter;
    this.submitter = undefined;
    if (goes && !this.failed) this.form.requestSubmit(submitter ?? null);
  }
}

const zones = [...document.querySelectorAll("[data-receipts]")].map((element) => new Zone(element));
const brings = (data) => data?.types?.includes("Files") ?? false;

if (zones.length > 0) {
  const [zone] = zones;
  const mark = (isOver) => zone.element.classList.toggle("receipts-zone--over", isOver);
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // What was copied in an office program is a picture too, and meant as text.
    if (files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    zone.add(files);
  });
  document.addEventListener("dragover", (event) => {
    if (!brings(event.dataTransfer)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", (event) => {
    if (!brings(event.dataTransfer)) return;
    event.preventDefault();
    mark(false);
    zone.add([...event.dataTransfer.files]);
  });
}

// A document's first page is drawn after it was handed in: 202 until it is.
async function showPage(place) {
  for (const time of DRAWING) {
    await pause(time);
    const answer = await fetch(place.dataset.drawing, { headers: { Accept: "image/jpeg" } }).catch(() => null);
    if (answer?.status === 202) continue;
    if (answer?.status !== 200) return;
    const picture = document.createElement("img");
    picture.className = "receipts__picture";
    picture.alt = "";
    picture.src = place.dataset.drawing;
    place.replaceWith(picture);
    return;
  }
}

document.querySelectorAll("[data-drawing]").forEach(showPage);
