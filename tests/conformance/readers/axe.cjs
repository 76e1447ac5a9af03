// axe-core on every document of every book, in the window of a telephone: `node axe.cjs BOOK…`
"use strict";

const { source } = require("axe-core");
const { show } = require("./browser.cjs");
const { readManifest } = require("./manifest.cjs");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TELEPHONE = { width: 390, height: 780 };

/** What was found in a document, by its text: editions share most of their sections. */
const known = new Map();

async function judge(page) {
  await page.evaluate(source);
  const run = (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
  const { passes, violations } = await page.evaluate(run, TAGS);
  const places = (nodes) => nodes.map(({ html }) => html.slice(0, 200));
  return { passes: passes.length, violations: violations.map(({ id, nodes }) => ({ rule: id, places: places(nodes) })) };
}

show("", async (page, { number, file, origin }) => {
  const { readingOrder } = await readManifest(file);
  await page.setViewport(TELEPHONE);
  const sections = [];
  for (const { href } of readingOrder) {
    const text = await (await page.goto(`${origin}/books/${number}/${href}`)).text();
    if (!known.has(text)) known.set(text, await judge(page));
    sections.push({ section: href, ...known.get(text) });
  }
  return { sections };
});
