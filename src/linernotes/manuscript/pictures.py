"""Picture files: read, measured and validated, so that later steps can rely on every picture."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import PurePosixPath
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from linernotes.manuscript.drawn_text import text_problem
from linernotes.model.book import Picture
from linernotes.snapshot import Snapshot

MAX_PIXELS = 40_000_000
"""Larger pictures take WeasyPrint seconds and gigabytes; 40 megapixels are A3 at 500 dpi."""

MAX_RATIO = 12
"""Ratio of the sides of an SVG: a longer strip takes gigabytes as pixels."""

MAX_GROUPS = 3000
"""Groups in an SVG: deeply nested groups exhaust the stack of SVG renderers."""

_RASTERS = {".png": ("PNG", "image/png"), ".jpg": ("JPEG", "image/jpeg"), ".jpeg": ("JPEG", "image/jpeg")}
_VIEW_BOX = re.compile(r"\s*0\s+0\s+(?P<width>\d+(\.\d+)?)\s+(?P<height>\d+(\.\d+)?)\s*")
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}svg"
_ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 width height">'

SUFFIXES = (*_RASTERS, ".svg")


class BrokenPictureError(ValueError):
    """The file is not a usable picture; the message says why, the hint what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_picture(files: Snapshot, path: str) -> Picture:
    """Read a picture.

    Raises:
        UnreadableError: if the file cannot be read, does not exist or lies outside the manuscript folder.
        BrokenPictureError: if it is not a complete PNG, JPEG or SVG within the size limits.
    """
    content = files.read(path)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise BrokenPictureError(f"its name ends in '{suffix}'", f"use a picture whose name ends in {', '.join(SUFFIXES)}")
    if suffix == ".svg":
        width, height = _measure_svg(content)
        return Picture(path, "image/svg+xml", content, width, height)
    kind, media_type = _RASTERS[suffix]
    width, height = _measure_raster(content, kind)
    return Picture(path, media_type, content, width, height)


def _measure_svg(content: bytes) -> tuple[int, int]:
    try:
        groups = content.decode("utf-8").count("<g")
    except UnicodeDecodeError:
        raise BrokenPictureError("the SVG is not UTF-8 text", "save it again with the encoding UTF-8") from None
    if groups > MAX_GROUPS:
        raise BrokenPictureError(f"the SVG has more than {MAX_GROUPS} groups", "simplify the drawing, or save it as a PNG")
    if _DTD.search(content):
        raise BrokenPictureError("the SVG has a document type declaration", "delete the part from <!DOCTYPE to its closing >")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  # entities need the declaration rejected above
    except ElementTree.ParseError as error:
        line, column = error.position
        message = f"the SVG is not well-formed XML (line {line}, column {column + 1})"
        raise BrokenPictureError(message, "save it again with your drawing program") from None
    view_box = _VIEW_BOX.fullmatch(root.get("viewBox", ""))
    if root.tag != _SVG or not view_box:
        raise BrokenPictureError(
            f"its first element is not {_ROOT}", "set the viewBox in your drawing program; it begins with 0 0"
        )
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:")):
                raise BrokenPictureError(f"the SVG refers to another file, '{value}'", "embed that file in the drawing")
    if problem := text_problem(root):
        raise BrokenPictureError(*problem)
    width, height = float(view_box["width"]), float(view_box["height"])
    if not 1 / MAX_RATIO <= width / (height or 1e-9) <= MAX_RATIO:
        raise BrokenPictureError(f"one side is more than {MAX_RATIO} times as long as the other", "make it less narrow")
    return max(1, round(width)), max(1, round(height))


def _measure_raster(content: bytes, kind: str) -> tuple[int, int]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BrokenPictureError(f"it has more than {MAX_PIXELS // 1_000_000} megapixels", "scale it down")
                image.load()
                return image.size
    except UnidentifiedImageError:
        raise BrokenPictureError(f"it is not a {kind} file", "export it again, or correct the ending of its name") from None
    except (OSError, SyntaxError, Image.DecompressionBombError):
        raise BrokenPictureError("the file is damaged or incomplete", "export it again") from None
