"""The fonts of the book: static instances of variable families, made once and kept.

A type family on PyPI (``fontpkg-…``) is one variable font with thousands of glyphs. Typesetter and e-book want the opposite: a
small file for each style and weight, under a name of ours, with its kerning and features, and the same bytes on every machine, so
that what is made of it can be compared and kept. ``styles/fonts.toml`` says which instances, ``foundry`` makes them; this module
reads the one, asks the other only when it must, and keeps what it gets. A warm call hashes a few files and no more.

Rules behind the instances: WeasyPrint 70 ignores ranges in ``font-weight``, and variations in SVG text, hence static instances; every
e-reader takes TrueType, some no WOFF2, hence TrueType; the OFL (clause 2) wants copyright and licence to travel with each copy,
hence ``Font.licence_text``.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from linernotes.assets import cache_folder
from linernotes.fonts import builder, symbols
from linernotes.fonts.builder import SPEC, WEIGHTS, BuiltFont, Instance
from linernotes.model.findings import PressError, WritingError, did_you_mean

SYMBOLS: Final = symbols.SYMBOLS
"""The signs that we draw ourselves."""

DEFAULT_REPERTOIRE: Final[frozenset[int]] = SYMBOLS.union(
    range(0x20, 0x7F),  # Basic Latin
    range(0xA0, 0x149),  # Latin-1, with ½ ¼ ¾ × and the soft hyphen; Latin Extended-A, but for ŉ and ſ, which the
    range(0x14A, 0x17F),  # fonts of titles and of running text lack
    (0x2010, 0x2011, 0x2013, 0x2014),  # hyphens and dashes
    (0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),  # quotation marks
    (0x2009, 0x202F),  # thin spaces
    map(ord, "†‡•…‰′″‹›€™−"),
)
"""What books in the languages of Western and Central Europe are set with, and the symbols."""

_MANIFEST: Final = "manifest"


@dataclass(frozen=True, slots=True)
class Font:
    """One instance: what a style sheet calls it, and the file that it is.

    Attributes:
        family: the name that style sheets ask for.
        style: ``normal`` or ``italic``.
        weight: the CSS weight that the font is declared with.
        file: the TrueType file, in the cache.
        licence: SPDX identifier of the font's licence.
        licence_text: the licence in full, with the copyright line. It must travel with the file.
        code_points: the characters that the font can set.
    """

    family: str
    style: str
    weight: int
    file: Path
    licence: str
    licence_text: str = field(repr=False)
    code_points: frozenset[int] = field(default=frozenset(), repr=False)


def build_fonts(
    spec: str, repertoire: Set[int], *, cache: Path | None = None, report: Callable[[str], None] | None = None
) -> tuple[Font, ...]:
    """Make the fonts that a spec declares, or find them in the cache.

    An entry of the cache is one folder, named by a hash of all that decides its bytes: the spec, the repertoire, the versions of
    fontTools and of the families, our drawings and the format of this module. A broken entry is made again, file by file, each
    renamed into place: the bytes are the same whoever makes them, so processes may do it at the same time.

    Args:
        spec: the text of ``fonts.toml``.
        repertoire: the code points to keep. What a source lacks is lacking in its instances, save that a no-break hyphen or thin
            space takes the glyph of its breaking twin.
        cache: the folder that holds the entries; by default ``linernotes/fonts`` below ``$XDG_CACHE_HOME`` or ``~/.cache``.
        report: is told, in one sentence, that fonts are being instance, which takes some seconds.

    Returns:
        The fonts in the order of the spec.

    Raises:
        PressError: the spec is malformed, asks for a family that is not installed or for an axis that its family does not have.
        WritingError: the cache cannot be written.
    """
    instances = _read_spec(spec)
    wanted = frozenset(repertoire)
    entry = (_default_cache() if cache is None else cache.absolute()) / _key(spec, wanted, builder.versions(instances))
    kept = _kept(entry)
    if kept is None:
        if report:
            report(f"building {len(instances)} fonts; this is done once, they are kept in {entry}")
        _keep(entry, builder.build(instances, wanted))
        kept = _kept(entry)
    if kept is None:
        raise _refusal(entry, "what was written there cannot be read again")
    return kept


def font_face_css(fonts: Iterable[Font], address: Callable[[Font], str]) -> str:
    """Write the ``@font-face`` rules, sorted by family, weight and style.

    Args:
        fonts: the fonts to declare; the same font twice is declared once.
        address: gives the URL of a font, as the document that uses the sheet must write it.

    Raises:
        PressError: two different fonts claim the same family, style and weight.
    """
    slots: dict[tuple[str, int, str], Font] = {}
    for font in fonts:
        if slots.setdefault((font.family, font.weight, font.style), font) != font:
            raise PressError(f"two fonts are called {font.family} {font.style} {font.weight}", hint="rename one in fonts.toml")
    return "\n".join(
        f"@font-face {{\n  font-family: {_css_string(font.family)};\n  font-style: {font.style};\n  font-weight: {font.weight};\n"
        f'  src: url({_css_string(address(font))}) format("truetype");\n}}\n'
        for font in sorted(slots.values(), key=lambda font: (font.family, font.weight, font.style == "italic"))
    )


def covered(fonts: Iterable[Font]) -> frozenset[int]:
    """Return the code points that at least one of the fonts can set."""
    return frozenset[int]().union(*(font.code_points for font in fonts))


def _css_string(text: str) -> str:
    """Quote a string as CSS does (https://www.w3.org/TR/cssom-1/#serialize-a-string)."""
    return '"' + re.sub(r'["\\]|[\0-\x1f\x7f]', lambda m: f"\\{m[0]}" if m[0] in '"\\' else f"\\{ord(m[0]):x} ", text) + '"'


# The spec --------------------------------------------------------------------------------------------


def _read_spec(spec: str) -> tuple[Instance, ...]:
    """Read the lines of ``fonts.toml``; whether the families have such axes is seen when they are instance."""
    try:
        lines = tomllib.loads(spec).get("fonts")
    except tomllib.TOMLDecodeError as error:
        raise PressError(f"this is not TOML: {error}", SPEC) from error
    if not isinstance(lines, list) or not lines:
        raise PressError("there is no list 'fonts', so there are no fonts", SPEC)
    instances = tuple(_read_instance(number, line) for number, line in enumerate(lines, 1))
    stems: dict[str, Instance] = {}
    for instance in instances:
        if stems.setdefault(instance.stem.lower(), instance) is not instance:
            raise PressError(f"two fonts are called {instance}", SPEC, hint="each needs a family, style or weight of its own")
    return instances


def _read_instance(number: int, line: dict[str, Any]) -> Instance:
    """Read one instance, the ``number``-th of the file."""

    def fault(message: str, hint: str = "") -> PressError:
        return PressError(f"font {number}: {message}", SPEC, hint)

    match line:
        case {"family": str(family), "style": "normal" | "italic" as style, "weight": int(weight), "source": str(source), **rest}:
            pass
        case _:
            raise fault("it needs family, style, weight and source", 'as in { family = "Liner Text", style = "normal", … }')
    for key in sorted(rest.keys() - {"axes"}):
        raise fault(f"'{key}' says nothing here", did_you_mean(key, ("family", "style", "weight", "source", "axes")))
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*", family):
        raise fault(f"'{family}' cannot name a family", "letters and digits without accents, single spaces between words")
    if weight not in WEIGHTS:
        raise fault(f"the weight {weight} is none of 100, 200 … 900")
    axes = rest.get("axes", {})
    if not isinstance(axes, dict) or not all(type(value) in (int, float) for value in axes.values()):
        raise fault("'axes' must give each axis a number", "as in axes = { opsz = 11, wght = 400 }")
    if source == builder.DRAWN and (axes or style == "italic"):
        raise fault("the symbols are drawn once, upright: their style is normal, and there are no axes")
    return Instance(family, style, weight, source, tuple(sorted((tag, float(value)) for tag, value in axes.items())))


# The cache -------------------------------------------------------------------------------------------


def _default_cache() -> Path:
    """Return the folder of all entries, among this person's caches."""
    try:
        return cache_folder() / "fonts"
    except RuntimeError as error:
        raise _refusal(Path("~/.cache"), "this user has no home folder") from error


def _refusal(folder: Path, reason: object) -> WritingError:
    return WritingError(f"cannot keep fonts in {folder}: {reason}", hint="name a folder that can be written in XDG_CACHE_HOME")


def _key(spec: str, repertoire: frozenset[int], versions: Mapping[str, str]) -> str:
    """Name the entry by all that decides its bytes."""
    drawn = repr((symbols.NOTDEF, symbols.SPACES, symbols.DRAWINGS))
    return _digest(json.dumps([builder.FORMAT, spec, sorted(repertoire), sorted(versions.items()), drawn]).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _kept(entry: Path) -> tuple[Font, ...] | None:
    """Read an entry of the cache; None if any part of it is missing or not as it was written.

    The first line of the manifest is the digest of the rest, so what is read from there needs no other check.
    """
    try:
        seal, _, body = (entry / _MANIFEST).read_bytes().partition(b"\n")
        if seal.decode("ascii", "replace") != _digest(body):
            return None
        manifest = json.loads(body)
        files = {name: (entry / name).read_bytes() for name in manifest["files"]}
    except OSError:
        return None
    if any([len(data), _digest(data)] != manifest["files"][name] for name, data in files.items()):
        return None
    return tuple(
        Font(
            family=font["family"],
            style=font["style"],
            weight=font["weight"],
            file=entry / font["file"],
            licence=font["licence"],
            licence_text=files[font["licence_file"]].decode(),
            code_points=frozenset(point for first, last in font["code_points"] for point in range(first, last + 1)),
        )
        for font in manifest["fonts"]
    )


def _keep(entry: Path, built: Mapping[Instance, BuiltFont]) -> None:
    """Write an entry: each file beside it first, then renamed into place, the manifest last."""
    import tempfile

    files: dict[str, bytes] = {}
    fonts = []
    for instance, font in built.items():
        text = font.licence_text.encode()
        file, licence_file = f"{instance.stem}.ttf", f"licence-{_digest(text)[:8]}.txt"
        files |= {file: font.data, licence_file: text}
        facts = {"family": instance.family, "style": instance.style, "weight": instance.weight, "licence": font.licence}
        fonts.append(facts | {"file": file, "licence_file": licence_file, "code_points": _ranges(font.code_points)})
    listed = {name: [len(data), _digest(data)] for name, data in files.items()}
    body = json.dumps({"files": listed, "fonts": fonts}).encode()
    try:
        entry.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=entry.parent) as beside:
            for name, data in (*files.items(), (_MANIFEST, _digest(body).encode() + b"\n" + body)):
                (Path(beside) / name).write_bytes(data)
                (Path(beside) / name).replace(entry / name)
    except OSError as error:
        raise _refusal(entry, error.strerror or error) from error


def _ranges(points: Iterable[int]) -> list[list[int]]:
    """Fold code points into ranges: first and last of each."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ranges
