// Ace by DAISY: `node ace.cjs BOOK…`; the command of its own takes one book and begins a browser for each.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

/** Ace's report on a book, as far as a verdict needs it. */
async function judge(book) {
  const stays = { ...runner, launch: async () => {}, close: async () => {} };
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "ace-"));
  const [, report] = await ace(book, { cwd: process.cwd(), outdir }, stays);
  fs.rmSync(outdir, { recursive: true });
  return {
    outcome: report["earl:result"]["earl:outcome"],
    documents: report.assertions.length,
    missing: report["a11y-metadata"].missing,
    assertions: report.assertions.flatMap((document) =>
      document.assertions.map((each) => ({
        place: document["earl:testSubject"].url,
        rule: each["earl:test"]["dct:title"],
        impact: each["earl:test"]["earl:impact"],
        message: each["earl:result"]["dct:description"],
      })),
    ),
  };
}

async function main(books) {
  await runner.launch();
  const told = {};
  for (const book of books) told[book] = await judge(book).catch((error) => ({ outcome: `unreadable: ${error.message}` }));
  await runner.close();
  process.stdout.write(JSON.stringify(told));
}

main(process.argv.slice(2));
