"""Font files of strangers: what is in them, and whether the font builder can use them. Both run in worker processes.

A damaged file may make fontTools fail with any exception, or take any time and memory; a worker process limits both.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from math import ceil
from typing import Any, Final

from fontTools.ttLib import TTFont, TTLibError

from linernotes.fonts.builder import Job, Source, build_instances
from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.fonts.spec import Instance
from linernotes.model.fontfiles import Axis, FontFacts
from linernotes.workers.child import TaskError

_NEEDED: Final = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name")
_OUTLINES: Final = ("glyf", "CFF ", "CFF2")
_NOTICES: Final = (0, 13, 14)  # copyright, licence and its address: OpenType 1.9.1, name
_ITALIC: Final = 1  # OpenType 1.9.1, OS/2, fsSelection
_MEASURED: Final = range(0x20, 0x7F)


def inspect(content: bytes) -> FontFacts:
    """Return the facts about a font file.

    Args:
        content: the bytes of a TrueType, OpenType, WOFF or WOFF2 file.

    Raises:
        TaskError: if it is none of these, or not a font for text.
    """
    try:
        font = TTFont(BytesIO(content))
    except TTLibError:
        raise TaskError("it is not a font, or it is damaged") from None
    if missing := [tag.strip() for tag in _NEEDED if tag not in font]:
        raise TaskError(f"it lacks the table '{missing[0]}'")
    if not any(tag in font for tag in _OUTLINES):
        raise TaskError("it has no outlines")
    characters = font.getBestCmap()
    if not characters:
        raise TaskError("it has no Unicode characters")
    axes = tuple(Axis(each.axisTag, each.minValue, each.defaultValue, each.maxValue) for each in _axes(font))
    names = [record.toUnicode() for record in font["name"].names if record.nameID in _NOTICES]
    return FontFacts(
        italic=bool(font["OS/2"].fsSelection & _ITALIC),
        weight=font["OS/2"].usWeightClass,
        axes=axes,
        characters=frozenset(characters),
        embedding=font["OS/2"].fsType,
        widths=(widths_of(font, {"wght": 400}), widths_of(font, {"wght": 700})),
        notice="\n".join(dict.fromkeys(names)),
    )


def try_out(content: bytes) -> str:
    """Build a font with the usual characters from a font file, as a guide will, and return an empty text.

    Raises:
        TaskError: if the builder cannot do it; other exceptions end the worker.
    """
    axes = tuple(sorted((each.axisTag, float(each.defaultValue)) for each in _axes(TTFont(BytesIO(content)))))
    instance = Instance("Trial", "normal", 400, "fonts/trial", axes)
    build_instances(Job(Source("a trial", content, "", frozenset()), (instance,), DEFAULT_REPERTOIRE))
    return ""


def _axes(font: TTFont) -> list[Any]:
    return font["fvar"].axes if "fvar" in font else []


def widths_of(font: TTFont, position: Mapping[str, float]) -> tuple[int, ...]:
    """Return the widths of letters at a position in the design space of a font, as `FontFacts` has them."""
    location = {}
    for axis in _axes(font):
        value = position.get(axis.axisTag, axis.defaultValue)
        location[axis.axisTag] = min(max(value, axis.minValue), axis.maxValue)
    glyphs, characters, size = font.getGlyphSet(location=location), font.getBestCmap(), font["head"].unitsPerEm
    return tuple(ceil(glyphs[characters[point]].width * 1000 / size) if point in characters else 0 for point in _MEASURED)
