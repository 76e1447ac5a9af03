"""The names of CSS properties that a check knows are those of the typesetter."""

from __future__ import annotations

import subprocess
import sys

from linernotes.assets import Design
from linernotes.checks.design import check_design
from linernotes.checks.properties import PROPERTIES
from linernotes.model.findings import Severity

NAMES = """
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.validation import NOT_PRINT_MEDIA
from weasyprint.css.validation.descriptors import DESCRIPTORS
from weasyprint.css.validation.expanders import EXPANDERS
from weasyprint.css.validation.properties import PROPERTIES
print(*PROPERTIES, *EXPANDERS, *NOT_PRINT_MEDIA, *(name.replace("_", "-") for name in INITIAL_VALUES))
print(*(name for descriptors in DESCRIPTORS.values() for name in descriptors))
"""
"""A program, because WeasyPrint changes how Pillow reads damaged pictures."""


def test_every_property_of_the_typesetter_is_known() -> None:
    names = subprocess.run([sys.executable, "-c", NAMES], check=True, capture_output=True, text=True).stdout.split()
    assert {name for name in names if not name.startswith("-")} == PROPERTIES


def found(sheet: str, path: str = "styles/type.css") -> list[tuple[int, str]]:
    design = Design(own={path: sheet.encode()}, built_in=frozenset({path}), styles={}, templates={})
    findings = list(check_design(design))
    assert all(finding.severity is Severity.WARNING for finding in findings)
    return [(finding.place.line, finding.hint) for finding in findings]


def test_unknown_property_is_named_with_its_line() -> None:
    assert found("a:hover { color: red }\n@page {\n  szie: A4;\n  @top-left { colour: red }\n}\n") == [
        (3, "did you mean 'size'?"),
        (4, "did you mean 'color'?"),
    ]


def test_selectors_variables_comments_and_prefixes_are_not_properties() -> None:
    sheet = "/* colr: red; */ a:hover, li::before { --own: 1; -webkit-hyphens: auto; content: '; colr: red' }\nli:first-child{}\n"
    assert found(sheet) == []


def test_sheet_of_the_ebook_may_have_properties_of_screens() -> None:
    assert found("a { backdrop-filter: none; }", "styles/epub/book.css") == []
