"""A flight case with its lid open, in which six objects lie, one for each theme."""

from __future__ import annotations

import math

from icons import camera, key, picks, snare, star
from pen import AMBER, CHERRY, CREAM, GREY, INK, KRAFT, PEN, PINK, SEA, STRIPES, TEAL, Picture, box, oval, palm
from scenery import record
from things import microphone

FLOOR = 1240


def case() -> Picture:
    """Draw the opener of the themes, 210 by 165 mm."""
    picture = Picture(2100, 1650, "Six objects in a flight case")
    picture.fill(box(0, 0, 2100, FLOOR), AMBER)
    picture.dots((0, 0, 2100, FLOOR), lambda x, y: 1.5 - math.hypot(x - 1050, y - 560) / 760, CREAM, 30)
    picture.fill(box(0, FLOOR, 2100, 1650 - FLOOR), SEA)
    picture.line("".join(f"M{1050 + 170 * board} {FLOOR}L{1050 + 330 * board} 1660" for board in range(-8, 9)), 6, TEAL)
    picture.line(f"M0 {FLOOR}H2100", PEN)
    picture.fill(oval(1050, 1506, 920, 50), INK)
    _lid(picture)
    _inside(picture)
    _front(picture)
    return picture


def _lid(picture: Picture) -> None:
    """Draw the lid with its lining, and what hangs in it: a key, a star and two picks."""
    picture.shape(box(330, 130, 1440, 770, 36), INK, 40, KRAFT)
    picture.line(box(308, 108, 1484, 814, 50), PEN)
    picture.shape(box(378, 178, 1344, 680, 14), PINK, PEN)
    buttons = [(440 + 118 * column + (59 if row % 2 else 0), 244 + 112 * row) for row in range(6) for column in range(11)]
    picture.line("".join(f"M{x} {y}h.1" for x, y in buttons if x < 1700), 13, CREAM)
    picture.group("rotate(7 700 280) translate(502 78) scale(1.56)", lambda: key(picture))
    picture.line("M704 182V268", 16)
    picture.fill(oval(704, 268, 14), INK)
    picture.group("translate(1050 412) scale(1.4)", lambda: star(picture))
    picture.group("translate(1252 224) scale(1.08)", lambda: picks(picture))


def _inside(picture: Picture) -> None:
    """Draw the foam in the case, and what stands in it: a microphone, a camera and a drum."""
    picture.shape(box(300, 870, 1500, 240), KRAFT, 12)
    picture.dots((316, 890, 1790, 1030), lambda _, y: (y - 850) / 260, GREY, 20)
    picture.group("translate(536 790) rotate(-14) scale(1.42)", lambda: microphone(picture))
    picture.group("translate(712 468) scale(1.68)", lambda: camera(picture))
    picture.group("translate(1192 506) scale(1.56)", lambda: snare(picture))


def _front(picture: Picture) -> None:
    """Draw the front of the case with its metal edges, catches and stickers."""
    picture.shape(box(250, 1050, 1600, 430, 26), INK, 44, KRAFT)
    picture.line(box(226, 1026, 1648, 478, 44) + box(274, 1074, 1552, 382, 12), PEN)
    for x in (250, 1850):
        for y in (1050, 1480):
            picture.shape(oval(x, y, 52), GREY, 10)
            picture.fill(oval(x - 12, y - 14, 14), CREAM)
    for x in (860, 1240):
        picture.shape(box(x - 70, 1034, 140, 130, 16), GREY, 10)
        picture.shape(box(x - 42, 1058, 84, 80, 10), CREAM, PEN)
        picture.line(f"M{x - 20} 1098h40", 14)
    picture.line("M930 1370V1300Q930 1262 968 1262H1132Q1170 1262 1170 1300V1370", 62, KRAFT)
    picture.line("M930 1370V1300Q930 1262 968 1262H1132Q1170 1262 1170 1300V1370", 44)
    picture.line("M930 1370V1300Q930 1262 968 1262H1132Q1170 1262 1170 1300V1370", 26, CHERRY)
    picture.group("translate(736 1300) rotate(-8)", lambda: _sunset(picture))
    picture.group("translate(440 1172) rotate(-6)", lambda: _stripes(picture))
    picture.group("translate(1380 1330) rotate(-5)", lambda: _bolt(picture))
    picture.fill(oval(1640, 1268, 132), CREAM)
    record(picture, (1640, 1268), 118, (CHERRY, PINK, AMBER), 5)


def _sunset(picture: Picture) -> None:
    """Draw a round sticker with a palm tree before the sun."""
    picture.fill(oval(0, 0, 144), CREAM)
    picture.fill(oval(0, 0, 130), PINK)
    picture.fill("M-84 48A84 84 0 0 1 84 48Z", AMBER)
    picture.fill("M-120.8 48H120.8A130 130 0 0 1 -120.8 48Z", TEAL)
    palm(picture, -16, 74, 140, INK, 22, 3)


def _stripes(picture: Picture) -> None:
    """Draw a sticker with five stripes."""
    picture.fill(box(-92, -74, 184, 148, 22), CREAM)
    picture.fill(box(-80, -62, 160, 124, 14), INK)
    for index, colour in enumerate(STRIPES):
        picture.fill(box(-80, -56 + 23 * index, 160, 19), colour)


def _bolt(picture: Picture) -> None:
    """Draw a sticker with a flash of lightning."""
    picture.fill(box(-92, -96, 184, 192, 40), CREAM)
    picture.fill(box(-78, -82, 156, 164, 30), SEA)
    picture.shape("M14 -70L-46 16H-8L-20 70L46 -18H8L32 -70Z", AMBER, PEN)
