"""The files of a guide: the manuscript is read, checked, typeset and bound, and every file is searched before it is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from linernotes.assets import Design
from linernotes.build.context import BuildContext, make_context
from linernotes.build.ebook import write_ebook
from linernotes.build.keygate import StudentBook, pass_key_gate
from linernotes.build.leakcheck import hidden_phrases, manuscript_texts
from linernotes.build.manifest import record
from linernotes.build.output import Drafts, drafts_folder
from linernotes.build.pictures import EbookPictures, PictureRenderer, start_pictures
from linernotes.build.plan import Plan, PlannedFile, make_plan
from linernotes.build.printed import Press, PrintedEdition, bind_edition, page_map
from linernotes.build.project import Project, read_project
from linernotes.build.report import accessibility_report
from linernotes.build.request import Outcome, Product, Request
from linernotes.build.typesetting import naming_own_files
from linernotes.cache.memo import Memo
from linernotes.cache.store import Store
from linernotes.html.templates import Templates
from linernotes.leaks.epub_texts import epub_texts
from linernotes.leaks.gate import pass_gate
from linernotes.leaks.pdf_texts import pdf_texts
from linernotes.leaks.phrases import Phrase, PhraseFinder
from linernotes.model.book import Book
from linernotes.model.findings import stops
from linernotes.model.formats import REPORT, Format
from linernotes.model.memoize import Memoize
from linernotes.model.problems import reject
from linernotes.proofing.finished import proofread
from linernotes.snapshot import FOLDER, Snapshot
from linernotes.workers.pool import WorkerPool


def make_files(
    pool: WorkerPool,
    store: Store,
    key: str,
    snapshot: Snapshot,
    design: Design,
    request: Request,
    report: Callable[[str], None],
) -> Outcome:
    """Make, publish and record the files that are asked for.

    Args:
        pool: the worker processes.
        store: the cache.
        key: the key of the build, under which it is recorded.
        snapshot: the files of the manuscript.
        design: the styles and templates of the project.
        request: the files to make.
        report: shows progress.

    Raises:
        LinerNotesError: if the build cannot be finished.
    """
    report("reading the manuscript")
    memoize = Memo(store)
    guide = read_project(snapshot, request.editions, memoize, design)
    if stops(guide.findings, strict=request.strict):
        return Outcome(guide.findings)
    plan = make_plan(guide.book, guide.editions, request)
    look = guide.look
    templates = Templates(
        look.design.templates,
        theme=look.theme,
        own=look.own_templates,
        trusted=request.trust or not design.has_own_templates,
    )
    fonts = look.fonts.files
    context = make_context(guide.book, plan.typeset, templates, look.design.styles, fonts, pool, store, memoize, report)
    renderer = PictureRenderer(pool, store)
    pictures = {
        file.edition.name: start_pictures(renderer, context, guide.editions[file.edition.name], file.edition)
        for file in plan.files
        if file.format is Format.EPUB
    }
    press = Press(context, guide.editions, plan.typeset)
    press.start()
    sources = manuscript_texts(snapshot, guide.book)
    finders = _phrase_finders(guide, plan, sources, snapshot, memoize)  # the workers typeset meanwhile
    products: dict[str, Product] = {}
    complaints: list[str] = []
    with drafts_folder(request.to) as folder:
        drafts = Drafts(folder, request.to)
        for edition in plan.typeset:
            with naming_own_files(design.own):
                printed = press.print(edition)
            complaints += map(look.in_theme, printed.complaints())
            files = [file for file in plan.files if file.edition is edition]
            if files and not edition.teacher_text:
                pass_key_gate(context.book, StudentBook(edition, printed.book, printed.templates, printed.named_folios), design)
            for file in files:
                report(f"making {file.name}")
                content = _make_file(context, file, printed, renderer, pictures, request)
                if not (file.paper and request.booklet):  # booklets have no tags
                    reject(file.name, proofread(file.format, content))
                if not edition.teacher_text:
                    written = {f"{FOLDER}/{path}": text for path, text in sources.items()}
                    pass_gate(file.name, _texts(file, printed, content), finders[edition.name], written)
                drafts.write(file.name, content)
                if file.paper and not edition.sections:
                    drafts.write(f"{guide.book.metadata.slug}-{edition.name}.pages.json", page_map(context, printed))
                pages = printed.page_count() if file.paper else None
                products[file.name] = Product(request.to / file.name, edition.name, pages, len(content))
        drafts.write(REPORT, accessibility_report(context, drafts))
        drafts.publish()
    changed = [f"{FOLDER}/{path} changed during the build; build again to use the new text" for path in snapshot.changed()]
    outcome = Outcome(guide.findings, tuple(products[file.name] for file in plan.files), tuple(dict.fromkeys(complaints)))
    if not changed:
        checksums = {str((request.to / name).absolute()): drafts.names[name] if name != REPORT else "" for name in drafts.names}
        record(store, key, snapshot, outcome, checksums)
    store.tidy()
    return replace(outcome, complaints=(*outcome.complaints, *changed, *filter(None, [store.warning])))


def _phrase_finders(
    guide: Project, plan: Plan, sources: Mapping[str, str], snapshot: Snapshot, memoize: Memoize
) -> dict[str, PhraseFinder]:
    """Return, for each edition for students, a finder of the phrases that only teachers may read."""
    finders = {}
    for name in sorted({file.edition.name for file in plan.files if not file.edition.teacher_text}):

        def collect(student: Book = guide.editions[name]) -> list[tuple[str, str]]:
            return [(each.words, each.letters) for each in hidden_phrases(guide.book, student, sources)]

        phrases = memoize([b"phrases", snapshot.key(), name.encode()], collect)
        finders[name] = PhraseFinder(Phrase(*each) for each in phrases)
    return finders


def _make_file(
    context: BuildContext,
    file: PlannedFile,
    edition: PrintedEdition,
    renderer: PictureRenderer,
    pictures: dict[str, EbookPictures],
    request: Request,
) -> bytes:
    """Return the content of a file."""
    match file.format:
        case Format.PDF:
            assert file.paper  # noqa: S101  # the plan gives every PDF a paper
            return bind_edition(context, edition, file.paper, marks=request.marks, booklet=request.booklet)
        case Format.EPUB:
            return write_ebook(context, edition, renderer, pictures[file.edition.name])
        case _:
            assert_never(file.format)


def _texts(file: PlannedFile, edition: PrintedEdition, content: bytes) -> Iterator[tuple[str, str]]:
    """Return everything in a file that a reader could find, for the leak gate."""
    match file.format:
        case Format.PDF:
            return pdf_texts(content, edition.placed)
        case Format.EPUB:
            return epub_texts(content)
        case _:
            assert_never(file.format)
