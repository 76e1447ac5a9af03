"""An e-book that calibre converts for a Kindle and back keeps its pictures, its cover, its contents and its notes."""

from __future__ import annotations

import io
import os
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from PIL import Image

from tests.end_to_end.reading import XHTML, documents, listed_in, words_of
from tests.processes import HUNG

BOOK = "the-runaways-student.epub"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


@dataclass(frozen=True)
class Converted:
    """An e-book, and its files after a conversion to AZW3 and back."""

    original: Path
    files: dict[str, bytes]

    def pages(self) -> Iterator[tuple[str, Element]]:
        """Yield each document with its name."""
        yield from ((name, ElementTree.fromstring(content)) for name, content in self.files.items() if name.endswith("html"))


@pytest.fixture(scope="module")
def converted(ebooks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Converted:
    program = shutil.which("ebook-convert")
    if not program:
        pytest.skip("calibre converts no e-books, because it is not installed: apt-get install calibre")
    folder = tmp_path_factory.mktemp("calibre")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CALIBRE_CONFIG_DIRECTORY": str(folder / "settings")}
    files = [ebooks[BOOK], folder / "kindle.azw3", folder / "back.epub"]
    for one, other in pairwise(files):
        command = [program, str(one), str(other)]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=HUNG)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    with zipfile.ZipFile(files[-1]) as package:
        return Converted(files[0], {name: package.read(name) for name in package.namelist()})


def test_pictures_keep_their_ratio(converted: Converted) -> None:
    sheet = converted.files["stylesheet.css"].decode()
    rules = dict(re.findall(r"\.([\w-]+) \{([^}]*)\}", sheet))
    count = 0
    for name, root in converted.pages():
        for picture in root.iter(f"{XHTML}img"):
            source = posixpath.normpath(posixpath.join(posixpath.dirname(name), str(picture.get("src"))))
            if source.endswith(".svg"):
                continue
            style = " ".join(rules.get(each, "") for each in str(picture.get("class")).split())
            assert not {"width", "height"} & set(picture.keys()), source
            sizes = re.findall(r"(?<![-\w])(?:width: (?!\d+%)|height: )([^;\s]+)", style)
            assert set(sizes) <= {"auto"}, source
            count += 1
    assert count >= 3
    assert sorted(map(ratio_of, pictures_in(converted.files))) == sorted(map(ratio_of, pictures_in(files_of(converted.original))))


def files_of(book: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(book) as package:
        return {name: package.read(name) for name in package.namelist()}


def pictures_in(files: dict[str, bytes]) -> list[bytes]:
    return [content for name, content in files.items() if name.endswith((".png", ".jpg", ".jpeg"))]


def ratio_of(picture: bytes) -> float:
    with Image.open(io.BytesIO(picture)) as image:
        return round(image.width / image.height, 2)


def test_there_is_one_cover(converted: Converted) -> None:
    package = converted.files["content.opf"].decode()
    [cover] = re.findall(r'<item id="cover" href="([^"]+)"', package)
    shown = [name for name, root in converted.pages() if posixpath.basename(cover) in ElementTree.tostring(root, "unicode")]
    assert len(shown) == 1


def test_contents_are_complete_and_nested(converted: Converted) -> None:
    points = ElementTree.fromstring(converted.files["toc.ncx"]).find(f"{NCX}navMap")
    assert points is not None
    names = [" ".join(words_of(label).split()) for label in points.iter(f"{NCX}navLabel")]
    assert names == [name for name, _ in listed_in(converted.original, "toc")]
    chapters = {" ".join(words_of(point[0]).split()): point for point in points.findall(f"{NCX}navPoint")}
    assert "Movement II · The trailer" in [
        " ".join(words_of(label).split()) for label in chapters["Chapter 1 · Plot"].iter(f"{NCX}navLabel")
    ]


def test_no_page_has_only_a_label(converted: Converted) -> None:
    labels = {
        " ".join(words_of(label).split())
        for root in documents(converted.original).values()
        for label in root.iter(f"{XHTML}p")
        if label.get("class") == "section-label"
    }
    assert labels
    assert [name for name, root in converted.pages() if " ".join(words_of(root[1]).split()) in labels] == []


def test_every_note_leads_to_its_text(converted: Converted) -> None:
    anchors = {name: {each.get("id") for each in root.iter()} for name, root in converted.pages()}
    calls = [
        (name, call) for name, root in converted.pages() for call in root.iter(f"{XHTML}a") if call.get("role") == "doc-noteref"
    ]
    originals = [call for root in documents(converted.original).values() for call in root.iter(f"{XHTML}a")]
    assert len(calls) == sum(call.get("role") == "doc-noteref" for call in originals) > 0
    for name, call in calls:
        file, _, anchor = str(call.get("href")).partition("#")
        target = posixpath.join(posixpath.dirname(name), file) if file else name
        assert anchor in anchors[target], call.get("href")
