"""The check of style sheets by the typesetter itself: selectors, values and rules that it leaves out. Loads WeasyPrint."""

from __future__ import annotations

import inspect
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any, Final

import cssselect2
import tinycss2
import weasyprint.css
from weasyprint.css.validation import descriptors, expanders, properties

from linernotes.model.findings import Code, Finding, Place, Severity
from linernotes.typeset.fetcher import ORIGIN
from linernotes.typeset.log import Log

_MOST: Final = 20
"""The number of findings about a style sheet: each tries similar words."""

_TRIED: Final = 500
"""Characters of a value, selector or rule up to which similar words are tried: each trial parses it again."""

_SHOWN: Final = 40
"""Characters of a value or selector in a message."""

_NEAR: Final = 0.7
_GROUPS: Final = frozenset(["media", "layer"])
_OF_OTHER_FILES: Final = frozenset(["import", "color-profile"])
"""Rules that name other files. The build reports them when it reads these files."""

_IGNORED: Final = re.compile(
    r"(?:Ignored|Deprecated) `(?P<name>[^:`]+):(?P<value>.*)` at (?P<line>\d+):(?P<column>\d+), (?P<reason>.*)", re.DOTALL
)
_AT: Final = re.compile(r" at (?P<line>\d+):(?P<column>\d+)")
_INSTEAD: Final = re.compile(r"use '(?P<name>[^']+)'")
_WORD: Final = re.compile(r"[a-z][a-z-]{2,}")
_QUOTED: Final = re.compile(r"['\"]@?([a-z][a-z-]{2,})['\"]")
_KEYWORD: Final = re.compile(r"@(?!page\b)[\w-]+")
_KINDS: Final = (
    ("Invalid or unsupported selector", "the selector '{prelude}' is not understood"),
    ("Unknown @page rule", "a page has no part '{keyword}'"),
    ("Unsupported @page selector", "'{prelude}' names no pages"),
    ("Invalid media type", "'{prelude}' names no medium"),
    ("Unknown", "there is no rule '{keyword}'"),
    ("Error: ", "this is no declaration: a colon is missing, or it has a mark too many"),
)
"""The beginnings of lines of the log about rules, and messages for them."""

_OTHER: Final = "the typesetter does not understand this rule"
_REPEATED: Final = "Expected a media type"
_UNKNOWN_PROPERTY: Final = "unknown property."
"""The end of a line of the log about a property that `checks.design` reports, without loading WeasyPrint."""

_UNREPORTED: Final = re.compile(r"@import|Invalid @import|Invalid layer name|Failed|Error while|.* profile\b")


def is_reported(line: str) -> bool:
    """Return whether a line of WeasyPrint's log about a project's style sheet tells what the check of the guide reports."""
    return not _UNREPORTED.match(line)


def check_sheets(sheets: Mapping[str, str], of_ebook: Iterable[str] = ()) -> Iterator[Finding]:
    """Report the rules, selectors and values that the typesetter leaves out.

    Args:
        sheets: the texts of style sheets by path; `model.style_limits` has found nothing too large in them.
        of_ebook: the paths of those for e-books. E-readers know other rules and values, so only misspelled ones are reported.
    """
    logger = logging.getLogger("weasyprint")
    log, handlers, propagate = _Log(), logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [log], False
    try:
        for path, text in sheets.items():
            found = (_finding(path, rule, line, log) for rule in _rules(tinycss2.parse_stylesheet(text)) for line in log.of(rule))
            known = (each for each in found if each and (path not in of_ebook or each.hint.startswith("did")))
            yield from islice(known, _MOST)
    finally:
        logger.handlers, logger.propagate = handlers, propagate


class _Log(Log):
    """Collects the lines about one rule at a time."""

    def of(self, rule: Any) -> Sequence[str]:
        """Return the lines of the log about a rule, each once."""
        self.lines.clear()
        weasyprint.css.preprocess_stylesheet("print", f"{ORIGIN}/", [rule], None, cssselect2.Matcher(), [], [], None, {}, {})
        return tuple(self.lines)

    def accepts(self, text: str) -> bool:
        """Return whether nothing is logged about a style sheet."""
        return not any(map(self.of, tinycss2.parse_stylesheet(text)))


def _rules(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield rules, and those of each group in place of the group."""
    for node in nodes:
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        if keyword in _GROUPS and node.content is not None and weasyprint.css.media_queries.parse_media_query(node.prelude):
            yield from _rules(tinycss2.parse_rule_list(node.content))
        elif keyword not in _OF_OTHER_FILES and node.type not in ("comment", "whitespace"):
            yield node


def _finding(path: str, rule: Any, line: str, log: _Log) -> Finding | None:
    """Return the finding for a line of the log about a rule; None if another line or another check tells the same."""
    if line.endswith(_UNKNOWN_PROPERTY) or line.startswith(_REPEATED):
        return None
    if found := _IGNORED.match(line):
        return _of_declaration(Place(path, int(found["line"]), int(found["column"])), found, log)
    position = _AT.search(line)
    place = Place(path, *map(int, position.groups())) if position else Place(path, rule.source_line, rule.source_column)
    prelude = tinycss2.serialize(rule.prelude).strip() if rule.type.endswith("-rule") else ""
    if rule.type == "qualified-rule":
        tried = [(f"{near} {{ color: red }}", near_hint) for near, near_hint in _near(prelude)]
    else:
        tried = list(_near(rule.serialize()))
    hint = next((near_hint for near, near_hint in tried if log.accepts(near)), "")
    named = _KEYWORD.search(line)
    kinds = (message for start, message in _KINDS if line.startswith(start))
    message = next(kinds, _OTHER).format(prelude=_short(prelude), keyword=named[0] if named else prelude)
    return _warning(place, message, hint or "check its spelling; the typesetter leaves it out")


def _of_declaration(place: Place, found: re.Match[str], log: _Log) -> Finding:
    name, value, reason = found["name"], found["value"].strip(), found["reason"]
    if instead := _INSTEAD.search(reason):
        return _warning(place, f"the typesetter does not know '{name}'", f"write {instead['name']}: …")
    if "not supported" in reason and "font" not in reason:
        return _warning(place, f"the typesetter does not know '{name}'", "leave it out, or reach your aim with other properties")
    message = f"'{_short(value)}' is no value of '{name}'" if value else f"'{name}' has no value"
    hint = next((hint for near, hint in _near(value) if log.accepts(f"a {{ {name}: {near} }}")), "")
    return _warning(place, message, hint or "check its spelling; the typesetter leaves this declaration out")


def _near(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text with one word of it replaced by a similar one that the typesetter knows, and a hint with that word."""
    for word in dict.fromkeys(_WORD.findall(text.lower()) if len(text) <= _TRIED else ()):
        if word not in _known():
            for near in get_close_matches(word, _known(), 3, _NEAR):
                yield re.sub(rf"(?<![\w-]){word}(?![\w-])", near, text, flags=re.IGNORECASE), f"did you mean '{near}'?"


@cache
def _known() -> Sequence[str]:
    """Return the words that WeasyPrint's code compares those of selectors, values and rules with."""
    modules = (properties, expanders, descriptors, weasyprint.css, cssselect2.compiler, cssselect2.parser)
    return sorted({word for module in modules for word in _QUOTED.findall(inspect.getsource(module))})


def _short(text: str) -> str:
    """Return a text in one line of limited length."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _warning(place: Place, message: str, hint: str) -> Finding:
    return Finding(place, Code.STYLE_SYNTAX, message, hint, Severity.WARNING)
