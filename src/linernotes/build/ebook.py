"""One edition as an e-book."""

from __future__ import annotations

from collections.abc import Iterator

from linernotes.build.context import BuildContext
from linernotes.build.pictures import EbookPictures, PictureRenderer, finish_pictures
from linernotes.build.printed import PrintedEdition
from linernotes.editing.editions import keep_printed
from linernotes.editing.references import page_anchor
from linernotes.epub.census import take_census
from linernotes.epub.claims import accessibility_claims
from linernotes.epub.description import bibliographic_claims, educational_claims
from linernotes.epub.package import COVER, COVER_PAGE, NAV, NCX, Entry, identifier_of, write_epub
from linernotes.epub.reader import Package
from linernotes.fonts.instances import Font, font_face_css
from linernotes.html.medium import Reflowable, file_name, picture_name
from linernotes.html.pages import ContentsEntry, Pages, landmarks
from linernotes.model.book import Book, MadePage, Matter
from linernotes.model.document import Target
from linernotes.model.guide import SourceList
from linernotes.model.walking import descend

SHEET = "epub/book.css"


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
    book = keep_printed(printed.book, printed.edition)
    folios = {anchor: folio for begins in printed.breaks.values() for anchor, folio in begins.items()}
    pages = Pages(book, printed.edition, Reflowable(folios), printed.templates)
    page_list = [
        (folio, f"{Reflowable().address(Target(slug), '')}#{page_anchor(folio)}")
        for slug, begins in printed.breaks.items()
        if slug != "teacher-contents"
        for folio in begins.values()
    ]
    style = context.styles[SHEET]
    fonts = [font for font in context.fonts if f'"{font.family}"' in style.decode("utf-8")]
    highest = max((int(folio) for folio, _ in page_list if folio.isdigit()), default=0)
    contents = list(pages.contents())
    ncx = pages.fill(
        "toc.ncx.j2",
        contents=contents,
        identifier=identifier_of(book.metadata, printed.edition),
        page_list=page_list,
        highest=highest,
    )
    entries = [
        *_documents(book, pages, contents, page_list),
        Entry(NCX, _bytes(ncx)),
        Entry("styles/book.css", style),
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
    return write_epub(book.metadata, printed.edition, entries, claims)


def _documents(book: Book, pages: Pages, listed: list[ContentsEntry], page_list: list[tuple[str, str]]) -> list[Entry]:
    """Return the documents in reading order: the cover, the sections, and the contents in their place or after the cover."""
    sheets = ["styles/fonts.css", "styles/book.css"]
    contents = next((section for section in book.sections if section.made is MadePage.CONTENTS), None)
    start = pages.renderer.page_break(contents.slug) if contents and contents.matter is not Matter.TEACHER else ""
    nav_document = pages.fill(
        "nav.xhtml.j2",
        contents=listed,
        sheets=sheets,
        landmarks=list(landmarks(book)),
        page_list=page_list,
        page_break=start,
        below=pages.below(contents) if contents else [],
    )
    nav = Entry(NAV, _bytes(nav_document), linear=True)
    documents = [Entry(COVER_PAGE, _bytes(pages.fill("cover.xhtml.j2", sheets=sheets, picture=COVER)), linear=True)]
    written = [section for section in book.sections if section.made is not MadePage.CONTENTS]
    # Sources are rendered last, when it is known where they are cited.
    rendered = {each.slug: pages.render(each) for each in sorted(written, key=lambda each: any(descend(each, SourceList)))}
    for section in book.sections:
        if section.slug in rendered:
            start = pages.renderer.page_break(section.slug)
            document = pages.fill("section.xhtml.j2", sheets=sheets, page=rendered[section.slug], page_break=start)
            documents.append(Entry(file_name(section), _bytes(document), linear=True))
        elif section.matter is not Matter.TEACHER:
            documents.append(nav)
    if nav not in documents:
        documents.insert(1, nav)
    return documents


def _font_entries(fonts: list[Font]) -> Iterator[Entry]:
    """Yield the font files, the style sheet that declares them and their licences."""
    yield Entry("styles/fonts.css", font_face_css(fonts, lambda font: f"../fonts/{font.file.name}").encode())
    yield from (Entry(f"fonts/{font.file.name}", font.file.read_bytes()) for font in fonts)
    licences = sorted({font.licence for font in fonts})
    yield from (Entry(f"META-INF/fonts-licence-{number}.txt", text.encode()) for number, text in enumerate(licences, 1))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")
