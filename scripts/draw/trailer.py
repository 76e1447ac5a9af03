"""The trailer: closed, from a distance, and the room in it."""

from __future__ import annotations

import random

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
    TEAL,
    VELVET,
    Picture,
    box,
    number,
    oval,
    palm,
    stripes,
    through,
    wave,
)
from things import amplifier, drums, microphone, stand

SHELL = "M60 400Q10 400 8 340V130Q16 6 150 0H1130Q1250 4 1262 130L1270 340Q1270 400 1220 400Z"


def outside() -> Picture:
    """Draw the opener of the story, 216 by 58 mm, with bleed at the top of the page: the closed trailer at night."""
    picture = Picture(2160, 580, "The trailer")
    _night(picture, 2160, 580, 470)
    picture.fill(oval(1810, 150, 96), CREAM)
    for radius in (84, 72, 60, 48):
        picture.line(oval(1810, 150, radius), 3, KRAFT)
    picture.fill(oval(1810, 150, 34), AMBER)
    picture.fill(oval(1810, 150, 7), INK)
    chance = random.Random(3)
    bars = 40
    for bar in range(bars):
        tall = 26 + 84 * (1 - abs(2 * bar / (bars - 1) - 1)) * (0.5 + 0.5 * chance.random())
        x = 760 + bar * 17
        picture.fill(box(x, 150 - tall, 11, tall), (CHERRY, AMBER, PINK)[bar % 3])

    picture.group("translate(534 154) scale(.86)", lambda: trailer(picture))
    return picture


def trailer(picture: Picture) -> None:
    """Draw the closed trailer, 1270 by 440, with its upper left corner at 0, 0."""
    _wheels(picture)
    picture.shape(SHELL, CREAM, 12)
    _livery(picture)
    for x in (120, 420):
        picture.shape(box(x, 90, 230, 140, 26), AMBER, 12)
        picture.line(f"M{x + 115} 90v140", PEN)
        picture.shape(f"M{x + 4} 94h222q-8 60 -60 132H{x + 4}Z" if x == 120 else f"M{x + 226} 94h-222q8 60 60 132h162Z", PINK, 6)
    picture.shape(box(720, 90, 130, 140, 26), AMBER, 12)
    _door(picture, 950, 84)


def inside() -> Picture:
    """Draw the room in the trailer, 118 by 51 mm: one wall with its window, and the instruments before it."""
    picture = Picture(1180, 510, "Inside the trailer")
    picture.fill(box(0, 0, 1180, 510), AMBER)
    picture.dots((0, 0, 1180, 180), lambda _, y: 0.6 - y / 300, PINK, 22)

    def room() -> None:
        picture.fill(box(0, 470, 1180, 110), VELVET)
        picture.line("M0 470H1180", PEN)
        picture.shape(box(470, 60, 300, 150, 30), VELVET, 12)
        chance = random.Random(7)
        stars = [(490 + 260 * chance.random(), 76 + 100 * chance.random()) for _ in range(16)]
        picture.line("".join(f"M{number(x)} {number(y)}h.1" for x, y in stars), 7, CREAM)
        picture.line("M620 60V210", PEN)
        picture.group("translate(-120 20) scale(1.3 1.1)", lambda: _blankets(picture, (250, 690)))
        amplifier(picture, 60, 280, 190, 190)
        amplifier(picture, 82, 136, 146, 144)
        picture.group("translate(610 486) scale(1.2)", lambda: drums(picture, 0, 0))
        picture.group("translate(1010 236)", lambda: stand(picture, 270, 44))
        picture.group("translate(1004 222) rotate(-28) scale(.52)", lambda: microphone(picture))
        for near in (0, 1, 2):
            reach = 34 + 30 * near
            picture.line(f"M{266 + 24 * near} {374 - reach}q{reach * 0.7:.0f} {reach} 0 {2 * reach}", PEN)
        picture.line("M250 500Q420 560 560 530T820 540T1010 500", 8, CREAM)

    picture.group("translate(0 -70)", room)
    return picture


def _night(picture: Picture, width: int, height: int, ground: int) -> None:
    picture.fill(box(0, 0, width, height), VELVET)
    picture.dots((0, 0, width, ground * 0.5), lambda _, y: 0.75 - 1.5 * y / ground, INK, 24)
    chance = random.Random(7)
    stars = [(width * chance.random(), ground * 0.62 * chance.random()) for _ in range(width // 36)]
    picture.line("".join(f"M{number(x)} {number(y)}h.1" for x, y in stars), 7, CREAM)
    hills = [(0.0, ground - 60.0), (width * 0.14, ground - 130.0), (width * 0.3, ground - 70.0)]
    hills += [(width * 0.7, ground - 80.0), (width * 0.86, ground - 150.0), (float(width), ground - 90.0)]
    picture.fill(through([*hills, (width, ground), (0, ground)]), TEAL)
    for x, tall, lean in ((0.07, 250, 22), (0.125, 180, -14), (0.93, 270, -26), (0.965, 170, 10)):
        palm(picture, width * x, ground + 8, tall, INK, lean, int(tall))
    picture.fill(box(0, ground, width, height - ground), KRAFT)
    picture.dots((0, ground + 30, width, height), lambda _, y: (y - ground) / (height - ground) * 0.6, AMBER, 24)
    lights = [(width * chance.random(), ground - 14 - 26 * chance.random()) for _ in range(width // 24)]
    picture.line("".join(f"M{number(x)} {number(y)}h.1" for x, y in lights), 6, AMBER)
    picture.line(f"M0 {ground}H{width}", 6)


def _waves(picture: Picture, start: float, y: float, end: float, thick: float = 20) -> None:
    length = 420 if end > start else -420
    stripes(picture, lambda offset: wave(start, end, y + offset, 62, length), thick)


def _wheels(picture: Picture) -> None:
    picture.fill(oval(640, 440, 660, 14), INK)
    for x in (300, 450):
        for radius, colour in ((76, INK), (60, GREY), (52, INK), (24, AMBER), (7, INK)):
            picture.fill(oval(x, 388, radius), colour)
    picture.rod("M10 376L-110 420M-110 396V448", 10, GREY)


def _livery(picture: Picture) -> None:
    for index, colour in enumerate(STRIPES):
        if colour != CREAM:
            picture.line(f"M866 {262 + index * 20}H1262", 16, colour)
    picture.line("M30 130Q40 26 150 22H1130", FINE, KRAFT)
    picture.shape(box(1120, 100, 92, 120, 40), AMBER)
    picture.line("M1166 100V220M1120 160H1212", FINE)
    picture.shape(box(330, -22, 120, 24, 8), GREY, 6)
    picture.shape(box(900, -20, 90, 22, 8), GREY, 6)


def _blankets(picture: Picture, places: tuple[float, float]) -> None:
    for x, width, colour in ((places[0], 150, SEA), (places[1], 140, CHERRY)):
        picture.shape(
            f"M{x} 48H{x + width}V150q{-width / 8:.0f} 22 {-width / 4:.0f} 0t{-width / 4:.0f} 0t{-width / 4:.0f} 0t{-width / 4:.0f} 0Z",
            colour,
            6,
        )
        picture.line("".join(f"M{x + width * part / 4:.0f} 60v80" for part in (1, 2, 3)), FINE, CREAM)


def _door(picture: Picture, x: float, y: float) -> None:
    picture.shape(box(x, y, 140, 306, 18), CHERRY, 10)
    picture.shape(box(x + 24, y + 26, 92, 84, 14), KRAFT)
    picture.line(through([(x + 70, y + 26), (x + 70, y + 110)], closed=False), 6)
    picture.shape(box(x + 14, y + 168, 44, 14, 7), AMBER, 6)
    picture.line(f"M{number(x + 24)} {number(y + 210)}h92v70h-92Z", FINE)
    picture.shape(box(x - 8, y + 312, 156, 24, 6), GREY, 6)
