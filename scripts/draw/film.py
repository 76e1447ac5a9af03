"""The language of film: six shot sizes, and sheets on which students plan a scene."""

from __future__ import annotations

import math
from collections.abc import Callable

from pen import (
    AMBER,
    CREAM,
    DIGITS,
    FINE,
    GREY,
    INK,
    KRAFT,
    PEN,
    PINK,
    SEA,
    STRIPES,
    VELVET,
    WHITE,
    Picture,
    box,
    number,
    oval,
    stripes,
    through,
    wave,
)
from things import basket, stand

FRAME, TALL = 296, 222
TOP, LEFT, STEP = 196, 132, 320
STRIP_TOP, STRIP_BOTTOM = 112, 502


def shot_sizes() -> Picture:
    """Draw the opener of the chapter on film, 216 by 58 mm: a strip of film with one microphone in six shot sizes."""
    picture = Picture(2160, 580, "Six shot sizes")
    picture.fill(box(0, 0, 2160, 580), KRAFT)
    stripes(picture, lambda offset: wave(-40, 2200, 300 + offset * 1.1, 250, 980, 1.2), 34)
    # The last frame first: what hangs over the edge of a frame is covered by the frame before it, and by the strip.
    frames = (_hall, _whole, _half, _shoulders, _head, _detail)
    film = f"M-60 {STRIP_TOP}H2220V{STRIP_BOTTOM}H-60Z"
    for index in reversed(range(len(frames))):
        x = LEFT + index * STEP
        picture.group(f"translate({x} {TOP})", lambda draw=frames[index]: draw(picture))  # type: ignore[misc]
        film += f"M{x} {TOP}v{TALL}h{FRAME}v-{TALL}Z"  # the other way round than the strip, so that it stays open
    picture.fill(film, INK)
    holes = ((step * 60 - 30, y) for step in range(38) for y in (STRIP_TOP + 22, STRIP_BOTTOM - 54))
    picture.fill("".join(box(x, y, 36, 32, 6) for x, y in holes), CREAM)
    for index, digit in enumerate(DIGITS):
        x = LEFT + index * STEP
        picture.line(box(x, TOP, FRAME, TALL), FINE, CREAM)
        picture.line(box(x - 6, TOP - 6, FRAME + 12, TALL + 12), 8)  # on the black film only line art shows it
        _numbered(picture, x + 30, TOP + 30, digit)
    return picture


def _numbered(picture: Picture, x: float, y: float, digit: str) -> None:
    picture.shape(oval(x, y, 26), WHITE, 6)
    left = 5 if digit == DIGITS[0] else 9
    picture.group(f"translate({number(x - left)} {number(y - 15)}) scale(.68)", lambda: picture.line(digit, 11))


def _wall(picture: Picture, floor: float = TALL) -> None:
    """Draw the back wall of the stage with a beam of light, and the floor."""
    picture.fill(box(0, 0, FRAME, TALL), SEA)
    picture.fill(f"M118 -4H178L262 {number(floor)}H34Z", AMBER)
    if floor < TALL:
        picture.fill(box(0, floor, FRAME, TALL - floor), PINK)
        picture.line(f"M0 {number(floor)}H{FRAME}", FINE)
        picture.fill(oval(148, floor + 16, 96, 13), CREAM)


def _microphone(picture: Picture, x: float, y: float, size: float, handle: float, pole: float) -> None:
    """Draw a microphone whose collar is at x, y, with only so much of its handle and of the pole as the frame shows."""

    def draw() -> None:
        if pole:
            picture.rod(f"M0 {number(handle)}v{number(pole)}", 20, GREY, weight=10)
        picture.shape(f"M-44 0L-30 {number(handle)}H30L44 0Z", INK, 6)
        basket(picture)

    picture.group(f"translate({number(x)} {number(y)}) scale({size})", draw)


def _hall(picture: Picture) -> None:
    picture.fill(box(0, 0, FRAME, TALL), VELVET)
    picture.shape(box(52, 36, 192, 108), SEA, FINE)
    picture.fill("M142 38H154L186 128H110Z", AMBER)
    picture.shape(box(52, 126, 192, 18), PINK, FINE)
    for side in (-1, 1):
        x = 148 + side * 96
        picture.shape(f"M{x} 24V144L{x - side * 26} 144Q{x - side * 14} 84 {x - side * 34} 24Z", STRIPES[3], FINE)
    picture.line("M148 100V134M140 136H156", FINE)
    picture.fill(oval(148, 98, 4.5), INK)
    picture.fill(box(0, 158, FRAME, TALL - 158), KRAFT)
    for row, y in enumerate((170, 190, 210)):
        seats = (8 + seat * 20 + (10 if row % 2 else 0) for seat in range(15))
        picture.line("".join(f"M{x - 6} {y}h12M{x} {y}v9" for x in seats), 5)


def _whole(picture: Picture) -> None:
    _wall(picture, 176)
    picture.group("translate(148 78) scale(.115)", lambda: stand(picture, 1000, 120))
    picture.line(
        "M148 84V174M148 170L102 192M148 170L194 192", FINE
    )  # the rods of the stand are too thin to be copied at this size
    _microphone(picture, 148, 70, 0.2, 90, 0)


def _half(picture: Picture) -> None:
    _wall(picture)
    _microphone(picture, 148, 106, 0.4, 170, 150)


def _shoulders(picture: Picture) -> None:
    _wall(picture)
    _microphone(picture, 148, 146, 0.66, 150, 0)


def _head(picture: Picture) -> None:
    _wall(picture)
    _microphone(picture, 148, 214, 1.06, 50, 0)


def _detail(picture: Picture) -> None:
    """Draw a part of the net of the microphone, and its band."""
    picture.fill(box(0, 0, FRAME, TALL), KRAFT)
    net = []
    for step in range(-1, 9):
        x = 148 + (step - 3.5) * 44
        bend = (x - 148) * 0.22
        net.append(f"M{number(x)} 0Q{number(x + bend)} {TALL / 2} {number(x)} {TALL}")
    for y in (-6, 44, 94, 196):
        net.append(f"M0 {y}Q148 {y + 26} {FRAME} {y}")
    picture.line("".join(net), 9)
    picture.shape("M-8 112Q148 146 304 112V176Q148 210 -8 176Z", AMBER, 10)
    picture.line("M20 134Q148 160 276 134", FINE, CREAM)


def storyboard() -> Picture:
    """Draw six empty frames with a line for notes below each of them, 168 by 87 mm."""
    width, tall, step, foot = 524, 262, 560, 104
    picture = Picture(1680, 2 * (tall + foot) + 130, "Storyboard")
    picture.fill(box(0, 0, 1680, picture.height), WHITE)
    for row in range(2):
        top = 4 + row * (tall + foot + 66)
        picture.shape(box(4, top, 1672, tall + 56), INK)
        holes = (x for x in range(22, 1660, 56))
        edges = [(x, y) for x in holes for y in (top + 7, top + tall + 33)]
        picture.fill("".join(box(x, y, 26, 16, 4) for x, y in edges), WHITE)
        for column in range(3):
            x = 18 + column * step
            picture.fill(box(x, top + 28, width, tall), WHITE)
            _numbered(picture, x + 36, top + 64, DIGITS[3 * row + column])
            picture.line(f"M{x} {top + tall + 56 + foot - 12}h{width}", FINE)
    return picture


def studio() -> Picture:
    """Draw the empty plan of a recording studio, seen from above, 168 by 62 mm."""
    picture = Picture(1680, 620, "Plan of a studio")
    picture.fill(box(0, 0, 1680, 620), WHITE)
    picture.fill(box(30, 30, 1060, 560), CREAM)
    picture.fill(box(1090, 30, 560, 560), KRAFT)
    walls = "M30 400V30H1650V590H30V540M1090 30V150M1090 380V440M1090 560V590"
    picture.line(walls, 28)
    for x in (1080, 1100):
        picture.line(f"M{x} 150V380", FINE)
    picture.line("M1076 150h28M1076 380h28", PEN)
    for hinge, end, turn in (((30, 400), (170, 400), (30, 540)), ((1090, 440), (1210, 440), (1090, 560))):
        reach = end[0] - hinge[0]
        picture.line(through([hinge, end], closed=False), PEN)
        picture.line(f"M{end[0]} {end[1]}A{reach} {reach} 0 0 1 {turn[0]} {turn[1]}", FINE)
    _above(picture)
    picture.shape(box(1180, 170, 92, 200, 12), WHITE)
    for row in range(6):
        y = 192 + row * 31
        picture.line(f"M1196 {y}h60", FINE)
        picture.fill(oval(1206 + (row * 17) % 40, y, 9), INK)
    for x, y, digit in ((120, 100, 0), (1020, 265, 1), (1560, 100, 2), (1340, 265, 3), (224, 470, 4), (1250, 520, 4)):
        _numbered(picture, x, y, DIGITS[digit])
    return picture


def _above(picture: Picture) -> None:
    """Draw a microphone on its stand, as it is seen from above."""
    for turn in (90, 210, 330):
        x, y = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        picture.line(f"M560 300L{number(560 + 78 * x)} {number(300 + 78 * y)}", PEN)
    picture.shape(oval(560, 300, 34), AMBER)
    picture.line("M536 300h48M560 276v48", FINE)
    _numbered(picture, 650, 250, DIGITS[5])


def tracks() -> Picture:
    """Draw three empty tracks for voices, music and other sounds, with six sections of time, 168 by 44 mm."""
    lane, gap, left, end = 116, 14, 150, 1672
    picture = Picture(1680, 3 * lane + 2 * gap + 66, "Three tracks for sound")
    picture.fill(box(0, 0, 1680, picture.height), WHITE)
    signs: tuple[Callable[[Picture], None], ...] = (_bubble, _note, _door)
    section = (end - left) / 6
    for row, (sign, colour) in enumerate(zip(signs, (PINK, AMBER, CREAM), strict=True)):
        y = 6 + row * (lane + gap)
        picture.shape(box(6, y, 132, lane, 10), colour)
        picture.group(f"translate(72 {y + lane / 2})", lambda draw=sign: draw(picture))  # type: ignore[misc]
        picture.shape(box(left, y, end - left, lane), WHITE)
        picture.line("".join(f"M{number(left + section * part)} {y}v{lane}" for part in range(1, 6)), FINE, GREY)
    foot = 3 * lane + 2 * gap + 22
    for part, digit in enumerate(DIGITS):
        x = left + section * part
        picture.group(f"translate({number(x + section / 2 - 10)} {foot}) scale(.8)", lambda path=digit: picture.line(path, 9))  # type: ignore[misc]
    return picture


def _bubble(picture: Picture) -> None:
    picture.shape("M-46 -40H46V22H-6L-26 46V22H-46Z", WHITE)
    picture.line("M-28 -20H28M-28 2H14", FINE)


def _note(picture: Picture) -> None:
    picture.shape(oval(-22, 32, 20, 15), INK)
    picture.shape(oval(32, 22, 20, 15), INK)
    picture.line("M-4 30V-44L50 -54V20", PEN)
    picture.line("M-4 -34L50 -44", 14)


def _door(picture: Picture) -> None:
    picture.shape(box(-40, -46, 52, 92), KRAFT)
    picture.fill(oval(0, 2, 5), INK)
    for reach in (1, 2):
        picture.line(f"M{12 + 14 * reach} {-12 * reach - 4}Q{24 + 16 * reach} 0 {12 + 14 * reach} {12 * reach + 4}", PEN)
