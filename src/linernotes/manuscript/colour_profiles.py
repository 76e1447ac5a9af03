"""ICC profiles without the words in them: the profile of a screen often has its owner's name and the number of the machine.

The layout of a profile is that of ICC.1:2022, 7: a header of 128 bytes, a table of tags, and their contents.
"""

from __future__ import annotations

import io
import struct

from PIL import ImageCms

MAX_BYTES = 8 << 20
"""Profiles of printing conditions, the largest ones, have 4 MB."""

_MAX_TAGS = 100
_HEADER, _ENTRY = 128, 12
_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_KEPT = frozenset(
    [
        *(f"{letter}{part}".encode() for letter in "rgb" for part in ("XYZ", "TRC")),
        b"kTRC",
        b"wtpt",
        b"bkpt",
        b"chad",
        b"lumi",
        b"cicp",
    ]
    + [name + bytes([48 + intent]) for name in (b"A2B", b"B2A", b"D2B", b"B2D", b"pre") for intent in range(4)]
    + [b"gamt"]
)
"""The tags that decide about colours (ICC.1:2022, 9.2); all others hold words, dates, and numbers of machines."""


def clean_profile(profile: bytes, space: str) -> bytes:
    """Return a profile with the tags only that decide about colours; empty if no program could use it.

    Args:
        profile: the bytes of the profile.
        space: the colour space of the picture as profiles name it: "RGB ", "GRAY" or "CMYK".
    """
    if len(profile) > MAX_BYTES or profile[16:20] != space.encode() or profile[36:40] != b"acsp":
        return b""
    tags = _tags(profile)
    kept = {name: data for name, data in tags.items() if name in _KEPT}
    words = _description(version=profile[8])
    clean = _profile(profile[:_HEADER], {b"desc": words[0], b"cprt": words[1], **kept})
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(clean))
        ImageCms.buildTransform(opened, ImageCms.createProfile("sRGB"), _MODES[space], "RGB")
    except (OSError, ImageCms.PyCMSError):
        return b""
    return clean


def _tags(profile: bytes) -> dict[bytes, bytes]:
    """Return the content of each tag of a profile by its name; nothing if a tag is outside of the profile."""
    (count,) = struct.unpack_from(">I", profile.ljust(_HEADER + 4, b"\0"), _HEADER)
    if count > _MAX_TAGS or len(profile) < _HEADER + 4 + _ENTRY * count:
        return {}
    entries = [struct.unpack_from(">4sII", profile, _HEADER + 4 + _ENTRY * each) for each in range(count)]
    if any(start + size > len(profile) for _, start, size in entries):
        return {}
    return {name: profile[start : start + size] for name, start, size in entries}


def _description(*, version: int) -> tuple[bytes, bytes]:
    """Return a description and a copyright that say nothing, in the form of this version of profiles (ICC.1:2001, 6.5.17 and 6.5.18)."""
    if version >= 4:
        text = "-".encode("utf-16-be")
        unicode = b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(text), 28) + text
        return unicode, unicode
    return b"desc" + struct.pack(">II", 0, 2) + b"-\0" + bytes(78), b"text\0\0\0\0-\0"


def _profile(header: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return a profile of these tags, without date, creator and machine in its header (ICC.1:2022, 7.2); equal tags are stored once."""
    table, body, places = b"", b"", dict[bytes, int]()
    start = _HEADER + 4 + _ENTRY * len(tags)
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    size = struct.pack(">I", start + len(body))
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    plain = size + bytes(4) + header[8:24] + date + header[36:48] + bytes(8) + header[56:80] + bytes(48)
    return plain + struct.pack(">I", len(tags)) + table + body
