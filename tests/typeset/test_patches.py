"""Each patch of WeasyPrint, compared with WeasyPrint as it is."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import block, inline

from linernotes.typeset import patches
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.patches.balanced_columns import find_first
from tests.typeset.font import typeset_page

PARAGRAPHS = "".join(f"<p>{number}. {'A paragraph of some length. ' * (number % 5 + 1)}</p>" for number in range(12))
ITEMS = "".join(f"<li style='break-inside: avoid'>{'A word. ' * (number * 7 % 40 + 3)}</li>" for number in range(20))
LONG_AFTER_SHORT = f"<p>Short.</p><p style='break-inside: avoid'>{'A long paragraph. ' * 15}</p>"
SPANNED = f"<h2 style='column-span: all'>One</h2>{PARAGRAPHS}<h2 style='column-span: all'>Two</h2>{PARAGRAPHS}"
FLOATED = f"<p style='float: left; width: 20mm'>Beside.</p>{PARAGRAPHS}"
FORCED = f"<p>One.</p><p style='break-before: column'>Two.</p>{PARAGRAPHS}"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[object, str], None]:
    """Return a function that takes the patch off a function of WeasyPrint until the test ends."""
    patches.install()

    def take_off(module: object, name: str) -> None:
        monkeypatch.setattr(module, name, getattr(module, name).__wrapped__)

    return take_off


def typeset(body: str) -> Gathering:
    return typeset_page(body).gathering


def positions(gathering: Gathering) -> list[tuple[int, float, float]]:
    """Return the page and the coordinates of every piece of text, in pixels from the upper left."""
    with pikepdf.open(io.BytesIO(gathering.content)) as pdf:
        return [
            (number, float(each.operands[4]), float(each.operands[5]))
            for number, page in enumerate(pdf.pages)
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "Tm"
        ]


def test_patches_are_for_the_installed_version() -> None:
    assert weasyprint.__version__ == patches.VERSION


def test_no_patch_is_installed_for_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    monkeypatch.setattr(inline, "split_first_line", before := object())
    patches.install.__wrapped__()
    assert inline.split_first_line is before


@pytest.mark.parametrize(
    ("columns", "body"),
    [
        (2, PARAGRAPHS),
        (3, PARAGRAPHS),
        (2, PARAGRAPHS * 5),
        (2, f"<ul>{ITEMS}</ul>"),
        (3, f"<ul>{ITEMS}</ul>"),
        (2, LONG_AFTER_SHORT),
        (2, SPANNED),
        (3, FLOATED),
        (3, FORCED),
        (2, "<p>Alone.</p>"),
        (3, "<p>One.</p><p>Two.</p>"),
    ],
)
def test_columns_break_where_they_do_without_the_patch(columns: int, body: str, without: Callable[[object, str], None]) -> None:
    document = f"<h1>Title</h1><div style='columns: {columns}'>{body}</div><p>After.</p>"
    patched = positions(typeset(document))
    without(block, "block_box_layout")
    unpatched = positions(typeset(document))
    assert [(page, x) for page, x, _ in patched] == [(page, x) for page, x, _ in unpatched]
    assert all(y <= other + 1 for (_, _, y), (_, _, other) in zip(patched, unpatched, strict=True)), "columns are higher"


def test_columns_are_balanced_in_fewer_layouts(without: Callable[[object, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    layout = block.block_container_layout

    def count(context: object, box: Box, *rest: object, **options: object) -> object:
        counts[-1] += box.is_column
        return layout(context, box, *rest, **options)

    monkeypatch.setattr(block, "block_container_layout", count)
    for patched in (True, False):
        if not patched:
            without(block, "block_box_layout")
        counts.append(0)
        typeset(f"<div style='columns: 2'>{LONG_AFTER_SHORT}</div>")
    assert counts[0] < counts[1] / 5, counts


def test_space_at_the_end_of_a_line_needs_no_room(without: Callable[[object, str], None]) -> None:
    body = "<p style='width: 23mm'>aaa bbb ccc <b>ddd</b> eee fff</p>"
    assert lines(body) == 2
    without(inline, "split_first_line")
    assert lines(body) == 3


def test_no_break_space_before_an_element_changes_no_line() -> None:
    words = "Jett released the album herself in 1980, and a label released it in 1981.&#160;{}It{} was a hit."
    page = "".join(f"<p style='width: {width}px'>{words}</p>" for width in range(100, 700, 9))
    plain, divided = (typeset(page.replace("{}It{}", it)) for it in ("It", "<span>It</span>"))
    assert {y for _, _, y in positions(divided)} == {y for _, _, y in positions(plain)}


def lines(body: str) -> int:
    return len({y for _, _, y in positions(typeset(body))})


def test_word_in_a_link_is_not_broken_at_the_end_of_a_line(without: Callable[[object, str], None]) -> None:
    words = "The papers. <span>The old harbour, mostly in the <a style='overflow-wrap: anywhere'><b>museum</b></a> of the town.</span>"
    paragraph = "<p style='width: {}mm'>" + words + "</p>"
    body = "".join(paragraph.format(width / 2) for width in range(60, 160))
    assert not any(misfit.words == "museum" for misfit in typeset(body).misfits)
    without(inline, "split_text_box")
    assert any(misfit.words == "museum" for misfit in typeset(body).misfits)


def test_word_that_is_longer_than_its_line_is_hyphenated(without: Callable[[object, str], None]) -> None:
    body = "<p style='width: 25mm; overflow-wrap: break-word'>The <i>incomprehensibilities</i> and 123456789012345.</p>"
    assert typeset(body).misfits == ()
    without(inline, "split_text_box")
    assert typeset(body).misfits


@pytest.mark.parametrize("answer", [0, 1, 7, 39, 40])
@pytest.mark.parametrize("estimate", [0, 1, 8, 40])
def test_search_near_an_estimate_finds_the_first_that_fits(answer: int, estimate: int) -> None:
    asked: list[int] = []

    def fits(number: int) -> bool:
        asked.append(number)
        return number >= answer

    assert find_first(fits, estimate, 40) == answer
    assert set(asked) <= set(range(40))
    assert len(asked) <= (2 if answer == estimate < 40 else 10)


NOTE = "<div style='float: right; width: 40mm; break-inside: avoid'><p>Title.</p>{}</div>"


def pages_of_note(lines: int) -> set[int]:
    """Return the pages of a note that begins near the end of a page."""
    before = positions(typeset("<p>Line.</p>" * 200))
    left = before[0][1]
    on_first = sum(1 for page, _, _ in before if page == 0)
    found = positions(typeset("<p>Line.</p>" * (on_first - 2) + NOTE.format("<p>More.</p>" * lines) + "<p>Line.</p>" * 99))
    return {page for page, x, _ in found if x > left}


def test_float_that_asks_for_it_stays_on_one_page(without: Callable[[object, str], None]) -> None:
    assert pages_of_note(6) == {1}
    without(block, "float_layout")
    assert pages_of_note(6) == {0, 1}


def test_float_that_is_as_high_as_a_page_is_divided(without: Callable[[object, str], None]) -> None:
    assert {0, 1} <= pages_of_note(100)
