"""The values for the SVG template of a diagram, with its alternative text."""

from __future__ import annotations

from math import ceil
from unicodedata import normalize

from linernotes.figures import draw, draw_narrow
from linernotes.figures.drawing import NARROW_WIDTH, NARROW_WIDTH_LIMIT, Circle, Point, Rectangle, Shape
from linernotes.figures.text import Font, TextLine
from linernotes.html.medium import Medium
from linernotes.model.document import Citation, Diagram, Table
from linernotes.model.walking import descend, plain_text
from linernotes.model.wording import Wording

Values = dict[str, object]

FULL = 0.85
"""Part of the page height: a drawing that is higher with its caption leaves no room for more than a heading."""

_FIGURE_AND_NUMBER = 11
"""The number of characters before a caption."""

Widths = tuple[tuple[int, ...], ...]


def diagram_values(diagram: Diagram, medium: Medium, words: Wording, labels: Widths = (), *, nested: bool = False) -> Values:
    """Return the template values of a diagram, except its caption and its table.

    Args:
        diagram: the diagram.
        medium: the medium.
        words: the words of the guide.
        labels: the widths of the regular and bold letters for labels, if these are not the built-in ones (see `Theme`).
        nested: whether it is inside another block, such as a list or a card, which is narrower than the page.
    """
    narrow = medium.narrow_diagrams or nested
    widest = NARROW_WIDTH if medium.line_ratio else NARROW_WIDTH_LIMIT
    drawing = draw_narrow(diagram.chart, words, medium.max_diagram_ratio, widest) if narrow else draw(diagram.chart, words)
    height = drawing.height / drawing.width + medium.line_ratio * _caption_lines(diagram, medium)
    printed = diagram.twin_printed or medium.descriptions_shown
    alternative = diagram.alternative
    if not alternative or not printed:
        alternative = f"{alternative} {in_sentences(diagram.twin)}".strip()
    return {
        "diagram": diagram,
        "narrow": nested and not medium.narrow_diagrams,
        "width": drawing.width,
        "height": drawing.height,
        "drawn": not medium.line_ratio or height <= medium.max_diagram_ratio,
        "fills_page": bool(medium.line_ratio) and height > FULL * medium.max_diagram_ratio,
        "shapes": [_shape(shape) for shape in drawing.shapes],
        "text_lines": [_text_line(each, labels) for each in drawing.text_lines],
        "alternative": alternative,
        "twin_shown": printed,
    }


def _caption_lines(diagram: Diagram, medium: Medium) -> int:
    """Return about how many lines the caption of a diagram has; 0 if lines vary."""
    characters = len(plain_text(diagram.caption)) + 2 * len(tuple(descend(diagram.caption, Citation))) + _FIGURE_AND_NUMBER
    return ceil(characters / medium.characters_per_line) if medium.characters_per_line else 0


def in_sentences(table: Table) -> str:
    """Return a table as sentences: one for each row, with the header of each cell."""
    heads = [plain_text(cell.children) for cell in table.head.cells]
    rows = []
    for row in table.rows:
        words = [plain_text(cell.children).strip() for cell in row.cells]
        cells = [f"{head}: {word}" for head, word in zip(heads[1:], words[1:], strict=True) if word]
        rows.append(f"{words[0]} ({'; '.join(cells)})." if cells else f"{words[0]}.")
    return " ".join(rows)


def _shape(shape: Shape) -> Values:
    pen = {"fill": shape.fill.value, "stroke": shape.stroke.value, "weight": _number(shape.weight)}
    if isinstance(shape, Rectangle):
        sides = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height, "corner": shape.corner}
        return {"kind": "rectangle", **pen, **{name: _number(value) for name, value in sides.items()}}
    if isinstance(shape, Circle):
        return {"kind": "circle", **pen, "x": _number(shape.x), "y": _number(shape.y), "radius": _number(shape.radius)}
    path = "".join(_path(line) + ("Z" if shape.closed else "") for line in shape.lines)
    return {"kind": "lines", **pen, "path": path}


def _path(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _text_line(line: TextLine, labels: Widths) -> Values:
    return {
        "x": _number(line.x),
        "y": _number(line.y),
        "text": line.text,
        "font": line.font.value,
        "size": _number(line.size),
        "anchor": line.anchor.value,
        "paint": line.paint,
        "length": _number(line.length) if line.length else "",
        "too_wide": bool(labels) and 0 < line.length < _width(line, labels),
    }


def _width(line: TextLine, labels: Widths) -> float:
    """Return the width of a line in a guide's own font for labels; 0 in another one."""
    widths = {Font.SANS: labels[0], Font.BOLD: labels[1]}.get(line.font, ())
    bases = (ord(normalize("NFKD", character)[0]) - 0x20 for character in line.text)
    return sum(widths[base] for base in bases if 0 <= base < len(widths)) * line.size / 1000


def _number(value: float) -> str:
    """Return a length with at most one decimal, so that a drawing has the same bytes on every machine."""
    number = f"{value:.1f}".removesuffix(".0")
    return "0" if number == "-0" else number
