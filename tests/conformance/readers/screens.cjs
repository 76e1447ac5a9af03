// Every document of every book on narrow and wide screens, in large letters and at night: `node screens.cjs BOOK…`
"use strict";

const { show } = require("./browser.cjs");
const { readManifest } = require("./manifest.cjs");

const WIDTHS = [320, 600, 800];
const SIZES = [100, 200];
const SCREENS = [[320, 568, 9], [600, 800, 12], [800, 600, 9]]; // width, height, and the smallest letters of a drawing, in pixels
const NIGHT = { paper: "rgb(18, 18, 18)", ink: "rgb(221, 221, 221)" };

/** Return the elements that a reader would have to scroll sideways to. */
function findOverflow() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = (it) => it.getBoundingClientRect().right > root.clientWidth + 1 && !it.closest(".spoken");
  return [...document.body.querySelectorAll("*")].filter(wide).map((it) => it.outerHTML.slice(0, 200));
}

/** Return the drawings with letters that are smaller than a number of pixels. */
function findSmall(least) {
  const sizeOf = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  const small = (drawing) => [...drawing.querySelectorAll("text")].some((text) => sizeOf(text) < least);
  return [...document.querySelectorAll("figure svg")].filter(small).map((it) => it.closest("figure").id);
}

/** Return the links and marks whose contrast with dark paper is less than 4.5 : 1 (WCAG 2.2, 1.4.3). */
function findPale({ paper, ink }) {
  Object.assign(document.documentElement.style, { background: paper, color: ink });
  const luminance = (colour) => {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [red, green, blue] = colour.match(/\d+/g).map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const pale = (it) => luminance(getComputedStyle(it).color) / luminance(paper) < 4.5;
  return [...document.querySelectorAll("body :not(svg, svg *)")].filter(pale).map((it) => it.outerHTML.slice(0, 200));
}

/** Return what a reader copies from the retelling. */
function copyRetelling() {
  const copied = [...document.querySelectorAll(".verse")].map((verse) => {
    getSelection().selectAllChildren(verse);
    return getSelection().toString();
  });
  return copied.join("\n");
}

async function check(page) {
  const overflow = [];
  for (const width of WIDTHS) {
    for (const size of SIZES) {
      await page.setViewport({ width, height: 900 });
      await page.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), size);
      overflow.push(...(await page.evaluate(findOverflow)).map((place) => `${width} px, ${size} %: ${place}`));
    }
  }
  const small = [];
  for (const [width, height, least] of SCREENS) {
    await page.setViewport({ width, height });
    small.push(...(await page.evaluate(findSmall, least)).map((place) => `${width} x ${height} px: ${place}`));
  }
  return { overflow, small, copied: await page.evaluate(copyRetelling), pale: await page.evaluate(findPale, NIGHT) };
}

show("", async (page, { number, file, origin }) => {
  const { readingOrder } = await readManifest(file);
  const sections = [];
  for (const { href } of readingOrder) {
    await page.goto(`${origin}/books/${number}/${href}`);
    sections.push({ section: href, ...(await check(page)) });
  }
  return { sections };
});
