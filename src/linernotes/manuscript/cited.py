"""Numbered lines that an attribute or a value of a data file cites, such as ``12``, ``E3-E6`` or ``door..bell``."""

from __future__ import annotations

import re

from linernotes.manuscript.source import IDENTIFIER
from linernotes.model.document import Inline, Link, LinkKind, Text, Unresolved
from linernotes.model.findings import Place
from linernotes.model.lines import LineRange

_NUMBER = re.compile(r"(?P<label>[A-Z]{0,2})(?P<number>[1-9][0-9]{0,3})")
_NUMBERS = re.compile(r"(?P<first>[A-Z]*[0-9]+)-(?P<last>[A-Z]*[0-9]+)")
_LIST = re.compile(r"(?P<cited>[^\s,;]+)(?P<joint>[,;]? *)")
_SPELLED = re.compile(
    r"(?P<before>.*\s)?(?P<first>[A-Z]*[0-9]+)\s*(?P<word>-+|&|\b(?:and|or|to|till|until|through|und|oder|bis|et|ou|à))\s+(?P<last>[A-Z]*[0-9]+)(?:\s.*)?"
)
"""Two numbers with a word or a loose hyphen between them."""
_HINT = "write line numbers such as '12' or '34-40 52', or ids of lines such as 'door' or 'door..bell'"


def line_ranges(value: str) -> tuple[LineRange, ...]:
    """Parse lines: ``12``, ``34-40``, ``E3-E6``, ``door`` or ``door..bell``, or several of them separated by spaces or commas."""
    ranges = []
    if spelled := _SPELLED.fullmatch(value.replace("–", "-").strip()):
        first, last = spelled["first"], spelled["last"]
        raise ValueError(f"write '{first}-{last}' for a range of lines, '{first} {last}' for two lines")
    for part in value.replace("–", "-").replace(",", " ").split():
        cited = _line_range(part)
        first, last = _NUMBER.fullmatch(cited.first), _NUMBER.fullmatch(cited.last)
        if first and last and first["label"] == last["label"] and int(first["number"]) > int(last["number"]):
            raise ValueError(f"in '{part}' the last line comes before the first: swap the two numbers")
        ranges.append(cited)
    if not ranges:
        raise ValueError(_HINT)
    return tuple(ranges)


def _line_range(part: str) -> LineRange:
    """Parse a line or a range of lines. The label may be missing before the last: ``E3-6``."""
    first, _, last = part.partition("..") if ".." in part else (part, "", part)
    if numbers := _NUMBERS.fullmatch(part):
        first, last = numbers["first"], numbers["last"]
        last = last if last[0].isalpha() else first.rstrip("0123456789") + last
    if not all(_NUMBER.fullmatch(end) or IDENTIFIER.fullmatch(end) for end in (first, last)):
        raise ValueError(_HINT)
    return LineRange(first, last)


def cited_lines(value: str, place: Place) -> tuple[Inline, ...]:
    """Return a value of a data file that cites lines by their ids as links; empty if it has no ids, or other words too."""
    children: list[Inline] = []
    has_id = False
    for found in _LIST.finditer(value.strip()):
        try:
            lines = _line_range(found["cited"].replace("--", "-").replace("–", "-"))
        except ValueError:
            return ()
        ends = dict.fromkeys((lines.first, lines.last))
        has_id = has_id or any(not _NUMBER.fullmatch(end) for end in ends)
        written = "#" + "..".join(f"line-{end.lower()}" if _NUMBER.fullmatch(end) else end for end in ends)
        children.append(Link(Unresolved(written), (Text(found["cited"], place=place),), LinkKind.NUMBER, place=place))
        if found["joint"]:
            children.append(Text(found["joint"], place=place))
    return tuple(children) if has_id else ()
