"""Six signs, one for each theme: a plate, a thing on it, and its shadow."""

from __future__ import annotations

import math
from collections.abc import Callable

from pen import AMBER, CHERRY, CREAM, FINE, GREY, INK, KRAFT, PEN, PINK, SEA, Picture, box, oval, through
from things import microphone

SIZE = 420


def _plate(name: str, colour: str, draw: Callable[[Picture], None]) -> Callable[[], Picture]:
    def icon() -> Picture:
        picture = Picture(SIZE, SIZE, name)
        picture.fill(box(22, 22, 390, 390, 44), INK)
        picture.shape(box(8, 8, 390, 390, 44), colour)
        picture.dots((40, 210, 376, 384), lambda _, y: (y - 190) / 330, KRAFT if colour == CREAM else CREAM, 22)
        draw(picture)
        return picture

    return icon


def _camera(picture: Picture) -> None:
    picture.shape("M130 130L150 92H232L252 130Z", GREY)
    picture.shape(box(70, 126, 262, 184, 24), INK, PEN, CREAM)
    picture.fill(box(70, 172, 262, 26), AMBER)
    for radius, colour in ((82, CREAM), (68, GREY), (56, INK), (26, SEA), (10, CREAM)):
        picture.fill(oval(201, 222, radius), colour)
    picture.fill(oval(300, 150, 12), CHERRY)


def _key(picture: Picture) -> None:
    picture.shape(box(210, 62, 132, 276, 10), CHERRY)
    picture.line("M232 86H320V182H232ZM232 206H320V316H232Z", FINE)
    picture.shape(oval(234, 202, 13), AMBER, 6)
    picture.shape("M86 62H210V338H86Z", INK)
    picture.line("M128 150V284M128 252H158M128 282H166", 36, INK)
    picture.line("M128 150V284M128 252H158M128 282H166", 20, AMBER)
    picture.line(oval(128, 128, 34), 34, INK)
    picture.line(oval(128, 128, 34), 18, AMBER)


def _picks(picture: Picture) -> None:
    pick = "M0 118C-40 98-108 0-106-58C-104-100-46-110 0-110S104-100 106-58C108 0 40 98 0 118Z"
    for x, turn, colour in ((154, -18, SEA), (252, 16, AMBER)):
        picture.group(f"translate({x} 206) rotate({turn})", lambda colour=colour: picture.shape(pick, colour, 10))  # type: ignore[misc]
    picture.line("M203 132Q228 206 203 278", FINE, CREAM)


def _drum(picture: Picture) -> None:
    picture.shape("M70 214V286C70 324 336 324 336 286V214Z", PINK)
    picture.line("".join(f"M{x} {y}V{y + 66}" for x, y in ((118, 240), (172, 248), (234, 248), (288, 240))), 6)
    picture.shape(oval(203, 212, 133, 40), CREAM, 10)
    for path in ("M84 84L236 206", "M322 84L170 206"):
        picture.rod(path, 14, KRAFT)
    picture.fill(oval(236, 206, 15), INK)
    picture.fill(oval(170, 206, 15), INK)


def _star(picture: Picture) -> None:
    points = []
    for index in range(10):
        reach, turn = (138 if index % 2 == 0 else 58), math.pi * index / 5
        points.append((203 + reach * math.sin(turn), 212 - reach * math.cos(turn)))
    picture.shape(through(points), AMBER, 12)
    picture.line("M170 190Q178 176 196 172", FINE, CREAM)
    for x, y in ((84, 96), (322, 108), (92, 300), (316, 304)):
        picture.line(f"M{x - 14} {y}h28M{x} {y - 14}v28", 6, CREAM)


def _voice(picture: Picture) -> None:
    picture.line("M268 104Q318 134 322 196M302 74Q362 120 366 206", 12)
    picture.group("translate(196 206) rotate(28) scale(.86)", lambda: microphone(picture))


THEMES: dict[str, Callable[[], Picture]] = {
    "theme-image": _plate("Camera", PINK, _camera),
    "theme-power": _plate("Door and key", CREAM, _key),
    "theme-friendship": _plate("Two picks", KRAFT, _picks),
    "theme-gender": _plate("Drum and sticks", SEA, _drum),
    "theme-fame": _plate("Star", CHERRY, _star),
    "theme-voice": _plate("Microphone", AMBER, _voice),
}
