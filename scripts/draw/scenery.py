"""Scenery that several pictures share: night sky, wires, lights of a city, grass, records, and light that falls on the ground."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

from pen import AMBER, CREAM, GREY, INK, PINK, Picture, Point, number, oval, through

Area = tuple[float, float, float, float]


def stars(picture: Picture, area: Area, count: int, seed: int = 7) -> None:
    """Draw stars: most are dots, each fifth one has four points."""
    chance = random.Random(seed)
    x0, y0, x1, y1 = area
    small, large = [], []
    for index in range(count):
        x, y = x0 + (x1 - x0) * chance.random(), y0 + (y1 - y0) * chance.random()
        if index % 5:
            small.append(f"M{number(x)} {number(y)}h.1")
            continue
        reach = 9 + 8 * chance.random()
        near = reach * 0.2
        tips = [(0, -reach), (near, -near), (reach, 0), (near, near), (0, reach), (-near, near), (-reach, 0), (-near, -near)]
        large.append(through([(x + across, y + down) for across, down in tips]))
    picture.line("".join(small), 7, CREAM)
    picture.fill("".join(large), CREAM)


def city(picture: Picture, area: Area, count: int, seed: int = 3) -> None:
    """Draw the lights of a far city: a band of small dots, thickest at its foot."""
    chance = random.Random(seed)
    x0, y0, x1, y1 = area
    lights: list[list[str]] = [[], [], []]
    for index in range(count):
        x, y = x0 + (x1 - x0) * chance.random(), y1 - (y1 - y0) * chance.random() ** 2
        lights[index % 3].append(f"M{number(x)} {number(y)}h.1")
    for marks, colour, size in zip(lights, (AMBER, AMBER, PINK), (8, 11, 9), strict=True):
        picture.line("".join(marks), size, colour)


def grass(picture: Picture, area: Area, count: int, colour: str = GREY, seed: int = 5) -> None:
    """Draw tufts of three blades; those nearer to the foot of the area are larger."""
    chance = random.Random(seed)
    x0, y0, x1, y1 = area
    blades = []
    for _ in range(count):
        x, part = x0 + (x1 - x0) * chance.random(), chance.random()
        y, size = y0 + (y1 - y0) * part, 12 + 20 * part
        blades.append("".join(f"M{number(x)} {number(y)}l{number(lean * size)} {number(-size)}" for lean in (-0.6, 0.05, 0.6)))
    picture.line("".join(blades), 6, colour)


def wires(picture: Picture, poles: Sequence[Point], foot: float, sag: float, colour: str = INK) -> None:
    """Draw telegraph poles, whose tops are given and which stand on the foot, and two wires that run on at both sides."""
    for x, y in poles:
        picture.line(f"M{number(x)} {number(y)}V{number(foot)}", 20, colour)
        picture.line(f"M{number(x - 90)} {number(y + 40)}h180M{number(x - 64)} {number(y + 92)}h128", 13, colour)
    ends = [(poles[0][0] - 700, poles[0][1] + 20), *poles, (poles[-1][0] + 700, poles[-1][1] + 20)]
    paths = []
    for arm in (-84, 84):
        for start, end in itertools.pairwise(ends):
            middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 36 + sag * (end[0] - start[0]) / 1000)
            paths.append(
                f"M{number(start[0] + arm)} {number(start[1] + 36)}Q{number(middle[0] + arm)} {number(middle[1])} "
                f"{number(end[0] + arm)} {number(end[1] + 36)}"
            )
    picture.line("".join(paths), 5, colour)


def record(picture: Picture, centre: Point, radius: float, colours: tuple[str, str, str], rings: int = 6) -> None:
    """Draw a record in three colours: disc, grooves and label."""
    x, y = centre
    disc, groove, label = colours
    picture.fill(oval(x, y, radius), disc)
    for ring in range(rings):
        picture.line(oval(x, y, radius * (0.92 - 0.48 * ring / rings)), max(2, radius * 0.016), groove)
    picture.fill(oval(x, y, radius * 0.36), label)
    picture.fill(oval(x, y, radius * 0.07), INK)


def shine(picture: Picture, centre: Point, radius: float, colour: str) -> None:
    """Draw the halftone at the lower right of a disc that makes it round."""
    x, y = centre

    def shade(across: float, down: float) -> float:
        if math.hypot(across - x, down - y) > radius - 12:
            return 0
        return ((across - x) + (down - y)) / (2.2 * radius)

    picture.dots((x - radius, y - radius, x + radius, y + radius), shade, colour, 20)
