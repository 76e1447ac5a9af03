"""Simulates a school copier: a page in grey, and a copy of a copy."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageFilter

CURVE, MIDDLE = 9.0, 0.55
"""The tone curve: its steepness, and the lightness (0 to 1) at its centre, which separates black from white."""

GRAIN, SPECKS, TILT = 31, 0.00015, 0.35
"""The deviation of tones out of 255, the share of black specks, and the rotation of the page in degrees."""


def grey(page: Image.Image) -> Image.Image:
    """Return a page in grey."""
    return page.convert("L")


def photocopy(page: Image.Image) -> Image.Image:
    """Return a copy of a page: blurred, high in contrast, grainy, specked and rotated; the same each time."""
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
