"""The picture of the preview in the README and the manual: two pages of the guide, the e-book next to them, and the place of a sentence."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from proofs.screens import find_browser

WINDOW = {"width": 1400, "height": 820}
SIZE = (840, 492)
COLOURS = 64
FOLIO, SECTION = "12", "pictures-and-cracks.xhtml"
"""The page on the left, and the document of the e-book."""

SENTENCE = (260, 300)
"""The point that is clicked."""

_UP_TO_DATE = "() => document.getElementById('state').textContent.includes('up to date')"
_TO_PAGE = "folio => [...document.querySelectorAll('.page')].find(each => each.page.folio === folio).scrollIntoView()"
_ALL_SHOWN = "() => [...document.querySelectorAll('.page')].every(each => !each.near || each.querySelector('img'))"


def make(project: Path, *files: Path) -> str:
    """Write the picture of the preview of a guide. Return a problem in words, or an empty string."""
    browser = find_browser()
    if not browser:
        return "no picture of the preview: Chromium is not installed"
    command = [sys.executable, "-m", "linernotes", "preview", "--project", str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as preview, sync_playwright() as driver:
        assert preview.stdout  # noqa: S101  # it is a pipe
        opened = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = opened.new_page(viewport=WINDOW)  # type: ignore[arg-type]  # a dictionary with these two keys
        page.goto(preview.stdout.readline().strip())
        _arrange(page)
        image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
        few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        for file in files:
            few.save(file, optimize=True)
        opened.close()
        preview.terminate()
    return ""


def _arrange(page: Page) -> None:
    """Show what the picture shows."""
    page.wait_for_function(_UP_TO_DATE, timeout=600_000)
    page.select_option("#show", "both")
    page.select_option("#zoom", "width")
    page.evaluate(_TO_PAGE, FOLIO)
    page.select_option("#section", SECTION)
    page.mouse.click(*SENTENCE)
    page.wait_for_selector("#source:not([hidden])")
    page.wait_for_timeout(1000)  # until it has stopped scrolling
    page.wait_for_function(_ALL_SHOWN, timeout=60_000)
