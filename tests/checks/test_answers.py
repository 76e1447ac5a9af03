"""Answers that are written where students read them, and forms that give an answer away."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.model.findings import Code, Finding, Severity
from tests.sample import FILES, STORY, read_guide

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
ANSWER = "uncle Tom hid seven barrels"


def findings(tmp_path: Path, text: str = "", **files: str) -> list[Finding]:
    """Return the findings about text for teachers and keys in a guide with this text at the end of its story."""
    _, found = read_guide(tmp_path, {"story.md": f"{STORY}\n{text}\n", **files})
    return [finding for finding in found if finding.code in (Code.TEACHER_TEXT_MISPLACED, Code.QUESTION_KEY)]


def question(text: str, attributes: str = "{#q-x}") -> str:
    return f"::: question {attributes}\nWho hid the oil?\n\n{text}\n:::"


def figure(alternative: str = "Black.", caption: str = "Black.", title: str = "Black") -> str:
    return f'::: figure {{#fig-x title="{title}"}}\n![{alternative}](art/x.svg)\n\n{caption}\n:::'


SHOWN = {
    "headings": [
        *(f"## {title}\n\n{ANSWER}" for title in ("Answer", "Solutions", "Key", "The answer", "Answers to the quiz", "Lösung")),
        *(
            f"## {title}\n\n{ANSWER}"
            for title in ("Question 1: answer", "Teacher’s copy", "Marking scheme", "Erwartungshorizont")
        ),
        *(
            f"## {title}\n\n{ANSWER}"
            for title in ("Expected response", "Answers (do not print)", "Hints for teachers", "Corrigé")
        ),
        question(f"### Answer\n\n{ANSWER}"),
        question(f"Solution\n--------\n\n{ANSWER}"),
    ],
    "paragraphs": [
        *(
            question(f"{label} {ANSWER}.")
            for label in ("Answer:", "**Answer:**", "*Answer*:", "Answer –", "Answer =", "Ans.", "(Answer:")
        ),
        *(
            question(f"{label} {ANSWER}.")
            for label in ("Answer =>", "Answer →", "Key:", "Correct:", "Accept:", "Teacher:", "The answer is")
        ),
        *(
            question(f"{label} {ANSWER}.")
            for label in ("Solution.\n", "**Answer**\n", "Teacher's note: ", "Note to teachers: ", "Rép.:")
        ),
        question(f"Think. Answer: {ANSWER}."),
        question(f"Think (answer: {ANSWER})."),
        question(f"- Answer: {ANSWER}"),
        question(f"> Answer: {ANSWER}"),
        f"Who hid it? (Answer: {ANSWER})",
        f"Who hid it?[^a]\n\n[^a]: Answer: {ANSWER}.",
        f"```\nAnswer: {ANSWER}\n```",
        f"::: retelling\nAnswer: {ANSWER}.\n:::",
        f"::: verse\nAnswer: {ANSWER}.\n:::",
    ],
    "lists and tables": [
        f"Answer\n: {ANSWER}",
        "| Question | Answer |\n|---|---|\n| Who? | The uncle |\n| What? | Oil |",
        "| Question | Task |\n|---|---|\n| Who? | Answer: the uncle |",
        '::: table {#tab-x caption="Answer: the uncle"}\n| a | b |\n|---|---|\n| c | d |\n:::',
    ],
    "titles and pictures": [
        f'::: margin-note {{title="Answer"}}\n{ANSWER}\n:::',
        f'::: margin-note {{title="Answer: the uncle"}}\n{ANSWER}\n:::',
        f'::: activity {{#act-x title="Solutions"}}\n{ANSWER}\n:::',
        f'::: content-note {{title="For teachers"}}\n{ANSWER}\n:::',
        figure(alternative="Answer: the uncle"),
        figure(caption="Answer: the uncle"),
        figure(title="Answer: the uncle"),
        figure().replace("art/x.svg", "art/answer-uncle.svg"),
    ],
}


@pytest.mark.parametrize("text", [text for texts in SHOWN.values() for text in texts])
def test_answer_that_is_written_as_ordinary_text_is_a_warning(text: str, tmp_path: Path) -> None:
    found = findings(tmp_path, text, **dict.fromkeys(("art/x.svg", "art/answer-uncle.svg"), SVG))
    assert [finding.severity for finding in found] == [Severity.WARNING], found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/terms.toml", "A light that warns.", "Answer: the uncle"),
        ("data/themes.toml", "What the dark asks.", "Answer: the uncle"),
        ("data/facts.toml", "A museum.", "Answer: the uncle"),
        ("data/characters.toml", 'role = "keeps the light"', 'role = "keeps the light"\ntraits = { Answer = "the uncle" }'),
        ("book.toml", "A guide for tests.", "Answer: the uncle"),
        ("book.toml", "Printed for *nobody*.", "Answer: the uncle"),
        ("book.toml", 'title = "Student edition"', 'title = "Answer: the uncle"'),
        ("story.md", 'label="Chapter 1"', 'label="Answer: the uncle"'),
        ("story.md", "# The storm", "# Answers"),
    ],
)
def test_answer_in_data_and_metadata_is_a_warning(file: str, old: str, new: str, tmp_path: Path) -> None:
    assert old in FILES[file]
    [finding] = (
        findings(tmp_path, **{file: FILES[file].replace(old, new)}) if file != "story.md" else findings_of(tmp_path, old, new)
    )
    assert (finding.code, finding.severity) == (Code.TEACHER_TEXT_MISPLACED, Severity.WARNING)
    assert finding.place.file.endswith(file)


def findings_of(tmp_path: Path, old: str, new: str) -> list[Finding]:
    _, found = read_guide(tmp_path, {"story.md": STORY.replace(old, new)})
    return [finding for finding in found if finding.code is Code.TEACHER_TEXT_MISPLACED]


@pytest.mark.parametrize(
    "text",
    [
        question("Answer: ______"),
        question("Answer in full sentences."),
        question("Answers differ. Say why."),
        question("The answer is in line 2."),
        question("| Question | Answer |\n|---|---|\n| Who? | |\n| What? | ____ |"),
        question("Why?\n\n::: answer\nAnswer: because.\n:::"),
        "## How to answer\n\nUse the lines.",
        "## Answer the letter\n\nWrite to her.",
        "A key turns in the lock. Nobody answers.",
        '::: margin-note {title="Key change"}\nThe song moves up.\n:::',
    ],
)
def test_text_about_answers_is_no_answer(text: str, tmp_path: Path) -> None:
    assert findings(tmp_path, text) == []


@pytest.mark.parametrize(
    "right",
    [
        "**the uncle**",
        "*the uncle*",
        "`the uncle`",
        "[the uncle](#storm)",
        "the uncle [@lamp]",
        "THE UNCLE",
        "[the uncle]{.film}",
    ],
)
def test_choice_that_looks_unlike_the_others_is_a_warning(right: str, tmp_path: Path) -> None:
    [finding] = findings(tmp_path, question(f"- [ ] a ghost\n- [x] {right}\n- [ ] the cat", "{#q-x kind=choice}"))
    assert (finding.code, finding.severity) == (Code.QUESTION_KEY, Severity.WARNING)
    alike = right.replace("the uncle", "the cat").replace("UNCLE", "CAT")
    assert findings(tmp_path / "alike", question(f"- [ ] {alike}\n- [x] {right}", "{#q-x kind=choice}")) == []


def test_answer_in_the_id_of_its_question_is_a_warning(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, question("::: answer\nZanzibar\n:::", "{#q-zanzibar kind=short}"))
    assert "'q-zanzibar' contains the answer" in finding.message
    choice = question("- [ ] a ghost\n- [x] the uncle", "{#q-the-uncle kind=choice}")
    assert len(findings(tmp_path / "choice", choice)) == 1


@pytest.mark.parametrize("call", ["[here][k]", "[k][]", "[k]", "![Black][k]", "| [k] |\n|---|\n| [k] |"])
@pytest.mark.parametrize("part", ["answer", "look-fors"])
def test_address_in_an_answer_is_no_address_for_students(call: str, part: str, tmp_path: Path) -> None:
    text = question(f"{call}\n\n::: {part}\n- Oil.\n\n[k]: https://example.org/the-uncle\n:::")
    errors = [finding for finding in findings(tmp_path, text) if finding.severity is Severity.ERROR]
    assert [finding.message for finding in errors] == [
        "the address of [k] is inside a fence for teachers, but text for students has the link"
    ]
    inside = question(f"::: {part}\n- Oil, [k].\n\n[k]: https://example.org/the-uncle\n:::")
    assert findings(tmp_path / "inside", inside) == []
