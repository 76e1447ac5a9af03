"""Apostrophes at the beginning of a word, feet and inches, and speeches of several paragraphs."""

from __future__ import annotations

import pytest

from linernotes.manuscript.sections import read_section
from linernotes.manuscript.source import SourceFile
from linernotes.model.book import Matter
from linernotes.model.walking import plain_text


def printed(text: str, language: str = "en-GB") -> str:
    section = read_section(SourceFile("a.md", f"# One {{#one}}\n\n{text}\n", language), Matter.BODY, "a.md")
    return plain_text(section.blocks)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("In the '60s and in '99.", "In the ’60s and in ’99."),
        ("'Tis said they gave 'em rock 'n' roll.", "’Tis said they gave ’em rock ’n’ roll."),
        ('They met "the (TNT)\'s roar".', "They met “the (TNT)’s roar”."),
        ("At 5' 10\" she is tall.", "At 5′ 10″ she is tall."),
        ("They play rock 'n roll 'til dawn.", "They play rock ’n roll ’til dawn."),
        ("'Round here they know.", "’Round here they know."),
        ("'One goes on.\n\n'Two ends it.'", "'One goes on. ‘Two ends it.’"),
        ('A 12" record, 8" by 10".', "A 12″ record, 8″ by 10″."),
        ("At 6' he is tall.", "At 6′ he is tall."),
        ("'It was in '68', he said, 'or 69'.", "‘It was in ’68’, he said, ‘or 69’."),
        ("'It is 'em', he said.", "‘It is ’em’, he said."),
        ("'Round and round', she sang.", "‘Round and round’, she sang."),
        ('"One goes on.\n\n"Two ends it."', "“One goes on. “Two ends it.”"),
        ('"One is not closed.\n\nTwo is no speech.', '"One is not closed. Two is no speech.'),
    ],
)
def test_marks_are_turned(written: str, read: str) -> None:
    assert printed(written) == read


def test_other_languages_have_their_own_marks() -> None:
    assert printed('"Eins geht weiter.\n\n"Zwei endet in den \'60ern."', "de") == "„Eins geht weiter. „Zwei endet in den '60ern.“"
