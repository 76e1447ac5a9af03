"""Markup of other dialects, and mistyped markup: it would be printed as it stands, so it is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from linernotes.manuscript.printed import CLOSE, OPAQUE, OPEN, PrintedText, escaped, shown
from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code, Severity

_SHOWN = 40
_LONGEST = 200
"""The most characters of a part of a form."""

_TEACHER = re.compile(
    r"\b(answers?|solutions?|teach(er|ing)s?|instructors?|tutors?|look-?fors?|misreadings?|suggestions?|answer-?key|spoilers?|key(?=\s*=))\b",
    re.IGNORECASE,
)
_URL = re.compile(r"(https?|ftp|mailto):\S*[^\s*_~.,;:!?)]")
_PRICE = re.compile(r"\d[\d.,]*[^\w^$]")
_FOOTNOTE_MARK = re.compile(r"[\w.,;!?’'\"”)]\*{1,3}(?![\w*])")
_FOR_TEACHERS = "write text that only teachers read into ::: answer, inside ::: question, or into ::: teacher-note"
_LITERAL = "write a backslash before its first character if it belongs to the text"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of markup that is not understood.

    Attributes:
        what: what it is, after "is".
        hint: the right form.
        pattern: how it looks in a printed text.
        block: whether it begins a line of a paragraph.
        hides: whether text for teachers could stand in it, which students would see: "always"; "if named", if it names teachers or
            answers; or "" (never).
    """

    what: str
    hint: str
    pattern: re.Pattern[str]
    block: bool = False
    hides: str = ""


def _line(what: str, pattern: str, hint: str, hides: str = "if named") -> _Form:
    return _Form(what, hint, re.compile(_bounded(f"^(?:{pattern})"), re.MULTILINE), block=True, hides=hides)


def _span(what: str, pattern: str, hint: str, hides: str = "") -> _Form:
    return _Form(what, hint, re.compile(_bounded(pattern)), hides=hides)


def _bounded(pattern: str) -> str:
    """Return a pattern whose repetitions have an end, so that the time for a text grows with its length only."""
    return pattern.replace("]*", f"]{{0,{_LONGEST}}}").replace("]+", f"]{{1,{_LONGEST}}}")


_FENCE = "write ::: and a name on a line, such as ::: activity, and close it with :::"
_COMMENT = "write <!-- before it and --> after it"
_EMPHASIS = "write *emphasis* or **strong**: as many stars before as after, and no space inside them"
_BREAK = "delete it: pages are broken by the style sheets"
_LINK = "write [the words](#an-id), without a space between ] and (; an address with a space is written in angle brackets: (<my door.png>)"
_NO_TEX = "write it in words, or as a picture in ::: figure; TeX is not read"
_TEX = "|".join(
    rf"{escaped(first)}(?=[^\n{escaped(last)}]*{escaped(last)})[^\n{escaped(last)}]*(?:\\[A-Za-z]|[_^=])[^\n{escaped(last)}]*{escaped(last)}"
    for first, last in ("()", "[]")
)
_TABLE = "write a head row, below it a row of hyphens with as many cells, |---|---|, and then the other rows"

_FORMS: Sequence[_Form] = (
    # Comments and text that other programs hide.
    _span("a comment that never ends", r"<!--", "end it with -->", "always"),
    _span("the end of a comment that does not begin", r"-->", "begin the comment with <!--, or delete -->", "always"),
    _span("a comment of Obsidian", r"%%[^%\n]*[^%\s][^%\n]*%%", _COMMENT, "always"),
    _span("a remark of CriticMarkup", r"\{>>|\{\+\+|\{--(?=\S)|\{~~|\{==", _COMMENT, "always"),
    _span(
        "hidden text of another dialect", r"\|\|(?=[^\s|])[^|\n]*[^\s|]\|\|", "delete it, or write it into ::: answer", "always"
    ),
    _line("hidden text of another dialect", r"!(?=[^\s!])[^\n]*[^\s!]!<", "delete it, or write it into ::: answer", "always"),
    _span(
        "a tag in brackets",
        r"\[(?:spoiler|details|hide|hint)\b[^\]\n]*\]|\[/[A-Za-z]+\]|\{/?(?:answer|solution|teacher)\b[^{}\n]*\}",
        "delete it, or write ::: answer",
        "always",
    ),
    _line("a directive of MkDocs that folds text away", r"\?\?\?\+?[ \t]+\w[^\n]*", _FENCE, "always"),
    # Directives and blocks.
    _line("a directive of MkDocs", r"!!![ \t]+[a-z][^\n]*", _FENCE),
    _line("a tab of MkDocs", r"===[!+]? \"[^\"\n]*\"[^\n]*", _FENCE),
    _line("a block of MkDocs", r"/{3,} ?\w[^\n]*", _FENCE),
    _span("an alert of GitHub", r"\[!\w+\][+-]?", _FENCE, "if named"),
    _line("a directive in hyphens", r"-{3,}[ \t]*/?[ \t]*[A-Za-z][^\n]*?[ \t]*-{3,}[ \t]*$", _FENCE),
    _span("a shortcode or variable of a template", r"\{\{[^\n]*?\}\}", "delete it, or write what it stands for", "if named"),
    _span("a tag of a template", r"\{%[^\n]*?%\}", "delete it, or write what it stands for", "if named"),
    _span(
        "an attribute list of Kramdown",
        r"\{:{1,2}[^{}\n]*\}",
        "delete it: only headings, links, spans and fences have attributes",
        "if named",
    ),
    _span(
        "an attribute list",
        rf"\{{\s*(?:[#.][A-Za-z]|[A-Za-z][\w-]*\s*=)[^{{}}\n]*\}}?|\{{[a-z][\w-]*(?:\s[^{{}}\n]*)?=[^{{}}\n]*\}}|\{{[A-Za-z][\w:+-]*\}}(?={OPAQUE})",
        "write it after a heading, a link, [words] in brackets or the name of a fence; nothing else has attributes",
        "if named",
    ),
    _line("a directive of reStructuredText", r"\.\. [\w-]+::[^\n]*", _FENCE),
    _line("a macro of AsciiDoc", r"[a-z]+::\S*\[[^\]\n]*\][ \t]*$", "write Markdown, such as ![words](art/a.svg) in ::: figure"),
    _line("a table of contents of another dialect", r"\[_?(?:TOC|toc)_?\][ \t]*$", 'delete it; book.toml has "contents"', ""),
    _span("a link of a wiki", r"!?\[\[[^\[\]\n]+\]\]", "write [the words](#an-id), or a picture into ::: figure", "if named"),
    _line("an abbreviation of another dialect", r"\*\[[^\]\n]+\]:[^\n]*", "write it as a term in data/terms.toml"),
    # Headings, lists and tables.
    _line(
        "a heading without a space",
        r"#{2,6}[^\s#][^\n]*|\A#[^\W\d][^\n]*",
        "write a space after #; or \\# if it belongs to the text",
        "if named",
    ),
    _line("a heading of more than six levels", r"#{7,}[^\n]*", "write at most six #", ""),
    _line("a heading of AsciiDoc", r"={2,6} \w[^\n]*", "write ## and a space before it"),
    _line("a row of hyphens that fits no table", r"\|?[ \t]*:?-{2,}:?[ \t]*\|[-: |\t]*$|\+[-=+]{3,}\+[ \t]*$", _TABLE, ""),
    _line(
        "a table without a row of hyphens",
        r"\|[^\n|]*\|[^\n]*(?:\n\|[^\n]*)*|\A[^\n|]{1,40} \| [^\n|]{1,40}(?:\|[^\n|]{1,40})*(?:\n[^\n|]{1,40} \| [^\n|]{1,40}(?:\|[^\n|]{1,40})*)+\Z",
        _TABLE,
    ),
    _line("a line block", r"\| \w[^\n|]*$", "write two spaces at the end of a line to break it", ""),
    _line("a list with bullets that Markdown does not read", r"[•◦▪‣●][ \t]+\w[^\n]*", "write a hyphen and a space: - item", ""),
    _line(
        "a list without spaces",
        r"[-+][^\W\d][^\n]*\n[-+][^\W\d][^\n]*|1[.)][^\W\d][^\n]*\n2[.)][^\W\d][^\n]*",
        "write a space after the mark: - item",
        "",
    ),
    # Links and references.
    _span(
        "a link or picture that is not complete", r"!?\[[^\[\]\n]*\]\([^\n)]*\)?|!?\[[^\[\]\n]+\] \((?:https?:|#)[^\n)]*\)", _LINK
    ),
    _span("a reference to an address that is defined nowhere", r"!?\[[^\[\]\n]+\]\[[^\[\]\n]*\]", _LINK),
    _span("a reference of Quarto", r"(?<![\w@.])@(?:fig|tbl|sec|eq|lst|thm)-[\w-]+", "write [](#an-id)"),
    _span("a citation that cannot be read", r"\[-?@[^\]\n]*\]", "write [@id] with one id from data/facts.toml"),
    # Formulas and TeX.
    _span("a formula", r"\$\$(?=[^$])[^$]*\$\$", _NO_TEX),
    _span("a formula", r"(?<![\w\\$])\$(?=[^\s$])[^$\n]{0,200}(?<=[^\s$])\$(?![\w$])", _NO_TEX),
    _span(
        "a formula",
        _TEX,
        _NO_TEX,
    ),
    _span("a command for a new page", r"\\(?:new|clear|cleardouble)page\b|\\pagebreak\b", _BREAK),
    _span("a command of TeX", r"(?<![\w:\\])\\[A-Za-z]{2,}\b(?:\{[^{}\n]*\})*", _NO_TEX, "if named"),
    # Emphasis and its relatives.
    _span("struck text", r"~~(?=[^\s~])[^~\n]*[^\s~]~~|~~[^\s~]~~", "delete it, or say it in words"),
    _span("marked text", r"(?<![\w=])==(?=[^\s=])[^=\n]*(?<=[^\s=])==(?![\w=])", "write *emphasis* or **strong**"),
    _span("inserted text", r"(?<![\w+])\+\+(?=[^\s+])[^+\n]*(?<=[^\s+])\+\+(?![\w+])", "write *emphasis* or **strong**"),
    _span("a subscript", r"(?<=\w)~[^\s~]+~(?!~)", "write the character itself, such as ₂"),
    _span("a superscript", r"(?<=\w)\^[^\s^]+\^", "write the character itself, such as ²"),
    _span("an emoji by its name", r"(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])", "write a word"),
    _span(
        "emphasis that begins and does not end",
        rf"(?<![\w*{OPEN}])\*{{1,3}}(?:{OPEN}[^{CLOSE}\n]*{CLOSE}?|[^\W\d_][^\s*]*)",
        _EMPHASIS,
    ),
    _span("emphasis with unequal stars", rf"{CLOSE}\*+(?!\w)|(?<!\w)_+{OPEN}|{CLOSE}_+(?!\w)", _EMPHASIS),
    _span("emphasis with a space inside", r"\*\*(?:[^\s*\n][^*\n]*|[^*\n]*[^\s*\n])\*\*", _EMPHASIS),
)
_COMMAND = re.compile(
    r"\s*(?:\{:{1,2}[^{}\n]*\}|\{%[^\n]*%\}|\{\{[#/<%][^\n]*\}\}|\[_?TOC_?\]|\\(?:new|clear|cleardouble)page|\\pagebreak)\s*",
    re.IGNORECASE,
)
"""A command to another program on a line of its own, which has no words for readers."""

_TRIGGERS = re.compile(
    rf"[$~=^{{}}\[\]|@\\#_%+<>•◦▪‣●{OPEN}{escaped('(')}{escaped('[')}]|\*|--|:|!|\?\?\?|\.\. |^[-1]", re.MULTILINE
)
"""Characters without which no form is in a text."""


def report_foreign(source: SourceFile, texts: Iterable[PrintedText]) -> None:
    """Report markup in printed texts that would be printed as it stands."""
    texts = tuple(texts)
    marks = any(_FOOTNOTE_MARK.search(each.text) for each in texts)
    for each in texts:
        if _TRIGGERS.search(each.text):
            for match, form in _without_overlaps(each.text, _matches(each, footnote_marks=marks)):
                _report(source, each, match, form)
        if each.item and "question" not in each.fences and (box := re.match(r"\[[ xX]\](?=\s)", each.text)):
            _report(source, each, box, _BOX)


_BOX = _span("a box to tick", "", "write it into ::: question {#an-id kind=choice}, where options have boxes")


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
            hint = _FOR_TEACHERS if hides else _FENCE
            source.report(Code.MARKUP_UNKNOWN, source.place(token.map[0] + 1), message, hint, severity)


def _matches(printed: PrintedText, *, footnote_marks: bool) -> Iterator[tuple[re.Match[str], _Form]]:
    text = _URL.sub(lambda url: OPAQUE * len(url[0]), printed.text)
    for form in _FORMS:
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


def _without_overlaps(text: str, found: Iterable[tuple[re.Match[str], _Form]]) -> Iterator[tuple[re.Match[str], _Form]]:
    """Yield the matches in a text that touch no earlier one."""
    taken = bytearray(len(text))
    for match, form in found:
        start, end = match.span()
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield match, form


def _report(source: SourceFile, printed: PrintedText, match: re.Match[str], form: _Form) -> None:
    line = printed.line + printed.text.count("\n", 0, match.start())
    excerpt = shown(printed.text[match.start() : match.end()].split("\n")[0]).strip()
    excerpt = excerpt if len(excerpt) <= _SHOWN else excerpt[: _SHOWN - 1] + "…"
    named = form.hides == "if named" and bool(_TEACHER.search(match[0]))
    hides = named or form.hides == "always"
    alone = bool(_COMMAND.fullmatch(shown(printed.text).split("\n")[line - printed.line]))
    message = f"'{excerpt}' {'is left out' if alone else 'would be printed as it stands'}: it is {form.what}"
    severity = Severity.ERROR if hides else Severity.WARNING
    hint = _FOR_TEACHERS if named else form.hint if hides or "\\#" in form.hint else f"{form.hint}; {_LITERAL}"
    source.report(Code.MARKUP_UNKNOWN, source.place(line, excerpt.partition("…")[0]), message, hint, severity)
