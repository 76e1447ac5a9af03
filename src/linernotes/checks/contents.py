"""Checks of ids, headings, tables, lists, teacher text and editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linernotes.editing.flow import can_run_on
from linernotes.model.book import Book, Edition, Matter, Section
from linernotes.model.document import Diagram, Figure, Heading, Node, Table
from linernotes.model.findings import Code, Finding, Place, Severity, did_you_mean
from linernotes.model.guide import Activity, Answer, AnswerKey, GlossaryList, Question, TeacherNote, TeacherNoteList
from linernotes.model.layout import Break
from linernotes.model.lines import Extract, NumberedLine
from linernotes.model.lists import StandardsMatrix
from linernotes.model.walking import descend, plain_text

_FOR_TEACHERS: Mapping[type[Node], str] = {
    AnswerKey: "answer-key",
    TeacherNoteList: "teacher-notes",
    StandardsMatrix: "standards-matrix",
}

_ANCHORED: Sequence[type[Heading | Figure | Diagram | Table | Question | Activity | NumberedLine | Extract]] = (
    Heading,
    Figure,
    Diagram,
    Table,
    Question,
    Activity,
    NumberedLine,
    Extract,
)


def _anchors(section: Section) -> Iterator[tuple[str, Place]]:
    yield section.slug, section.place
    for node in descend(section, *_ANCHORED):
        if node.anchor:
            yield node.anchor, node.place


def id_duplicate(book: Book) -> Iterator[Finding]:
    """Report ids that occur in two files. The reader reports those that occur twice in one file."""
    seen: dict[str, Place] = {}
    for section in book.sections:
        for anchor, place in _anchors(section):
            if anchor in seen and seen[anchor].file != place.file:
                yield Finding(
                    place,
                    Code.ID_DUPLICATE,
                    f"the id '{anchor}' is already used at {seen[anchor]}",
                    "ids are unique in the whole book",
                )
            seen.setdefault(anchor, place)


def break_ignored(book: Book) -> Iterator[Finding]:
    """Report sections that cannot begin below the one before them, although they ask for it."""
    for before, section in zip((None, *book.sections), book.sections, strict=False):
        if section.wish is not Break.NONE or (before and can_run_on(before, section)):
            continue
        if before is None:
            reason = "it is the first one"
        elif not (section.made or before.made) and (section.alone or before.alone):
            reason = f"a section with the role '{section.role if section.alone else before.role}' has pages of its own"
        elif before.made:
            reason = "generated pages, such as the contents, have pages of their own"
        else:
            reason = "the section before it is in another part of the book"
        message = f"break=none has no effect: this section begins a page, because {reason}"
        yield Finding(section.place, Code.ATTRIBUTE_VALUE, message, "delete break=none", Severity.WARNING)


def table_shape(book: Book) -> Iterator[Finding]:
    """Report tables with a head row only, or with an empty one, which leaves a listener without the names of the columns."""
    for section in book.sections:
        for table in descend(section, Table):
            if not table.rows:
                hint = "write a row below the line of hyphens"
                yield Finding(table.place, Code.TABLE_SHAPE, "this table has a head row and no other", hint)
            elif not any(plain_text(cell.children).strip() for cell in table.head.cells):
                yield Finding(
                    table.place,
                    Code.TABLE_SHAPE,
                    "the head row of this table is empty",
                    "write a heading for at least one column",
                )


def teacher_text_misplaced(book: Book) -> Iterator[Finding]:
    """Report lists for teachers in sections that students read."""
    for section in book.sections:
        if section.matter is not Matter.TEACHER:
            for node in descend(section, *_FOR_TEACHERS):
                if name := _FOR_TEACHERS.get(type(node)):
                    hint = 'move it to a section of matter = "teacher"'
                    yield Finding(node.place, Code.TEACHER_TEXT_MISPLACED, f"'{name}' stands in {section.matter} matter", hint)


def list_twice(book: Book) -> Iterator[Finding]:
    """Report generated lists that occur twice, because their entries would have two addresses."""
    seen: dict[type[Node], Place] = {}
    for section in book.sections:
        for node in descend(section, AnswerKey, TeacherNoteList, GlossaryList):
            teacher_only = isinstance(node, (AnswerKey, TeacherNoteList)) and section.matter is Matter.TEACHER
            if teacher_only or isinstance(node, GlossaryList):
                if type(node) in seen:
                    name = {AnswerKey: "answer-key", GlossaryList: "glossary", TeacherNoteList: "teacher-notes"}[type(node)]
                    yield Finding(
                        node.place, Code.LIST_TWICE, f"'{name}' stands here and at {seen[type(node)]}", "remove one of them"
                    )
                seen.setdefault(type(node), node.place)


def edition_broken(book: Book) -> Iterator[Finding]:
    """Report editions that cannot be made or would lose text."""
    here = Place("manuscript/book.toml")
    if book.sections and not book.editions:
        yield Finding(
            here,
            Code.EDITION_BROKEN,
            "the guide has no edition",
            'write [editions.student] and title = "Student edition" below it',
        )
    answers = any(answer != Answer() for answer in descend(book.sections, Answer))
    notes = any(descend(book.sections, TeacherNote))
    kinds = {type(node) for section in book.in_matter(Matter.TEACHER) for node in descend(section, AnswerKey, TeacherNoteList)}
    for edition in book.editions:
        place = edition.place or here
        if book.sections:
            yield from _part_broken(book, edition, place)
            yield from _standard_broken(book, edition, place)
            yield from _language_broken(book, edition, place)
        if book.sections and not any(edition.teacher_text or section.matter is not Matter.TEACHER for section in book.sections):
            hint = "list a section of front, body or back matter"
            yield Finding(place, Code.EDITION_BROKEN, f"edition '{edition.name}' has no section", hint)
        if not edition.formats:
            yield Finding(
                place, Code.EDITION_BROKEN, f"edition '{edition.name}' has no format", 'write formats = ["pdf", "epub"]'
            )
        if not edition.papers and "pdf" in edition.formats:
            yield Finding(place, Code.EDITION_BROKEN, f"edition '{edition.name}' has no paper", 'write papers = ["a4", "letter"]')
        if edition.teacher_text and not edition.sections and answers and AnswerKey not in kinds:
            hint = "write ::: answer-key and ::: in a section of teacher matter"
            yield Finding(
                place, Code.EDITION_BROKEN, f"edition '{edition.name}' prints teacher text, but its answers have no place", hint
            )
        if edition.teacher_text and not edition.sections and notes and TeacherNoteList not in kinds:
            hint = "write ::: teacher-notes and ::: in a section of teacher matter"
            yield Finding(
                place,
                Code.EDITION_BROKEN,
                f"edition '{edition.name}' prints teacher text, but its teacher notes have no place",
                hint,
            )


def _part_broken(book: Book, edition: Edition, place: Place) -> Iterator[Finding]:
    """Report unknown sections of an edition, and sections that get no folio."""
    whole = book.whole_of(edition)
    if not edition.sections:
        if edition.folios_of:
            hint = "folios_of belongs to an edition with sections, which prints a part of the book"
            yield Finding(
                place, Code.EDITION_BROKEN, f"edition '{edition.name}' prints the whole book and has its own folios", hint
            )
    elif whole is None:
        names = [each.name for each in book.editions if not each.sections and not each.pages_of]
        message = f"edition '{edition.name}' prints a part, and no whole edition is called '{edition.folios_of}'"
        hint = did_you_mean(edition.folios_of, names)
        if not names:
            message, hint = f"edition '{edition.name}' prints a part, and no edition prints the whole", "add one without sections"
        yield Finding(place, Code.EDITION_BROKEN, message, hint)
    for name in edition.sections:
        matters = [section.matter for section in book.sections if section.entry == name]
        printed = [matter for matter in matters if edition.teacher_text or matter is not Matter.TEACHER]
        if not matters:
            message = f"edition '{edition.name}' prints '{name}', which is not in the book"
            hint = did_you_mean(name, (section.entry for section in book.sections))
        elif not printed:
            message, hint = f"edition '{edition.name}' prints '{name}', which is teacher matter", "write teacher_text = true"
        elif whole and not whole.teacher_text and Matter.TEACHER in printed:
            message = f"edition '{edition.name}' has the folios of '{whole.name}', which does not print '{name}'"
            hint = "name an edition with teacher_text = true in folios_of"
        else:
            continue
        yield Finding(place, Code.EDITION_BROKEN, message, hint)


def _language_broken(book: Book, edition: Edition, place: Place) -> Iterator[Finding]:
    """Report an edition in another language than the text, which nobody translates."""
    written, wanted = book.metadata.language, edition.language
    if wanted and wanted.lower().partition("-")[0] != written.lower().partition("-")[0]:
        message = f"edition '{edition.name}' is in the language '{wanted}', but the text is written in '{written}'"
        hint = "an edition can only be in another variety, such as en-US for en-GB; a translation is a guide of its own"
        yield Finding(place, Code.EDITION_BROKEN, message, hint)


def _standard_broken(book: Book, edition: Edition, place: Place) -> Iterator[Finding]:
    """Report a standard edition (``pages_of``) that does not exist or lacks pages for teacher text."""
    standard = book.standard_of(edition)
    able = [each.name for each in book.editions if not each.sections and not each.pages_of and each is not edition]
    if edition.pages_of and (standard is None or standard.name not in able):
        message = (
            f"edition '{edition.name}' shows the pages of '{edition.pages_of}', which is not a whole edition with its own pages"
        )
        yield Finding(place, Code.EDITION_BROKEN, message, did_you_mean(edition.pages_of, able))
    elif standard and edition.teacher_text and not standard.teacher_text:
        message = f"edition '{edition.name}' shows the pages of '{standard.name}', which has none for teacher text"
        yield Finding(place, Code.EDITION_BROKEN, message, "name an edition with teacher_text = true in pages_of")
