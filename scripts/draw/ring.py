"""A ring of chairs around a microphone; one chair is kept for a missing person."""

from __future__ import annotations

import math
from collections.abc import Callable

from pen import AMBER, CHERRY, CREAM, FINE, GREY, INK, KRAFT, PEN, PINK, SEA, TEAL, Picture, Point, box, number, oval, through
from things import chair, chair_aside, microphone, stand

QUESTION = "M-20 -276C-18 -300 24 -298 22 -272C20 -256 1 -256 1 -240M1 -222v.1"


def scene() -> Picture:
    """Draw the opener of the discussion, 210 by 165 mm: the chairs stand around a record in the light of a lamp."""
    picture = Picture(2100, 1650, "A ring of chairs")
    floor, centre = 800, (1050.0, 1130.0)
    picture.fill(box(0, 0, 2100, floor), TEAL)
    picture.dots((0, 0, 2100, floor), lambda _, y: 0.8 * y / floor, SEA, 28)
    picture.fill(box(0, floor, 2100, 1650 - floor), SEA)
    picture.dots((0, floor + 240, 2100, 1650), lambda _, y: (y - floor - 200) / 700, TEAL, 28)
    picture.line(f"M0 {floor}H2100", PEN)
    picture.fill(through([(870, 200), (1230, 200), (1050 + 940, 1110), (1050 - 940, 1110)]), CREAM)
    picture.shape(oval(*centre, 944, 400), KRAFT)
    _record(picture, centre)
    _pendant(picture)
    _bubbles(picture)
    seat = _seats(picture, (1050, 1150), (820, 330), 1.12, PINK)
    for turn in (-146, -116, -64, -34):
        seat(turn)
    picture.group("translate(1050 590)", lambda: stand(picture, 560, 70))
    picture.group("translate(1044 566) rotate(-18) scale(.9)", lambda: microphone(picture))
    for turn in (0, 180, 35, 145, 64, 116):
        seat(turn)
    return picture


def _seats(picture: Picture, centre: Point, reach: Point, size: float, colour: str) -> Callable[[int], None]:
    """Return a function that draws the chair in a direction; the chair to the right of the front is the one in question."""

    def seat(turn: int) -> None:
        across, down = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        scale = size * (1 + 0.2 * down)
        x, y = centre[0] + reach[0] * across, centre[1] + reach[1] * down
        asked = 60 < turn < 70
        picture.fill(oval(x, y, 84 * scale, 14 * size), INK)
        lean = -16 * across if down < 0 else 12 * across

        def draw() -> None:
            if turn in (0, 180):
                chair_aside(picture, colour)
                return
            chair(picture, AMBER if asked else colour, down >= 0)
            if asked:
                # copiers keep the mark, but not the colour
                picture.line(QUESTION, 11)

        mirror = f"scale({-scale:.2f} {scale:.2f})" if turn == 0 else f"scale({scale:.2f})"
        slant = "" if turn in (0, 180) else f" skewX({lean:.1f})"
        picture.group(f"translate({number(x)} {number(y)}) {mirror}{slant}", draw)

    return seat


def _record(picture: Picture, centre: Point) -> None:
    """Draw the record that lies on the floor."""
    x, y = centre
    picture.shape(oval(x, y + 14, 640, 250), INK, 12, CREAM)
    picture.fill(oval(x, y, 640, 250), INK)
    for ring in range(8):
        across = 600 - 42 * ring
        picture.line(oval(x, y, across, across * 0.39), 4, GREY)
    picture.shape(oval(x, y, 250, 97), AMBER, PEN, CREAM)
    picture.line(oval(x, y, 214, 83), FINE)


def _pendant(picture: Picture) -> None:
    """Draw the lamp above the ring."""
    picture.line("M1050 -20V70", 14)
    shade = "M842 196Q850 84 1010 62H1090Q1250 84 1258 196Q1050 156 842 196Z"
    picture.line(shade, 34, CREAM)
    picture.shape(oval(1050, 196, 208, 40), AMBER, 12)
    picture.shape(shade, CHERRY, 12)
    picture.line("M880 160Q900 110 980 90", 10, PINK)


def _bubbles(picture: Picture) -> None:
    """Draw what ten people may say: four bubbles without words."""
    bubbles = (
        (280, 250, ".94", AMBER, "M-90 -34h180M-110 0h220M-90 34h110", 14),
        (505, 478, ".74", PINK, "M-84 0q21 -70 42 0t42 0t42 0t42 0", 16),
        (1820, 250, "-.94 .94", PINK, "M-70 0h.1M0 0h.1M70 0h.1", 34),
        (1595, 478, "-.74 .74", AMBER, "M0 -52v58M0 54v.1", 28),
    )
    for x, y, scale, colour, words, weight in bubbles:

        def bubble(colour: str = colour, words: str = words, weight: float = weight) -> None:
            for path in (oval(0, 0, 172, 106), "M18 92L84 194L112 70"):
                picture.shape(path, colour, 12)
            picture.fill(oval(0, 0, 167, 101), colour)
            picture.line(words, weight)

        picture.group(f"translate({x} {y}) scale({scale})", bubble)
