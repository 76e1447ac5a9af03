"""Web addresses and code as markup: the places where a line may break, and the form that is printed."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from linernotes.html.elements import join

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{16,}")
WHOLE_CODE = 20
"""Characters of code; a shorter word of code is never broken, such as ``--help``."""

_LONG = re.compile(rf"\S{{{WHOLE_CODE},}}")
# After a double slash, an equals sign and an ampersand; before any other mark, so that it does not look like the end of a sentence.
_OPPORTUNITY = re.compile(r"(?<=//)(?=[^/])|(?<=[\w)][=&])(?=\w)|(?<=\w)(?=[/.?#%_~+,:;(-]\w)")
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)
_WWW = re.compile(r"^www\.", re.IGNORECASE)


def break_addresses(text: str, opportunity: Markup) -> Markup:
    """Return a text with opportunities for line breaks in the long web addresses in it."""
    return _broken(text, _ADDRESS, opportunity)


def break_code(code: str, opportunity: Markup) -> Markup:
    """Return code with opportunities for line breaks in long words."""
    return _broken(code, _LONG, opportunity)


def _broken(text: str, runs: re.Pattern[str], opportunity: Markup) -> Markup:
    if not runs.search(text):
        return escape(text)
    parts, end = [], 0
    for run in runs.finditer(text):
        parts.append(escape(text[end : run.start()]))
        parts.append(join((escape(part) for part in _OPPORTUNITY.split(run[0])), opportunity))
        end = run.end()
    return join([*parts, escape(text[end:])])


def printed_address(address: str, words: str) -> str:
    """Return a link's address as a reader types it, without scheme; empty if its words are the address or a telephone number."""
    if address.lower().startswith("tel:") and any(map(str.isdigit, words)):
        return ""
    bare, named = (_WWW.sub("", _SCHEME.sub("", each)).rstrip("/").casefold() for each in (address, words))
    return "" if bare == named else _SCHEME.sub("", address).rstrip("/")
