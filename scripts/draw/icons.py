"""Icons: a square with an object for each theme, a record with an object for each main character, and the objects that are symbols.

They show no people.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from pen import AMBER, CHERRY, CREAM, FINE, GREY, INK, KRAFT, PEN, PINK, SEA, Picture, box, oval, through
from radio import loaves, radio
from things import megaphone, microphone
from trailer import trailer

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


def camera(picture: Picture) -> None:
    """Draw a camera, 262 by 218, with its middle at 201, 201."""
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
    picture.group("translate(18 0)", lambda: key(picture))


def key(picture: Picture) -> None:
    """Draw a key that hangs, 86 by 200, with the middle of its ring at 128, 128."""
    for weight, colour in ((36, INK), (20, AMBER)):
        picture.line("M128 170V284M128 252H158M128 282H166", weight, colour)
    for weight, colour in ((34, INK), (18, AMBER)):
        picture.line(oval(128, 128, 34), weight, colour)


def picks(picture: Picture) -> None:
    """Draw two picks, one with a line, 310 by 250, with their middle at 203, 206."""
    pick = "M0 118C-40 98-108 0-106-58C-104-100-46-110 0-110S104-100 106-58C108 0 40 98 0 118Z"
    for x, turn, colour in ((154, -18, SEA), (252, 16, AMBER)):
        picture.group(f"translate({x} 206) rotate({turn})", lambda colour=colour: picture.shape(pick, colour, 10))  # type: ignore[misc]
    picture.line("M203 132Q228 206 203 278", FINE, CREAM)


def snare(picture: Picture) -> None:
    """Draw a drum with two sticks, 270 by 240, with its middle at 203, 200."""
    picture.shape("M70 214V286C70 324 336 324 336 286V214Z", PINK)
    picture.line("".join(f"M{x} {y}V{y + 66}" for x, y in ((118, 240), (172, 248), (234, 248), (288, 240))), 6)
    picture.shape(oval(203, 212, 133, 40), CREAM, 10)
    for path in ("M84 84L236 206", "M322 84L170 206"):
        picture.rod(path, 14, KRAFT)
    picture.fill(oval(236, 206, 15), INK)
    picture.fill(oval(170, 206, 15), INK)


def _star(picture: Picture) -> None:
    picture.group("translate(203 212)", lambda: star(picture))
    for x, y in ((84, 96), (322, 108), (92, 300), (316, 304)):
        picture.line(f"M{x - 14} {y}h28M{x} {y - 14}v28", 6, CREAM)


def star(picture: Picture) -> None:
    """Draw a star with five points, 276 high, with its middle at 0, 0."""
    points = []
    for index in range(10):
        reach, turn = (138 if index % 2 == 0 else 58), math.pi * index / 5
        points.append((reach * math.sin(turn), -reach * math.cos(turn)))
    picture.shape(through(points), AMBER, 12)
    picture.line("M-33 -22Q-25 -36 -7 -40", FINE, CREAM)


def _voice(picture: Picture) -> None:
    picture.line("M268 104Q318 134 322 196M302 74Q362 120 366 206", 12)
    picture.group("translate(196 206) rotate(28) scale(.86)", lambda: microphone(picture))


def _record(name: str, colour: str, draw: Callable[[Picture], None]) -> Callable[[], Picture]:
    def icon() -> Picture:
        picture = Picture(SIZE, SIZE, name)
        picture.fill(oval(212, 212, 196), GREY)
        picture.fill(oval(204, 204, 196), INK)
        for radius in (184, 172, 160):
            picture.line(oval(204, 204, radius), 2, GREY)
        picture.shape(oval(204, 204, 146), colour, 6)
        picture.group("translate(204 204)", lambda: draw(picture))
        return picture

    return icon


def _guitar(picture: Picture) -> None:
    body = "M-64 52C-98 18-84-40-52-44C-34-46-26-34-8-34L10-34C22-62 50-70 62-46C84-14 92 28 62 58C76 102 42 132 0 132C-42 132-74 98-64 52Z"

    def draw() -> None:
        picture.shape(box(-12, -168, 24, 136), KRAFT, 6)
        picture.shape("M-16-168L-20-206L14-216L22-196L16-168Z", CHERRY, 6)
        picture.shape(body, CHERRY)
        picture.shape("M-30-20L30-20L36 66L-26 84Z", CREAM, FINE)
        picture.fill(box(-22, 0, 44, 16, 4) + box(-22, 36, 44, 16, 4), INK)
        picture.fill(box(-26, 78, 52, 12, 3), AMBER)
        picture.line("M-7-196V80M0-198V80M7-196V80", 2)
        picture.fill(oval(44, 76, 9) + oval(30, 98, 9), AMBER)

    picture.group("rotate(38) scale(.72) translate(0 40)", draw)


def _singer(picture: Picture) -> None:
    picture.group("translate(-2 14) rotate(28) scale(.62)", lambda: microphone(picture))
    reach = (46, 19)
    star = [(reach[n % 2] * math.sin(math.pi * n / 5), -reach[n % 2] * math.cos(math.pi * n / 5)) for n in range(10)]
    picture.group("translate(-62 62)", lambda: picture.shape(through(star), CREAM, 6))


def _megaphone(picture: Picture) -> None:
    picture.group("rotate(-16) scale(.88) translate(-10 0)", lambda: megaphone(picture))


CHARACTERS: dict[str, Callable[[], Picture]] = {
    "character-joan": _record("Electric guitar", CREAM, _guitar),
    "character-cherie": _record("Microphone and star", PINK, _singer),
    "character-kim": _record("Megaphone", KRAFT, _megaphone),
}

THEMES: dict[str, Callable[[], Picture]] = {
    "theme-image": _plate("Camera", PINK, camera),
    "theme-power": _plate("Door and key", CREAM, _key),
    "theme-friendship": _plate("Two picks", KRAFT, picks),
    "theme-gender": _plate("Drum and sticks", SEA, snare),
    "theme-fame": _plate("Star", CHERRY, _star),
    "theme-voice": _plate("Microphone", AMBER, _voice),
}


def objects() -> Picture:
    """Draw the six symbols in two staggered columns, 43 by 105 mm."""
    picture = Picture(430, 1050, "Six objects")
    drawn: tuple[tuple[str, Callable[[], None]], ...] = (
        (CREAM, lambda: picture.group("translate(196 212) scale(1.5)", lambda: _guitar(picture))),
        (AMBER, lambda: _voice(picture)),
        (KRAFT, lambda: picture.group("translate(62 130) scale(.24 .31)", lambda: trailer(picture))),
        (PINK, lambda: camera(picture)),
        (SEA, lambda: picture.group("translate(40 100) scale(.88)", lambda: radio(picture, 0, 60))),
        (CREAM, lambda: picture.group("translate(-26 -70) scale(.75)", lambda: loaves(picture))),
    )
    for place, (colour, draw) in enumerate(drawn):
        x, y = (0, 220)[place % 2], 164 * place

        def plate(colour: str = colour, draw: Callable[[], None] = draw) -> None:
            picture.fill(box(22, 22, 390, 390, 44), INK)
            picture.shape(box(8, 8, 390, 390, 44), colour, 12)
            draw()

        picture.group(f"translate({x} {y}) scale(.5)", plate)
    return picture
