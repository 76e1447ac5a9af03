"""Removes the metadata of PNG and JPEG files: a photograph names the place, the time and the owner of the camera.

Colour profile (without its words), resolution and orientation stay, because they decide how the picture looks. The pixels are not
encoded again.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from linernotes.manuscript.colour_profiles import clean_profile

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = {b"IHDR": 13, b"PLTE": 768, b"tRNS": 256, b"cHRM": 32, b"gAMA": 4, b"sBIT": 4, b"sRGB": 1, b"cICP": 4, b"pHYs": 9}
"""The chunks of a PNG file that decide how it looks, each with its greatest length (PNG, third edition, 11.2 and 11.3)."""

_MAX_PROFILE = 1 << 20
"""The bytes of a colour profile in a PNG that Pillow unpacks."""

_GREY_TYPES = (0, 4)
_SPACES = {1: "GRAY", 3: "RGB ", 4: "CMYK"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KEPT_SEGMENTS = _FRAMES | {0xC4, 0xCC, *range(0xDA, 0xDE)}
"""Frames, tables, scans, and numbers of lines; no comments, and no data of programs (ITU-T T.81, B.1.1.3)."""

_EXIF, _ICC, _JFIF, _ADOBE = b"Exif\0\0", b"ICC_PROFILE\0", b"JFIF\0", b"Adobe"
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_ALONE = frozenset([0x01, *range(0xD0, 0xD8)])
"""Markers without content: TEM and the restart markers (ITU-T T.81, B.1.1.3)."""

_PART = 65_519
"""The bytes of a profile in one segment."""

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
    kept, seen, space = [_PNG], set[bytes](), "RGB "
    for name, chunk in _chunks(content):
        data = chunk[8:-4]
        if name == b"IHDR" and data[9:10] and data[9] in _GREY_TYPES:
            space = "GRAY"
        if name == b"IDAT" and orientation != 1:
            kept.append(_chunk(b"eXIf", _orientation_alone(orientation)))
            orientation = 1
        if name == b"iCCP" and name not in seen and (profile := clean_profile(_unpacked(data), space)):
            kept.append(_chunk(name, b"profile\0\0" + zlib.compress(profile, 9)))
        if name in (b"IDAT", b"IEND") or (name not in seen and len(data) <= _KEPT.get(name, -1)):
            kept.append(chunk)
        seen.add(name)
    return b"".join(kept)


def _unpacked(data: bytes) -> bytes:
    """Return the profile in an iCCP chunk; empty if it is damaged or too long (PNG, third edition, 11.3.2.3)."""
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(data.partition(b"\0")[2][1:], _MAX_PROFILE)
    except zlib.error:
        return b""
    return profile if unpacker.eof else b""


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
    profile = _profile_of_jpeg(content)
    for marker, segment in _segments(content):
        if not oriented and not (marker == 0xE0 and segment[4:].startswith(_JFIF)):
            kept.append(_segment(0xE1, exif))
            oriented = True
        if marker == 0xE0 and segment[4:].startswith(_JFIF):
            kept.append(_segment(0xE0, segment[4:16] + b"\0\0"))  # without its preview
        elif marker == 0xE2 and segment[4:].startswith(_ICC):
            kept += _profile_segments(profile)
            profile = b""
        elif marker == 0xEE and segment[4:].startswith(_ADOBE):
            kept.append(_segment(marker, segment[4:16]))  # all of it that is defined (ITU-T T.872, 6.5.3)
        elif marker in _KEPT_SEGMENTS or marker in _ALONE or marker == _END:
            kept.append(segment)
    return b"".join(kept)


def _profile_of_jpeg(content: bytes) -> bytes:
    """Return the cleaned profile of a JPEG file, which is divided among numbered segments (ICC.1:2022, B.4); empty if there is none."""
    space, parts = "", dict[int, bytes]()
    for marker, segment in _segments(content):
        data = segment[4:]
        if marker in _FRAMES and len(data) > 5:
            space = space or _SPACES.get(data[5], "")
        if marker == 0xE2 and data.startswith(_ICC) and len(data) > 14:
            parts.setdefault(data[12], data[14:])
    profile = b"".join(parts[number] for number in sorted(parts))
    return clean_profile(profile, space) if space and profile else b""


def _profile_segments(profile: bytes) -> list[bytes]:
    parts = [profile[at : at + _PART] for at in range(0, len(profile), _PART)]
    return [_segment(0xE2, _ICC + bytes([number, len(parts)]) + part) for number, part in enumerate(parts, 1)]


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
