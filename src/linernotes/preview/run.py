"""The preview as a process: it ends on Ctrl-C and leaves no process and no file outside the cache."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from linernotes.build.pictures import PictureRenderer
from linernotes.cache.scratch import scratch_folder
from linernotes.cache.store import Store, default_folder
from linernotes.model.findings import LinerNotesError, stops
from linernotes.preview.board import Board
from linernotes.preview.ebook import Ebook
from linernotes.preview.live import LiveBook, View
from linernotes.preview.pages import PageRenderer, PageSet
from linernotes.preview.places import find_change
from linernotes.preview.server import PreviewServer
from linernotes.preview.watch import Watcher
from linernotes.snapshot import Snapshot
from linernotes.typeset.worker import load
from linernotes.workers.pool import WorkerPool

Report = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """The options of the preview.

    Attributes:
        edition: the name of the edition to begin with; empty for the first one.
        port: the port; 0 for any that is free.
        cache: the folder of the cache; None means that of the user.
        trust: whether the templates of the project may do whatever Python can do.
        editor: the address that opens a file in the author's editor, with ``{file}``, ``{line}`` and ``{column}``.
    """

    edition: str
    port: int
    cache: Path | None
    trust: bool
    editor: str


def preview(project: Path, options: Options, ready: Callable[[str], None]) -> None:
    """Serve the preview of a guide until Ctrl-C.

    Args:
        project: the folder of the guide.
        options: the options.
        ready: called with the address when the server answers.

    Raises:
        LinerNotesError: if the port is in use, or nothing can be written.
    """
    with scratch_folder() as scratch, WorkerPool(scratch=scratch) as pool:
        pool.start(load, 1)
        store = Store(options.cache or default_folder())
        session = Session(project, pool, store, options)
        try:
            server = PreviewServer(options.port, session.board, session.renderer, session.wake, session.settings)
        except OSError as fault:
            reason = (fault.strerror or str(fault)).lower()
            hint = "choose another port, or none for any that is free"
            raise LinerNotesError(f"port {options.port} cannot be opened: {reason}", hint=hint) from None
        watcher = Watcher(project, session.wake)
        watcher.start()
        server.start()
        try:
            ready(server.address)
            session.run()
        finally:
            server.stop()
            watcher.stop()
            session.renderer.close()
            store.tidy()


class Session:
    """The states of all views, made again after each change.

    Args:
        project: the folder of the guide.
        pool: the worker processes.
        store: the cache.
        options: the options of the preview.
    """

    def __init__(self, project: Path, pool: WorkerPool, store: Store, options: Options) -> None:
        self.board, self.renderer = Board(), PageRenderer()
        self.settings = {"editor": options.editor, "project": str(project.resolve())}
        self._first = View(options.edition)
        self._live = LiveBook(project, pool, store, lambda _: None, trust=options.trust)
        self._pool, self._store = pool, store
        self._snapshot: Snapshot | None = None
        self._awake, self._ended = Event(), False

    def wake(self) -> None:
        """Make `run` look for changes."""
        self._awake.set()

    def end(self) -> None:
        """Make `run` return."""
        self._ended = True
        self.wake()

    def run(self) -> None:
        """Make the states of all views after each change, until `end` is called."""
        self.wake()
        while True:
            self._awake.wait()
            self._awake.clear()
            if self._ended:
                return
            self.refresh()

    def refresh(self) -> None:
        """Read the files and make the states of the views that browsers show."""
        earlier, snapshot = self._snapshot, self._live.begin()
        changed = earlier is None or not snapshot.matches(earlier.inputs()) or self._live.design_changed()
        views = self.board.watched() or frozenset([self._first])
        self.board.keep(views)
        for view in views:
            if changed or not self.board.state(view).version:
                self._refresh(view, earlier)
        if changed:
            self._live.forget_unused(views)
        self._snapshot = snapshot

    def _refresh(self, view: View, earlier: Snapshot | None) -> None:
        board = self.board
        try:
            reading = self._live.read(view)
            change = find_change(earlier, reading.snapshot) if earlier else None
            stopped = stops(reading.guide.findings, strict=False)
            board.update(
                view,
                findings=reading.guide.findings,
                stopped=stopped,
                failure="",
                working=not stopped,
                edition=reading.edition.name,
                editions=reading.guide.book.editions,
                themes=reading.themes(),
                **({"change": change} if change else {}),
            )
            if stopped:
                return
            context = self._live.context(view, reading)
            book = reading.guide.editions[reading.edition.name]
            ebook = Ebook(context, book, reading.edition, PictureRenderer(self._pool, self._store))
            board.update(view, ebook=ebook, documents=ebook.documents())
            printed = self._live.typeset(context, reading)
            pages = PageSet.of(printed, context.font_files)
            board.update(view, pages=(pages, *board.state(view).pages[:1]), working=False)
        except LinerNotesError as fault:
            board.update(view, failure=str(fault), working=False)
