"""SVG → pixels, for covers and for pictures in e-books."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import resvg_py
from PIL import Image


def rasterise(svg: bytes, width: int, faces: Sequence[Path] = ()) -> bytes:
    """Return a PNG of that width in pixels; letters are drawn in these font files and no others."""
    drawn: object = resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8"), width=width, font_files=[str(face) for face in faces], skip_system_fonts=True
    )
    return bytes(drawn)  # type: ignore[call-overload,no-any-return]  # a list of numbers in some versions, bytes in others


def to_jpeg(image: bytes, quality: int = 88) -> bytes:
    """Return any raster as a JPEG without chroma subsampling, which would smear the edges of flat colours."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(image)) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()
