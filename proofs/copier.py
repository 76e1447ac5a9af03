"""What a school's copier leaves of a page: the page in grey, and a copy of a copy."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageFilter

CURVE, MIDDLE = 9.0, 0.55
"""How steep its tones are, and which grey it still takes for black."""

GRAIN, SPECKS, TILT = 31, 0.00015, 0.35
"""How far tones are off, out of 255; the share of black specks; how askew the page lies, in degrees."""


def grey(page: Image.Image) -> Image.Image:
    """Return the page without its colours."""
    return page.convert("L")


def photocopy(page: Image.Image) -> Image.Image:
    """Return what a copier makes of a page: blurred, hard in its tones, grainy, specked and askew; the same each time."""
    chance = random.Random(4)
    blurred = grey(page).filter(ImageFilter.GaussianBlur(0.8))
    ends = _tone(0.0), _tone(1.0)
    hard = blurred.point([round(255 * (_tone(value / 255) - ends[0]) / (ends[1] - ends[0])) for value in range(256)])
    grain = Image.frombytes("L", hard.size, chance.randbytes(hard.width * hard.height))
    grain = grain.point([round(value * GRAIN / 255) for value in range(256)])
    copied = ImageChops.add(hard, grain, offset=-GRAIN // 2)
    for _ in range(round(SPECKS * copied.width * copied.height)):
        copied.putpixel((chance.randrange(copied.width), chance.randrange(copied.height)), 25)
    askew = copied.rotate(TILT, Image.Resampling.BICUBIC, fillcolor=250)
    return askew.filter(ImageFilter.GaussianBlur(0.5))


def _tone(value: float) -> float:
    return 1 / (1 + math.exp((MIDDLE - value) * CURVE))
