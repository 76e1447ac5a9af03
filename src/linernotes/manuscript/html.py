"""HTML in a manuscript: comments are not printed, a few tags have the effect of Markdown, everything else is an error."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code, Place, Severity

COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*", re.DOTALL)

STRONG, EMPHASIS, LITERAL = ("b", "strong"), ("i", "em", "u", "cite", "var", "dfn"), ("code", "kbd", "samp", "tt")
"""Tags with the effect of ``**``, ``*`` and backticks."""

STYLE = ("abbr", "big", "center", "div", "font", "ins", "mark", "p", "q", "section", "small", "span")
"""Tags that only change how things look; their words are printed."""

_TAG = re.compile(r"</?(?P<name>\w+)")
_TAGS_ONLY = re.compile(r"\s*(?:(?:<!--(?:(?!-->).)*-->|</?\w[^<>]*>)\s*)*", re.DOTALL)
_ANY_TAG = re.compile(r"</?\w[^<>]*>")
_ATTRIBUTE = re.compile(r"\b(?P<name>src|alt|title)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))")
_HIDES = re.compile(
    r"display|visibility|hidden|opacity|colou?r|font-size|answer|solution|spoiler|teacher|instructor|aria-|position",
    re.IGNORECASE,
)
"""Attributes that could hide text, so that it was not meant for everybody."""

_MARKDOWN = {
    "br": "end the line with a backslash to break it",
    **dict.fromkeys(STRONG, "write **strong**"),
    **dict.fromkeys((*EMPHASIS, "mark"), "write *emphasis*"),
    **dict.fromkeys(("sub", "sup"), "write the character itself, such as ² or ₂"),
    "a": "write [the words](#an-id)",
    "blockquote": "begin each line of the quotation with >",
    **dict.fromkeys(LITERAL, "write it between backticks: `words`"),
    "hr": "write --- on a line of its own",
    "p": "leave a blank line between paragraphs, and delete the tag",
    "table": "write the table in Markdown: cells between |, and a line of hyphens below the head row",
    **dict.fromkeys(("ul", "ol", "li"), "begin each item on a line of its own, with a hyphen or with 1."),
    **dict.fromkeys(("center", "div", "font", "span"), "delete the tag and its closing tag; the styles decide how things look"),
    **{f"h{level}": f"write {'#' * max(level, 2)} and the heading on a line of its own" for level in range(1, 7)},
    "img": "write ![what it shows](art/name.svg) into ::: figure",
}
"""The right forms in place of tags."""

_FOLD = re.compile(r"</?(?:details|summary)\b", re.IGNORECASE)
_SMALL = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


@dataclass(frozen=True, slots=True)
class HtmlPicture:
    """A picture that an ``<img>`` shows: its address, its alternative text and its title."""

    address: str
    alternative: str
    title: str


def read_html(source: SourceFile, place: Place, content: str) -> HtmlPicture | None:
    """Read a block of HTML: return its picture if it has one; report everything that is not a comment."""
    if COMMENTS.fullmatch(content):
        return None
    tags = _ANY_TAG.findall(COMMENTS.sub("", content) if content.lstrip().startswith("<!--") else content)
    if _TAGS_ONLY.fullmatch(content):
        pictures = [tag for tag in tags if tag_of(tag) == "img"]
        others = [tag for tag in tags if tag_of(tag) != "img"]
        if len(pictures) <= 1 and all(tag_of(tag) in (*STYLE, "br", "a") and not _HIDES.search(tag) for tag in others):
            if others:
                report_style(source, place, others[0])
            return picture_of(pictures[0]) if pictures else None
    _report_block(source, place, content)
    return None


def picture_of(tag: str) -> HtmlPicture:
    """Return the picture that an ``<img>`` shows."""
    values = {
        found["name"]: html.unescape(found["double"] or found["single"] or found["bare"] or "")
        for found in _ATTRIBUTE.finditer(tag)
    }
    return HtmlPicture(values.get("src", ""), values.get("alt", ""), values.get("title", ""))


def _report_block(source: SourceFile, place: Place, content: str) -> None:
    rest = content[_comments_end(content) :]
    message, hint = _explain(rest[: rest.find(">") + 1 or None].split("\n")[0])
    if rest.startswith("<!--") and "-->" not in rest:
        line = place.line + content.count("\n", 0, len(content) - len(rest))
        source.report(Code.HTML_UNSUPPORTED, source.place(line, "<!--"), "this comment never ends", "end it with -->")
        return
    if not rest.startswith("<") or rest.rstrip().endswith("-->"):
        message, hint = (
            "there is text beside this comment, which cannot be read",
            "write the comment on lines of its own: <!-- … -->",
        )
    elif _FOLD.match(rest):
        hint = "delete the tags; if the text is an answer, write it into ::: answer"
    source.report(Code.HTML_UNSUPPORTED, place, message, hint)


def _comments_end(content: str) -> int:
    found = COMMENTS.match(content)
    return found.end() if found else 0


def only_styles(tag: str) -> bool:
    """Return whether a tag only changes how its words look, so that it can be left out."""
    name = tag_of(tag)
    return (name in STYLE or (name == "a" and "href" not in tag)) and not _HIDES.search(tag)


def with_effect(tag: str) -> bool:
    """Return whether a tag has the effect of Markdown."""
    return tag_of(tag) in ("br", *STRONG, *EMPHASIS, *LITERAL, *_SMALL) and not _HIDES.search(tag)


def small_characters(name: str, text: str) -> str:
    """Return a text in the characters of ``sub`` or ``sup``; empty if there are none."""
    small = text.translate(_SMALL[name])
    return small if text and not set(small) & set(text) else ""


def report_style(source: SourceFile, place: Place, tag: str) -> None:
    """Report a tag that is left out, once for each kind and file."""
    name = tag_of(tag)
    message = f"'<{name}>' is HTML; the tag is left out, and its words are printed"
    _report_once(source, place, message, "delete the tag and its closing tag; the styles decide how things look")


def report_effect(source: SourceFile, place: Place, tag: str) -> None:
    """Report a tag that has the effect of Markdown, once for each kind and file."""
    name = tag_of(tag)
    message = f"'<{name}>' is HTML; it is read as its Markdown equivalent"
    _report_once(source, place, message, _MARKDOWN.get(name, "write it in Markdown"))


def _report_once(source: SourceFile, place: Place, message: str, hint: str) -> None:
    if all((each.code, each.message) != (Code.HTML_UNSUPPORTED, message) for each in source.findings):
        source.report(Code.HTML_UNSUPPORTED, place, message, hint, Severity.WARNING)


def report_tag(source: SourceFile, place: Place, tag: str) -> None:
    """Report a tag in running text."""
    source.report(Code.HTML_UNSUPPORTED, place, *_explain(tag))


def tag_of(content: str) -> str:
    """Return the name of the tag at the beginning of a piece of HTML, in lower case; empty if there is none."""
    found = _TAG.match(content)
    return found["name"].lower() if found else ""


def _explain(tag: str) -> tuple[str, str]:
    hint = _MARKDOWN.get(tag_of(tag), "write it in Markdown")
    return f"'{tag}' is HTML, which cannot be used in a guide", f"{hint}; if < is a character of the text, write \\<"
