"""The names of CSS properties that a check knows are those of the typesetter."""

from __future__ import annotations

import subprocess
import sys

import pytest

from linernotes.assets import Design
from linernotes.checks.design import check_design
from linernotes.checks.properties import PROPERTIES
from linernotes.model.findings import Code, Severity

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


def test_sheet_of_a_variant_replaces_none_and_is_used() -> None:
    paths = ("styles/variants/loud.css", "templates/variants/loud.css", "styles/loud.css")
    own = dict.fromkeys(paths, b"a { color: red }")
    unused = check_design(Design(own=own, built_in=frozenset(), styles={}, templates={}))
    assert [finding.place.file for finding in unused if finding.code is Code.FILE_UNUSED] == list(paths[1:])


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        (f"a {{ content: '{'m' * 10_001}' }}", "in the manuscript"),
        ("a { background: repeating-linear-gradient(red 0%, blue 0.05%) }", "larger"),
        ("a { width: 100001% }", "smaller"),
        (f"b, {', '.join(['a'] * 20_000)} {{ color: red }}", "20,000"),
        ("a { width: calc(" + "1px + " * 5_000 + "1px) }", "shorter"),
        (f"a{':not(.b)' * 60} {{ color: red }}", "needed to find"),
    ],
)
def test_value_that_no_page_needs_is_an_error_with_a_way_out(rule: str, hint: str) -> None:
    own = {"styles/type.css": f"p {{ color: red }}\n{rule}".encode()}
    [finding] = check_design(Design(own=own, built_in=frozenset(own), styles={}, templates={}))
    assert finding.severity is Severity.ERROR
    assert hint in finding.hint
    assert finding.place.line in (0, 2)


@pytest.mark.parametrize(
    "rule",
    [
        f"a {{ content: '{'m' * 10_000}' }}",
        "a { background: repeating-linear-gradient(red, blue 0.1pt), repeating-linear-gradient(red, blue) }",
        "a { background: repeating-linear-gradient(red 0, blue var(--x)), repeating-radial-gradient(red 0, blue calc(1pt + 1px)) }",
        "a { text-indent: -99999px; width: 100000%; z-index: 2147483647; grid-template-columns: repeat(1000, 1px) }",
        f"{', '.join(['a'] * 20_000)} {{ color: red }}",
        ":root { --a0: red; " + " ".join(f"--a{n}: var(--a{n - 1});" for n in range(1, 40)) + " } a { color: var(--a39) }",
    ],
)
def test_value_that_a_page_may_need_is_none(rule: str) -> None:
    own = {"styles/type.css": rule.encode()}
    assert list(check_design(Design(own=own, built_in=frozenset(own), styles={}, templates={}))) == []
