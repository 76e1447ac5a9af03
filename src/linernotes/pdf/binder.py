"""Gatherings → one tagged PDF: pages, tag tree, outline, destinations, folios, page boxes, metadata. Identical bytes for an identical book."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from linernotes.html.medium import ELSEWHERE
from linernotes.html.placeholders import fill_in, form_of
from linernotes.model.book import Edition, FolioStyle, MadePage, Metadata
from linernotes.model.formats import Paper
from linernotes.pdf.fonts import SharedFonts
from linernotes.pdf.form_xobjects import drawn_group, drawn_groups
from linernotes.pdf.metadata import describe
from linernotes.pdf.output_intent import intend_srgb
from linernotes.pdf.paper import PAPERS, draw_marks, page_boxes
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.page_numbers import fill_in_content
from linernotes.typeset.pagination import Leaf, spell_folio

_SENTENCE = re.compile(r"--p\d+(-\d+)?$")
"""Anchors of paragraphs and sentences, which count pages and to which nothing leads."""

_FOOTER = b"Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC q\n%b\nQ EMC\n"
"""A folio is repeated on every page and no content (ISO 32000-1, 14.8.2.2.2)."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What a file says of itself.

    Attributes:
        title: as the window of a viewer shows it.
        marks: whether crop marks and bleed are wanted, for a print shop.
    """

    metadata: Metadata
    edition: Edition
    title: str
    paper: Paper
    marks: bool = False


class Sources:
    """Gatherings, opened once for all files that they are bound into; that can be done while others are still being set."""

    def __init__(self) -> None:
        """Begin with none."""
        self._opened: dict[int, tuple[Gathering, Pdf]] = {}
        self._destinations: dict[int, tuple[list[str], Object]] = {}
        self.bound: object = None
        """What was bound last, until the next is: to take it apart lasts an eighth of binding, and the end of a run does without."""

    def open(self, gathering: Gathering) -> Pdf:
        """Return a gathering as a PDF, which is only to be copied from."""
        if id(gathering) not in self._opened:
            self._opened[id(gathering)] = gathering, Pdf.open(io.BytesIO(gathering.content))
        return self._opened[id(gathering)][1]

    def prepare(self, gathering: Gathering) -> None:
        """Open a gathering and read all of its objects, which else is done when they are copied."""
        len(self.open(gathering).objects)
        self.destinations(gathering)

    def destinations(self, gathering: Gathering) -> tuple[list[str], Object]:
        """Return the names of a gathering's destinations to which something may lead, and an array of these."""
        if id(gathering) not in self._destinations:
            source = self.open(gathering)
            named = source.Root.Names.get("/Dests") if "/Names" in source.Root else None
            listed = list(named.Names) if named is not None else []
            places = zip(map(str, listed[::2]), listed[1::2], strict=True)
            wanted = {name: place for name, place in places if not _SENTENCE.search(name)}
            self._destinations[id(gathering)] = list(wanted), source.make_indirect(Array(wanted.values()))
        return self._destinations[id(gathering)]


def bind(
    leaves: Sequence[Leaf],
    strips: Mapping[str, tuple[Gathering, int]],
    fonts: Mapping[str, bytes],
    binding: Binding,
    sources: Sources | None = None,
) -> bytes:
    """Return the PDF file.

    Args:
        leaves: the gatherings of the book, in order.
        strips: by the form of folios, a gathering of pages that hold nothing but a folio to be filled in, and the page of it.
        fonts: the font files by their SHA-256, without the tables that only typesetters need.
        binding: paper and metadata.
        sources: the gatherings, as far as they have been opened.
    """
    sources = sources or Sources()
    sources.bound = None
    pdf = Pdf.new()
    binder = sources.bound = _Binder(pdf, fonts, sources)
    for leaf in leaves:
        binder.add(leaf)
    binder.stamp(leaves, strips)
    binder.link()
    binder.finish(leaves, binding)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


class _Binder:
    """One PDF being bound."""

    def __init__(self, pdf: Pdf, fonts: Mapping[str, bytes], sources: Sources) -> None:
        self.pdf = pdf
        self.fonts = SharedFonts(pdf, fonts)
        self.tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.tree, K=Array()))
        self.pages: list[Object] = []
        self.parents: list[tuple[int, Object]] = []
        self.next_parent = 0
        self.identifiers: list[tuple[str, Object]] = []
        self.destinations: dict[str, Object] = {}
        self.sources = sources

    def add(self, leaf: Leaf) -> None:
        """Take in the pages of a gathering, with their part of the tag tree and their destinations."""
        source = self.sources.open(leaf.gathering)
        first = len(self.pages)
        with warnings.catch_warnings():
            # Destinations, outlines and the tag tree, which this leaves behind, are joined here.
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            self.pdf.pages.extend(source.pages)
        # The file's own list of pages is made anew whenever it is asked for one; this node of the page tree holds all of them.
        kids = self.pdf.Root.Pages.Kids
        pages = [kids[number] for number in range(first, len(kids))]
        self.pages += pages
        self.fonts.share(pages[0].Resources, leaf.gathering.fonts)
        for (number, group), found in groupby(leaf.gathering.placeholders, lambda each: (each.page, each.group)):
            stream = drawn_group(pages[number].Resources, group) if group else pages[number].Contents
            stream.write(fill_in_content(stream.read_bytes(), tuple(found), leaf.digits))
        self._join_tags(source, pages, leaf.digits)
        names, places = self.sources.destinations(leaf.gathering)
        self.destinations |= zip(names, self.pdf.copy_foreign(places), strict=True)

    def _join_tags(self, source: Pdf, pages: Sequence[Object], digits: Mapping[str, str]) -> None:
        """Hang the gathering's elements under the one document, and shift its keys of the parent tree (ISO 32000-1, 14.7.4.4)."""
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        for element in list(tree.K[0].K):
            element.P = self.top
            self.top.K.append(element)
        if "/IDTree" in tree:
            names = list(tree.IDTree.Names)
            self.identifiers += zip(map(str, names[::2]), names[1::2], strict=True)
        numbers = list(tree.ParentTree.Nums)
        highest = -1
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            self.parents.append((self.next_parent + int(key), value))
            highest = max(highest, int(key))
        for marked in (*pages, *drawn_groups(pages[0].Resources)):
            if "/StructParents" in marked:
                marked.StructParents = int(marked.StructParents) + self.next_parent
        for page in pages:
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self.next_parent
                    annotation.Contents = String(fill_in(str(annotation.Contents), digits))
        self.next_parent += highest + 1

    def stamp(self, leaves: Sequence[Leaf], strips: Mapping[str, tuple[Gathering, int]]) -> None:
        """Lay the folios over their pages, as artifacts; a title page has none."""
        begin = self.pdf.make_indirect(Stream(self.pdf, b"q\n"))
        pages = iter(self.pages)
        for leaf in leaves:
            for folio in leaf.folios():
                page = next(pages)
                if leaf.section.made is MadePage.TITLE_PAGE:
                    continue
                gathering, index = strips[form_of(folio)]
                strip = self.sources.open(gathering).pages[index].obj
                self.fonts.lend(page.Resources, strip.Resources, gathering.fonts)
                _lend_states(page.Resources, strip.Resources)
                found = [each for each in gathering.placeholders if each.page == index]
                digits = {each.number: folio[-len(each.number) :] for each in found}
                drawn = fill_in_content(strip.Contents.read_bytes(), found, digits)
                page.Contents = Array([begin, page.Contents, self.pdf.make_indirect(Stream(self.pdf, _FOOTER % drawn))])

    def link(self) -> None:
        """Turn placeholder addresses into destinations; a link into a gathering that is not bound becomes plain text."""
        parents = dict(self.parents)
        for page in self.pages:
            kept = Array()
            for annotation in page.get("/Annots", ()):
                address = str(annotation.A.get("/URI", "") if "/A" in annotation else "")
                if address.startswith(ELSEWHERE):
                    anchor = address.partition("#")[2]
                    if anchor not in self.destinations:
                        _forget(annotation, parents)
                        continue
                    del annotation.A
                    annotation.Dest = String(anchor)
                kept.append(annotation)
            if "/Annots" in page:
                page.Annots = kept

    def finish(self, leaves: Sequence[Leaf], binding: Binding) -> None:
        """Write what belongs to the file as a whole."""
        pdf, metadata = self.pdf, binding.metadata
        self.fonts.finish()
        self.tree.K = Array([self.top])
        self.tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([each for pair in self.parents for each in pair])))
        if self.identifiers:
            self.tree.IDTree = pdf.make_indirect(_names(self.identifiers))
        self.tree.ParentTreeNextKey = self.next_parent
        pdf.Root.StructTreeRoot = self.tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(metadata.language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageLabels = Dictionary(Nums=_labels(leaves))
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(_names(self.destinations.items())))
        self._write_outline(leaves)
        boxes = page_boxes(PAPERS[binding.paper], marks=binding.marks)
        marks = draw_marks(PAPERS[binding.paper]) if binding.marks else b""
        structural = Name.S
        drawn = {Name(name): pdf.make_indirect(Array([*box])) for name, box in boxes.items()}
        for page in self.pages:
            for name, box in drawn.items():
                page[name] = box
            page.Tabs = structural
            if marks:
                pikepdf.Page(page).contents_add(b"q\n", prepend=True)
                pikepdf.Page(page).contents_add(b"Q\n" + marks)
        intend_srgb(pdf)
        describe(pdf, binding.metadata, binding.title)

    def _write_outline(self, leaves: Sequence[Leaf]) -> None:
        start = 0
        kind = Name.XYZ
        with self.pdf.open_outline() as outline:
            for leaf in leaves:
                branches: list[list[pikepdf.OutlineItem]] = [outline.root]
                for mark in leaf.gathering.bookmarks:
                    spot = Array([self.pages[start + mark.page], kind, mark.left, mark.top, 0])
                    item = pikepdf.OutlineItem(fill_in(mark.title, leaf.digits), spot)
                    del branches[mark.level :]
                    branches[-1].append(item)
                    branches.append(item.children)
                start += leaf.gathering.pages


def _lend_states(resources: Object, strip: Object) -> None:
    """Let a page know the transparencies of what is laid over it; their names say what they are."""
    for name, state in strip.get("/ExtGState", Dictionary()).items():
        if name not in resources.ExtGState:
            resources.ExtGState[name] = Dictionary(dict(state.items()))


def _names(entries: Iterable[tuple[str, Object]]) -> Dictionary:
    """Return a name tree of one leaf (ISO 32000-1, 7.9.6)."""
    ordered = sorted(entries, key=lambda item: item[0].encode())
    return Dictionary(Names=Array([each for name, value in ordered for each in (String(name), value)]))


def _forget(annotation: Object, parents: Mapping[int, Object]) -> None:
    """Take a link out of the tag tree and leave its words."""
    element = parents.get(int(annotation.get("/StructParent", -1)))
    if element is None or not isinstance(element, Dictionary):
        return
    element.S = Name.Span
    kids = [kid for kid in list(element.K) if not (isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR)]
    element.K = Array(kids)


def _labels(leaves: Sequence[Leaf]) -> Array:
    """Return page labels, so that viewers count as the folios do (ISO 32000-1, 12.4.2)."""
    numbers = Array()
    start = 0
    last: tuple[FolioStyle, int] | None = None
    for leaf in leaves:
        style = leaf.section.folios
        if last != (style, leaf.first):
            label = Dictionary(S=Name.r if style is FolioStyle.ROMAN else Name.D, St=leaf.first)
            if style in (FolioStyle.TEACHER, FolioStyle.REFLOWED):
                label.P = String(spell_folio(style, 1)[0])
            numbers.append(start)
            numbers.append(label)
        start += leaf.gathering.pages
        last = (style, leaf.first + leaf.gathering.pages)
    return numbers
