"""The shared style of all pictures: pens, the palette, and basic shapes.

A unit is a tenth of a millimetre of the printed page, so that lines are equally thick in all pictures. Pictures use only flat
fills, strokes with round caps and groups: all SVG renderers draw these alike, and copiers keep them.
"""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Point = tuple[float, float]

THEME = Path(__file__).parents[2] / "styles" / "themes" / "stage" / "theme.toml"
_THEME = tomllib.loads(THEME.read_text(encoding="utf-8"))
_COLOURS = {**_THEME["palette"], **_THEME["colours"]}

INK, TEAL, CHERRY, PINK, AMBER, CREAM, GREY, SEA, KRAFT = (
    _COLOURS[name] for name in ("ink", "teacher", "accent", "pink", "highlight", "tint", "rule", "sea", "deep")
)
VELVET, WHITE = "#43204F", "#FFFFFF"
"""Colours that only pictures use."""

STRIPES = (AMBER, PINK, CREAM, CHERRY, SEA)
"""Five stripes for five band members; neighbouring stripes also differ in grey."""

PEN, FINE = 8.0, 4.0

DIGITS = (
    "M0 10L12 0V44",
    "M0 10Q2 0 13 0T26 12Q26 20 0 44H26",
    "M0 4Q6 0 13 0Q25 0 25 10T11 20Q26 20 26 32T12 44Q4 44 0 38",
    "M18 44V0L0 30H26",
    "M24 0H4L2 20Q8 16 14 16Q26 16 26 30T12 44Q4 44 0 38",
    "M22 0Q0 16 0 32Q0 44 13 44T26 31Q26 19 13 19T0 31",
)
"""Paths of the digits 1 to 6, 26 wide and 44 high."""


def number(value: float) -> str:
    """Return a value with at most one decimal, so that files are small and the same everywhere."""
    written = f"{value:.1f}"
    return "0" if written in ("-0.0", "0.0") else written.removesuffix(".0")


def through(points: Iterable[Point], closed: bool = True) -> str:
    """Return the path through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")


def box(x: float, y: float, width: float, height: float, corner: float = 0) -> str:
    """Return the path of a rectangle with round corners."""
    if not corner:
        return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}Z"
    c, w, h = number(corner), number(width - 2 * corner), number(height - 2 * corner)
    arc = f"a{c} {c} 0 0 1 "
    minus = number(-corner)
    return (
        f"M{number(x + corner)} {number(y)}h{w}{arc}{c} {c}v{h}{arc}{minus} {c}"
        f"h{number(2 * corner - width)}{arc}{minus} {minus}v{number(2 * corner - height)}{arc}{c} {minus}Z"
    )


def oval(x: float, y: float, across: float, down: float | None = None) -> str:
    """Return the path of an ellipse with these radii, or of a circle."""
    a, d = number(across), number(across if down is None else down)
    return f"M{number(x - across)} {number(y)}a{a} {d} 0 1 0 {number(2 * across)} 0a{a} {d} 0 1 0 {number(-2 * across)} 0Z"


def wave(x0: float, x1: float, y: float, height: float, length: float, turn: float = 0) -> str:
    """Return the path of a sine wave from x0 to x1 whose amplitude grows towards the end."""
    count = max(8, round(abs(x1 - x0) / 14))
    points = []
    for step in range(count + 1):
        part = step / count
        x = x0 + (x1 - x0) * part
        points.append((x, y + height * (0.35 + 0.65 * part) * math.sin(turn + 2 * math.pi * (x - x0) / length)))
    return through(points, closed=False)


class Picture:
    """A picture under construction; later shapes are on top."""

    def __init__(self, width: int, height: int, title: str) -> None:
        self.width, self.height, self.title = width, height, title
        self._marks: list[str] = []

    def fill(self, path: str, colour: str) -> None:
        """Draw a filled shape without outline."""
        self._marks.append(f'<path d="{path}" fill="{colour}"/>')

    def line(self, path: str, weight: float = PEN, colour: str = INK) -> None:
        """Draw a line."""
        self._marks.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(weight)}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def shape(self, path: str, colour: str, weight: float = PEN, edge: str = INK) -> None:
        """Draw a filled shape with outline."""
        self._marks.append(
            f'<path d="{path}" fill="{colour}" stroke="{edge}" stroke-width="{number(weight)}" stroke-linejoin="round"/>'
        )

    def rod(self, path: str, thick: float, colour: str, edge: str = INK, weight: float = PEN) -> None:
        """Draw a pipe, cable or leg: a coloured line with dark edges."""
        self.line(path, thick + 2 * weight, edge)
        self.line(path, thick, colour)

    def dots(
        self, area: tuple[float, float, float, float], shade: Callable[[float, float], float], colour: str, step: float = 22
    ) -> None:
        """Draw a halftone screen: dots in eight sizes, according to the shade at their position.

        Dots touch at a shade of 1; they cover the ground completely at 1.3.
        """
        x0, y0, x1, y1 = area
        sizes: dict[int, list[str]] = {}
        row, y = 0, y0
        while y <= y1:
            x = x0 + (step / 2 if row % 2 else 0)
            while x <= x1:
                size = min(8, round(6 * shade(x, y)))
                if size > 0:
                    sizes.setdefault(size, []).append(f"M{number(x)} {number(y)}h.1")
                x += step
            row, y = row + 1, y + step * 0.87
        for size in sorted(sizes):
            self.line("".join(sizes[size]), step * 0.16 * size, colour)

    def group(self, transform: str, draw: Callable[[], None]) -> None:
        """Draw shapes with a transform."""
        self._marks.append(f'<g transform="{transform}">')
        draw()
        self._marks.append("</g>")

    def svg(self) -> str:
        """Return the SVG file."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
        return f"{head}\n<title>{self.title}</title>\n" + "\n".join(self._marks) + "\n</svg>\n"


def stripes(
    picture: Picture, path: Callable[[float], str], thick: float, colours: Sequence[str] = STRIPES, border: float = FINE
) -> None:
    """Draw five stripes side by side with dark borders; ``path`` returns the path of the stripe with an offset."""
    offsets = [thick * (index - (len(colours) - 1) / 2) for index in range(len(colours))]
    for offset in offsets:
        picture.line(path(offset), thick + border)
    for offset, colour in zip(offsets, colours, strict=True):
        picture.line(path(offset), thick - border, colour)


def palm(picture: Picture, x: float, y: float, height: float, colour: str, lean: float = 0, seed: int = 1) -> None:
    """Draw the silhouette of a palm tree: a trunk and a crown of fronds."""
    chance = random.Random(seed)
    top_x, top_y = x + lean, y - height
    picture.line(
        f"M{number(x)} {number(y)}Q{number(x)} {number(y - height / 2)} {number(top_x)} {number(top_y)}", height * 0.045, colour
    )
    for angle in (-176, -150, -122, -92, -62, -34, -8, 168, 14):
        reach = height * (0.3 + 0.07 * chance.random())
        picture.fill(through((top_x + across, top_y + down) for across, down in _frond(math.radians(angle), reach)), colour)


def _frond(turn: float, reach: float) -> list[Point]:
    """Return the outline of a frond that starts at 0, 0 in a direction and then hangs: a smooth back and a ragged edge."""

    def spine(part: float) -> Point:
        return reach * math.cos(turn) * part, reach * (math.sin(turn) * part + 0.66 * part * part)

    back = [spine(step / 6) for step in range(7)]
    edge = []
    for step in range(13, 0, -1):
        across, down = spine(step / 14)
        leaf = reach * math.sin(math.pi * step / 14) * (0.25 if step % 2 else 0.1)
        edge.append((across - math.copysign(leaf * 0.25, math.cos(turn)), down + leaf))
    return [*back, *edge]
