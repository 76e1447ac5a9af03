"""Slips in attributes: the message names the slip, and the hint shows the attribute as it must be written."""

from __future__ import annotations

import pytest

from linernotes.model.findings import Code
from tests.sample import section_and_findings


@pytest.mark.parametrize(
    ("attributes", "message", "hint"),
    [
        ("{#q-a dok= 3}", "there is a space after the = of dok", "write dok=3"),
        ("{#q-a dok =3}", "there is a space before the = of dok", "write dok=3"),
        ("{#q-a dok=3 lines=7,9}", "the value 7,9 is not in quotes", 'write lines="7,9"'),
        ("{#q-a lines=7–9 dok=3}", "the value 7–9 is not in quotes", 'write lines="7–9"'),
        ("{q-a dok=3}", "there is no # before the id 'q-a'", "write {#q-a"),
        ("{ q-a }", "there is no # before the id 'q-a'", "write {#q-a"),
        ("{#Who-Spell? dok=3}", "the id 'Who-Spell?' has a character that no id can have", "write #who-spell"),
        ("{#q-a dok=“3”}", "the quote “ in its attributes is curly", "write straight quotes"),
        ('{#q-a room="lines 1}', "a closing quote is missing", "the form is"),
        ("{#q-a dok=3", "the closing } of its attributes is missing", "the form is"),
    ],
)
def test_slip_in_attributes_is_named(attributes: str, message: str, hint: str) -> None:
    _, findings = section_and_findings(f"# T\n\n::: question {attributes}\nWhy?\n\n::: answer\nSo.\n:::\n:::\n")
    [finding] = [each for each in findings if each.code is Code.ATTRIBUTE_MALFORMED]
    assert message in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize("lines", ["1 to 2", "1 and 2", "1 - 2", "1 bis 2", "1 & 2", "1 – 2"])
def test_words_between_the_numbers_of_lines_are_explained(lines: str) -> None:
    _, findings = section_and_findings(f'# T\n\n::: question {{#q-a lines="{lines}"}}\nWhy?\n\n::: answer\nSo.\n:::\n:::\n')
    [finding] = [each for each in findings if each.code is Code.ATTRIBUTE_VALUE]
    assert finding.hint == "write '1-2' for a range of lines, '1 2' for two lines"
