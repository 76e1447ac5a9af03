"""The empty stage: five places in the light for five players, and a desk at the side for the manager."""

from __future__ import annotations

from guitars import guitar
from pen import (
    AMBER,
    CHERRY,
    CREAM,
    FINE,
    GREY,
    INK,
    KRAFT,
    PEN,
    PINK,
    SEA,
    STRIPES,
    VELVET,
    WHITE,
    Picture,
    box,
    number,
    oval,
    through,
)
from scenery import record
from things import drums, lamp, megaphone, microphone, stand

FLOOR, LIP, WING = 1060, 1466, 1590
TRUSS = 96

PLACES = (
    (262, 1270, 156, AMBER),
    (505, 1200, 140, PINK),
    (1068, 1160, 316, AMBER),
    (1380, 1276, 156, PINK),
    (768, 1340, 190, CREAM),
)
"""Places from the back to the front: their middle, the line on which they stand, half of the width of their light, its colour."""


def stage() -> Picture:
    """Draw the opener of the characters, 210 by 165 mm."""
    picture = Picture(2100, 1650, "An empty stage")
    picture.fill(box(0, 0, 2100, FLOOR), VELVET)
    picture.dots((0, 0, WING, FLOOR), lambda x, y: 0.25 + 0.6 * abs(x - 860) / 860 - 0.25 * y / FLOOR, INK, 30)
    picture.fill(box(0, FLOOR, 2100, 1650 - FLOOR), INK)
    for x, y, half, colour in PLACES:
        picture.fill(through([(x - 46, TRUSS + 140), (x + 46, TRUSS + 140), (x + half, y), (x - half, y)]), colour)
        picture.fill(oval(x, y, half, half * 0.2), colour)
        picture.line(oval(x, y, half - 24, half * 0.2 - 9), FINE)
    picture.rod(f"M-20 {TRUSS}H{WING}", 18, GREY)
    for x, _, _, _ in PLACES:
        picture.group(f"translate({x} {TRUSS + 112}) scale(.74)", lambda: lamp(picture))
    picture.group("translate(1068 1168) scale(1.3)", lambda: drums(picture, 0, 0))
    picture.group("translate(262 1062) scale(.7)", lambda: guitar(picture, CHERRY))
    picture.group("translate(505 990) scale(.7)", lambda: guitar(picture, SEA, KRAFT, 4, 560, CREAM))
    picture.group("translate(1380 1066) scale(.7)", lambda: guitar(picture, CREAM, AMBER, shine=WHITE))
    picture.group("translate(768 760)", lambda: stand(picture, 590, 70))
    picture.group("translate(761 738) rotate(-24) scale(.86)", lambda: microphone(picture))
    _office(picture)
    _curtain(picture, -20, 1)
    _curtain(picture, WING + 70, -1)
    for index, colour in enumerate(STRIPES):
        picture.fill(box(0, LIP + 10 + 37 * index, 2100, 29), colour)
    _desk(picture, 1600, 1150)
    return picture


def _curtain(picture: Picture, edge: float, way: int) -> None:
    """Draw a curtain that hangs at a side of the stage; ``way`` points to the middle."""
    inner = f"h{150 * way}Q{number(edge + 130 * way)} 560 {number(edge + 100 * way)} {LIP}"
    picture.shape(f"M{number(edge)} -20{inner}H{number(edge)}Z", CHERRY, 12)
    folds = ((edge + fold * way, edge + fold * way * 0.9, edge + fold * way * 0.7) for fold in (44, 80, 116))
    picture.line("".join(f"M{number(top)} -10Q{number(middle)} 560 {number(foot)} {LIP - 6}" for top, middle, foot in folds), 6)


def _office(picture: Picture) -> None:
    """Draw the pale room beside the stage, with a framed record on its wall."""
    picture.shape(box(WING, -20, 2120 - WING, LIP + 20), KRAFT)
    picture.dots((WING + 60, 0, 2100, 1240), lambda x, y: 0.15 + 0.5 * (x - WING) / 500 - 0.3 * y / 1200, AMBER, 28)
    picture.fill(box(WING, 1320, 2120 - WING, LIP - 1320), GREY)
    picture.line(f"M{WING} 1320H2120", PEN)
    picture.shape(box(1714, 330, 290, 380), INK, 12)
    picture.shape(box(1736, 352, 246, 336), CREAM, 6)
    record(picture, (1859, 482), 104, (INK, GREY, AMBER), 5)
    picture.shape(box(1794, 622, 130, 38, 6), AMBER, 6)


def _desk(picture: Picture, x: float, y: float) -> None:
    """Draw a desk, 370 by 316, with a megaphone that points to the stage, and papers."""
    picture.shape(box(x + 14, y + 36, 342, 280), CREAM, 12)
    picture.line(box(x + 36, y + 64, 140, 100) + box(x + 194, y + 64, 140, 100) + box(x + 36, y + 184, 298, 104), 6)
    for across, down in ((106, 114), (264, 114), (185, 236)):
        picture.shape(oval(x + across, y + down, 13), AMBER, 6)
    picture.shape(box(x, y, 370, 42, 8), CHERRY, 12)
    picture.shape(through([(x + 236, y - 6), (x + 352, y - 6), (x + 340, y - 44), (x + 248, y - 44)]), WHITE, 6)

    def call() -> None:
        # a pale keyline: without it, copiers merge the megaphone with the curtain
        picture.line("M58 -88V88M58 -88L-62 -34M58 88L-62 34" + oval(58, 0, 24, 88), 34, CREAM)
        megaphone(picture, CREAM)

    picture.group(f"translate({number(x + 150)} {number(y - 168)}) rotate(10) scale(-1.6 1.6)", call)
