"""The fonts of a book: static instances of variable families, built once and cached.

A font family on PyPI (``fontpkg-…``) is one variable font with thousands of glyphs; a guide may have font files of its own. The typesetter and e-books need the opposite:
a small file for each style and weight, with its kerning and features, and the same bytes on every machine, so that results can be
compared and cached. ``styles/fonts.toml`` lists the instances, and the font builder makes those that are not in the cache.

The instances are static because WeasyPrint 70 ignores ranges in ``font-weight``, and variations in SVG text. They are TrueType
files because every e-reader supports TrueType and some do not support WOFF2. Each carries its licence and copyright line because
the Open Font License (clause 2) requires both with every copy.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from linernotes.assets import cache_folder
from linernotes.cache.versions import version_of
from linernotes.fonts.spec import DRAWN, Instance, read_spec
from linernotes.fonts.symbols import DRAWINGS, NOTDEF, SPACES, SYMBOLS
from linernotes.model.findings import LinerNotesError, WritingError
from linernotes.model.fontfiles import FontFile
from linernotes.workers.pool import WorkerPool

if TYPE_CHECKING:
    from linernotes.fonts.builder import BuiltFont

DEFAULT_REPERTOIRE: Final[frozenset[int]] = SYMBOLS.union(
    range(0x20, 0x7F),  # Basic Latin
    range(0xA0, 0x149),  # Latin-1, with ½ ¼ ¾ × and the soft hyphen; Latin Extended-A without ŉ and ſ, which the
    range(0x14A, 0x17F),  # text and title fonts lack
    (0x2010, 0x2011, 0x2013, 0x2014),  # hyphens and dashes
    (0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),  # quotation marks
    (0x2009, 0x202F),  # thin spaces
    map(ord, "†‡•…‰′″‹›€™−"),
)
"""The characters of books in the languages of Western and Central Europe, and the built-in symbols."""

_NO_FILES: Final[Mapping[str, FontFile]] = MappingProxyType({})

_FORMAT: Final = 4
"""Part of the cache key. Raise it when the builder makes other bytes of the same list, or the layout of the cache changes."""

_MANIFEST: Final = "manifest"


@dataclass(frozen=True, slots=True)
class Font:
    """A font file, and the name that style sheets use for it.

    Attributes:
        family: the family name in style sheets.
        style: ``normal`` or ``italic``.
        weight: the CSS weight that the font is declared with.
        file: the TrueType file, in the cache.
        recipe: a hash of everything that decides the bytes of the file.
        licence: the licence in full, with the copyright line. Every copy of the file needs it.
    """

    family: str
    style: str
    weight: int
    file: Path
    licence: str = field(repr=False)
    recipe: str = field(default="", repr=False)


def build_fonts(
    spec: str,
    repertoire: Set[int],
    *,
    cache: Path | None = None,
    files: Mapping[str, FontFile] = _NO_FILES,
    report: Callable[[str], None] | None = None,
    pool: WorkerPool | None = None,
) -> tuple[Font, ...]:
    """Return the fonts that a list declares, from the cache if they are there.

    A cache entry is one folder, named by a hash of everything that decides its bytes: the list, the repertoire, the versions of
    fontTools and of the families, the guide's own font files, the drawings of the symbols and ``_FORMAT``. Every file of it has a checksum. If one does not
    match, the fonts are built again. Files are renamed into place one by one; their bytes are the same whichever process writes
    them, so several processes may do so at the same time.

    Args:
        spec: the text of ``fonts.toml``.
        repertoire: the code points to keep. A font lacks the characters that its source lacks, except that a no-break hyphen or
            thin space uses the glyph of its breaking form.
        cache: the folder of all entries; by default ``linernotes/fonts`` below ``$XDG_CACHE_HOME`` or ``~/.cache``.
        files: the guide's own font files, by path.
        report: called with a sentence for the user before fonts are built, which takes some seconds.
        pool: the workers that build fonts; None means this process.

    Returns:
        The fonts in the order of the list.

    Raises:
        LinerNotesError: the list is malformed, or needs a family that is not installed or an axis that its family does not have.
        WritingError: the cache cannot be written.
    """
    instances = read_spec(spec)
    wanted = frozenset(repertoire)
    entry = (_default_cache() if cache is None else cache.absolute()) / _key(spec, wanted, instances, files)
    fonts = _read_entry(entry)
    if fonts is None:
        # Imported here because fontTools and fontpkg take 0.12 s to load, and most builds find their fonts in the cache.
        from linernotes.fonts.builder import build, recipes

        _make_folder(entry)  # before the fonts are built, which takes seconds
        keys = {each: _recipe_key(each, recipe, files) for each, recipe in recipes(instances, wanted, files).items()}
        built = _find_built(entry.parent, keys)
        missing = [instance for instance in instances if instance not in built]
        if report:
            report(f"building {len(missing)} fonts (only once, they are kept in {entry})")
        built |= build(missing, wanted, files, pool)
        _write_entry(entry, [(instance, built[instance], keys[instance]) for instance in instances])
        fonts = _read_entry(entry)
    if fonts is None:
        raise _cache_error(entry, "the files written there cannot be read back")
    return fonts


def available_characters(spec: str, files: Mapping[str, FontFile] = _NO_FILES) -> frozenset[int]:
    """Return the code points that at least one of the fonts in a list could have.

    Args:
        spec: the list.
        files: the guide's own font files, by path.

    Raises:
        LinerNotesError: the list is malformed, or needs a family that is not installed.
    """
    from linernotes.fonts.builder import available_characters  # fontTools takes 0.12 s to load, and few books need it

    return available_characters(read_spec(spec), files)


def font_face_css(fonts: Iterable[Font], url: Callable[[Font], str]) -> str:
    """Return the ``@font-face`` rules of fonts, sorted by family, weight and style.

    Args:
        fonts: the fonts to declare; repeated fonts are declared once.
        url: returns the URL of a font, relative to the style sheet or absolute.

    Raises:
        LinerNotesError: two different fonts have the same family, style and weight.
    """
    slots: dict[tuple[str, int, str], Font] = {}
    for font in fonts:
        if slots.setdefault((font.family, font.weight, font.style), font) != font:
            raise LinerNotesError(
                f"two fonts are called {font.family} {font.style} {font.weight}", hint="rename one in fonts.toml"
            )
    return "\n".join(
        f"@font-face {{\n  font-family: {_css_string(font.family)};\n  font-style: {font.style};\n  font-weight: {font.weight};\n"
        f'  src: url({_css_string(url(font))}) format("truetype");\n}}\n'
        for font in sorted(slots.values(), key=lambda font: (font.family, font.weight, font.style == "italic"))
    )


def _css_string(text: str) -> str:
    """Quote a string for CSS (https://www.w3.org/TR/cssom-1/#serialize-a-string)."""
    return '"' + re.sub(r'["\\]|[\0-\x1f\x7f]', lambda m: f"\\{m[0]}" if m[0] in '"\\' else f"\\{ord(m[0]):x} ", text) + '"'


def _default_cache() -> Path:
    try:
        return cache_folder() / "fonts"
    except RuntimeError as error:
        raise _cache_error(Path("~/.cache"), "this user has no home folder") from error


def _cache_error(folder: Path, reason: object) -> WritingError:
    return WritingError(f"cannot keep fonts in {folder}: {reason}", hint="set XDG_CACHE_HOME to a folder that can be written")


def _key(spec: str, repertoire: frozenset[int], instances: Iterable[Instance], files: Mapping[str, FontFile]) -> str:
    """Return the name of a cache entry: a hash of everything that decides its bytes."""
    sources = sorted({source for instance in instances for source in _version(instance, files)})
    drawings = repr((NOTDEF, SPACES, DRAWINGS))
    return _checksum(json.dumps([_FORMAT, spec, sorted(repertoire), version_of("fonttools"), sources, drawings]).encode())


def _recipe_key(instance: Instance, recipe: str, files: Mapping[str, FontFile]) -> str:
    """Return a hash of everything that decides the bytes of one font."""
    drawings = repr((NOTDEF, SPACES, DRAWINGS)) if instance.source == DRAWN else ""
    return _checksum(json.dumps([_FORMAT, recipe, version_of("fonttools"), _version(instance, files), drawings]).encode())


def _version(instance: Instance, files: Mapping[str, FontFile]) -> list[tuple[str, str]]:
    """Return the source of a font and a text that differs for every version of it; nothing for the built-in symbols."""
    if instance.source == DRAWN:
        return []
    if not instance.is_file:
        return [(instance.package, version_of(instance.package))]
    if instance.source not in files:
        return []
    file = files[instance.source]
    return [(file.path, _checksum(file.content) + _checksum(file.licence.encode()))]


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_entry(entry: Path) -> tuple[Font, ...] | None:
    """Return the fonts of a cache entry, or None if any file is missing or does not match its checksum.

    The first line of the manifest is the checksum of the rest, which therefore needs no other validation.
    """
    try:
        checksum, _, body = (entry / _MANIFEST).read_bytes().partition(b"\n")
        if checksum.decode("ascii", "replace") != _checksum(body):
            return None
        manifest = json.loads(body)
        if manifest.get("format") != _FORMAT:  # an entry of another version, found while looking for built fonts
            return None
        files = {name: (entry / name).read_bytes() for name in manifest["checksums"]}
    except OSError:
        return None
    if any(_checksum(data) != manifest["checksums"][name] for name, data in files.items()):
        return None
    return tuple(
        Font(
            family=font["family"],
            style=font["style"],
            weight=font["weight"],
            file=entry / font["file"],
            licence=files[font["licence"]].decode(),
            recipe=font["recipe"],
        )
        for font in manifest["fonts"]
    )


def _find_built(cache: Path, recipes: Mapping[Instance, str]) -> dict[Instance, BuiltFont]:
    """Return the fonts that another entry of the cache has: a larger repertoire changes only fonts that have its characters."""
    from linernotes.fonts.builder import BuiltFont  # the caller has loaded it

    found: dict[Instance, BuiltFont] = {}
    for manifest in sorted(cache.glob(f"*/{_MANIFEST}")):
        wanted = {recipe: instance for instance, recipe in recipes.items() if instance not in found}
        if wanted and (fonts := _read_entry(manifest.parent)):
            found |= {
                wanted[font.recipe]: BuiltFont(font.file.read_bytes(), font.licence) for font in fonts if font.recipe in wanted
            }
    return found


def _make_folder(entry: Path) -> None:
    try:
        entry.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cache_error(entry, error.strerror or error) from error


def _write_entry(entry: Path, built: Sequence[tuple[Instance, BuiltFont, str]]) -> None:
    """Write a cache entry: each file under a temporary name, then renamed; the manifest last."""
    files: dict[str, bytes] = {}
    fonts: list[Mapping[str, object]] = []
    for instance, font, recipe in built:
        licence = font.licence.encode()
        file, licence_file = f"{instance.postscript_name}.ttf", f"licence-{_checksum(licence)[:8]}.txt"
        files |= {file: font.data, licence_file: licence}
        fonts.append(
            {
                "family": instance.family,
                "style": instance.style,
                "weight": instance.weight,
                "file": file,
                "licence": licence_file,
                "recipe": recipe,
            }
        )
    body = json.dumps(
        {"format": _FORMAT, "checksums": {name: _checksum(data) for name, data in files.items()}, "fonts": fonts}
    ).encode()
    files[_MANIFEST] = _checksum(body).encode() + b"\n" + body
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=entry.parent) as drafts:
            for name, data in files.items():
                draft = Path(drafts, name)
                draft.write_bytes(data)
                draft.replace(entry / name)
    except OSError as error:
        raise _cache_error(entry, error.strerror or error) from error
