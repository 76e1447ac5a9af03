"""The state of every view that a browser shows; a browser that was away gets the latest state only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Condition

from linernotes.model.book import Edition
from linernotes.model.findings import Finding
from linernotes.preview.ebook import Document, Ebook
from linernotes.preview.live import View
from linernotes.preview.pages import PageSet
from linernotes.preview.places import Change


@dataclass(frozen=True)
class State:
    """The state of a view that a browser shows.

    Attributes:
        version: counts the states of all views.
        working: whether sections are being typeset.
        findings: the problems in the manuscript.
        stopped: whether the findings are errors, so that the pages are those of an earlier text.
        failure: the reason why pages cannot be made, if it is not a finding.
        pages: the last pages that could be made, and those before them, which browsers may still ask for.
        ebook: the last e-book that could be made.
        documents: the documents of that e-book.
        change: the place that was changed last.
        changed_in: the version in which it was.
        edition: the name of the edition that is shown.
        editions: the editions of the guide.
        themes: the names of the themes.
    """

    version: int = 0
    working: bool = True
    findings: tuple[Finding, ...] = ()
    stopped: bool = False
    failure: str = ""
    pages: tuple[PageSet, ...] = ()
    ebook: Ebook | None = None
    documents: tuple[Document, ...] = ()
    change: Change | None = None
    changed_in: int = 0
    edition: str = ""
    editions: tuple[Edition, ...] = ()
    themes: tuple[str, ...] = ()


class Board:
    """The states of the views, and the browsers that wait for them."""

    def __init__(self) -> None:
        self._news = Condition()
        self._states: dict[View, State] = {}
        self._watched: Counter[View] = Counter()
        self._version = 0
        self.closed = False

    def state(self, view: View) -> State:
        """Return the latest state of a view."""
        with self._news:
            return self._states.get(view, State())

    def update(self, view: View, **changes: object) -> None:
        """Change the state of a view and tell its browsers."""
        with self._news:
            self._version += 1
            state = self._states.get(view, State())
            if changes.get("change"):
                changes["changed_in"] = self._version
            self._states[view] = replace(state, version=self._version, **changes)  # type: ignore[arg-type]  # fields by name
            self._news.notify_all()

    def wait(self, view: View, after: int, seconds: float) -> State | None:
        """Return the state of a view when it is newer than a version; None if it is not after some seconds."""
        with self._news:
            newer = self._news.wait_for(lambda: self.closed or self._states.get(view, State()).version > after, seconds)
            return self._states.get(view, State()) if newer and not self.closed else None

    @contextmanager
    def watching(self, view: View) -> Iterator[None]:
        """Keep a view up to date while a browser shows it."""
        with self._news:
            self._watched[view] += 1
        try:
            yield
        finally:
            with self._news:
                self._watched[view] -= 1

    def watched(self) -> frozenset[View]:
        """Return the views that browsers show."""
        with self._news:
            return frozenset(view for view, count in self._watched.items() if count)

    def keep(self, views: frozenset[View]) -> None:
        """Forget all other views."""
        with self._news:
            self._states = {view: state for view, state in self._states.items() if view in views}
            self._watched = +self._watched

    def close(self) -> None:
        """End the waiting of all browsers."""
        with self._news:
            self.closed = True
            self._news.notify_all()
