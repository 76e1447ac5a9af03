"""Explanations of TOML syntax errors for authors.

``tomllib`` says where it stopped and what it expected; its wording is for programmers and may change. The explanations here
follow from the text at that position, and from the first words of its message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from linernotes.manuscript.attribute_slips import CURLY_QUOTES


class TomlError(NamedTuple):
    """An error in a TOML file: its line and column (first is 1), the problem, and how to correct it."""

    line: int
    column: int
    message: str
    hint: str


class _Stop(NamedTuple):
    """The position where the parser stopped: the text of its line before and after it, and whether this is the last line."""

    before: str
    after: str
    at_end: bool

    @property
    def line(self) -> str:
        return self.before + self.after


_Explanation = tuple[str, str]

_POSITION = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)\s*$")
_BRACKETS = re.compile(r"[\[{]")
_LONG_NUMBER = re.compile(r"\d{1000,}")
_KEY = re.compile(r"""\s*(?P<key>[^=]*?)\s*=\s*(?P<value>.*)""")
_DATE = re.compile(r"\d{4}[-./]\d|\d+[./]\d+[./]\d{2}")
_WRITTEN_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d]{3,12},? \d{4}")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}\s*")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d")

_REMARK = "write name = value on each line; a remark begins with #"
_NAME = "a name has only the letters a to z, digits, - and _; put any other name in straight quotes"
_CLOSE = 'end the text with a straight quote on the same line: "…"'


def explain(message: str, lines: Sequence[str]) -> TomlError:
    """Explain a syntax error.

    Args:
        message: the message of ``tomllib``.
        lines: the lines of the file.
    """
    found = _POSITION.search(message)
    last = max((number for number, text in enumerate(lines, 1) if text.strip()), default=1)
    line, column = (int(found["line"]), int(found["column"])) if found else (last, len(lines[last - 1]) + 1)
    if not found and (opening := _open_text(lines)):
        return opening
    text = lines[line - 1]
    stop = _Stop(text[: column - 1], text[column - 1 :], not found)
    if stop.after and stop.after[0] in CURLY_QUOTES:
        also = _also_curly(lines[line:], line)
        return TomlError(line, column, f"the quote {stop.after[0]} is curly{also}", 'put the text in straight quotes: "…"')
    for beginning, explanation in _EXPLANATIONS:
        if message.startswith(beginning):
            return TomlError(line, column, *(explanation(stop) if callable(explanation) else explanation))
    return TomlError(line, column, "this cannot be read as TOML", f"{_REMARK}; see https://toml.io")


def _also_curly(lines: Sequence[str], above: int) -> str:
    """Return the lines below that have a value in curly quotes too, in words; empty if there are none."""
    numbers = [
        str(n) for n, text in enumerate(lines, above + 1) if (key := _KEY.match(text)) and key["value"][:1] in tuple(CURLY_QUOTES)
    ]
    *first, last = numbers or [""]
    if not first:
        return f" (also on line {last})" if last else ""
    return f" (also on lines {', '.join(first)} and {last})"


def explain_depth(lines: Sequence[str]) -> TomlError:
    """Explain that brackets are nested too deep for the parser."""
    counts = [len(_BRACKETS.findall(text)) for text in lines]
    line = counts.index(max(counts)) + 1
    column = _BRACKETS.search(lines[line - 1])
    hint = "close every bracket; a list holds texts or numbers, not other lists"
    return TomlError(line, column.start() + 1 if column else 0, "too many brackets are open here", hint)


def explain_number(lines: Sequence[str]) -> TomlError:
    """Explain that a number has too many digits for the parser."""
    found = ((number, _LONG_NUMBER.search(text)) for number, text in enumerate(lines, 1))
    line, column = next(((number, match.start() + 1) for number, match in found if match), (0, 0))
    return TomlError(line, column, "this number has too many digits", 'put it in straight quotes if it is a text: "…"')


def _open_text(lines: Sequence[str]) -> TomlError | None:
    """Return the error of a text in triple quotes that has no end."""
    for quotes in ('"""', "'''"):
        places = [(number, text.rfind(quotes) + 1) for number, text in enumerate(lines, 1) for _ in range(text.count(quotes))]
        if len(places) % 2:
            return TomlError(*places[-1], f"the text that begins here with {quotes} has no end", f"end it with {quotes}")
    return None


def _value(stop: _Stop) -> _Explanation:
    word = re.split(r"[,\]}#]", stop.after)[0].strip()
    if not word:
        if stop.after.startswith("#"):
            return (
                "a value is missing here: what follows # is a remark",
                f'put a colour in straight quotes: "{stop.after.strip()}"',
            )
        return "a value is missing here", 'write a value, such as "text" in straight quotes or a number'
    if word.lower() in ("true", "false"):
        return f"'{word}' has a capital letter", f"write {word.lower()}"
    if re.match(r"[.+-]?\d", word):
        return f"'{word}' is not a number", "write numbers such as 4, -2 or 0.5; put anything else in straight quotes"
    if word.lower() in ("yes", "no", "on", "off"):
        return f"'{word}' is not in quotes", f'write "{word}" for a text, or true or false'
    if stop.after.startswith("="):
        return "there are two equals signs", "write one: name = value"
    if stop.after.startswith("("):
        return "there is a round bracket here", 'write a list in square brackets: ["…", "…"]'
    plain = word.strip("\"'`\N{FULLWIDTH QUOTATION MARK}\N{FULLWIDTH APOSTROPHE} ").replace('"', "”")
    return f"the text '{word}' is not in quotes", f'write "{plain}"'


def _text(stop: _Stop) -> _Explanation:
    if stop.after and not stop.after.isspace():
        return "there is an invisible control character here", "delete it and the letters around it, and type them again"
    end = stop.line.rstrip()[-1:]
    if end in CURLY_QUOTES:
        return f"the text begins with a straight quote and ends with a curly one: {end}", _CLOSE
    return "the closing quote of this text is missing", _CLOSE


def _head(stop: _Stop) -> _Explanation:
    head = stop.line.strip()
    brackets = "]]" if head.startswith("[[") else "]"
    if not head.endswith(brackets):
        return f"the closing bracket of '{head}' is missing", f"write {head.rstrip(']')}{brackets}"
    return f"'{head}' is not a possible name", _NAME


def _equals(stop: _Stop) -> _Explanation:
    if stop.after.startswith(":"):
        return "there is a colon instead of an equals sign", f"write {stop.before.strip()} = …"
    if stop.after.lstrip().startswith("="):
        return "there is an unusual space before the equals sign", "delete it and type an ordinary one"
    name = _KEY.match(stop.line)
    if name:
        return f"'{name['key']}' is not a possible name", _NAME
    return "this line has no equals sign", _REMARK


def _beginning(stop: _Stop) -> _Explanation:
    if "{" in stop.before and not stop.after.strip():
        return "the braces that open here do not close on the same line", "write everything between { and } on one line"
    if stop.before.strip().startswith("["):
        return f"'{stop.line.strip()}' is not a possible name", "write an id in the brackets: [an-id]"
    character = stop.after[:1]
    return f"'{character}' cannot be here" if character.isprintable() else "there is an invisible character here", _REMARK


def _twice(stop: _Stop) -> _Explanation:
    key = _KEY.match(stop.line)
    if stop.line.strip().strip("[]").strip() == "contents":
        return "'contents' is written in single and in double brackets, or twice in single ones", "write [[contents]] each time"
    if stop.line.lstrip().startswith("[") or not key:
        return f"'{stop.line.strip()}' is already in this file", "choose another id, or write all values below one of the two"
    return f"'{key['key']}' already has a value here", "delete one of the two"


def _list(stop: _Stop) -> _Explanation:
    if _quote_inside(stop):
        return _QUOTE_INSIDE
    if stop.at_end or stop.after.startswith("[") or re.match(r"[\w\"'. -]+=", stop.after):
        return "a list that begins above has no end", "end it with a closing bracket: ]"
    return "a comma is missing in this list", "write a comma after each item"


def _end_of_line(stop: _Stop) -> _Explanation:
    key = _KEY.match(stop.line)
    value = key["value"] if key else ""
    if _quote_inside(stop):
        return _QUOTE_INSIDE
    if _DATE.match(value) or _WRITTEN_DATE.match(value):
        return f"'{value.strip()}' is not a date", "write year, month and day: 2026-11-01"
    if _VERSION.fullmatch(value):
        return f"the text '{value.strip()}' is not in quotes", f'write "{value.strip()}"'
    if _DECIMAL_COMMA.match(value):
        return f"'{value.strip()}' has a decimal comma", "write numbers with a decimal point: 4.5"
    if stop.line.lstrip().startswith("["):
        return f"there is more after the closing bracket: '{stop.after.strip()}'", "write it on a line below"
    return f"there is more after the value: '{stop.after.strip()}'", "put a text in straight quotes; a remark begins with #"


def _quote_inside(stop: _Stop) -> bool:
    """Return whether a quotation inside a text has ended that text."""
    return stop.before.rstrip().endswith(('"', "'")) and '"' in stop.after + stop.before[:-1] and stop.after[:1].isalpha()


_BACKSLASH = ("a backslash has a special meaning in a text", "write two for one: \\\\")
_QUOTE_INSIDE = ("a straight quote inside this text ends it too early", 'write curly quotes inside a text: “ ”, or \\"')

_EXPLANATIONS: Sequence[tuple[str, _Explanation | Callable[[_Stop], _Explanation]]] = (
    ("Invalid value", _value),
    ("Illegal character", _text),
    ("Unterminated string", _text),
    ('Expected "', _text),
    ("Unescaped", _BACKSLASH),
    ("Escaped", _BACKSLASH),
    ("Expected ']", _head),
    ("Expected '='", _equals),
    ("Invalid statement", _beginning),
    ("Invalid initial", _beginning),
    ("Cannot", _twice),
    ("Duplicate inline", ("a name occurs twice in these braces", "give each value a name of its own")),
    ("Invalid date", ("this date does not exist", "write year, month and day: 2026-11-01")),
    ("Unclosed array", _list),
    ("Unclosed inline", ("a comma or the closing brace is missing", "write { name = value, name = value } on one line")),
    ("Expected newline", _end_of_line),
)
"""How the messages of ``tomllib`` begin (the same from Python 3.11 to 3.14), each with its explanation."""
