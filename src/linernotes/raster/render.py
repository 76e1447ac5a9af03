"""SVG → pixels, for covers and for pictures in e-books. Children that draw load this module, so that it loads next to nothing."""

from __future__ import annotations

import io
import marshal
import sys
from collections.abc import Sequence


def draw(svg: bytes, width: int, fonts: Sequence[str] = (), jpeg: bool = False) -> bytes:
    """Return a drawing of that width in pixels as a PNG, or as a JPEG; letters are drawn in these font files and no others."""
    drawn = rasterise(svg, width, fonts)
    return to_jpeg(drawn) if jpeg else drawn


def serve() -> None:
    """Draw what comes through standard input until that ends; where nothing comes yet, load what draws."""
    while True:
        try:
            order = marshal.load(sys.stdin.buffer)  # noqa: S302  # from our parent, by a pipe of our own
        except EOFError:
            return
        if order is None:
            _load()
        else:
            marshal.dump(draw(*order), sys.stdout.buffer)
            sys.stdout.flush()


def _load() -> None:
    import resvg_py  # noqa: F401
    from PIL import Image

    Image.preinit()


def rasterise(svg: bytes, width: int, fonts: Sequence[object] = ()) -> bytes:
    """Return a PNG of that width in pixels; letters are drawn in these font files and no others."""
    import resvg_py

    drawn: object = resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8"), width=width, font_files=[str(font) for font in fonts], skip_system_fonts=True
    )
    return bytes(drawn)  # type: ignore[call-overload,no-any-return]  # a list of numbers in some versions, bytes in others


def to_jpeg(image: bytes, quality: int = 88) -> bytes:
    """Return any raster as a JPEG without chroma subsampling, which would smear the edges of flat colours."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(image)) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()
