"""The pages of small guides with the built-in styles: what a reader of the paper finds on them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from linernotes.model.papers import TEXT_BLOCK
from tests.typeset.printing import gathering_of, print_story, words_on_pages


def test_ordered_list_begins_with_its_number(tmp_path: Path) -> None:
    lists = (f"{start}. Light the lamp.\n{start + 1}. Close the door.\n\nWords.\n\n" for start in (0, 1, 12))
    words = words_on_pages(print_story(tmp_path, "".join(lists)))
    assert [word for word in words.split() if word.removesuffix(".").isdigit()] == ["0.", "1.", "1.", "2.", "12.", "13."]


def test_table_with_widths_is_as_wide_as_its_column(tmp_path: Path) -> None:
    rows = "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n"
    printed = print_story(tmp_path, f'::: table {{#wide caption="Wide" widths="1 1 2 2"}}\n{rows}:::\n')
    with pypdfium2.PdfDocument(gathering_of(printed).content) as pdf:
        rules = [each.get_bounds() for each in pdf[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    assert max(right for _, _, right, _ in rules) == pytest.approx(TEXT_BLOCK.points()[2], abs=1.5)  # the weight of a rule
