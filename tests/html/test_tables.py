"""Tables on printed pages: which of them span the margin column."""

from __future__ import annotations

import pytest

from linernotes.assets import built_in_templates
from linernotes.editing import edit
from linernotes.html.medium import Paged, Repaged
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders
from linernotes.html.templates import Templates
from tests.sample import STUDENT, book_of, section_of

LONG = "a few words that fill some lines of a narrow column of a table"


@pytest.mark.parametrize(
    ("columns", "cell", "spans"),
    [(4, LONG, True), (4, "short", False), (3, LONG, False), (5, "incomprehensibility", True), (4, "", True), (3, "", False)],
)
def test_table_spans_the_margin_if_its_rows_are_high_or_to_write_in(columns: int, cell: str, spans: bool) -> None:
    rows = ("Word", "---", cell)
    table = "\n".join("|" + f" {each} |" * columns for each in rows)
    book = book_of(section_of(f"# Words {{#words}}\n\n::: margin-note\nA note.\n:::\n\n{table}\n"))
    medium, templates = Paged({}, Placeholders()), Templates(built_in_templates())
    body = str(Pages(edit(book, STUDENT), STUDENT, medium, templates).render(book.sections[0]).body)
    assert ('<table class="wide' in body) == spans


def test_empty_first_cell_of_a_stacked_row_has_its_header_and_room() -> None:
    rows = ("Object", "What it is for, in a whole sentence of your own", "What it says when she goes and nobody stays")
    table = f"| {' | '.join(rows)} |\n|---|---|---|\n| The words | | |\n| | | |"
    book = book_of(section_of(f"# Words {{#words}}\n\n{table}\n"))
    medium, templates = Repaged({}, Placeholders()), Templates(built_in_templates())
    body = str(Pages(edit(book, STUDENT), STUDENT, medium, templates).render(book.sections[0]).body)
    assert body.count('class="stacked-empty"><b>Object:</b>') == 1
