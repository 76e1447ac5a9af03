"""The trailer: its inside through an open wall, and the closed trailer from a distance."""

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
    torn,
    wave,
)
from things import amplifier, drums, microphone, stand

SHELL = "M60 400Q10 400 8 340V130Q16 6 150 0H1130Q1250 4 1262 130L1270 340Q1270 400 1220 400Z"


def inside() -> Picture:
    """Draw the opener of the story, 216 by 58 mm, with bleed at the top of the page."""
    picture = Picture(2160, 580, "Inside the trailer")
    _night(picture, 2160, 580, 462)
    left, top = 520, 130
    for side in (0, 1):
        _waves(picture, left + 590, 196, -60 if side else 2220)

    def trailer() -> None:
        _wheels(picture)
        picture.shape(SHELL, CREAM, 12)
        _livery(picture)
        edge = [
            *torn((70, 40), (860, 34), 5, 5, 26),
            *torn((860, 34), (812, 366), 8, 0, 60),
            *torn((812, 366), (64, 366), 9, 5, 26),
        ]
        picture.shape(through([(66, 44), *edge, (60, 360)]), AMBER)
        picture.dots((80, 60, 800, 150), lambda _, y: 0.7 - y / 240, PINK, 20)
        picture.shape(box(64, 330, 762, 36), VELVET, 6)
        _blankets(picture)
        amplifier(picture, 100, 188, 128, 142)
        amplifier(picture, 112, 84, 104, 104)
        drums(picture, 500, 330)
        picture.group("translate(742 150)", lambda: stand(picture, 182, 30))
        picture.group("translate(738 142) rotate(-28) scale(.36)", lambda: microphone(picture))
        for near in (0, 1, 2):
            reach = 26 + 22 * near
            picture.line(f"M{236 + 18 * near} {258 - reach}q{reach * 0.7:.0f} {reach} 0 {2 * reach}", PEN)
        picture.line("M250 330Q330 352 420 340T640 348T742 330", 6)
        _door(picture, 950, 84)

    picture.group(f"translate({left} {top}) scale(.92)", trailer)
    return picture


def shut() -> Picture:
    """Draw the closed trailer below the hills, 118 by 58 mm."""
    picture = Picture(1180, 580, "The trailer, shut")
    _night(picture, 1180, 580, 470)
    for side in (0, 1):
        _waves(picture, 590, 250, -60 if side else 1240, 22)

    def trailer() -> None:
        _wheels(picture)
        picture.shape(SHELL, CREAM, 14)
        _livery(picture)
        for x in (120, 420):
            picture.shape(box(x, 90, 230, 140, 26), AMBER, 14)
            picture.line(f"M{x + 115} 90v140", PEN)
            picture.shape(
                f"M{x + 4} 94h222q-8 60 -60 132H{x + 4}Z" if x == 120 else f"M{x + 226} 94h-222q8 60 60 132h162Z", PINK, 6
            )
        picture.shape(box(720, 90, 130, 140, 26), AMBER, 14)
        _door(picture, 950, 84)

    picture.group("translate(168 188) scale(.66)", trailer)
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


def _blankets(picture: Picture) -> None:
    for x, width, colour in ((250, 150, SEA), (590, 140, CHERRY)):
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
