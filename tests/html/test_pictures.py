"""The width of a picture on paper and in an e-book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linernotes.assets import built_in_templates
from linernotes.editing import edit
from linernotes.html.medium import Medium, Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders
from linernotes.html.templates import Templates
from linernotes.model.book import Picture
from tests.sample import STUDENT, book_of, section_of


@pytest.mark.parametrize(
    ("attributes", "medium", "style"),
    [
        ("", Paged({}, Placeholders()), ' style="max-width: 10.1mm"'),
        ("", Reflowable({}), ""),
        ("{width=60%}", Paged({}, Placeholders()), ' style="--width: 60%"'),
    ],
)
def test_small_picture_is_enlarged_only_if_the_author_asks(attributes: str, medium: Medium, style: str) -> None:
    picture = Picture("art/x.png", "image/png", b"", 60, 40)
    text = f"# Story\n\n::: figure {{#fig-x}}\n![A dot](art/x.png){attributes}\n\nA dot.\n:::\n"
    book = edit(replace(book_of(section_of(text)), pictures=(picture,)), STUDENT)
    body = str(Pages(book, STUDENT, medium, Templates(built_in_templates())).render(book.sections[0]).body)
    assert f' alt="A dot"{style}/>' in body
