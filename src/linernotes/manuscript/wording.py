"""``language`` and ``[words]`` of book.toml → the words that are added to the author's text."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import fields, replace

from linernotes.manuscript.keys import WORDS
from linernotes.manuscript.toml import TomlTable
from linernotes.model.findings import Code, Severity
from linernotes.model.languages import find_language, language_for, language_tags, read_language
from linernotes.model.wording import Wording

_BRACES = re.compile(r"\{.*?\}|[{}]")
_TEMPLATES = {"needs": {"{what}"}, "date_form": {"{day}", "{month}", "{year}"}}
"""The words with gaps, and the gaps that each must have."""

_RIGHT_TO_LEFT = "it is written from right to left, and pages are laid out from left to right"
_FULL_WIDTH = "the fonts of a guide do not have its characters, and lines are broken at spaces only"
_NO_FONT = "the fonts of a guide do not have its letters"
_REASONS = {
    **dict.fromkeys(("ar", "arb", "ary", "arz", "apc", "fa", "pes", "prs", "he", "iw", "ur", "pnb", "yi", "ji", "ps", "sd", "ks", "ug", "dv", "ckb", "azb", "lrc", "mzn", "syr", "nqo", "arab", "hebr", "thaa", "nkoo"), _RIGHT_TO_LEFT),
    **dict.fromkeys(("zh", "cmn", "ja", "ko", "yue", "wuu", "nan", "hak", "gan", "hsn", "ii", "yiii", "hira", "kana", "hang", "hans", "hant", "hani", "jpan", "kore"), _FULL_WIDTH),
    **dict.fromkeys(
        ("am", "as", "bn", "bo", "dz", "mai", "bho", "sa", "mni", "sat", "gu", "hi", "hy", "ka", "km", "kn", "lo", "ml", "mr", "my", "ne", "or", "pa", "si", "ta", "te", "th", "ti"),
        _NO_FONT,
    ),
    **dict.fromkeys(("armn", "beng", "deva", "ethi", "geor", "gujr", "guru", "khmr", "knda", "laoo", "mlym", "mymr", "sinh", "taml", "telu", "thai", "tibt", "orya", "olck", "mtei"), _NO_FONT),
}  # fmt: skip
"""Why languages and scripts (BCP 47) cannot be typeset."""


def read_wording(words: TomlTable, language: str) -> Wording:
    """Return the added words of a guide: its own, and for all others those of its language."""
    default = Wording(**language_for(language).words)
    wording = Wording(**{each.name: words.text(each.name, getattr(default, each.name)) for each in fields(Wording)})
    for name, gaps in _TEMPLATES.items():
        written, usual = getattr(wording, name), getattr(default, name)
        if set(_BRACES.findall(written)) != gaps:
            missing = " and ".join(sorted(gaps))
            words.report(
                f"{name} = '{written}' does not contain {missing}, or contains other braces",
                name,
                f'write for instance {name} = "{usual}"',
            )
            wording = replace(wording, **{name: usual})
    for name in ("months", "month_names", "month_titles"):
        if len(getattr(wording, name).split()) != 12:
            words.report(
                f"{name} = '{getattr(wording, name)}' is not twelve names", name, "write twelve names separated by spaces"
            )
            wording = replace(wording, **{name: getattr(default, name)})
    words.finish(WORDS)
    return wording


def report_language(book: TomlTable, tag: str, own: Collection[str]) -> None:
    """Report a language that cannot be typeset, or for whose added words there is no file.

    Args:
        book: the table that names the language.
        tag: its tag (BCP 47).
        own: the keys of the words that the guide has itself.
    """
    place = book.place("language")
    subtags = tag.lower().split("-")
    script = next((part for part in subtags[1:] if len(part) == 4), "")
    reason = _REASONS.get(script, "") if script else _REASONS.get(subtags[0], "")
    if reason:
        message = f"a guide in the language '{tag}' cannot be typeset yet: {reason}"
        hint = "write the guide in a language with Latin, Greek or Cyrillic letters; single words may be in others, if the fonts have them"
        book.source.report(Code.LANGUAGE_UNSUPPORTED, place, message, hint)
        return
    missing = [each.name for each in fields(Wording) if each.name not in own]
    if find_language(tag) is None and missing:
        names = ", ".join(read_language(each).name for each in language_tags())
        message = f"the words that are added to the text, such as 'Contents', are English: there is no file of words for '{tag}'"
        hint = f"write them below [words], under the keys that the manual lists; there are files for {names}"
        book.source.report(Code.LANGUAGE_UNSUPPORTED, place, message, hint, Severity.WARNING)
