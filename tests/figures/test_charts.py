"""Each chart by its values: what stands in the data stands in the drawing and in the twin, and what does not fit is told."""

from __future__ import annotations

import pytest

from linernotes.figures.drawing import Disc, Paint, Plate, Trace
from linernotes.html.drawings import tell
from tests.figures.samples import SAMPLES, diagram_of, drawing_of, read_sample, words_of

CHANGES = [
    ("arc", "hours = 9.5", "hours = 8", "8"),
    ("slopes", "dawn = 2", "dawn = 4", "4"),
    ("heat-map", "night = 3\ndawn = 2", "night = 3\ndawn = 0", "0"),
    ("line-up", "to = 1903", "to = 1905", "1905"),
]


@pytest.mark.parametrize(("name", "old", "new", "shown"), CHANGES)
def test_a_number_that_changes_changes_drawing_and_twin(name: str, old: str, new: str, shown: str) -> None:
    before, after = SAMPLES[name], SAMPLES[name].with_data(old, new)
    assert drawing_of(before).shapes != drawing_of(after).shapes
    assert words_of(drawing_of(after)).count(shown) == words_of(drawing_of(before)).count(shown) + 1
    assert tell(diagram_of(before).twin) != tell(diagram_of(after).twin)
    assert shown in tell(diagram_of(after).twin)


def test_an_arc_is_as_high_as_its_values() -> None:
    drawing = drawing_of(SAMPLES["arc"])
    marks = [shape for shape in drawing.shapes if isinstance(shape, Disc)]
    middle = next(letters.y for letters in drawing.letters if letters.text == "0") - 11
    heights = [middle - mark.y for mark in marks]
    assert [round(height / heights[0] * 3, 3) for height in heights] == [3, 9.5, 6]
    assert [letters.text for letters in drawing.letters if letters.face == "bold"] == ["3", "9.5", "6"]


def test_slopes_differ_by_dash_and_by_mark() -> None:
    drawing = drawing_of(SAMPLES["slopes"])
    lines = [shape for shape in drawing.shapes if isinstance(shape, Trace) and shape.weight in (9, 6) and not shape.closed]
    assert {len(line.strokes) > 1 for line in lines} == {True, False}
    fills = {shape.fill for shape in drawing.shapes if isinstance(shape, Disc)}
    assert fills == {Paint.PAPER, Paint.INK}
    where = {(shape.x, shape.y) for shape in drawing.shapes if isinstance(shape, Disc)}
    assert len(where) == 6, "marks of the same value stand side by side"


def test_a_cell_is_the_darker_the_higher_its_number() -> None:
    drawing = drawing_of(SAMPLES["heat-map"])
    blacks = [shape for shape in drawing.shapes if isinstance(shape, Plate) and shape.fill is Paint.INK]
    hatches = sorted(
        sum(len(stroke) for stroke in shape.strokes) * shape.weight for shape in drawing.shapes if isinstance(shape, Trace)
    )
    assert len(blacks) == 3  # two cells and the key
    assert len(hatches) == 5  # three cells and two of the key
    assert words_of(drawing).count("3") == 2
    assert {"GL", "1 low", "3 bright"} <= set(words_of(drawing))


def test_several_who_stand_for_one_are_hatched_and_bracketed() -> None:
    drawing = drawing_of(SAMPLES["line-up"])
    assert words_of(drawing).count("The boatman") == 1
    assert words_of(drawing)[:2] == ["In the book", "1899"]
    bars = [shape for shape in drawing.shapes if isinstance(shape, Plate) and shape.height == 38 and shape.weight]
    hatched = [shape for shape in drawing.shapes if isinstance(shape, Trace) and len(shape.strokes) > 1]
    assert (len(bars), len(hatched)) == (3, 2)
    assert round((bars[0].width + 10) / (bars[1].width + 10), 3) == 5, "a bar is as long as its years"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("arc", "hours = 3", "hours = 30", "[one] 'hours' is 30; the chart needs a number from 0 to 10"),
        ("arc", "hours = 3", 'hours = "three"', "[one] 'hours' is 'three'; the chart needs a number from 0 to 10"),
        ("heat-map", "dusk = 1\nnight = 3\ndawn = 2", "dusk = 1.5\nnight = 3\ndawn = 2", "has a number that is not whole"),
        ("slopes", "dawn = 2\n", "", "[great] 'dawn' is missing"),
        ("line-up", "to = 1903", "to = 1898", "[ada] ends in 1898, before it begins in 1899"),
        ("line-up", 'part = "lamp"\n', "", "[ada] has no 'part', which the chart needs"),
    ],
)
def test_data_that_does_not_fit_is_told_with_its_place(name: str, old: str, new: str, told: str) -> None:
    diagram, findings = read_sample(SAMPLES[name].with_data(old, new))
    assert diagram is None
    assert told in findings[0].message
    assert findings[0].place.file.startswith("data/")
    assert findings[0].place.line
