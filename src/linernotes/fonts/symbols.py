"""The signs that the text faces lack, drawn by us: certainty marks, boxes, the depth meter, a clock, people, film, dice, arrows.

A drawing is plain numbers (``DRAWINGS``, made without any library), so that the cache of faces can tell when one has changed;
``foundry`` makes a TrueType face of them. Lengths are font units, 1000 to the em, y upwards from the baseline.

The measures follow Literata at optical size 11, the text face: caps 700, x-height 509, upright stems 93, arrow shafts 74. One
pen of 76 units (0.8 pt at a body of 10.5 pt) draws every line, and a white inside a sign is wider than that: a photocopier
leaves both. Signs that are read as a set share one frame. What is round overshoots the baseline, what is flat stands on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from types import MappingProxyType
from typing import Final, NamedTuple

PEN: Final = 76
RING_PEN: Final = 92  # marks of certainty stand beside words at 8.5 pt, where it is as thick as the pen is elsewhere
TICK_PEN: Final = 92  # a lone tick stands for a whole box, so it is drawn as dark as a stem
OVERSHOOT: Final = 12
MIDDLE: Final = 320  # the height that rings, boxes and arrows are centred on: between x-height and caps


PLACEHOLDER_DIGITS: Final = range(0xE030, 0xE03A)
"""Private code points of ten digits of equal width, which stand for page numbers until these are known."""


class Spot(NamedTuple):
    """A point of an outline; ``on`` is false for the control point of a quadratic curve."""

    x: float
    y: float
    on: bool = True


Contour = tuple[Spot, ...]


class Drawing(NamedTuple):
    """One sign: its glyph name, how far it moves the line on, and its outlines (clockwise is black, the other way white)."""

    name: str
    advance: int
    contours: tuple[Contour, ...]

    @property
    def left(self) -> int:
        """The left side bearing: how far the black stands from the origin."""
        return int(min((spot.x for contour in self.contours for spot in contour if spot.on), default=0))


def _turned(contour: Iterable[Spot], clockwise: bool) -> Contour:
    """Return the contour running the way asked for, found by the sign of its area."""
    spots = tuple(contour)
    area = sum(a.x * b.y - b.x * a.y for a, b in zip(spots, spots[1:] + spots[:1], strict=True))
    return spots if (area < 0) == clockwise else spots[:1] + spots[:0:-1]


def _black(contour: Iterable[Spot]) -> Contour:
    return _turned(contour, clockwise=True)


def _white(contour: Iterable[Spot]) -> Contour:
    return _turned(contour, clockwise=False)


def _polygon(*corners: tuple[float, float]) -> Contour:
    return tuple(Spot(x, y) for x, y in corners)


def _rectangle(left: float, bottom: float, right: float, top: float) -> Contour:
    return _polygon((left, bottom), (left, top), (right, top), (right, bottom))


def _arc(x: float, y: float, radius: float, start: float, sweep: float) -> Contour:
    """Draw part of a circle, from ``start`` over ``sweep`` degrees, by one quadratic curve for each eighth of it."""
    steps = max(1, round(abs(sweep) / 45))
    half = radians(sweep) / steps / 2
    angles = [radians(start) + half * n for n in range(2 * steps + 1)]
    reach = radius / cos(half)
    return tuple(
        Spot(x + (reach if n % 2 else radius) * cos(a), y + (reach if n % 2 else radius) * sin(a), n % 2 == 0)
        for n, a in enumerate(angles)
    )


def _circle(x: float, y: float, radius: float) -> Contour:
    return _arc(x, y, radius, 0, 360)[:-1]


def _tick(pen: float, *path: tuple[float, float]) -> Contour:
    """Draw a path of three corners with a broad pen: square ends, a sharp corner."""
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
    """Return the contours with every point moved (by an affine map, so that curves stay curves)."""
    return tuple(tuple(Spot(*move(s.x, s.y), s.on) for s in contour) for contour in contours)


def _symbol(name: str, bearing: int, *contours: Contour, baseline: float | None = None) -> Drawing:
    """Set a sign between two equal side bearings, on the baseline if asked, all its points on whole units.

    The first contour is black, whichever way it was drawn.
    """
    left, right = min(s.x for c in contours for s in c if s.on), max(s.x for c in contours for s in c if s.on)
    drop = 0.0 if baseline is None else min(s.y for c in contours for s in c if s.on) - baseline
    placed = _moved(contours, lambda x, y: (round(x - left + bearing), round(y - drop)))
    return Drawing(name, round(right - left) + 2 * bearing, (_black(placed[0]), *placed[1:]))


def _arrow(length: float, barb: float) -> Contour:
    """Draw an arrow along the x axis with its tip at the origin, pointing right; ``barb`` is how far its head spreads."""
    half, cut = PEN / 2, PEN / sqrt(2)
    upper = [(0.0, 0.0), (-barb, barb), (-barb - cut, barb - cut), (-PEN * sqrt(2) - half, half), (-length, half)]
    return _polygon(*upper, *((x, -y) for x, y in reversed(upper[1:])))


def _return_arrow() -> Contour:
    """Draw the way back from a note: a shaft to the left whose tail is bent over."""
    half, cut, barb, bend, radius = PEN / 2, PEN / sqrt(2), 190, 420, 165
    join = PEN * sqrt(2) + half
    return (
        *_polygon(
            (join, half), (barb + cut, barb - cut), (barb, barb), (0, 0), (barb, -barb), (barb + cut, cut - barb), (join, -half)
        ),
        *_arc(bend, radius, radius + half, -90, 180),
        *_polygon((bend - 130, 2 * radius + half), (bend - 130, 2 * radius - half)),
        *_arc(bend, radius, radius - half, 90, -180),
    )


def _note() -> Contour:
    """Draw a quaver in one line: around the tilted head from stem to stem, up the stem, along the flag and back."""
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
    return (*head[0], *(Spot(reach + x, y, on) for x, y, on in flag + curl))


def _clock(radius: float) -> tuple[Contour, ...]:
    """Draw a dial at three o'clock: hands at a right angle stay two hands when they are small."""
    y, half = MIDDLE + 10, PEN / 2
    hands = ((-half, -half), (-half, 205), (half, 205), (half, half), (175, half), (175, -half))
    dial = (_circle(0, y, radius), _white(_circle(0, y, radius - PEN)))
    return (*dial, _black(_polygon(*((x, y + up) for x, up in hands))))


def _person() -> tuple[Contour, ...]:
    """Draw a head above shoulders, with a white between them that a copier keeps."""
    return (_circle(0, 580, 120), _black((*_arc(0, 165, 185, 0, 180), *_polygon((-185, 0), (185, 0)))))


def _film() -> tuple[Contour, ...]:
    """Draw a frame of film between its holes."""
    holes = (_rectangle(x, y, x + 90, y + 115) for x in (55, 675) for y in (70, 262, 455))
    return (_rectangle(0, 0, 820, 640), *map(_white, (_rectangle(215, 80, 605, 560), *holes)))


def _die(value: int) -> tuple[Contour, ...]:
    """Draw a face of a die."""
    low, middle, high = 168, 350, 532
    corners, sides = ((low, high), (high, low), (low, low), (high, high)), ((low, middle), (high, middle))
    pips = (*corners[: value // 2 * 2], *((middle, middle),) * (value % 2)) if value < 6 else (*corners, *sides)
    frame = (_rectangle(0, 0, 700, 700), _white(_rectangle(62, 62, 638, 638)))
    return (*frame, *(_black(_circle(x, y, 66)) for x, y in pips))


def _drawings() -> dict[int, Drawing]:
    """Draw every sign."""
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
"""The signs by their code points."""

SPACES: Final[Mapping[int, Drawing]] = MappingProxyType(
    {0x20: Drawing("space", 210, ()), 0x2009: Drawing("uni2009", 125, ()), 0x202F: Drawing("uni202F", 125, ())}
)
"""The word space and the thin ones, as wide as Literata's: thin spaces are missing in display faces."""

SYMBOLS: Final[frozenset[int]] = frozenset(DRAWINGS)
"""The code points of the signs."""

NOTDEF: Final = Drawing(".notdef", 600, (_rectangle(50, 0, 550, 700), _white(_rectangle(50 + PEN, PEN, 550 - PEN, 700 - PEN))))

COPYRIGHT: Final = "Copyright 2026 The Liner Notes Project Authors"
LICENCE_URL: Final = "https://openfontlicense.org"
LICENCE_NOTE: Final = f"This Font Software is licensed under the SIL Open Font License, Version 1.1. See {LICENCE_URL}"
LICENCE: Final = f"""{COPYRIGHT}

This Font Software is licensed under the SIL Open Font License, Version 1.1. This license is copied below, and is also available
with a FAQ at: {LICENCE_URL}

SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007

PREAMBLE
The goals of the Open Font License (OFL) are to stimulate worldwide development of collaborative font projects, to support the
font creation efforts of academic and linguistic communities, and to provide a free and open framework in which fonts may be
shared and improved in partnership with others.

The OFL allows the licensed fonts to be used, studied, modified and redistributed freely as long as they are not sold by
themselves. The fonts, including any derivative works, can be bundled, embedded, redistributed and/or sold with any software
provided that any reserved names are not used by derivative works. The fonts and derivatives, however, cannot be released under
any other type of license. The requirement for fonts to remain under this license does not apply to any document created using
the fonts or their derivatives.

DEFINITIONS
"Font Software" refers to the set of files released by the Copyright Holder(s) under this license and clearly marked as such.
This may include source files, build scripts and documentation.

"Reserved Font Name" refers to any names specified as such after the copyright statement(s).

"Original Version" refers to the collection of Font Software components as distributed by the Copyright Holder(s).

"Modified Version" refers to any derivative made by adding to, deleting, or substituting -- in part or in whole -- any of the
components of the Original Version, by changing formats or by porting the Font Software to a new environment.

"Author" refers to any designer, engineer, programmer, technical writer or other person who contributed to the Font Software.

PERMISSION & CONDITIONS
Permission is hereby granted, free of charge, to any person obtaining a copy of the Font Software, to use, study, copy, merge,
embed, modify, redistribute, and sell modified and unmodified copies of the Font Software, subject to the following conditions:

1) Neither the Font Software nor any of its individual components, in Original or Modified Versions, may be sold by itself.

2) Original or Modified Versions of the Font Software may be bundled, redistributed and/or sold with any software, provided that
each copy contains the above copyright notice and this license. These can be included either as stand-alone text files, human-
readable headers or in the appropriate machine-readable metadata fields within text or binary files as long as those fields can
be easily viewed by the user.

3) No Modified Version of the Font Software may use the Reserved Font Name(s) unless explicit written permission is granted by
the corresponding Copyright Holder. This restriction only applies to the primary font name as presented to the users.

4) The name(s) of the Copyright Holder(s) or the Author(s) of the Font Software shall not be used to promote, endorse or
advertise any Modified Version, except to acknowledge the contribution(s) of the Copyright Holder(s) and the Author(s) or with
their explicit written permission.

5) The Font Software, modified or unmodified, in part or in whole, must be distributed entirely under this license, and must not
be distributed under any other license. The requirement for fonts to remain under this license does not apply to any document
created using the Font Software.

TERMINATION
This license becomes null and void if any of the above conditions are not met.

DISCLAIMER
THE FONT SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO ANY
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF COPYRIGHT, PATENT, TRADEMARK, OR OTHER
RIGHT. IN NO EVENT SHALL THE COPYRIGHT HOLDER BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, INCLUDING ANY GENERAL,
SPECIAL, INDIRECT, INCIDENTAL, OR CONSEQUENTIAL DAMAGES, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF THE USE OR INABILITY TO USE THE FONT SOFTWARE OR FROM OTHER DEALINGS IN THE FONT SOFTWARE.
"""
