"""Renders the sections of an EPUB in Chromium, if it is installed."""

from __future__ import annotations

import html
import os
import posixpath
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from proofs.pages import contact_sheet

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH, HEIGHT = 600, 1400
"""The size of a section in pixels: the width of a tablet, and more than one screen of height."""

ACROSS, AT_ONCE = 4, 32
"""Sections in one row and in one screenshot: browsers support no more than 16384 pixels."""

_OPF = "{http://www.idpf.org/2007/opf}"


def find_browser() -> str:
    """Return the path of Chromium or Chrome; empty if there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def photograph(file: Path, folder: Path) -> str:
    """Write an image of the beginning of each section, and a contact sheet. Return a problem in words, or an empty string."""
    browser = find_browser()
    if not browser:
        return "no pictures of the e-book: Chromium is not installed"
    with tempfile.TemporaryDirectory(prefix="proof-") as name:
        unpacked = Path(name)
        with zipfile.ZipFile(file) as package:
            package.extractall(unpacked)
        folder.mkdir(parents=True, exist_ok=True)
        images = []
        for number, together in enumerate(_batches(list(_spine(unpacked)))):
            for section, picture in _photograph(browser, unpacked, together, number):
                picture.save(folder / f"{Path(section).stem}.png")
                images.append(picture)
    contact_sheet(images, folder.with_name(f"{folder.name}-sheet.png"))
    return ""


def _spine(folder: Path) -> Iterator[str]:
    """Yield the path of each section, in reading order."""
    container = ElementTree.parse(folder / "META-INF" / "container.xml")  # noqa: S314  # our own book
    package = next(node.get("full-path", "") for node in container.iter() if node.tag.endswith("rootfile"))
    root = ElementTree.parse(folder / package)  # noqa: S314
    paths = {item.get("id"): item.get("href", "") for item in root.iter(f"{_OPF}item")}
    for item in root.iter(f"{_OPF}itemref"):
        yield posixpath.join(posixpath.dirname(package), paths[item.get("idref")])


def _batches(sections: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(sections), AT_ONCE):
        yield sections[first : first + AT_ONCE]


def _photograph(browser: str, folder: Path, sections: list[str], number: int) -> Iterator[tuple[str, Image.Image]]:
    """Show sections side by side in one window, since browsers take seconds to start, and split the screenshot."""
    frames = "".join(f'<iframe src="{html.escape(section)}"></iframe>' for section in sections)
    style = f"body{{margin:0;width:{ACROSS * WIDTH}px;line-height:0}}iframe{{border:0;width:{WIDTH}px;height:{HEIGHT}px}}"
    window = folder / f"window-{number}.html"
    window.write_text(f"<!DOCTYPE html><style>{style}</style>{frames}", encoding="utf-8")
    rows = -(-len(sections) // ACROSS)
    screenshot = folder / f"window-{number}.png"
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--hide-scrollbars",
        "--allow-file-access-from-files",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium does not start with a sandbox as root
        f"--user-data-dir={folder / 'profile'}",
        f"--window-size={ACROSS * WIDTH},{rows * HEIGHT}",
        "--virtual-time-budget=20000",
        f"--screenshot={screenshot}",
        window.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with Image.open(screenshot) as image:
        for at, section in enumerate(sections):
            row, column = divmod(at, ACROSS)
            left, top = column * WIDTH, row * HEIGHT
            yield section, image.crop((left, top, left + WIDTH, top + HEIGHT)).convert("RGB")
