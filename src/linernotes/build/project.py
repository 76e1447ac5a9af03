"""A guide as it was read, edited for each of its editions and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from linernotes.assets import Design, read_design
from linernotes.cache.versions import typesetter_version
from linernotes.checks import check
from linernotes.checks.characters import printed_characters
from linernotes.checks.design import check_design
from linernotes.checks.follow_ups import plan_unread, without_follow_ups
from linernotes.checks.todos import todo_left
from linernotes.editing import edit, finish, prepare
from linernotes.fonts.instances import DEFAULT_REPERTOIRE, available_characters
from linernotes.look.applied import Applied, apply_look
from linernotes.look.checks import check_palette
from linernotes.look.fontchecks import check_fonts
from linernotes.look.stylenames import EBOOK, check_style_names
from linernotes.manuscript.reader import BOOKFILE, read_book
from linernotes.model.book import Book, Edition
from linernotes.model.findings import Finding, ProjectError, did_you_mean, in_order, stops
from linernotes.model.formats import Format
from linernotes.model.memoize import Memoize, uncached
from linernotes.model.repertoire import Repertoire
from linernotes.snapshot import FOLDER, MissingError, Snapshot, UnreadableError


@dataclass(frozen=True)
class CheckedProject:
    """A guide that was checked.

    Attributes:
        book: the book as its author wrote it.
        wanted: the editions that are asked for.
        prepared: the book of each edition that prints the whole book, by name, as far as checks need it (`editing.prepare`).
        findings: everything that is wrong with it.
        look: its style sheets, templates and colours.
    """

    book: Book
    wanted: Sequence[Edition]
    prepared: Mapping[str, Book]
    findings: tuple[Finding, ...]
    look: Applied


@dataclass(frozen=True)
class Project:
    """A guide that was read.

    Attributes:
        book: the book as its author wrote it.
        editions: the book as each edition prints it, by name.
        findings: everything that is wrong with it.
        look: its style sheets, templates and colours.
    """

    book: Book
    editions: Mapping[str, Book]
    findings: tuple[Finding, ...]
    look: Applied


def read_project(
    snapshot: Snapshot,
    editions: Sequence[str] = (),
    memoize: Memoize = uncached,
    design: Design | None = None,
    theme: str = "",
) -> Project:
    """Read a project, check it and edit it for its editions: see `check_project`."""
    checked = check_project(snapshot, editions, memoize, design, theme)
    whole = {name: finish(book) for name, book in checked.prepared.items()}
    parts = {edition.name: _edit_part(checked.book, edition, whole) for edition in checked.wanted if edition.sections}
    return Project(checked.book, whole | parts, checked.findings, checked.look)


def check_project(
    snapshot: Snapshot,
    editions: Sequence[str] = (),
    memoize: Memoize = uncached,
    design: Design | None = None,
    theme: str = "",
) -> CheckedProject:
    """Read a project and check it.

    Args:
        snapshot: the files of its manuscript.
        editions: names of the editions that are asked for; none means all. The editions that they depend on are checked too.
        memoize: returns results of earlier runs.
        design: the styles and templates of the project; they are read if they are not given.
        theme: the name of a theme in place of the one that the guide asks for; empty for that one.

    Raises:
        ProjectError: if there is no guide, or it has no edition of such a name.
    """
    book, misread = read_book(snapshot, memoize)
    design = design or read_design(snapshot.folder.parent)
    if theme:
        book = replace(book, look=replace(book.look, theme=theme))
    look = apply_look(design, book.look, snapshot, memoize)
    book = replace(book, repertoire=_repertoire(book, look))
    wanted = _wanted(book, editions)
    prepared = {edition.name: prepare(book, edition) for edition in _whole_editions(book, wanted)}
    names = [name.encode() for name in prepared]
    characters = repr(sorted(book.repertoire.available)).encode()
    found: tuple[Finding, ...] = ()
    if not plan_unread(misread):  # without the plan, every check would report what is missing
        found = memoize([b"findings", snapshot.key(), characters, *names], lambda: check(book, prepared))
    own = (part for path, content in sorted(design.own.items()) for part in (os.fsencode(path), content))
    of_design = memoize([b"design", *map(os.fsencode, sorted(design.built_in)), b"", *own], lambda: tuple(check_design(design)))
    pictures = {f"{FOLDER}/{picture.path}" for picture in book.pictures}
    of_look = [*of_design, *check_palette(book.look, look.theme), *check_style_names(design, look, pictures)]
    if not stops(of_design, strict=False):
        of_look += _check_sheets(design, memoize)
    if book.look.fonts or look.fonts.listed or look.fonts.problems:
        ebooks = any(Format.EPUB in edition.formats for edition in book.editions)
        of_look += check_fonts(book.look, look.fonts, printed_characters(book), ebooks=ebooks)
    findings = in_order(without_follow_ups((*misread, *found, *of_look, *todo_left(_sources(snapshot, book)))))
    return CheckedProject(book, wanted, prepared, findings, look)


def _check_sheets(design: Design, memoize: Memoize) -> tuple[Finding, ...]:
    """Return the findings of the typesetter about a project's own style sheets, whose brackets and sizes are right."""
    sheets = {path: content.decode("utf-8") for path, content in sorted(design.own.items()) if path.endswith(".css")}
    if not sheets:
        return ()

    def check_by_typesetter() -> tuple[Finding, ...]:
        from linernotes.typeset.sheets import check_sheets  # loads WeasyPrint, which takes 0.4 s and most guides need not

        return tuple(check_sheets(sheets, {path for path in sheets if EBOOK.fullmatch(path)}))

    parts = (part.encode() for each in sheets.items() for part in each)
    return memoize([b"sheets", typesetter_version(), *parts], check_by_typesetter)


def _sources(snapshot: Snapshot, book: Book) -> dict[str, bytes]:
    """Return the contents of the readable files that an author writes, by path."""
    sources: dict[str, bytes] = {}
    for path in (
        BOOKFILE,
        *(section.source for section in book.sections if section.source),
        *snapshot.find(".toml", below="data"),
    ):
        try:
            sources[f"{FOLDER}/{path}"] = snapshot.read(path)
        except (MissingError, UnreadableError):  # reported by another check
            continue
    return sources


def _repertoire(book: Book, look: Applied) -> Repertoire:
    """Return the characters of a book's fonts, and those that they could have, if the book uses or lists unusual ones."""
    repertoire = replace(book.repertoire, built_in=DEFAULT_REPERTOIRE)
    if not repertoire.listed and not any(map(repertoire.lacks, printed_characters(book))):
        return repertoire
    return replace(repertoire, available=available_characters(look.fonts.spec, look.fonts.files))


def _wanted(book: Book, names: Sequence[str]) -> list[Edition]:
    known = {edition.name: edition for edition in book.editions}
    if not names or not known:
        return list(book.editions)
    for name in names:
        if name not in known:
            raise ProjectError(f"the guide has no edition '{name}'", hint=did_you_mean(name, known))
    return [known[name] for name in names]


def _whole_editions(book: Book, wanted: Sequence[Edition]) -> list[Edition]:
    """Return the editions to edit: those that are asked for and print the whole book, and those that others depend on."""
    needed = {of.name for edition in wanted if (of := book.whole_of(edition) if edition.sections else edition)}
    needed |= {standard.name for edition in wanted if (standard := book.standard_of(edition))}
    return [edition for edition in book.editions if edition.name in needed]


def _edit_part(book: Book, edition: Edition, whole: Mapping[str, Book]) -> Book:
    """Return the book that a part is taken from: another edition's, if that has the same text."""
    of = book.whole_of(edition)
    if of and of.has_text_of(edition):
        return replace(whole[of.name], editions=(edition,))
    return edit(book, edition)
