"""Free data files, and the tables that print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from linernotes.editing import edit
from linernotes.model.data import DataTable
from linernotes.model.document import Alignment, Citation, Table
from linernotes.model.findings import Place
from linernotes.model.walking import descend, plain_text
from tests.sample import FILES, STUDENT, read_guide

TIDES = """\
[spring]
name = "*Spring* tide [@lamp]"
height = 4.50
moons = ["new", "full"]
seen = 1975-08-12

[neap]
name = "Neap tide"
height = -2
lines = "1-2"
"""


def table_of(project: Path, fence: str, tides: str = TIDES) -> Table:
    story = f"{FILES['story.md']}\n::: data-table {{#tab-tides {fence}}}\n:::\n"
    book, findings = read_guide(project, {"story.md": story, "data/tides.toml": tides})
    assert findings == ()
    return next(node for node in descend(edit(book, STUDENT).sections) if isinstance(node, Table) and node.anchor == "tab-tides")


def words_of(table: Table) -> list[list[str]]:
    return [
        [plain_text(cell.children).replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells] for row in (table.head, *table.rows)
    ]


def test_free_file_has_typed_rows(tmp_path: Path) -> None:
    book, _ = read_guide(tmp_path, {"data/tides.toml": TIDES})
    tides = book.data.table("tides")
    assert isinstance(tides, DataTable)
    assert tides.columns == ("id", "name", "height", "moons", "seen", "lines")
    spring, neap = tides.rows
    values = {cell.column: cell.value for cell in spring.cells}
    assert values == {
        "id": "spring",
        "name": "*Spring* tide [@lamp]",
        "height": Decimal("4.50"),
        "moons": ("new", "full"),
        "seen": date(1975, 8, 12),
    }
    height = neap.cell("height")
    assert height is not None
    assert (height.value, height.place) == (-2, Place("manuscript/data/tides.toml", 9))
    assert neap.cell("moons") is None


def test_table_shows_named_columns_and_rows_in_order(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'data=tides caption="Tides" columns="height=Height in *m*; id; name=Tide" rows="neap spring"')
    assert words_of(table) == [
        ["Height in m", "id", "Tide"],
        ["-2", "neap", "Neap tide"],
        ["4.50", "spring", "Spring tide "],
    ]
    assert table.alignments == (Alignment.RIGHT, Alignment.NONE, Alignment.NONE)
    assert table.number == 2
    assert any(isinstance(node, Citation) and node.certainty for node in descend(table))


def test_columns_have_the_widths_that_the_fence_names(tmp_path: Path) -> None:
    assert table_of(tmp_path, 'data=tides columns="id; name" widths="2 1"').widths == (2, 1)


def test_table_shows_all_columns_by_default(tmp_path: Path) -> None:
    table = table_of(tmp_path, "data=tides row-heads=yes")
    assert words_of(table)[0] == ["name", "height", "moons", "seen", "lines"]
    assert words_of(table)[1][2:] == ["new, full", "12 August 1975", ""]
    assert words_of(table)[2][2:] == ["", "", "1–2"]
    assert table.row_heads


@pytest.mark.parametrize(
    ("where", "ids"),
    [("moons=new", ["spring"]), ("height=-2", ["neap"]), ("height=4.50; seen=1975-08-12", ["spring"]), ("id=neap", ["neap"])],
)
def test_where_selects_rows(where: str, ids: list[str], tmp_path: Path) -> None:
    assert [row[0] for row in words_of(table_of(tmp_path, f'data=tides columns=id where="{where}"'))[1:]] == ids


def test_changed_number_changes_the_table(tmp_path: Path) -> None:
    assert ["4.50"] in words_of(table_of(tmp_path, "data=tides columns=height"))
    changed = words_of(table_of(tmp_path, "data=tides columns=height", TIDES.replace("4.50", "5.0")))
    assert changed == [["height"], ["5.0"], ["-2"]]


@pytest.mark.parametrize(
    ("fence", "row"),
    [
        ("data=terms", ["beacon", "A light that warns."]),
        ('data=standards columns="id; says"', ["X.1", "Give evidence."]),
        ('data=characters columns="name; role"', ["The keeper", "keeps the light"]),
    ],
)
def test_table_shows_files_with_a_fixed_meaning(fence: str, row: list[str], tmp_path: Path) -> None:
    assert words_of(table_of(tmp_path, fence))[1] == row


def test_traits_of_characters_are_columns(tmp_path: Path) -> None:
    keeper = '[keeper]\nname = "The keeper"\nrole = "keeps"\ntraits = { Wants = "sleep", "At last" = "light" }\n'
    files = {
        "data/characters.toml": keeper,
        "story.md": '# The storm\n\n::: data-table {data=characters columns="Wants; At last"}\n:::\n',
    }
    book, findings = read_guide(tmp_path, files)
    assert findings == ()
    assert [words_of(node)[1] for node in descend(book.sections) if isinstance(node, Table)] == [["sleep", "light"]]


def test_dates_are_printed_in_words(tmp_path: Path) -> None:
    days = """
[low]
when = "1975-08"
seen = "1975-08-12"
felt = 1976-03-01
season = "2007-08"

[high]
when = "1976"
seen = "1976"
felt = [1976-03-01, 1976-03-23]
season = "2008-09"
"""
    rows = words_of(table_of(tmp_path, "data=tides", days))
    assert rows[1:] == [
        ["August 1975", "12 August 1975", "1 March 1976", "2007-08"],
        ["1976", "1976", "1 March 1976, 23 March 1976", "2008-09"],
    ]
    assert words_of(table_of(tmp_path, 'data=tides where="when=1975-08" columns=seen', days))[1:] == [["12 August 1975"]]


def test_dates_follow_the_words_of_the_guide(tmp_path: Path) -> None:
    book = FILES["book.toml"] + '\n[words]\ndate_form = "{month} {day}, {year}"\n'
    story = f"{FILES['story.md']}\n::: data-table {{#tab-tides data=tides columns=seen}}\n:::\n"
    read, findings = read_guide(tmp_path, {"book.toml": book, "story.md": story, "data/tides.toml": TIDES})
    assert findings == ()
    (table,) = (node for node in descend(read.sections) if isinstance(node, Table) and node.anchor == "tab-tides")
    assert words_of(table)[1:] == [["August 12, 1975"], [""]]
