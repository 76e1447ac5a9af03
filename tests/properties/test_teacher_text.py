"""Teacher text in any form that an author may give it: it is an error, or students never see it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linernotes.editing import edit
from linernotes.leaks.normalise import normalise
from linernotes.leaks.phrases import PhraseFinder, source_phrases
from linernotes.leaks.regions import TEACHER_PARTS, split_regions
from linernotes.manuscript.fences import FENCES
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.manuscript.strayfences import TEACHER_FENCES
from linernotes.model.findings import Severity
from linernotes.model.walking import plain_text
from tests.properties.examples import examples
from tests.sample import STUDENT, book_of, section_and_findings

SECRET = "Because the mechanism must be wound by hand"

BEFORE = st.one_of(
    st.sampled_from(
        ["", "    ", "\t", "> ", "- ", "1. ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\\", "**", ">     ", "-     "]
    ),
    st.text(" \t>-*+1.\\_\"'(|#\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{EM SPACE}", max_size=7),
)
COLONS = st.one_of(
    st.sampled_from([":::", "::", "::::", ": : :", "\\:::", ":\\::", "：" * 3]), st.text(":;：\N{RATIO} ", min_size=2, max_size=6)
)
CLOSINGS = st.sampled_from([":::", "::", "::::", "", "    :::", "> :::"])
NAMES = st.sampled_from(TEACHER_FENCES)


def printed(text: str) -> tuple[bool, str]:
    """Return whether a section has errors, and what students read of it."""
    section, findings = section_and_findings(text)
    book = book_of(section)
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    return errors, plain_text(edit(book, STUDENT).sections)


@examples(600)
@given(
    BEFORE, COLONS, st.sampled_from(["", " ", "\N{NO-BREAK SPACE}", " {.", "\t"]), NAMES, CLOSINGS, st.booleans(), st.booleans()
)
@example("    ", ":::", " ", "answer", ":::", True, False)
def test_teacher_text_is_an_error_or_is_not_printed(
    before: str, colons: str, gap: str, name: str, closing: str, question: bool, blank: bool
) -> None:
    if sum(character in ":;：\N{RATIO}" for character in colons) < 2:
        return
    part = [f"{before}{colons}{gap}{name}{'}' if '{' in gap else ''}", f"{before}{SECRET}", closing]
    lines = ["Why?", *([""] if blank else []), *part]
    text = "\n".join(["# T", "", *(["::: question {#q-a}", *lines, ":::"] if question else lines), ""])
    errors, students = printed(text)
    assert errors or SECRET not in students, text


CONTAINERS = st.lists(
    st.sampled_from(["> ", ">", "- ", "* ", "+   ", "1. ", "10) ", "  - ", "   > ", "Term\n: ", "[^n]: "]), min_size=0, max_size=4
)
"""The marks of the blocks around a part, outermost first."""

INDENTS = st.sampled_from(["", " ", "   ", "    ", "\t", "      ", " \t", "\N{NO-BREAK SPACE}", "\N{EM SPACE}"])
SPELLINGS = st.sampled_from(["{0}", "{{.{0}}}", "{0} {{#an-id}}", "{{#an-id .{0}}}", "{0}:", "{0} :::", "{{ .{0} }}", "  {0}  "])
WRAPPERS = st.sampled_from(
    [
        "{}",
        "**{}**",
        "_{}_",
        "<b>{}</b>",
        "<span>{}</span>",
        "## {}",
        "| {} | a |\n|---|---|\n| b | c |",
        "{}<br>",
        "<div>\n{}\n</div>",
    ]
)


def nested(containers: list[str], lines: list[str]) -> list[str]:
    """Return lines inside blocks: the first has the marks of all blocks, the others have what continues them."""
    first = "".join(containers)
    rest = "".join(mark if ">" in mark else " " * len(mark.rpartition("\n")[2]) for mark in containers)
    return "\n".join([first + lines[0], *(rest + line for line in lines[1:])]).split("\n")


@examples(600)
@given(CONTAINERS, INDENTS, COLONS, SPELLINGS, NAMES, WRAPPERS, CLOSINGS, st.booleans(), st.sampled_from(["", "Words."]))
@example(["> ", "- "], "    ", ":::", "{0}", "answer", "{}", ":::", True, "")
@example(["[^n]: "], "", "::", "{0}", "answer", "{}", ":::", False, "Words.")
@example(["[^n]: ", "> ", "[^n]: "], "", ":::", "{0}", "answer", "{}", ":::", False, "")
@example(["Term\n: ", "[^n]: ", "Term\n: "], "", ":::", "{0}", "answer", "_{}_", ":::", False, "Words.")
def test_teacher_text_in_any_nesting_is_an_error_or_is_not_printed(
    containers: list[str],
    indent: str,
    colons: str,
    spelling: str,
    name: str,
    wrapper: str,
    closing: str,
    question: bool,
    before: str,
) -> None:
    if sum(character in ":;：\N{RATIO}" for character in colons) < 2:
        return
    opening = wrapper.format(f"{colons} {spelling.format(name)}")
    part = [*([before, ""] if before else []), indent + opening, indent + SECRET, indent + closing]
    lines = ["Why?[^n]", "", *nested(containers, "\n".join(part).split("\n")), "", "After it."]
    text = "\n".join(["# T", "", *(["::: question {#q-a}", *lines, ":::"] if question else lines), ""])
    errors, students = printed(text)
    assert errors or SECRET not in students, text


@examples(200)
@given(st.text(" \t>-+1.\\\N{NO-BREAK SPACE}", max_size=6), st.sampled_from([":::", "::", "::::", "\\:::", "：" * 3]), NAMES)
def test_words_of_a_teacher_part_are_found_in_the_source(before: str, colons: str, name: str) -> None:
    text = f"# T\n\nWhy does she climb?\n\n{before}{colons} {name}\n{before}{SECRET}.\n{before}:::\n\nAnd then?\n"
    regions, outside = split_regions(text)
    assert any(SECRET in " ".join(region.split()) for region in regions)
    assert SECRET not in outside
    section, _ = section_and_findings(text, file="section.md")
    book = book_of(section)
    leaked = normalise(SECRET)
    assert PhraseFinder(source_phrases(book, edit(book, STUDENT), {"section.md": text})).find(leaked)


@given(st.text(max_size=200))
def test_every_line_is_inside_or_outside_of_regions(text: str) -> None:
    regions, outside = split_regions(text)
    assert all(isinstance(region, str) for region in (*regions, outside))


def test_reader_and_leak_gate_list_the_fences_for_teachers() -> None:
    names = {fence.name for fence in (*FENCES, *QUESTION_FENCES)}
    assert set(TEACHER_FENCES) == set(TEACHER_PARTS)
    assert names >= set(TEACHER_FENCES)


@pytest.mark.parametrize(
    "name", sorted({fence.name for fence in (*FENCES, *QUESTION_FENCES)} - {"question", "description", "character"})
)
def test_fence_that_students_do_not_see_is_listed(name: str) -> None:
    text = f"# T\n\n::: question {{#q-a}}\nWhy?\n\n::: {name}\n{SECRET}\n:::\n:::\n\n::: {name}\n{SECRET}\n:::\n"
    section, _ = section_and_findings(text)
    read = SECRET in plain_text(section)
    _, students = printed(text)
    assert (read and SECRET not in students) <= (name in TEACHER_FENCES)
