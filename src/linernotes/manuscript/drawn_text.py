"""Text in SVG files: it is set in the fonts of the book, which are named in a way that every SVG renderer reads."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

SANS, SERIF = "Liner Sans", "Liner Text"
"""The families of the book that stand in for those of other machines."""

_SVG = "{http://www.w3.org/2000/svg}"
_SANS_FAMILIES = (
    "arial arimo avenir bahnschrift bitstream calibri candara century comic cursive dejavu fantasy fira franklin futura geneva gill "
    "helvetica impact inter lato liberation lucida montserrat myriad noto nunito open optima poppins raleway roboto sans sans-serif "
    "segoe source system-ui tahoma trebuchet ubuntu verdana"
)
_SERIF_FAMILIES = (
    "baskerville bodoni book bookman cambria caslon constantia didot garamond georgia merriweather minion palatino playfair serif "
    "times tinos"
)
_FIXED_FAMILIES = "andale consolas courier cousine menlo monaco monospace"
SYSTEM_FONTS = frozenset(f"{_SANS_FAMILIES} {_SERIF_FAMILIES} {_FIXED_FAMILIES}".split())
"""Generic and common families, by their first word. No system font is used: a book looks the same on every machine."""

_ROOT = re.compile(r"<(?:\w+:)?svg\b(?P<attributes>[^>]*)>")
_TEXT = re.compile(r"<(?:\w+:)?text\b")
_ATTRIBUTE = re.compile(r"(?P<before>\sfont-family\s*=\s*)(?P<quote>[\"'])(?P<families>.*?)(?P=quote)")
_STYLED = re.compile(r"(?P<before>\sstyle\s*=\s*)(?P<quote>[\"'])(?P<style>.*?)(?P=quote)", re.DOTALL)
_SHEET = re.compile(r"(?P<before><(?:\w+:)?style\b[^>]*>)(?P<style>.*?)(?P<after></)", re.DOTALL)
_FAMILY = re.compile(r"(?P<before>font-family\s*:\s*)(?P<families>(?:&quot;|&apos;|[^;}])+)")
_SHORT = re.compile(r"(?<![\w-])font\s*:\s*(?P<values>(?:&quot;|&apos;|[^;}])+)")
_VALUES = re.compile(
    r"(?P<before>(?:[\w-]+\s+)*?)(?P<size>[\d.]+(?:px|pt|em|rem|mm|cm|in|pc|%)?|(?:x{1,2}-)?(?:small|large)|medium)"
    r"(?:\s*/\s*[\w.%]+)?\s+(?P<families>.+)",
    re.DOTALL,
)
_WEIGHTS = re.compile(r"bold|bolder|lighter|[1-9]00")


MAX_CHARACTERS = 20_000
"""The characters of the texts of a drawing; the time to draw one line of text grows with the square of its length."""


def text_problem(root: Element) -> tuple[str, str] | None:
    """Return a problem with the text of a drawing, and a hint; None if there is none."""
    for element in root.iter(f"{_SVG}foreignObject"):
        words = " ".join("".join(element.itertext()).split())[:30]
        return f"its text '{words}' is in a <foreignObject>, which is not drawn", "write it as a <text> element"
    if sum(len(part) for element in root.iter(f"{_SVG}text") for part in element.itertext()) > MAX_CHARACTERS:
        return f"its text has more than {MAX_CHARACTERS} characters", "shorten it, or save the drawing as a PNG"
    return None


def with_book_fonts(svg: str) -> str:
    """Return a drawing whose text is set in the fonts of the book.

    A family that a drawing program names, such as Arial, becomes the family of the book that is most similar; text without a family
    is set in the sans-serif. Another name stays, because it may be a font of the project, and gets a family of the book as its
    fallback. The short form ``font:`` becomes the long one, which every renderer reads.
    """
    if not _TEXT.search(svg):
        return svg
    svg = _ATTRIBUTE.sub(lambda found: f"{found['before']}{found['quote']}{_mapped(found['families'])}{found['quote']}", svg)
    svg = _STYLED.sub(lambda found: f"{found['before']}{found['quote']}{_declared(found['style'])}{found['quote']}", svg)
    svg = _SHEET.sub(lambda found: f"{found['before']}{_declared(found['style'])}{found['after']}", svg)
    root = _ROOT.search(svg)
    if root and not _ATTRIBUTE.search(root["attributes"]):
        at = root.start("attributes")
        svg = f'{svg[:at]} font-family="{SANS}"{svg[at:]}'
    return svg


def _declared(style: str) -> str:
    """Return declarations of CSS with the fonts of the book."""
    style = _FAMILY.sub(lambda found: found["before"] + _mapped(found["families"]), style)
    return _SHORT.sub(lambda found: _long_form(found["values"]) or found[0], style)


def _long_form(values: str) -> str:
    """Return the declarations that the short form ``font:`` stands for; empty if it names no size or family (CSS Fonts 4, 2.7)."""
    found = _VALUES.fullmatch(values.strip())
    if not found:
        return ""
    words = found["before"].split()
    style = next((word for word in words if word in ("italic", "oblique")), "normal")
    weight = next((word for word in words if _WEIGHTS.fullmatch(word)), "normal")
    size = found["size"]
    return f"font-style:{style};font-weight:{weight};font-size:{size};font-family:{_mapped(found['families'])}"


def _mapped(families: str) -> str:
    """Return a list of families that ends with one of the book."""
    names = [re.sub(r"&quot;|&apos;|[\"']", "", name).strip() for name in families.split(",")]
    own = [name for name in names if name and _first(name) not in SYSTEM_FONTS]
    if own and own == [name for name in names if name] and own[-1].startswith("Liner "):
        return families
    generic = next(
        (SERIF if _first(name) in _SERIF_FAMILIES.split() else SANS for name in names if _first(name) in SYSTEM_FONTS), SANS
    )
    return ", ".join(dict.fromkeys((*own, generic)))


def _first(name: str) -> str:
    return name.lower().partition(" ")[0]
