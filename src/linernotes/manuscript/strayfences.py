"""Lines that are meant to open or close a fence, but that Markdown reads as text, which students would see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from itertools import accumulate

from markdown_it.token import Token

from linernotes.manuscript.printed import PrintedText, shown
from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code

TEACHER_FENCES = ("answer", "look-fors", "misreading", "suggestion", "teacher-note")
"""The fences whose text only teachers may read."""

_COLONS = r"[:;\N{RATIO}\N{MODIFIER LETTER TRIANGULAR COLON}\N{MODIFIER LETTER COLON}]"
"""Characters that look like colons; the full-width ones become colons when they are normalised."""

_NAME = re.compile("|".join(TEACHER_FENCES), re.IGNORECASE)
_MARKS = re.compile(
    r"[:;\N{RATIO}\N{MODIFIER LETTER TRIANGULAR COLON}\N{MODIFIER LETTER COLON}\N{FULLWIDTH COLON}\N{FULLWIDTH SEMICOLON}"
    r"\N{SMALL COLON}\N{SMALL SEMICOLON}\N{PRESENTATION FORM FOR VERTICAL COLON}\N{PRESENTATION FORM FOR VERTICAL SEMICOLON}"
    r"\N{GREEK QUESTION MARK}]|[=+~\-/%!?|&@^]{2}"
)
"""Characters without which no line is taken for a fence; most lines have none."""

_BEFORE = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\s]{1,99}\]:|:(?=\s+(?:[>*+-]|\d{1,9}[.)]|\[\^)))[\s>]+)*")
"""The marks of quotations, lists, notes and definitions that a line can begin with."""

_COLONS_AFTER = re.compile(rf"{_BEFORE.pattern}(?P<colons>:*)")
_CLASS = re.compile(r"\{(?:[^}]*?\s)?\.(?P<name>[A-Za-z][\w-]*)")
_OPENING = re.compile(rf"(?P<colons>(?:{_COLONS}\s*)+)(?P<rest>\{{?\s*[.#]?(?P<name>[A-Za-z][\w-]*).*|\{{.*)")
_OTHER_MARKS = re.compile(rf"[:;=+~\-/%!?|&@^]{{2,}}\s*(?P<name>{'|'.join(TEACHER_FENCES)})\s*[:;=+~\-/%!?|&@^]*", re.IGNORECASE)
"""A name of a teacher's fence between marks that other programs use."""

_MARKED = re.compile(rf"(?P<marks>[^\w\s]+(?:\s+[^\w\s]+)*)\s*(?P<name>{'|'.join(TEACHER_FENCES)})\s*[^\w\s]*", re.IGNORECASE)
"""A name of a teacher's fence that is alone on its line with any marks."""

_NO_MARKS = frozenset("*_`#.…—–-\"'“”‘’„«»")
"""Marks that can be around a word of ordinary text: those of emphasis, headings, dialogue and quotations."""

_CLOSING = re.compile(rf"(?:{_COLONS}\s*){{2,}}")
_INSIDE = re.compile(
    rf"{_COLONS}\s{{0,9}}{_COLONS}\s{{0,9}}(?:\{{(?:[^}}\n]{{0,99}}?[\s.])?|\.)?(?P<name>{'|'.join(TEACHER_FENCES)})(?![^\W_])",
    re.IGNORECASE,
)
_FENCE = re.compile(r":{3,}\s*\{?\s*\.?(?P<name>[\w-]+)")
_COMMENTED = re.compile(rf"<!--\s*:{{2,}}\s*(?P<name>{'|'.join(TEACHER_FENCES)})(?![^\W_])[^:\n]*-->", re.IGNORECASE)
_MARKER = re.compile(
    r"<!--\W*(?:(?:begin|start|end|stop|for)\W+)*(?:(?P<name>answers?|solutions?|model answers?|look-fors|misreading|suggestion)"
    r"|teachers?(?:\W+notes?)?)(?:\W+(?:begin|start|end|stop|only))*\W*-->",
    re.IGNORECASE,
)
"""A comment that is meant to begin or end a part for teachers, as in other programs."""

_SIMILAR = 0.8
_CODE_END = re.compile(r"[\s>]*(?:`{3,}|~{3,})\s*")
_SYNONYMS = ("answers", "solution", "solutions", "teacher", "teachers", "teacher-notes", "notes", "key", "answer-key")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that looks like one of a fence.

    Attributes:
        name: the name of the fence that it opens; empty if it closes one.
        reason: why Markdown reads it as text.
    """

    name: str
    reason: str


def report_stray_fences(source: SourceFile, tokens: Sequence[Token], texts: Iterable[PrintedText], names: Iterable[str]) -> bool:
    """Report the lines of a file that look like fences and are none, and return whether there are any.

    Args:
        source: the file.
        tokens: what Markdown made of it.
        texts: its printed texts.
        names: the names of all fences.
    """
    known = (*names, *_SYNONYMS)
    read, indented, questions = _read_lines(tokens), set[int](), set[int]()
    commented: dict[int, _Line] = {}
    for token in tokens:
        if token.map and token.type == "code_block":
            indented.update(range(*token.map))
        elif token.map and token.type == "html_block" and (line := _in_comment(token.content, source.lines[token.map[1] :])):
            commented[token.map[0] + 1] = line
        elif token.map and token.type == "fence_block_open" and token.meta["name"] == "question":
            questions.update(range(*token.map))
    found = commented
    for number, text in enumerate(source.lines):
        if number not in read and (line := _stray(text, known, code=number in indented, question=number in questions)):
            found[number + 1] = line
    for each in texts:
        for offset, text in enumerate(each.text.split("\n")):
            if each.line + offset not in found and (line := _inside(text)):
                found[each.line + offset] = line
    if not any(line.name for line in found.values()):  # then indented code may show the end of a fence
        found = {number: line for number, line in found.items() if number - 1 not in indented}
    for number, line in found.items():
        _report(source, number, line)
    codes = [_report_code(source, token, known, questions) for token in tokens if token.type == "fence"]
    return bool(found) or any(codes)


def report_inside(source: SourceFile, line: int, texts: Iterable[PrintedText]) -> None:
    """Report the beginning of a teacher's fence within a string of inline Markdown."""
    for each in texts:
        if stray := _inside(each.text):
            _report(source, line, stray)


def _report(source: SourceFile, number: int, line: _Line) -> None:
    if line.name:
        message = f"this is meant to open the fence '{line.name}', but it would be printed as text: {line.reason}"
        hint = f"write ::: {line.name} on a line of its own at the left margin, with three ordinary colons"
    else:
        message = f"this is meant to close a fence, but it would be printed as text: {line.reason}"
        hint = "write ::: on a line of its own at the left margin, with three ordinary colons"
    source.report(Code.FENCE_FORM, source.place(number), message, hint)


def _read_lines(tokens: Iterable[Token]) -> set[int]:
    """Return the lines (first is 0) that open and close fences, and those of code and comments, which may hold any characters."""
    lines: set[int] = set()
    for token in tokens:
        if not token.map:
            continue
        if token.type == "fence_block_open":
            lines.add(token.map[0])
            if token.meta.get("closed"):
                lines.add(token.map[1])
        elif token.type in ("fence", "html_block"):
            lines.update(range(*token.map))
    return lines


def _simple(text: str) -> str:
    """Return a text without invisible characters, with ordinary spaces and colons."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Mn"))
    return visible.replace("\\", "")


def _stray(text: str, known: Sequence[str], *, code: bool, question: bool) -> _Line | None:
    """Return what a line that Markdown reads as text is meant to be, or None if it is nothing but text."""
    text = unescape(text)
    if not _MARKS.search(text) and not _NAME.search(text):
        return None
    simple = _simple(text)
    before = _BEFORE.match(simple)
    body = simple[before.end() if before else 0 :].strip()
    if ":" in body and _CLOSING.fullmatch(body):
        return None if "\\" in text else _Line("", _reason(text, body, code=code))
    opening = _OPENING.match(body)
    if not opening and (other := _OTHER_MARKS.fullmatch(body) or _marked(body)) and not code:
        return _Line(other["name"].lower(), "a fence begins with three colons")
    if not opening:
        inside = _INSIDE.search(simple) if code else None
        return _Line(inside["name"].lower(), "it does not begin its line") if inside else None
    colons, name = len(re.findall(_COLONS, opening["colons"])), _name(opening["rest"]) or opening["name"] or ""
    teacher = name.lower() in TEACHER_FENCES or name.lower() in _SYNONYMS
    if "\\" in text and not teacher:
        return None
    alone = body == opening["colons"] + name
    likely = bool(name and get_close_matches(name.lower(), known, n=1, cutoff=_SIMILAR)) and (alone or "{" in opening["rest"])
    if colons == 1:
        meant = question and alone and name in TEACHER_FENCES
    else:
        spaced = not code and body.startswith(":: ")
        meant = teacher or likely or spaced or (colons > 2 and ";" not in opening["colons"])  # three colons are a fence
    return _Line(name or "name", _reason(text, body, code=code)) if meant else None


def _marked(body: str) -> re.Match[str] | None:
    """Return the name of a teacher's fence that is alone on its line with marks that no ordinary text has."""
    found = _MARKED.fullmatch(body)
    return found if found and not _NO_MARKS.issuperset("".join(found["marks"].split())) else None


def _name(rest: str) -> str:
    """Return the class in a list of attributes, which names a fence; empty if there is none."""
    found = _CLASS.match(rest)
    return found["name"] if found else ""


def _reason(text: str, body: str, *, code: bool) -> str:
    if "\\" in text:
        return "there is a backslash before a colon"
    if any(unicodedata.category(c) == "Cf" for c in text):
        return "there is an invisible character in it"
    ordinary = _COLONS_AFTER.match(text)
    colons = len(ordinary["colons"]) if ordinary else 0
    if not colons or re.match(_COLONS, text[ordinary.end() :].strip()[:1] if ordinary else ""):
        return "its colons are not ordinary colons in a row"
    if colons < 3:  # a fence has three colons
        return f"it has {'one colon' if colons == 1 else 'two colons'} only"
    if text[:1].isspace() and not text.startswith((" ", "\t")):
        return "there is a no-break space before it"
    if code or text[:1].isspace():
        return "it is indented"
    return "it is indented in its list or quotation"


def _inside(text: str) -> _Line | None:
    """Return the teacher's fence that a printed line opens somewhere."""
    written = shown(text)
    if not _MARKS.search(written):
        return None
    inside = _INSIDE.search(_simple(written))
    if inside:
        return _Line(inside["name"].lower(), "it does not begin its line")
    return _Line("name", "it does not begin its line") if ":::" in text else None


def _in_comment(content: str, after: Iterable[str]) -> _Line | None:
    """Return the teacher's fence that a comment is meant to open, so that its text is outside of the comment.

    Args:
        content: the comment.
        after: the lines after it; a comment above a fence or code only describes it.
    """
    marker = _MARKER.fullmatch(content.strip())
    if marker and not next((line for line in after if line.strip()), "").lstrip().startswith((":::", "```", "~~~")):
        return _Line("answer" if marker["name"] else "teacher-note", "it is in a comment")
    inside = _COMMENTED.fullmatch(content.strip())
    return _Line(inside["name"].lower(), "it is in a comment") if inside else None


def _quoted(text: str) -> str:
    """Return a line without the marks of quotations and spaces around it."""
    return text.strip(" \t>")


def _report_code(source: SourceFile, code: Token, known: Sequence[str], questions: set[int]) -> bool:
    """Report a code block that is never closed, that swallows lines of the fences around it, or that holds a question's answer."""
    first, last = code.map or [0, 0]
    line = source.lines[last - 1] if last - 1 < len(source.lines) else ""
    if last - first < 2 or not _CODE_END.fullmatch(line) or _quoted(line)[:1] != code.markup[:1]:  # two marks
        hint = f"close it with a line of the same characters: {code.markup}"
        source.report(Code.FENCE_UNCLOSED, source.place(first + 1), "this code block is never closed", hint)
        return True
    lines = [_quoted(line) for line in source.lines[first + 1 : last - 1]]
    opened = next((n for n, text in enumerate(lines) if (name := _FENCE.match(text)) and name["name"] in known), len(lines))
    depths = list(accumulate((1 if text.strip(": \t") else -1) if text.startswith(":::") else 0 for text in lines))
    part = next((name["name"] for text in lines if (name := _FENCE.match(text)) and name["name"] in TEACHER_FENCES), "")
    if part and first in questions:
        hint = f"write ::: {part} below the code block, and close the code block before it: {code.markup}"
        message = f"the fence '{part}' is in a code block of a question, so students would see its text"
        source.report(Code.FENCE_FORM, source.place(first + 1), message, hint)
        return True
    if not any(lines[opened + 1 :]) or (depths[-1] == 0 and min(depths) == 0):
        return False
    message = "this code block contains the beginning or the end of a fence, but not both"
    hint = f"close the code block before that fence, with a line of the same characters: {code.markup}"
    source.report(Code.FENCE_FORM, source.place(first + 1), message, hint)
    return True
