"""Plan and folder → book and findings.

What turns text into values is imported once a text is met that nobody has read before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from linernotes.model.book import Book, MadePage, Matter, Picture, Role, Section
from linernotes.model.data import GuideData
from linernotes.model.document import Figure
from linernotes.model.findings import Code, Finding, Place, ProjectError, Severity, did_you_mean
from linernotes.model.memoize import Memoize, uncached
from linernotes.model.plan import Entry, Plan
from linernotes.model.walking import descend

FOLDER = "manuscript"
BOOKFILE = "book.toml"


@dataclass(frozen=True, slots=True)
class Reader:
    """The manuscript folder of a project, and what was read of its texts before."""

    folder: Path
    memoize: Memoize

    def open(self, path: str) -> tuple[str | None, list[Finding]]:
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
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}"), []

    def plan(self, text: str) -> tuple[Plan, str, tuple[Finding, ...]]:
        """Return what book.toml says, the language of the book, and what is wrong."""

        def read() -> tuple[Plan, str, tuple[Finding, ...]]:
            from linernotes.manuscript.bookfile import read_plan

            return read_plan(f"{FOLDER}/{BOOKFILE}", text)

        return self.memoize([b"plan", text.encode()], read)

    def data(self, texts: dict[str, str], language: str) -> tuple[GuideData, tuple[Finding, ...]]:
        """Return the data that the files hold, by their names without ``.toml``, and what is wrong."""

        def read() -> tuple[GuideData, tuple[Finding, ...]]:
            from linernotes.manuscript.data import read_files

            return read_files({name: (f"{FOLDER}/data/{name}.toml", text) for name, text in texts.items()}, language)

        return self.memoize([b"data", *_serialized(texts, language)], read)

    def section(
        self, entry: Entry, text: str, language: str, texts: dict[str, str], data: GuideData
    ) -> tuple[Section, tuple[Finding, ...]]:
        """Return a section, which may show the data of these texts, and what is wrong."""

        def read() -> tuple[Section, tuple[Finding, ...]]:
            from linernotes.manuscript.sections import read_file

            return read_file(f"{FOLDER}/{entry.written}", text, language, entry.matter, entry.written, data)

        # Few sections show data; which they are, only reading them tells.
        told = [entry.matter.encode(), entry.written.encode(), text.encode(), *_serialized(texts, language)]
        return self.memoize([b"section", *told], read)


def _serialized(texts: dict[str, str], language: str) -> list[bytes]:
    return [language.encode(), *(part.encode() for pair in texts.items() for part in pair)]


def read_book(project: Path, memoize: Memoize = uncached) -> tuple[Book, tuple[Finding, ...]]:
    """Read the guide of a project folder, whole, and say everything that is wrong with it.

    Args:
        project: the folder that holds ``manuscript/``.
        memoize: returns cached results for unchanged input.

    Raises:
        ProjectError: if the folder holds no ``manuscript/book.toml``.
    """
    folder = project / FOLDER
    if not (folder / BOOKFILE).is_file():
        raise ProjectError(
            f"there is no {FOLDER}/{BOOKFILE} in {project}", hint="go to the folder of your guide, or name it with --project"
        )
    reader = Reader(folder, memoize)
    opened, findings = reader.open(BOOKFILE)
    if opened is None:
        raise ProjectError(findings[0].message, findings[0].place, findings[0].hint)
    plan, language, told = reader.plan(opened)
    findings += told
    texts: dict[str, str] = {}
    for file in sorted((folder / "data").glob("*.toml")):
        text, faults = reader.open(f"data/{file.name}")
        findings += faults
        if text is not None:
            texts[file.stem] = text
    data, told = reader.data(texts, language)
    findings += told
    sections, faults = _read_sections(reader, plan, language, texts, data)
    findings += faults
    pictures, faults = _read_pictures(folder, plan, data, sections)
    findings += faults
    return Book(plan.metadata, sections, data, pictures, plan.editions, plan.repertoire, plan.wording, plan.rules), tuple(
        findings
    )


def _read_sections(
    reader: Reader, plan: Plan, language: str, texts: dict[str, str], data: GuideData
) -> tuple[tuple[Section, ...], list[Finding]]:
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
            text, faults = reader.open(entry.written)
            findings += faults
            if text is not None:
                section, told = reader.section(entry, text, language, texts, data)
                sections.append(replace(section, folios=entry.folios))
                findings += told
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


def _read_pictures(
    folder: Path, plan: Plan, data: GuideData, sections: tuple[Section, ...]
) -> tuple[tuple[Picture, ...], list[Finding]]:
    from linernotes.manuscript.pictures import SUFFIXES, BrokenPictureError, read_picture

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
