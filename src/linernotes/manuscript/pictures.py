"""Picture files: read, measured and validated, so that later steps can rely on every picture."""

from __future__ import annotations

from pathlib import PurePosixPath

from linernotes.manuscript.rasters import BrokenPictureError, read_raster
from linernotes.manuscript.svg import read_svg
from linernotes.model.book import Picture
from linernotes.snapshot import Snapshot

_RASTERS = {".png": ("PNG", "image/png"), ".jpg": ("JPEG", "image/jpeg"), ".jpeg": ("JPEG", "image/jpeg")}

SUFFIXES = (*_RASTERS, ".svg")


def read_picture(files: Snapshot, path: str) -> Picture:
    """Read a picture; its metadata is removed, because readers need not know where and when a photograph was taken.

    Raises:
        UnreadableError: if the file cannot be read, does not exist or lies outside the manuscript folder.
        BrokenPictureError: if it is not a complete PNG, JPEG or SVG within the size limits.
    """
    content = files.read(path)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise BrokenPictureError(f"its name ends in '{suffix}'", f"use a picture whose name ends in {', '.join(SUFFIXES)}")
    if suffix == ".svg":
        return Picture(path, "image/svg+xml", *read_svg(content))
    kind, media_type = _RASTERS[suffix]
    return Picture(path, media_type, *read_raster(content, kind))
