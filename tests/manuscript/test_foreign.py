from __future__ import annotations

import pytest

from linernotes.model.document import Citation, Link, Paragraph
from linernotes.model.findings import Code, Finding, Severity
from tests.sample import section_and_findings


def findings(text: str) -> list[Finding]:
    return section_and_findings(f"# T\n\n{text}\n")[1]


WARNINGS = {
    "keyword of Org": "#+TITLE: The lamp",
    "drawer of Org": ":PROPERTIES:",
    "attributes of AsciiDoc": "[.lead]",
    "directive in a line": "Press :kbd[Enter].",
    "target of MyST": "(the-lamp)=",
    "property of Logseq": "tags:: lamp",
    "line of MDX": "import Tabs from '@theme/Tabs';",
    "heading of Textile": "h2. The lamp",
    "emphasis of a wiki": "It was '''very''' bad.",
    "formula": "The law is $E = mc^2$.",
    "short formula": "Let $x$ be the number.",
    "displayed formula": "$$\n\\frac{a}{b}\n$$",
    "formula in brackets": "The law is \\(E = mc^2\\).",
    "struck text": "It was ~~never~~ often.",
    "marked text": "The ==lamp== burns.",
    "subscript": "H~2~O",
    "superscript": "x^2^",
    "emoji": "Well done :smile:!",
    "alert": "> [!NOTE]\n> Read this.",
    "template tag": "{% include a.html %}",
    "shortcode": "{{< video a.mp4 >}}",
    "variable": "By {{ author }}.",
    "kramdown attributes": "Text.\n{: .callout}",
    "attributes of a paragraph": "Text. {.callout}",
    "panel": '{panel type="video"}',
    "contents": "[TOC]",
    "wiki link": "See [[The lamp]].",
    "embedded file": "![[lamp.png]]",
    "directive in hyphens": "--- task ---",
    "directive of MkDocs": "!!! note",
    "directive of reStructuredText": ".. note:: Read this.",
    "quarto reference": "See @fig-lamp.",
    "citation with a page": "It burns [@smith, p. 3].",
    "new page": "\\newpage",
    "TeX command": "\\vspace{2cm}",
    "raw block": "```{=latex}\n\\clearpage\n```",
    "heading without a space": "##The lamp",
    "table without a rule": "| a | b |\n| c | d |",
    "table with a short rule": "| a | b |\n|---|\n| c | d |",
    "table without outer bars": "Lamp | Light\ngreat | 100",
    "grid table": "+---+---+\n| a | b |\n+---+---+",
    "unequal stars": "It was **very* bad.",
    "open star": "It was *very bad.",
    "open stars": "It was **very bad.",
    "stars with a space": "It was ** very bad**.",
    "unequal underscores": "It was __very_ bad.",
    "link with a space": "[the lamp] (#lamp)",
    "address with a space": "[the lamp](the lamp.md)",
    "undefined reference": "[the lamp][lamp]",
    "bullets": "• a lamp\n• a light",
    "list without spaces": "-a lamp\n-a light",
    "task list": "- [ ] a box\n- [x] a ticked box",
    "abbreviation": "*[HTML]: Hypertext",
}


@pytest.mark.parametrize("form", WARNINGS)
def test_foreign_markup_is_a_warning_with_its_line(form: str) -> None:
    found = findings(f"{WARNINGS[form]}\n\nAfter it.")
    assert found
    assert {(finding.code, finding.severity) for finding in found} == {(Code.MARKUP_UNKNOWN, Severity.WARNING)}
    assert all(finding.hint and 3 <= finding.place.line <= 3 + WARNINGS[form].count("\n") for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "%% The answer is midnight. %%",
        "||midnight||",
        "Text <!-- the answer is midnight",
        "{>>the answer<<}",
        "At midnight. {: .solution}",
        "??? note\n    It is midnight.",
        "!!! answer\n    It is midnight.",
        "--- answer ---\n\nMidnight.\n\n--- /answer ---",
        "{% solution %}Midnight.{% endsolution %}",
        "[spoiler]Midnight.[/spoiler]",
        ">! Midnight.",
        "```{solution}\nMidnight.\n```",
        "<!-- A comment that never ends: midnight.",
        "<details><summary>Answer</summary>",
        "---\ntitle: The lamp\nanswers: midnight\n---",
    ],
)
def test_foreign_markup_that_may_hide_teacher_text_is_an_error(text: str) -> None:
    assert any(finding.severity is Severity.ERROR and finding.hint for finding in findings(text))


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10, or $3–$4; US$ 5 or A$; $1,000.",
        "A $5 lamp and a $10 (US$) light.",
        "C++ and C# and #1 and AC\\\\DC and C:\\Users\\Ann.",
        "snake_case and long_name_here and ____ and a _ b.",
        "2 * 3 * 4 and 2 ** 3 ** 4 and 5*6 and a = b == c.",
        "The word* has a mark.\n\n\\* This is its note.",
        "The word* has a mark, another** two.\n\n*This is its note.",
        "At 10:30:15, note: this; that :-) and 3:2:1.",
        "Ann [the keeper] said [sic] (see below) [...] or [a] or [2].",
        "He waited -- and waited --- and “so on” ... ?!?! Wow!!! ???",
        "~5 or ~6 of 100% | a | b; e^x and x^2 and A^ and n~.",
        "Write to ann_b@example.org or @ann, see https://example.org/~ann/a_b*c#d$e=f==g.",
        "{braces} and {a, b, c} and {1} and { } and if (a) { b } in [square].",
        "\\$x\\$ and \\*this and \\~~that\\~~ and \\##x and \\[[a]] and \\{: .x} and \\:smile: and \\| a | b |",
        "\\::: banana and \\!!! note and \\[!NOTE] and \\{{ x }} and \\<!-- no comment --\\>",
        "`$x$ **x* ~~x~~ ::: answer [!NOTE] {: .x} {{< >}}` and `::: answer`",
        "```\n$x$\n**x*\n::: answer\nSo it is shown.\n:::\n--- task ---\n| a | b |\n```",
        "```markdown\n::: answer\n```",
        "    $x$ **x* in indented code | a | b |",
        "[words](#t) [a *b* c](#t) [](#t){.page} [film]{.film} <https://example.org/~a~b>",
        "1984. It was. 1) one",
        "Score: 3-2, -5 degrees, +3, -x is minus x.",
        "Line\\\nbreak",
        "A call \\[^note\\] and \\[^other] in text.\n\n| A \\[^x\\] | B |\n|---|---|\n| a | \\[^y\\] |",
        "**Bold**, *italics*, ***both***, __bold__, _italics_, **a *b* c**, *a **b***",
    ],
)
def test_text_and_literal_markup_have_no_finding(text: str) -> None:
    assert findings(text) == []


def test_front_matter_is_the_only_finding_of_its_section() -> None:
    _, found = section_and_findings("---\ntitle: The lamp\ntags:\n  - light\n---\n\n# The lamp {#lamp role=chapter}\n\nText.\n")
    assert [(finding.code, finding.place.line, finding.severity) for finding in found] == [
        (Code.MARKUP_UNKNOWN, 1, Severity.WARNING)
    ]


def test_rule_above_a_heading_is_not_front_matter() -> None:
    assert findings("Text.\n\n---\n\nNote: this is text.\n\n---\n\nText.") == []
    assert findings("---\nNote: a heading of level two\n---") == []


def test_link_may_contain_citations_notes_and_spans() -> None:
    section, found = section_and_findings("# T\n\n[a [@f] b [c]{.film} d[^n]](#t) [e [f](#t) g](#t)\n\n[^n]: A note.\n")
    [paragraph] = section.blocks
    assert isinstance(paragraph, Paragraph)
    link = paragraph.children[0]
    assert isinstance(link, Link)
    assert Citation("f") in link.children
    assert [finding.code for finding in found] == [Code.MARKUP_UNKNOWN] * len(found)


@pytest.mark.parametrize(
    ("lines", "fence"),
    [
        ("ANN: Go.\nBOB: No.", "dialogue"),
        ("**Ann:** Go.\n**Bob:** No.", "dialogue"),
        ("— Go, said Ann.\n— No, said Bob.", "dialogue"),
        ("Roses are red,\nviolets are blue,\nand so are you.", "verse"),
    ],
)
def test_lines_that_would_be_joined_are_a_warning(lines: str, fence: str) -> None:
    [finding] = findings(lines)
    assert f"::: {fence} " in finding.hint
    assert findings(f"::: {fence}\n{lines}\n:::") == []


def test_row_of_hyphens_within_a_table_is_a_warning() -> None:
    found = findings("| a | b |\n|---|---|\n| 1 | 2 |\n|---|:--:|\n| 3 | 4 |")
    assert {finding.place.line for finding in found} == {6}
