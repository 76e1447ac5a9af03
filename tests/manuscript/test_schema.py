"""The JSON Schemas of TOML files say what the readers accept."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no stubs

from linernotes.cli import run
from linernotes.manuscript.bookfile import read_bookfile
from linernotes.manuscript.data import read_data
from linernotes.manuscript.keys import BOOKFILE, DATA_FILES, Keys
from linernotes.manuscript.schema import SCHEMAS, schema_of
from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code
from linernotes.model.wording import Wording
from linernotes.starter.guide import new_guide
from linernotes.starter.words import Kind

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "manuscript", ROOT / "docs/manual/manuscript", *sorted(ROOT.glob("examples/*/manuscript"))]
EXAMPLES = [file for folder in FOLDERS for file in (folder / "book.toml", *sorted(folder.glob("data/*.toml"))) if file.is_file()]


def values_of(text: str) -> object:
    """Return TOML as editors see it: dates are texts."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(tomllib.loads(text))


def problems(name: str, text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(schema_of(name)).iter_errors(values_of(text))]


def schema_for(file: Path) -> str:
    """Return the name of the schema of a file: a list of spellings may have any name."""
    book = file.parents[1] / "book.toml"
    if book.is_file() and f'spellings = "data/{file.name}"' in book.read_text(encoding="utf-8"):
        return "spellings"
    return file.stem if file.stem in SCHEMAS else "table"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_and_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Draft202012Validator.check_schema(schema_of(name))
    assert run(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out) == schema_of(name)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_file_fits_its_schema(file: Path) -> None:
    assert problems(schema_for(file), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_new_guide_names_schemas_that_its_files_fit(kind: Kind, tmp_path: Path) -> None:
    files = [file for file in new_guide(tmp_path / "guide", kind, "en-GB") if file.suffix == ".toml"]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        named = file.parent / text.splitlines()[0].removeprefix("#:schema ")
        schema = json.loads(named.read_text(encoding="utf-8"))
        assert schema == schema_of(named.stem)
        assert named.stem == schema_for(file)
        assert problems(named.stem, text) == []


def example(keys: Keys) -> dict[str, object]:
    """Return a table with every key that these name."""
    found: dict[str, object] = {}
    for name, key in keys.items():
        if key.kind is dict:
            found[name] = example(key.keys) if key.others is None else {"one": example(key.others.keys) or "text"}
        elif key.kind is list:
            found[name] = [example(key.keys)] if key.keys else list(key.among)
        else:
            found[name] = {str: "text", bool: True, int: 1, Decimal: 1, date: date(2026, 11, 1)}[key.kind]
            if key.among:
                found[name] = key.among[0]
    return found


def toml(value: object) -> str:
    """Return a value as inline TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(each)}" for name, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def unknown(source: SourceFile) -> list[str]:
    return [each.message for each in source.findings if "no value called" in each.message or each.code is Code.TOML_SYNTAX]


def test_reader_of_the_book_accepts_every_key_of_its_schema() -> None:
    source = SourceFile("book.toml", "".join(f"{name} = {toml(each)}\n" for name, each in example(BOOKFILE).items()), "en")
    read_bookfile(source)
    assert unknown(source) == []


@pytest.mark.parametrize("name", DATA_FILES)
def test_reader_of_data_accepts_every_key_of_its_schema(name: str) -> None:
    source = SourceFile(f"{name}.toml", f"one = {toml(example(DATA_FILES[name].keys))}\n", "en")
    read_data({name: source}, Wording())
    assert unknown(source) == []


BOOK = """[book]
title = "T"
slug = "t"
language = "en"
version = "1"
issued = 2026-11-01
identifier = "urn:uuid:6f1c2a34-58a5-4b31-9c0e-0f8e6a2d9b11"
[[contents]]
matter = "body"
sections = ["a.md"]
[editions.student]
title = "S"
"""


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ('title = "T"', 'titel = "T"'),
        ('title = "T"', 'title = " "'),
        ('slug = "t"', 'slug = "A b"'),
        ('language = "en"', 'language = "English!"'),
        ('"body"', '"middle"'),
        ('title = "S"', 'title = "S"\nformats = ["docx"]'),
        ('title = "S"', 'title = "S"\nteacher_text = "yes"'),
        ("[editions.student]", "[editions.Student_1]"),
        ("[[contents]]", "[look.palette]\nink = 'black'\n[[contents]]"),
        ("[[contents]]", "[checks.questions]\ndok = { 5 = 1 }\n[[contents]]"),
        ("[[contents]]", "[word]\n[[contents]]"),
    ],
)
def test_schema_and_reader_reject_the_same_mistakes(written: str, changed: str) -> None:
    assert problems("book", BOOK) == []
    mistaken = BOOK.replace(written, changed)
    assert problems("book", mistaken)
    for text, wrong in ((BOOK, False), (mistaken, True)):
        source = SourceFile("book.toml", text, "en")
        read_bookfile(source)
        assert bool(source.findings) is wrong
