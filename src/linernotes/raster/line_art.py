"""Converts a drawing to line art, which survives copies of copies and needs little toner.

Filled areas become white, or light grey if they are black, and every area but the ground has an outline of ink: a copier makes the grey
white or black, and the outline remains. Strokes become ink, except for those that are areas: a stroke that is broad in relation to the
drawing, and one within a broader dark one along the same path, which is its outline. The dots of a halftone screen become so small that
white is left between them.
"""

from __future__ import annotations

import itertools
import math
import re
import statistics
from collections.abc import Mapping
from typing import Final

BLACK, LIGHT = 40, 160
"""Lightness from 0 to 255: up to BLACK a colour counts as black; strokes from LIGHT on are meant for dark areas."""

BROAD: Final = 42
"""A stroke counts as an area if it is at least the shorter side of the drawing divided by this number."""

WITHIN: Final = 80
"""The same for a stroke within an outline."""

OUTLINE: Final = 0.6
"""The weight of the outline of an area that has none, as a share of the median of the drawing's lines."""

SCREEN: Final = 0.5
"""The largest diameter of the dots of a screen, as a share of the distance between two of them: they cover at most 23% of the paper."""

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_SHAPE = re.compile(r"^<(?:path|rect|circle|ellipse|polygon)\b")
_PAINT = re.compile(r"\b(?P<kind>fill|stroke)(?P<is>=\"|:\s*)(?P<colour>#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}\b)")
_WEIGHT = re.compile(r"\b(?P<name>stroke-width(?:=\"|:\s*))(?P<weight>[\d.]+)")
_SCALE = re.compile(r"\bscale\(\s*-?([\d.]+)")
_PATH = re.compile(r'\sd="([^"]*)"')
_DOT = re.compile(r"\s*M\s*(-?[\d.]+)[\s,]+(-?[\d.]+)\s*(?:[hv]\s*0?\.?\d|[zZ])(?=\s*(?:M|$))")
_VIEW_BOX = re.compile(r'viewBox="\s*\S+\s+\S+\s+([\d.]+)\s+([\d.]+)')


def to_line_art(drawing: bytes, colours: Mapping[str, str]) -> bytes:
    """Return an SVG as line art. Only colours written as ``#RRGGBB`` or ``#RGB`` change, and the size of dots.

    Args:
        drawing: the SVG.
        colours: the colours of ``ink``, of ``shade`` and of ``paper``.
    """
    text = drawing.decode("utf-8")
    size = _VIEW_BOX.search(text)
    side = min(map(float, size.groups())) if size else 0.0
    ground = _ground(*size.groups()) if size else None
    outlines = _outlines(text)
    weights = [weight for tag in _TAG.findall(text) if (weight := _weight(tag)) is not None and weight < side / BROAD]
    outline = OUTLINE * statistics.median(weights) if weights else side / BROAD / 2
    scales = [1.0]

    def convert(found: re.Match[str]) -> str:
        tag = found[0]
        if tag.startswith(("<g ", "<g>")) and not tag.endswith("/>"):
            scale = _SCALE.search(tag)
            scales.append(scales[-1] * (float(scale[1]) if scale else 1.0))
        elif tag.startswith("</g>") and len(scales) > 1:
            scales.pop()
        path, weight = _PATH.search(tag), _weight(tag)
        shape = path[1] if path else ""
        within = weight is not None and weight < outlines.get(shape, 0.0) and weight * scales[-1] >= side / WITHIN
        is_line = weight is None or (weight < side / BROAD and not within)
        tag = _with_small_dots(tag, shape)
        if not (ground and ground.search(tag)):
            tag = _outlined(tag, outline / scales[-1], colours["ink"])
        return _PAINT.sub(lambda paint: _paint(paint, is_line, colours), tag)

    return _TAG.sub(convert, text).encode()


def _ground(width: str, height: str) -> re.Pattern[str]:
    """Return a pattern for a path or rectangle that covers the whole drawing."""
    across, down = re.escape(width), re.escape(height)
    path = rf'\sd="M\s*0[\s,]+0\s*[hH]\s*{across}\s*[vV]\s*{down}\s*(?:h\s*-{across}|H\s*0)\s*[zZ]"'
    rectangle = rf'<rect(?=[^>]*\swidth="(?:{across}|100%)")(?=[^>]*\sheight="(?:{down}|100%)")'
    return re.compile(f"{path}|{rectangle}")


def _outlines(drawing: str) -> dict[str, float]:
    """Return the weight of the broadest dark stroke along each path."""
    found: dict[str, float] = {}
    for tag in _TAG.findall(drawing):
        path, weight = _PATH.search(tag), _weight(tag)
        strokes = [paint["colour"] for paint in _PAINT.finditer(tag) if paint["kind"] == "stroke"]
        if path and weight is not None and any(_lightness(colour) < LIGHT for colour in strokes):
            found[path[1]] = max(weight, found.get(path[1], 0.0))
    return found


def _weight(tag: str) -> float | None:
    weight = _WEIGHT.search(tag)
    return float(weight["weight"]) if weight else None


def _outlined(tag: str, weight: float, ink: str) -> str:
    """Return a tag with ink for the stroke of its area, which has this weight if there is none."""
    if not any(paint["kind"] == "fill" for paint in _PAINT.finditer(tag)):
        return tag
    if "stroke" not in tag:
        return _SHAPE.sub(lambda shape: f'{shape[0]} stroke="{ink}" stroke-width="{weight:.3g}"', tag)
    return _PAINT.sub(lambda paint: f"stroke{paint['is']}{ink}" if paint["kind"] == "stroke" else paint[0], tag)


def _with_small_dots(tag: str, path: str) -> str:
    """Return a tag with a smaller stroke if its path has only dots, and these are nearer to each other than `SCREEN` allows."""
    dots = [(float(x), float(y)) for x, y in _DOT.findall(path)]
    if len(dots) < 2 or _DOT.sub("", path).strip():
        return tag
    apart = min(math.dist(dot, after) for dot, after in itertools.pairwise(dots))
    return _WEIGHT.sub(lambda found: f"{found['name']}{min(float(found['weight']), round(SCREEN * apart, 1)):g}", tag)


def _paint(found: re.Match[str], is_line: bool, colours: Mapping[str, str]) -> str:
    lightness = _lightness(found["colour"])
    if found["kind"] == "stroke":
        colour = colours["ink" if lightness < (LIGHT if is_line else BLACK) else "paper"]
    else:
        colour = colours["shade" if lightness < BLACK else "paper"]
    return f"{found['kind']}{found['is']}{colour}"


def _lightness(colour: str) -> float:
    """Return the lightness of a colour in grey, from 0 to 255."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
