"""Markup of other programs that is read: tags, pictures without a fence, levels of headings; and plain text that looks like more."""

from __future__ import annotations

import pytest

from linernotes.model.document import Code as CodeSpan
from linernotes.model.document import Emphasis, Figure, Heading, LineBreak, Paragraph, Rule, Strong, Text
from linernotes.model.findings import Code, Severity
from linernotes.model.walking import descend, plain_text
from tests.sample import section_and_findings


def severities(text: str) -> set[Severity]:
    return {finding.severity for finding in section_and_findings(text)[1]}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>bold</b>", (Strong((Text("bold"),)),)),
        ("<em>so</em>", (Emphasis((Text("so"),)),)),
        ("a<br/>b", (Text("a"), LineBreak(), Text("b"))),
        ("<kbd>Enter</kbd>", (CodeSpan("Enter"),)),
        ("m<sup>2</sup> H<sub>2</sub>O", (Text("m² H₂O"),)),
        ('<span class="small">words</span>', (Text("words"),)),
        ('<a name="x"></a>words', (Text("words"),)),
    ],
)
def test_tag_with_the_effect_of_markdown_is_read_with_a_warning(html: str, expected: tuple[object, ...]) -> None:
    section, found = section_and_findings(f"# T\n\n{html}\n")
    [paragraph] = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == expected
    assert {finding.severity for finding in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    "html",
    [
        '<span style="display:none">secret</span>', '<span class="answer">secret</span>', '<font color="white">secret</font>',
        "<sup>th</sup>", "<b>open", "<details>secret</details>", '<div class="solution">\nsecret\n</div>', "<table><tr><td>a</td></tr></table>",
    ],
)  # fmt: skip
def test_tag_that_could_hide_text_or_lose_it_is_an_error(html: str) -> None:
    assert Severity.ERROR in severities(f"# T\n\n{html}\n")


def test_tag_is_reported_once_for_each_kind() -> None:
    assert len(section_and_findings("# T\n\na<br>b<br>c\n\n<b>d</b> <b>e</b>\n")[1]) == 2


@pytest.mark.parametrize(
    "picture",
    [
        '![A lamp](a.png "The lamp")',
        '<img src="a.png" alt="A lamp" title="The lamp">',
        '<p align="center">\n  <img alt="A lamp" title="The lamp" src=a.png />\n</p>',
    ],
)
def test_picture_alone_in_a_paragraph_is_a_figure(picture: str) -> None:
    section, found = section_and_findings(f"# T\n\n{picture}\n")
    [figure] = section.blocks
    assert isinstance(figure, Figure)
    assert (figure.picture, figure.alternative, plain_text(figure.caption)) == ("a.png", "A lamp", "The lamp")
    assert Severity.ERROR not in {finding.severity for finding in found}


def test_picture_needs_an_alternative_text_and_a_place_in_the_folder() -> None:
    assert [finding.code for finding in section_and_findings("# T\n\n![](a.png)\n")[1]] == [Code.FIGURE_INCOMPLETE]
    assert [each.code for each in section_and_findings("# T\n\n![A lamp](https://example.org/a.png)\n")[1]] == [
        Code.PICTURE_MISSING
    ]


@pytest.mark.parametrize(
    ("text", "title", "levels"),
    [
        ("# T\n\n#### a\n\n## b\n\n#### c\n", "T", [2, 2, 3]),
        ("# T\n\n## a\n\n# b\n\n## c\n", "T", [2, 2, 3]),
        ('---\ntitle: "F"\n---\n\n# a\n\n## b\n\n# c\n', "F", [2, 3, 2]),
        ("---\ntitle: F\n---\n\nWords.\n\n### a\n", "F", [2]),
        ("---\ntitle: F\n---\n\n# T\n\n## a\n", "T", [2]),
        ("+++\ntitle = 'F'\ndate = 2026-11-01\n+++\n\n## a\n", "F", [2]),
    ],
)
def test_section_has_one_title_and_skips_no_level(text: str, title: str, levels: list[int]) -> None:
    section, found = section_and_findings(text)
    assert plain_text(section.title) == title
    assert [heading.level for heading in descend(section.blocks, Heading)] == levels
    assert all(finding.severity is Severity.WARNING for finding in found)


def test_front_matter_without_a_title_does_not_stand_in_for_a_heading() -> None:
    assert Severity.ERROR in severities("---\nlayout: page\n---\n\nWords.\n")


@pytest.mark.parametrize("line", ["{: .callout}", "{% include a.html %}", "{{#include a.txt}}", "[TOC]", "\\newpage"])
def test_command_on_a_line_of_its_own_is_left_out(line: str) -> None:
    for text in (f"{line}", f"Words.\n{line}", f"{line}\nWords.", f"One.\n{line}\nTwo."):
        section, found = section_and_findings(f"# T\n\n{text}\n\nLast $x$.\n")
        assert line not in plain_text(section.blocks)
        assert "is left out" in found[0].message
        assert found[-1].place.line == text.count("\n") + 5


VERSE = "The lamp is lit, the lamp is lit,\n  The night comes up the sea,\nAnd every ship that sails by it\n  Sails home to me."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (VERSE, "backslash"),
        ("> " + VERSE.replace("\n", "\n> "), "backslash"),
        ("CHAPTER II", "## CHAPTER II"),
        ("THE BOAT", "## THE BOAT"),
        ("    The boat came on the ninth day with flour.", "left margin"),
    ],
)
def test_plain_text_that_looks_like_more_is_a_warning(text: str, hint: str) -> None:
    [finding] = section_and_findings(f"# T\n\nWords.\n\n{text}\n")[1]
    assert (finding.code, finding.severity, finding.place.line) == (Code.MARKUP_UNKNOWN, Severity.WARNING, 5)
    assert hint in finding.hint


@pytest.mark.parametrize(
    "text",
    [
        VERSE.replace("\n", "\\\n"),
        "The boat came.\nIt brought flour.\nIt brought oil.",
        "NASA and the EU.",
        "    for ring in rings: print(ring)",
        "- ONE",
    ],
)
def test_ordinary_text_looks_like_nothing_more(text: str) -> None:
    assert section_and_findings(f"# T\n\n{text}\n")[1] == []


def test_indented_row_of_stars_is_a_rule() -> None:
    assert section_and_findings("# T\n\na\n\n       *       *       *\n\nb\n")[0].blocks[1] == Rule()
