"""HTML in a manuscript: comments are not printed, everything else is an error."""

from __future__ import annotations

import re

from linernotes.manuscript.source import SourceFile
from linernotes.model.findings import Code, Place

COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*", re.DOTALL)

_TAG = re.compile(r"</?(?P<name>\w+)")
_MARKDOWN = {
    "br": "end the line with a backslash to break it",
    **dict.fromkeys(("b", "strong"), "write **strong**"),
    **dict.fromkeys(("i", "em", "u", "mark"), "write *emphasis*"),
    **dict.fromkeys(("sub", "sup"), "write the character itself, such as ² or ₂"),
    "a": "write [the words](#an-id)",
    "blockquote": "begin each line of the quotation with >",
    "code": "write it between backticks: `words`",
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


def report_html(source: SourceFile, place: Place, content: str) -> None:
    """Report a block of HTML unless it consists of comments."""
    if COMMENTS.fullmatch(content):
        return
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


def report_tag(source: SourceFile, place: Place, tag: str) -> None:
    """Report a tag in running text."""
    source.report(Code.HTML_UNSUPPORTED, place, *_explain(tag))


def tag_of(html: str) -> str:
    """Return the name of the tag at the beginning of a piece of HTML, in small letters; empty if there is none."""
    found = _TAG.match(html)
    return found["name"].lower() if found else ""


def _explain(tag: str) -> tuple[str, str]:
    hint = _MARKDOWN.get(tag_of(tag), "write it in Markdown")
    return f"'{tag}' is HTML, which cannot be used in a guide", f"{hint}; if < is a character of the text, write \\<"
