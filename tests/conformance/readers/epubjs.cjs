// epub.js, the engine of many readers on the web: `node epubjs.cjs BOOK…`
"use strict";

const { show } = require("./browser.cjs");

const READER = `<div id="stage"></div>
<script src="/packages/jszip/dist/jszip.min.js"></script><script src="/packages/epubjs/dist/epub.js"></script>`;

show(READER, (page, { number }) =>
  page.evaluate(async (number) => {
    const book = ePub(await (await fetch(`/books/${number}.epub`)).arrayBuffer());
    await soon(book.ready, "the package");
    const stage = { width: 600, height: 800, flow: "paginated", spread: "none" };
    // Without this, the frame is sandboxed and the console reports an error in the reader's own script.
    const rendition = book.renderTo("stage", { ...stage, allowScriptedContent: true });
    rendition.on("displayerror", () => window.fail());
    const flat = (entries) => entries.flatMap((entry) => [entry, ...flat(entry.subitems)]);
    const { toc } = await book.loaded.navigation;
    await book.loaded.pageList;
    const pages = book.pageList.pageList;
    const hrefs = [...flat(toc), ...pages].map(({ href }) => href);
    const sections = [];
    for (const item of book.spine.spineItems) {
      await soon(rendition.display(item.href), item.href);
      const anchors = hrefs.filter((href) => book.spine.get(href) === item).map((href) => href.split("#")[1]);
      sections.push(await look(item.href, rendition.getContents()[0].document, anchors.filter(Boolean)));
    }
    return {
      title: book.packaging.metadata.title,
      sections,
      contents: flat(toc).length,
      pages: pages.length,
      lost: hrefs.filter((href) => !book.spine.get(href)),
    };
  }, number),
);
