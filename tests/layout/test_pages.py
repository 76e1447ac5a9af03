"""The pages of small guides with the built-in styles: what a reader of the paper finds on them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from linernotes.build.printed import PrintedEdition
from linernotes.model.papers import TEXT_BLOCK
from tests.sample import BOOK, FORM_DATA, FORMS, WORDS
from tests.typeset.printing import COPY, LARGE, gathering_of, print_guide, print_story, words_on_pages


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


LONG_WORD = "Donaudampfschifffahrtsgesellschaft"
TITLES = [
    "X",
    "Strange Case of Dr Jekyll and Mr Hyde",
    f"{LONG_WORD} MMMMMMMMMMMMMMM",
    f"{'The World and the Women ' * 3}of WWWWWWWWWWWWWW",
]
SUBTITLE = "A study guide for Year 10 and Year 11 with very many questions and answers for all who read it in class or at home"
AUTHORS = '"Alexandra Montgomery-Featherstonehaugh", "Bartholomew Winterbottom"'


def print_titles(folder: Path, theme: str, title: str, *, backdrop: bool) -> dict[str, PrintedEdition]:
    """Print every edition of a guide with this title, a long subtitle and two authors."""
    book = BOOK.replace("The Lighthouse", title, 1).replace("A study guide to a novel that nobody wrote", SUBTITLE)
    book = re.sub(r"(?m)^authors = .*$", f"authors = [{AUTHORS}]", book) + f'\n[look]\ntheme = "{theme}"\n'
    if backdrop:
        book = book.replace('rights = "', 'backdrop = "art/lamp.svg"\nrights = "')
    story = f'# {title.title()} {{#storm label="Chapter 1"}}\n\nWords.\n'
    changes = {"book.toml": book + LARGE + COPY, "story.md": story, "words.md": WORDS.replace("Words", title), **FORM_DATA}
    return print_guide(folder, changes, "student", "large", "copy")


def assert_no_drawing_behind_words(edition: PrintedEdition) -> None:
    with pypdfium2.PdfDocument(gathering_of(edition, "title-page").content) as pdf:
        page = pdf[0]
        words = [found for found in page.get_objects() if found.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
        boxes = [found.get_bounds() for found in words]
        for found in words:
            page.remove_obj(found)
        page.gen_content()
        drawn = page.render(scale=1).to_pil().convert("L")
    assert words
    for left, bottom, right, top in boxes:
        box = (int(left), drawn.height - int(top), int(right) + 1, drawn.height - int(bottom))
        darkest, lightest = drawn.crop(box).getextrema()
        assert lightest - darkest <= 16, f"{edition.edition.name}: {left:.0f}, {bottom:.0f}"


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("theme", ["plain", "stage", "novel"])
def test_title_fits_on_the_title_page_and_in_the_running_foot(tmp_path: Path, theme: str, title: str) -> None:
    printed = print_titles(tmp_path, theme, title, backdrop=False)
    assert {name: edition.complaints() for name, edition in printed.items()} == {name: [] for name in printed}
    for edition in printed.values():
        assert_no_drawing_behind_words(edition)


@pytest.mark.parametrize("title", TITLES[::3])
@pytest.mark.parametrize("theme", ["plain", "stage", "novel"])
def test_title_fits_on_a_backdrop(tmp_path: Path, theme: str, title: str) -> None:
    printed = print_titles(tmp_path, theme, title, backdrop=True)
    assert {name: edition.complaints() for name, edition in printed.items()} == {name: [] for name in printed}


@pytest.mark.parametrize(("width", "height"), [(2000, 537), (2000, 900), (1500, 2000)])
def test_title_is_below_the_picture_that_opens_a_section(tmp_path: Path, width: int, height: int) -> None:
    file = io.BytesIO()
    Image.new("L", (width, height), 128).save(file, "PNG")
    caption = "A long caption of the photograph. " * 8
    story = f"# The rock {{#storm}}\n\n::: figure {{#fig}}\n![A rock.](art/rock.png)\n\n{caption}\n:::\n\nThe text begins here.\n"
    changes: dict[str, str | bytes | None] = {
        "book.toml": BOOK + LARGE + COPY,
        "story.md": story,
        "art/rock.png": file.getvalue(),
    }
    printed = print_guide(tmp_path, changes, "student", "large", "copy")
    assert {name: edition.complaints() for name, edition in printed.items()} == {name: [] for name in printed}


def test_no_page_of_the_sample_has_a_misfit(tmp_path: Path) -> None:
    changes = {**FORMS, "book.toml": FORMS["book.toml"] + LARGE + COPY}
    printed = print_guide(tmp_path, changes, "student", "teacher", "large", "copy")
    assert {name: edition.complaints() for name, edition in printed.items()} == {name: [] for name in printed}


WIDE = """\
An address: https://example.org/archive/index.html?query=lighthouse&with=keepers&utm_source=newsletter&sort=ascending.

Code: `a_name_without_any_place_to_break_that_is_longer_than_the_whole_measure_of_the_page_really_and_truly_so`.

| One | Two | Three | Four | Five | Six | Seven | Eight | Nine | Ten |
|--|--|--|--|--|--|--|--|--|--|
| alphabet | bravado | charlatan | deliverance | elephantine | foreboding | gargantuan | hospitality | intermission | juxtaposition |

    code_that_is_much_longer_than_the_line(and_its_argument, another_argument, one_more_argument, the_last_argument)
"""


@pytest.mark.parametrize("edition", ["student", "large", "copy"])
def test_long_addresses_code_and_tables_stay_on_the_page(tmp_path: Path, edition: str) -> None:
    assert print_story(tmp_path, WIDE, edition).complaints() == []


def _wide_table(columns: int, before: str = "") -> str:
    words = ("deliverance", "elephantine", "foreboding", "gargantuan", "hospitality", "intermission", "juxtaposition")
    cells = (words * 3)[:columns]
    rows = (f"| {' | '.join(row)} |" for row in ([word[:5] for word in cells], ["---"] * columns, cells))
    return "\n".join(before + row for row in rows)


DIAGRAM = """\
::: figure {#fig-NAME chart=arc data=stages value=stage alt="A wave."}
**What this shows:** how great.
:::"""


def _diagram(name: str, before: str = "") -> str:
    return "\n".join(before + line for line in DIAGRAM.replace("NAME", name).split("\n"))


@pytest.mark.parametrize("edition", ["student", "large", "copy"])
def test_wide_tables_and_diagrams_stay_on_the_page_in_any_block(tmp_path: Path, edition: str) -> None:
    story = f"""\
{_wide_table(14)}

- item

{_wide_table(9, "  ")}

{_diagram("a", "  ")}

> Words.
>
{_wide_table(9, "> ")}
>
{_diagram("b", "> ")}

::: activity {{#act title="Try it"}}
{_diagram("c")}

{_wide_table(9)}
:::

::: question {{#q-wide}}
Why?

{_wide_table(12)}
:::
"""
    data = '[i]\nname = "The wind"\nstage = 4\n\n[ii]\nname = "The lamp"\nstage = 9\n'
    changes = {"story.md": f"# The storm {{#storm}}\n\n{story}", "data/stages.toml": data}
    changes["book.toml"] = BOOK + LARGE + COPY
    editions = {"student", edition}
    printed = print_guide(tmp_path, changes, *editions)
    # the last row may be alone on a page
    assert [each for each in printed[edition].complaints() if "nearly alone" not in each] == []


def test_address_of_a_link_is_printed_unless_it_is_the_words(tmp_path: Path) -> None:
    story = "[The museum](https://example.org/museum) and [example.org](https://www.example.org/), and [the harbour](#storm).\n"
    words = "The museum (example.org/museum) and example.org, and the harbour."
    assert words in words_on_pages(print_story(tmp_path, story))


@pytest.mark.parametrize("theme", ["plain", "stage", "novel"])
def test_cover_picture_fills_a_page_before_the_title_page(tmp_path: Path, theme: str) -> None:
    book = BOOK.replace('rights = "', 'cover = "art/lamp.svg"\nrights = "') + f'\n[look]\ntheme = "{theme}"\n'
    printed = print_guide(tmp_path, {"book.toml": book + COPY, "story.md": "# A\n\nB.\n", **FORM_DATA}, "student", "copy")
    assert {name: edition.complaints() for name, edition in printed.items()} == {"student": [], "copy": []}
    assert [gathering_of(edition, "title-page").pages for edition in printed.values()] == [2, 2]
