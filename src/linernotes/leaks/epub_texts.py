"""Every text of an e-book: of each entry of the archive, whether the spine lists it or not."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

_MARKUP = (".xhtml", ".opf", ".ncx", ".xml", ".svg", ".css")
_BINARY = (".jpg", ".jpeg", ".png", ".ttf")
_TAG = re.compile(r"<[^>]*>")
_HIDDEN = re.compile(
    r'<span class="spoken">[^<]*</span>|<span class="line-number">(?:[^<]|<span class="spoken">[^<]*</span>)*</span>'
)
"""Words that are added for screen readers, and line numbers: they may stand in the middle of a phrase."""
_RUN = re.compile(rb"(?:[\t\n\r -~]|[\xc2-\xef][\x80-\xbf]{1,2}){16,}")
"""UTF-8 text among other bytes, from sixteen characters on."""


def epub_texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text of an e-book with its place: the words and the source of documents, and text inside binary files."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield "the archive's comment", package.comment.decode("utf-8", "ignore")
        for entry in package.infolist():
            data = package.read(entry)
            yield f"{entry.filename} (its name)", entry.filename
            yield f"{entry.filename} (its comment)", (entry.comment + b" " + entry.extra).decode("utf-8", "ignore")
            if entry.filename.endswith(_BINARY):
                yield entry.filename, " ".join(run.decode("utf-8", "ignore") for run in _RUN.findall(data))
                continue
            source = data.decode("utf-8", "ignore")
            yield entry.filename, html.unescape(source)
            if entry.filename.endswith(_MARKUP):
                yield entry.filename, html.unescape(_TAG.sub("", source))
                visible = _HIDDEN.sub("", source)
                if visible != source:
                    yield entry.filename, html.unescape(_TAG.sub("", visible))
