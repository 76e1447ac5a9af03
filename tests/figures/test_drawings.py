"""All kinds of charts: text is large enough, nothing overlaps, nothing depends on colour alone, output is deterministic."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from linernotes.assets import read_design
from linernotes.figures import draw, draw_narrow
from linernotes.figures.drawing import NARROW_WIDTH, NARROW_WIDTH_LIMIT, PAGE_WIDTH, Drawing, Lines, Paint, Rectangle
from linernotes.figures.text import Font, TextLine, text_width, wrap
from linernotes.fonts.instances import DEFAULT_REPERTOIRE, build_fonts
from linernotes.html.drawings import diagram_values, in_sentences
from linernotes.html.medium import Paged, Reflowable
from linernotes.look.applied import apply_look
from linernotes.look.colours import lowest_contrast
from linernotes.manuscript.charts import CHARTS
from linernotes.model.charts import (
    SLOPE_STAGES,
    Arc,
    Flow,
    HeatMap,
    LineUp,
    Moment,
    Neck,
    RecordShelf,
    Series,
    Sleeve,
    Slopes,
    Stay,
    Step,
    Stream,
    Timeline,
    Track,
    Turn,
)  # fmt: skip
from linernotes.model.document import Text
from linernotes.model.look import Look
from linernotes.model.wording import Wording
from tests.contrast import LARGE, TEXT
from tests.figures.samples import SAMPLES, Sample, diagram_of, drawing_of, words_of
from tests.palettes import legible_palettes

CHECKOUT = Path(__file__).parents[2]
WIDTHS = pytest.mark.parametrize("width", [PAGE_WIDTH, NARROW_WIDTH], ids=["page", "phone"])
PHONE = 320
"""The width of the text on a small phone, in pixels."""

LONG = "Drachenfelsüberquerungsgesellschaft and a keeper who cannot sleep because of the fog signal"


def long(sample: Sample) -> Sample:
    """Return a sample whose names are all longer than any column."""
    return Sample(
        sample.attributes,
        {
            name: re.sub(
                r'^(name|book|what|event|title|place|between) = "([^"]*)"', rf'\1 = "\2 {LONG}"', text, flags=re.MULTILINE
            )
            for name, text in sample.data.items()
        },
    )


def test_every_chart_has_a_sample() -> None:
    assert set(SAMPLES) == set(CHARTS)


def check_text(drawing: Drawing) -> None:
    """Check that the text of a drawing is large enough, inside the drawing, and does not overlap."""
    assert drawing.width == PAGE_WIDTH or NARROW_WIDTH <= drawing.width <= NARROW_WIDTH_LIMIT
    for line in drawing.text_lines:
        assert line.size >= 30, f"'{line.text}' is smaller than 8.5 pt"
        on_screen = line.size * PHONE / NARROW_WIDTH
        assert on_screen >= 11, f"'{line.text}' has {on_screen} pixels"
        left, top, right, bottom = line.box
        inside = left >= -1 and top >= -1 and right <= drawing.width + 1 and bottom <= drawing.height + 1
        assert inside, f"'{line.text}' leaves the drawing"
    for one, other in combinations(drawing.text_lines, 2):
        a, b = one.box, other.box
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"'{one.text}' and '{other.text}' overlap"


@pytest.mark.parametrize("change", [lambda sample: sample, long], ids=["as it is", "long"])
@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
def test_text_is_large_enough_and_does_not_overlap(width: int, name: str, change: Callable[[Sample], Sample]) -> None:
    check_text(drawing_of(change(SAMPLES[name]), width))


WORDS = st.lists(st.sampled_from(["a", "the keeper", "Waldfriedhofstor", "W" * 40, "i", "ÄÖÜ"]), min_size=1, max_size=5).map(
    " ".join
)
TENTHS = st.integers(0, 100).map(lambda tenths: Decimal(tenths) / 10)
ROWS = st.integers(2, SLOPE_STAGES).flatmap(
    lambda stages: st.lists(st.tuples(WORDS, st.lists(TENTHS, min_size=stages, max_size=stages)), min_size=1, max_size=4)
)


def text(words: str) -> tuple[Text, ...]:
    return (Text(words),)


@WIDTHS
@given(ROWS)
@settings(max_examples=60)
def test_no_numbers_make_text_overlap(width: int, rows: list[tuple[str, list[Decimal]]]) -> None:
    stages = tuple(text(name) for name, _ in zip("ABCDEFGH", rows[0][1], strict=False))
    series = tuple(Series(text(name), tuple(values)) for name, values in rows)
    check_text(draw(Slopes(stages, series, 10), Wording(), width))
    check_text(draw(Arc(tuple(Step(text(name), values[0], text(name)) for name, values in rows), 10), Wording(), width))
    whole = tuple(replace(row, values=tuple(int(value) % 5 for value in row.values), tag=text("T")) for row in series)
    check_text(draw(HeatMap(stages, whole, 4), Wording(), width))


@WIDTHS
@given(st.lists(st.tuples(WORDS, WORDS, st.integers(1970, 1989), st.integers(0, 5), WORDS | st.just("")), min_size=1, max_size=9))
@settings(max_examples=40)
def test_no_stays_make_text_overlap(width: int, stays: list[tuple[str, str, int, int, str]]) -> None:
    rows = tuple(
        Stay(text(name), text(part), first, min(1989, first + more), text(who)) for name, part, first, more, who in stays
    )
    check_text(draw(LineUp(rows, text("In the book")), Wording(), width))
    sleeves = tuple(Sleeve(text(name), first, text(part)) for name, part, first, _, _ in stays)
    check_text(draw(RecordShelf(sleeves), Wording(), width))
    moments = tuple(Moment(first, more, 0, text(name)) for name, _, first, more, _ in stays)
    check_text(draw(Timeline((Track(text("Left"), moments), Track(text("Right"), moments[::2]))), Wording(), width))


@WIDTHS
@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=10), st.lists(WORDS, min_size=1, max_size=6))
@settings(max_examples=40)
def test_no_turns_make_text_overlap(width: int, turns: list[tuple[str, str]], strings: list[str]) -> None:
    played = tuple(Turn(text(name), text(below), (n % len(strings),)) for n, (name, below) in enumerate(turns))
    check_text(draw(Neck(tuple(map(text, strings)), played), Wording(), width))
    stations = turns[:6]
    streams = tuple(Stream(n, n + 1, n % 2, text(below)) for n, (_, below) in enumerate(stations[1:]))
    check_text(draw(Flow(tuple(text(name) for name, _ in stations), streams, (text("one"), text("two"))), Wording(), width))


@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
def test_shapes_stay_inside_the_drawing(width: int, name: str) -> None:
    drawing = drawing_of(SAMPLES[name], width)
    for shape in drawing.shapes:
        if isinstance(shape, Rectangle):
            points = [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        elif isinstance(shape, Lines):
            points = [(point.x, point.y) for line in shape.lines for point in line]
        else:
            points = [(shape.x - shape.radius, shape.y - shape.radius), (shape.x + shape.radius, shape.y + shape.radius)]
        for x, y in points:
            assert -1 <= x <= drawing.width + 1, shape
            assert -1 <= y <= drawing.height + 1, shape


@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
def test_drawing_is_deterministic_and_fits_a_page(width: int, name: str) -> None:
    drawing = drawing_of(SAMPLES[name], width)
    assert drawing == drawing_of(SAMPLES[name], width)
    assert drawing.width == width
    assert 0 < drawing.height < {PAGE_WIDTH: 2300, NARROW_WIDTH: 2 * NARROW_WIDTH}[width]


@pytest.mark.parametrize("name", SAMPLES)
def test_narrow_drawing_is_widened_only_if_it_is_too_high(name: str) -> None:
    chart, words = diagram_of(SAMPLES[name]).chart, Wording()
    narrow = draw_narrow(chart, words)
    assert narrow.width == NARROW_WIDTH
    assert draw_narrow(chart, words, narrow.height / NARROW_WIDTH + 0.001) == narrow
    wider = draw_narrow(chart, words, narrow.height / NARROW_WIDTH - 0.05)
    assert NARROW_WIDTH < wider.width <= NARROW_WIDTH_LIMIT
    assert wider.height <= narrow.height
    assert set(" ".join(words_of(wider)).split()) == set(" ".join(words_of(narrow)).split())
    check_text(wider)


@pytest.mark.parametrize("name", SAMPLES)
def test_phone_and_page_show_the_same_words(name: str) -> None:
    page, phone = (" ".join(words_of(drawing_of(SAMPLES[name], width))) for width in (PAGE_WIDTH, NARROW_WIDTH))
    initials = {word for word in page.split() if len(word) == 1 and word.isupper() and name == "relations"}
    assert set(phone.split()) == set(page.split()) - initials


@pytest.mark.parametrize("name", SAMPLES)
def test_alternative_text_holds_every_value(name: str) -> None:
    diagram = diagram_of(SAMPLES[name])
    paper, ebook = diagram_values(diagram, Paged(), Wording()), diagram_values(diagram, Reflowable(), Wording())
    assert (paper["twin_shown"], ebook["twin_shown"]) == (True, True)
    assert paper["alternative"] == in_sentences(diagram.twin)
    spoken = diagram_of(SAMPLES[name].with_attributes("chart=", 'alt="In short." table=no chart='))
    paper, ebook = diagram_values(spoken, Paged(), Wording()), diagram_values(spoken, Reflowable(), Wording())
    assert (paper["twin_shown"], paper["alternative"]) == (False, f"In short. {in_sentences(diagram.twin)}")
    assert (ebook["twin_shown"], ebook["alternative"]) == (True, "In short.")


def test_widths_match_the_fonts() -> None:
    families = {Font.SANS: ("Liner Sans", 400), Font.BOLD: ("Liner Sans", 700), Font.NARROW: ("Liner Narrow", 400)}
    built = build_fonts((CHECKOUT / "styles/fonts.toml").read_text(encoding="utf-8"), DEFAULT_REPERTOIRE)
    for font, (family, weight) in families.items():
        file = next(each.file for each in built if (each.family, each.weight, each.style) == (family, weight, "normal"))
        ttf = TTFont(file)
        widths, names = ttf["hmtx"], ttf.getBestCmap()
        for character in map(chr, [*range(32, 127), *map(ord, "äéÖçñ–—‘’“”·×…")]):
            real = widths[names[ord(character)]][0]
            assert real - 1 <= text_width(character, font, 1000) <= 1.4 * real + 1, (font, character)


def test_words_wider_than_a_line_are_split() -> None:
    lines = wrap("to be taken seriously", 120)
    assert lines == ("to be", "taken", "seriousl", "y")
    assert all(text_width(line, Font.SANS, 30) <= 120 for line in lines)
    assert wrap("", 100) == ()
    assert wrap("Sergeant-Major Morris", 180) == ("Sergeant-", "Major Morris")


@cache
def colours(theme: str) -> Mapping[str, str]:
    return apply_look(read_design(CHECKOUT), Look(theme)).theme.colours


def ground(drawing: Drawing, x: float, y: float) -> Paint:
    """Return the colour at a point, under the text."""
    found = Paint.PAPER
    for shape in drawing.shapes:
        if shape.fill is Paint.NONE or isinstance(shape, Lines):
            continue
        if isinstance(shape, Rectangle):
            inside = shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height
        else:
            inside = (shape.x - x) ** 2 + (shape.y - y) ** 2 <= shape.radius**2
        found = shape.fill if inside else found
    return found


@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
@pytest.mark.parametrize("theme", ["plain", "stage", "novel"])
def test_text_and_lines_have_enough_contrast(theme: str, width: int, name: str) -> None:
    drawing, palettes = drawing_of(SAMPLES[name], width), [colours(theme), *(each.colours for each in legible_palettes(theme))]
    letters = {
        (line.paint, ground(drawing, (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2))
        for line in drawing.text_lines
    }
    drawn = [shape for shape in drawing.shapes if shape.fill is not Paint.DISC]  # grooves are ornament
    pens = {shape.stroke for shape in drawn if shape.stroke not in (Paint.NONE, Paint.PAPER)}
    grounds = {shape.fill for shape in drawing.shapes if shape.fill is not Paint.NONE} - {Paint.INK, Paint.ACCENT, Paint.DISC}
    for known in palettes:
        for paint, below in letters:
            assert lowest_contrast(known[paint], known[below]) >= TEXT, f"text in {paint} on {below}"
        for pen, below in product(pens, grounds):
            assert lowest_contrast(known[pen], known[below]) >= LARGE, f"{pen} on {below}"


def test_template_has_every_colour_and_font() -> None:
    figures = CHECKOUT / "templates" / "figures"
    template = "".join(path.read_text(encoding="utf-8") for path in (figures / "drawing.svg.j2", figures / "paints.j2"))
    for name in (*Paint, *Font):
        assert f'"{name}":' in template
    for forbidden in ("<style", "class=", "filter", "mask", "clip", "dasharray", "marker", "pattern", "gradient", "var("):
        assert forbidden not in template


def test_text_of_another_script_has_no_measured_length() -> None:
    assert TextLine(0, 0, "Joan’s café", Font.SANS, 30).length == text_width("Joan’s café", Font.SANS, 30)
    assert TextLine(0, 0, "Маяк", Font.SANS, 30).length == 0
