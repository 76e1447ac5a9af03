"""The trailer at night, closed: the opener of the story."""

from __future__ import annotations

import random

from pen import AMBER, CHERRY, CREAM, INK, KRAFT, PINK, TEAL, VELVET, Picture, Point, box, number, oval, palm
from scenery import city, grass, record, shine, stars, wires
from trailer import trailer


def scene() -> Picture:
    """Draw the trailer, 210 by 165 mm, under a moon that is a record; sound rises from its roof in bars."""
    picture = Picture(2100, 1650, "The trailer at night")
    ground = 1150
    _sky(picture, ground)
    _moon(picture, (1690, 300), 176)
    _hills(picture, ground)
    wires(picture, [(110, 500), (2010, 540)], ground + 30, 70)
    for x, tall, lean in ((300, 610, 36), (396, 390, -30), (1876, 500, 20)):
        palm(picture, x, ground + 30, tall, INK, lean, tall)
    picture.fill(box(0, ground, picture.width, picture.height - ground), VELVET)
    for near, far in (((560, 840), (330, 780)), ((950, 1170), (900, 1260)), ((1320, 1460), (1400, 1660))):
        picture.shape(f"M{near[0]} 1260H{near[1]}L{far[1]} 1660H{far[0]}Z", AMBER, 6)
    depth = picture.height - ground
    picture.dots((0, ground, picture.width, picture.height), lambda _, y: 0.1 + 0.7 * (y - ground) / depth, INK, 24)
    grass(picture, (30, ground + 150, 2070, 1620), 60)
    picture.fill(oval(1080, ground + 100, 830, 28), INK)
    _bars(picture, (500, 1660), 730, 330)
    picture.group(f"translate(384 {ground - 430}) scale(1.13)", lambda: trailer(picture))
    return picture


def _sky(picture: Picture, ground: float) -> None:
    """Draw the sky above the ground: dark at the top, red where the city is."""
    picture.fill(box(0, 0, picture.width, ground), VELVET)
    dark, red = ground * 0.08, ground * 0.55
    picture.dots((0, 0, picture.width, red), lambda _, y: 1.3 - 1.35 * (y - dark) / (red - dark), INK, 26)
    picture.dots((0, red, picture.width, ground), lambda _, y: 1.2 * (y - red) / (ground - red), CHERRY, 26)
    stars(picture, (20, 20, picture.width - 20, ground * 0.5), 110)


def _moon(picture: Picture, centre: Point, radius: float) -> None:
    record(picture, centre, radius, (CREAM, KRAFT, AMBER), 9)
    shine(picture, centre, radius, AMBER)


def _hills(picture: Picture, ground: float) -> None:
    """Draw hills at both sides, with the lights of the city before them."""
    tall, far = ground * 0.18, picture.width + 20
    for start, way in ((-20, 1), (far, -1)):
        crest = f"q{210 * way} {number(-tall / 2)} {450 * way} {number(-tall * 0.1)}t{500 * way} {number(tall * 0.7)}"
        picture.shape(f"M{start} {number(ground - tall)}{crest}V{number(ground + 20)}H{start}Z", TEAL, 6)
    city(picture, (0, ground - 90, picture.width, ground - 6), 260)


def _bars(picture: Picture, span: tuple[float, float], foot: float, tall: float) -> None:
    """Draw the bars of a sound meter: they rise towards the middle of the span."""
    chance = random.Random(12)
    count = 40
    step = (span[1] - span[0]) / count
    for bar in range(count):
        rise = 1 - abs(2 * bar / (count - 1) - 1)
        height = tall * (0.16 + 0.84 * rise**0.8 * (0.45 + 0.55 * chance.random()))
        colour = AMBER if height > 0.62 * tall else (PINK, CHERRY)[bar % 2]
        picture.shape(box(span[0] + bar * step, foot - height, step * 0.62, height + 8), colour, 4)
