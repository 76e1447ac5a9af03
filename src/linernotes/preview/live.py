"""The book of a project in memory: it is read again after a change, and only sections that changed are typeset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from linernotes.assets import Design, read_design
from linernotes.build.context import BuildContext, make_context
from linernotes.build.plan import make_plan
from linernotes.build.printed import Press, PrintedEdition
from linernotes.build.project import Project, read_project
from linernotes.build.request import Request
from linernotes.build.typesetting import naming_own_files
from linernotes.cache.memo import Memo
from linernotes.cache.store import Store
from linernotes.html.templates import Templates
from linernotes.look.applied import theme_names
from linernotes.manuscript.reader import BOOKFILE, Reader
from linernotes.model.book import Edition
from linernotes.model.findings import KilledError, ProjectError
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.workers.pool import WorkerPool


@dataclass(frozen=True, slots=True)
class View:
    """A choice of a reader; empty means the first edition, or the theme of the guide."""

    edition: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Reading:
    """A guide as it was read for a view.

    Attributes:
        snapshot: the files that it was read from.
        design: the styles and templates of the project.
        guide: the guide.
        edition: the edition to show.
    """

    snapshot: Snapshot
    design: Design
    guide: Project
    edition: Edition

    def themes(self) -> tuple[str, ...]:
        """Return the names of the themes that the guide can have."""
        return theme_names(self.design)


class LiveBook:
    """The book of a project, with the workers and caches that are kept from one reading to the next.

    Args:
        project: the folder of the guide.
        pool: the worker processes.
        store: the cache on disk.
        trust: whether the templates of the project may do whatever Python can do.
        report: shows progress.
    """

    def __init__(self, project: Path, pool: WorkerPool, store: Store, report: Callable[[str], None], *, trust: bool) -> None:
        self.project, self.pool, self.store, self.trust, self._report = project, pool, store, trust, report
        self._memo = Memo(store)
        self._contexts: dict[View, BuildContext] = {}
        self._snapshot = Snapshot(project / FOLDER)
        self._design: Design | None = None
        self._last_design: Design | None = None

    def begin(self) -> Snapshot:
        """Look at the files as they are now: the readings that follow are of this moment."""
        self._snapshot, self._design = Snapshot(self.project / FOLDER), None
        return self._snapshot

    def design_changed(self) -> bool:
        """Return whether styles or templates differ from those of the last moment."""
        before, self._design = self._last_design, None
        try:
            self._design = self._last_design = read_design(self.project)
        except ProjectError:
            return True  # `read` reports it
        return before != self._design

    def read(self, view: View) -> Reading:
        """Read and check the guide for a view.

        Raises:
            LinerNotesError: if there is no guide, or it has no such edition or theme.
        """
        self._design = self._design or read_design(self.project)
        name = view.edition or self._first_edition()
        guide = read_project(self._snapshot, [name] if name else [], self._memo, self._design, view.theme)
        if not guide.book.editions:
            raise ProjectError("this guide has no edition", hint="see the tables [editions] in book.toml")
        edition = next((each for each in guide.book.editions if each.name == name), guide.book.editions[0])
        return Reading(self._snapshot, self._design, guide, edition)

    def _first_edition(self) -> str:
        """Return the name of the first edition, which is all that has to be edited; empty if there is none."""
        reader = Reader(self._snapshot, self._memo)
        text, _ = reader.open(BOOKFILE)
        editions = reader.plan(text)[0].editions if text is not None else ()
        return editions[0].name if editions else ""

    def context(self, view: View, reading: Reading) -> BuildContext:
        """Return what the pages of a view are made with; fonts and style sheets are kept while they do not change.

        Raises:
            LinerNotesError: if a font cannot be built, or the edition needs a style sheet that is not there.
        """
        guide, design = reading.guide, reading.design
        trusted = self.trust or not design.has_own_templates
        templates = Templates(guide.look.design.templates, theme=guide.look.theme, own=guide.look.own_templates, trusted=trusted)
        earlier = (context.templates for context in self._contexts.values())
        templates = next((each for each in earlier if each.digest == templates.digest), templates)  # these are compiled
        self._contexts[view] = context = make_context(
            guide.book,
            _plan(reading),
            templates,
            guide.look.design.styles,
            guide.look.fonts.files,
            self.pool,
            self.store,
            self._memo,
            self._report,
            tuple(self._contexts.values()),
        )
        return context

    def typeset(self, context: BuildContext, reading: Reading) -> PrintedEdition:
        """Typeset the edition of a view. If another program killed a worker, its sections are typeset once more.

        Raises:
            LinerNotesError: if a section cannot be typeset, or a template is wrong.
        """
        try:
            return self._typeset(context, reading)
        except KilledError:
            return self._typeset(context, reading)

    def _typeset(self, context: BuildContext, reading: Reading) -> PrintedEdition:
        press = Press(context, reading.guide.editions, _plan(reading))
        press.start()
        with naming_own_files(reading.design.own):
            printed = [press.print(edition) for edition in press.editions]
        return next(each for each in printed if each.edition.name == reading.edition.name)

    def forget_unused(self, views: frozenset[View]) -> None:
        """Free the memory of results that none of these views has asked for since the last call."""
        self._contexts = {view: context for view, context in self._contexts.items() if view in views}
        self._memo.forget_unused()
        for context in self._contexts.values():
            context.typesetter.forget_unused()


def _plan(reading: Reading) -> tuple[Edition, ...]:
    """Return the editions to typeset, each after those that it depends on."""
    request = Request(reading.snapshot.folder, (reading.edition.name,))
    return make_plan(reading.guide.book, reading.guide.editions, request).typeset
