"""Plan and folder → book and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from linernotes.manuscript.bookfile import Entry, Plan, language_of, read_bookfile
from linernotes.manuscript.data import read_data
from linernotes.manuscript.datatables import DATA_FENCES
from linernotes.manuscript.extensions import Written
from linernotes.manuscript.fences import FENCES, MINUTES
from linernotes.manuscript.markdown import COMMENTS, BlockReader
from linernotes.manuscript.pictures import SUFFIXES, BrokenPictureError, read_picture
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.manuscript.reading import IDENTIFIER, Attributes, Reading
from linernotes.model.book import Book, MadePage, Matter, Picture, Role, Section
from linernotes.model.data import GuideData
from linernotes.model.document import Figure
from linernotes.model.findings import Code, Finding, Place, ProjectError, Severity, did_you_mean
from linernotes.model.walking import descend

FOLDER = "manuscript"
BOOKFILE = "book.toml"
RESERVED = ("cover", "nav")

_NUMBER = re.compile(r"^\d+[-_ ]*")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ROLES = {Matter.FRONT: Role.INTRODUCTION, Matter.BODY: Role.CHAPTER, Matter.BACK: Role.APPENDIX, Matter.TEACHER: Role.APPENDIX}


@dataclass(frozen=True, slots=True)
class Reader:
    """The manuscript folder of a project."""

    folder: Path
    language: str

    def open(self, path: str) -> tuple[Reading | None, list[Finding]]:
        """Open a text file below the manuscript folder."""
        shown, file = f"{FOLDER}/{path}", self.folder / path
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except OSError as fault:
            return None, [
                Finding(Place(shown), Code.FILE_UNREADABLE, f"this file cannot be read: {(fault.strerror or 'unknown').lower()}")
            ]
        except UnicodeDecodeError as fault:
            line = fault.object[: fault.start].count(b"\n") + 1
            return None, [Finding(Place(shown, line), Code.FILE_UNREADABLE, "this file is not UTF-8 text", "save it as UTF-8")]
        return Reading(
            shown, text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}"), self.language
        ), []


def read_book(project: Path) -> tuple[Book, tuple[Finding, ...]]:
    """Read the guide of a project folder, whole, and say everything that is wrong with it.

    Raises:
        ProjectError: if the folder holds no ``manuscript/book.toml``.
    """
    folder = project / FOLDER
    if not (folder / BOOKFILE).is_file():
        raise ProjectError(
            f"there is no {FOLDER}/{BOOKFILE} in {project}", hint="go to the folder of your guide, or name it with --project"
        )
    opened, findings = Reader(folder, "en").open(BOOKFILE)
    if opened is None:
        raise ProjectError(findings[0].message, findings[0].place, findings[0].hint)
    reader = Reader(folder, language_of("\n".join(opened.lines)))
    bookfile = Reading(opened.file, "\n".join(opened.lines), reader.language)
    plan = read_bookfile(bookfile)
    findings += bookfile.findings
    readings: dict[str, Reading] = {}
    for file in sorted((folder / "data").glob("*.toml")):
        reading, faults = reader.open(f"data/{file.name}")
        findings += faults
        if reading:
            readings[file.stem] = reading
    data = read_data(readings)
    findings += [finding for reading in readings.values() for finding in reading.findings]
    sections, faults = _read_sections(reader, plan, data)
    findings += faults
    pictures, faults = _read_pictures(folder, plan, data, sections)
    findings += faults
    return Book(plan.metadata, sections, data, pictures, plan.editions, plan.repertoire, plan.wording, plan.rules), tuple(
        findings
    )


def _read_sections(reader: Reader, plan: Plan, data: GuideData) -> tuple[tuple[Section, ...], list[Finding]]:
    on_disk = sorted(file.relative_to(reader.folder).as_posix() for file in reader.folder.rglob("*.md") if file.is_file())
    entries: Iterable[Entry] = (
        [Entry(Matter.BODY, path, None, Place(f"{FOLDER}/{path}")) for path in on_disk] if plan.entries is None else plan.entries
    )
    sections: list[Section] = []
    findings: list[Finding] = []
    seen: dict[str, Place] = {}
    for entry in entries:
        # Teacher pages have contents of their own, so that a made page may stand in both.
        name = f"teacher-{entry.written}" if entry.made and entry.matter is Matter.TEACHER else entry.written
        if name in seen:
            findings.append(
                Finding(
                    entry.place,
                    Code.ID_DUPLICATE,
                    f"'{entry.written}' is in the contents already, on line {seen[name].line}",
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
            message = f"the contents name '{entry.written}', which is not there"
            findings.append(Finding(entry.place, Code.FILE_UNREADABLE, message, did_you_mean(entry.written, on_disk)))
        else:
            reading, faults = reader.open(entry.written)
            findings += faults
            if reading:
                sections.append(replace(read_section(reading, entry.matter, entry.written, data), folios=entry.folios))
                findings += reading.findings
    if plan.entries is not None:
        findings += [
            Finding(
                Place(f"{FOLDER}/{path}"),
                Code.SECTION_UNLISTED,
                "book.toml does not list this file",
                "add it to [[contents]], or move it away",
                Severity.WARNING,
            )
            for path in on_disk
            if path not in seen
        ]
    return tuple(sections), findings


def read_section(reading: Reading, matter: Matter, source: str, data: GuideData | None = None) -> Section:
    """Read one file as a section, which may show the data; what is wrong is noted in the reading."""
    reader = BlockReader(reading, (*FENCES, *DATA_FENCES, *QUESTION_FENCES), data)
    nodes = list(reader.parse())
    while nodes and nodes[0].type == "html_block" and COMMENTS.fullmatch(nodes[0].content):
        nodes.pop(0)
    slug = slug_of(source)
    if not nodes or nodes[0].type != "heading" or nodes[0].tag != "h1":
        place = reader.place(nodes[0]) if nodes else Place(reading.file, 1)
        reading.report(
            Code.SECTION_HEADING,
            place,
            "the section does not open with a heading of level one",
            "write # Title on its first line",
        )
        return Section(slug, matter, (), reader.blocks(nodes), _ROLES[matter], source=source, place=place)
    heading = nodes[0]
    place = reader.place(heading)
    attributes = Attributes(reading, place.line, "a section", heading.meta.get("written", Written()))
    slug = attributes.anchor() or slug
    if slug in RESERVED:
        reading.report(
            Code.ID_FORM, place, f"the section cannot be called '{slug}'", "the press has a file of that name; choose another #id"
        )
    reading.anchors.setdefault(slug, place)
    role = attributes.choose("role", Role, None) or _ROLES[matter]
    label, short = attributes.take("label", str, ""), attributes.take("short", str, "")
    minutes = attributes.take("minutes", MINUTES, 0)
    # The questions of a sheet that can be handed out alone count for themselves.
    series = attributes.take("questions", str, label if role is Role.WORKSHEET else "")
    attributes.finish()
    title = reader.inlines(heading)
    if not title:
        reading.report(Code.SECTION_HEADING, place, "the section's heading is empty")
    return Section(slug, matter, title, reader.blocks(nodes[1:]), role, label, short, minutes, source, series, place=place)


def slug_of(source: str) -> str:
    """Return the slug that a file's name gives: ``plot/02-The trailer.md`` → ``the-trailer``."""
    stem = _NUMBER.sub("", Path(source).stem).lower()
    slug = _NO_SLUG.sub("-", stem).strip("-")
    return slug if IDENTIFIER.fullmatch(slug) else f"section-{slug}".rstrip("-")


def _read_pictures(
    folder: Path, plan: Plan, data: GuideData, sections: tuple[Section, ...]
) -> tuple[tuple[Picture, ...], list[Finding]]:
    wanted: dict[str, Place] = {}
    for path in (plan.metadata.cover, plan.metadata.backdrop):
        if path:
            wanted[path] = Place(f"{FOLDER}/{BOOKFILE}")
    signs = [(each.sign, each.place) for each in data.themes] + [(each.sign, each.place) for each in data.characters]
    wanted |= {path: place for path, place in signs if path}
    for figure in descend(sections, Figure):
        wanted.setdefault(figure.picture, figure.place)
    present = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES]
    pictures, findings = [], []
    for path, place in wanted.items():
        try:
            pictures.append(read_picture(folder, path))
        except FileNotFoundError:
            hint = did_you_mean(path, present) if present else ""
            findings.append(Finding(place, Code.PICTURE_MISSING, f"there is no picture '{path}' below {FOLDER}/", hint))
        except BrokenPictureError as fault:
            findings.append(Finding(place, Code.PICTURE_BROKEN, f"the picture '{path}' cannot be shown: {fault}"))
        except OSError as fault:
            findings.append(
                Finding(
                    place, Code.PICTURE_BROKEN, f"the picture '{path}' cannot be read: {(fault.strerror or 'unknown').lower()}"
                )
            )
    return tuple(pictures), findings
