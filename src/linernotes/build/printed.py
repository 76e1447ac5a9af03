"""One edition on paper: its sections rendered, set, their folios settled, and bound for each paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from linernotes.build.context import Pressroom
from linernotes.cache.store import key_of
from linernotes.editing.editions import printed_sections
from linernotes.html.medium import Medium, Paged, Repaged, page_map_key
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders, fill_in, form_of
from linernotes.model.book import Book, Edition, FolioStyle, Section
from linernotes.model.document import Heading, Target
from linernotes.model.guide import NumberedLine
from linernotes.model.memoize import serialized
from linernotes.model.papers import Paper
from linernotes.model.walking import descend
from linernotes.typeset.gathering import FolioOverlay, Gathering
from linernotes.typeset.pagination import PlacedSection, extract, map_pages, page_map_file, paginate, place_sections
from linernotes.typeset.worker import Job

_IDS = re.compile(r'<[^>]* id="([^"]+)"')
_MARKABLE = re.compile(r"--p\d+(-\d+)?$|^(line|term|fact)--")
"""What an e-book can mark, beside headings: paragraphs, sentences, lines, entries of lists."""


class Printing:
    """The gatherings of one edition, in order."""

    def __init__(
        self,
        room: Pressroom,
        book: Book,
        edition: Edition,
        whole: Printing | None = None,
        standard: Printing | None = None,
    ) -> None:
        """Begin with a book edited for the edition, and, where this prints a part of it, with the printing it is a part of.

        A part is rendered from the whole book, so that its gatherings are those of the whole; the binder forgets links that
        lead out of it. Its pages are named and numbered as they are there. One whose pages break elsewhere names and marks those
        of the ``standard`` instead, and counts its own for itself.
        """
        self.room, self.book, self.edition, self.whole, self.standard = room, book, edition, whole, standard
        self.sections = printed_sections(book, edition)
        if standard:
            self.sections = tuple(replace(section, folios=FolioStyle.REFLOWED) for section in self.sections)
        self.templates = room.templates.for_variant(edition.variant)
        self.sheets = room.sheets(edition)
        self._rendered: dict[str, tuple[Job, Placeholders]] = {}

    @cached_property
    def _settled(self) -> tuple[tuple[PlacedSection, ...], Mapping[str, str]]:
        folios: Mapping[str, str]
        if self.standard:
            gatherings = self._set(self.standard.folios)
            leaves = place_sections(self.sections, gatherings)
            named, folios = self.standard.folios, map_pages(leaves)
            return tuple(replace(leaf, digits=self._digits(leaf.section.slug, named)) for leaf in leaves), folios
        if self.whole is None:
            leaves, folios = paginate(self.sections, self._set)
        else:
            folios = self.whole.folios
            leaves = extract(self.sections, self._set(folios), self.whole.leaves)
        return tuple(replace(leaf, digits=self._digits(leaf.section.slug, folios)) for leaf in leaves), folios

    def _digits(self, slug: str, folios: Mapping[str, str]) -> dict[str, str]:
        """Return the real digits of the pages that a section names, by placeholder number."""
        return {number: folios[key][-len(number) :] for number, key in self._rendered[slug][1].keys.items()}

    @property
    def leaves(self) -> tuple[PlacedSection, ...]:
        """The gatherings with their folios."""
        return self._settled[0]

    @property
    def folios(self) -> Mapping[str, str]:
        """The folio of every slug and of every ``slug#anchor``."""
        return self._settled[1]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(leaf.gathering.pages for leaf in self.leaves)

    def jobs(self, folios: Mapping[str, str]) -> dict[str, Job]:
        """Return the documents of all sections by slug, as they are for these folios; rendered where their form has changed."""
        placeholders = Placeholders()
        pages = Pages(self.book, self.edition, self._medium(folios, placeholders), self.templates)
        for section in self.sections:
            if section.slug not in self._rendered or not self._rendered[section.slug][1].fit(folios):
                document, named = self._memoized(section, pages, placeholders, folios)
                self._rendered[section.slug] = Job(document, sheets=self.sheets), named
        return {section.slug: self._rendered[section.slug][0] for section in self.sections}

    def _memoized(
        self, section: Section, pages: Pages, placeholders: Placeholders, folios: Mapping[str, str]
    ) -> tuple[str, Placeholders]:
        """Return a section's document and the pages that it names, rendered anew if they are not at hand or do not fit."""

        def render() -> tuple[str, Placeholders]:
            begins = pages.renderer.page_start(section.slug)
            return str(pages.fill("gathering.xhtml.j2", page=pages.render(section), page_break=begins)), placeholders.take()

        if section.made or self.standard:  # made of other sections, or of where their pages begin
            return render()
        found = self.room.memoize([b"document", self._context, self.serialized[section.slug]], render)
        return found if found[1].fit(folios) else render()

    @cached_property
    def serialized(self) -> Mapping[str, bytes]:
        """The sections of the book as bytes that tell them from all others, by slug."""
        return {section.slug: serialized(section) for section in self.book.sections}

    @cached_property
    def _context(self) -> bytes:
        """All that the document of a section depends on, beside the section."""
        book = self.book
        lines = [(line.number, section.slug) for section in book.sections for line in descend(section.blocks, NumberedLine)]
        sizes = [(picture.path, picture.width, picture.height) for picture in book.pictures]
        slugs = [section.slug for section in book.sections]
        return key_of(
            [self.templates.digest, serialized((book.metadata, self.edition, book.wording, book.data, lines, sizes, slugs))]
        ).encode()

    def _medium(self, folios: Mapping[str, str], placeholders: Placeholders) -> Medium:
        if not self.standard:
            return Paged(folios, placeholders)
        starts = {
            anchor: slug if anchor == slug else page_map_key(Target(slug, anchor))
            for slug, begins in self.standard.breaks().items()
            for anchor in begins
        }
        return Repaged(folios, placeholders, breaks=starts)

    def document(self, slug: str) -> str:
        """Return the document of a section with all folios filled in, as a typesetter of whole books would get it."""
        named = (self.standard or self).folios
        return fill_in(self.jobs(named)[slug].document, self._digits(slug, named))

    def _set(self, folios: Mapping[str, str]) -> Mapping[str, Gathering]:
        return self.room.set(self.jobs(folios))

    def _folio_overlays(self) -> dict[str, FolioOverlay]:
        """Return the folio overlays by the form of the folio."""
        forms = {style: list(dict.fromkeys(map(form_of, folios))) for style, folios in self._styled().items()}
        pages = Pages(self.book, self.edition, Paged(), self.templates)
        jobs = {
            f"folios {style}": Job(
                str(pages.fill("folios.xhtml.j2", folios=[Placeholders().reserve("", form) for form in shown], kind=style.value)),
                tagged=False,
                sheets=self.sheets if self.standard else (),
            )
            for style, shown in forms.items()
        }
        gatherings = self.room.set(jobs)
        return {
            form: FolioOverlay(gatherings[f"folios {style}"], page)
            for style, shown in forms.items()
            for page, form in enumerate(shown)
        }

    def _styled(self) -> dict[FolioStyle, list[str]]:
        """Return the folios of the book by their style."""
        folios: dict[FolioStyle, list[str]] = {}
        for leaf in self.leaves:
            folios.setdefault(leaf.section.folios, []).extend(leaf.folios())
        return folios

    def breaks(self) -> dict[str, dict[str, str]]:
        """Return, for each section by slug, where its printed pages begin: folios by anchor.

        A page begins at the first block, sentence or line that falls on it; a first page begins with its section. Printed pages
        are those of the standard edition, if this one names them.
        """
        if self.standard:
            return self.standard.breaks()
        jobs = self.jobs(self.folios)
        found: dict[str, dict[str, str]] = {}
        for leaf in self.leaves:
            slug, anchors = leaf.section.slug, leaf.gathering.anchors
            headings = {heading.anchor for heading in descend(leaf.section.blocks, Heading)}
            spots = [spot for spot in _IDS.findall(jobs[slug].document) if spot in headings or _MARKABLE.search(spot)]
            starts = {anchors[spot]: spot for spot in reversed(spots)}
            begins = found[slug] = {}
            for page, folio in enumerate(leaf.folios()):
                if page == 0:
                    begins[slug] = folio
                elif page in starts:
                    begins[starts[page]] = folio
        return found

    def bind(self, paper: Paper, *, marks: bool = False, booklet: bool = False) -> bytes:
        """Return the PDF file for a paper."""
        leaves, overlays, metadata = self.leaves, self._folio_overlays(), self.book.metadata
        from linernotes.pdf.binder import Binding, bind  # while pages were being set it was loaded beside

        binding = Binding(metadata, f"{metadata.title} · {self.edition.title}", paper, marks)
        bound = bind(leaves, overlays, self.room.font_files, binding, self.room.sources)
        if not booklet:
            return bound
        from linernotes.pdf.booklet import impose

        return impose(bound, paper, binding.title)

    @cached_property
    def key(self) -> str:
        """A hash of all that the page map depends on."""
        return key_of(self.room.key(job).encode() for job in self.jobs((self.standard or self).folios).values())

    def record(self) -> bytes:
        """Return the page map as a file."""
        return page_map_file(self.edition.name, self.key, self.leaves, self.folios)
