"""A shop counter with a radio, at about six in the morning."""

from __future__ import annotations

import math

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
    TEAL,
    VELVET,
    Picture,
    box,
    number,
    oval,
    palm,
    stripes,
    through,
)

COUNTER = 452


def counter() -> Picture:
    """Draw the counter, 118 by 60 mm."""
    picture = Picture(1180, 600, "Counter and radio")
    picture.fill(box(0, 0, 1180, COUNTER), CREAM)
    picture.dots((560, 0, 1180, COUNTER), lambda x, y: (x - 560) / 900 * (1 - y / 700), KRAFT, 24)
    _window(picture)
    clock(picture, 640, 112)
    _apron(picture)
    stripes(picture, _flow, 24)
    loaves(picture)
    radio(picture, 742, 236)
    picture.shape(box(-20, COUNTER, 1220, 34), VELVET)
    picture.fill(box(0, COUNTER + 38, 1180, 110), SEA)
    tiles = "".join(f"M{x} {COUNTER + 38}v56M{x + 44} {COUNTER + 94}v60" for x in range(0, 1180, 88))
    picture.line(f"M0 {COUNTER + 94}H1180{tiles}", 6, TEAL)
    for x in range(44, 1180, 176):
        picture.fill(through([(x, COUNTER + 48), (x + 18, COUNTER + 66), (x, COUNTER + 84), (x - 18, COUNTER + 66)]), AMBER)
    return picture


def _flow(offset: float) -> str:
    points = []
    for step in range(0, 91):
        x = -60 + 9.8 * step
        part = step / 90
        points.append((x, 330 + offset - 96 * (1 - part * 0.5) * math.sin(5.6 * part + 0.6)))
    return through(points, closed=False)


def _window(picture: Picture) -> None:
    picture.shape(box(70, 30, 430, 372), CREAM)
    picture.shape(box(94, 54, 382, 326), PINK, 6)
    picture.dots((104, 64, 470, 378), lambda _, y: (y - 20) / 420, AMBER, 20)
    picture.fill("M97 320Q200 286 300 316T473 300V377H97Z", TEAL)
    palm(picture, 180, 374, 190, INK, 14, 5)
    palm(picture, 410, 374, 150, INK, -14, 8)
    picture.rod("M285 54V380M94 200H476", 12, CREAM, weight=5)
    picture.shape(box(50, 396, 470, 24, 6), KRAFT)


def clock(picture: Picture, x: float, y: float) -> None:
    """Draw a clock, 156 wide, that shows four minutes past six, with its middle at x, y."""
    picture.shape(oval(x, y, 78), CREAM, 12)
    ticks = []
    for hour in range(12):
        turn = math.radians(30 * hour)
        inner = 50 if hour % 3 == 0 else 58
        ticks.append(
            f"M{number(x + inner * math.sin(turn))} {number(y - inner * math.cos(turn))}"
            f"L{number(x + 66 * math.sin(turn))} {number(y - 66 * math.cos(turn))}"
        )
    picture.line("".join(ticks), 6)
    # Four minutes past six: the hands lie almost in one line.
    for turn, reach, weight in ((182, 36, 14), (24, 56, 9)):
        angle = math.radians(turn)
        picture.line(
            f"M{number(x)} {number(y)}L{number(x + reach * math.sin(angle))} {number(y - reach * math.cos(angle))}", weight
        )
    picture.fill(oval(x, y, 9), CHERRY)


def _apron(picture: Picture) -> None:
    picture.rod("M1000 40H1130", 14, KRAFT)
    picture.line("M1030 92Q1064 20 1098 92", PEN, SEA)
    picture.shape("M1024 88H1104Q1104 150 1150 172L1160 380H968L978 172Q1024 150 1024 88Z", CREAM)
    picture.line("M1004 236H1124V306H1004Z", FINE)


def loaves(picture: Picture) -> None:
    """Draw five loaves on a plate that stands at 436."""
    picture.shape(box(70, 436, 470, 18, 6), GREY, 6)
    for x in (90, 244, 398):
        picture.shape(f"M{x} 436Q{x - 14} 356 {x + 68} 352T{x + 136} 436Z", AMBER)
        picture.line("".join(f"M{x + 34 + 30 * cut} {384 - 6 * (cut % 2)}q14 14 6 34" for cut in range(3)), 7, CREAM)
    for x in (168, 322):
        picture.shape(f"M{x} 356Q{x - 10} 290 {x + 64} 286T{x + 128} 356Q{x + 64} 366 {x} 356Z", AMBER)
        picture.line("".join(f"M{x + 32 + 28 * cut} {312 - 5 * (cut % 2)}q12 12 5 28" for cut in range(3)), 7, CREAM)


def radio(picture: Picture, x: float, y: float) -> None:
    """Draw the radio, 370 by 216 without its handle, with its upper left corner at x, y."""
    picture.rod(f"M{x + 320} {y + 10}L{x + 384} {y - 96}", 8, KRAFT, weight=6)
    picture.shape(oval(x + 384, y - 96, 12), CHERRY, 6)
    picture.rod(
        f"M{x + 70} {y + 10}V{y - 44}Q{x + 70} {y - 60} {x + 88} {y - 60}H{x + 262}Q{x + 280} {y - 60} {x + 280} {y - 44}V{y + 10}",
        14,
        KRAFT,
    )
    picture.shape(box(x, y, 370, 216, 34), CHERRY, 12)
    picture.shape(box(x + 22, y + 24, 326, 168, 20), CREAM)
    picture.shape(oval(x + 112, y + 108, 72), AMBER)
    picture.fill(oval(x + 112, y + 108, 58), INK)
    picture.dots(
        (x + 64, y + 60, x + 160, y + 158), lambda u, v: 0.55 if math.hypot(u - x - 112, v - y - 108) < 50 else 0, CREAM, 15
    )
    picture.shape(box(x + 208, y + 46, 120, 56, 10), AMBER, 6)
    picture.line("".join(f"M{x + 222 + 12 * tick} {y + 56}v{22 if tick % 4 == 0 else 13}" for tick in range(9)), FINE)
    picture.line(f"M{x + 286} {y + 52}v44", 7, CHERRY)
    for knob in (0, 1):
        picture.shape(oval(x + 236 + 64 * knob, y + 146, 25), SEA)
        picture.line(f"M{x + 236 + 64 * knob} {y + 146}l{12 - 24 * knob} -14", 6, CREAM)
