"""Text in drawings: fonts that are not in the book, and text that is not drawn, are found."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from linernotes.manuscript.drawn_text import text_problem


def problem(content: str) -> str:
    found = text_problem(ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{content}</svg>'))
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<text font-family="Arial, sans-serif">Lantern</text>', "its text 'Lantern' is set in Arial, sans-serif, which"),
        ('<g><text font-size="14"><tspan>Gallery</tspan></text></g>', "its text 'Gallery' names no font"),
        ('<text style="font: bold 14px Arial">Lantern</text>', "short form 'font:'"),
        ('<style>.t{font:bold 14px Arial}</style><text class="t">Lantern</text>', "short form 'font:'"),
        ('<style>.t{font-family: Times New Roman}</style><text class="t">Lantern</text>', "names no font"),
        ("<foreignObject><p>Gallery</p></foreignObject>", "'Gallery' is in a <foreignObject>"),
    ],
)
def test_text_that_is_not_set_in_a_font_of_the_book(content: str, message: str) -> None:
    assert message in problem(content)


@pytest.mark.parametrize(
    "content",
    [
        '<g font-family="Liner Sans"><text>Lantern</text></g>',
        "<text style=\"font-family: 'Liner Narrow', sans-serif\">Lantern</text>",
        "<style>text { font-family: Liner Sans; font-size: 14px }</style><text>Lantern</text>",
        '<text font-family="A Font of the Project">Lantern</text>',
        "<text></text><title>Lantern</title>",
    ],
)
def test_text_in_a_font_of_the_book(content: str) -> None:
    assert not problem(content)
