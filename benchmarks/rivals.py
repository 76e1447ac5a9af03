"""What we are compared with, each as a process of its own, and what they are given: ``python benchmarks/rivals.py VERB …``.

The engines are imported where they are needed, so that no way pays for another's.
"""

from __future__ import annotations

import pickle
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class OnePiece:
    """Our own pages as one document, with what it refers to by path."""

    document: str
    sheets: tuple[str, ...]
    files: dict[str, bytes]


_BODY = re.compile(r'<body class="([^"]*)"([^>]*)>(.*)</body>', re.DOTALL)


def join(project: str, shelf: str, to: str) -> None:
    """Write the student's book in one piece: every section a division that begins a page, its links leading to ids."""
    from linernotes.typeset.pool import Crew

    from linernotes.build.context import PRINT_SHEETS, Pressroom
    from linernotes.build.printed import Printing
    from linernotes.build.project import read
    from linernotes.cache.store import Shelf
    from linernotes.fonts.instances import font_face_css
    from linernotes.html.medium import ELSEWHERE

    guide = read(Path(project))
    room = Pressroom(Path(project), guide.book, lambda _: None, Shelf(Path(shelf)), Crew())
    edition = next(each for each in guide.book.editions if not each.teacher_text)
    printing = Printing(room, guide.editions[edition.name], edition)
    parts = []
    attributes = ""
    for section in printing.book.sections:
        found = _BODY.search(printing.document(section.slug))
        if not found:
            raise ValueError("a section has no body")
        attributes = found[2]
        parts.append(f'<div class="{found[1]}" style="break-before: page">{found[3]}</div>')
    body = re.sub(rf'"{re.escape(ELSEWHERE)}[^"#]*#', '"#', "\n".join(parts))
    document = (
        f'<!DOCTYPE html><html lang="{guide.book.metadata.language}"><head><meta charset="utf-8"/>'
        f"<title>{guide.book.metadata.title}</title></head><body{attributes}>{body}</body></html>"
    )
    files = {f"styles/{path}": content for path, content in room.styles.items()}
    files |= {f"manuscript/{picture.path}": picture.content for picture in guide.book.pictures}
    files |= {f"fonts/{font.file.name}": font.file.read_bytes() for font in room.fonts}
    files["fonts/fonts.css"] = font_face_css(room.fonts, lambda font: f"/fonts/{font.file.name}").encode()
    piece = OnePiece(document, ("fonts/fonts.css", *(f"styles/{sheet}" for sheet in PRINT_SHEETS)), files)
    Path(to).write_bytes(pickle.dumps((piece.document, piece.sheets, piece.files)))


def onepiece(source: str, to: str) -> None:
    """Set the joined book with WeasyPrint as its manual says, tagged as ours is."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    piece = OnePiece(*pickle.loads(Path(source).read_bytes()))  # noqa: S301  # written by join, a moment ago
    origin = "https://book.invalid/"
    types = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            path = url.removeprefix(origin)
            return URLFetcherResponse(url, piece.files[path], {"Content-Type": types[PurePosixPath(path).suffix]})

    fetcher, fonts = Fetcher(), FontConfiguration()
    sheets = [
        CSS(string=piece.files[path].decode(), base_url=origin + path, url_fetcher=fetcher, font_config=fonts)
        for path in piece.sheets
    ]
    html = HTML(string=piece.document, base_url=origin, url_fetcher=fetcher)
    html.write_pdf(to, stylesheets=sheets, font_config=fonts, pdf_tags=True)


def typst(source: str, to: str) -> None:
    """Compile what pandoc wrote."""
    import typst

    typst.compile(source, output=to)


def fonts() -> None:
    """Build the fonts into the cache that the environment names."""
    from linernotes.assets import read_styles
    from linernotes.fonts.instances import DEFAULT_REPERTOIRE, build_fonts

    build_fonts(read_styles(Path())["fonts.toml"].decode(), DEFAULT_REPERTOIRE)


def pages(file: str) -> None:
    """Write how many pages a PDF file has."""
    import pypdfium2

    sys.stdout.write(str(len(pypdfium2.PdfDocument(file))))


def pandoc() -> None:
    """Write where pandoc lies."""
    import pypandoc

    sys.stdout.write(pypandoc.get_pandoc_path())


if __name__ == "__main__":
    {verb.__name__: verb for verb in (join, onepiece, typst, fonts, pages, pandoc)}[sys.argv[1]](*sys.argv[2:])
