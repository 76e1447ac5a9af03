"""``python one_piece.py PROJECT CACHE TO``: write the student edition of a project as one HTML document for plain WeasyPrint.

Its sections are those of our PDF, with their page numbers filled in and with links that lead to ids. It uses the same styles, fonts
and pictures, which are written beside it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from linernotes.build.context import make_context
from linernotes.build.printed import Press
from linernotes.build.project import read_project
from linernotes.cache.memo import Memo
from linernotes.cache.store import Store
from linernotes.html.medium import ELSEWHERE
from linernotes.html.templates import Templates
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.workers.pool import WorkerPool

_BODY = re.compile(r'<body class="([^"]*)"([^>]*)>(.*)</body>', re.DOTALL)
_ROOT = re.compile(r"""(url\(["']?|src="|href=")/""")
"""Before the path of a file of the book."""


def main(project: Path, cache: Path, to: Path) -> None:
    """Write ``book.html`` and the files that it shows."""
    with WorkerPool() as pool:
        store = Store(cache)
        guide = read_project(Snapshot(project / FOLDER), ("student",))
        edition = next(edition for edition in guide.book.editions if edition.name == "student")
        look = guide.look
        templates, styles = Templates(look.design.templates, theme=look.theme), look.design.styles
        context = make_context(
            guide.book, [edition], templates, styles, look.fonts.files, pool, store, Memo(store), lambda _: None
        )
        printed = Press(context, guide.editions, [edition]).print(edition)
    assets = context.typesetter.assets
    parts, attributes = [], ""
    for placed in printed.placed:
        body = _BODY.search(printed.document(placed.section.slug))
        assert body  # noqa: S101  # every document has one
        attributes = body[2]  # the same in all of them
        parts.append(f'<div class="{body[1]}" style="break-before: page">{body[3]}</div>')
    links = "".join(f'<link rel="stylesheet" href="/{sheet}"/>' for sheet in assets.sheets)
    metadata = guide.book.metadata
    head = f'<html lang="{metadata.language}"><head><meta charset="utf-8"/><title>{metadata.title}</title>{links}</head>'
    text = re.sub(rf'"{re.escape(ELSEWHERE)}[^"#]*#', '"#', "\n".join(parts))
    files = {**assets.files, "book.html": f"<!DOCTYPE html>{head}<body{attributes}>{text}</body></html>".encode()}
    for path, content in files.items():
        file = to / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix in {".html", ".css"}:
            content = _ROOT.sub(rf"\1{to.absolute().as_uri()}/", content.decode()).encode()
        file.write_bytes(content)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
