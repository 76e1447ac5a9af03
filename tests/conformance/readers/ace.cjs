// Ace by DAISY: `node ace.cjs BOOK…`; its own command takes one book and starts a browser each time.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

/** Return the parts of Ace's report on a book that the tests need. */
async function check(book) {
  const sharedBrowser = { ...runner, launch: async () => {}, close: async () => {} };
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "ace-"));
  // Its list of all pictures is not needed, and takes a seventh of the time.
  const [, report] = await ace(book, { cwd: process.cwd(), outdir, doNotReportMedia: true }, sharedBrowser);
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
  const reports = {};
  for (const book of books) reports[book] = await check(book).catch((error) => ({ outcome: `unreadable: ${error.message}` }));
  await runner.close();
  process.stdout.write(JSON.stringify(reports));
}

main(process.argv.slice(2));
