"""Electric guitars and basses in a shape of their own, upright on a stand."""

from __future__ import annotations

from pen import AMBER, CREAM, FINE, GREY, INK, KRAFT, PEN, PINK, Picture, box, number, oval

BODY = (
    "M-34 -140C-54 -206 -132 -224 -142 -156C-148 -104 -98 -74 -112 -20C-124 34 -176 68 -166 144C-152 222 -62 248 12 242"
    "C112 232 172 182 162 100C156 50 108 26 106 -24C106 -70 154 -92 142 -146C130 -190 66 -184 40 -140Z"
)
PLATE = "M-34 -128H66C80 -60 52 -14 86 52C104 116 62 154 18 150L-64 118C-96 62 -58 12 -66 -44C-72 -84 -48 -96 -34 -128Z"


def guitar(picture: Picture, colour: str, plate: str = CREAM, strings: int = 6, reach: float = 440, shine: str = PINK) -> None:
    """Draw a guitar on its stand: the middle of its body at 0, 0, the floor at 300, its neck up to ``reach`` above the body."""
    for foot in (-120, 120):
        picture.rod(f"M{number(foot * 0.3)} -40L{foot} 296", 12, GREY, weight=6)
    _neck(picture, -120 - reach, strings, colour)
    picture.shape(BODY, colour, 12)
    picture.line("M-136 150C-130 90 -86 56 -84 -10", 14, shine)
    picture.shape(PLATE, plate)
    picture.shape(box(-18, -150, 36, 62, 4), KRAFT, 6)
    for y in (-62, 22):
        picture.shape(box(-48, y, 96, 34, 10), INK, FINE)
        picture.line("".join(f"M{number(-30 + 60 * string / (strings - 1))} {y + 17}h.1" for string in range(strings)), 7, AMBER)
    picture.shape(box(-54, 92, 108, 28, 6), AMBER, 6)
    for x, y in ((92, 126), (58, 178)):
        picture.shape(oval(x, y, 17), AMBER, 6)
        picture.line(f"M{x} {y}l7 -9", FINE)
    spread = [-12 + 24 * string / (strings - 1) for string in range(strings)]
    picture.line("".join(f"M{number(x)} {number(-130 - reach)}L{number(x * 2.2)} 100" for x in spread), 2.5)
    picture.rod("M-70 262Q0 296 70 262", 12, GREY, weight=6)


def _neck(picture: Picture, nut: float, strings: int, colour: str) -> None:
    """Draw the neck up to the nut, and the head above it with its pegs."""
    left = strings // 2 if strings == 4 else strings
    for peg in range(strings):
        side = -1 if peg < left else 1
        y = nut - 34 - 30 * (peg % left)
        picture.shape(box(side * 44 - 15, y, 30, 20, 8), AMBER, 5)
    head = nut - 60 - 30 * left
    picture.shape(
        f"M-18 {number(nut)}C-22 {number(nut - 20)} -34 {number(nut - 14)} -34 {number(nut - 40)}L-30 {number(head + 30)}"
        f"Q-10 {number(head - 24)} 30 {number(head + 10)}L36 {number(nut - 40)}C36 {number(nut - 14)} 22 {number(nut - 20)} 18 {number(nut)}Z",
        colour,
    )
    picture.shape(box(-18, nut, 36, -100 - nut, 4), KRAFT, PEN)
    frets, places = [], []
    y, step = nut + 46, 46.0
    while y < -150:
        frets.append(f"M-15 {number(y)}h30")
        places.append(f"M0 {number(y - step / 2)}h.1")
        step *= 0.94
        y += step
    picture.line("".join(frets), 3, GREY)
    picture.line("".join(places[2::2]), 9)
    picture.shape(box(-22, nut - 5, 44, 12, 3), CREAM, FINE)
