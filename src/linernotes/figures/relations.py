"""The map of relations: people as records with name plates, and ties as labelled lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import hypot

from linernotes.figures.drawing import PAGE_WIDTH, Canvas, Circle, Drawing, Paint, Rectangle, leading
from linernotes.figures.labels import Box, Labels, overlap
from linernotes.figures.routes import END, route
from linernotes.figures.strokes import Line, beside, dashes
from linernotes.figures.text import LARGE, PLAIN, SMALL, Anchor, Font, text_width, wrap
from linernotes.figures.ties import draw_tie
from linernotes.model.charts import Basis, Border, Person, Relations, Tie
from linernotes.model.walking import plain_text

_GAP, _BETWEEN, _BETWEEN_NARROW, _DISC, _FRAME = 190.0, 92.0, 72.0, 54.0, 26.0
_APART = 44.0
"""The distance between ties of the same two people."""
_ABREAST = 2
"""The maximum number of people side by side on a narrow canvas, with room for the label of their tie."""

_BUNDLE = 3
"""From this number on, ties of one kind from one person become a single arrow to a frame around the others."""


@dataclass(frozen=True, slots=True)
class _Node:
    """The position of a person: the centre, the size of record and plate, the text on the plate, and whether there is a record."""

    x: float
    top: float
    width: float
    height: float
    name: tuple[str, ...]
    part: tuple[str, ...]
    record: bool

    @property
    def box(self) -> Box:
        """The box around record and plate."""
        return Box(self.x - self.width / 2, self.top, self.x + self.width / 2, self.top + self.height)

    @property
    def plate(self) -> Box:
        """The box around the plate."""
        return self.box._replace(top=self.top + _DISC * 1.2 + 16) if self.record else self.box

    def is_near(self, x: float, y: float, distance: float) -> bool:
        """Return whether a point is closer to the record or the plate than a distance."""
        plate = self.plate
        beside = hypot(max(plate.left - x, x - plate.right, 0), max(plate.top - y, y - plate.bottom, 0))
        return (min(beside, hypot(x - self.x, y - self.top - _DISC) - _DISC) if self.record else beside) < distance


def draw_relations(chart: Relations, width: int) -> Drawing:
    """Draw people in ranks over frames and ties, and a key of the borders.

    A narrow map has no records above the names: with them it would be higher than a page of large print.
    """
    canvas = Canvas(width)
    nodes, foot = _placed(chart, width)
    bundles = tuple(_bundles(chart, nodes, width))
    labels = Labels([node.box for node in nodes.values()], Box(0, 0, width, foot))
    loose = [tie for tie in chart.ties if not any(tie in ties for ties, _ in bundles)]
    crowded_first = sorted(_side_by_side(loose), key=lambda placed: placed[1] == 0)
    lines = [(tie.kind, _tie_line(tie, nodes, width, shift)) for tie, shift in crowded_first]
    for ties, frame in bundles:
        canvas.add(Rectangle(frame.left, frame.top, frame.width, frame.height, Paint.TINT, Paint.INK, 4, 30))
        labels.lines.append(_outline(frame))
        lines.append((ties[0].kind, _to_frame(nodes[ties[0].start].box, frame)))
    for kind, line in lines:
        draw_tie(canvas, line, kind, directed=chart.kinds[kind].directed)
        labels.lines.append(line)
    for kind, line in lines:
        labels.write(canvas, plain_text(chart.kinds[kind].name), line)
    shown = [person for person in chart.people if person.id in nodes]
    for person, mark in zip(shown, _marks([plain_text(person.name) for person in shown]), strict=True):
        _person(canvas, person, nodes[person.id], mark)
    return canvas.drawing(_key(canvas, chart.borders, foot))


def _turned(ranks: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the ranks for a narrow canvas: neighbouring wide ranks are transposed, so that their columns become ranks."""
    run: list[Sequence[str]] = []
    for rank in (*ranks, ()):
        people = tuple(name for name in rank if name)
        if len(people) > _ABREAST:
            run.append(rank)
            continue
        yield from (column for column in zip_longest(*run, fillvalue="") if any(column))
        run = []
        if people:
            yield people


def _placed(chart: Relations, canvas_width: int) -> tuple[Mapping[str, _Node], float]:
    """Return the position of each person by id, and the lower edge of the last rank."""
    people = {person.id: person for person in chart.people}
    narrow = canvas_width < PAGE_WIDTH
    ranks = tuple(_turned(chart.ranks)) if narrow else chart.ranks
    share = canvas_width / max(map(len, ranks))
    width = min(300.0, share - _GAP)
    several = any(shift for _, shift in _side_by_side(chart.ties))
    between = (_BETWEEN_NARROW if narrow else _BETWEEN) + (_APART if narrow and several else 0)
    nodes, top = {}, 6.0
    for number, rank in enumerate(ranks):
        left = (canvas_width - share * len(rank)) / 2
        lowest = top
        for place, name in enumerate(rank):
            if name:
                words = wrap(plain_text(people[name].name), width - 24, Font.NARROW, LARGE)
                part = wrap(plain_text(people[name].part), width - 24)
                height = len(words) * leading(LARGE) + len(part) * leading(SMALL) + (6 if narrow else _DISC * 1.2 + 22)
                nodes[name] = _Node(left + share * (place + 0.5), top, width, height, words, part, not narrow)
                lowest = max(lowest, top + height)
        top = lowest + between + (_FRAME + 24 if number == 0 else 0)
    return nodes, lowest


def _bundles(chart: Relations, nodes: Mapping[str, _Node], width: float) -> Iterator[tuple[tuple[Tie, ...], Box]]:
    """Yield groups of ties that share an arrow to a frame: one kind, from one person, to everyone within the frame."""
    for start, kind in dict.fromkeys((tie.start, tie.kind) for tie in chart.ties if chart.kinds[tie.kind].directed):
        ties = tuple(tie for tie in chart.ties if (tie.start, tie.kind) == (start, kind))
        ends = {tie.end for tie in ties}
        boxes = [nodes[end].box for end in ends]
        frame = Box(
            min(box.left for box in boxes) - _FRAME,
            min(box.top for box in boxes) - _FRAME,
            max(box.right for box in boxes) + _FRAME,
            max(box.bottom for box in boxes) + _FRAME,
        )
        alone = all(not overlap(frame, node.box) for name, node in nodes.items() if name not in ends)
        if len(ends) >= _BUNDLE and alone and frame.left >= 0 and frame.right <= width:
            yield ties, frame


def _side_by_side(ties: Sequence[Tie]) -> Iterator[tuple[Tie, float]]:
    """Yield each tie with its distance to the right of the line between its people: 0, unless they have several ties."""
    for tie in ties:
        group = [other for other in ties if {other.start, other.end} == {tie.start, tie.end}]
        shift = (group.index(tie) - (len(group) - 1) / 2) * _APART
        yield tie, shift if tie.start == group[0].start else -shift


def _tie_line(tie: Tie, nodes: Mapping[str, _Node], width: float, shift: float) -> Line:
    others = [node.box for name, node in nodes.items() if name not in (tie.start, tie.end)]
    start, end = nodes[tie.start], nodes[tie.end]
    line = beside(route(start.box, end.box, others, width), shift)
    return (_reaching(line[0], start), *line[1:-1], _reaching(line[-1], end))


def _reaching(point: tuple[float, float], node: _Node) -> tuple[float, float]:
    """Return a point at the edge of the box around record and plate, moved towards its centre until it is near one of them."""
    (x, y), (to_x, to_y) = point, node.box.middle
    steps = max(1, int(hypot(to_x - x, to_y - y)))
    path = ((x + (to_x - x) * step / steps, y + (to_y - y) * step / steps) for step in range(steps + 1))
    return next((each for each in path if node.is_near(*each, END + 1)), point)


def _to_frame(box: Box, frame: Box) -> Line:
    x, y = box.middle
    if box.bottom <= frame.top:
        return ((min(max(x, frame.left + 60), frame.right - 60), box.bottom + 12), (x, frame.top - 4))
    if box.top >= frame.bottom:
        return ((x, box.top - 12), (x, frame.bottom + 4))
    return ((box.right + 12, y), (frame.left - 4, y)) if box.right < frame.left else ((box.left - 12, y), (frame.right + 4, y))


def _initial(name: str) -> str:
    """Return the first letter of the last word that is a name: that of Hyde for "Mr Hyde", and of Ann for "Ann’s parents"."""
    words = [word for word in name.split() if word[0].isupper()] or name.split()
    return words[-1][0]


def _marks(names: Sequence[str]) -> Iterator[str]:
    """Yield the mark of each name: its initial.

    People with the same initial have the shortest beginning that tells them apart, of the first word that the others do not have:
    "Mr", "Mrs" and "H" for Mr White, Mrs White and Herbert White. If there is none of up to three letters, they keep the initial.
    """
    initials = [_initial(name) for name in names]
    for place, (name, initial) in enumerate(zip(names, initials, strict=True)):
        rivals = [other for at, other in enumerate(names) if initials[at] == initial and at != place]
        if not rivals:
            yield initial
            continue
        own = _own_word(name, rivals)
        others = [_own_word(rival, [each for each in (*rivals, name) if each != rival]) for rival in rivals]
        beginnings = (own[:size] for size in range(1, 4) if own[:size] not in [word[:size] for word in others])
        yield next((each for each in beginnings if each not in initials and text_width(each, Font.NARROW, PLAIN) < 50), initial)


def _own_word(name: str, others: Sequence[str]) -> str:
    taken = {word for other in others for word in other.split()}
    return next((word for word in name.split() if word not in taken), "")


def _person(canvas: Canvas, person: Person, node: _Node, mark: str) -> None:
    """Draw a record with the person's mark, if there is room for it, and below it a plate with name and part."""
    if node.record:
        y = node.top + _DISC
        canvas.add(Circle(node.x, y, _DISC, Paint.DISC), Circle(node.x, y, _DISC - 9, Paint.DISC, Paint.GROOVE, 2))
        canvas.add(Circle(node.x, y, _DISC - 18, Paint.DISC, Paint.GROOVE, 2), Circle(node.x, y, 29, Paint.LABEL, Paint.INK, 2))
        font, size = (Font.BOLD, 36) if len(mark) == 1 else (Font.NARROW, PLAIN)
        canvas.write(mark, node.x, y + 0.36 * size, font, size, Anchor.MIDDLE)
    _plate(canvas, node.plate, person.basis)
    below = canvas.write_lines(node.name, node.x, node.plate.top + 4, Font.NARROW, LARGE, Anchor.MIDDLE)
    canvas.write_lines(node.part, node.x, below - 2, anchor=Anchor.MIDDLE)


def _plate(canvas: Canvas, box: Box, basis: Basis) -> None:
    """Draw a plate whose border shows the basis of the person: thick if real, dashed if fictional, otherwise thin."""
    canvas.add(Rectangle(box.left, box.top, box.width, box.height))
    if basis is Basis.FICTIONAL:
        canvas.lines(dashes(_outline(box), 22, 13), 6)
    else:
        canvas.add(Rectangle(box.left, box.top, box.width, box.height, Paint.NONE, Paint.INK, 6 if basis is Basis.REAL else 2.4))


def _outline(box: Box) -> Line:
    return ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom), (box.left, box.top))


def _key(canvas: Canvas, borders: Sequence[Border], foot: float) -> float:
    """Draw a small plate with each border and its meaning, and return the lower edge."""
    x, y = 4.0, foot + _FRAME + 26
    for border in borders:
        words = plain_text(border.words)
        width = 112 + text_width(words, Font.SANS, PLAIN)
        if x > 4 and x + width > canvas.width:
            x, y = 4.0, y + 58
        _plate(canvas, Box(x, y, x + 82, y + 42), border.basis)
        lines = wrap(words, canvas.width - x - 100, Font.SANS, PLAIN)
        bottom = canvas.write_lines(lines, x + 98, y + 2, Font.SANS, PLAIN)
        x, y = (x + width + 40, y) if len(lines) == 1 else (4.0, bottom + 12)
    return y + 50 if borders else foot + _FRAME + 4
