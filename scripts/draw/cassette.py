"""A cassette, a pencil to wind it with, and an inlay card with five lines for five tracks."""

from __future__ import annotations

import math

from pen import AMBER, CHERRY, CREAM, DIGITS, FINE, INK, KRAFT, PEN, PINK, STRIPES, WHITE, Picture, box, number, oval, through


def playlist() -> Picture:
    """Draw the cassette, 168 by 48 mm; the lines of the card are 8 mm apart, so that students can write on them."""
    picture = Picture(1680, 480, "Cassette and pencil")
    picture.fill(box(0, 0, 1680, 480), WHITE)  # an e-reader's page may be black
    _card(picture, 760, 10)
    picture.group("rotate(-3 340 250)", lambda: _cassette(picture))
    return picture


def _card(picture: Picture, x: float, y: float) -> None:
    picture.shape(box(x, y, 910, 460, 6), WHITE)
    for index, colour in enumerate(STRIPES):
        picture.fill(box(x + 4, y + 4 + 8 * index, 902, 8), colour)
    picture.line(f"M{x} {y + 46}h910", FINE)
    for index, digit in enumerate(DIGITS[:5]):
        line = y + 52 + 78 * (index + 1)
        picture.line(f"M{x + 80} {line}h800", FINE)
        picture.group(f"translate({x + 28} {line - 60})", lambda digit=digit: picture.line(digit, 9))  # type: ignore[misc]


def _cassette(picture: Picture) -> None:
    picture.shape(box(20, 40, 650, 412, 26), INK)
    picture.fill(box(50, 66, 590, 286, 18), CREAM)
    picture.line("M76 104H614M76 136H614", FINE)
    for index, colour in enumerate(STRIPES):
        picture.fill(box(50, 158 + 34 * index, 590, 34), colour)
    picture.shape(box(130, 180, 430, 128, 64), INK, PEN, CREAM)
    picture.shape(box(262, 202, 166, 84, 8), KRAFT, 6)
    picture.fill("M266 206h58q18 38 0 76h-58Z", INK)
    picture.fill("M424 206h-22q-12 38 0 76h22Z", INK)
    for x in (196, 494):
        picture.fill(oval(x, 244, 48), CREAM)
        picture.fill(oval(x, 244, 30), INK)
        teeth = []
        for tooth in range(6):
            turn = math.radians(60 * tooth + 15)
            teeth.append(
                f"M{number(x + 44 * math.cos(turn))} {number(244 + 44 * math.sin(turn))}"
                f"L{number(x + 28 * math.cos(turn))} {number(244 + 28 * math.sin(turn))}"
            )
        picture.line("".join(teeth), 9)
    picture.shape("M128 448L158 380H532L562 448Z", INK, 6, CREAM)
    for x in (200, 345, 490):
        picture.fill(oval(x, 420, 10), CREAM)
    for x in (46, 644):
        picture.line(f"M{x - 7} 60l14 0M{x - 7} 430l14 0", 6, CREAM)
    picture.group("translate(494 244) rotate(24)", lambda: _pencil(picture))


def _pencil(picture: Picture) -> None:
    picture.line("M0 0V-170", 62, CREAM)
    picture.shape(through([(-22, 22), (22, 22), (22, -180), (-22, -180)]), AMBER, PEN)
    picture.line("M-7 20V-176M7 20V-176", FINE)
    picture.fill(oval(0, 24, 25, 9), INK)
    picture.shape(box(-23, -180, 46, 26), KRAFT, 6)
    picture.shape(box(-22, -214, 44, 36, 12), PINK, 6)
    picture.line("M-22 -60H22", 6, CHERRY)
