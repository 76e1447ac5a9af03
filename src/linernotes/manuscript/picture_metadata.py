"""Removes the metadata of PNG and JPEG files: a photograph names the place, the time and the owner of the camera.

Colour profile, resolution and orientation stay, because they decide how the picture looks. The pixels are not encoded again.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT".split(),
)
"""The chunks of a PNG file that decide how it looks (PNG, third edition, 5.6)."""

_EXIF, _ICC, _JFIF, _ADOBE = b"Exif\0\0", b"ICC_PROFILE\0", b"JFIF\0", b"Adobe"
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_ALONE = frozenset([0x01, *range(0xD0, 0xD8)])
"""Markers without content: TEM and the restart markers (ITU-T T.81, B.1.1.3)."""

_ORIENTATION = 0x0112


class DamagedPictureError(ValueError):
    """The file does not have the structure of its format."""


def clean_png(content: bytes, orientation: int) -> bytes:
    """Return a PNG file without text, dates, Exif data, unknown chunks, frames of animations and bytes after its end.

    Args:
        content: the file.
        orientation: its orientation as Exif counts it, from 1 to 8; 1 needs no entry.

    Raises:
        DamagedPictureError: if it does not consist of chunks.
    """
    if not content.startswith(_PNG):
        raise DamagedPictureError
    kept = [_PNG]
    for name, chunk in _chunks(content):
        if name == b"IDAT" and orientation != 1:
            kept.append(_chunk(b"eXIf", _orientation_alone(orientation)))
            orientation = 1
        if name in _KEPT:
            kept.append(chunk)
    return b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, name = len(_PNG), b""
    while name != b"IEND":
        if at + 12 > len(content):
            raise DamagedPictureError
        length, name = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise DamagedPictureError
        yield name, chunk
        at += len(chunk)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def clean_jpeg(content: bytes, orientation: int) -> bytes:
    """Return a JPEG file without Exif, XMP and IPTC data, comments, previews and bytes after its end.

    Args:
        content: the file.
        orientation: its orientation as Exif counts it, from 1 to 8; 1 needs no entry.

    Raises:
        DamagedPictureError: if it does not consist of segments.
    """
    if content[:2] != bytes([0xFF, _START]):
        raise DamagedPictureError
    exif = _EXIF + _orientation_alone(orientation)
    kept = [content[:2]]
    oriented = orientation == 1
    for marker, segment in _segments(content):
        if not oriented and not (marker == 0xE0 and segment[4:].startswith(_JFIF)):
            kept.append(_segment(0xE1, exif))
            oriented = True
        if marker == 0xE0 and segment[4:].startswith(_JFIF):
            kept.append(_segment(0xE0, segment[4:16] + b"\0\0"))  # without its preview
        elif _is_kept(marker, segment[4:]):
            kept.append(segment)
    return b"".join(kept)


def _is_kept(marker: int, data: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return (marker == 0xE2 and data.startswith(_ICC)) or (marker == 0xEE and data.startswith(_ADOBE))
    return marker != _COMMENT


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with its segment; the segment of a scan includes its coded data (ITU-T T.81, B.1.1)."""
    at, marker = 2, 0
    while marker != _END:
        start = at
        while content[at : at + 1] == b"\xff":  # a marker may be preceded by any number of fill bytes
            at += 1
        if at == start or at >= len(content):
            raise DamagedPictureError
        marker = content[at]
        at += 1
        if marker == _END or marker in _ALONE:
            yield marker, bytes([0xFF, marker])
            continue
        (length,) = struct.unpack(">H", content[at : at + 2].rjust(2, b"\0"))
        end = at + length
        if length < 2 or end > len(content):
            raise DamagedPictureError
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        yield marker, bytes([0xFF, marker]) + content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the next marker begins that is not part of the coded data; the end of the file if there is none."""
    while (at := content.find(b"\xff", at)) >= 0:
        following = content[at + 1 : at + 2]
        if following and following not in (b"\0", b"\xff") and following[0] not in _ALONE:
            return at
        at += 1 if following == b"\xff" else 2
    raise DamagedPictureError


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _orientation_alone(orientation: int) -> bytes:
    """Return Exif data with nothing but the orientation: a TIFF header and one directory with one entry (Exif 2.32, 4.6.2)."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
