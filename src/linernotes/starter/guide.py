"""Write the files of a new guide."""

from __future__ import annotations

import json
import re
import unicodedata
import uuid
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from string import Template
from typing import Final

from linernotes.cache.atomic import write_file
from linernotes.editing.spelling import respell_text
from linernotes.manuscript.schema import SCHEMAS, schema_of
from linernotes.model.book import Edition
from linernotes.model.findings import ProjectError
from linernotes.snapshot import FOLDER
from linernotes.starter.words import Kind, read_starter_words

SCHEMA_FOLDER: Final = "schemas"
_FILES: Final = Path(__file__).with_name("files")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


_THEMES: Final[Mapping[Kind, str]] = {Kind.FILM: "plain", Kind.NOVEL: "novel", Kind.PLAY: "novel", Kind.TOPIC: "plain"}


def new_guide(folder: Path, kind: Kind, language: str) -> tuple[Path, ...]:
    """Write a small, complete guide and return its files.

    Args:
        folder: the folder of the guide, which may exist if it has no manuscript. Its name becomes the title.
        kind: the kind of work that the guide is about.
        language: the language of the guide (BCP 47).

    Raises:
        ProjectError: if the folder has a manuscript, or the language is not a language tag.
        WritingError: if a file cannot be written.
    """
    files = {path: text.encode() for path, text in starter_files(_name_of(folder), kind, language).items()}
    return write_guide(folder, files)


def write_guide(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the files of a manuscript, by path, into a folder that has none.

    Its TOML files name JSON Schemas in the folder ``schemas`` beside it, so that editors with Even Better TOML complete and check
    them without a network. Source of the comment: https://taplo.tamasfe.dev/configuration/directives.html

    Raises:
        ProjectError: if the folder has a manuscript.
        WritingError: if a file cannot be written.
    """
    manuscript = folder / FOLDER
    if manuscript.exists():
        raise ProjectError(f"there is already a manuscript in {folder}", hint="choose another folder: nothing is overwritten")
    if folder.exists() and not folder.is_dir():
        raise ProjectError(f"{folder} is a file", hint="choose another name for the folder of the guide")
    for path, content in files.items():
        write_file(manuscript / path, _schema_line(path) + content)
    schemas = {name: folder / SCHEMA_FOLDER / f"{name}.json" for name in SCHEMAS}
    for name, file in schemas.items():
        if not file.exists():
            write_file(file, f"{json.dumps(schema_of(name), ensure_ascii=False, indent=2)}\n".encode())
    return tuple(manuscript / path for path in files)


def _schema_line(path: str) -> bytes:
    """Return the line of a TOML file that tells editors its schema; empty for other files."""
    file = PurePosixPath(path)
    if file.suffix != ".toml":
        return b""
    name = file.stem if file.stem in SCHEMAS and (file.stem == "book") is (file.parent.name == "") else "table"
    return f"#:schema {'../' * len(file.parts)}{SCHEMA_FOLDER}/{name}.json\n".encode()


def starter_files(name: str, kind: Kind, language: str) -> dict[str, str]:
    """Return the texts of a new guide by their path below the manuscript folder.

    Args:
        name: the name of its folder.
        kind: the kind of work that it is about.
        language: its language (BCP 47).

    Raises:
        ProjectError: if the language is not a language tag.
    """
    if not _LANGUAGE.fullmatch(language):
        raise ProjectError(f"'{language}' is not a language tag", hint="write for instance en-GB, en-US or fr")
    words = read_starter_words(language)
    folder = _FILES / words.language
    values = {
        "title": title_of(name) or words.untitled,
        "slug": slug_of(name),
        "language": language,
        "issued": date.today().isoformat(),  # the date at the author's place
        "identifier": uuid.uuid4().urn,
        "the_work": words.kinds[kind].the_work,
        "subject": words.kinds[kind].subject,
        "theme": _THEMES[kind],
    }
    found = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.suffix in (".md", ".toml")}
    variety = Edition("", "", spelling=words.spelling)
    texts = {path: respell_text(file.read_text(encoding="utf-8"), variety) for path, file in found.items()}
    return {path: Template(text).substitute(values) for path, text in texts.items()}


def title_of(name: str) -> str:
    """Return a title for a folder name: jane-eyre becomes Jane Eyre; empty if it has nothing that could be one."""
    words = re.sub(r"[-_\s]+", " ", re.sub(r'["\\\x00-\x1f]', "", name)).strip()
    return words.title() if words == words.lower() else words


def slug_of(name: str) -> str:
    """Return the beginning of file names for a folder name: lower-case letters without accents, digits and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"^[^a-z]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", plain)) or "guide"


def _name_of(folder: Path) -> str:
    return folder.absolute().resolve().name
