"""A guide as it was read, edited for each of its editions and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.manuscript.reader import read_book
from linernotes.model.book import Book, Edition
from linernotes.model.findings import Finding, ProjectError, did_you_mean, in_order
from linernotes.model.memoize import Memoize, uncached


@dataclass(frozen=True)
class Project:
    """A guide as it was read: the book, the book of each edition by name.

    Attributes:
        book: the book as its author wrote it.
        editions: the book as each edition prints it, by name.
        whole: those of them that are no parts of others.
        misread: what could not be read as it was written.
        memoize: returns cached results for unchanged input.
        inputs: the key of all that was read; empty where it is not known.
    """

    book: Book
    editions: Mapping[str, Book]
    whole: Mapping[str, Book]
    misread: tuple[Finding, ...]
    memoize: Memoize = uncached
    inputs: bytes = b""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong with it; looked for when somebody asks."""

        def look() -> tuple[Finding, ...]:
            from linernotes.checks import check

            return check(self.book, self.whole)

        names = [name.encode() for name in self.whole]
        found = self.memoize([b"findings", self.inputs, *names], look) if self.inputs else look()
        return in_order((*self.misread, *found))


def read(
    project: Path,
    editions: Sequence[str] = (),
    prepare: Callable[[Book], object] = lambda _: None,
    memoize: Memoize = uncached,
    inputs: bytes = b"",
) -> Project:
    """Read a project and edit it for its editions.

    Args:
        project: its folder.
        editions: the names of those that are wanted; none means all. Those that they are parts of are edited too.
        prepare: is told the book as soon as it has been read.
        memoize: returns cached results for unchanged input.
        inputs: the key of all that is read.

    Raises:
        ProjectError: if there is no guide in that folder, or no edition of such a name in it.
    """
    book, findings = read_book(project, memoize)
    book = replace(book, repertoire=book.repertoire | DEFAULT_REPERTOIRE)
    prepare(book)
    from linernotes.editing import edit  # by now others may be at work

    known = {edition.name: edition for edition in book.editions}
    for name in editions:
        if known and name not in known:
            raise ProjectError(f"the guide has no edition '{name}'", hint=did_you_mean(name, known))
    wanted = [known[name] for name in editions] if editions and known else list(book.editions)
    needed = {of.name for edition in wanted if (of := book.whole_of(edition) if edition.sections else edition)}
    needed |= {standard.name for edition in wanted if (standard := book.standard_of(edition))}
    whole = {edition.name: edit(book, edition) for edition in book.editions if edition.name in needed}
    parts = {edition.name: _edit_part(book, edition, whole) for edition in wanted if edition.sections}
    return Project(book, whole | parts, whole, findings, memoize, inputs)


def _edit_part(book: Book, edition: Edition, whole: Mapping[str, Book]) -> Book:
    """Return the book that a part is taken from: another edition's, if that holds the same text."""
    from linernotes.editing import edit

    of = book.whole_of(edition)
    if of and of.teacher_text is edition.teacher_text:
        return replace(whole[of.name], editions=(edition,))
    return edit(book, edition)
