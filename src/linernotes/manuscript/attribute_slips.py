"""Explanations of attributes that cannot be parsed: the slip, and the attribute as it must be written."""

from __future__ import annotations

import re

FORM = 'the form is {#id key=value key="two words"}; a value needs quotes if it has other characters than letters, digits, - _ :'
_STRAIGHT = 'write straight quotes around the value: key="two words"'

CURLY_QUOTES = "“”„‟«»‘’‚‛‹›"
"""Quotes that word processors write where Markdown attributes and TOML need straight ones."""

_SPACE_AFTER = re.compile(r"(?P<key>[A-Za-z][\w-]*)=\s+(?P<value>[^\s}]+)")
_SPACE_BEFORE = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s+=\s*(?P<value>[^\s}]+)")
_NO_QUOTES = re.compile(r"(?P<key>[A-Za-z][\w-]*)=(?P<value>[^\s\"'=}]+)$")
_NO_SIGN = re.compile(r"\{\s*(?P<id>[A-Za-z][\w-]*)$")
_ID = re.compile(r"#(?P<id>[^\s}=]+)$")


def explain(text: str, position: int, expected: str) -> tuple[str, str]:
    """Return what is wrong with attributes, and a hint.

    Args:
        text: the attributes, from their brace on.
        position: where the parser stopped.
        expected: the parser's message.
    """
    character = text[position : position + 1]
    if not text.startswith("{"):
        return "its attributes do not begin with {", FORM
    if not character:
        return "the closing } of its attributes is missing", FORM
    if character in CURLY_QUOTES:
        return f"the quote {character} in its attributes is curly", _STRAIGHT
    if "quoted value" in expected:
        return f"a closing quote is missing before the {character} in its attributes", FORM
    return _slip(text, position) or (f"its attributes cannot contain '{character}' here", FORM)


def _slip(text: str, position: int) -> tuple[str, str] | None:
    """Return a frequent slip around a position, and a hint; None if there is another one."""
    for pattern, side in ((_SPACE_AFTER, "after"), (_SPACE_BEFORE, "before")):
        for found in pattern.finditer(text):
            if found.start() <= position <= found.end():
                key, value = found["key"], found["value"]
                return f"there is a space {side} the = of {key}", f"write {key}={value}"
    end = re.search(r"[\s}]|$", text[position:])
    until = position + (end.start() if end else 0)
    if value := _NO_QUOTES.search(text[:until]):
        return f"the value {value['value']} is not in quotes", f'write {value["key"]}="{value["value"]}"'
    if name := _ID.search(text[:until]):
        plain = re.sub(r"[^a-z0-9-]+", "-", name["id"].lower()).strip("-")
        return f"the id '{name['id']}' has a character that no id can have", f"write #{plain}" if plain else FORM
    if word := _NO_SIGN.search(text[:until]):
        return f"there is no # before the id '{word['id']}'", f"write {{#{word['id']}"
    return None
