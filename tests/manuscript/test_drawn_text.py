"""Text in drawings: it is set in fonts of the book, whatever the drawing program named; text that is not drawn is found."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from linernotes.manuscript.drawn_text import text_problem, with_book_fonts

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
SET = '<svg font-family="Liner Sans" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<text font-family="Arial, sans-serif">Lantern</text>', '<text font-family="Liner Sans">Lantern</text>'),
        ("<g font-family='Times New Roman'><text>Lantern</text></g>", "<g font-family='Liner Text'><text>Lantern</text></g>"),
        (
            '<text style="font-family:&quot;Open Sans&quot;;fill:red">A</text>',
            '<text style="font-family:Liner Sans;fill:red">A</text>',
        ),
        (
            '<text style="font: italic bold 14px/1.2 Georgia, serif; fill: red">A</text>',
            '<text style="font-style:italic;font-weight:bold;font-size:14px;font-family:Liner Text; fill: red">A</text>',
        ),
        (
            "<style>.t{font:bold 14px Arial}</style><text class='t'>A</text>",
            "<style>.t{font-style:normal;font-weight:bold;font-size:14px;font-family:Liner Sans}</style><text class='t'>A</text>",
        ),
        ('<text font-family="A Font of Mine">A</text>', '<text font-family="A Font of Mine, Liner Sans">A</text>'),
        ('<g font-size="14"><text>Gallery</text></g>', '<g font-size="14"><text>Gallery</text></g>'),
    ],
)
def test_text_is_set_in_a_font_of_the_book(content: str, expected: str) -> None:
    drawn = with_book_fonts(f"{SVG}{content}</svg>")
    assert drawn == f"{SET}{expected}</svg>"
    ElementTree.fromstring(drawn)
    assert with_book_fonts(drawn) == drawn


@pytest.mark.parametrize(
    "drawing",
    [
        f"{SVG}<path d='M0 0'/></svg>",
        f"{SET}<text style=\"font-family: 'Liner Narrow'\">A</text></svg>",
        f"{SET}<style>text {{ font-family: Liner Sans; font-size: 14px }}</style><text>A</text></svg>",
    ],
)
def test_drawing_in_the_fonts_of_the_book_is_not_changed(drawing: str) -> None:
    assert with_book_fonts(drawing) == drawing


def test_text_in_a_foreign_object_is_found() -> None:
    found = text_problem(ElementTree.fromstring(f"{SVG}<foreignObject><p>Gallery</p></foreignObject></svg>"))
    assert found
    assert "'Gallery' is in a <foreignObject>" in found[0]
