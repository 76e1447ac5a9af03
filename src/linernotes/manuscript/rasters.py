"""PNG and JPEG files: measured, validated, and without metadata."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from linernotes.manuscript.picture_metadata import clean_jpeg, clean_png

MAX_PIXELS = 40_000_000
"""Larger pictures take WeasyPrint seconds and gigabytes; 40 megapixels are A3 at 500 dpi."""

_CLEAN = {"PNG": clean_png, "JPEG": clean_jpeg}


class BrokenPictureError(ValueError):
    """The file is not a usable picture; the message says why, the hint what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_raster(content: bytes, kind: str) -> tuple[bytes, int, int]:
    """Return a PNG or JPEG file without metadata, and its width and height in pixels as it is shown.

    Args:
        content: the file.
        kind: "PNG" or "JPEG".

    Raises:
        BrokenPictureError: if it is not a complete file of this kind within the size limits.
    """
    clean = _CLEAN[kind]
    try:
        with _whole_files_only(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Text that unpacks to gigabytes is removed before anything unpacks it.
            with Image.open(io.BytesIO(clean(content, 1)), formats=[kind]) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BrokenPictureError(f"it has more than {MAX_PIXELS // 1_000_000} megapixels", "scale it down")
                image.load()
                width, height = image.size
            orientation = _orientation(content, kind)
    except UnidentifiedImageError:
        raise BrokenPictureError(f"it is not a {kind} file", "export it again, or correct the ending of its name") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, BrokenPictureError):
            raise
        raise _damaged(content, kind) from None
    if orientation > 4:  # the picture is shown on its side
        width, height = height, width
    return clean(content, orientation), width, height


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Let Pillow reject damaged files, even in a process in which WeasyPrint has told it to accept them."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _damaged(content: bytes, kind: str) -> BrokenPictureError:
    starts = {"PNG": b"\x89PNG", "JPEG": b"\xff\xd8"}
    if not content.startswith(starts[kind]):
        return BrokenPictureError(f"it is not a {kind} file", "export it again, or correct the ending of its name")
    return BrokenPictureError("the file is damaged or incomplete", "export it again")


def _orientation(content: bytes, kind: str) -> int:
    """Return the orientation that the Exif data of a picture name, from 1 to 8; 1 if there are none."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            named = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, UnidentifiedImageError):
        return 1
    return named if isinstance(named, int) and 1 <= named <= 8 else 1
