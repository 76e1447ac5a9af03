"""One edition on paper: its sections rendered, typeset and numbered, and its files bound from them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from linernotes.build.context import BuildContext, variant_sheets
from linernotes.build.misfits import describe_misfits
from linernotes.cache.store import key_of
from linernotes.editing.editions import printed_sections
from linernotes.editing.flow import run_on_groups, with_flow
from linernotes.html.medium import Medium, Paged, Repaged, page_map_key
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders, fill_in, form_of
from linernotes.html.templates import Templates
from linernotes.model.book import Book, Edition, FolioStyle, Role, Section
from linernotes.model.document import Diagram, Figure, Heading, Target
from linernotes.model.keeping import keep
from linernotes.model.lines import NumberedLine
from linernotes.model.memoize import serialized
from linernotes.model.papers import Paper
from linernotes.model.walking import descend
from linernotes.pdf.binder import Binding, bind
from linernotes.pdf.booklet import impose
from linernotes.typeset.gathering import FolioOverlay, Gathering
from linernotes.typeset.jobs import Job
from linernotes.typeset.pagination import PlacedSection, estimate, extract, map_pages, page_map_file, paginate, place_sections

_IDS = re.compile(r'<[^>]* id="([^"]+)"')
_MARKABLE = re.compile(r"--p\d+(-\d+)?$|---\d+$|^(line|term|fact)--")
"""Anchors that an e-book can mark as page starts, as well as headings and figures: paragraphs, sentences, rows of tables, lines, entries of lists."""

Rendered = Mapping[str, tuple[Job, Placeholders]]
"""Documents by slug, each with the page numbers that it names."""


@dataclass(frozen=True)
class PrintedEdition:
    """An edition whose pages are typeset and numbered.

    Attributes:
        edition: the edition.
        book: the book as the edition prints it.
        templates: its templates.
        rendered: its documents by the slug of the first section in each, with the page numbers that they name.
        placed: its gatherings in order, with their page numbers.
        folios: the folio of every slug and of every ``slug#anchor``.
        named_folios: the folios that its text names: those of another edition if it shows that edition's page numbers.
        breaks: for each section by slug, the folio of each page that begins in it, by the anchor where it begins.
        overlays: for each form of a folio, a gathering of folios alone and the page of it.
    """

    edition: Edition
    book: Book
    templates: Templates
    rendered: Rendered
    placed: tuple[PlacedSection, ...]
    folios: Mapping[str, str]
    named_folios: Mapping[str, str]
    breaks: Mapping[str, Mapping[str, str]]
    overlays: Mapping[str, FolioOverlay]

    def page_count(self) -> int:
        """Return the number of pages."""
        return sum(each.gathering.pages for each in self.placed)

    def complaints(self) -> list[str]:
        """Return the typesetter's warnings about its pages, and the misfits on them."""
        logged = [complaint for each in self.placed for complaint in each.gathering.complaints]
        return logged + [misfit for each in self.placed for misfit in describe_misfits(each)]

    def document(self, slug: str) -> str:
        """Return the document of a section with its page numbers filled in, as one-piece typesetting would need it."""
        job, placeholders = self.rendered[slug]
        return fill_in(job.document, _digits(placeholders, self.named_folios))


class Press:
    """Renders, typesets and numbers the sections of editions, as many of them at a time as there are workers for.

    A part of another edition shows that edition's page numbers, and so shares its gatherings. An edition that breaks its pages
    elsewhere, such as large print, names and marks the pages of its standard edition, and counts its own.

    Args:
        context: the shared parts of the build.
        books: the book as each edition prints it, by name.
        editions: each after those that it depends on.
    """

    def __init__(self, context: BuildContext, books: Mapping[str, Book], editions: Sequence[Edition]) -> None:
        self.context, self.books, self.editions = context, books, editions
        self._started: dict[str, _SectionRenderer] = {}
        self._printed: dict[str, PrintedEdition] = {}

    def start(self) -> None:
        """Submit the sections of every edition whose page numbers do not depend on one that is not printed yet."""
        book = self.context.book
        for edition in self.editions:
            whole = book.whole_of(edition) if edition.sections else None
            needed = {each.name for each in (whole, book.standard_of(edition)) if each}
            if edition.name not in self._started and needed <= self._printed.keys():
                printed = (self._printed[each.name] if each else None for each in (whole, book.standard_of(edition)))
                renderer = _SectionRenderer(self.context, self.books[edition.name], edition, *printed)
                self._started[edition.name] = renderer
                self.context.typesetter.start(renderer.jobs(renderer.first_folios()))

    def print(self, edition: Edition) -> PrintedEdition:
        """Return an edition when it is typeset and numbered. The workers then begin with those that depend on it.

        Raises:
            TypesettingError: if a section cannot be typeset, or page numbers keep moving.
        """
        self.start()
        self._printed[edition.name] = printed = _number_pages(self._started[edition.name])
        self.start()
        return printed


def _number_pages(renderer: _SectionRenderer) -> PrintedEdition:
    """Wait for the sections of an edition, and typeset again those that name page numbers of another length."""
    context, edition, sections = renderer.context, renderer.edition, renderer.sections
    whole, standard = renderer.whole, renderer.standard

    def typeset(folios: Mapping[str, str]) -> Mapping[str, Gathering]:
        return context.typesetter.typeset(renderer.jobs(folios), {section.slug: section.place for section in sections})

    folios: Mapping[str, str]
    if standard:
        named = standard.folios
        placed = place_sections(sections, typeset(named))
        folios = map_pages(placed)
    elif whole:
        named = folios = whole.folios
        placed = extract(sections, typeset(folios), whole.placed)
    else:
        placed, folios = paginate(sections, typeset)
        named = folios
    rendered = renderer.render(named)
    placed = tuple(replace(each, digits=_digits(rendered[each.section.slug][1], named)) for each in placed)
    breaks = standard.breaks if standard else _page_breaks(placed, rendered)
    overlays = _typeset_overlays(context, renderer.book, edition, renderer.templates, placed, renderer.sheets if standard else ())
    return PrintedEdition(edition, renderer.book, renderer.templates, rendered, placed, folios, named, breaks, overlays)


class _SectionRenderer:
    """Renders the sections of an edition; a section is rendered again only if the form of a page number in it changes."""

    def __init__(
        self,
        context: BuildContext,
        book: Book,
        edition: Edition,
        whole: PrintedEdition | None,
        standard: PrintedEdition | None,
    ) -> None:
        self.context, self.book, self.edition, self.whole, self.standard = context, book, edition, whole, standard
        # With larger letters, the last page of a section often has one box only: the next section begins below it.
        self.sections = with_flow(replace(book, run_on=True) if standard else book, printed_sections(book, edition))
        if standard:
            self.sections = tuple(replace(section, folios=FolioStyle.REFLOWED) for section in self.sections)
        self.groups = {group[0].slug: group for group in run_on_groups(self.sections)}
        self.spreads = {after.slug: each for each, after in pairwise(self.sections) if each.role is Role.SPREAD}
        self.templates = context.templates.for_variant(edition.variant)
        self.sheets = variant_sheets(context, edition)
        self._rendered: dict[str, tuple[Job, Placeholders]] = {}
        self._dependencies = _dependencies(book, edition, self.templates)

    def render(self, folios: Mapping[str, str]) -> Rendered:
        """Return the documents of all groups of sections for these folios, by the slug of the first section."""
        placeholders = Placeholders()
        pages = Pages(self.book, self.edition, self._medium(folios, placeholders), self.templates)
        for slug, group in self.groups.items():
            if slug not in self._rendered or not self._rendered[slug][1].fit(folios):
                document, named = self._render(group, pages, placeholders, folios)
                self._rendered[slug] = Job(document, sheets=self.sheets, arranged=not self.standard), named
        return {slug: self._rendered[slug] for slug in self.groups}

    def first_folios(self) -> Mapping[str, str]:
        """Return the folios that the sections name at first: those of another edition, or estimates."""
        other = self.standard or self.whole
        return other.folios if other else estimate(self.sections)

    def jobs(self, folios: Mapping[str, str]) -> dict[str, Job]:
        """Return the jobs of all groups of sections for these folios."""
        return {slug: job for slug, (job, _) in self.render(folios).items()}

    def _render(
        self, group: tuple[Section, ...], pages: Pages, placeholders: Placeholders, folios: Mapping[str, str]
    ) -> tuple[str, Placeholders]:
        """Return the document of a group and the page numbers that it names, from an earlier run if they fit."""
        spread = self.spreads.get(group[0].slug)

        def render() -> tuple[str, Placeholders]:
            return str(pages.gathering(group, spread)), placeholders.take()

        if group[0].made or self.standard:  # these depend on other sections, or on where the pages of another edition begin
            return render()
        found = self.context.memoize([b"document", self._dependencies, *map(_digest, (*group, *filter(None, (spread,))))], render)
        return found if found[1].fit(folios) else render()

    def _medium(self, folios: Mapping[str, str], placeholders: Placeholders) -> Medium:
        if not self.standard:
            return Paged(folios, placeholders)
        starts = {
            anchor: slug if anchor == slug else page_map_key(Target(slug, anchor))
            for slug, begins in self.standard.breaks.items()
            for anchor in begins
        }
        return Repaged(folios, placeholders, breaks=starts)


def _digest(section: Section) -> bytes:
    """Return a hash of a section."""
    return keep(section, "digest", (), lambda: hashlib.sha256(serialized(section)).digest())


def _dependencies(book: Book, edition: Edition, templates: Templates) -> bytes:
    """Return a hash of everything but a section that its document depends on."""
    lines = [(line.name, section.slug) for section in book.sections for line in descend(section.blocks, NumberedLine)]
    sizes = [(picture.path, picture.width, picture.height) for picture in book.pictures]
    slugs = [section.slug for section in book.sections]
    shared = (book.metadata, edition, book.wording, book.data, lines, sizes, slugs)
    return key_of([templates.digest, serialized(shared)]).encode()


def _digits(placeholders: Placeholders, folios: Mapping[str, str]) -> dict[str, str]:
    """Return the digits of the page number that belongs in the place of each placeholder."""
    return {number: folios[spot][-len(number) :] for number, spot in placeholders.keys.items()}


def _page_breaks(placed: tuple[PlacedSection, ...], rendered: Rendered) -> dict[str, dict[str, str]]:
    """Return, for each section by slug, the folio of each page by the anchor where it begins.

    A page begins at the first section, block, sentence or line on it.
    """
    found: dict[str, dict[str, str]] = {}
    for each in placed:
        found |= {section.slug: {} for section in each.sections}
        slug, starts = each.section.slug, dict[int, tuple[str, str]]()
        marked: set[str] = set()
        for section in each.sections:
            marked |= {heading.anchor for heading in descend(section.blocks, Heading)}
            marked |= {figure.anchor for figure in descend(section.blocks, Figure, Diagram)}
        for spot in _IDS.findall(rendered[slug][0].document):
            slug = spot if spot in found else slug
            if spot == slug or spot in marked or _MARKABLE.search(spot):
                starts.setdefault(each.gathering.anchors[spot], (slug, spot))
        for page, folio in enumerate(each.folios()):
            if page in starts:
                slug, spot = starts[page]
                found[slug][spot] = folio
    return found


def _typeset_overlays(
    context: BuildContext,
    book: Book,
    edition: Edition,
    templates: Templates,
    placed: tuple[PlacedSection, ...],
    sheets: tuple[str, ...],
) -> dict[str, FolioOverlay]:
    """Typeset pages with nothing but a folio, one for each form of a folio, which the binder lays over the pages."""
    folios: dict[FolioStyle, list[str]] = {}
    for each in placed:
        folios.setdefault(each.section.folios, []).extend(each.folios())
    forms = {style: list(dict.fromkeys(map(form_of, each))) for style, each in folios.items()}
    pages = Pages(book, edition, Paged(), templates)
    jobs = {
        f"folios {style}": Job(
            str(pages.fill("folios.xhtml.j2", folios=[Placeholders().reserve("", form) for form in shown], kind=style.value)),
            tagged=False,
            sheets=sheets,
        )
        for style, shown in forms.items()
    }
    gatherings = context.typesetter.typeset(jobs, {})
    return {
        form: FolioOverlay(gatherings[f"folios {style}"], page)
        for style, shown in forms.items()
        for page, form in enumerate(shown)
    }


def bind_edition(context: BuildContext, edition: PrintedEdition, paper: Paper, *, marks: bool, booklet: bool) -> bytes:
    """Return the PDF file of an edition for a paper, with crop marks or as a booklet if that is asked for."""
    metadata = edition.book.metadata
    binding = Binding(metadata, metadata.title_of(edition.edition), paper, marks)
    bound = bind(edition.placed, edition.overlays, context.font_files, binding, context.sources)
    return impose(bound, paper, binding.title) if booklet else bound


def page_map(context: BuildContext, edition: PrintedEdition) -> bytes:
    """Return the page map of an edition as a JSON file: the number of pages, and the folio of every anchor."""
    key = key_of(context.typesetter.key(job).encode() for job, _ in edition.rendered.values())
    return page_map_file(edition.edition.name, key, edition.placed, edition.folios)
