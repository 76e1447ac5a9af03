"""A contact sheet: two film strips that show an empty stool in the light, with a photo editor's marks."""

from __future__ import annotations

from collections.abc import Callable

from pen import AMBER, CHERRY, CREAM, FINE, GREY, INK, KRAFT, PEN, PINK, SEA, WHITE, Picture, box, number, oval
from things import microphone, stand, stool

FRAME, TALL, GAP, EDGE = 264, 166, 14, 44
HEIGHT = 534
LEFT = 34


def sheet() -> Picture:
    """Draw the contact sheet, 118 by 53 mm."""
    picture = Picture(1180, HEIGHT, "Contact sheet")
    picture.fill(box(0, 0, 1180, HEIGHT), KRAFT)
    picture.dots((0, 0, 1180, HEIGHT), lambda x, y: (x + y) / 3600, AMBER, 26)
    picture.group("rotate(-1.2 590 160)", lambda: _strip(picture, 6, (_far, _near, _aside, _above)))
    picture.group("rotate(.8 590 430)", lambda: _strip(picture, 273, (_lamps, _blank, _tape, _voice)))
    _marks(picture)
    return picture


def _strip(picture: Picture, top: float, frames: tuple[Callable[[Picture], None], ...]) -> None:
    film = f"M-60 {number(top)}H1240v{TALL + 2 * EDGE}H-60Z"
    for index, frame in enumerate(frames):
        x, y = LEFT + index * (FRAME + GAP), top + EDGE

        def scene(draw: Callable[[Picture], None] = frame) -> None:
            picture.fill(box(0, 0, FRAME, TALL), WHITE)
            draw(picture)

        picture.group(f"translate({x} {number(y)})", scene)
        film += f"M{x} {number(y)}v{TALL}h{FRAME}v-{TALL}Z"
    # Frames run the other way round than the strip, so that they stay open; the strip hides what hangs over a frame.
    picture.fill(film, INK)
    holes = ((step * 48 + 8, y) for step in range(-1, 26) for y in (top + 8, top + TALL + 2 * EDGE - 36))
    picture.fill("".join(box(x, y, 31, 28, 5) for x, y in holes), KRAFT)


def _paper(picture: Picture, floor: float = 128) -> None:
    picture.fill(box(0, 0, FRAME, floor), PINK)
    picture.fill(f"M0 {number(floor)}Q128 {number(floor + 18)} {FRAME} {number(floor)}V{TALL}H0Z", CREAM)


def _put(picture: Picture, x: float, y: float, size: float) -> None:
    picture.group(f"translate({number(x)} {number(y)}) scale({size})", lambda: stool(picture))


def _far(picture: Picture) -> None:
    _paper(picture)
    picture.fill(oval(128, 160, 70, 10), KRAFT)
    _put(picture, 128, 84, 0.26)


def _near(picture: Picture) -> None:
    _paper(picture, 140)
    _put(picture, 128, 66, 0.44)


def _aside(picture: Picture) -> None:
    _paper(picture, 150)
    picture.fill(box(0, 0, 92, TALL), SEA)
    picture.line(f"M92 0V{TALL}", 6)
    _put(picture, 186, 52, 0.48)


def _above(picture: Picture) -> None:
    picture.fill(box(0, 0, FRAME, TALL), CREAM)
    picture.dots((12, 10, 250, 170), lambda x, _: x / 420, PINK, 20)
    for x, y in ((68, 40), (196, 50), (118, 160)):
        picture.rod(f"M128 88L{x} {y}", 9, KRAFT, weight=FINE)
    picture.shape(oval(128, 88, 54), CHERRY)
    picture.line(oval(128, 88, 38), FINE, CREAM)


def _lamps(picture: Picture) -> None:
    picture.fill(box(0, 0, FRAME, TALL), GREY)
    picture.fill("M44 62L90 168H172L212 62L128 150Z", CREAM)
    for side in (-1, 1):
        x = 128 + side * 92
        picture.line(f"M{x} 60V172", PEN)
        picture.shape(f"M{x + side * 26} 24L{x - side * 30} 34L{x - side * 14} 82L{x + side * 26} 64Z", AMBER, 6)
    _put(picture, 128, 100, 0.22)


def _blank(picture: Picture) -> None:
    picture.fill(box(0, 0, FRAME, TALL), WHITE)
    picture.dots((150, 10, 250, 172), lambda x, _: (x - 140) / 200, KRAFT, 20)


def _tape(picture: Picture) -> None:
    _paper(picture, 60)
    picture.line("M92 112L164 140M100 146L156 106", 20)
    picture.line("M92 112L164 140M100 146L156 106", 10, AMBER)


def _voice(picture: Picture) -> None:
    _paper(picture)
    _put(picture, 84, 84, 0.27)
    picture.group("translate(182 76) scale(.5)", lambda: stand(picture, 180, 40))
    picture.group("translate(180 68) rotate(-16) scale(.24)", lambda: microphone(picture))


def _marks(picture: Picture) -> None:
    above = ("M352 84L556 76L560 206L350 214Z", "M890 72L1110 224M1106 66L900 226")
    below = ("M340 392L520 560M524 388L344 566", "M944 374Q1060 350 1126 400T1130 560Q1010 596 920 558T944 374")

    def draw(pencil: tuple[str, ...]) -> None:
        for weight, colour in ((20, CREAM), (11, CHERRY)):
            for mark in pencil:
                picture.line(mark, weight, colour)

    picture.group("translate(0 -20)", lambda: draw(above))
    picture.group("translate(0 -54)", lambda: draw(below))
