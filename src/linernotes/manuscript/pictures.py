"""Picture files: read, measured and proved whole, so that nothing later meets a broken one."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

from linernotes.model.book import Picture

MAX_BYTES = 20 << 20
MAX_PIXELS = 40_000_000
"""A larger picture takes the typesetter seconds and gigabytes; 40 megapixels are A3 at 500 dpi."""

MAX_RATIO = 12
"""Of a drawing's sides: a strip that is longer would take gigabytes as pixels."""
MAX_GROUPS = 3000

_RASTERS = {".png": ("PNG", "image/png"), ".jpg": ("JPEG", "image/jpeg"), ".jpeg": ("JPEG", "image/jpeg")}
_VIEW_BOX = re.compile(r"\s*0\s+0\s+(?P<width>\d+(\.\d+)?)\s+(?P<height>\d+(\.\d+)?)\s*")
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}svg"

SUFFIXES = (*_RASTERS, ".svg")


class BrokenPictureError(ValueError):
    """The file is no picture that a page can show; the message says why."""


def read_picture(folder: Path, path: str) -> Picture:
    """Read a picture below the folder.

    Raises:
        FileNotFoundError: if there is no such file, or it lies outside the folder.
        BrokenPictureError: if it is no whole PNG, JPEG or SVG of a bearable size.
    """
    if not path.isprintable():
        raise FileNotFoundError(path)
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise FileNotFoundError(path)
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise BrokenPictureError(f"pictures are {', '.join(SUFFIXES)}")
    if file.stat().st_size > MAX_BYTES:
        raise BrokenPictureError(f"it is larger than {MAX_BYTES >> 20} MB")
    content = file.read_bytes()
    if suffix == ".svg":
        width, height = _measure_svg(content)
        return Picture(path, "image/svg+xml", content, width, height)
    kind, media_type = _RASTERS[suffix]
    width, height = _measure_raster(content, kind)
    return Picture(path, media_type, content, width, height)


def _measure_svg(content: bytes) -> tuple[int, int]:
    try:
        depth = content.decode("utf-8").count("<g")
    except UnicodeDecodeError:
        raise BrokenPictureError("it is not written in UTF-8") from None
    if depth > MAX_GROUPS:
        raise BrokenPictureError(f"it has more than {MAX_GROUPS} groups")
    if _DTD.search(content):
        raise BrokenPictureError("it has a document type declaration, which can hold anything")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  # entities need the declaration refused above
    except ElementTree.ParseError as fault:
        raise BrokenPictureError(f"it is no well-formed SVG: {fault}") from None
    view_box = _VIEW_BOX.fullmatch(root.get("viewBox", ""))
    if root.tag != _SVG or not view_box:
        raise BrokenPictureError('it needs <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 width height">')
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:")):
                raise BrokenPictureError(f"it refers to '{value}'; a drawing must be whole in itself")
    width, height = float(view_box["width"]), float(view_box["height"])
    if not 1 / MAX_RATIO <= width / (height or 1e-9) <= MAX_RATIO:
        raise BrokenPictureError(f"one of its sides is more than {MAX_RATIO} times the other")
    return max(1, round(width)), max(1, round(height))


def _measure_raster(content: bytes, kind: str) -> tuple[int, int]:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BrokenPictureError(f"it has more than {MAX_PIXELS // 1_000_000} megapixels")
                image.load()
                return image.size
    except UnidentifiedImageError:
        raise BrokenPictureError(f"it is no {kind}") from None
    except (OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise BrokenPictureError(f"it cannot be decoded: {fault}") from None
