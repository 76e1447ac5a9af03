// The Readium navigator, the engine of Thorium Web: `node readium.cjs BOOK…`
"use strict";

const { show } = require("./browser.cjs");
const { readManifest } = require("./manifest.cjs");

const READER = `<style>
html, body { margin: 0; height: 100% } #stage { position: absolute; width: 600px; height: 800px }
iframe { position: absolute; width: 100%; height: 100%; border: 0 }
</style>
<div id="stage"></div><script type="module">
import * as navigator from "/packages/@readium/navigator/dist/index.js";
import * as shared from "/packages/@readium/shared/dist/index.js";
Object.assign(window, { readium: { ...navigator, ...shared } });
</script>`;

/** Return a manifest for the navigator: with its own address, and only with metadata that the navigator understands. */
function adapt(manifest, base) {
  const { title, language, author, identifier } = manifest.metadata;
  const links = [{ rel: "self", href: `${base}manifest.json`, type: "application/webpub+json" }];
  const conformsTo = "https://readium.org/webpub-manifest/profiles/epub";
  return { ...manifest, links, metadata: { title, language, author, identifier, conformsTo } };
}

show(READER, async (page, { number, file, origin }) => {
  const base = `${origin}/books/${number}/`;
  const manifest = adapt(await readManifest(file), base);
  await page.waitForFunction("window.readium");
  return page.evaluate(
    async (json, base) => {
      const { EpubNavigator, HttpFetcher, Locator, Manifest, Publication } = readium;
      const manifest = Manifest.deserialize(json);
      manifest.setSelfLink(json.links[0].href);
      const links = manifest.readingOrder.items;
      const positions = links.map(({ href, type }, index) => {
        const locations = { position: index + 1, progression: 0, totalProgression: index / links.length };
        return Locator.deserialize({ href, type, locations });
      });
      const events = [
        "frameLoaded",
        "positionChanged",
        "tap",
        "click",
        "zoom",
        "miscPointer",
        "scroll",
        "customEvent",
        "textSelected",
      ];
      const listeners = Object.fromEntries([...events, "handleLocator"].map((name) => [name, () => false]));
      const publication = new Publication({ manifest, fetcher: new HttpFetcher(undefined, base) });
      const stage = document.getElementById("stage");
      const preferences = { preferences: {}, defaults: {} };
      const navigator = new EpubNavigator(stage, publication, listeners, positions, positions[0], preferences);
      await soon(navigator.load(), "the package");
      const flat = (entries) => (entries ?? []).flatMap((entry) => [entry, ...flat(entry.children)]);
      const contents = flat(json.toc);
      const hrefs = [...contents, ...(json.pageList ?? [])].map(({ href }) => href);
      const split = hrefs.map((href) => href.split("#"));
      const sections = [];
      for (const link of links) {
        const opened = new Promise((resolve) => navigator.goLink(link, false, resolve));
        await soon(opened, link.href);
        const seen = [...stage.querySelectorAll("iframe")].find((frame) => frame.style.visibility !== "hidden");
        const anchors = split.filter(([section]) => section === link.href).map(([, anchor]) => anchor);
        sections.push(await look(link.href, seen.contentDocument, anchors.filter(Boolean)));
      }
      return {
        title: json.metadata.title,
        sections,
        contents: contents.length,
        pages: hrefs.length - contents.length,
        lost: hrefs.filter((_, index) => !links.some(({ href }) => href === split[index][0])),
      };
    },
    manifest,
    base,
  );
});
