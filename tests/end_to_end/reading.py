"""Functions that read finished files: text, outline, tags, fonts and links."""

from __future__ import annotations

import ctypes
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

from linernotes.leaks.normalise import normalise
from linernotes.model.papers import TEXT_BLOCK

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def page_texts(file: Path) -> list[str]:
    """Return the text of each page, with its footer."""
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def block_texts(file: Path) -> list[str]:
    """Return the text in the text block of each page."""
    _, bottom, _, _ = TEXT_BLOCK.points()
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_bounded(bottom=bottom) for page in document]


def outline(file: Path) -> list[tuple[int, str, int]]:
    """Return level, title and page (first is 0) of each outline entry."""
    with pypdfium2.PdfDocument(file) as document:
        found = []
        for entry in document.get_toc():
            destination = entry.get_dest()
            assert destination is not None, "an outline entry has no destination"
            found.append((entry.level, entry.get_title(), destination.get_index()))
        return found


PAGE_MARK = re.compile(r"p\.\s(\d+)\s*")
"""The mark in the margin of large print where a page of the standard edition starts, sometimes in the middle of a sentence."""


def tagged_letters(file: Path, but: re.Pattern[str] | None = None) -> str:
    """Return the letters of the tag tree in order, without runs of words that match ``but``.

    ``pdfinfo -struct-text`` of poppler prints the same but takes two seconds a page.
    """
    words = marked_words(file)
    runs: list[str] = []
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        waiting: list[tuple[Any, Any]] = [(pdf.Root.StructTreeRoot, None)]
        while waiting:
            kid, page = waiting.pop()
            marked: int | None = kid if isinstance(kid, int) else None
            if isinstance(kid, pikepdf.Dictionary):
                page = kid.get("/Pg", page)
                marked = int(kid.MCID) if kid.get("/Type") == "/MCR" else None
            if marked is not None:
                run = words.get((numbers[page.objgen], marked), "")
                runs.append("" if but and but.fullmatch(run) else run)
            elif isinstance(kid, pikepdf.Dictionary) and "/K" in kid:
                kids = kid.K if isinstance(kid.K, pikepdf.Array) else [kid.K]
                waiting.extend((each, page) for each in reversed(list(kids)))
    return normalise("".join(runs))


def marked_words(file: Path) -> dict[tuple[int, int], str]:
    """Return the text of each marked content, by page (first is 0) and number."""
    found: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
                mark = raw.FPDFPageObj_GetMarkedContentID(each.raw)
                if mark >= 0:
                    length = raw.FPDFTextObj_GetText(each.raw, text.raw, None, 0)
                    content = ctypes.create_string_buffer(length)
                    raw.FPDFTextObj_GetText(each.raw, text.raw, ctypes.cast(content, ctypes.POINTER(raw.FPDF_WCHAR)), length)
                    found[number, mark] = found.get((number, mark), "") + content.raw.decode("utf-16-le").rstrip("\0")
    return found


def poppler_letters(file: Path) -> str:
    """Return the letters of the tag tree as poppler reads them, without those in figures. Slow for long files."""
    tree = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True).stdout
    letters, figure = [], -1
    for line in tree.splitlines():
        depth = len(line) - len(line.lstrip())
        if 0 <= figure < depth:
            continue
        figure = depth if line.lstrip().startswith("Figure") else -1
        if line.lstrip().startswith('"'):
            letters.append(line.strip().strip('"'))
    return normalise("".join(letters))


def fonts(file: Path) -> set[str]:
    """Return the names of the fonts of all pages, without subset prefixes."""
    with pikepdf.open(file) as pdf:
        named = [font.BaseFont for page in pdf.pages for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()]
        return {str(name).rpartition("+")[2] for name in named}


def dangling_links(file: Path) -> list[str]:
    """Return the internal links of a PDF whose destination is missing."""
    with pikepdf.open(file) as pdf:
        names: set[str] = set()
        if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
            names = set(pikepdf.NameTree(pdf.Root.Names.Dests).keys())
        lost = []
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                destination = annotation.get("/Dest")
                if isinstance(destination, pikepdf.String) and str(destination) not in names:
                    lost.append(str(destination))
        return lost


def documents(file: Path) -> dict[str, ElementTree.Element]:
    """Return the XHTML documents of an EPUB by name."""
    with zipfile.ZipFile(file) as package:
        return {name: ElementTree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xhtml")}


def spine_of(file: Path) -> list[str]:
    """Return the names of the documents in the spine of an EPUB."""
    package = package_of(file)
    names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    return [f"EPUB/{names[item.get('idref')]}" for item in package.iter(f"{OPF}itemref")]


def package_of(file: Path) -> ElementTree.Element:
    """Return the package document of an EPUB."""
    with zipfile.ZipFile(file) as package:
        return ElementTree.fromstring(package.read("EPUB/content.opf"))


def listed_in(file: Path, kind: str) -> list[tuple[str, str]]:
    """Return text and target of each entry of a nav of this type, such as ``toc``."""
    return [
        (" ".join(words_of(link).split()), f"EPUB/{link.get('href')}")
        for nav in documents(file)["EPUB/nav.xhtml"].iter(f"{XHTML}nav")
        if nav.get(EPUB_TYPE) == kind
        for link in nav.iter(f"{XHTML}a")
    ]


def words_of(element: ElementTree.Element) -> str:
    """Return the text of an element."""
    return "".join(element.itertext())


def visible_words_of(element: ElementTree.Element) -> str:
    """Return the text of an element without the words that are added for screen readers."""
    if element.get("class") == "spoken":
        return ""
    return (element.text or "") + "".join(visible_words_of(child) + (child.tail or "") for child in element)


def links_of(name: str, root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Yield file and fragment of each link within the package."""
    for link in root.iter(f"{XHTML}a"):
        href = link.get("href", "")
        if href and ":" not in href:
            target, _, fragment = href.partition("#")
            yield f"EPUB/{target}" if target else name, fragment
