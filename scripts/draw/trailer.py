"""The trailer: closed, from a distance, and the room in it."""

from __future__ import annotations

import math
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
    VELVET,
    Picture,
    box,
    number,
    oval,
)
from scenery import record
from things import amplifier, drums, microphone, stand

SHELL = "M72 400Q8 400 8 326V180Q8 0 200 0H1070Q1262 0 1262 180V326Q1262 400 1198 400Z"
LIVERY = (AMBER, PINK, CHERRY, SEA, INK)


def trailer(picture: Picture) -> None:
    """Draw the closed trailer, 1270 by 480, with its upper left corner at 0, 0."""
    picture.rod("M30 368L-150 424M-150 396V476", 14, GREY)
    picture.rod("M-96 330V404", 50, SEA)
    picture.shape(box(-112, 272, 32, 26, 6), KRAFT, 6)
    picture.shape(SHELL, CREAM, 12)
    picture.dots((700, 8, 1256, 392), _curve, KRAFT, 20)
    picture.fill("M12 362H1258Q1250 396 1198 396H72Q20 396 12 362Z", KRAFT)
    for index, colour in enumerate(LIVERY):
        y = 272 + 18 * index
        picture.line(f"M14 {y}H690C780 {y} 800 {y - 62} 890 {y - 62}H1256", 13, colour)
    picture.line("M44 150Q54 36 200 32H560", FINE, KRAFT)
    _window(picture, 96, 330)
    _window(picture, 470, 246)
    _gear(picture)
    for x, width in ((96, 330), (470, 246)):
        picture.line(box(x, 70, width, 172, 26), 14)
    picture.shape(box(1092, 74, 116, 148, 56), AMBER, 12)
    picture.line("M1150 74V222M1092 146H1208", 6)
    for x, width in ((330, 124), (900, 92)):
        picture.shape(box(x, -26, width, 26, 8), GREY, 8)
    picture.line(SHELL, 12)
    picture.shape(box(1242, 300, 30, 50, 8), PINK, 6)
    _wheels(picture)
    _door(picture, 800, 62)


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


def _curve(x: float, y: float) -> float:
    """Return the shade of the rounded right end of the shell, none outside it."""
    across, down = max(0.0, x - 1070) / 180, max(0.0, 180 - y) / 168
    return 0.0 if math.hypot(across, down) > 1 else (x - 700) / 640


def _window(picture: Picture, x: float, width: float) -> None:
    picture.fill(box(x, 70, width, 172, 26), AMBER)
    picture.dots((x + 20, 96, x + width - 14, 234), lambda _, y: (y - 60) / 300, PINK, 18)


def _gear(picture: Picture) -> None:
    """Draw the instruments behind the windows, dark against the light."""
    amplifier(picture, 122, 122, 106, 118)
    picture.line("M300 240V118M262 132L344 108", 9)
    picture.line("M404 238L382 82", 12)
    picture.fill(box(352, 182, 60, 58, 18), INK)
    picture.shape(oval(560, 166, 56), INK)
    picture.line(oval(560, 166, 34), 12, AMBER)
    picture.fill(box(590, 176, 84, 62, 6), INK)
    picture.line("M690 240V112M646 124L702 102", 9)


def _wheels(picture: Picture) -> None:
    for x in (300, 474):
        picture.fill(f"M{x - 104} 400V392A104 104 0 0 1 {x + 104} 392V400Z", INK)
    for x, label in ((300, AMBER), (474, PINK)):
        record(picture, (x, 396), 84, (INK, GREY, label), 5)


def _blankets(picture: Picture, places: tuple[float, float]) -> None:
    for x, width, colour in ((places[0], 150, SEA), (places[1], 140, CHERRY)):
        picture.shape(
            f"M{x} 48H{x + width}V150q{-width / 8:.0f} 22 {-width / 4:.0f} 0t{-width / 4:.0f} 0t{-width / 4:.0f} 0t{-width / 4:.0f} 0Z",
            colour,
            6,
        )
        picture.line("".join(f"M{x + width * part / 4:.0f} 60v80" for part in (1, 2, 3)), FINE, CREAM)


def _door(picture: Picture, x: float, y: float) -> None:
    picture.shape(box(x + 8, y + 342, 164, 34, 6), GREY, 8)
    picture.shape(box(x, y, 180, 344, 22), CHERRY, 12)
    picture.shape(box(x + 28, y + 30, 124, 112, 18), AMBER, 10)
    picture.line(f"M{number(x + 90)} {number(y + 30)}v112M{number(x + 28)} {number(y + 86)}h124", 6)
    picture.shape(box(x + 18, y + 188, 58, 18, 9), AMBER, 6)
    picture.line(box(x + 30, y + 232, 120, 82, 10), 6)
