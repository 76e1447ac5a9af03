"""The manuscript folder → a book and its findings."""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from linernotes.manuscript.bookfile import read_plan
from linernotes.manuscript.data import read_data_files
from linernotes.manuscript.pictures import SUFFIXES, read_picture
from linernotes.manuscript.rasters import BrokenPictureError
from linernotes.manuscript.sections import read_section_file
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.spellings import read_spellings
from linernotes.model.book import Book, Edition, MadePage, Matter, Picture, Role, Section
from linernotes.model.data import GuideData
from linernotes.model.document import Figure
from linernotes.model.findings import Code, Finding, Place, ProjectError, Severity, did_you_mean
from linernotes.model.keeping import keep
from linernotes.model.memoize import Memoize, serialized, uncached
from linernotes.model.plan import Entry, Plan
from linernotes.model.repertoire import Repertoire
from linernotes.model.walking import descend, rewrite
from linernotes.model.wording import Wording
from linernotes.snapshot import FOLDER, MissingError, Snapshot, UnreadableError

BOOKFILE = "book.toml"
FONTS = "fonts"
"""The folder of font files and their licences, whose Markdown files are not part of the text."""

WITH_PARTS = (Matter.BODY, Matter.TEACHER)
"""The matters in which the files of a headed list are parts of the first: a glossary is not part of what stands before it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the files of a manuscript folder.

    Attributes:
        files: the files of the manuscript folder.
        memoize: returns the cached result for unchanged input.
    """

    files: Snapshot
    memoize: Memoize

    def open(self, path: str) -> tuple[str | None, list[Finding]]:
        """Return the text of a file in the manuscript folder, or None and a finding if it cannot be read."""
        name = f"{FOLDER}/{path}"
        try:
            text = self.files.read(path).decode("utf-8-sig")
        except UnreadableError as error:
            return None, [Finding(Place(name), Code.FILE_UNREADABLE, f"this file {error.reason}", error.hint)]
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message, hint = "this file is not UTF-8 text", "save it again with the encoding UTF-8"
            return None, [Finding(Place(name, line), Code.FILE_UNREADABLE, message, hint)]
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
        return unicodedata.normalize("NFC", text), []  # macOS and some editors write accents as characters of their own

    def plan(self, text: str) -> tuple[Plan, str, tuple[Finding, ...]]:
        """Return the plan in book.toml, the language of the book, and the findings."""

        def read() -> tuple[Plan, str, tuple[Finding, ...]]:
            return read_plan(f"{FOLDER}/{BOOKFILE}", text)

        return self.memoize([b"plan", text.encode()], read)

    def data(self, texts: dict[str, str], language: str, words: Wording) -> tuple[GuideData, tuple[Finding, ...]]:
        """Return the data in these texts and the findings; ``texts`` maps file names without ``.toml`` to contents."""
        files = {name: (f"{FOLDER}/data/{name}.toml", text) for name, text in texts.items()}

        def read() -> tuple[GuideData, tuple[Finding, ...]]:
            return read_data_files(files, language, words)

        return self.memoize([b"data", repr(words).encode(), *_encoded(texts, language)], read)

    def section(
        self, entry: Entry, text: str, language: str, data: GuideData, digest: bytes
    ) -> tuple[Section, tuple[Finding, ...]]:
        """Return the section in a text, and the findings; ``digest`` is that of the language, the words and the sources of ``data``."""

        def read() -> tuple[Section, tuple[Finding, ...]]:
            return read_section_file(f"{FOLDER}/{entry.written}", text, language, entry.matter, entry.written, data)

        # All data texts belong to the key: whether a section shows data is known only after it is read.
        parts = [entry.matter.encode(), entry.written.encode(), text.encode(), digest]
        return self.memoize([b"section", *parts], read)


def _encoded(texts: dict[str, str], language: str) -> list[bytes]:
    return [language.encode(), *(part.encode() for pair in texts.items() for part in pair)]


def read_book(files: Snapshot, memoize: Memoize = uncached) -> tuple[Book, tuple[Finding, ...]]:
    """Read the whole guide in a project folder and return the book and all findings.

    Args:
        files: the files of the manuscript folder.
        memoize: returns the cached result for unchanged input.

    Raises:
        ProjectError: if there is no ``manuscript/book.toml``, or it is not readable text.
    """
    reader = Reader(files, memoize)
    try:
        files.read(BOOKFILE)
    except MissingError:
        raise ProjectError(
            f"there is no {FOLDER}/{BOOKFILE} in {files.folder.parent}",
            hint="run the command in the folder of your guide, or name that folder with --project",
        ) from None
    except UnreadableError:
        pass  # `open` turns it into a finding
    opened, findings = reader.open(BOOKFILE)
    if opened is None:
        raise ProjectError(findings[0].message, findings[0].place, findings[0].hint)
    plan, language, plan_findings = reader.plan(opened)
    findings += plan_findings
    editions, spelling_findings = _with_spellings(reader, plan.editions, language)
    findings += spelling_findings
    texts: dict[str, str] = {}
    for path in files.find(".toml", below="data"):
        if path in {edition.spellings for edition in editions}:
            continue
        text, file_findings = reader.open(path)
        findings += file_findings
        if text is not None:
            texts[path.removeprefix("data/").removesuffix(".toml")] = text
    data, data_findings = reader.data(texts, language, plan.wording)
    findings += data_findings
    sections, section_findings = _read_sections(reader, plan, language, texts, data)
    findings += section_findings
    paths = frozenset(files.find(*SUFFIXES))
    sections = tuple(_with_pictures(section, paths) for section in sections)
    pictures, picture_findings = _read_pictures(files, plan, data, sections)
    findings += picture_findings
    book = Book(
        plan.metadata,
        sections,
        data,
        pictures,
        editions,
        Repertoire(listed=plan.repertoire),
        plan.wording,
        plan.rules,
        plan.bracketed_lines,
        plan.look,
        plan.run_on,
    )
    return book, tuple(findings)


def _with_spellings(reader: Reader, editions: tuple[Edition, ...], language: str) -> tuple[tuple[Edition, ...], list[Finding]]:
    """Return the editions with what their files of spellings contain, and the findings."""
    complete: list[Edition] = []
    findings: list[Finding] = []
    for edition in editions:
        path = edition.spellings
        if not path:
            complete.append(edition)
            continue
        try:
            reader.files.read(path)
        except MissingError:
            hint = did_you_mean(path, reader.files.find(".toml")) or "write the file, or delete this line"
            message = f"edition '{edition.name}' has spellings in '{path}', but there is no {FOLDER}/{path}"
            findings.append(Finding(edition.place or Place(BOOKFILE), Code.FILE_UNREADABLE, message, hint))
            complete.append(edition)
            continue
        except UnreadableError:
            pass  # `open` turns it into a finding
        text, found = reader.open(path)
        source = SourceFile(f"{FOLDER}/{path}", text or "", language)
        spelling = read_spellings(source)
        findings += [*found, *source.findings]
        complete.append(replace(edition, spelling=spelling))
    return tuple(complete), findings


def _read_sections(
    reader: Reader, plan: Plan, language: str, texts: dict[str, str], data: GuideData
) -> tuple[tuple[Section, ...], list[Finding]]:
    on_disk = [path for path in reader.files.find(".md") if not path.startswith(f"{FONTS}/")]
    entries: Iterable[Entry] = (
        [Entry(Matter.BODY, path, None, Place(f"{FOLDER}/{path}")) for path in on_disk] if plan.entries is None else plan.entries
    )
    sections: list[Section] = []
    findings: list[Finding] = []
    seen: dict[str, Place] = {}
    slugs: dict[str, str] = {}
    digest = hashlib.sha256(serialized((language, repr(plan.wording), texts))).digest()
    for entry in entries:
        # The teacher pages have their own table of contents, so a generated page may be listed twice.
        name = f"teacher-{entry.written}" if entry.made and entry.matter is Matter.TEACHER else entry.written
        if name in seen:
            findings.append(
                Finding(
                    entry.place,
                    Code.ID_DUPLICATE,
                    f"'{entry.written}' is already in the contents, on line {seen[name].line}",
                    "list it only once",
                )
            )
            continue
        seen[name] = entry.place
        if entry.made:
            page = Section(
                name, entry.matter, (), made=entry.made, role=Role.INTRODUCTION, folios=entry.folios, place=entry.place
            )
            shows = entry.made is MadePage.CONTENTS and entry.matter is not Matter.TEACHER
            sections.append(replace(page, blocks=plan.below_contents) if shows else page)
        elif entry.written not in on_disk:
            message = f"the contents list '{entry.written}', but there is no {FOLDER}/{entry.written}"
            hint = did_you_mean(entry.written, on_disk) or "write the file, or take it off the list"
            findings.append(Finding(entry.place, Code.FILE_UNREADABLE, message, hint))
        else:
            text, file_findings = reader.open(entry.written)
            findings += file_findings
            if text is not None:
                section, section_findings = reader.section(entry, text, language, data, digest)
                slugs[entry.written] = section.slug
                under = slugs.get(entry.below, "") if entry.matter in WITH_PARTS else ""
                sections.append(_listed(section, entry, under))
                findings += section_findings
    if plan.entries is not None:
        findings += [
            Finding(
                Place(f"{FOLDER}/{path}"),
                Code.SECTION_UNLISTED,
                "this file is not in the contents, so it is not printed",
                "add it to a list of sections in book.toml, or move it out of manuscript/",
                Severity.WARNING,
            )
            for path in on_disk
            if path not in seen
        ]
    return tuple(sections), findings


def _listed(section: Section, entry: Entry, under: str) -> Section:
    """Return a section with what its entry in the contents says about it; the same object for the same entry."""
    facts = entry.folios, entry.heads, under
    return keep(section, "listed", facts, lambda: replace(section, folios=entry.folios, heads=entry.heads, under=under))


def _with_pictures(section: Section, paths: frozenset[str]) -> Section:
    """Return a section whose pictures have paths from the manuscript folder; those written from the file's folder are found, too."""

    def find(figure: Figure) -> Figure:
        near = posixpath.normpath(posixpath.join(posixpath.dirname(section.source), figure.picture))
        return replace(figure, picture=near) if figure.picture not in paths and near in paths else figure

    return keep(section, "pictures", (), lambda: rewrite(section, find, Figure))


def _read_pictures(
    files: Snapshot, plan: Plan, data: GuideData, sections: tuple[Section, ...]
) -> tuple[tuple[Picture, ...], list[Finding]]:
    wanted: dict[str, Place] = {}
    for path in (plan.metadata.cover, plan.metadata.backdrop):
        if path:
            wanted[path] = Place(f"{FOLDER}/{BOOKFILE}")
    icons = [(each.icon, each.place) for each in data.themes] + [(each.icon, each.place) for each in data.characters]
    wanted |= {path: place for path, place in icons if path}
    for figure in descend(sections, Figure):
        wanted.setdefault(figure.picture, figure.place)
    pictures, findings = [], []
    for path, place in wanted.items():
        try:
            pictures.append(read_picture(files, path))
        except MissingError:
            hint = did_you_mean(path, files.find(*SUFFIXES)) or f"put the picture into {FOLDER}/ and write its path from there"
            findings.append(Finding(place, Code.PICTURE_MISSING, f"there is no picture '{path}' in {FOLDER}/", hint))
        except BrokenPictureError as error:
            findings.append(Finding(place, Code.PICTURE_BROKEN, f"the picture '{path}' cannot be used: {error}", error.hint))
        except UnreadableError as error:
            findings.append(Finding(place, Code.PICTURE_BROKEN, f"the picture '{path}' {error.reason}", error.hint))
    return tuple(pictures), findings
