"""What validators said of finished files, noted beside them: for as long as a file is the one that they were asked about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

from linernotes.cache.atomic import write_whole
from linernotes.epub.reader import XHTML
from linernotes.model.formats import REPORT
from linernotes.proofing.verdicts import OURSELVES, Verdict

NAME = "verdicts.json"
NOT_ASKED = "not asked yet"

Notes = Mapping[str, Mapping[str, str]]


def note(verdicts: Sequence[Verdict]) -> None:
    """Note verdicts beside the files that they are of, and tell them in the report that lies there, if one does.

    Raises:
        WritingError: if the file system refuses.
    """
    for folder in dict.fromkeys(verdict.file.parent for verdict in verdicts):
        notes = dict(_read(folder))
        for verdict in verdicts:
            if verdict.file.parent == folder and verdict.validator != OURSELVES:
                mark = _mark(verdict.file.read_bytes())
                before = notes.get(verdict.file.name, {})
                kept = before if before.get("of") == mark else {"of": mark}
                notes[verdict.file.name] = {**kept, verdict.validator: verdict.words}
        write_whole(folder / NAME, (json.dumps(notes, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
        _tell(folder)


def said_of(file: Path, content: bytes | None = None) -> str:
    """Return in words what validators said of a file as it is."""
    found = _read(file.parent).get(file.name, {})
    if not found or found.get("of") != _mark(content if content is not None else file.read_bytes()):
        return NOT_ASKED
    return "; ".join(f"{name}: {words}" for name, words in sorted(found.items()) if name != "of")


def _read(folder: Path) -> Notes:
    """Return the notes that lie in a folder; what is no such file holds none."""
    with suppress(OSError, ValueError, AttributeError):
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {str(name): {str(key): str(words) for key, words in each.items()} for name, each in told.items()}
    return {}


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _tell(folder: Path) -> None:
    """Write the verdicts into the cells of the report that are kept for them."""
    report = folder / REPORT
    try:
        root = ElementTree.fromstring(report.read_bytes())  # noqa: S314  # the press's own report; others have no such cells
    except (OSError, ElementTree.ParseError):
        return
    cells = [cell for cell in root.iter(f"{XHTML}td") if cell.get("data-file")]
    for cell in cells:
        file = folder / cell.get("data-file", "")
        cell.text = said_of(file) if file.is_file() else NOT_ASKED
    if cells:
        ElementTree.register_namespace("", XHTML.strip("{}"))
        written = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
        write_whole(report, f"<!DOCTYPE html>\n{written}\n".encode())
