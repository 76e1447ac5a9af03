"""Every chart: large enough to read, nothing over anything else, nothing told by colour alone, the same bytes always."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from linernotes.figures import draw, draw_narrow
from linernotes.figures.drawing import BROAD, NARROW, WIDTH, Drawing, Paint, Plate, Trace
from linernotes.figures.lettering import Font, measure, wrap
from linernotes.fonts.instances import DEFAULT_REPERTOIRE, build_fonts
from linernotes.html.drawings import diagram_values, in_sentences
from linernotes.html.medium import Paged, Reflowable
from linernotes.manuscript.charts import CHARTS
from linernotes.model.charts import (
    SLOPE_STAGES,
    Arc,
    Flow,
    HeatMap,
    LineUp,
    Moment,
    Neck,
    Series,
    Shelf,
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
from linernotes.model.wording import Wording
from tests.contrast import LARGE, TEXT, contrast, rgb
from tests.figures.samples import SAMPLES, Sample, diagram_of, drawing_of, words_of

HOUSE = Path(__file__).parents[2]
WIDTHS = pytest.mark.parametrize("width", [WIDTH, NARROW], ids=["page", "telephone"])
TELEPHONE = 320
"""Pixels that a small telephone leaves between margins."""

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


def see_letters(drawing: Drawing) -> None:
    """Hold the letters of a drawing to their size, to the sheet and apart."""
    assert drawing.width == WIDTH or NARROW <= drawing.width <= BROAD
    for letters in drawing.letters:
        assert letters.size >= 30, f"'{letters.text}' is smaller than 8.5 pt"
        on_screen = letters.size * TELEPHONE / NARROW
        assert on_screen >= 11, f"'{letters.text}' has {on_screen} pixels"
        left, top, right, bottom = letters.box
        inside = left >= -1 and top >= -1 and right <= drawing.width + 1 and bottom <= drawing.height + 1
        assert inside, f"'{letters.text}' leaves the sheet"
    for one, other in combinations(drawing.letters, 2):
        a, b = one.box, other.box
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"'{one.text}' and '{other.text}' stand on each other"


@pytest.mark.parametrize("change", [lambda sample: sample, long], ids=["as it is", "long"])
@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
def test_letters_are_large_enough_apart_and_on_the_sheet(width: int, name: str, change: Callable[[Sample], Sample]) -> None:
    see_letters(drawing_of(change(SAMPLES[name]), width))


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
def test_whatever_the_numbers_nothing_stands_on_anything(width: int, rows: list[tuple[str, list[Decimal]]]) -> None:
    stages = tuple(text(name) for name, _ in zip("ABCDEFGH", rows[0][1], strict=False))
    series = tuple(Series(text(name), tuple(values)) for name, values in rows)
    see_letters(draw(Slopes(stages, series, 10), Wording(), width))
    see_letters(draw(Arc(tuple(Step(text(name), values[0], text(name)) for name, values in rows), 10), Wording(), width))
    whole = tuple(replace(row, values=tuple(int(value) % 5 for value in row.values), tag=text("T")) for row in series)
    see_letters(draw(HeatMap(stages, whole, 4), Wording(), width))


@WIDTHS
@given(st.lists(st.tuples(WORDS, WORDS, st.integers(1970, 1989), st.integers(0, 5), WORDS | st.just("")), min_size=1, max_size=9))
@settings(max_examples=40)
def test_whoever_stays_nothing_stands_on_anything(width: int, stays: list[tuple[str, str, int, int, str]]) -> None:
    rows = tuple(
        Stay(text(name), text(part), first, min(1989, first + more), text(who)) for name, part, first, more, who in stays
    )
    see_letters(draw(LineUp(rows, text("In the book")), Wording(), width))
    sleeves = tuple(Sleeve(text(name), first, text(part)) for name, part, first, _, _ in stays)
    see_letters(draw(Shelf(sleeves), Wording(), width))
    moments = tuple(Moment(first, more, 0, text(name)) for name, _, first, more, _ in stays)
    see_letters(draw(Timeline((Track(text("Left"), moments), Track(text("Right"), moments[::2]))), Wording(), width))


@WIDTHS
@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=10), st.lists(WORDS, min_size=1, max_size=6))
@settings(max_examples=40)
def test_whatever_turns_nothing_stands_on_anything(width: int, turns: list[tuple[str, str]], strings: list[str]) -> None:
    played = tuple(Turn(text(name), text(below), (n % len(strings),)) for n, (name, below) in enumerate(turns))
    see_letters(draw(Neck(tuple(map(text, strings)), played), Wording(), width))
    stations = turns[:6]
    streams = tuple(Stream(n, n + 1, n % 2, text(below)) for n, (_, below) in enumerate(stations[1:]))
    see_letters(draw(Flow(tuple(text(name) for name, _ in stations), streams, (text("one"), text("two"))), Wording(), width))


@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
def test_shapes_stay_on_the_sheet(width: int, name: str) -> None:
    drawing = drawing_of(SAMPLES[name], width)
    for shape in drawing.shapes:
        if isinstance(shape, Plate):
            spots = [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        elif isinstance(shape, Trace):
            spots = [(spot.x, spot.y) for stroke in shape.strokes for spot in stroke]
        else:
            spots = [(shape.x - shape.radius, shape.y - shape.radius), (shape.x + shape.radius, shape.y + shape.radius)]
        for x, y in spots:
            assert -1 <= x <= drawing.width + 1, shape
            assert -1 <= y <= drawing.height + 1, shape


@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
def test_a_drawing_is_the_same_every_time_and_fits_a_page(width: int, name: str) -> None:
    drawing = drawing_of(SAMPLES[name], width)
    assert drawing == drawing_of(SAMPLES[name], width)
    assert drawing.width == width
    assert 0 < drawing.height < {WIDTH: 2300, NARROW: 2 * NARROW}[width]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_drawing_for_pages_is_widened_only_where_it_would_be_higher_than_they_are(name: str) -> None:
    chart, words = diagram_of(SAMPLES[name]).chart, Wording()
    narrow = draw_narrow(chart, words)
    assert narrow.width == NARROW
    assert draw_narrow(chart, words, narrow.height / NARROW + 0.001) == narrow
    wider = draw_narrow(chart, words, narrow.height / NARROW - 0.05)
    assert NARROW < wider.width <= BROAD
    assert wider.height <= narrow.height
    assert set(" ".join(words_of(wider)).split()) == set(" ".join(words_of(narrow)).split())
    see_letters(wider)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_telephone_shows_what_the_page_shows(name: str) -> None:
    page, telephone = (" ".join(words_of(drawing_of(SAMPLES[name], width))) for width in (WIDTH, NARROW))
    assert set(telephone.split()) == set(page.split())


@pytest.mark.parametrize("name", SAMPLES)
def test_those_who_cannot_see_it_get_every_value(name: str) -> None:
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
    built = build_fonts((HOUSE / "styles/fonts.toml").read_text(encoding="utf-8"), DEFAULT_REPERTOIRE)
    for font, (family, weight) in families.items():
        file = next(each.file for each in built if (each.family, each.weight, each.style) == (family, weight, "normal"))
        ttf = TTFont(file)
        widths, names = ttf["hmtx"], ttf.getBestCmap()
        for character in map(chr, [*range(32, 127), *map(ord, "äéÖçñ–—‘’“”·×…")]):
            real = widths[names[ord(character)]][0]
            assert real - 1 <= measure(character, font, 1000) <= 1.4 * real + 1, (font, character)


def test_words_are_broken_where_they_must_be() -> None:
    lines = wrap("to be taken seriously", 120)
    assert lines == ("to be", "taken", "seriousl", "y")
    assert all(measure(line, Font.SANS, 30) <= 120 for line in lines)
    assert wrap("", 100) == ()


def colours() -> dict[str, str]:
    template = (HOUSE / "templates/figures/paints.j2").read_text(encoding="utf-8")
    return dict(re.findall(r'"(\w+)": "(#[0-9A-F]{6})"', template))


def ground(drawing: Drawing, x: float, y: float) -> Paint:
    """Return the colour that lies at a spot, under the letters."""
    found = Paint.PAPER
    for shape in drawing.shapes:
        if shape.fill is Paint.NONE or isinstance(shape, Trace):
            continue
        if isinstance(shape, Plate):
            inside = shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height
        else:
            inside = (shape.x - x) ** 2 + (shape.y - y) ** 2 <= shape.radius**2
        found = shape.fill if inside else found
    return found


@pytest.mark.parametrize("name", SAMPLES)
@WIDTHS
def test_letters_and_lines_stand_out_in_grey(width: int, name: str) -> None:
    drawing, known = drawing_of(SAMPLES[name], width), colours()
    for letters in drawing.letters:
        left, top, right, bottom = letters.box
        below = ground(drawing, (left + right) / 2, (top + bottom) / 2)
        assert contrast(rgb(known[letters.paint]), rgb(known[below])) >= TEXT, f"'{letters.text}' on {below}"
    drawn = [shape for shape in drawing.shapes if shape.fill is not Paint.INK]  # on black, grooves are ornament
    pens = {shape.stroke for shape in drawn if shape.stroke not in (Paint.NONE, Paint.PAPER)}
    grounds = {shape.fill for shape in drawing.shapes if shape.fill is not Paint.NONE} - {Paint.INK, Paint.CHERRY}
    for pen in pens:
        for below in grounds:
            assert contrast(rgb(known[pen]), rgb(known[below])) >= LARGE, f"{pen} on {below}"


def test_templates_know_every_colour_and_font() -> None:
    figures = HOUSE / "templates" / "figures"
    template = "".join(path.read_text(encoding="utf-8") for path in (figures / "drawing.svg.j2", figures / "paints.j2"))
    for name in (*Paint, *Font):
        assert f'"{name}":' in template
    for forbidden in ("<style", "class=", "filter", "mask", "clip", "dasharray", "marker", "pattern", "gradient", "var("):
        assert forbidden not in template
