"""The book of an edition in one piece: one document, set by WeasyPrint alone.

``python -m tests.conformance.one_piece PROJECT SHELF EDITION PDF`` is a process of its own, since the press's typesetter
changes how WeasyPrint treats faces, for all that its process sets.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path

from linernotes.html.medium import ELSEWHERE
from linernotes.pressroom import Pressroom
from linernotes.printing import Printing
from linernotes.project import read
from linernotes.writers.shelf import Shelf
from linernotes.writers.typesetter import Crew
from linernotes.writers.worker import ORIGIN, _fetcher

_BODY = re.compile(r"<body([^>]*)>(.*)</body>", re.DOTALL)
_PLACEHOLDER = re.compile(rf"{re.escape(ELSEWHERE)}[^#\"]*#")

BINDING = """
body > div { break-before: page; string-set: book attr(data-book), copying attr(data-copying) }
@page { @bottom-right { content: counter(page); font: 400 12pt/12pt "Liner Punk" } }
@page title { @bottom-right { content: none } }
"""
"""What the binder does to pages, as far as one document can say it: sections begin pages, and pages have folios."""


def printing_of(project: Path, shelf: Path, edition: str) -> Printing:
    """Return an edition as the press prints it, from what a build left on the shelf."""
    guide = read(project)
    room = Pressroom(project, guide.book, lambda _: None, Shelf(shelf), Crew())
    chosen = next(each for each in guide.book.editions if each.name == edition)
    return Printing(room, guide.editions[edition], chosen)


def join(printing: Printing) -> str:
    """Return the documents of all sections as one; each body becomes a division with the same attributes."""
    bodies = [_BODY.search(printing.document(section.slug)) for section in printing.book.sections]
    divisions = "".join(f"<div{body[1]}>{body[2]}</div>" for body in bodies if body)
    metadata = printing.book.metadata
    sheets = "".join(f'<link rel="stylesheet" href="{ORIGIN}/{sheet}"/>' for sheet in printing.room._sheets)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(metadata.language)}">\n<head><meta charset="utf-8"/>'
        f"<title>{escape(metadata.title)}</title>{sheets}<style>{BINDING}</style></head>\n"
        f"<body>{_PLACEHOLDER.sub('#', divisions)}</body>\n</html>\n"
    )


def main(project: str, shelf: str, edition: str, file: str) -> None:
    """Write the PDF file."""
    from weasyprint import HTML

    printing = printing_of(Path(project), Path(shelf), edition)
    parsed = HTML(string=join(printing), base_url=f"{ORIGIN}/", url_fetcher=_fetcher(printing.room._files))
    parsed.write_pdf(file, pdf_tags=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
