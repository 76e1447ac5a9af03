// foliate-js, the engine of Foliate and Readest: `node foliate.cjs BOOK…`
"use strict";

const { show } = require("./browser.cjs");

const READER = `<style>html, body { margin: 0; height: 100% } foliate-view { display: block; width: 600px; height: 800px }</style>
<foliate-view></foliate-view><script type="module" src="/packages/foliate-js/view.js"></script>`;

show(READER, (page, { number }) =>
  page.evaluate(async (number) => {
    await customElements.whenDefined("foliate-view");
    const view = document.querySelector("foliate-view");
    let shown;
    view.addEventListener("load", (event) => (shown = event.detail));
    await view.open(new File([await (await fetch(`/books/${number}.epub`)).blob()], `${number}.epub`));
    const { book } = view;
    const flat = (entries) => (entries ?? []).flatMap((entry) => [entry, ...flat(entry.subitems)]);
    const entries = [...flat(book.toc), ...flat(book.pageList)].map(({ href }) => ({ href, found: book.resolveHref(href) }));
    const sections = [];
    for (const [index, section] of book.sections.entries()) {
      await soon(view.goTo(index), section.id);
      const anchors = entries.filter(({ found }) => found?.index === index).map(({ href }) => href.split("#")[1]);
      sections.push(await look(section.id, shown.doc, anchors.filter(Boolean)));
    }
    return {
      title: book.metadata.title,
      sections,
      contents: flat(book.toc).length,
      pages: flat(book.pageList).length,
      lost: entries.filter(({ found }) => !book.sections[found?.index]).map(({ href }) => href),
    };
  }, number),
);
