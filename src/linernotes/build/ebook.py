"""One edition as an e-book."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linernotes.build.cover import order, order_cover
from linernotes.build.printed import Printing
from linernotes.editing.editions import keep_printed
from linernotes.editing.references import page_anchor
from linernotes.epub.census import take_census
from linernotes.epub.claims import accessibility_claims
from linernotes.epub.package import COVER, NAV, NCX, Entry, identifier_of, write_epub
from linernotes.epub.reader import Package
from linernotes.fonts.instances import font_face_css
from linernotes.html.medium import Reflowable, file_name, picture_name
from linernotes.html.pages import Pages, landmarks
from linernotes.model.book import MadePage, Matter
from linernotes.model.document import Figure, Target
from linernotes.model.walking import descend

SHEET = "epub/book.css"
PICTURE_WIDTH = 1400
"""Pixels; a picture is sharp on a tablet."""


class EBook:
    """The e-book of one edition."""

    def __init__(self, printing: Printing) -> None:
        """Begin with the printed edition, whose pages the e-book names."""
        self.printing, self.room, self.edition = printing, printing.room, printing.edition
        self.book = keep_printed(printing.book, printing.edition)

    def write(self) -> bytes:
        """Return the EPUB file."""
        templates = self.printing.templates
        shown = self._shown()
        draw = self._begin_pictures(shown)
        breaks = self.printing.breaks()
        medium = Reflowable({anchor: folio for begins in breaks.values() for anchor, folio in begins.items()})
        pages = Pages(self.book, self.edition, medium, templates)
        page_list = [
            (folio, self._page_address(slug, folio))
            for slug, begins in breaks.items()
            if slug != "teacher-contents"
            for folio in begins.values()
        ]
        sheets = ["styles/fonts.css", "styles/book.css"]
        style = self.room.styles[SHEET]
        fonts = [font for font in self.room.fonts if f'"{font.family}"' in style.decode("utf-8")]
        contents = next((section for section in self.book.sections if section.made is MadePage.CONTENTS), None)
        start = pages.renderer.page_break(contents.slug) if contents and contents.matter is not Matter.TEACHER else ""
        below = pages.below(contents) if contents else []
        listed = list(pages.contents())
        nav_document = pages.fill(
            "nav.xhtml.j2",
            sheets=sheets,
            contents=listed,
            landmarks=list(landmarks(self.book)),
            page_list=page_list,
            page_break=start,
            below=below,
        )
        nav = Entry(NAV, _bytes(nav_document), linear=True)
        entries = [Entry("cover.xhtml", _bytes(pages.fill("cover.xhtml.j2", sheets=sheets, picture=COVER)), linear=True)]
        for section in self.book.sections:
            if section.made is not MadePage.CONTENTS:
                start = pages.renderer.page_break(section.slug)
                document = pages.fill("section.xhtml.j2", sheets=sheets, page=pages.render(section), page_break=start)
                entries.append(Entry(file_name(section), _bytes(document), linear=True))
            elif section.matter is not Matter.TEACHER:
                entries.append(nav)
        if nav not in entries:
            entries.insert(1, nav)
        highest = max((int(folio) for folio, _ in page_list if folio.isdigit()), default=0)
        identifier = identifier_of(self.book.metadata, self.edition)
        ncx = pages.fill("toc.ncx.j2", contents=listed, identifier=identifier, page_list=page_list, highest=highest)
        entries += [Entry(NCX, _bytes(ncx)), Entry("styles/book.css", style)]
        entries.append(Entry("styles/fonts.css", font_face_css(fonts, lambda font: f"../fonts/{font.file.name}").encode()))
        entries += [Entry(f"fonts/{font.file.name}", font.file.read_bytes()) for font in fonts]
        licences = sorted({font.licence for font in fonts})
        entries += [Entry(f"META-INF/fonts-licence-{number}.txt", text.encode()) for number, text in enumerate(licences, 1)]
        printed = f"{self.book.metadata.title}, {self.edition.title}, {self.book.wording.pages_of} {self.book.metadata.version}"
        files = {each.name: each.content for each in entries}
        package = Package.parse(files, [each.name for each in entries if each.linear])
        certified_by = self.book.metadata.accessibility_certified_by
        census = take_census(package)
        claims = tuple(accessibility_claims(census, self.book.wording, printed if page_list else "", certified_by))
        self.room.meanwhile()
        entries += [Entry(f"pictures/{picture_name(path)}", draw(path)) for path in shown]
        entries.append(Entry(COVER, draw(COVER)))
        return write_epub(self.book.metadata, self.edition, entries, claims)

    def _shown(self) -> list[str]:
        return sorted({figure.picture for figure in descend(self.book.sections, Figure)})

    def _page_address(self, slug: str, folio: str) -> str:
        return f"{Reflowable().address(Target(slug), '')}#{page_anchor(folio)}"

    def _begin_pictures(self, shown: Sequence[str]) -> Callable[[str], bytes]:
        """Begin to draw the cover and the pictures, given by path, and return what gives them: drawings become rasters."""
        known = {picture.path: picture for picture in self.room.book.pictures}
        rasters = {path: known[path].content for path in shown if known[path].media_type != "image/svg+xml"}
        orders = {path: order(self.room, known[path].content, PICTURE_WIDTH) for path in shown if path not in rasters}
        if cover := order_cover(self.room, self.book, self.edition, self.printing.templates):
            orders[COVER] = cover
        elif own := self.book.picture(self.book.metadata.cover):
            from linernotes.raster.render import to_jpeg

            rasters[COVER] = to_jpeg(own.content)
        give = self.room.pixels(orders)
        return lambda name: rasters[name] if name in rasters else give(name)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")
