"""The built-in symbols, which text fonts lack: certainty marks, boxes, the depth meter, a clock, people, film, dice, arrows.

The drawings are plain numbers, computed without any library, so that the font cache can include them in its keys; the font
builder makes a TrueType font of them. Lengths are font units, 1000 to the em; y points upwards from the baseline.

Sizes follow the text font, Literata at optical size 11: caps 700, x-height 509, upright stems 93, arrow shafts 74. Every line is
76 units wide (0.8 pt at a body size of 10.5 pt), and white areas inside a symbol are wider, so that both survive a photocopier.
Symbols that are read as a set share one frame. Round shapes overshoot the baseline, flat ones stand on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from types import MappingProxyType
from typing import Final, NamedTuple

PEN: Final = 76
RING_PEN: Final = 92  # certainty marks are set at 8.5 pt, where it is as thick as the pen is elsewhere
TICK_PEN: Final = 92  # a tick without a box is as dark as a stem
OVERSHOOT: Final = 12
MIDDLE: Final = 320  # the centre height of rings, boxes and arrows: between x-height and caps


PLACEHOLDER_DIGITS: Final = range(0xE030, 0xE03A)
"""Private code points of ten digits of equal width, which stand for page numbers until these are known."""


class Point(NamedTuple):
    """A point of an outline; ``on`` is false for the control point of a quadratic curve."""

    x: float
    y: float
    on: bool = True


Contour = tuple[Point, ...]


class Drawing(NamedTuple):
    """A symbol: its glyph name, advance width and outlines (clockwise is black, counterclockwise white)."""

    name: str
    advance: int
    contours: tuple[Contour, ...]

    @property
    def left(self) -> int:
        """The left side bearing: the distance from the origin to the outline."""
        return int(min((point.x for contour in self.contours for point in contour if point.on), default=0))


def _turned(contour: Iterable[Point], clockwise: bool) -> Contour:
    """Return a contour in the given direction, which follows from the sign of its area."""
    points = tuple(contour)
    area = sum(a.x * b.y - b.x * a.y for a, b in zip(points, points[1:] + points[:1], strict=True))
    return points if (area < 0) == clockwise else points[:1] + points[:0:-1]


def _black(contour: Iterable[Point]) -> Contour:
    return _turned(contour, clockwise=True)


def _white(contour: Iterable[Point]) -> Contour:
    return _turned(contour, clockwise=False)


def _polygon(*corners: tuple[float, float]) -> Contour:
    return tuple(Point(x, y) for x, y in corners)


def _rectangle(left: float, bottom: float, right: float, top: float) -> Contour:
    return _polygon((left, bottom), (left, top), (right, top), (right, bottom))


def _arc(x: float, y: float, radius: float, start: float, sweep: float) -> Contour:
    """Draw part of a circle, from ``start`` over ``sweep`` degrees: one quadratic curve for each eighth of a circle."""
    steps = max(1, round(abs(sweep) / 45))
    half = radians(sweep) / steps / 2
    angles = [radians(start) + half * n for n in range(2 * steps + 1)]
    reach = radius / cos(half)
    return tuple(
        Point(x + (reach if n % 2 else radius) * cos(a), y + (reach if n % 2 else radius) * sin(a), n % 2 == 0)
        for n, a in enumerate(angles)
    )


def _circle(x: float, y: float, radius: float) -> Contour:
    return _arc(x, y, radius, 0, 360)[:-1]


def _tick(pen: float, *path: tuple[float, float]) -> Contour:
    """Draw a path through three points with a broad pen: square ends, a sharp corner."""
    (ax, ay), (bx, by), (cx, cy) = path
    (px, py), (qx, qy) = (_normal(bx - ax, by - ay), _normal(cx - bx, cy - by))
    half = pen / 2
    reach = half / (1 + px * qx + py * qy)
    mx, my = (px + qx) * reach, (py + qy) * reach
    return _polygon(
        (ax + px * half, ay + py * half), (bx + mx, by + my), (cx + qx * half, cy + qy * half),
        (cx - qx * half, cy - qy * half), (bx - mx, by - my), (ax - px * half, ay - py * half),
    )  # fmt: skip


def _normal(x: float, y: float) -> tuple[float, float]:
    return -y / hypot(x, y), x / hypot(x, y)


def _moved(contours: Iterable[Contour], move: Callable[[float, float], tuple[float, float]]) -> tuple[Contour, ...]:
    """Return contours with every point moved; the map must be affine, so that curves stay curves."""
    return tuple(tuple(Point(*move(s.x, s.y), s.on) for s in contour) for contour in contours)


def _symbol(name: str, bearing: int, *contours: Contour, baseline: float | None = None) -> Drawing:
    """Place a symbol between two equal side bearings, on the baseline if one is given, with all points on whole units.

    The first contour becomes black, whichever way it is drawn.
    """
    left, right = min(s.x for c in contours for s in c if s.on), max(s.x for c in contours for s in c if s.on)
    drop = 0.0 if baseline is None else min(s.y for c in contours for s in c if s.on) - baseline
    placed = _moved(contours, lambda x, y: (round(x - left + bearing), round(y - drop)))
    return Drawing(name, round(right - left) + 2 * bearing, (_black(placed[0]), *placed[1:]))


def _arrow(length: float, barb: float) -> Contour:
    """Draw an arrow along the x axis that points right, with its tip at the origin; ``barb`` is half the height of its head."""
    half, slant = PEN / 2, PEN / sqrt(2)
    upper = [(0.0, 0.0), (-barb, barb), (-barb - slant, barb - slant), (-PEN * sqrt(2) - half, half), (-length, half)]
    return _polygon(*upper, *((x, -y) for x, y in reversed(upper[1:])))


def _return_arrow() -> Contour:
    """Draw the arrow back from a note: a shaft to the left with a bent tail."""
    half, slant, barb, bend, radius = PEN / 2, PEN / sqrt(2), 190, 420, 165
    join = PEN * sqrt(2) + half
    return (
        *_polygon(
            (join, half),
            (barb + slant, barb - slant),
            (barb, barb),
            (0, 0),
            (barb, -barb),
            (barb + slant, slant - barb),
            (join, -half),
        ),
        *_arc(bend, radius, radius + half, -90, 180),
        *_polygon((bend - 130, 2 * radius + half), (bend - 130, 2 * radius - half)),
        *_arc(bend, radius, radius - half, 90, -180),
    )


def _note() -> Contour:
    """Draw a quaver as one outline: around the tilted head, up the stem, along the flag and back."""
    long, short, tilt, stem = 165, 112, radians(24), 64
    reach = hypot(long * cos(tilt), short * sin(tilt))  # the head's half width, where the stem's right edge touches it
    touch = degrees(atan2(-short * sin(tilt), long * cos(tilt)))
    meet = touch + degrees(acos((reach - stem) / reach))
    head = _moved(
        [_arc(0, 0, 1, meet, 360 + touch - meet)],
        lambda x, y: (long * x * cos(tilt) - short * y * sin(tilt), 112 + long * x * sin(tilt) + short * y * cos(tilt)),
    )
    flag = ((0, 450, True), (45, 448, False), (78, 410, True), (146, 328, False), (146, 222, True), (174, 285, False))
    curl = ((174, 350, True), (174, 432, False), (100, 512, True), (12, 606, False), (0, 730, True), (-stem, 730, True))
    return (*head[0], *(Point(reach + x, y, on) for x, y, on in flag + curl))


def _clock(radius: float) -> tuple[Contour, ...]:
    """Draw a clock at three o'clock: hands at a right angle can be told apart in small sizes."""
    y, half = MIDDLE + 10, PEN / 2
    hands = ((-half, -half), (-half, 205), (half, 205), (half, half), (175, half), (175, -half))
    dial = (_circle(0, y, radius), _white(_circle(0, y, radius - PEN)))
    return (*dial, _black(_polygon(*((x, y + up) for x, up in hands))))


def _person() -> tuple[Contour, ...]:
    """Draw a head above shoulders, with a white gap that is wide enough for a copier."""
    return (_circle(0, 580, 120), _black((*_arc(0, 165, 185, 0, 180), *_polygon((-185, 0), (185, 0)))))


def _film() -> tuple[Contour, ...]:
    """Draw a film frame between its perforations."""
    holes = (_rectangle(x, y, x + 90, y + 115) for x in (55, 675) for y in (70, 262, 455))
    return (_rectangle(0, 0, 820, 640), *map(_white, (_rectangle(215, 80, 605, 560), *holes)))


def _die(value: int) -> tuple[Contour, ...]:
    """Draw the side of a die with ``value`` pips."""
    low, middle, high = 168, 350, 532
    corners, sides = ((low, high), (high, low), (low, low), (high, high)), ((low, middle), (high, middle))
    pips = (*corners[: value // 2 * 2], *((middle, middle),) * (value % 2)) if value < 6 else (*corners, *sides)
    frame = (_rectangle(0, 0, 700, 700), _white(_rectangle(62, 62, 638, 638)))
    return (*frame, *(_black(_circle(x, y, 66)) for x, y in pips))


def _drawings() -> dict[int, Drawing]:
    disc, side, bar = 346, 640, 330
    ring = (_circle(0, MIDDLE + 10, disc), _white(_circle(0, MIDDLE + 10, disc - RING_PEN)))
    half_ring = _white(_arc(0, MIDDLE + 10, disc - RING_PEN, 90, -180))
    box = (_rectangle(0, 0, side, side), _white(_rectangle(PEN, PEN, side - PEN, side - PEN)))
    star = [((400, 165)[n % 2] * sin(n * pi / 5), (400, 165)[n % 2] * cos(n * pi / 5)) for n in range(10)]
    arrow = _arrow(620, 200)
    return {
        0x2190: _symbol("arrowleft", 50, *_moved([arrow], lambda x, y: (-x, MIDDLE + y))),
        0x2191: _symbol("arrowup", 70, *_moved([arrow], lambda x, y: (y, x)), baseline=0),
        0x2192: _symbol("arrowright", 50, *_moved([arrow], lambda x, y: (x, MIDDLE + y))),
        0x2193: _symbol("arrowdown", 70, *_moved([arrow], lambda x, y: (y, -x)), baseline=0),
        0x21A9: _symbol("uni21A9", 50, _return_arrow(), baseline=0),
        0x25AE: _symbol("uni25AE", 55, _rectangle(0, 0, bar, 700)),
        0x25AF: _symbol("uni25AF", 55, _rectangle(0, 0, bar, 700), _white(_rectangle(PEN, PEN, bar - PEN, 700 - PEN))),
        0x25B2: _symbol("triagup", 40, _polygon((-360, 0), (0, 650), (360, 0))),
        0x25A3: _symbol("uni25A3", 40, *_film(), baseline=0),
        0x25CB: _symbol("circle", 50, *ring),
        0x25CF: _symbol("H18533", 50, ring[0]),
        0x25D0: _symbol("uni25D0", 50, ring[0], half_ring),
        0x25F7: _symbol("uni25F7", 50, *_clock(disc)),
        0x2605: _symbol("uni2605", 40, _polygon(*star), baseline=-OVERSHOOT),
        0x2610: _symbol("uni2610", 60, *box),
        0x2611: _symbol("uni2611", 60, *box, _black(_tick(88, (152, 330), (275, 203), (493, 463)))),
        0x2659: _symbol("uni2659", 40, *_person()),
        0x266A: _symbol("musicalnote", 50, _note()),
        **{0x267F + value: _symbol(f"uni{0x267F + value:X}", 50, *_die(value)) for value in range(1, 7)},
        0x2713: _symbol("checkmark", 50, _tick(TICK_PEN, (0, 300), (190, 90), (520, 640)), baseline=0),
    }  # fmt: skip


DRAWINGS: Final[Mapping[int, Drawing]] = MappingProxyType(_drawings())
"""The symbols by code point."""

SPACES: Final[Mapping[int, Drawing]] = MappingProxyType(
    {0x20: Drawing("space", 210, ()), 0x2009: Drawing("uni2009", 125, ()), 0x202F: Drawing("uni202F", 125, ())}
)
"""The word space and the thin spaces, as wide as Literata's: display fonts have no thin spaces."""

SYMBOLS: Final[frozenset[int]] = frozenset(DRAWINGS)
"""The code points of the symbols."""

NOTDEF: Final = Drawing(".notdef", 600, (_rectangle(50, 0, 550, 700), _white(_rectangle(50 + PEN, PEN, 550 - PEN, 700 - PEN))))
