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
    "img": "write ![what it shows](art/name.svg) into ::: figure",
}
"""The right forms in place of tags."""

_FOLD = re.compile(r"</?(?:details|summary)\b", re.IGNORECASE)


def report_html(source: SourceFile, place: Place, content: str) -> None:
    """Report a block of HTML unless it consists of comments."""
    if COMMENTS.fullmatch(content):
        return
    message, hint = (
        "this is HTML, which cannot be used in a guide",
        "write it in Markdown; if < is a character of the text, write \\<",
    )
    rest = content[_comments_end(content) :]
    if rest.startswith("<!--") and "-->" not in rest:
        line = place.line + content.count("\n", 0, len(content) - len(rest))
        source.report(Code.HTML_UNSUPPORTED, source.place(line, "<!--"), "this comment never ends", "end it with -->")
        return
    if rest.rstrip().endswith("-->"):
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
    name = _TAG.match(tag)
    hint = _MARKDOWN.get(name["name"].lower(), "write it in Markdown") if name else "write it in Markdown"
    message = f"'{tag}' is HTML, which cannot be used in a guide"
    source.report(Code.HTML_UNSUPPORTED, place, message, f"{hint}; if < is a character of the text, write \\<")
