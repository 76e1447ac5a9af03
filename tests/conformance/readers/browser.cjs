// Opens every book in a reading system, with one Chromium and one local server, and prints reports as JSON, by file.
"use strict";

const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const JSZip = require("jszip");
const puppeteer = require("puppeteer-core");

const FLAGS = [
  "--no-sandbox", // Chromium does not start as root with its sandbox
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // no access to the network
];
/** Milliseconds after which a browser counts as hung: far more than a busy machine needs. */
const HUNG = 1_800_000;
const PACKAGES = path.join(__dirname, "..", "node_modules");
const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".ncx": "application/x-dtbncx+xml",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".xhtml": "application/xhtml+xml",
};
const BLANK = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';

/** Serve a page at `/`, the code of reading systems at `/packages/…`, and books at `/books/N.epub` and `/books/N/…`. */
async function serve(html, books) {
  const zips = await Promise.all(books.map((book) => JSZip.loadAsync(fs.readFileSync(book))));
  const find = (at) => {
    const [, kind, name, ...rest] = at.split("/");
    if (kind === "packages") {
      const file = path.join(PACKAGES, name, ...rest);
      return file.startsWith(PACKAGES) && fs.existsSync(file) ? fs.promises.readFile(file) : undefined;
    }
    if (kind === "favicon.ico") return "";
    if (kind !== "books") return at === "/" ? BLANK + html : undefined;
    if (name.endsWith(".epub")) return fs.promises.readFile(books[parseInt(name)]);
    return zips[name].file(rest.join("/"))?.async("nodebuffer");
  };
  const server = http.createServer(async (request, response) => {
    const at = decodeURIComponent(request.url.split("?")[0]);
    const body = await find(at);
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": TYPES[path.extname(at) || ".html"] ?? "application/octet-stream",
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Add two functions to a page: `soon` waits for what opens or fails, `look` reports what a document shows and what is missing. */
function addLook(hung) {
  // A reading system fails by calling `window.fail`, or by rejecting a promise that nothing handles.
  window.soon = (opened, what) => {
    const failed = new Promise((_, reject) => {
      window.fail = () => reject(new Error(`${what} does not open`));
      setTimeout(window.fail, hung);
    });
    return Promise.race([opened, failed]);
  };
  window.addEventListener("unhandledrejection", () => window.fail?.());
  window.look = async (section, doc, anchors) => {
    const fonts = [...doc.fonts];
    await Promise.allSettled([...doc.images].map((image) => image.decode()));
    await Promise.allSettled(fonts.map((font) => font.load()));
    const flat = (drawing) => drawing.getClientRects().length === 0 || drawing.getBoundingClientRect().height < 1;
    return {
      section,
      letters: [...doc.body.textContent.replace(/\s/g, "")].length,
      pictures: doc.images.length,
      fonts: Object.fromEntries(
        fonts.map(({ family, weight, style, status }) => [`${family.replaceAll('"', "")} ${weight} ${style}`, status]),
      ),
      faults: [
        ...[...doc.images].filter((image) => !image.naturalWidth).map((image) => `a picture does not load: ${image.alt}`),
        ...[...doc.querySelectorAll("img, svg")]
          .filter(flat)
          .map((it) => `nothing is visible of: ${it.getAttribute("alt") ?? it.id}`),
        ...anchors.filter((anchor) => !doc.getElementById(anchor)).map((anchor) => `there is no id: ${anchor}`),
      ],
    };
  };
}

/** Return a page that collects its errors as complaints. */
async function openPage(browser, complaints) {
  const page = await browser.newPage();
  page.setDefaultTimeout(HUNG);
  await page.setViewport({ width: 600, height: 800 });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on(
    "console",
    (message) => message.type() === "error" && complaints.push(`console: ${message.text()} ${message.location().url ?? ""}`),
  );
  page.on("response", (response) => response.status() >= 400 && complaints.push(`${response.status()}: ${response.url()}`));
  await page.evaluateOnNewDocument(addLook, HUNG);
  return page;
}

/**
 * Open the books that the command line names, one after the other, and print the report of `read` on each.
 *
 * `html` is the page of the reading system; `read(page, book)` returns the report and gets the book's `number`, `file` and
 * `origin`. Exceptions, and errors in the page, are added to the report as `complaints`.
 */
async function show(html, read) {
  const books = process.argv.slice(2);
  const server = await serve(html, books);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const limits = { timeout: HUNG, protocolTimeout: HUNG };
  const browser = await puppeteer.launch({ executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: FLAGS, ...limits });
  const reports = {};
  for (const [number, file] of books.entries()) {
    const complaints = [];
    const page = await openPage(browser, complaints);
    try {
      await page.goto(`${origin}/`);
      reports[file] = await read(page, { number, file, origin });
    } catch (error) {
      complaints.push(`unreadable: ${error.message}`);
    }
    await page.close();
    reports[file] = { ...reports[file], complaints };
  }
  await browser.close();
  server.close();
  process.stdout.write(JSON.stringify(reports));
}

module.exports = { show };
