"""SVG → pixels, for covers and for pictures in e-books, in a worker process."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import resvg_py
from PIL import Image, ImageChops, ImageOps

MOST_CHANGED = 24
"""The largest change of the red, green or blue of a pixel by a palette, of 255; it cannot be seen at the edge of a shape."""


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A drawing to render.

    Attributes:
        svg: the drawing.
        width: in pixels.
        fonts: the font files for its text; no others are used.
        jpeg: whether the result is a JPEG instead of a PNG.
    """

    svg: bytes
    width: int
    fonts: tuple[Path, ...] = ()
    jpeg: bool = False


_ROOT = re.compile(r"<svg\b(?=[^>]*\bviewBox\s*=)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_SIZE = re.compile(r"""\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')""")


def render(job: RenderJob) -> bytes:
    """Return a drawing as a PNG or JPEG file."""
    drawn: object = resvg_py.svg_to_bytes(
        svg_string=_without_size(job.svg.decode("utf-8")),
        width=job.width,
        font_files=[str(font) for font in job.fonts],
        skip_system_fonts=True,
    )
    png = bytes(drawn)  # type: ignore[call-overload]  # a list of numbers in some versions, bytes in others
    return to_jpeg(png) if job.jpeg else with_palette(png)


def with_palette(png: bytes) -> bytes:
    """Return a PNG with a palette of 256 colours, which takes a third of the space, if the difference cannot be seen.

    A picture with transparent pixels, or with more colours than a palette can show, comes back as it is.
    """
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        drawn = picture.convert("RGBA")
        if 0 in drawn.getchannel("A").tobytes():
            return png
        opaque = Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("RGB")
    few = opaque.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    if max(ImageChops.difference(opaque, few.convert("RGB")).tobytes()) > MOST_CHANGED:
        return png
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _without_size(svg: str) -> str:
    """Return a drawing whose size is that of its viewBox: resvg refuses some lengths that other renderers know, such as 168.0mm."""
    return _ROOT.sub(lambda root: _SIZE.sub("", root[0]), svg, count=1)


def to_jpeg(image: bytes, quality: int = 88) -> bytes:
    """Return a raster picture as an upright JPEG, with its colour profile.

    It has no chroma subsampling, which would smear the edges of flat colours.
    """
    out = io.BytesIO()
    with Image.open(io.BytesIO(image)) as picture:
        profile = picture.info.get("icc_profile") if picture.mode in ("RGB", "RGBA") else None  # others are converted
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.info.clear()
        upright.save(out, "JPEG", quality=quality, subsampling=0, optimize=True, icc_profile=profile)
    return out.getvalue()
