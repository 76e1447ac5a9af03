"""Each kind of chart: its values appear in the drawing and in the table, and data that does not fit is reported."""

from __future__ import annotations

from itertools import combinations, product
from math import dist, hypot, inf

import pytest

from linernotes.editing.references import resolve
from linernotes.figures import draw
from linernotes.figures.drawing import PAGE_WIDTH, Circle, Drawing, Lines, Paint, Rectangle
from linernotes.figures.globe import fit_window, great_circle, land_in, unwrap
from linernotes.figures.labels import Box, touches
from linernotes.html.drawings import in_sentences
from linernotes.model.book import Matter, Section
from linernotes.model.data import Certainty, Fact, GuideData
from linernotes.model.document import Diagram, Text
from linernotes.model.walking import descend
from linernotes.model.wording import Wording
from tests.figures.samples import SAMPLES, Sample, diagram_of, drawing_of, read_sample, words_of
from tests.figures.test_drawings import check_text
from tests.sample import book_of

CHANGES = [
    ("arc", "hours = 9.5", "hours = 8", "8"),
    ("slopes", "dawn = 2", "dawn = 4", "4"),
    ("heat-map", "night = 3\ndawn = 2", "night = 3\ndawn = 0", "0"),
    ("line-up", "to = 1903", "to = 1905", "1905"),
    ("timeline", "when = 1899\n", "when = 1901\n", "1901"),
    ("neck", 'lines = "3"', 'lines = "8--9"', "8–9"),
    ("shelf", "year = 1903", "year = 1908", "1908"),
    ("relations", 'kind = "rows with"', 'kind = "robs"', "robs"),
    ("flow", 'what = "a wage"', 'what = "a loaf"', "a loaf"),
]
MOVES = [
    ("tour", "lat = -18.14", "lat = -17.5", "-17.5"),
    ("neck", 'who = "keeper"', 'who = "sea"', "Who: The sea"),
]


@pytest.mark.parametrize(("name", "old", "new", "shown"), CHANGES)
def test_changed_number_changes_drawing_and_table(name: str, old: str, new: str, shown: str) -> None:
    before, after = SAMPLES[name], SAMPLES[name].with_data(old, new)
    assert drawing_of(before) != drawing_of(after)
    assert words_of(drawing_of(after)).count(shown) == words_of(drawing_of(before)).count(shown) + 1
    assert in_sentences(diagram_of(before).twin) != in_sentences(diagram_of(after).twin)
    assert shown in in_sentences(diagram_of(after).twin)


@pytest.mark.parametrize(("name", "old", "new", "told"), MOVES)
def test_changed_position_moves_shapes(name: str, old: str, new: str, told: str) -> None:
    before, after = SAMPLES[name], SAMPLES[name].with_data(old, new)
    assert drawing_of(before).shapes != drawing_of(after).shapes
    assert told in in_sentences(diagram_of(after).twin)


def test_arc_heights_are_its_values() -> None:
    drawing = drawing_of(SAMPLES["arc"])
    marks = [shape for shape in drawing.shapes if isinstance(shape, Circle)]
    middle = next(line.y for line in drawing.text_lines if line.text == "0") - 11
    heights = [middle - mark.y for mark in marks]
    assert [round(height / heights[0] * 3, 3) for height in heights] == [3, 9.5, 6]
    assert [line.text for line in drawing.text_lines if line.font == "bold"] == ["3", "9.5", "6"]


STAGES = ("At the fireside", "The paw", "The wish", "The stranger", "The second wish", "The knocking", "The empty road")


def test_narrow_arc_has_numbers_above_the_wave_and_whole_names_below_it() -> None:
    rows = "\n".join(f'[s{place}]\nname = "{name}"\nhours = {place}\nwhen = "1–4"' for place, name in enumerate(STAGES))
    sample = Sample(SAMPLES["arc"].attributes, {"tides": rows})
    page, phone = (drawing_of(sample, width) for width in (PAGE_WIDTH, PAGE_WIDTH // 2))
    assert {word for name in STAGES for word in name.split()} <= set(" ".join(words_of(page)).split())
    assert {*STAGES, "7"} <= set(words_of(phone))
    check_text(phone)


LONG = "Dampfschifffahrtsgesellschaft"
WITH_LONG_WORDS = {
    "heat-map": SAMPLES["heat-map"].with_attributes("dusk=Dusk", f"dusk=Die {LONG}").with_data("The small lamp", f"Die {LONG}"),
    "slopes": SAMPLES["slopes"].with_attributes("dusk=Dusk", f"dusk=Die {LONG}").with_data("The small lamp", f"Die {LONG}"),
    "neck": SAMPLES["neck"].with_attributes("sea=The sea", f"sea=Die {LONG}").with_data("The lamp goes out", f"Die {LONG}"),
    "flow": SAMPLES["flow"].with_attributes("port=The port", f"port=Die {LONG}"),
}


@pytest.mark.parametrize("width", [PAGE_WIDTH, PAGE_WIDTH // 2])
@pytest.mark.parametrize("name", WITH_LONG_WORDS)
def test_long_words_of_labels_stay_whole(name: str, width: int) -> None:
    many = WITH_LONG_WORDS[name]
    if name == "neck":
        turns = "\n".join(f'[t{n}]\nevent = "Die {LONG} {n}"\nlines = "1"\nwho = "sea"\n' for n in range(9))
        many = Sample(many.attributes, {"turns": turns})
    drawing = drawing_of(many, width)
    words = [word for line in words_of(drawing) for word in line.split()]
    assert LONG in words
    assert not [word for word in words if word != LONG and len(word) > 2 and word in LONG]
    check_text(drawing)


def test_slopes_differ_in_dashes_and_marks() -> None:
    drawing = drawing_of(SAMPLES["slopes"])
    lines = [shape for shape in drawing.shapes if isinstance(shape, Lines) and shape.weight in (9, 6) and not shape.closed]
    assert {len(line.lines) > 1 for line in lines} == {True, False}
    fills = {shape.fill for shape in drawing.shapes if isinstance(shape, Circle)}
    assert fills == {Paint.PAPER, Paint.INK}
    where = {(shape.x, shape.y) for shape in drawing.shapes if isinstance(shape, Circle)}
    assert len(where) == 6, "marks of the same value stand side by side"


def test_cells_of_higher_numbers_are_darker() -> None:
    drawing = drawing_of(SAMPLES["heat-map"])
    blacks = [shape for shape in drawing.shapes if isinstance(shape, Rectangle) and shape.fill is Paint.INK]
    hatches = sorted(
        sum(len(line) for line in shape.lines) * shape.weight for shape in drawing.shapes if isinstance(shape, Lines)
    )
    assert len(blacks) == 3  # two cells and the key
    assert len(hatches) == 5  # three cells and two of the key
    assert words_of(drawing).count("3") == 2
    assert {"GL", "1 low", "3 bright"} <= set(words_of(drawing))


@pytest.mark.parametrize(("name", "initial"), [("Dr Zed", "Z"), ("Mr Kit Vane", "V"), ("Xan’s parents", "X"), ("the sea", "s")])
def test_disc_of_a_person_has_the_initial_of_the_name_and_not_of_a_title(name: str, initial: str) -> None:
    named = SAMPLES["relations"].with_data('name = "Ada"', f'name = "{name}"')
    assert words_of(drawing_of(named)).count(initial) == 1


BORDERS = ' borders="real=on record; fictional=made up"'
FAMILY = """
[ada]
name = "Mr White"
[bo]
name = "Mrs White"
[cy]
name = "Herbert White"
[di]
name = "Sergeant-Major Morris"
"""


def test_discs_of_a_family_have_marks_that_tell_them_apart() -> None:
    sample = SAMPLES["relations"].with_attributes(BORDERS, "")
    words = words_of(drawing_of(Sample(sample.attributes, {**sample.data, "crew": FAMILY})))
    assert [words.count(mark) for mark in ("Mr", "Mrs", "H", "M", "W")] == [1, 1, 1, 1, 0]


def test_names_that_begin_alike_keep_their_initial() -> None:
    named = SAMPLES["relations"].with_data('name = "Bo"', 'name = "Ada’s parents"')
    assert words_of(drawing_of(named)).count("A") == 2


@pytest.mark.parametrize("width", [PAGE_WIDTH, PAGE_WIDTH // 2])
@pytest.mark.parametrize("ends", [("ada", "bo"), ("bo", "ada")])
def test_ties_of_the_same_two_people_are_side_by_side(width: int, ends: tuple[str, str]) -> None:
    pairs = (("ada", "bo"), ends, ("ada", "bo"))
    ties = "\n".join(
        f'[t{place}]\nfrom = "{start}"\nto = "{end}"\nkind = "kind {place}"\nbetween = "-"'
        for place, (start, end) in enumerate(pairs)
    )
    sample = SAMPLES["relations"].with_attributes(" arrows=pays", "").with_attributes(BORDERS, "")
    drawing = drawing_of(Sample(sample.attributes, {**sample.data, "ties": ties, "crew": FAMILY}), width)
    lines = [line for shape in drawing.shapes if isinstance(shape, Lines) and shape.weight in (5, 6) for line in shape.lines]
    ends_of = [{(line[0].x, line[0].y), (line[-1].x, line[-1].y)} for line in lines]
    assert len(lines) == 4  # a zigzag, a line and a double line
    assert all(dist(one, other) > 10 for a, b in combinations(ends_of, 2) for one, other in product(a, b))


def test_bars_with_a_shared_stand_in_are_hatched_and_bracketed() -> None:
    drawing = drawing_of(SAMPLES["line-up"])
    assert words_of(drawing).count("The boatman") == 1
    assert words_of(drawing)[:2] == ["In the book", "1899"]
    bars = [shape for shape in drawing.shapes if isinstance(shape, Rectangle) and shape.height == 38 and shape.weight]
    hatched = [shape for shape in drawing.shapes if isinstance(shape, Lines) and len(shape.lines) > 1]
    assert (len(bars), len(hatched)) == (3, 2)
    assert round((bars[0].width + 10) / (bars[1].width + 10), 3) == 5, "a bar is as long as its years"


def test_timeline_marks_the_certainty_of_dates() -> None:
    diagram = diagram_of(SAMPLES["timeline"])
    facts = (Fact("lamp", (), Certainty.VERIFIED, ()), Fact("wreck", (), Certainty.DISPUTED, ()))
    section = Section("story", Matter.BODY, (Text("Story"),), (diagram,))
    book = resolve(book_of(section, data=GuideData(facts=facts)))
    resolved = next(node for node in descend(book.sections) if isinstance(node, Diagram))
    drawing = draw(resolved.chart, Wording())
    words = words_of(drawing)
    assert [word for word in words if word in ("1899", "1900", "Mar", "24 Dec")] == ["1899", "Mar", "1900", "24 Dec"]
    assert {"verified", "sources differ", "our reading, or the synopsis"} <= set(words)
    discs = [shape.fill for shape in drawing.shapes if isinstance(shape, Circle)]
    dashes = [shape for shape in drawing.shapes if isinstance(shape, Rectangle) and (shape.width, shape.height) == (24, 8)]
    assert (discs.count(Paint.INK), discs.count(Paint.PAPER), len(dashes)) == (2, 2, 2), "each of the three, and once in the key"
    left = next(line.x for line in drawing.text_lines if line.text == "The keeper arrives.")
    assert left < next(line.x for line in drawing.text_lines if line.text == "1899")


def test_turns_are_fingered_on_the_strings_of_their_people() -> None:
    drawing = drawing_of(SAMPLES["neck"])
    heights = {line.text: line.y for line in drawing.text_lines if line.text in ("The keeper", "The sea")}
    fingers = [(line.text, line.y) for line in drawing.text_lines if line.font == "bold"]
    assert [text for text, _ in fingers] == ["1", "1", "2", "3"]
    played = {text: [y for each, y in fingers if each == text] for text, _ in fingers}
    assert played["2"][0] < played["3"][0]
    assert played["1"] == [played["2"][0], played["3"][0]]
    assert heights["The keeper"] < heights["The sea"]


def test_later_records_stand_higher() -> None:
    drawing = drawing_of(SAMPLES["shelf"])
    heights = {line.text: line.y for line in drawing.text_lines}
    assert heights["1903"] < heights["1901"]
    assert heights["The Fog"] < heights["The Log"]


def test_many_ties_of_one_kind_become_one_arrow_to_a_frame() -> None:
    drawing = drawing_of(SAMPLES["relations"])
    assert words_of(drawing).count("pays") == 1, "one arrow to a frame"
    frames = [shape for shape in drawing.shapes if isinstance(shape, Rectangle) and shape.corner == 30]
    assert len(frames) == 1
    apart = drawing_of(SAMPLES["relations"].with_data('to = "di"\nkind = "pays"', 'to = "di"\nkind = "teaches"'))
    assert words_of(apart).count("pays") == 2
    arrowheads = [shape for shape in drawing.shapes if isinstance(shape, Lines) and shape.closed]
    assert len(arrowheads) == 1
    dashed = [shape for shape in drawing.shapes if isinstance(shape, Lines) and len(shape.lines) > 4]
    assert len(dashed) == 2, "the fictional person and its key"


@pytest.mark.parametrize(
    ("name", "columns", "old", "told"),
    [
        ("relations", "from=Who; to=With", "between=Between; kind=Tie", ["Ada", "With: Di"]),
        ("flow", "", "", ["Ships", "To: The port"]),
        ("neck", "", "", ["Who: The sea"]),
        ("timeline", "when=When; layer=Track", "when=When; what=What", ["Track: The book", "Track: The record"]),
    ],
)
def test_table_of_a_chart_has_names_and_no_ids(name: str, columns: str, old: str, told: list[str]) -> None:
    sample = SAMPLES[name].with_attributes(old, columns) if old else SAMPLES[name]
    words = in_sentences(diagram_of(sample).twin)
    assert all(each in words for each in told), words


def people_of(drawing: Drawing) -> list[Box]:
    """Return the box of each record, or, where people have none, of each plate with a name."""
    discs = [shape for shape in drawing.shapes if isinstance(shape, Circle) and shape.radius > 50]
    plates = [
        shape for shape in drawing.shapes if isinstance(shape, Rectangle) and shape.width > 100 and shape.stroke is Paint.NONE
    ]
    records = [Box(disc.x - 50, disc.y - 50, disc.x + 50, disc.y + 50) for disc in discs]
    return records or [Box(each.x, each.y, each.x + each.width, each.y + each.height) for each in plates]


@pytest.mark.parametrize("width", [PAGE_WIDTH, PAGE_WIDTH // 2])
@pytest.mark.parametrize(
    "ranks", ["ada / bo / cy / di", "ada . / bo cy / di .", ". ada . / bo cy di", "ada . / . bo / cy . / . di"]
)
def test_no_tie_passes_through_a_person(ranks: str, width: int) -> None:
    ties = "\n".join(
        f'[{one}-{other}]\nfrom = "{one}"\nto = "{other}"\nkind = "knows"\nbetween = "-"'
        for one, other in (("ada", "di"), ("ada", "cy"), ("bo", "di"), ("ada", "bo"))
    )
    sample = SAMPLES["relations"].with_attributes(". ada . / bo cy di", ranks).with_attributes(" arrows=pays", "")
    drawing = drawing_of(Sample(sample.attributes, {**sample.data, "ties": ties}), width)
    people = people_of(drawing)
    lines = [line for shape in drawing.shapes if isinstance(shape, Lines) and shape.weight == 6 for line in shape.lines]
    ties_drawn = [line for line in lines if len(line) > 4]
    assert len(people) == 4
    assert len(ties_drawn) == 4, "zigzags"
    assert not any(touches(box, tuple((point.x, point.y) for point in line)) for box in people for line in ties_drawn)


@pytest.mark.parametrize("width", [PAGE_WIDTH, PAGE_WIDTH // 2])
def test_ties_end_beside_a_record_or_a_plate(width: int) -> None:
    ties = "\n".join(
        f'[{one}-{other}]\nfrom = "{one}"\nto = "{other}"\nkind = "knows"\nbetween = "-"'
        for one, other in (("ada", "di"), ("ada", "cy"), ("bo", "di"), ("ada", "bo"))
    )
    sample = SAMPLES["relations"].with_attributes(" arrows=pays", "")
    drawing = drawing_of(Sample(sample.attributes, {**sample.data, "ties": ties}), width)
    records = [shape for shape in drawing.shapes if isinstance(shape, Circle) and shape.radius > 50]
    plates = [shape for shape in drawing.shapes if isinstance(shape, Rectangle)]
    lines = [line for shape in drawing.shapes if isinstance(shape, Lines) and shape.weight == 6 for line in shape.lines]
    for end in (end for line in lines if len(line) > 4 for end in (line[0], line[-1])):
        to_record = min((hypot(end.x - each.x, end.y - each.y) - each.radius for each in records), default=inf)
        to_plate = min(
            hypot(max(each.x - end.x, end.x - each.x - each.width, 0), max(each.y - end.y, end.y - each.y - each.height, 0))
            for each in plates
        )
        assert min(to_record, to_plate) < 20


def test_narrow_tour_has_numbers_on_the_map_and_names_below_it() -> None:
    narrow = words_of(drawing_of(SAMPLES["tour"], PAGE_WIDTH // 2))
    assert {"1–2", "3–4", "Scotland", "Pacific"} <= set(narrow)
    assert not any(" Scotland" in words for words in narrow)


def test_tour_goes_the_short_way_round_the_globe() -> None:
    assert unwrap([(178.0, 0), (-172.0, 0), (170.0, 0)]) == [(178.0, 0), (188.0, 0), (170.0, 0)]
    way = great_circle((-0.13, 51.51), (135.5, 34.69))
    assert way[0] == pytest.approx((-0.13, 51.51))
    assert way[-1] == pytest.approx((135.5, 34.69))
    assert max(north for _, north in way) > 65, "over Siberia"
    words = words_of(drawing_of(SAMPLES["tour"]))
    assert {"1–2 Scotland", "3–4 Pacific", "Leith", "April 1899"} <= set(words)


def test_land_is_clipped_at_the_frame() -> None:
    window = fit_window([(-5.0, 50.0), (2.0, 58.0)], Box(0, 0, 500, 300), margin=0.1, snug=False)
    outlines = list(land_in(window))
    assert outlines
    for outline in outlines:
        assert all(-0.1 <= x <= 500.1 and -0.1 <= y <= 300.1 for x, y in outline)


def test_flow_arrows_point_from_giver_to_taker() -> None:
    drawing = drawing_of(SAMPLES["flow"])
    heads = [shape.lines[0] for shape in drawing.shapes if isinstance(shape, Lines) and shape.closed]
    tips = [head[0].x - head[2].x for head in heads]
    assert [tip > 0 for tip in tips] == [True, True, False, True, True], "a wage goes right, the log left; then the key"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("timeline", 'when = "1899-03"', 'when = "spring 1899"', "[lit]: 'spring 1899' is not a date"),
        ("timeline", 'layer = "book"', 'layer = "boke"', "[arrives]: 'boke' is not in tracks="),
        ("neck", 'who = "keeper"', 'who = "keper"', "there is no string called 'keper'"),
        ("shelf", "year = 1903", "", "[second]: 'year' is missing; the chart needs a number from 1 to 9999"),
        ("tour", "lat = -18.14", "lat = 118", "[suva]: 'lat' is 118; the chart needs a number from -85 to 85"),
        ("relations", 'to = "di"', 'to = "do"', "[three]: 'do' is not one of the people in the chart"),
        ("flow", 'from = "ship"\nto = "port"', 'from = "ship"\nto = "keeper"', "'keeper' is not next to 'ship' in stations="),
        ("arc", "hours = 3", "hours = 30", "[one]: 'hours' is 30; the chart needs a number from 0 to 10"),
        ("arc", "hours = 3", 'hours = "three"', "[one]: 'hours' is 'three'; the chart needs a number from 0 to 10"),
        ("heat-map", "dusk = 1\nnight = 3\ndawn = 2", "dusk = 1.5\nnight = 3\ndawn = 2", "a number is not whole"),
        ("slopes", "dawn = 2\n", "", "[great]: 'dawn' is missing"),
        ("line-up", "to = 1903", "to = 1898", "[ada]: it ends in 1898, before it begins in 1899"),
        ("line-up", 'part = "lamp"\n', "", "[ada]: the chart needs a value of 'part'"),
    ],
)
def test_data_that_does_not_fit_is_reported_with_its_place(name: str, old: str, new: str, told: str) -> None:
    diagram, findings = read_sample(SAMPLES[name].with_data(old, new))
    assert diagram is None
    assert told in findings[0].message
    assert findings[0].place.file.startswith("data/")
    assert findings[0].place.line


def test_title_of_a_figure_is_not_a_column_of_its_chart() -> None:
    titled = diagram_of(SAMPLES["shelf"].with_attributes("chart=shelf", 'chart=shelf title="All books"'))
    assert titled.title == (Text("All books"),)
    assert titled.chart == diagram_of(SAMPLES["shelf"]).chart
