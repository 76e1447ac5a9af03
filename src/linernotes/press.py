"""The whole run: a project's manuscript becomes the files of its editions, formats and papers."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path

from linernotes.checks import check
from linernotes.editing import edit
from linernotes.faces import DEFAULT_REPERTOIRE, Face, cut_faces, face_sheet
from linernotes.house import folders, read_styles
from linernotes.html.medium import Paged, Reflowable, file_name, picture_name
from linernotes.html.pages import Pages, landmarks
from linernotes.html.templates import Templates
from linernotes.manuscript.reader import read_book
from linernotes.model.book import Book, Edition, Format, MadePage, Matter, Paper
from linernotes.model.document import Figure
from linernotes.model.findings import Finding, ProjectError, Severity, did_you_mean, in_order
from linernotes.model.walking import descend
from linernotes.writers.files import write_whole
from linernotes.writers.leakgate import Secret, pass_gate, secrets_of

Report = Callable[[str], None]

PRINT_SHEETS = ("tokens.css", "type.css", "blocks.css", "print/pages.css")
EPUB_SHEET = "epub/book.css"
COVER_WIDTH, PICTURE_WIDTH = 1600, 1400
"""Pixels; the cover is 1600 × 2560, as shops ask, a picture is sharp on a tablet."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to make; an empty choice means all that book.toml lists.

    Attributes:
        to: the folder for the files.
        strict: warnings stop the build too.
    """

    to: Path
    editions: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    papers: tuple[Paper, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A file that was made; pages are None for what has none, seconds are those it took beside what it shares."""

    file: Path
    edition: str
    pages: int | None
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and made, and what the typesetter passed over."""

    findings: tuple[Finding, ...]
    products: tuple[Product, ...] = ()
    complaints: tuple[str, ...] = ()

    def stopped(self, *, strict: bool) -> bool:
        """Return whether the findings are such that nothing is made."""
        return any(strict or finding.severity is Severity.ERROR for finding in self.findings)


def read(project: Path) -> tuple[Book, tuple[Finding, ...]]:
    """Read and check a project.

    Raises:
        ProjectError: if there is no guide in that folder.
    """
    book, findings = read_book(project)
    book = replace(book, repertoire=book.repertoire | DEFAULT_REPERTOIRE)
    return book, in_order((*findings, *check(book)))


def build(project: Path, request: Request, report: Report) -> Outcome:
    """Read, check and make what is asked for; ``report`` is told, in a few words, what is being done.

    Raises:
        PressError: if the run cannot go on; what an earlier run made still stands.
    """
    report("reading the manuscript")
    book, findings = read(project)
    editions = _chosen(book, request)
    outcome = Outcome(findings)
    if outcome.stopped(strict=request.strict):
        return outcome
    press = Press(project, book, report)
    products: list[Product] = []
    complaints: dict[str, None] = {}
    for edition in editions:
        run = press.run(edition)
        for kind in (Format.PDF, Format.EPUB):
            if kind in edition.formats and (not request.formats or kind in request.formats):
                papers = [paper for paper in edition.papers if not request.papers or paper in request.papers]
                made = run.make_pdfs(papers, request.to, complaints) if kind is Format.PDF else run.make_epub(request.to)
                products.extend(made)
    return Outcome(findings, tuple(products), tuple(complaints))


def _chosen(book: Book, request: Request) -> tuple[Edition, ...]:
    known = {edition.name: edition for edition in book.editions}
    for name in request.editions:
        if known and name not in known:
            raise ProjectError(f"the guide has no edition '{name}'", hint=did_you_mean(name, known))
    return tuple(edition for edition in book.editions if not request.editions or edition.name in request.editions)


class Press:
    """What all editions of a run share: templates, styles, faces, pictures."""

    def __init__(self, project: Path, book: Book, report: Report) -> None:
        """Begin with a checked book."""
        self.book, self.report = book, report
        self.templates = Templates(folders(project, "templates"))
        self.styles = read_styles(project)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The faces of the styles, cut for the book's repertoire."""
        return cut_faces(self.styles["faces.toml"].decode("utf-8"), self.book.repertoire, report=self.report)

    @cached_property
    def print_files(self) -> Mapping[str, bytes]:
        """Everything that a printed page may refer to, by its path at the typesetter's origin."""
        sheet = face_sheet(self.faces, lambda face: f"/faces/{face.file.name}")
        files = {f"styles/{path}": content for path, content in self.styles.items()}
        files |= {f"manuscript/{picture.path}": picture.content for picture in self.book.pictures}
        files |= {f"faces/{face.file.name}": face.file.read_bytes() for face in self.faces}
        return files | {"faces/faces.css": sheet.encode()}

    @cached_property
    def pictures(self) -> Mapping[str, bytes]:
        """Pictures as e-books show them, by path: drawings as rasters."""
        from linernotes.writers.rasters import rasterise

        def shown(content: bytes, media_type: str) -> bytes:
            return rasterise(content, PICTURE_WIDTH) if media_type == "image/svg+xml" else content

        return {picture.path: shown(picture.content, picture.media_type) for picture in self.book.pictures}

    def run(self, edition: Edition) -> EditionRun:
        """Return the run of one edition."""
        return EditionRun(self, edition)


class EditionRun:
    """One edition on its way to its files."""

    def __init__(self, press: Press, edition: Edition) -> None:
        """Begin with an edition of the press's book."""
        self.press, self.edition = press, edition
        self.book = edit(press.book, edition)
        self.name = f"{press.book.metadata.slug}-{edition.name}"

    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """Teacher text that must not be in this edition's files; none for an edition with teacher text."""
        return () if self.edition.teacher_text else secrets_of(self.press.book, self.book)

    def make_pdfs(self, papers: Sequence[Paper], to: Path, complaints: dict[str, None]) -> Iterator[Product]:
        """Set the pages once and bind them for each paper."""
        from linernotes.writers.binder import Folios, bind
        from linernotes.writers.typesetter import typeset

        if not papers:
            return
        started = time.monotonic()
        self.press.report(f"setting the pages of {self.name}")
        pages = Pages(self.book, self.edition, Paged(), self.press.templates)
        matters = [
            {"matter": matter, "pages": list(group)} for matter, group in groupby(pages.all(), lambda page: page.section.matter)
        ]
        sheets = ["/faces/faces.css", *(f"/styles/{sheet}" for sheet in PRINT_SHEETS)]
        sheets += [f"/styles/{path}" for path in (f"editions/{self.edition.name}.css",) if path in self.press.styles]
        document = pages.fill("book.xhtml.j2", matters=matters, sheets=sheets)
        set_pages = typeset(document, self.press.print_files, frozenset(face.family for face in self.press.faces))
        complaints.update(dict.fromkeys(set_pages.complaints))
        folios = [Folios(0)]
        teacher = next(self.book.in_matter(Matter.TEACHER), None)
        if teacher:
            folios.append(Folios(set_pages.anchors[teacher.slug], "T"))
        for paper in papers:
            self.press.report(f"binding {self.name} for {paper.value}")
            content = bind(set_pages.content, paper, folios, self.book.metadata, self.edition)
            product = self._write(to / f"{self.name}-{paper.value}.pdf", content, set_pages.pages, started)
            started = time.monotonic()
            yield product

    def make_epub(self, to: Path) -> Iterator[Product]:
        """Write the e-book."""
        from linernotes.writers.epub import COVER, NAV, NCX, Entry, Reach, identifier_of, write_epub

        started = time.monotonic()
        self.press.report(f"writing the e-book of {self.name}")
        pages = Pages(self.book, self.edition, Reflowable(), self.press.templates)
        sheets = ["styles/faces.css", "styles/book.css"]
        style = self.press.styles[EPUB_SHEET]
        faces = [face for face in self.press.faces if f'"{face.family}"' in style.decode("utf-8")]
        nav = pages.fill("nav.xhtml.j2", sheets=sheets, landmarks=list(landmarks(self.book)))
        entries = [Entry("cover.xhtml", _bytes(pages.fill("cover.xhtml.j2", sheets=sheets, picture=COVER)), linear=True)]
        for section in self.book.sections:
            if section.made is MadePage.CONTENTS:
                if section.matter is not Matter.TEACHER:
                    entries.append(Entry(NAV, _bytes(nav), linear=True))
            else:
                document = pages.fill("section.xhtml.j2", sheets=sheets, page=pages.render(section))
                entries.append(Entry(file_name(section), _bytes(document), linear=True))
        if not any(entry.name == NAV for entry in entries):
            entries.append(Entry(NAV, _bytes(nav)))
        ncx = pages.fill("toc.ncx.j2", identifier=identifier_of(self.book.metadata, self.edition))
        entries += [Entry(NCX, _bytes(ncx)), Entry(COVER, self._cover(pages)), Entry("styles/book.css", style)]
        entries.append(Entry("styles/faces.css", face_sheet(faces, lambda face: f"../faces/{face.file.name}").encode()))
        entries += [Entry(f"faces/{face.file.name}", face.file.read_bytes()) for face in faces]
        licences = {face.licence_text for face in faces}
        entries += [
            Entry(f"META-INF/faces-licence-{number}.txt", text.encode()) for number, text in enumerate(sorted(licences), 1)
        ]
        figures = [node for node in descend(self.book.sections) if isinstance(node, Figure)]
        shown = {figure.picture for figure in figures}
        entries += [Entry(f"pictures/{picture_name(path)}", self.press.pictures[path]) for path in sorted(shown)]
        reach = Reach(len(figures), sum(1 for figure in figures if figure.description))
        content = write_epub(self.book.metadata, self.edition, entries, reach)
        yield self._write(to / f"{self.name}.epub", content, None, started)

    def _cover(self, pages: Pages) -> bytes:
        """Return the cover picture: the author's, or the title set by the template."""
        from linernotes.writers.rasters import rasterise, to_jpeg

        own = self.press.book.picture(self.press.book.metadata.cover)
        if own and own.media_type != "image/svg+xml":
            return to_jpeg(own.content)
        if own:
            return to_jpeg(rasterise(own.content, COVER_WIDTH))
        metadata = self.press.book.metadata
        lines = textwrap.wrap(metadata.title, 12, break_long_words=False)
        # Liner Punk is about half as wide as high; the longest line shall fill the cover but for its margins.
        size = min(420, int(1400 / (0.5 * max(len(line) for line in lines))))
        drawing = pages.fill(
            "cover.svg.j2", title=[line.upper() for line in lines], subtitle=textwrap.wrap(metadata.subtitle, 44), size=size
        )
        return to_jpeg(rasterise(_bytes(drawing), COVER_WIDTH, [face.file for face in self.press.faces]))

    def _write(self, path: Path, content: bytes, pages: int | None, started: float) -> Product:
        gate = partial(pass_gate, shown=path.name, secrets=self.secrets) if self.secrets else None
        write_whole(path, content, gate)
        return Product(path, self.edition.name, pages, len(content), time.monotonic() - started)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")
