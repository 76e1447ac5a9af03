"""The back cover, to the left of the front cover when a booklet lies open: the microphone is on the floor, and nobody holds it."""

from __future__ import annotations

from cover import FLOOR, HEIGHT, WIDTH, cable, foot, hall, keyline
from pen import AMBER, CREAM, GREY, Picture, oval, through
from things import lamp, microphone


def floor() -> Picture:
    """Draw the background of the back cover, 216 by 297 mm; its cable, bar and stripes run on to the front cover."""
    picture = Picture(WIDTH, HEIGHT, "A microphone on the floor")
    hall(picture)
    middle, low = WIDTH / 2, FLOOR + 150.0
    picture.fill(through([(middle - 60, 250), (middle + 60, 250), (middle + 800, low), (middle - 800, low)]), AMBER)
    picture.fill(oval(middle, low, 800, 118), AMBER)
    picture.line(oval(middle, low, 756, 94), 6)
    picture.rod("M-20 98H2180", 18, GREY)
    picture.group(f"translate({middle:.0f} 224)", lambda: lamp(picture))
    foot(picture)
    # The cable leaves the microphone, turns on the floor and becomes the horizon, as on the front.
    path = f"M650 {FLOOR + 172}C460 {FLOOR + 190} 330 {FLOOR + 250} 450 {FLOOR + 300}S930 {FLOOR + 330} 1270 {FLOOR + 290}S1590 {FLOOR} 1830 {FLOOR}H2200"
    picture.line(path, 52, CREAM)
    place = f"translate(990 {FLOOR + 150}) rotate(86) scale(1.7)"
    picture.group(place, lambda: keyline(picture))
    cable(picture, path)
    picture.group(place, lambda: microphone(picture))
    return picture
