"""Reduces TrueType fonts to the tables and outlines that a PDF file needs. Glyph numbers stay the same."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

_KEPT_TABLES = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")
"""The tables that a font file in a PDF needs (ISO 32000-1, 9.9, table 126): kerning and substitution are already applied."""

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
"""Flags of the components of composite glyphs (OpenType 1.9.1, glyf)."""


def reduce_font(font: bytes, glyphs: Iterable[int]) -> bytes:
    """Return a font with only the outlines of these glyphs and of their components."""
    tables = dict(_tables(font))
    long = struct.unpack(">h", tables[b"head"][50:52])[0] == 1
    count = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    offsets = (
        struct.unpack(f">{count + 1}L", tables[b"loca"])
        if long
        else [2 * n for n in struct.unpack(f">{count + 1}H", tables[b"loca"])]
    )
    outlines = tables[b"glyf"]
    wanted = _with_components({0, *(glyph for glyph in glyphs if glyph < count)}, outlines, offsets)
    kept, new_offsets = bytearray(), [0]
    for glyph in range(count):
        if glyph in wanted:
            outline = outlines[offsets[glyph] : offsets[glyph + 1]]
            kept += outline + b"\0" * (-len(outline) % 4)
        new_offsets.append(len(kept))
    tables[b"glyf"] = bytes(kept)
    tables[b"loca"] = struct.pack(f">{count + 1}L", *new_offsets)
    tables[b"head"] = tables[b"head"][:50] + struct.pack(">h", 1) + tables[b"head"][52:]
    return _file({tag: content for tag, content in tables.items() if tag in _KEPT_TABLES})


def find_glyph(font: bytes, point: int) -> tuple[int, float]:
    """Return the glyph of a character of the Basic Multilingual Plane and its width in thousandths; glyph 0 if there is none."""
    tables = dict(_tables(font))
    glyph = _mapped(tables[b"cmap"], point)
    measured = struct.unpack(">H", tables[b"hhea"][34:36])[0]  # all later glyphs are as wide as the last of these
    place = 4 * min(glyph, measured - 1)
    units = struct.unpack(">H", tables[b"head"][18:20])[0]
    return glyph, struct.unpack(">H", tables[b"hmtx"][place : place + 2])[0] * 1000 / units


def _mapped(cmap: bytes, point: int) -> int:
    """Return the glyph of a character from the subtable of format 4, which every Unicode font has (OpenType 1.9.1, cmap)."""
    for number in range(struct.unpack(">H", cmap[2:4])[0]):
        start = struct.unpack(">L", cmap[8 + 8 * number : 12 + 8 * number])[0]
        kind, _, _, twice = struct.unpack(">4H", cmap[start : start + 8])
        if kind != 4:
            continue
        ends, firsts, shifts, offsets = (start + 14 + twice * part + (2 if part else 0) for part in range(4))
        for place in range(0, twice, 2):
            last, first, shift, offset = (
                struct.unpack(">H", cmap[column + place : column + place + 2])[0] for column in (ends, firsts, shifts, offsets)
            )
            if first <= point <= last:
                if not offset:
                    return int(point + shift) & 0xFFFF
                address = offsets + place + offset + 2 * (point - first)
                glyph = struct.unpack(">H", cmap[address : address + 2])[0]
                return int(glyph + shift) & 0xFFFF if glyph else 0
    return 0


def _tables(font: bytes) -> Iterable[tuple[bytes, bytes]]:
    count = struct.unpack(">H", font[4:6])[0]
    for number in range(count):
        tag, _, start, length = struct.unpack(">4sIII", font[12 + 16 * number : 28 + 16 * number])
        yield tag, font[start : start + length]


def _with_components(glyphs: set[int], outlines: bytes, offsets: Iterable[int]) -> set[int]:
    starts = list(offsets)
    wanted, queue = set(glyphs), list(glyphs)
    while queue:
        glyph = queue.pop()
        for component in _components(outlines[starts[glyph] : starts[glyph + 1]]):
            if component not in wanted:
                wanted.add(component)
                queue.append(component)
    return wanted


def _components(outline: bytes) -> Iterable[int]:
    """Yield the components of a glyph; a simple glyph has none."""
    if len(outline) < 10 or struct.unpack(">h", outline[:2])[0] >= 0:
        return
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, component = struct.unpack(">HH", outline[place : place + 4])
        yield component
        place += 4 + (4 if flags & _WORDS else 2)
        place += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """Return a font file with these tables and their checksums (OpenType 1.9.1, organization of an OpenType font)."""
    power = len(tables).bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    start = 12 + 16 * len(tables)
    directory, body = b"", b""
    for tag, content in sorted(tables.items()):
        padded = content + b"\0" * (-len(content) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, checksum, start + len(body), len(content))
        body += padded
    return head + directory + body
