"""Diagrams: a drawing → the values of its SVG template, and its twin → what those who cannot see it are told."""

from __future__ import annotations

from linernotes.figures import draw, draw_narrow
from linernotes.figures.drawing import Disc, Plate, Shape, Spot
from linernotes.figures.lettering import Lettering
from linernotes.html.medium import Medium
from linernotes.model.document import Diagram, Table
from linernotes.model.walking import plain_text
from linernotes.model.wording import Wording

Values = dict[str, object]

FULL = 0.82
"""Of a page; a drawing that is higher leaves no room for its caption."""


def diagram_values(diagram: Diagram, medium: Medium, words: Wording) -> Values:
    """Return what the template of a diagram is filled in with, but for its caption and its twin."""
    drawing = draw_narrow(diagram.chart, words, medium.tallest) if medium.narrow else draw(diagram.chart, words)
    printed = diagram.twin_printed or medium.descriptions_shown
    told = diagram.alternative
    if not told or not printed:
        told = f"{told} {tell(diagram.twin)}".strip()
    return {
        "diagram": diagram,
        "width": drawing.width,
        "height": drawing.height,
        "fills_page": bool(medium.tallest) and drawing.height > FULL * medium.tallest * drawing.width,
        "shapes": [_shape(shape) for shape in drawing.shapes],
        "letters": [_letters(each) for each in drawing.letters],
        "alternative": told,
        "twin_shown": printed,
    }


def tell(table: Table) -> str:
    """Return a table in sentences: each row with the heads of its cells."""
    heads = [plain_text(cell.children) for cell in table.head.cells]
    rows = []
    for row in table.rows:
        words = [plain_text(cell.children).strip() for cell in row.cells]
        told = [f"{head}: {word}" for head, word in zip(heads[1:], words[1:], strict=True) if word]
        rows.append(f"{words[0]} ({'; '.join(told)})." if told else f"{words[0]}.")
    return " ".join(rows)


def _shape(shape: Shape) -> Values:
    pen = {"fill": shape.fill.value, "stroke": shape.stroke.value, "weight": _spell(shape.weight)}
    if isinstance(shape, Plate):
        sides = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height, "corner": shape.corner}
        return {"kind": "plate", **pen, **{name: _spell(value) for name, value in sides.items()}}
    if isinstance(shape, Disc):
        return {"kind": "disc", **pen, "x": _spell(shape.x), "y": _spell(shape.y), "radius": _spell(shape.radius)}
    path = "".join(_path(stroke) + ("Z" if shape.closed else "") for stroke in shape.strokes)
    return {"kind": "trace", **pen, "path": path}


def _path(spots: tuple[Spot, ...]) -> str:
    return "M" + "L".join(f"{_spell(x)} {_spell(y)}" for x, y in spots)


def _letters(letters: Lettering) -> Values:
    return {
        "x": _spell(letters.x),
        "y": _spell(letters.y),
        "text": letters.text,
        "font": letters.font.value,
        "size": _spell(letters.size),
        "anchor": letters.anchor.value,
        "paint": letters.paint,
    }


def _spell(value: float) -> str:
    """Return a length with at most one decimal, so that the same drawing has the same bytes everywhere."""
    spelled = f"{value:.1f}".removesuffix(".0")
    return "0" if spelled == "-0" else spelled
