"""Renders SVG as PNG or JPEG, for covers and for pictures in e-books."""

from __future__ import annotations

import io
import marshal
import sys
from collections.abc import Sequence

import resvg_py
from PIL import Image


def draw(svg: bytes, width: int, fonts: Sequence[str] = (), jpeg: bool = False) -> bytes:
    """Return an SVG as a PNG or JPEG of the given width in pixels; text uses these font files only."""
    png = rasterise(svg, width, fonts)
    return to_jpeg(png) if jpeg else png


def serve() -> None:
    """Render the jobs that arrive on standard input, until it ends; None only loads the image plugins."""
    while True:
        try:
            order = marshal.load(sys.stdin.buffer)  # noqa: S302  # from our parent process, through a private pipe
        except EOFError:
            return
        if order is None:
            Image.preinit()
        else:
            marshal.dump(draw(*order), sys.stdout.buffer)
            sys.stdout.flush()


def rasterise(svg: bytes, width: int, fonts: Sequence[object] = ()) -> bytes:
    """Return an SVG as a PNG of the given width in pixels; text uses these font files only."""
    png: object = resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8"), width=width, font_files=[str(font) for font in fonts], skip_system_fonts=True
    )
    return bytes(png)  # type: ignore[call-overload,no-any-return]  # a list of numbers in some versions, bytes in others


def to_jpeg(image: bytes, quality: int = 88) -> bytes:
    """Return any raster image as a JPEG without chroma subsampling, which would blur the edges of flat colours."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(image)) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()
