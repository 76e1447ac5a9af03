"""Checks of the fonts of a look: what they lack, and what their makers allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.fonts.symbols import SYMBOLS
from linernotes.look.fontlists import check_letters
from linernotes.look.fonts import Fonts, Listed, listed_styles
from linernotes.model.findings import Code, Finding, Place, Severity, did_you_mean
from linernotes.model.fontfiles import FontFile
from linernotes.model.look import Look

_ALWAYS: Final = frozenset("0123456789.,:;!?()-–’")
"""Characters that the pages of every guide may have."""

_SHOWN: Final = 20
_RESTRICTED, _VIEWING, _EDITING, _WHOLE, _BITMAPS = 0x2, 0x4, 0x8, 0x100, 0x200
"""The bits of embedding rights: OpenType 1.9.1, OS/2, fsType. Of the first three, the least restrictive one counts."""

_RESERVED: Final = re.compile(r"(?i)with\s+reserved\s+font\s+names?\s+(?P<names>[^\n]+)")
_QUOTED: Final = re.compile(r"['\"‘“](?P<name>[^'\"’”]+)['\"’”]")
_STACK: Final = {"text": "Liner Text", "labels": "Liner Sans"}
"""The roles, with the names of their families, whose fonts replace each other if one lacks a character, and every other one."""


def check_fonts(look: Look, fonts: Fonts, characters: Set[str], *, ebooks: bool) -> Iterator[Finding]:
    """Report families and files that are not there, and what the others lack or forbid.

    Args:
        look: the look that book.toml asks for.
        fonts: its fonts.
        characters: the characters that the book prints.
        ebooks: whether an edition is an e-book.
    """
    yield from fonts.problems
    printed = sorted(each for each in characters | _ALWAYS if ord(each) not in SYMBOLS and not each.isspace())
    reachable = _reachable(fonts)
    for role, source in look.fonts:
        place, family = look.place(role), fonts.found[role]
        own = [fonts.files[each.source] for each in (family.instances if family else ()) if each.is_file]
        name = f"the font '{source}'" if own else f"the font family '{source}'"
        if family is None:
            if not any(each.place == place for each in fonts.problems):
                package = f"fontpkg-{'-'.join(source.lower().split())}"
                message = f"the font family '{source}' for {role} is not installed"
                hint = f"check its name, install it (pip install {package}), or write the path of a font file, such as fonts/Name.ttf"
                yield Finding(place, Code.FONT_MISSING, message, hint)
            continue
        if family.missing:
            message = f"{name} has no {listed_styles(family.missing)}; the theme's font takes its place"
            hint = "add files of these styles and name their folder" if own else "choose a family that has it"
            yield Finding(place, Code.FONT_STYLE, message, hint, Severity.WARNING)
        yield from _coverage(place, name, family.characters, printed, reachable)
        yield from _rights(place, own, ebooks=ebooks)
    yield from check_letters(fonts.listed)
    for each in fonts.listed:
        yield from _coverage(each.place, f"the font file '{each.file.path}'", each.file.facts.characters, printed, reachable)
        yield from _rights(each.place, [each.file], ebooks=ebooks)
        yield from _axes(each)
        if reserved := next((name for name in _reserved(each.file) if name.casefold() in each.instance.family.casefold()), ""):
            message = (
                f"the name '{reserved}' is reserved: a font that is changed, as guides change it, may not have it in its name"
            )
            hint = (
                f"write another family name, such as Liner Title, in place of '{each.instance.family}', here and in style sheets"
            )
            yield Finding(each.place, Code.FONT_LICENCE, message, hint)


def _axes(listed: Listed) -> Iterator[Finding]:
    """Report axes that a font file does not have, and values that are out of range."""
    name, known = f"the font file '{listed.file.path}'", {axis.tag: axis for axis in listed.file.facts.axes}
    for tag, value in listed.instance.axes:
        axis = known.get(tag)
        if axis is None:
            hint = did_you_mean(tag, known) or "a static font has no axes: leave them out"
            yield Finding(listed.place, Code.DATA_ENTRY, f"{name} has no axis '{tag}'", hint)
        elif axis.nearest(value) != value:
            hint = f"write a number from {axis.lowest:g} to {axis.highest:g}"
            yield Finding(listed.place, Code.DATA_ENTRY, f"{tag} = {value:g} is out of range for {name}", hint)


def _reachable(fonts: Fonts) -> frozenset[int]:
    """Return the code points that the fonts for text or for labels have; a theme's own fonts have all usual ones."""
    found: list[frozenset[int]] = [SYMBOLS]
    for role, name in _STACK.items():
        family = fonts.found.get(role)
        of_list = [each.file.facts.characters for each in fonts.listed if each.instance.family == name]
        if family and not family.missing:
            found.append(family.characters)
        else:
            found.append(frozenset.intersection(*of_list) if of_list else DEFAULT_REPERTOIRE)
    return frozenset().union(*found)


def _coverage(
    place: Place, name: str, has: frozenset[int], printed: Sequence[str], reachable: frozenset[int]
) -> Iterator[Finding]:
    lacking = [each for each in printed if ord(each) not in has]
    nowhere = [each for each in lacking if ord(each) in DEFAULT_REPERTOIRE and ord(each) not in reachable]
    if nowhere:
        message = f"{name} and the other fonts of the guide lack {_some(nowhere)}"
        hint = "choose another font for text or for labels: one of the two needs every character of the guide"
        yield Finding(place, Code.FONT_COVERAGE, message, hint)
    elif lacking:
        message = f"{name} lacks characters of the guide: {_some(lacking)}"
        hint = "choose a font that has them; otherwise another font of the guide takes its place there"
        yield Finding(place, Code.FONT_COVERAGE, message, hint, Severity.WARNING)


def _some(characters: Sequence[str]) -> str:
    return " ".join(characters[:_SHOWN]) + (f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else "")


def _rights(place: Place, files: Sequence[FontFile], *, ebooks: bool) -> Iterator[Finding]:
    """Report what the makers of font files forbid, and files without a licence."""
    another = "choose another font, or ask its maker for a file without this restriction"
    for file in files:
        bits = file.facts.embedding
        if bits & _RESTRICTED and not bits & (_VIEWING | _EDITING):
            yield Finding(place, Code.FONT_EMBEDDING, f"the font file '{file.path}' may not be put into documents", another)
        elif bits & _BITMAPS:
            message = f"the font file '{file.path}' may be put into documents as bitmaps only, which a guide does not contain"
            yield Finding(place, Code.FONT_EMBEDDING, message, another)
        elif bits & _WHOLE:
            message = f"the font file '{file.path}' may not be reduced to the characters of a document, as a guide reduces it"
            yield Finding(place, Code.FONT_EMBEDDING, message, another)
        elif bits & _VIEWING and not bits & _EDITING and ebooks:
            message = f"the font file '{file.path}' is allowed in documents to view and print; an e-book gives its readers the font itself"
            hint = 'ask its maker, or make PDF files only: formats = ["pdf"]'
            yield Finding(place, Code.FONT_EMBEDDING, message, hint, Severity.WARNING)
    if without := next((file for file in files if not file.licence), None):
        message = f"the font file '{without.path}' has no licence beside it, and every e-book has to contain it"
        hint = "put the licence into the folder of the font, as OFL.txt or licence.txt"
        yield Finding(place, Code.FONT_LICENCE, message, hint)


def _reserved(file: FontFile) -> Iterator[str]:
    """Yield the names that a licence reserves (SIL Open Font License 1.1, clause 3), which it lists after the copyright."""
    for found in _RESERVED.finditer(f"{file.facts.notice}\n{file.licence}"):
        names = [each["name"] for each in _QUOTED.finditer(found["names"])]
        yield from names or [found["names"].strip(" .,")]
