"""The road of the story on two facing pages: from a guitar in a bedroom to a radio in a shop."""

from __future__ import annotations

import random

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
from radio import clock, loaves, radio
from scenery import city, grass, record, shine, stars
from things import amplifier, drums, lamp, microphone, stand
from trailer import trailer

WIDTH, HEIGHT = 4200, 2970
MIDDLE, HORIZON = 2100, 1900
STRIPE = 66


def spread() -> Picture:
    """Draw both pages, 420 by 297 mm; in the fold are only sky, road and stripes."""
    picture = Picture(WIDTH, HEIGHT, "From a guitar to a radio")
    _sky(picture)
    _skyline(picture)
    _ground(picture)
    picture.group("translate(1304 1320) scale(.92)", lambda: _club(picture))
    picture.group("translate(2270 1240)", lambda: _stage(picture))
    picture.group("translate(2500 2350) scale(.56)", lambda: trailer(picture))
    _luggage(picture)
    _house(picture)
    _shop(picture)
    stripes(picture, _arch, STRIPE, border=14)
    picture.group("translate(510 2186) scale(.9)", lambda: guitar(picture, CHERRY))
    picture.group("translate(3340 1838) scale(1.8)", lambda: radio(picture, 0, 0))
    return picture


def _arch(offset: float) -> str:
    """Return a stripe: out of the window, up, over the city and down to the radio."""
    low, right = 2180 + offset, 2030 + offset
    rise, bend, fall = 260 + offset, 980 - offset, 220 + offset
    left = 1080 + offset
    return (
        f"M596 {number(low)}H820A{number(rise)} {number(rise)} 0 0 0 {number(left)} 1920V1440"
        f"A{number(bend)} {number(bend)} 0 0 1 {number(2 * MIDDLE - left - 40)} 1440V1810"
        f"A{number(fall)} {number(fall)} 0 0 0 3300 {number(right)}H3420"
    )


def _sky(picture: Picture) -> None:
    picture.fill(box(0, 0, WIDTH, HORIZON), VELVET)
    picture.dots((0, 0, WIDTH, 1000), lambda _, y: 1.3 - 1.35 * (y - 160) / 800, INK, 40)
    picture.dots((0, 1000, WIDTH, HORIZON), lambda _, y: 1.2 * (y - 1000) / (HORIZON - 1000), CHERRY, 40)
    stars(picture, (60, 60, WIDTH - 60, 1100), 190)
    moon = (3560.0, 520.0)
    record(picture, moon, 270, (CREAM, KRAFT, AMBER), 10)
    shine(picture, moon, 270, AMBER)
    for x, y, tall, lean in ((250, 1300, 760, -50), (560, 1300, 600, 60), (4010, 1400, 600, -40)):
        palm(picture, x, y, tall, INK, lean, tall)
    picture.group("translate(790 400) rotate(-9)", lambda: _plane(picture))


def _skyline(picture: Picture) -> None:
    """Draw the towers of a far city, with lit windows."""
    chance = random.Random(4)
    lit: list[str] = []
    x = 1260
    while x < 2960:
        wide, tall = 70 + 60 * chance.random(), 120 + 330 * chance.random()
        picture.shape(box(x, HORIZON - tall, wide, tall + 40), (TEAL, INK)[x % 2], 6)
        for column in range(int(wide // 30)):
            for row in range(int(tall // 40)):
                if chance.random() < 0.5:
                    lit.append(box(x + 14 + 30 * column, HORIZON - tall + 20 + 40 * row, 14, 20))
        x += round(wide) - 8
    picture.fill("".join(lit), AMBER)


def _ground(picture: Picture) -> None:
    picture.fill(box(0, HORIZON, WIDTH, HEIGHT - HORIZON), VELVET)
    picture.dots((0, HORIZON, WIDTH, HEIGHT + 40), lambda _, y: 0.3 + (y - HORIZON) / 560, INK, 40)
    grass(picture, (1000, 2440, 3220, 2920), 60)
    picture.shape(through([(MIDDLE - 40, HORIZON), (MIDDLE + 40, HORIZON), (2560, 3000), (1640, 3000)]), GREY, 12)
    picture.line(f"M{MIDDLE - 30} {HORIZON + 10}L1670 2980M{MIDDLE + 30} {HORIZON + 10}L2530 2980", 10, CREAM)
    dashes = []
    for top, foot in ((0.1, 0.16), (0.24, 0.34), (0.46, 0.6), (0.76, 1.0)):
        y0, y1 = HORIZON + 1100 * top, HORIZON + 1100 * foot
        dashes.append(
            through([(MIDDLE - 26 * top, y0), (MIDDLE + 26 * top, y0), (MIDDLE + 26 * foot, y1), (MIDDLE - 26 * foot, y1)])
        )
    picture.shape("".join(dashes), CREAM, 5)
    city(picture, (1280, HORIZON - 40, 2920, HORIZON + 30), 120)


def _club(picture: Picture) -> None:
    """Draw a club, 640 by 1060, with bulbs round its empty sign."""
    picture.fill(box(0, 0, 640, 1060), TEAL)
    picture.fill("M210 1060H430L560 1300H80Z", AMBER)
    courses = "".join(
        f"M0 {y}H640" + "".join(f"M{x + (40 if y % 120 else 0)} {y}v60" for x in range(40, 600, 80)) for y in range(60, 1000, 60)
    )
    picture.line(courses, FINE, SEA)
    picture.line("M0 0V1060M640 0V1060", 22)
    picture.line("M0 0V1060M640 0V1060", 8, CREAM)
    picture.shape(box(-24, -34, 688, 64, 8), KRAFT, 14)
    picture.shape(box(50, 130, 540, 250, 20), CHERRY, 14)
    picture.shape(box(96, 176, 448, 158, 8), CREAM, PEN)
    bulbs = [(74 + 41 * step, y) for step in range(13) for y in (153, 357)] + [
        (x, 194 + 41 * step) for step in range(4) for x in (74, 566)
    ]
    picture.line("".join(f"M{x} {y}h.1" for x, y in bulbs), 24)
    picture.line("".join(f"M{x} {y}h.1" for x, y in bulbs), 15, AMBER)
    picture.shape("M210 1060V640Q210 540 320 540T430 640V1060Z", AMBER, 14)
    picture.shape("M210 1060V640Q210 540 320 540V1060Z", CHERRY, 14)
    picture.fill(oval(292, 820, 12), AMBER)
    for x in (50, 470):
        picture.shape(box(x, 640, 120, 170), CREAM, 12)
    picture.shape("M120 662L82 736H106L98 790L142 722H118L132 662Z", PINK, 6)
    record(picture, (530, 725), 44, (INK, GREY, AMBER), 3)


def _stage(picture: Picture) -> None:
    """Draw an open stage, 620 by 900, with three beams of light."""
    picture.shape(box(10, 60, 600, 760), VELVET, 12)
    for x, foot, colour in ((120, 150, AMBER), (500, 470, PINK), (310, 310, CREAM)):
        picture.fill(through([(x - 20, 170), (x + 20, 170), (foot + 110, 760), (foot - 110, 760)]), colour)
    picture.fill(box(10, 720, 600, 100), INK)
    picture.rod("M0 100H620", 16, GREY)
    for x in (0, 620):
        picture.rod(f"M{x} 40V860", 22, GREY)
    for x in (120, 310, 500):
        picture.group(f"translate({x} 160) scale(.5)", lambda: lamp(picture))
    amplifier(picture, 50, 590, 110, 150)
    amplifier(picture, 460, 590, 110, 150)
    picture.group("translate(310 752) scale(.72)", lambda: drums(picture, 0, 0))
    picture.group("translate(310 500)", lambda: stand(picture, 290, 40))
    picture.group("translate(306 486) rotate(-20) scale(.42)", lambda: microphone(picture))
    picture.shape(box(-30, 800, 680, 110), PINK, 14)
    picture.line("M-30 838H650", FINE)


def _house(picture: Picture) -> None:
    """Draw the house: a bedroom window, lit in the evening."""
    picture.shape("M-40 1300H930V3000H-40Z", CREAM, 14)
    picture.line("".join(f"M0 {y}H922" for y in range(1450, 2800, 86)), FINE, KRAFT)
    picture.shape("M-40 1000L640 1060L1010 1300V1366H-40Z", CHERRY, 14)
    picture.line("M-20 1284H986", PEN)
    picture.shape(box(150, 1420, 720, 1060), KRAFT, 14)
    picture.shape(box(190, 1460, 640, 980), AMBER, 12)
    picture.dots((210, 1490, 816, 2430), lambda _, y: (y - 1500) / 1300, PINK, 30)
    for side in (-1, 1):
        x = 510 + side * 314
        inner = x - side * 196
        picture.shape(f"M{x} 1466H{inner}Q{inner} 1950 {x - side * 50} 2160V2434H{x}Z", PINK, 10)
    picture.shape(box(110, 2466, 800, 60, 8), CREAM, 14)
    hedge = "".join(f"q{60} -{90 + 30 * (bush % 2)} 120 0" for bush in range(8))
    picture.shape(f"M-20 2800{hedge}V3000H-20Z", TEAL, 12)


def _shop(picture: Picture) -> None:
    """Draw the shop: a counter, loaves below it, and a clock; it is early morning."""
    picture.shape("M3240 1420H4240V3000H3240Z", CREAM, 14)
    picture.dots((3270, 1500, 4200, 2230), lambda x, y: (x - 3200) / 1300 * (1 - (y - 1500) / 900), KRAFT, 34)
    picture.shape("M3180 1300H4240V1460H3180Z", CHERRY, 14)
    for fold in range(9):
        x = 3180 + 120 * fold
        picture.shape(f"M{x} 1430h120v60a60 60 0 0 1 -120 0Z", (AMBER, CREAM)[fold % 2], 12)
    picture.group("translate(3396 1646) scale(.8)", lambda: clock(picture, 0, 0))
    picture.shape(box(3200, 2232, 1060, 70), VELVET, 14)
    picture.shape(box(3240, 2302, 1000, 700), SEA, 14)
    picture.shape(box(3310, 2370, 760, 400, 16), AMBER, 14)
    picture.group("translate(3234 2010) scale(1.5)", lambda: loaves(picture))
    picture.line("M3310 2690H4070", PEN)


def _plane(picture: Picture) -> None:
    """Draw an aeroplane, 560 by 200, that flies to the right."""
    picture.shape("M-200 -20L-290 -130H-226L-110 -24Z", CHERRY, 12)
    picture.shape("M-250 -24H180Q280 -20 290 16Q280 44 180 46H-150Q-240 40 -250 -24Z", CREAM, 12)
    picture.line("".join(f"M{x} 4h.1" for x in range(-120, 200, 46)), 16, INK)
    picture.shape("M-10 26L-130 140H-66L110 30Z", AMBER, 12)


def _luggage(picture: Picture) -> None:
    """Draw a suitcase and an amplifier that wait at the road."""
    picture.line(box(1180, 2560, 230, 300, 10), 26, CREAM)
    amplifier(picture, 1180, 2560, 230, 300)
    picture.rod("M1470 2700V2650Q1470 2630 1490 2630H1570Q1590 2630 1590 2650V2700", 22, CREAM)
    picture.line(box(1400, 2690, 260, 180, 22), 26)
    picture.shape(box(1400, 2690, 260, 180, 22), CHERRY, 12, CREAM)
    picture.line("M1452 2696V2866M1608 2696V2866", 12, AMBER)
