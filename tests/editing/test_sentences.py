"""The boundaries of sentences."""

import pytest

from linernotes.editing.sentences import goes_on, sentence_ends


@pytest.mark.parametrize(
    "text",
    [
        "“Did you see it? I did!” he said.",
        "‘Did you see it? I did!’ he said.",
        "He said, “I came. I saw.”",
        "“Stop! Wait!” Mr Utterson cried.",
        "“Stop!” cried Joan.",
        "«Halte ! Qui va ?» dit-il.",
        "He said “Why?” and left.",
        "Prof. Lanyon met Capt. Ahab and Rev. Hale in St. Ives.",
        "They pass No. 7 at 3 p.m. daily.",
        "Mr. J. Hyde, Esq., M.D., came.",
        "The dept.\N{NO-BREAK SPACE}Head came.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentence_ends(text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The wind rises. Nobody comes.", "The wind rises."),
        ("“I came. I saw.”", "“I came."),
        ("He said, “I came. I saw.” Then he left.", "He said, “I came. I saw.”"),
        ("“Stop!” she cried. “Stop!”", "“Stop!” she cried."),
        ("“Stop!” The door closed.", "“Stop!”"),
    ],
)
def test_two_sentences(text: str, first: str) -> None:
    assert [text[:end] for end in sentence_ends(text)] == [first]


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("They pass a door that has", "neither bell nor knocker.", True),
        ("He walks with", "Mr Enfield.", True),
        ("They pass a door,", "and stop.", True),
        ("They pass a door.", "They stop.", False),
        ("“They stop.”", "and go on.", False),
        ("Roses are red,", "Violets are blue.", False),
    ],
)
def test_sentence_goes_on_in_the_next_line(line: str, following: str, expected: bool) -> None:
    assert goes_on(line, following) is expected
