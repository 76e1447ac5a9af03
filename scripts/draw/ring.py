"""A ring of chairs around a microphone; one chair is kept for a missing person."""

from __future__ import annotations

import math

from pen import AMBER, CREAM, INK, KRAFT, PEN, SEA, Picture, box, number, oval
from things import chair, microphone, stand

WIDTH, HEIGHT = 2160, 540
CENTRE = (1080.0, 360.0)


def chairs() -> Picture:
    """Draw the opener of the discussion, 216 by 54 mm, with bleed at the top of the page."""
    picture = Picture(WIDTH, HEIGHT, "A ring of chairs")
    picture.fill(box(0, 0, WIDTH, HEIGHT), CREAM)
    picture.dots((0, 0, WIDTH, 260), lambda _, y: 0.55 - y / 520, KRAFT, 26)
    picture.fill(box(0, 240, WIDTH, HEIGHT - 240), KRAFT)
    picture.line(f"M0 240H{WIDTH}", 6)
    x, y = CENTRE
    for across, colour in ((1000, CREAM), (880, KRAFT), (330, AMBER)):
        picture.shape(oval(x, y, across, across * 0.155), colour, 6)
    turns = (-149, -106, -74, -31, 3, 177, 35, 63, 117, 145)
    places = sorted(((math.cos(math.radians(turn)), math.sin(math.radians(turn))) for turn in turns), key=lambda place: place[1])
    far = [place for place in places if place[1] < 0]
    near = [place for place in places if place[1] >= 0]
    for place in far:
        _seat(picture, place, SEA)
    picture.group("translate(1080 186)", lambda: stand(picture, 206, 40))
    picture.group("translate(1080 166) scale(.42)", lambda: microphone(picture))
    picture.rod("M1086 390Q1180 420 1330 392T1660 460T2200 430", 10, INK, CREAM, PEN / 2)
    missing = places[-2]
    for place in near:
        _seat(picture, place, AMBER if place is missing else SEA, asked=place is missing)
    return picture


QUESTION = "M-20 -276C-18 -300 24 -298 22 -272C20 -256 1 -256 1 -240M1 -222v.1"


def _seat(picture: Picture, place: tuple[float, float], colour: str, *, asked: bool = False) -> None:
    """Draw a chair, with a question mark on its back if ``asked``: copiers keep the mark, but not the colour."""
    across, down = place
    size = 0.8 + 0.16 * down
    x, y = CENTRE[0] + 940 * across, CENTRE[1] + 44 + 128 * down
    picture.fill(oval(x, y, 84 * size, 14), INK)
    lean = -16 * across if down < 0 else 12 * across

    def draw() -> None:
        chair(picture, colour, down >= 0)
        if asked:
            picture.line(QUESTION, 11)

    picture.group(f"translate({number(x)} {number(y)}) scale({size:.2f}) skewX({lean:.1f})", draw)
