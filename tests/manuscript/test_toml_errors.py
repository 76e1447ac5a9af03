"""The explanations of TOML syntax errors, each with its place."""

from __future__ import annotations

import pytest

from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.toml import load_toml

QUOTE_INSIDE = "a straight quote inside this text ends it too early"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("[ann]\nname = “Ann”\n", 2, 8, "the quote “ is curly"),
        ("[ann]\nname = “Ann”\nage = 9\nrole = “A”\n", 2, 8, "the quote “ is curly (also on line 4)"),
        ("a = “A”\nb = “B”\nc = „C“\n[d]\ne = “E”\n", 1, 5, "the quote “ is curly (also on lines 2, 3 and 5)"),
        ("highlight = #F2D7A6\n", 1, 13, "a value is missing here: what follows # is a remark"),
        ("issued = 30 November 2026\n", 1, 13, "'30 November 2026' is not a date"),
        ('[ann]\nname = "Ann”\n', 2, 13, "the text begins with a straight quote and ends with a curly one: ”"),
        ('[ann]\nname = "Ann\nage = 9\n', 2, 12, "the closing quote of this text is missing"),
        ('[ann]\nname = "Ann', 2, 12, "the closing quote of this text is missing"),
        ("[ann]\nname = 'Ann", 2, 12, "the closing quote of this text is missing"),
        ('[ann]\nname = """Ann\nage = 9\n', 2, 8, 'the text that begins here with """ has no end'),
        ("[ann]\nname = Ann # ?\n", 2, 8, "the text 'Ann' is not in quotes"),
        ('[ann]\nforms = ["Ann", Annie]\n', 2, 17, "the text 'Annie' is not in quotes"),
        ('[ann]\nname = "Ann "the" keeper"\n', 2, 14, QUOTE_INSIDE),
        ('[ann]\nforms = ["Ann "the" keeper"]\n', 2, 16, QUOTE_INSIDE),
        ('[ann]\nname = "C:\\Ann"\n', 2, 13, "a backslash has a special meaning in a text"),
        ('[ann]\nname = "A\x01"\n', 2, 10, "there is an invisible control character here"),
        ("[ann]\nname =\n", 2, 7, "a value is missing here"),
        ("[ann]\nname =", 2, 7, "a value is missing here"),
        ('[ann]\nname "Ann"\n', 2, 6, "this line has no equals sign"),
        ('[ann]\nname: "Ann"\n', 2, 5, "there is a colon instead of an equals sign"),
        ('[ann]\nname\N{NO-BREAK SPACE}= "Ann"\n', 2, 5, "there is an unusual space before the equals sign"),
        ("[ann]\nfull name = 1\n", 2, 6, "'full name' is not a possible name"),
        ("// Ann\n", 1, 1, "'/' cannot be here"),
        ("\x0cname = 1\n", 1, 1, "there is an invisible character here"),
        ("[ann\nname = 1\n", 1, 5, "the closing bracket of '[ann' is missing"),
        ("[[contents]\n", 1, 11, "the closing bracket of '[[contents]' is missing"),
        ("[ann b]\n", 1, 6, "'[ann b]' is not a possible name"),
        ("[]\n", 1, 2, "'[]' is not a possible name"),
        ("[ann] Ann\n", 1, 7, "there is more after the closing bracket: 'Ann'"),
        ('[ann]\nname = "a"\nname = "b"\n', 3, 11, "'name' already has a value here"),
        ("[ann]\n[ann]\n", 2, 5, "'[ann]' is already in this file"),
        ("[ann]\nforms = [1, 2\nage = 9\n", 3, 1, "a list that begins above has no end"),
        ("[ann]\nforms = [1, 2", 2, 14, "a list that begins above has no end"),
        ('[ann]\nforms = [\n  "a"\n  "b"\n]\n', 4, 3, "a comma is missing in this list"),
        ("[ann]\ntraits = { a = 1 b = 2 }\n", 2, 18, "a comma or the closing brace is missing"),
        ("[ann]\ntraits = { a = 1, a = 2 }\n", 2, 24, "a name occurs twice in these braces"),
        ("[ann]\nborn = 1875-02-30\n", 2, 8, "this date does not exist"),
        ("[ann]\nborn = 3.2.1875\n", 2, 11, "'3.2.1875' is not a date"),
        ("[ann]\nage = 4,5\n", 2, 8, "'4,5' has a decimal comma"),
        ("[ann]\nage = .5\n", 2, 7, "'.5' is not a number"),
        ("[ann]\nage = 50 %\n", 2, 10, "there is more after the value: '%'"),
        ("[ann]\nreal = True\n", 2, 8, "'True' has a capital letter"),
        ("[ann]\nversion = 1.0.2\n", 2, 14, "the text '1.0.2' is not in quotes"),
        ("[ann]\nreal = yes\n", 2, 8, "'yes' is not in quotes"),
        ('[ann]\nname == "Ann"\n', 2, 7, "there are two equals signs"),
        ('[ann]\nforms = ("Ann")\n', 2, 9, "there is a round bracket here"),
        ("[contents]\n[contents]\n", 2, 10, "'contents' is written in single and in double brackets, or twice in single ones"),
        (f"[ann]\nage = {'9' * 5000}\n", 2, 7, "this number has too many digits"),
        (f"[ann]\nforms = {'[' * 3000}\n", 2, 9, "too many brackets are open here"),
    ],
)
def test_syntax_error_is_explained_with_its_place(text: str, line: int, column: int, message: str) -> None:
    source = SourceFile("ann.toml", text, "en")
    assert load_toml(source) is None
    [finding] = source.findings
    assert finding.message == message
    assert finding.hint
    assert (finding.place.line, finding.place.column) == (line, column)


@pytest.mark.parametrize("value", ['Ann"', "`Ann`", "＂Ann＂", "Ann'"])
def test_hint_for_a_text_without_quotes_can_be_copied(value: str) -> None:
    source = SourceFile("ann.toml", f"[ann]\nname = {value}\n", "en")
    load_toml(source)
    [finding] = source.findings
    assert finding.hint == 'write "Ann"'
