// axe-core on every document of every book, in a window of the size of a phone: `node axe.cjs BOOK…`
"use strict";

const { source } = require("axe-core");
const { show } = require("./browser.cjs");
const { readManifest } = require("./manifest.cjs");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PHONE = { width: 390, height: 780 };

/** The results by the text of a document: editions share most of their sections. */
const results = new Map();

async function check(page) {
  await page.evaluate(source);
  const run = (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
  const { passes, violations } = await page.evaluate(run, TAGS);
  const places = (nodes) => nodes.map(({ html }) => html.slice(0, 200));
  return { passes: passes.length, violations: violations.map(({ id, nodes }) => ({ rule: id, places: places(nodes) })) };
}

show("", async (page, { number, file, origin }) => {
  const { readingOrder } = await readManifest(file);
  await page.setViewport(PHONE);
  const sections = [];
  for (const { href } of readingOrder) {
    const text = await (await page.goto(`${origin}/books/${number}/${href}`)).text();
    if (!results.has(text)) results.set(text, await check(page));
    sections.push({ section: href, ...results.get(text) });
  }
  return { sections };
});
