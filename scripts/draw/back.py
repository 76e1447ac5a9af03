"""The back cover: the microphone lies on the floor, and a blank poster hangs in the light."""

from __future__ import annotations

from cover import FLOOR, HEIGHT, cable, foot, hall, keyline
from pen import AMBER, CREAM, GREY, INK, KRAFT, Picture, Point, oval, through, torn
from things import lamp, microphone

POSTER = (390.0, 740.0, 1710.0, 1960.0)
"""The left, upper, right and lower edge of the poster; text stands on it."""


def poster() -> Picture:
    """Draw the back cover, 210 by 297 mm."""
    picture = Picture(2100, HEIGHT, "A blank poster")
    hall(picture)
    pool = (1050.0, FLOOR + 150.0)
    picture.fill(through([(990, 250), (1110, 250), (1850, pool[1]), (250, pool[1])]), AMBER)
    picture.fill(oval(*pool, 800, 118), AMBER)
    picture.line(oval(*pool, 756, 94), 6)
    picture.rod("M-20 98H2120", 18, GREY)
    picture.group("translate(1050 224)", lambda: lamp(picture))
    foot(picture)
    _paper(picture)
    path = f"M620 {FLOOR + 172}C430 {FLOOR + 190} 300 {FLOOR + 250} 420 {FLOOR + 300}S900 {FLOOR + 330} 1240 {FLOOR + 290}S1560 {FLOOR} 1800 {FLOOR}H2140"
    picture.line(path, 52, CREAM)
    place = f"translate(960 {FLOOR + 150}) rotate(86) scale(1.7)"
    picture.group(place, lambda: keyline(picture))
    cable(picture, path)
    picture.group(place, lambda: microphone(picture))
    return picture


def _paper(picture: Picture) -> None:
    """Draw the poster: pale paper with torn edges, its shadow, and strips of tape."""
    left, top, right, low = POSTER
    edge: list[Point] = [*torn((left, top), (right, top), 3), *torn((right, low), (left, low), 8)]
    picture.fill(through([(x + 26, y + 30) for x, y in edge]), INK)
    picture.shape(through(edge), CREAM, 10)
    for x, y, turn in ((left, top, -38), (right, top, 38), (left, low, 38), (right, low, -38)):
        picture.group(
            f"translate({x:.0f} {y:.0f}) rotate({turn})",
            lambda: picture.shape("M-96 -32H96L88 -16L96 0L88 16L96 32H-96L-88 16L-96 0L-88 -16Z", KRAFT),
        )
