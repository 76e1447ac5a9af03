from __future__ import annotations

import pytest

from linernotes.model.document import Paragraph, Text
from linernotes.model.findings import Code, Finding, Severity
from tests.sample import section_and_findings


def findings(text: str) -> list[Finding]:
    return section_and_findings(f"# T\n\n{text}\n")[1]


def codes(text: str) -> list[tuple[Code, int]]:
    return [(finding.code, finding.place.line) for finding in findings(text)]


ANSWER = "::: question {#q-a}\nWhy?\n\n::: answer\nBecause.[^n]\n\n[^n]: A note for teachers.\n:::\n:::"


def test_note_of_an_answer_cannot_be_called_by_students_text() -> None:
    [finding] = findings(f"The lamp goes out.[^n]\n\n{ANSWER.replace('Because.[^n]', 'Because.')}")
    assert (finding.code, finding.place.line, finding.severity) == (Code.NOTE_FORM, 11, Severity.ERROR)
    assert "teachers" in finding.message


def test_note_inside_a_block_of_another_note_is_one_finding() -> None:
    [finding] = findings("Words.[^n]\n\n[^n]: > [^n]: The end.")
    assert (finding.code, finding.place.line) == (Code.NOTE_FORM, 5)


def test_note_of_an_answer_can_be_called_there_and_may_be_defined_outside() -> None:
    assert findings(ANSWER) == []
    assert findings(ANSWER.replace("\n\n[^n]: A note for teachers.", "") + "\n\n[^n]: A note.") == []


def test_text_of_a_note_for_teachers_is_not_read_for_students() -> None:
    section, _ = section_and_findings(f"# T\n\nIt goes out.[^n]\n\n{ANSWER.replace('Because.[^n]', 'Because.')}\n")
    assert "A note for teachers" not in repr(section.blocks[0])


@pytest.mark.parametrize(
    "options",
    [
        "1. [ ] small\n2. [x] great",
        "-[ ] small\n-[x] great",
        "The great one [x]",
        "- [✓] great",
        "> - [ ] small\n> - [x] great",
        "☑ great",
    ],
)
def test_ticked_options_that_would_be_printed_are_an_error(options: str) -> None:
    found = findings(f"::: question {{#q-a}}\nWhich?\n\n{options}\n:::")
    assert any(finding.severity is Severity.ERROR and finding.code is Code.QUESTION_KEY for finding in found)


def test_ticks_beside_the_options_of_a_choice_question_are_an_error() -> None:
    text = "::: question {#q-a kind=choice}\nWhich?\n\n> - [x] great\n\n- [ ] small\n- [x] great\n:::"
    assert (Code.QUESTION_KEY, 6) in codes(text)


def test_short_question_without_an_answer_is_a_warning() -> None:
    [finding] = findings("::: question {#q-a kind=short}\nWhen?\n:::")
    assert (finding.code, finding.severity) == (Code.QUESTION_KEY, Severity.WARNING)
    assert findings("::: question {#q-a kind=short}\nWhen?\n\n::: answer\nNow.\n:::\n:::") == []


@pytest.mark.parametrize(("name", "meant"), [("teacher-notes", "teacher-note"), ("answer-key", "answer")])
def test_text_in_a_list_for_teachers_is_not_sent_to_students(name: str, meant: str) -> None:
    [finding] = findings(f"::: {name}\nBecause.\n:::")
    assert finding.code is Code.FENCE_MISPLACED
    assert f"::: {meant} " in finding.hint


def test_look_for_in_a_question_is_no_look_fors() -> None:
    assert codes("::: question {#q-a}\nWhy?\n\n::: look-for\nIt cites two lines.\n:::\n:::") == [(Code.FENCE_MISPLACED, 6)]


def test_closing_line_of_a_stray_fence_has_no_hint_that_deletes_it() -> None:
    found = findings("::: question {#q-a}\nWhy?\n\n:: answer\nBecause.\n:::\n:::")
    assert [(finding.code, finding.place.line) for finding in found] == [(Code.FENCE_FORM, 6)]


def test_fence_in_a_list_item_ends_with_the_item_and_is_reported() -> None:
    section, found = section_and_findings("# T\n\n- ::: teacher-note\n  Slow down.\nAfter it.\n")
    assert [(finding.code, finding.place.line) for finding in found] == [(Code.FENCE_UNCLOSED, 3)]
    assert section.blocks[-1] == Paragraph((Text("After it."),))


@pytest.mark.parametrize("row", ["| 1 | 2 | 3 |", "| `a | b` | 2 |", "1 | 2 | 3"])
def test_row_with_surplus_cells_is_an_error(row: str) -> None:
    assert codes(f"| a | b |\n|---|---|\n| 1 | 2 |\n{row}") == [(Code.TABLE_SHAPE, 6)]
    assert codes(f"> | a | b |\n> |---|---|\n> {row}") == [(Code.TABLE_SHAPE, 5)]


def test_row_with_an_escaped_bar_is_none() -> None:
    assert findings("| a | b |\n|---|---|\n| `a \\| b` | 2 |\n| 1 | |") == []


@pytest.mark.parametrize("row", ["| 1 |", "| 1", "|"])
def test_row_with_too_few_cells_is_a_warning(row: str) -> None:
    [finding] = findings(f"| a | b |\n|---|---|\n| 1 | 2 |\n{row}")
    assert (finding.code, finding.place.line, finding.severity) == (Code.TABLE_SHAPE, 6, Severity.WARNING)


@pytest.mark.parametrize(
    "text",
    [
        "```\n::: answer\nOne.\n\n```\n\n::: question {#q-a}\nWhy?\n:::",
        "::: question {#q-a}\nWhat does it print?\n\n```\nprint(1)\n\n::: answer\nOne.\n:::\n:::\n\n```\ncode\n```",
    ],
)
def test_answer_that_is_swallowed_by_a_code_block_is_an_error(text: str) -> None:
    assert any(finding.severity is Severity.ERROR for finding in findings(text))


def test_unclosed_comment_says_how_it_ends() -> None:
    [finding] = findings("Text.\n\n<!-- The answer is\nmidnight.")
    assert (finding.place.line, finding.hint) == (5, "end it with -->")


@pytest.mark.parametrize(
    "form",
    [
        "--- answer ---", "=== answer", "/// answer", "+++ answer", "{answer}", "{key=true}", ";;; answer", ";:: answer", "::; answer",
        ":: réponse", "```answer\nBecause.\n```", "[answer]Because.[/answer]", "=== \"Answer\"", "\\begin{answer}", "| ::: answer | a |",
        "## ::: answer", "Why? ::: answer Because. :::", "**::: answer**", "\u2028::: answer", "\f::: answer", "#answer", "::: ANSWER",
        ": : : answer", "::\N{ZERO WIDTH SPACE}: answer", ":::\n{.answer}", "{::answer}", "::::answer",
        "+++ Answer", "%%\nBecause.\n%%", "<!- Because. ->", "<!–– Because. ––>", "/* Because. */", "{/* Because. */}", "{# Because. #}",
        "{{! Because. }}", "{::comment}\nBecause.\n{:/comment}", "{% comment %}\nBecause.\n{% endcomment %}", "\\begin{comment}",
        "////\nBecause.\n////", "{{c1::Because}}", "It is >!because!<", "{expand}Because.{expand}", "#+begin_answer", "#+BEGIN_ANSWER",
        ":ANSWER:", "[.answer]", "Why? :answer[Because.]", "(answer)=", "answer:: because", "<%= answer %>",
        "[answer]", "(answer)", "@answer", "=> answer", "| answer", "§ answer", "••• answer", "$$ answer",
        "&#58;&#58;&#58; answer", "<!-- answer -->", "<!-- begin answer -->", "<!-- teachers only -->", "<!--answer:start-->",
        "<!-- For teachers: -->", "<!-- /solution -->", "<!-- teacher-note -->", "\\ifteacher Because. \\fi",
    ],
)  # fmt: skip
def test_other_forms_of_teacher_parts_are_errors(form: str) -> None:
    assert any(finding.severity is Severity.ERROR for finding in findings(f"Why?\n\n{form}\nBecause she must."))


@pytest.mark.parametrize("mark", ["✓", "✅", "(x)", "[*]", "(correct)", ":white_check_mark:", "✗"])
@pytest.mark.parametrize("form", ["1. {} great\n2. small", "- great {}\n- small", "a) small\nb) great {}"])
def test_choice_with_a_mark_is_an_error(form: str, mark: str) -> None:
    found = findings(f"::: question {{#q-a}}\nWhich?\n\n{form.format(mark)}\n:::")
    assert any(finding.severity is Severity.ERROR and finding.code is Code.QUESTION_KEY for finding in found)


@pytest.mark.parametrize("mark", ["✓", "(x)", "*", "<-"])
def test_option_with_a_mark_at_its_end_is_an_error(mark: str) -> None:
    assert codes(f"::: question {{#q-a kind=choice}}\nWhich?\n\n- [x] great\n- [ ] small {mark}\n:::") == [(Code.QUESTION_KEY, 7)]


def test_mark_in_an_instruction_is_no_key() -> None:
    assert findings("::: question {#q-a}\nWrite ✓ or ✗ into each box.\n\n- ✓ = true\n- ✗ = false\n:::") == []


@pytest.mark.parametrize("note", ["::: answer It must.", "==marked=="])
def test_note_within_a_sentence_is_read_as_any_text(note: str) -> None:
    assert [finding.place.line for finding in findings(f"It goes out.^[{note}]")] == [3]


def test_fence_that_a_comment_opens_and_does_not_close_is_an_error() -> None:
    assert (Code.FENCE_FORM, 3) in codes("<!-- ::: answer -->\nBecause.\n<!-- ::: -->")
    assert findings("<!-- Write notes into ::: teacher-note. -->\n\nText.") == []
    assert findings("<!-- ::: answer\nBecause.\n::: -->\n\n<!--\n::: answer\nBecause.\n:::\n-->") == []


@pytest.mark.parametrize(
    "text",
    [
        "<!-- answer -->\n\n::: question {#q-a}\nWhy?\n:::",
        "<!-- for teachers -->\n```\na\n```",
        "*answer*",
        "— answer",
        "- answer",
        "“Answer!”",
        "…answer",
    ],
)
def test_name_of_a_fence_in_ordinary_text_is_no_error(text: str) -> None:
    assert not [finding for finding in findings(text) if finding.severity is Severity.ERROR]


def test_answer_in_a_code_block_of_a_question_is_an_error() -> None:
    block = "```\n::: answer\nBecause.\n:::\n```"
    assert codes(f"::: question {{#q-a}}\nWhy?\n\n{block}\n:::") == [(Code.FENCE_FORM, 6)]
    assert findings(block) == []
