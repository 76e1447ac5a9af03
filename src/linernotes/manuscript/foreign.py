"""Markup of other dialects, and mistyped markup: it would be printed as it stands, so it is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from markdown_it.token import Token

from linernotes.manuscript.foreign_forms import FENCE, FORMS, Form, span
from linernotes.manuscript.printed import OPAQUE, OPEN, PrintedText, escaped, shown
from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code, Severity

_SHOWN = 40

_TEACHER = re.compile(
    r"(?:\b|_|\\if)(answers?|solutions?|teach(er|ing)s?|instructors?|tutors?|look-?fors?|misreadings?|suggestions?|answer-?key|spoilers?|key(?=\s*=))(?![^\W_])",
    re.IGNORECASE,
)
_URL = re.compile(r"(https?|ftp|mailto):\S*[^\s*_~.,;:!?)]")
_PRICE = re.compile(r"\d[\d.,]*[^\w^$]")
_FOOTNOTE_MARK = re.compile(r"[\w.,;!?’'\"”)]\*{1,3}(?![\w*])")
_FOR_TEACHERS = "write text that only teachers read into ::: answer, inside ::: question, or into ::: teacher-note"
_LITERAL = "write a backslash before its first character if it belongs to the text"
_COMMAND = re.compile(
    r"\s*(?:\{:{1,2}[^{}\n]*\}|\{%[^\n]*%\}|\{\{[#/<%][^\n]*\}\}|\[_?TOC_?\]|\\(?:new|clear|cleardouble)page|\\pagebreak)\s*",
    re.IGNORECASE,
)
"""A command to another program on a line of its own, which has no words for readers."""

_TRIGGERS = re.compile(
    rf"[$~=^{{}}\[\]|@\\#_%+<>•◦▪‣●{OPEN}{escaped('(')}{escaped('[')}]|\*|--|:|!|\?\?\?|\.\. |'''|^(?:[-1]|////|h[1-6]\. |bq\. |import |export )",
    re.MULTILINE,
)
"""Characters without which no form is in a text."""


_UNDEFINED_NOTE = re.compile(r"\[\^[^\]\s]+\]")


def report_foreign(source: SourceFile, texts: Iterable[PrintedText]) -> None:
    """Report markup in printed texts that would be printed as it stands, and calls of notes that are written nowhere."""
    texts = tuple(texts)
    marks = any(_FOOTNOTE_MARK.search(each.text) for each in texts)
    for each in texts:
        if _TRIGGERS.search(each.text):
            for match, form in _without_overlaps(each.text, _matches(each, footnote_marks=marks)):
                _report(source, each, match, form)
        for call in _UNDEFINED_NOTE.finditer(each.text):
            line, hint = each.line + each.text.count("\n", 0, call.start()), f"write it below its paragraph: {call[0]}: …"
            source.report(Code.NOTE_UNDEFINED, source.place(line, call[0]), f"the text of the note {call[0]} is missing", hint)
        if each.item and "question" not in each.fences and (box := re.match(r"\[[ xX]\](?=\s)", each.text)):
            _report(source, each, box, _BOX)


_BOX = span("a box to tick", "", "write it into ::: question {#an-id kind=choice}, where options have boxes")


def drop_commands(tokens: Iterable[Token]) -> None:
    """Take commands to other programs, which `report_foreign` reports, out of paragraphs if they have a line of their own."""
    for token in tokens:
        children = token.children if token.type == "inline" and token.children else []
        ends = [-1, *(number for number, child in enumerate(children) if child.type in _BREAKS), len(children)]
        for start, end in reversed([*pairwise(ends)]):
            line = children[start + 1 : end]
            text = "".join(child.content for child in line if child.type == "text")
            if len(line) == 1 and _COMMAND.fullmatch(text):
                first, last = (start, end) if start >= 0 else (0, min(end + 1, len(children)))
                # A comment in its place keeps count of the lines.
                children[first:last] = [Token("html_inline", "", 0, content="<!---->\n")] if len(ends) > 2 else []


_BREAKS = ("softbreak", "hardbreak")


def report_code(source: SourceFile, tokens: Iterable[Token]) -> None:
    """Report code blocks that are directives of other dialects."""
    for token in tokens:
        info = token.info.strip()
        hides = bool(_TEACHER.search(info))
        if token.type == "fence" and token.map and (info.startswith("{") or hides):
            message = f"'{token.markup}{info}' is a directive of another dialect; it is printed as code"
            severity = Severity.ERROR if hides else Severity.WARNING
            hint = _FOR_TEACHERS if hides else FENCE
            source.report(Code.MARKUP_UNKNOWN, source.place(token.map[0] + 1), message, hint, severity)


def _matches(printed: PrintedText, *, footnote_marks: bool) -> Iterator[tuple[re.Match[str], Form]]:
    text = _URL.sub(lambda url: OPAQUE * len(url[0]), printed.text)
    for form in FORMS:
        if form.block and printed.kind != "paragraph":
            continue
        for match in form.pattern.finditer(text):
            if form.what == "a formula" and _PRICE.match(match[0][1:]) and not re.search(r"[\\^_=<>+{}]", match[0]):
                continue
            if form.what == "emphasis that begins and does not end" and footnote_marks and _begins_line(text, match.start()):
                continue
            yield match, form


def _begins_line(text: str, position: int) -> bool:
    return position == 0 or text[position - 1] == "\n"


def _without_overlaps(text: str, found: Iterable[tuple[re.Match[str], Form]]) -> Iterator[tuple[re.Match[str], Form]]:
    """Yield the matches in a text that touch no earlier one."""
    taken = bytearray(len(text))
    for match, form in found:
        start, end = match.span()
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield match, form


def _report(source: SourceFile, printed: PrintedText, match: re.Match[str], form: Form) -> None:
    line = printed.line + printed.text.count("\n", 0, match.start())
    excerpt = _excerpt(printed.text[match.start() : match.end()])
    named = form.hides == "if named" and bool(_TEACHER.search(match[0]))
    hides = named or form.hides == "always"
    alone = bool(_COMMAND.fullmatch(shown(printed.text).split("\n")[line - printed.line]))
    message = f"'{excerpt}' {'is left out' if alone else 'would be printed as it stands'}: it is {form.what}"
    severity = Severity.ERROR if hides else Severity.WARNING
    hint = _FOR_TEACHERS if named else form.hint if hides or "\\#" in form.hint else f"{form.hint}; {_LITERAL}"
    source.report(Code.MARKUP_UNKNOWN, source.place(line, excerpt.partition("…")[0]), message, hint, severity)


def _excerpt(text: str) -> str:
    """Return the beginning of the first line of a printed text as the author wrote it."""
    excerpt = shown(text.split("\n")[0]).strip()
    return excerpt if len(excerpt) <= _SHOWN else excerpt[: _SHOWN - 1] + "…"
