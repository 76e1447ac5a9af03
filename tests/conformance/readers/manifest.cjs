// r2-shared-js, the parser of Thorium: reads a book as a Readium Web Publication Manifest.
"use strict";

const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } = require("r2-shared-js/dist/es8-es2017/src/init-globals");
const { EpubParsePromise } = require("r2-shared-js/dist/es8-es2017/src/parser/epub");
const { TaJsonSerialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable");

initGlobalConverters_SHARED();
initGlobalConverters_GENERIC();

const readManifest = async (book) => TaJsonSerialize(await EpubParsePromise(book));

module.exports = { readManifest };

/** `node manifest.cjs BOOK…` prints the manifests by file. */
async function main(books) {
  const manifests = await Promise.all(books.map(async (book) => [book, await readManifest(book)]));
  process.stdout.write(JSON.stringify(Object.fromEntries(manifests)));
}

if (require.main === module) main(process.argv.slice(2));
