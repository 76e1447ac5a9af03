"""Templates of a project print everything that they are given: a text that one leaves out would be missing without a sign."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from markupsafe import Markup

_COMPLETE: Final = ("parts/", "pages/section", "print/gathering", "epub/section")
"""The templates that print all of their texts; those of the title page and of the cover choose among them."""

_MARK: Final = "mark"
"""The mark of a page of another edition, which the title page does not print."""

_TAG: Final = re.compile(r"<[^>]*>")
_SHOWN: Final = 60


def left_out(template: str, values: Mapping[str, object], printed: str) -> str:
    """Return the problem that a template leaves out a text, as part of a message; empty if it prints all of them.

    Args:
        template: its path below ``templates/``.
        values: its values, of which the rendered ones are texts of the book.
        printed: the template, filled in.
    """
    if not template.startswith(_COMPLETE):
        return ""
    letters = _letters(printed)
    for name, text in _texts(values):
        if _letters(text) not in letters:
            words = " ".join(html.unescape(_TAG.sub(" ", text)).split())
            return f"leaves out a text, '{name}': '{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}'"
    return ""


def _texts(values: Mapping[str, object]) -> Iterator[tuple[str, Markup]]:
    """Yield the rendered texts among values and in them, each with the name of its value."""
    for name, value in values.items():
        match value:
            case Markup():
                yield name, value
            case list() | tuple():
                for each in value:
                    yield from _texts({name: each})
            case Mapping():
                yield from _texts({str(key): each for key, each in value.items()})
            case _ if is_dataclass(value) and type(value).__module__.startswith("linernotes.html."):
                yield from _texts({each.name: getattr(value, each.name) for each in fields(value) if each.name != _MARK})


def _letters(text: str) -> str:
    """Return the text of XHTML without spaces, in lower case."""
    return "".join(html.unescape(_TAG.sub("", text)).split()).casefold()
