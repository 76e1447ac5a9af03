"""One edition as an e-book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from linernotes.build.context import BuildContext
from linernotes.build.pictures import EbookPictures, PictureRenderer, finish_pictures
from linernotes.build.printed import PrintedEdition
from linernotes.editing.editions import keep_printed
from linernotes.editing.keys import split_key
from linernotes.editing.media import book_for_medium
from linernotes.editing.references import page_anchor
from linernotes.epub.census import take_census
from linernotes.epub.claims import accessibility_claims
from linernotes.epub.description import bibliographic_claims, educational_claims
from linernotes.epub.package import COVER, COVER_PAGE, NAV, NCX, Entry, identifier_of, write_epub
from linernotes.epub.reader import Package
from linernotes.fonts.instances import Font, font_face_css
from linernotes.html.medium import Reflowable, file_name, picture_name
from linernotes.html.navigation import depth_of, landmarks, lists_of, nested
from linernotes.html.pages import Pages
from linernotes.model.book import Book, Edition, MadePage, Matter, Section
from linernotes.model.guide import SourceList
from linernotes.model.walking import descend

SHEET, NARROW = "epub/book.css", "epub/narrow.css"
SHEETS = ("styles/fonts.css", "styles/book.css", "styles/narrow.css")

GUIDE_TYPES = {"cover": "cover", "toc": "toc", "bodymatter": "text"}
"""The types of the guide, by those of landmarks (Open Packaging Format 2.0.1, 2.6)."""

_PAGE_MARK = re.compile(f' id="{page_anchor("")}([^"]+)"')


def write_ebook(context: BuildContext, printed: PrintedEdition, renderer: PictureRenderer, pictures: EbookPictures) -> bytes:
    """Return the EPUB file of an edition.

    Args:
        context: the shared parts of the build.
        printed: the edition on paper, whose pages the e-book lists and marks.
        renderer: renders drawings.
        pictures: the cover and the pictures, which it was told to render.

    Raises:
        ProjectError: if a drawing cannot be rendered.
    """
    book = reflowable_book(printed.book, printed.edition)
    folios = {anchor: folio for begins in printed.breaks.values() for anchor, folio in begins.items()}
    pages = Pages(book, printed.edition, Reflowable(folios), printed.templates)
    documents = _documents(book, pages)
    page_list = list(_marked_pages(documents))
    style = context.styles[SHEET]
    fonts = [font for font in context.fonts if f'"{font.family}"' in style.decode("utf-8")]
    contents = nested(tuple(pages.contents()))
    nav = render_nav(book, pages, page_list)
    ncx = pages.fill(
        "toc.ncx.j2",
        contents=contents,
        depth=depth_of(contents),
        identifier=identifier_of(book.metadata, printed.edition),
        page_list=page_list,
        highest=max((int(folio) for folio, _ in page_list if folio.isdigit()), default=0),
    )
    entries = [
        *(replace(each, content=_bytes(nav)) if each.name == NAV else each for each in documents),
        Entry(NCX, _bytes(ncx)),
        Entry("styles/book.css", style),
        Entry("styles/narrow.css", context.styles[NARROW]),
        *_font_entries(fonts),
    ]
    edition_of = f"{book.metadata.title}, {printed.edition.title}, {book.wording.pages_of} {book.metadata.version}"
    package = Package.parse({each.name: each.content for each in entries}, [each.name for each in entries if each.linear])
    certified_by = book.metadata.accessibility_certified_by
    claims = (
        *bibliographic_claims(book, printed.edition),
        *educational_claims(book, printed.edition),
        *accessibility_claims(take_census(package), book.wording, edition_of if page_list else "", certified_by),
    )
    cover, rasters = finish_pictures(renderer, pictures)
    entries += [Entry(f"pictures/{picture_name(path)}", content) for path, content in rasters.items()]
    entries.append(Entry(COVER, cover))
    guide = [(GUIDE_TYPES[each.kind], each.name, each.address) for each in landmarks(book) if each.kind in GUIDE_TYPES]
    return write_epub(book.metadata, printed.edition, entries, claims, guide)


def reflowable_book(book: Book, edition: Edition) -> Book:
    """Return the book of an edition as its e-book has it."""
    return book_for_medium(keep_printed(split_key(book), edition), Reflowable.name)


def render_nav(book: Book, pages: Pages, page_list: list[tuple[str, str]]) -> str:
    """Return the navigation document, given folio and address of every page mark."""
    listing = _listing(book)
    return pages.fill(
        "nav.xhtml.j2",
        contents=nested(tuple(pages.contents())),
        lists=lists_of(book),
        sheets=SHEETS,
        landmarks=tuple(landmarks(book)),
        page_list=page_list,
        page_break=pages.renderer.page_break(listing.slug) if listing else "",
        below=pages.below(listing) if listing else [],
    )


def render_document(pages: Pages, section: Section) -> str:
    """Return the document of a section."""
    start = pages.renderer.page_break(section.slug)
    return pages.fill("section.xhtml.j2", sheets=SHEETS, page=pages.render(section), page_break=start)


def _listing(book: Book) -> Section | None:
    """Return the page of the contents for students, if the book has one."""
    made = (section for section in book.sections if section.made is MadePage.CONTENTS)
    return next((section for section in made if section.matter is not Matter.TEACHER), None)


def _documents(book: Book, pages: Pages) -> list[Entry]:
    """Return the documents in reading order; the navigation, in the place of the contents or after the cover, has only its page mark."""
    documents = [Entry(COVER_PAGE, _bytes(pages.fill("cover.xhtml.j2", sheets=SHEETS, picture=COVER)), linear=True)]
    listing = _listing(book)
    if not listing:
        documents.append(Entry(NAV, b"", linear=True))
    written = [section for section in book.sections if section.made is not MadePage.CONTENTS]
    # Sources are rendered last, when it is known where they are cited.
    rendered = {each.slug: pages.render(each) for each in sorted(written, key=lambda each: any(descend(each, SourceList)))}
    for section in book.sections:
        start = pages.renderer.page_break(section.slug)
        if section is listing:
            documents.append(Entry(NAV, _bytes(start), linear=True))
        elif section.slug in rendered:
            document = pages.fill("section.xhtml.j2", sheets=SHEETS, page=rendered[section.slug], page_break=start)
            documents.append(Entry(file_name(section), _bytes(document), linear=True))
    return documents


def _marked_pages(documents: list[Entry]) -> Iterator[tuple[str, str]]:
    """Yield folio and address of every page mark."""
    for document in documents:
        for folio in _PAGE_MARK.findall(document.content.decode("utf-8")):
            yield folio, f"{document.name}#{page_anchor(folio)}"


def _font_entries(fonts: list[Font]) -> Iterator[Entry]:
    """Yield the font files, the style sheet that declares them and their licences."""
    yield Entry("styles/fonts.css", font_face_css(fonts, lambda font: f"../fonts/{font.file.name}").encode())
    yield from (Entry(f"fonts/{font.file.name}", font.file.read_bytes()) for font in fonts)
    licences = sorted({font.licence for font in fonts})
    yield from (Entry(f"META-INF/fonts-licence-{number}.txt", text.encode()) for number, text in enumerate(licences, 1))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")
