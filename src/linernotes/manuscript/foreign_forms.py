"""The forms of markup of other dialects, and of markup with a slip in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linernotes.manuscript.printed import CLOSE, OPAQUE, OPEN, escaped

_LONGEST = 200
"""The most characters of a part of a form."""


@dataclass(frozen=True, slots=True)
class Form:
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


def line_form(what: str, pattern: str, hint: str, hides: str = "if named") -> Form:
    """Return a form that begins a line of a paragraph."""
    return Form(what, hint, re.compile(_bounded(f"^(?:{pattern})"), re.MULTILINE), block=True, hides=hides)


def span(what: str, pattern: str, hint: str, hides: str = "") -> Form:
    """Return a form that stands anywhere in a text."""
    return Form(what, hint, re.compile(_bounded(pattern)), hides=hides)


def _bounded(pattern: str) -> str:
    """Return a pattern whose repetitions have an end, so that the time for a text grows with its length only."""
    return pattern.replace("]*", f"]{{0,{_LONGEST}}}").replace("]+", f"]{{1,{_LONGEST}}}")


FENCE = "write ::: and a name on a line, such as ::: activity, and close it with :::"
_COMMENT = "write <!-- before it and --> after it"
_EMPHASIS = "write *emphasis* or **strong**: as many stars before as after, and no space inside them"
_BREAK = "delete it: pages are broken by the style sheets"
_LINK = "write [the words](#an-id), without a space between ] and (; an address with a space is written in angle brackets: (<my door.png>)"
_NO_TEX = "write it in words, or as a picture in ::: figure; TeX is not read"
_TEX = "|".join(
    rf"{escaped(first)}(?!\^[\w-]+{escaped(last)})(?=[^\n{escaped(last)}]*{escaped(last)})[^\n{escaped(last)}]*(?:\\[A-Za-z]|[_^=])[^\n{escaped(last)}]*{escaped(last)}"
    for first, last in ("()", "[]")
)
_TABLE = "write a head row, below it a row of hyphens with as many cells, |---|---|, and then the other rows"

FORMS: Sequence[Form] = (
    # Comments and text that other programs hide.
    span("a comment that never ends", r"<!--", "end it with -->", "always"),
    span("the end of a comment that does not begin", r"-->", "begin the comment with <!--, or delete -->", "always"),
    line_form("a comment of Obsidian", r"%%[^\n]*", _COMMENT, "always"),
    span("a comment with a slip in it", r"<![ \t]?[-–—][^\n]*", _COMMENT, "always"),
    span("a comment of another program", r"\{?/\*[^\n]*|\{#[ \t][^\n]*?#\}|\{\{![^\n]*", _COMMENT, "always"),
    span(
        "a comment of another program",
        r"\{::comment\b[^\n]*|\{%-?[ \t]*comment\b[^\n]*|\\begin\{comment\}[^\n]*",
        _COMMENT,
        "always",
    ),
    line_form("a comment of AsciiDoc", r"/{4,}[ \t]*$", _COMMENT, "always"),
    span("hidden text of Anki", r"\{\{c\d+::[^\n]*", "write ______ for the gap, and the word into ::: answer", "always"),
    span("hidden text of another dialect", r"!<(?![\w/])", "delete it, or write it into ::: answer", "always"),
    span("a comment of Obsidian", r"%%[^%\n]*[^%\s][^%\n]*%%", _COMMENT, "always"),
    span("a remark of CriticMarkup", r"\{>>|\{\+\+|\{--(?=\S)|\{~~|\{==", _COMMENT, "always"),
    span(
        "hidden text of another dialect", r"\|\|(?=[^\s|])[^|\n]*[^\s|]\|\|", "delete it, or write it into ::: answer", "always"
    ),
    line_form("hidden text of another dialect", r"!(?=[^\s!])[^\n]*[^\s!]!<", "delete it, or write it into ::: answer", "always"),
    line_form("hidden text of another dialect", r"![ \t]+\S[^\n]*", "delete it, or write it into ::: answer", "always"),
    span(
        "a tag in brackets",
        r"\[(?:spoiler|details|hide|hint|expand|toggle)\b[^\]\n]*\]|\[/[A-Za-z]+\]|\{/?(?:answer|solution|teacher|expand|noformat|toggle)\b[^{}\n]*\}",
        "delete it, or write ::: answer",
        "always",
    ),
    line_form("a directive of MkDocs that folds text away", r"\?\?\?\+?[ \t]+\w[^\n]*", FENCE, "always"),
    # Directives and blocks.
    line_form("a directive of MkDocs", r"!!![ \t]+[a-z][^\n]*", FENCE),
    line_form("a tab of MkDocs", r"===[!+]? \"[^\"\n]*\"[^\n]*", FENCE),
    line_form("a block of MkDocs", r"/{3,} ?\w[^\n]*", FENCE),
    span("an alert of GitHub", r"\[!\w+\][+-]?", FENCE, "if named"),
    line_form("a directive in hyphens", r"-{3,}[ \t]*/?[ \t]*[A-Za-z][^\n]*?[ \t]*-{3,}[ \t]*$", FENCE),
    span("a shortcode or variable of a template", r"\{\{[^\n]*?\}\}", "delete it, or write what it stands for", "if named"),
    span("a tag of a template", r"\{%[^\n]*?%\}|<%[^\n]*?%>", "delete it, or write what it stands for", "if named"),
    span(
        "an attribute list of Kramdown",
        r"\{:{1,2}[^{}\n]*\}",
        "delete it: only headings, links, spans and fences have attributes",
        "if named",
    ),
    span(
        "an attribute list",
        rf"\{{\s*(?:[#.][A-Za-z]|[A-Za-z][\w-]*\s*=)[^{{}}\n]*\}}?|\{{[a-z][\w-]*(?:\s[^{{}}\n]*)?=[^{{}}\n]*\}}|\{{[A-Za-z][\w:+-]*\}}(?={OPAQUE})",
        "write it after a heading, a link, [words] in brackets or the name of a fence; nothing else has attributes",
        "if named",
    ),
    line_form("a directive of reStructuredText", r"\.\. [\w-]+::[^\n]*", FENCE),
    line_form(
        "a macro of AsciiDoc", r"[a-z]+::\S*\[[^\]\n]*\][ \t]*$", "write Markdown, such as ![words](art/a.svg) in ::: figure"
    ),
    line_form("a table of contents of another dialect", r"\[_?(?:TOC|toc)_?\][ \t]*$", 'delete it; book.toml has "contents"', ""),
    span("a link of a wiki", r"!?\[\[[^\[\]\n]+\]\]", "write [the words](#an-id), or a picture into ::: figure", "if named"),
    line_form("an abbreviation of another dialect", r"\*\[[^\]\n]+\]:[^\n]*", "write it as a term in data/terms.toml"),
    line_form("a line of Org", r"#\+[A-Za-z][^\n]*|:(?:[A-Z][A-Z_-]+|answer|solution):[^\n]*", FENCE),
    line_form("an attribute list of AsciiDoc", r"\[[.#%][A-Za-z][^\]\n]*\][ \t]*$", FENCE),
    span("a directive in a line of text", r"(?<![\w:]):[a-z][\w-]*\[[^\]\n]*\]", FENCE, "if named"),
    line_form("a target of MyST", r"\([A-Za-z][\w-]*\)=[ \t]*$", "write {#an-id} after the heading, and delete this line"),
    line_form("a property of Logseq", r"[A-Za-z][\w-]*::(?=[ \t]|$)[^\n]*", "delete it, or write a sentence"),
    line_form(
        "a line of MDX",
        r"import[ \t][^\n]*[ \t]from[ \t]*['\"][^\n]*|export[ \t](?:const|default|function)[ \t][^\n]*",
        "delete it: a guide runs no code",
    ),
    line_form("a heading or quotation of Textile", r"(?:h[1-6]|bq)\. \S[^\n]*", "write ## or > and a space before it"),
    # Headings, lists and tables.
    line_form(
        "a heading without a space",
        r"#{2,6}[^\s#][^\n]*|\A#[^\W\d][^\n]*",
        "write a space after #; or \\# if it belongs to the text",
        "if named",
    ),
    line_form("a heading of more than six levels", r"#{7,}[^\n]*", "write at most six #", ""),
    line_form("a heading of AsciiDoc", r"={2,6} \w[^\n]*", "write ## and a space before it"),
    line_form("a row of hyphens that fits no table", r"\|?[ \t]*:?-{2,}:?[ \t]*\|[-: |\t]*$|\+[-=+]{3,}\+[ \t]*$", _TABLE, ""),
    line_form(
        "a table without a row of hyphens",
        r"\|[^\n|]*\|[^\n]*(?:\n\|[^\n]*)*|\A[^\n|]{1,40} \| [^\n|]{1,40}(?:\|[^\n|]{1,40})*(?:\n[^\n|]{1,40} \| [^\n|]{1,40}(?:\|[^\n|]{1,40})*)+\Z",
        _TABLE,
    ),
    span(
        "a row of hyphens within a table",
        r"\A:?-{3,}:?\Z|\A:-{2,}:?\Z",
        "delete it: a table has one row of hyphens, below its head row",
    ),
    line_form("a line block", r"\| \w[^\n|]*$", "write two spaces at the end of a line to break it", ""),
    line_form(
        "a list with bullets that Markdown does not read", r"[•◦▪‣●][ \t]+\w[^\n]*", "write a hyphen and a space: - item", ""
    ),
    line_form(
        "a list without spaces",
        r"[-+][^\W\d][^\n]*\n[-+][^\W\d][^\n]*|1[.)][^\W\d][^\n]*\n2[.)][^\W\d][^\n]*",
        "write a space after the mark: - item",
        "",
    ),
    # Links and references.
    span(
        "a link or picture that is not complete", r"!?\[[^\[\]\n]*\]\([^\n)]*\)?|!?\[[^\[\]\n]+\] \((?:https?:|#)[^\n)]*\)", _LINK
    ),
    span("a reference to an address that is defined nowhere", r"!?\[[^\[\]\n]+\]\[[^\[\]\n]*\]", _LINK),
    span("a reference of Quarto", r"(?<![\w@.])@(?:fig|tbl|sec|eq|lst|thm)-[\w-]+", "write [](#an-id)"),
    span("a citation that cannot be read", r"\[-?@[^\]\n]*\]", "write [@id] with one id from data/facts.toml"),
    # Formulas and TeX.
    span("a formula", r"\$\$(?=[^$])[^$]*\$\$", _NO_TEX),
    span("a formula", r"(?<![\w\\$])\$(?=[^\s$])[^$\n]{0,200}(?<=[^\s$])\$(?![\w$])", _NO_TEX),
    span(
        "a formula",
        _TEX,
        _NO_TEX,
    ),
    span("a command for a new page", r"\\(?:new|clear|cleardouble)page\b|\\pagebreak\b", _BREAK),
    span("a command of TeX", r"(?<![\w:\\])\\[A-Za-z]{2,}\b(?:\{[^{}\n]*\})*", _NO_TEX, "if named"),
    # Emphasis and its relatives.
    span("emphasis of a wiki", r"(?<![\w'])'{3}[^'\n]+'{3}(?![\w'])", "write *emphasis* or **strong**"),
    span("struck text", r"~~(?=[^\s~])[^~\n]*[^\s~]~~|~~[^\s~]~~", "delete it, or say it in words"),
    span("marked text", r"(?<![\w=])==(?=[^\s=])[^=\n]*(?<=[^\s=])==(?![\w=])", "write *emphasis* or **strong**"),
    span("inserted text", r"(?<![\w+])\+\+(?=[^\s+])[^+\n]*(?<=[^\s+])\+\+(?![\w+])", "write *emphasis* or **strong**"),
    span("a subscript", r"(?<=\w)~[^\s~]+~(?!~)", "write the character itself, such as ₂"),
    span("a superscript", r"(?<=\w)\^[^\s^]+\^", "write the character itself, such as ²"),
    span("an emoji by its name", r"(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])", "write a word"),
    span(
        "emphasis that begins and does not end",
        rf"(?<![\w*{OPEN}])\*{{1,3}}(?:{OPEN}[^{CLOSE}\n]*{CLOSE}?|[^\W\d_][^\s*]*)",
        _EMPHASIS,
    ),
    span("emphasis with unequal stars", rf"{CLOSE}\*+(?!\w)|(?<!\w)_+{OPEN}|{CLOSE}_+(?!\w)", _EMPHASIS),
    span("emphasis with a space inside", r"\*\*(?:[^\s*\n][^*\n]*|[^*\n]*[^\s*\n])\*\*", _EMPHASIS),
)
