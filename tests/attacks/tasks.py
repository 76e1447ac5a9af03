"""The tasks of the worker in which attacks are read, filled in and typeset."""

from __future__ import annotations

from pathlib import Path

from linernotes.html.templates import BrokenTemplateError, Templates
from linernotes.model.findings import LinerNotesError
from linernotes.model.walking import plain_text
from linernotes.starter.draft import draft_guide
from linernotes.starter.words import Kind
from linernotes.workers.child import TaskError
from tests.sample import read_folder


def read_all(folder: str) -> tuple[tuple[str, ...], str]:
    """Return the findings of a guide, or the error that ends the run, and the text of its sections."""
    try:
        guide = read_folder(Path(folder))
    except LinerNotesError as error:
        return (str(error),), ""
    return tuple(map(str, guide.findings)), " ".join(plain_text(section) for section in guide.book.sections)


def set_page(template: str) -> str:
    """Return the problem of a page that a template makes; empty for none."""
    from tests.typeset.font import typeset_page  # loads WeasyPrint, which the other task does not need

    try:
        typeset_page(str(Templates({"a.j2": template.encode()}).fill("a.j2")))
    except (BrokenTemplateError, TaskError) as error:
        return str(error)
    return ""


def draft(folder: str, story: str) -> str:
    """Return the error that drafting a guide from a text ends with; empty for none."""
    try:
        draft_guide(Path(folder), Path(story), Kind.NOVEL, "en-GB")
    except LinerNotesError as error:
        return str(error)
    return ""
