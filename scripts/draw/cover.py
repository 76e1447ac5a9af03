"""The cover: a microphone without a singer in crossed beams of light; its cable is the horizon. The title is set on top later."""

from __future__ import annotations

from pen import AMBER, CHERRY, CREAM, GREY, INK, KRAFT, PEN, PINK, STRIPES, VELVET, Picture, box, oval, through
from things import lamp, microphone

WIDTH, HEIGHT = 2160, 2970
FLOOR = 2200
MIDDLE = 1080


def stage() -> Picture:
    """Draw the background of title page and cover, 216 by 297 mm; the cover of an e-book is narrower and lacks the sides."""
    picture = Picture(WIDTH, HEIGHT, "One empty microphone")
    hall(picture)
    # Beams: from a lamp in each upper corner to a pool of light on the other side; where they cross it is brightest.
    source, pool, half = 330, 640, 430
    lamp_y, pool_y = 224, FLOOR + 130
    left = [(source - 60.0, lamp_y + 30.0), (source + 60.0, lamp_y - 30.0)]
    right = [(2 * MIDDLE - x, y) for x, y in reversed(left)]
    near, far = (WIDTH - pool - half, WIDTH - pool + half), (pool - half, pool + half)
    from_left = [*left, (float(near[1]), float(pool_y)), (float(near[0]), float(pool_y))]
    from_right = [*right, (float(far[1]), float(pool_y)), (float(far[0]), float(pool_y))]
    for x in (pool, WIDTH - pool):
        picture.fill(oval(x, pool_y, half, 96), AMBER if x > MIDDLE else PINK)
    picture.fill(through(from_left), AMBER)
    picture.fill(through(from_right), PINK)
    top = _crossing(from_left[1], from_left[2], from_right[0], from_right[3])
    low = _crossing(from_left[0], from_left[3], from_right[1], from_right[2])
    side = _crossing(from_left[0], from_left[3], from_right[0], from_right[3])
    other = (2 * MIDDLE - side[0], side[1])
    picture.fill(through([top, other, low, side]), CREAM)
    for x in (pool, WIDTH - pool):
        picture.fill(oval(x, pool_y, half, 96), AMBER if x > MIDDLE else PINK)
        picture.line(oval(x, pool_y, half - 40, 74), 6)
    _lamps(picture, source, lamp_y)
    foot(picture)
    _stand(picture)
    return picture


def hall(picture: Picture) -> None:
    """Draw a dark hall, lighter in the middle, and its floor."""
    picture.fill(box(0, 0, picture.width, HEIGHT), VELVET)
    middle = picture.width / 2
    picture.dots((0, 0, picture.width, FLOOR), lambda x, y: 0.2 + 0.75 * abs(x - middle) / middle - 0.25 * y / FLOOR, INK, 34)
    picture.fill(box(0, FLOOR, picture.width, HEIGHT - FLOOR), INK)


def foot(picture: Picture) -> None:
    """Draw the five stripes at the foot of a cover."""
    for index, colour in enumerate(STRIPES):
        picture.fill(box(0, HEIGHT - 290 + 36 * index, picture.width, 28), colour)
    picture.fill(box(0, HEIGHT - 50, picture.width, 50), INK)


def cable(picture: Picture, path: str) -> None:
    """Draw the cable of a microphone."""
    picture.line(path, 30, INK)
    picture.line(path, 14, CHERRY)


def keyline(picture: Picture) -> None:
    """Draw the pale edge of a microphone, with the collar of the microphone at 0, 0."""
    picture.shape("M-44 0L-26 190Q0 204 26 190L44 0Z", CREAM, 52, CREAM)
    picture.fill(oval(0, -95, 104, 110), CREAM)


def _crossing(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> tuple[float, float]:
    """Return the intersection of the line through a and b with the line through c and d."""
    first, second = a[0] * b[1] - a[1] * b[0], c[0] * d[1] - c[1] * d[0]
    across, down = (a[0] - b[0], c[0] - d[0]), (a[1] - b[1], c[1] - d[1])
    under = across[0] * down[1] - down[0] * across[1]
    return (first * across[1] - across[0] * second) / under, (first * down[1] - down[0] * second) / under


def _lamps(picture: Picture, x: float, y: float) -> None:
    picture.rod("M-20 98H2180", 18, GREY)
    for side in (-1, 1):
        picture.group(f"translate({x if side < 0 else WIDTH - x} {y}) rotate({27 * side})", lambda: lamp(picture))


def _stand(picture: Picture) -> None:
    base = FLOOR + 70
    # A keyline of cream parts the stand from whatever lies behind it; on a copier it is all that does.
    lead_in = f"M-40 {FLOOR}H700C860 {FLOOR} 930 {FLOOR + 10} 990 {FLOOR + 40}S1010 {FLOOR + 250} 830 {FLOOR + 240}S800 {FLOOR + 130} 960 {FLOOR + 150}S1240 {FLOOR + 220} 1330 {FLOOR + 80}S1420 {FLOOR} 1560 {FLOOR}H2200"
    lead = f"M{MIDDLE + 62} 1890C{MIDDLE + 150} 2000 {MIDDLE + 40} 2040 {MIDDLE + 60} 2110S{MIDDLE - 110} 2150 {MIDDLE - 90} {FLOOR + 36}"
    picture.line(f"M{MIDDLE} 1820V{base}", 84, CREAM)
    picture.shape(oval(MIDDLE, base + 16, 232, 58), CREAM, 26, CREAM)
    for path in (lead_in, lead):
        picture.line(path, 52, CREAM)

    place = f"translate({MIDDLE - 90} 1560) rotate(-24) scale(1.9)"
    picture.group(place, lambda: keyline(picture))
    cable(picture, lead_in)
    picture.shape(oval(MIDDLE, base + 22, 220, 50), INK, 12)
    picture.shape(oval(MIDDLE, base, 220, 50), GREY, 12)
    picture.shape(oval(MIDDLE, base - 8, 70, 18), KRAFT, PEN)
    picture.rod(f"M{MIDDLE} 1800V{base - 14}", 26, KRAFT, weight=12)
    picture.shape(box(MIDDLE - 34, 2010, 68, 84, 16), AMBER, 12)
    picture.shape(box(MIDDLE + 34, 2034, 50, 34, 12), AMBER, 10)
    cable(picture, lead)
    picture.group(place, lambda: microphone(picture))
    picture.shape(box(MIDDLE - 52, 1764, 128, 78, 26), INK, PEN, CREAM)
