"""The binder joins gatherings into one tagged PDF: pages, tag tree, outline, links, folios, page boxes and metadata.

Equal gatherings and settings give identical bytes.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

from linernotes.html.medium import ELSEWHERE
from linernotes.html.placeholders import fill_in, form_of
from linernotes.model.book import FolioStyle, Metadata
from linernotes.model.findings import TypesettingError
from linernotes.model.papers import Box, Paper, trim_box
from linernotes.pdf.fonts import SharedFonts
from linernotes.pdf.form_xobjects import all_groups, find_group
from linernotes.pdf.metadata import write_metadata
from linernotes.pdf.output_intent import add_output_intent
from linernotes.pdf.page_boxes import crop_marks, page_boxes
from linernotes.typeset.gathering import FolioOverlay, Gathering
from linernotes.typeset.page_numbers import fill_in_content
from linernotes.typeset.pagination import PlacedSection, format_folio

_UNLINKED = re.compile(r"--p\d+(-\d+)?$|---\d+$")
"""Anchors of paragraphs, sentences and rows. They serve to find the page of a text; no link leads to them."""

_FOOTER = b"Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC q\n%b\nQ EMC\n"
"""A folio is pagination, not content (ISO 32000-1, 14.8.2.2.2)."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The settings of one PDF.

    Attributes:
        title: the title that viewers show in the title bar.
        marks: whether to add crop marks and bleed, for a print shop.
    """

    metadata: Metadata
    title: str
    paper: Paper
    marks: bool = False


class Sources:
    """Gatherings as open PDF files. One object can serve all files of a run, so that each gathering is opened once."""

    def __init__(self) -> None:
        self._opened: dict[int, tuple[Gathering, Pdf]] = {}
        self._destinations: dict[int, tuple[list[str], Object]] = {}

    def open(self, gathering: Gathering) -> Pdf:
        """Return a gathering as a PDF, to copy from.

        Raises:
            TypesettingError: if its PDF is damaged, because a length in a style sheet is too large for a PDF.
        """
        if id(gathering) not in self._opened:
            try:
                opened = Pdf.open(io.BytesIO(gathering.content))
            except PdfError as error:
                hint = "look for a length in your style sheets that is far too large"
                raise TypesettingError("the typeset pages are not a PDF that can be read", hint=hint) from error
            self._opened[id(gathering)] = gathering, opened
        return self._opened[id(gathering)][1]

    def destinations(self, gathering: Gathering) -> tuple[list[str], Object]:
        """Return the names of a gathering's destinations, and an array of the destinations in the same order."""
        if id(gathering) not in self._destinations:
            source = self.open(gathering)
            tree = source.Root.Names.get("/Dests") if "/Names" in source.Root else None
            entries = list(tree.Names) if tree is not None else []
            pairs = zip(map(str, entries[::2]), entries[1::2], strict=True)
            wanted = {name: destination for name, destination in pairs if not _UNLINKED.search(name)}
            self._destinations[id(gathering)] = list(wanted), source.make_indirect(Array(wanted.values()))
        return self._destinations[id(gathering)]


def bind(
    sections: Sequence[PlacedSection],
    overlays: Mapping[str, FolioOverlay],
    font_files: Mapping[str, bytes],
    binding: Binding,
    sources: Sources | None = None,
) -> bytes:
    """Return the PDF file.

    Args:
        sections: in order.
        overlays: the folio overlays by the form of the folio, such as "T00".
        font_files: by SHA-256.
        binding: the settings.
        sources: the gatherings that are already open.
    """
    pdf = Pdf.new()
    binder = _Binder(pdf, font_files, sources or Sources())
    for section in sections:
        binder.add(section)
    binder.add_folios(sections, overlays)
    binder.link()
    binder.finish(sections, binding)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


class _Binder:
    """A PDF that is being bound."""

    def __init__(self, pdf: Pdf, font_files: Mapping[str, bytes], sources: Sources) -> None:
        self.pdf = pdf
        self.fonts = SharedFonts(pdf, font_files)
        self.tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.tree, K=Array()))
        self.pages: list[Object] = []
        self.parents: list[tuple[int, Object]] = []
        self.next_parent = 0
        self.identifiers: list[tuple[str, Object]] = []
        self.destinations: dict[str, Object] = {}
        self.sources = sources

    def add(self, section: PlacedSection) -> None:
        """Add the pages of a section, its part of the tag tree and its destinations."""
        source = self.sources.open(section.gathering)
        first = len(self.pages)
        with warnings.catch_warnings():
            # Pages are copied without destinations, outline and tag tree, which are joined separately.
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            self.pdf.pages.extend(source.pages)
        # pdf.pages would build its list again on every access; this node of the page tree holds all pages.
        kids = self.pdf.Root.Pages.Kids
        pages = [kids[number] for number in range(first, len(kids))]
        self.pages += pages
        self.fonts.share(pages[0].Resources, section.gathering.fonts)
        for (number, group), found in groupby(section.gathering.placeholders, lambda each: (each.page, each.group)):
            stream = find_group(pages[number].Resources, group) if group else pages[number].Contents
            stream.write(fill_in_content(stream.read_bytes(), tuple(found), section.digits))
        self._join_tags(source, pages, section.digits)
        names, destinations = self.sources.destinations(section.gathering)
        self.destinations |= zip(names, self.pdf.copy_foreign(destinations), strict=True)

    def _join_tags(self, source: Pdf, pages: Sequence[Object], digits: Mapping[str, str]) -> None:
        """Move the elements of a gathering into the document, and renumber its keys of the parent tree (ISO 32000-1, 14.7.4.4)."""
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        for element in list(tree.K[0].K):
            element.P = self.document
            self.document.K.append(element)
        if "/IDTree" in tree:
            names = list(tree.IDTree.Names)
            self.identifiers += zip(map(str, names[::2]), names[1::2], strict=True)
        numbers = list(tree.ParentTree.Nums)
        highest = -1
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            self.parents.append((self.next_parent + int(key), value))
            highest = max(highest, int(key))
        for tagged in (*pages, *all_groups(pages[0].Resources)):
            if "/StructParents" in tagged:
                tagged.StructParents = int(tagged.StructParents) + self.next_parent
        for page in pages:
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self.next_parent
                    annotation.Contents = String(fill_in(str(annotation.Contents), digits))
        self.next_parent += highest + 1

    def add_folios(self, sections: Sequence[PlacedSection], overlays: Mapping[str, FolioOverlay]) -> None:
        """Lay the folios over their pages, as artifacts."""
        begin = self.pdf.make_indirect(Stream(self.pdf, b"q\n"))
        pages = iter(self.pages)
        for section in sections:
            for folio in section.folios():
                page = next(pages)
                if not section.section.shows_folio:
                    continue
                gathering, index = overlays[form_of(folio)]
                overlay = self.sources.open(gathering).pages[index].obj
                self.fonts.add_overlay(page.Resources, overlay.Resources, gathering.fonts)
                _add_states(page.Resources, overlay.Resources)
                placeholders = [each for each in gathering.placeholders if each.page == index]
                digits = {each.number: folio[-len(each.number) :] for each in placeholders}
                content = fill_in_content(overlay.Contents.read_bytes(), placeholders, digits)
                page.Contents = Array([begin, page.Contents, self.pdf.make_indirect(Stream(self.pdf, _FOOTER % content))])

    def link(self) -> None:
        """Turn addresses of other sections into destinations, and links to sections that are not in this file into plain text."""
        parents = dict(self.parents)
        for page in self.pages:
            kept = Array()
            for annotation in page.get("/Annots", ()):
                address = str(annotation.A.get("/URI", "") if "/A" in annotation else "")
                if address.startswith(ELSEWHERE):
                    anchor = address.partition("#")[2]
                    if anchor not in self.destinations:
                        _unlink(annotation, parents)
                        continue
                    del annotation.A
                    annotation.Dest = String(anchor)
                kept.append(annotation)
            if "/Annots" in page:
                page.Annots = kept

    def finish(self, sections: Sequence[PlacedSection], binding: Binding) -> None:
        """Write everything that belongs to the file as a whole."""
        pdf, metadata = self.pdf, binding.metadata
        self.fonts.finish()
        self.tree.K = Array([self.document])
        self.tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([each for pair in self.parents for each in pair])))
        if self.identifiers:
            self.tree.IDTree = pdf.make_indirect(_name_tree(self.identifiers))
        self.tree.ParentTreeNextKey = self.next_parent
        pdf.Root.StructTreeRoot = self.tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(metadata.language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageLabels = Dictionary(Nums=_page_labels(sections))
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(_name_tree(self.destinations.items())))
        self._write_outline(sections)
        self._write_page_boxes(trim_box(binding.paper), marks=binding.marks)
        add_output_intent(pdf)
        write_metadata(pdf, metadata, binding.title)

    def _write_outline(self, sections: Sequence[PlacedSection]) -> None:
        start = 0
        kind = Name.XYZ
        with self.pdf.open_outline() as outline:
            for section in sections:
                branches: list[list[pikepdf.OutlineItem]] = [outline.root]
                for bookmark in section.gathering.bookmarks:
                    destination = Array([self.pages[start + bookmark.page], kind, bookmark.left, bookmark.top, 0])
                    item = pikepdf.OutlineItem(fill_in(bookmark.title, section.digits), destination)
                    del branches[bookmark.level :]
                    branches[-1].append(item)
                    branches.append(item.children)
                start += section.gathering.pages

    def _write_page_boxes(self, trim: Box, *, marks: bool) -> None:
        """Write the boxes, the tab order and the crop marks of all pages."""
        structure = Name.S
        boxes = {Name(name): self.pdf.make_indirect(Array([*box])) for name, box in page_boxes(trim, marks=marks).items()}
        for page in self.pages:
            for name, box in boxes.items():
                page[name] = box
            page.Tabs = structure
            if marks:
                pikepdf.Page(page).contents_add(b"q\n", prepend=True)
                pikepdf.Page(page).contents_add(b"Q\n" + crop_marks(trim))


def _add_states(resources: Object, overlay: Object) -> None:
    """Add the graphics states of an overlay to the resources of a page. States of the same name are equal."""
    for name, state in overlay.get("/ExtGState", Dictionary()).items():
        if name not in resources.ExtGState:
            resources.ExtGState[name] = Dictionary(dict(state.items()))


def _name_tree(entries: Iterable[tuple[str, Object]]) -> Dictionary:
    """Return a name tree with a single node (ISO 32000-1, 7.9.6)."""
    ordered = sorted(entries, key=lambda item: item[0].encode())
    return Dictionary(Names=Array([each for name, value in ordered for each in (String(name), value)]))


def _unlink(annotation: Object, parents: Mapping[int, Object]) -> None:
    """Turn the structure element of a link into a span with the same text."""
    element = parents.get(int(annotation.get("/StructParent", -1)))
    if element is None or not isinstance(element, Dictionary):
        return
    element.S = Name.Span
    kids = [kid for kid in list(element.K) if not (isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR)]
    element.K = Array(kids)


def _page_labels(sections: Sequence[PlacedSection]) -> Array:
    """Return the page labels, which are the folios (ISO 32000-1, 12.4.2)."""
    labels = Array()
    start = 0
    expected: tuple[FolioStyle, int] | None = None
    for section in sections:
        style = section.section.folios
        if expected != (style, section.first):
            label = Dictionary(S=Name.r if style is FolioStyle.ROMAN else Name.D, St=section.first)
            if style in (FolioStyle.TEACHER, FolioStyle.REFLOWED):
                label.P = String(format_folio(style, 1)[0])
            labels.append(start)
            labels.append(label)
        start += section.gathering.pages
        expected = (style, section.first + section.gathering.pages)
    return labels
