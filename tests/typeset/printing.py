"""Sample guides printed in this process, with the built-in templates, styles and fonts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import cast

from linernotes.build.context import BuildContext, make_context
from linernotes.build.printed import Press, PrintedEdition
from linernotes.cache.memo import Memo
from linernotes.cache.store import Store
from linernotes.html.templates import Templates
from linernotes.typeset.gathering import Gathering
from linernotes.workers.child import Failure, TaskError
from linernotes.workers.pool import WorkerPool
from tests.sample import BOOK, read_folder, write_guide

LARGE = '\n[editions.large]\ntitle = "Large print"\nvariant = "large"\npages_of = "student"\n'
COPY = '\n[editions.copy]\ntitle = "For the copier"\nvariant = "copy"\n'


class _ThisProcess:
    """Runs tasks at once, instead of a pool of workers."""

    def submit(self, function: Callable[..., object], *arguments: object) -> Future[object]:
        return self.submit_shared(function, *arguments)

    def submit_shared(self, function: Callable[..., object], *arguments: object) -> Future[object]:
        done: Future[object] = Future()
        try:
            done.set_result(function(*arguments))
        except TaskError as error:
            done.set_result(Failure(str(error)))
        return done


def print_guide(
    project: Path, changes: Mapping[str, str | bytes | None], *editions: str, styles: Mapping[str, bytes] | None = None
) -> dict[str, PrintedEdition]:
    """Write a guide, the sample with some files replaced, and print editions of it: those that one depends on before it.

    The cache is beside the folder of the guide, so the tests of a process share it: most guides have the sample's title page,
    contents and answers.
    """
    guide = read_folder(write_guide(project, changes))
    store = Store(project.parent / "store")
    look = guide.look
    templates = Templates(look.design.templates, theme=look.theme)
    chosen = [edition for edition in guide.book.editions if edition.name in editions]
    pool = cast("WorkerPool", _ThisProcess())
    context: BuildContext = make_context(
        guide.book, chosen, templates, {**look.design.styles, **(styles or {})}, {}, pool, store, Memo(store), lambda _: None
    )
    press = Press(context, guide.editions, chosen)
    return {edition.name: press.print(edition) for edition in chosen}


def print_story(
    project: Path,
    body: str,
    edition: str = "student",
    styles: Mapping[str, bytes] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> PrintedEdition:
    """Print the sample guide with another story: a section ``storm`` with this text and, if it has none, the title "The storm"."""
    story = body if body.startswith("# ") else f"# The storm {{#storm}}\n\n{body}"
    changes: dict[str, str | bytes | None] = {"story.md": story, "book.toml": BOOK + LARGE + COPY, **(files or {})}
    return print_guide(project, changes, "student", edition, styles=styles)[edition]


def gathering_of(edition: PrintedEdition, slug: str = "storm") -> Gathering:
    """Return the gathering of a section."""
    [found] = [placed.gathering for placed in edition.placed if placed.section.slug == slug]
    return found


def words_on_pages(edition: PrintedEdition, slug: str = "storm") -> str:
    """Return the text of a section's pages, with single spaces."""
    return " ".join(" ".join(f"{text.head} {text.block} {text.foot}" for text in gathering_of(edition, slug).texts).split())
