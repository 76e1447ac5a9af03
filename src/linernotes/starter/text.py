"""The text of an author: its encoding is found, damaged characters are repaired, and it is split into sentences."""

from __future__ import annotations

import codecs
import re
from typing import Final

import ftfy
from charset_normalizer import from_bytes
from nupunkt import sent_spans

from linernotes.editing.sentences import goes_on, sentence_ends
from linernotes.model.findings import ProjectError

_CONFIG: Final = ftfy.TextFixerConfig(uncurl_quotes=False)
_LATIN, _THAI = re.compile("[A-Za-zÀ-ÿ]"), re.compile("[\u0e01-\u0e5b]")
_APOSTROPHE: Final = re.compile(r"(?<=\w)\u0e42(?=(?:s|t|re|ve|ll|d|m)\b)")
_DASH: Final = re.compile(r"\s?\u0e42\s?")
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t\r]*\n){2,}")
_OTHER_FORMATS: Final = (b"{\\rtf", b"%pdf", b"%!ps", b"<?xml", b"<!doctype", b"<html")
"""The beginnings, in small letters, of files that are written in letters and are no plain text."""
LONGEST_LINE: Final = 2_000
"""Characters of a line to which no sentence is joined any more."""

_RARE = 50
"""With this many Latin letters for each Thai one, or more, Thai letters are damage."""


def decode(content: bytes) -> str:
    """Return the text of a file in any encoding.

    Raises:
        ProjectError: if it is not text.
    """
    is_other = content.removeprefix(codecs.BOM_UTF8).lstrip()[:10].lower().startswith(_OTHER_FORMATS)
    try:
        found = None if is_other else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
        found = None if best is None or "\0" in str(best) else str(best)
    if found is None:
        raise ProjectError(
            "this file is not plain text",
            hint="save it as plain text with the encoding UTF-8, as a Word file (.docx) or as an OpenDocument text (.odt)",
        )
    return found


def repaired(text: str) -> str:
    """Return a text without mojibake; curly quotation marks stay.

    ftfy repairs characters whose bytes are all there. If UTF-8 was read as Thai (TIS-620) and only the first byte of each
    character is left, the context tells what it was: an apostrophe before the end of a word, otherwise a dash; or a space.
    """
    fixed = ftfy.fix_text(_BLANK_LINES.sub("\n\n", text), _CONFIG)  # it works line by line
    if len(_LATIN.findall(fixed)) >= _RARE * len(_THAI.findall(fixed)):
        fixed = _DASH.sub("\N{EM DASH}", _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", fixed.replace("\u0e22", " ")))
    return fixed.replace("\N{NO-BREAK SPACE}", " ")


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph into sentences, as the numbered lines of a retelling need them."""
    text = " ".join(paragraph.split())
    found: list[str] = []
    for start, end in sent_spans(text):
        rest, done = text[start:end], 0
        for at in [*sentence_ends(rest), len(rest)]:
            found.append(rest[done:at].strip())
            done = at
    joined: list[str] = []
    for sentence in filter(None, found):
        if joined and len(joined[-1]) < LONGEST_LINE and (goes_on(joined[-1], sentence) or _in_speech(joined[-1], sentence)):
            joined[-1] += f" {sentence}"
        else:
            joined.append(sentence)
    return joined


def _in_speech(line: str, following: str) -> bool:
    """Return whether a line ends within speech that belongs to a longer sentence."""
    is_open = line.count("“") > line.count("”") or line.count('"') % 2 == 1
    return is_open and len(line) not in sentence_ends(f"{line} {following}")
