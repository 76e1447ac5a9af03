"""The teacher's regions of a file are found whatever was read from it: the leak gate depends on nothing that reading decides."""

from __future__ import annotations

import re

import pytest

from linernotes.leaks.regions import split_regions


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("One.\n::: answer\nTwo.\n:::\nThree.", "Two.", "One. Three."),
        ("One.\n> ::: answer\n> Two.\n> :::\nThree.", "> Two.", "One. Three."),
        ("- ::: answer\n  Two.\n  :::\nThree.", "Two.", "Three."),
        (":\\:\\: answer\nTwo.\n:::\nThree.", "Two.", "Three."),
        ("::\u200b: ans\u200bwer\nTwo.\n:::\nThree.", "Two.", "Three."),
        (":: ANSWER\nTwo.\n:::\nThree.", "Two.", "Three."),
        ("::: {.teacher-note #a}\nTwo.\n:::\nThree.", "a Two.", "Three."),
        ("Why? ::: answer Two.\n:::\nThree.", "Two.", "Why? Three."),
        ("::: teacher-note\nOne.\n::: keep\nTwo.\n:::\nThree.\n:::\nFour.", "One. Two. Three.", "Four."),
        ("::: answer\n```\nTwo.\n:::\n```\n:::\nThree.", "``` Two. ::: ```", "Three."),
        (
            "::: answer\nTwo <!-- not this --> [words](a.md){.x} [@fact] and[^n] more &eacute;nd.\n:::",
            "Two words and more énd.",
            "",
        ),
        (
            "::: answer\nOne <!-- a --> two <!-- b <!-- c --> three-->four <!-- five.\n:::\nSix.",
            "One two three four five.",
            "Six.",
        ),
        ("::: answer\nOne <!-- a\nb --> two-->three.\n:::\nFour.", "One two three.", "Four."),
        ("::: answer\nOne-->two.\n:::\nThree.", "One two.", "Three."),
        ("```\nWhy? ::: answer Two.\n```\nThree.\n:::\nFour.", "Two. ``` Three.", "``` Why? Four."),
        ("```\n:::\n::: answer\nTwo.\n```\nThree.\n:::\nFour.", "Two. ``` Three.", "``` ::: Four."),
        ("```\n::: answer\nOne.\n:::\n::: answer\nTwo.\n```\nThree.\n:::\nFour.", "One. | Two. ``` Three.", "``` Four."),
        ("::: answer\n```\nTwo.\n:::\n```\nThree.\n:::\nFour.", "Two. ``` Three.", "Four."),
        ("::: answer\nTwo.<!-- open\n:::\nThree.", "Two.<!-- open", "Three."),
        ("::: answer\nTwo.\n:::\nOne.\n::: look-fors\nThree.\n:::", "Two. | Three.", "One."),
        ("```\n::: answer\nTwo.\n```\nThree.\n:::\nFour.", "Two. ``` Three.", "``` Four."),
        ("````\n::: answer\nTwo.\n```\nThree.\n````\n:::\nFour.", "Two. ``` Three. ````", "```` Four."),
    ],
)
def test_words_of_a_teacher_part_are_inside_and_all_others_outside(text: str, inside: str, outside: str) -> None:
    regions, rest = split_regions(text)
    assert [words(region) for region in regions] == [words(region) for region in inside.split(" | ")]
    assert words(rest) == 2 * words(outside)  # without and with its markup


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    "text",
    [
        "```\n::: answer\nTwo.\n:::\n```",
        "```\n::: answer\n::: keep\nTwo.\n:::\n:::\n```",
        "~~~ markdown\n::: answer\nTwo.\n:::\n~~~",
        "````\n```\n::: answer\nTwo.\n:::\n```\n````",
        "```\n::: answer\nTwo.\n:::\n``` info\n```",
        "```\nOne ::: answer two.\n:::\n```",
        "```\nOne.\n```\n```\n::: answer\nTwo.\n:::\n```",
        "Write `::: answer` and two more lines.",
        "The answer: two.",
    ],
)
def test_example_of_a_teacher_part_is_no_region(text: str) -> None:
    regions, rest = split_regions(text)
    assert regions == ()
    assert set(text.split()) <= set(rest.split())
