// The preview in the browser: it shows the state that the server sends, loads only what is visible, and leads back to the source.
"use strict";

const byId = (id) => document.getElementById(id);
const SETTINGS = ["show", "edition", "theme", "paper", "zoom", "spreads", "copied", "screen", "letters", "night"];
const MARGIN = 900; // pixels above and below the window in which pages are loaded
const still = matchMedia("(prefers-reduced-motion: reduce)");

let state = null;
let stream = null;
let shownVersion = 0; // the version whose change was scrolled to
let selected = null; // the place that the footer shows
const places = new Map(); // the spots of pages, by key and paper

// --- settings: they stay while the tab is open ---

const kept = JSON.parse(sessionStorage.getItem("settings") || "{}");

function setting(name) {
  const control = byId(name);
  return control.type === "checkbox" ? control.checked : control.value;
}

function keepSettings() {
  for (const name of SETTINGS) kept[name] = setting(name);
  sessionStorage.setItem("settings", JSON.stringify(kept));
}

function restoreSettings() {
  for (const name of SETTINGS) {
    const control = byId(name);
    if (!(name in kept)) continue;
    if (control.type === "checkbox") control.checked = kept[name];
    else if ([...control.options].some((option) => option.value === kept[name])) control.value = kept[name];
  }
}

function fill(select, options, chosen) {
  const same = select.options.length === options.length &&
    options.every(([value, text], i) => select.options[i].value === value && select.options[i].text === text);
  if (!same) select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  if (chosen !== undefined && [...select.options].some((option) => option.value === chosen)) select.value = chosen;
}

/** Return the query of the view that is shown; its names are those that the stream was asked for. */
const viewQuery = () => new URLSearchParams(state.view).toString();

// --- the stream of states ---

function connect() {
  if (stream) stream.close();
  const view = { edition: kept.edition || "", theme: kept.theme || "", paper: kept.paper || "a4" };
  stream = new EventSource(`events?${new URLSearchParams(view)}`);
  stream.onmessage = (event) => receive(JSON.parse(event.data));
  stream.onerror = () => tell("the preview has ended or does not answer", true);
}

function receive(news) {
  const before = state;
  state = news;
  fill(byId("edition"), state.editions.map((each) => [each.name, each.title]), kept.edition || state.edition);
  fill(byId("theme"), [["", "of the guide"], ...state.themes.map((name) => [name, name])], kept.theme || "");
  fill(byId("paper"), state.papers.map((each) => [each.name, each.title]), kept.paper || "a4");
  if (state.title) byId("title").textContent = byId("title").title = document.title = state.title;
  showFindings();
  document.body.classList.toggle("old", Boolean(state.stopped || state.failure));
  if (state.failure) tell("earlier pages: new ones cannot be made", true);
  else if (state.stopped) tell("earlier pages: the manuscript has errors", true);
  else tell(state.working ? "typesetting …" : `${state.pages.length} pages, up to date`, false);
  showPages();
  showEbook(before);
  const fresh = state.change && state.change.version > shownVersion && before;
  if (fresh && !state.working && !state.stopped) {
    shownVersion = state.change.version;
    showChange(state.change.areas);
  } else if (state.change && !before) {
    shownVersion = state.change.version;
  }
}

function tell(words, wrong) {
  const line = byId("state");
  if (line.textContent !== words) line.textContent = words;
  line.classList.toggle("wrong", wrong);
}

// --- pages ---

const pagesOf = () => [...byId("pages").children];
const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    entry.target.near = entry.isIntersecting;
    if (entry.isIntersecting) load(entry.target);
    else unload(entry.target);
  }
}, { root: byId("pages"), rootMargin: `${MARGIN}px` });

/** Return the page at the top of the window and the part of it that is above, to find the reading position again. */
function position() {
  const room = byId("pages");
  const top = room.getBoundingClientRect().top;
  const page = pagesOf().find((each) => each.getBoundingClientRect().bottom > top + 20);
  if (!page) return null;
  const box = page.getBoundingClientRect();
  return { slug: page.page.slug, nth: nth(page), part: (top - box.top) / box.height, document: page.page.document };
}

/** Return the documents of the e-book whose pages are visible. */
function visibleDocuments() {
  const room = byId("pages").getBoundingClientRect();
  const visible = pagesOf().filter((page) => {
    const box = page.getBoundingClientRect();
    return box.bottom > room.top + 20 && box.top < room.bottom - 20;
  });
  return visible.map((page) => page.page.document);
}

/** Return the place of the first page of a document of the e-book. */
function placeOf(name) {
  const page = pagesOf().find((each) => each.page.document === name);
  return page && { slug: page.page.slug, nth: nth(page), part: 0 };
}

const nth = (page) => pagesOf().filter((each) => each.page.slug === page.page.slug).indexOf(page);

function restorePosition(where) {
  if (!where) return;
  const room = byId("pages");
  const section = pagesOf().filter((each) => each.page.slug === where.slug);
  const page = section[Math.min(where.nth, section.length - 1)];
  if (!page) return;
  const box = page.getBoundingClientRect();
  room.scrollTop += box.top - room.getBoundingClientRect().top + where.part * box.height;
}

function showPages() {
  const room = byId("pages");
  if (!state.pages.length) return; // another edition or theme is being typeset: the pages before stay
  const signature = JSON.stringify([state.pages, state.view]);
  if (room.signature === signature) return;
  room.signature = signature;
  const where = pagesOf().length ? position() : JSON.parse(sessionStorage.getItem("position") || "null");
  const current = pagesOf().findIndex((each) => each.tabIndex === 0);
  while (room.children.length > state.pages.length) {
    near.unobserve(room.lastChild);
    room.lastChild.remove();
  }
  while (room.children.length < state.pages.length) {
    const page = document.createElement("button");
    page.type = "button";
    page.className = "page";
    page.tabIndex = -1;
    page.append(Object.assign(document.createElement("span"), { className: "number" }));
    room.append(page);
  }
  state.pages.forEach((page, i) => {
    const element = room.children[i];
    element.page = page;
    element.setAttribute("aria-label", `Page ${[page.folio, page.title].filter(Boolean).join(", ")}. Show the source`);
    element.querySelector(".number").textContent = page.folio;
  });
  if (room.children.length) room.children[Math.max(0, Math.min(current, room.children.length - 1))].tabIndex = 0;
  layOut();
  restorePosition(where);
  for (const page of pagesOf()) {
    near.observe(page);
    if (page.near) load(page);
    else unload(page);
  }
}

/** Set the size of the pages from the zoom and the window. */
function layOut() {
  const room = byId("pages");
  const paper = state && state.papers.find((each) => each.name === state.view.paper);
  if (!paper || !room.clientWidth) return;
  const [width, height] = paper.size;
  const spreads = setting("spreads");
  room.classList.toggle("spreads", spreads);
  const wide = (room.clientWidth - 44 - (spreads ? 4 : 0)) / (spreads ? 2 : 1);
  const zoom = setting("zoom");
  const fits = { width: wide, page: Math.min(wide, ((room.clientHeight - 36) * width) / height) };
  const pixels = Math.max(120, Math.floor(zoom in fits ? fits[zoom] : (width / 25.4) * 96 * (parseFloat(zoom) / 100)));
  room.style.setProperty("--width", `${pixels}px`);
  room.style.setProperty("--height", `${Math.round((pixels * height) / width)}px`);
  room.pixels = pixels;
}

/** Return the address of the image of a page; widths are steps, so that a window that is resized asks for few images. */
function addressOf(page) {
  const pixels = Math.min(4000, Math.ceil((byId("pages").pixels * devicePixelRatio) / 100) * 100);
  return `page/${page.key}?${viewQuery()}&width=${pixels}${setting("copied") ? "&copied=1" : ""}`;
}

/** Load the image of a page, and return a promise of the moment when it is shown. */
function load(element) {
  const address = addressOf(element.page);
  if (element.wanted !== address) {
    element.wanted = address;
    element.shown = showImage(element, address);
  }
  return element.shown;
}

/** Show an image when it is decoded: until then the earlier one stays. */
async function showImage(element, address) {
  const image = new Image();
  image.alt = "";
  image.src = address;
  try {
    await image.decode();
  } catch {
    if (element.wanted === address) element.wanted = "";
    return; // newer pages are on their way
  }
  if (element.wanted !== address) return;
  const earlier = element.querySelector("img");
  if (earlier) earlier.replaceWith(image);
  else element.prepend(image);
  element.dataset.key = element.page.key;
  document.dispatchEvent(new CustomEvent("page-shown", { detail: element.page.key }));
}

function unload(element) {
  element.wanted = "";
  const image = element.querySelector("img");
  if (image) image.remove();
}

function reloadPages() {
  for (const page of pagesOf()) if (page.near) load(page);
}

// --- from the source to the page ---

function place(element, box, name) {
  const mark = document.createElement("span");
  mark.className = name;
  const percent = (value) => `${100 * value}%`;
  Object.assign(mark.style, {
    left: percent(box[0]), top: percent(box[1]), width: percent(box[2] - box[0]), height: percent(box[3] - box[1]),
  });
  element.append(mark);
  return mark;
}

/** Scroll to the changed text, if it is not visible, and mark it for a second. */
async function showChange(areas) {
  const room = byId("pages");
  if (!areas.length || setting("show") === "ebook") return;
  const first = room.children[areas[0].page];
  const shown = room.getBoundingClientRect();
  const box = first.getBoundingClientRect();
  const top = box.top + areas[0].box[1] * box.height;
  if (top < shown.top || top > shown.bottom - 60) {
    const distance = top - shown.top - shown.height / 3;
    const far = Math.abs(distance) > 3 * shown.height; // on the way, every page would be loaded
    room.scrollBy({ top: distance, behavior: still.matches || far ? "auto" : "smooth" });
  }
  await Promise.all(areas.map((area) => load(room.children[area.page])));
  for (const area of areas.filter(({ page }) => room.children[page])) {
    const mark = place(room.children[area.page], area.box, "changed");
    setTimeout(() => mark.remove(), 1200);
  }
}

// --- from the page to the source ---

async function spotsOf(page) {
  const key = `${page.key} ${state.view.paper}`;
  if (!places.has(key)) {
    if (places.size > 200) places.clear();
    const answer = await fetch(`places/${page.key}?${viewQuery()}`);
    if (!answer.ok) return [];
    places.set(key, await answer.json());
  }
  return places.get(key);
}

/** Return the smallest spot at a point of the page, or the last one above it. */
function spotAt(spots, x, y) {
  const area = ({ box }) => (box[2] - box[0]) * (box[3] - box[1]);
  const inside = spots.filter(({ box }) => box[0] <= x && x <= box[2] && box[1] <= y && y <= box[3]);
  const small = inside.filter((spot) => area(spot) < 0.4).sort((one, other) => area(one) - area(other));
  const above = spots.filter(({ box }) => box[1] <= y && area({ box }) < 0.4).sort((one, other) => other.box[3] - one.box[3]);
  return small[0] || above[0] || inside[0];
}

async function openPage(event) {
  const element = event.target.closest(".page");
  if (!element) return;
  makeCurrent(element);
  const spots = await spotsOf(element.page);
  const box = element.getBoundingClientRect();
  const byKey = event.detail === 0;
  const spot = byKey
    ? spots[0]
    : spotAt(spots, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  if (spot) select(element, spot);
  if (spot && event.detail === 2) byId("edit").click();
}

function select(element, spot) {
  clearSelection();
  selected = { element, spot, mark: place(element, spot.box, "spot") };
  showSource(spot);
  selected.mark.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function clearSelection() {
  if (selected) selected.mark.remove();
  selected = null;
}

function hideSource() {
  const inside = byId("source").contains(document.activeElement);
  const page = selected ? selected.element : pagesOf().find((each) => each.tabIndex === 0);
  clearSelection();
  byId("source").hidden = true;
  if (inside && page) page.focus({ preventScroll: true }); // focus must not be lost with the button
}

function showSource({ file, line, column }) {
  byId("source").hidden = false;
  byId("place").textContent = `${file}:${line}`;
  const values = { file: `${state.project}/${file}`, line: Math.max(line, 1), column: Math.max(column, 1) };
  byId("edit").href = state.editor.replace(/\{(file|line|column)\}/g, (_, name) => encodeURI(String(values[name])));
}

function makeCurrent(element) {
  for (const page of pagesOf()) page.tabIndex = page === element ? 0 : -1;
}

/** Move between pages with the arrows left and right, and between the spots of a page with those up and down. */
async function moveByKey(event) {
  const element = event.target.closest(".page");
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
  if (!element || !step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    if (!selected || selected.element !== element) return; // scrolls
    event.preventDefault();
    const spots = await spotsOf(element.page);
    const at = spots.indexOf(selected.spot);
    if (spots[at + step]) select(element, spots[at + step]);
    return;
  }
  event.preventDefault();
  const pages = pagesOf();
  const target = pages[Math.max(0, Math.min(pages.length - 1, pages.indexOf(element) + step))];
  makeCurrent(target);
  target.focus();
}

// --- findings ---

function showFindings() {
  const errors = state.findings.filter((each) => each.severity === "error").length + (state.failure ? 1 : 0);
  const warnings = state.findings.filter((each) => each.severity !== "error").length;
  const counted = [[errors, "error"], [warnings, "warning"]].filter(([count]) => count);
  const badge = byId("badge");
  badge.textContent = counted.map(([count, word]) => `${count} ${word}${count > 1 ? "s" : ""}`).join(", ") || "no problems";
  badge.className = errors ? "error" : warnings ? "warning" : "";
  const signature = JSON.stringify([state.findings, state.failure]);
  const room = byId("findings");
  if (room.signature === signature) return;
  room.signature = signature;
  const list = document.createElement("ol");
  for (const finding of state.findings) {
    const item = document.createElement("li");
    item.className = finding.severity;
    const button = Object.assign(document.createElement("button"), { type: "button" });
    const where = finding.line ? `${finding.file}:${finding.line}` : finding.file;
    button.append(
      Object.assign(document.createElement("b"), { textContent: finding.severity }),
      ` ${where}: ${finding.message}`,
      Object.assign(document.createElement("small"), { textContent: finding.hint }),
    );
    button.addEventListener("click", () => {
      clearSelection();
      showSource(finding);
      byId("edit").focus();
    });
    item.append(button);
    list.append(item);
  }
  const failure = state.failure ? [Object.assign(document.createElement("pre"), { textContent: state.failure })] : [];
  const nothing = Object.assign(document.createElement("p"), { textContent: "There are no problems in this edition." });
  room.replaceChildren(...failure, counted.length ? list : nothing);
  if (!counted.length) showList(false);
}

function showList(open) {
  if (!open && byId("findings").contains(document.activeElement)) byId("badge").focus();
  byId("findings").hidden = !open;
  byId("badge").setAttribute("aria-expanded", String(open));
}

// --- the e-book ---

const frame = byId("screen-frame");
let chapter = kept.chapter || "";
let shownText = "";
let shownLook = "";
let asked = 0;

const folder = () => `ebook/${state.view.edition || "-"}/${state.view.theme || "-"}/`;

async function showEbook(before) {
  if (setting("show") === "pages" || !state.documents.length) return;
  fill(byId("section"), state.documents.map((each) => [each.name, each.title]));
  const change = state.change;
  const changed = before && change && change.version > (before.change ? before.change.version : 0);
  const source = changed && state.documents.find((each) => each.source && each.source === change.file);
  if (source) chapter = source.name;
  if (!state.documents.some((each) => each.name === chapter)) chapter = state.documents[0].name;
  byId("section").value = chapter;
  const turn = ++asked;
  const address = folder() + chapter;
  const answer = await fetch(address);
  const text = answer.ok ? await answer.text() : "";
  if (turn !== asked || !text || (text === shownText && frame.address === address && shownLook === state.look)) return;
  const inPlace = frame.address === address && shownLook === state.look;
  shownText = text;
  shownLook = state.look;
  if (inPlace) {
    const parsed = new DOMParser().parseFromString(text, "application/xhtml+xml");
    frame.contentDocument.body.replaceWith(frame.contentDocument.adoptNode(parsed.body));
    styleEbook();
    document.dispatchEvent(new CustomEvent("ebook-shown"));
  } else {
    const top = frame.address === address ? frame.contentWindow.scrollY : 0;
    await loadFrame(address);
    frame.contentWindow.scrollTo(0, top);
    document.dispatchEvent(new CustomEvent("ebook-shown"));
  }
  if (source) showEbookChange(change);
}

function loadFrame(address) {
  return new Promise((done) => {
    frame.onload = () => {
      frame.address = address;
      styleEbook();
      done();
    };
    frame.src = address;
  });
}

/** Apply the size of the letters and the night, as e-readers do. */
function styleEbook() {
  const page = frame.contentDocument;
  if (!page || !page.body) return;
  const night = setting("night");
  Object.assign(page.documentElement.style, {
    fontSize: setting("letters"),
    background: night ? "#121212" : "#ffffff",
    color: night ? "#dddddd" : "",
    colorScheme: night ? "dark" : "light",
    padding: "0 16px",
  });
  page.onclick = openEbook;
}

async function ebookSpots() {
  const answer = await fetch(`ebook-places/${chapter}?${viewQuery()}`);
  return answer.ok ? answer.json() : [];
}

/** Show the source of the text that was clicked: of the element with an id around it, or of the last one before it. */
async function openEbook(event) {
  const link = event.target.closest("a[href]");
  if (link) {
    event.preventDefault();
    const [name, anchor] = link.getAttribute("href").split("#");
    if (!name || state.documents.some((each) => each.name === name)) await goTo(name || chapter, anchor);
    return;
  }
  const known = new Map((await ebookSpots()).map((spot) => [spot.anchor, spot]));
  let last = null;
  for (const element of frame.contentDocument.querySelectorAll("[id]")) {
    const before = element.compareDocumentPosition(event.target) & Node.DOCUMENT_POSITION_FOLLOWING;
    if ((before || element === event.target) && known.has(element.id)) last = known.get(element.id);
  }
  clearSelection();
  if (last) showSource(last);
}

async function showEbookChange(change) {
  const inside = (spot) => spot.file === change.file && spot.line >= change.line && spot.line <= change.last;
  const before = (spot) => spot.file === change.file && spot.line < change.line;
  const spots = await ebookSpots();
  const spot = spots.find(inside) || spots.filter(before).pop();
  const element = spot && frame.contentDocument.getElementById(spot.anchor);
  if (!element) return;
  const box = element.getBoundingClientRect();
  if (box.top < 0 || box.top > frame.clientHeight - 40) {
    element.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  }
  element.style.outline = "3px solid #b98a00";
  setTimeout(() => (element.style.outline = ""), 1200);
}

async function goTo(name, anchor) {
  if (name !== chapter) {
    chapter = name;
    kept.chapter = chapter;
    await showEbook(null);
  }
  const target = anchor && frame.contentDocument.getElementById(anchor);
  if (target) target.scrollIntoView();
  else frame.contentWindow.scrollTo(0, 0);
}

function turnTo(step) {
  const at = state.documents.findIndex((each) => each.name === chapter);
  const target = state.documents[at + step];
  if (target) goTo(target.name);
}

// --- controls ---

function showLayout() {
  document.body.dataset.show = setting("show");
  document.body.dataset.screen = setting("screen");
}

byId("controls").addEventListener("change", (event) => {
  const where = position();
  const before = document.body.dataset.show;
  const visible = visibleDocuments();
  keepSettings();
  showLayout();
  if (["edition", "theme", "paper"].includes(event.target.id)) {
    hideSource();
    shownText = "";
    connect();
    return;
  }
  if (!state) return;
  layOut();
  if (before === "pages" && where && !visible.includes(chapter)) chapter = where.document;
  restorePosition(before === "ebook" ? placeOf(chapter) : where);
  reloadPages();
  styleEbook();
  showEbook(null);
});
byId("controls").addEventListener("submit", (event) => event.preventDefault());
byId("badge").addEventListener("click", () => showList(byId("findings").hidden));
byId("pages").addEventListener("click", openPage);
byId("pages").addEventListener("keydown", moveByKey);
byId("section").addEventListener("change", () => goTo(byId("section").value));
byId("previous").addEventListener("click", () => turnTo(-1));
byId("next").addEventListener("click", () => turnTo(1));
byId("close").addEventListener("click", hideSource);
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("place").textContent);
  byId("copy").textContent = "Copied";
  setTimeout(() => (byId("copy").textContent = "Copy"), 1500);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  showList(false);
  hideSource();
});
addEventListener("resize", () => {
  if (!state) return;
  const where = position();
  layOut();
  restorePosition(where);
  reloadPages();
});
addEventListener("pagehide", () => sessionStorage.setItem("position", JSON.stringify(position())));

byId("spreads").checked = innerWidth > 1000;
restoreSettings();
showLayout();
connect();
