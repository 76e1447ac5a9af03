"""The search for teacher text in what student editions will print, before any page is typeset."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from linernotes.assets import Design
from linernotes.build.keygate import StudentBook, pass_key_gate
from linernotes.build.project import CheckedProject
from linernotes.editing import finish
from linernotes.editing.editions import printed_sections
from linernotes.editing.spelling import respell, respell_text
from linernotes.html.templates import Templates
from linernotes.leaks.gate import pass_gate
from linernotes.leaks.phrases import Phrase, PhraseFinder, hidden_from_students, source_phrases, teacher_phrases
from linernotes.manuscript.reader import BOOKFILE
from linernotes.model.book import Book
from linernotes.model.findings import Code, Finding, LeakError, Place
from linernotes.snapshot import FOLDER, Snapshot

_TAG = re.compile(r"<[^>]*>")


def find_leaks(guide: CheckedProject, snapshot: Snapshot, design: Design) -> Iterator[Finding]:
    """Report the teacher text that a student edition would print: of each edition, the first that is found.

    The built-in templates and styles print only what they get. So texts are searched for keys, and those that a project's own
    templates and styles print, for everything that only teachers may read.

    Args:
        guide: the guide, which has no errors.
        snapshot: the files of its manuscript.
        design: its templates and styles.

    Raises:
        LinerNotesError: if a template of the project is broken.
    """
    look = guide.look
    templates = Templates(look.design.templates, theme=look.theme, own=look.own_templates)
    texts = manuscript_texts(snapshot, guide.book) if design.own else {}
    for edition in guide.wanted:
        if edition.teacher_text or edition.sections:  # a part is a part of an edition that is searched
            continue
        prepared = guide.prepared[edition.name]
        book = finish(prepared) if design.own else prepared
        try:
            student = StudentBook(edition, book, templates.for_variant(edition.variant))
            pass_key_gate(guide.book, student, design)
            if design.own:
                finder = PhraseFinder(hidden_phrases(guide.book, book, texts))
                written = {f"{FOLDER}/{path}": text for path, text in texts.items()}
                pass_gate(f"the edition '{edition.name}'", _texts(student, design), finder, written)
        except LeakError as leak:
            template = next((path for path in design.own if path.endswith(".j2")), f"{FOLDER}/{BOOKFILE}")
            yield Finding(leak.place or Place(template), Code.TEACHER_TEXT_MISPLACED, leak.message, leak.hint)


def _texts(student: StudentBook, design: Design) -> Iterator[tuple[str, str]]:
    """Yield what a project's own styles contain and its own templates print, each with its place."""
    for path, content in design.own.items():
        if path.endswith(".css"):
            yield path, content.decode("utf-8")
    if design.has_own_templates:
        for section in printed_sections(student.book, student.edition):
            for document in student.documents(section):
                for text in (document, _TAG.sub("", document)):
                    yield f"the section '{section.slug}'", html.unescape(text)


def hidden_phrases(book: Book, student: Book, sources: Mapping[str, str]) -> Iterator[Phrase]:
    """Yield the phrases that a student edition must not contain: as they are written, and as the edition would spell them."""
    [edition] = student.editions
    yield from hidden_from_students(teacher_phrases(book), student)
    yield from source_phrases(book, student, sources)
    respelled = respell(book, edition)
    if respelled is not book:
        yield from hidden_from_students(teacher_phrases(respelled), student)
        yield from source_phrases(respelled, student, sources, lambda text: respell_text(text, edition))


def manuscript_texts(snapshot: Snapshot, book: Book) -> dict[str, str]:
    """Return the texts of the manuscript files that the book was read from, by path, for the leak gate."""
    paths = [section.source for section in book.sections if section.source]
    paths += [BOOKFILE, *snapshot.find(".toml", below="data")]
    return {path: snapshot.read(path).decode("utf-8-sig") for path in paths}
