"""The manuscript folder → a book and its findings.

The modules that parse text are imported inside functions: a file that is in the cache is not parsed.
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
    """Reads the files of a manuscript folder.

    Attributes:
        folder: the folder ``manuscript/`` of the project.
        memoize: returns the cached result for unchanged input.
    """

    folder: Path
    memoize: Memoize

    def open(self, path: str) -> tuple[str | None, list[Finding]]:
        """Return the text of a file in the manuscript folder, or None and a finding if it cannot be read."""
        name, file = f"{FOLDER}/{path}", self.folder / path
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except OSError as error:
            message = f"this file cannot be read: {(error.strerror or 'unknown error').lower()}"
            return None, [Finding(Place(name), Code.FILE_UNREADABLE, message, "check its permissions and your disk")]
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message, hint = "this file is not UTF-8 text", "save it again with the encoding UTF-8"
            return None, [Finding(Place(name, line), Code.FILE_UNREADABLE, message, hint)]
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}"), []

    def plan(self, text: str) -> tuple[Plan, str, tuple[Finding, ...]]:
        """Return the plan in book.toml, the language of the book, and the findings."""

        def read() -> tuple[Plan, str, tuple[Finding, ...]]:
            from linernotes.manuscript.bookfile import read_plan

            return read_plan(f"{FOLDER}/{BOOKFILE}", text)

        return self.memoize([b"plan", text.encode()], read)

    def data(self, texts: dict[str, str], language: str) -> tuple[GuideData, tuple[Finding, ...]]:
        """Return the data in these texts and the findings; ``texts`` maps file names without ``.toml`` to contents."""

        def read() -> tuple[GuideData, tuple[Finding, ...]]:
            from linernotes.manuscript.data import read_data_files

            return read_data_files({name: (f"{FOLDER}/data/{name}.toml", text) for name, text in texts.items()}, language)

        return self.memoize([b"data", *_encoded(texts, language)], read)

    def section(
        self, entry: Entry, text: str, language: str, texts: dict[str, str], data: GuideData
    ) -> tuple[Section, tuple[Finding, ...]]:
        """Return the section in a text, and the findings; ``texts`` holds the sources of ``data``."""

        def read() -> tuple[Section, tuple[Finding, ...]]:
            from linernotes.manuscript.sections import read_section_file

            return read_section_file(f"{FOLDER}/{entry.written}", text, language, entry.matter, entry.written, data)

        # All data texts belong to the key: whether a section shows data is known only after it is read.
        parts = [entry.matter.encode(), entry.written.encode(), text.encode(), *_encoded(texts, language)]
        return self.memoize([b"section", *parts], read)


def _encoded(texts: dict[str, str], language: str) -> list[bytes]:
    return [language.encode(), *(part.encode() for pair in texts.items() for part in pair)]


def read_book(project: Path, memoize: Memoize = uncached) -> tuple[Book, tuple[Finding, ...]]:
    """Read the whole guide in a project folder and return the book and all findings.

    Args:
        project: the folder that contains ``manuscript/``.
        memoize: returns the cached result for unchanged input.

    Raises:
        ProjectError: if there is no ``manuscript/book.toml``, or it is not readable text.
    """
    folder = project / FOLDER
    if not (folder / BOOKFILE).is_file():
        raise ProjectError(
            f"there is no {FOLDER}/{BOOKFILE} in {project}",
            hint="run the command in the folder of your guide, or name that folder with --project",
        )
    reader = Reader(folder, memoize)
    opened, findings = reader.open(BOOKFILE)
    if opened is None:
        raise ProjectError(findings[0].message, findings[0].place, findings[0].hint)
    plan, language, plan_findings = reader.plan(opened)
    findings += plan_findings
    texts: dict[str, str] = {}
    for file in sorted((folder / "data").glob("*.toml")):
        text, file_findings = reader.open(f"data/{file.name}")
        findings += file_findings
        if text is not None:
            texts[file.stem] = text
    data, data_findings = reader.data(texts, language)
    findings += data_findings
    sections, section_findings = _read_sections(reader, plan, language, texts, data)
    findings += section_findings
    pictures, picture_findings = _read_pictures(folder, plan, data, sections)
    findings += picture_findings
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
                section, section_findings = reader.section(entry, text, language, texts, data)
                sections.append(replace(section, folios=entry.folios))
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


def _read_pictures(
    folder: Path, plan: Plan, data: GuideData, sections: tuple[Section, ...]
) -> tuple[tuple[Picture, ...], list[Finding]]:
    from linernotes.manuscript.pictures import SUFFIXES, BrokenPictureError, read_picture

    wanted: dict[str, Place] = {}
    for path in (plan.metadata.cover, plan.metadata.backdrop):
        if path:
            wanted[path] = Place(f"{FOLDER}/{BOOKFILE}")
    icons = [(each.icon, each.place) for each in data.themes] + [(each.icon, each.place) for each in data.characters]
    wanted |= {path: place for path, place in icons if path}
    for figure in descend(sections, Figure):
        wanted.setdefault(figure.picture, figure.place)
    present = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES]
    pictures, findings = [], []
    for path, place in wanted.items():
        try:
            pictures.append(read_picture(folder, path))
        except FileNotFoundError:
            hint = did_you_mean(path, present) or f"put the picture into {FOLDER}/ and write its path from there"
            findings.append(Finding(place, Code.PICTURE_MISSING, f"there is no picture '{path}' in {FOLDER}/", hint))
        except BrokenPictureError as error:
            findings.append(Finding(place, Code.PICTURE_BROKEN, f"the picture '{path}' cannot be used: {error}", error.hint))
        except OSError as error:
            message = f"the picture '{path}' cannot be read: {(error.strerror or 'unknown error').lower()}"
            findings.append(Finding(place, Code.PICTURE_BROKEN, message, "check its permissions and your disk"))
    return tuple(pictures), findings
