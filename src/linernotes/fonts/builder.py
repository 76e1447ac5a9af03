"""The font builder: makes instances of variable families, and the font of our own drawings.

It alone knows fontpkg, and with ``glyphs`` fontTools, which they import inside their functions: a build that finds its fonts in the
cache (``fonts``) pays for neither. Everything here gives the same bytes on every run and machine: no dates, no helper libraries
that may or may not be installed, no order that depends on hashing.

A source is subset first and instanced then: the outlines, metrics and kerning are those of the other order, in less than half
the time, because most of a source (Literata: 1789 glyphs) is Greek, Cyrillic and Vietnamese. Cuts of one source share its subset.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from linernotes.cache.versions import version_of
from linernotes.fonts import symbols
from linernotes.fonts.glyphs import add_placeholder_digits, outline
from linernotes.model.findings import Place, PressError, did_you_mean

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FORMAT: Final = 2
"""Raise it when the same spec gives other bytes, or the cache keeps them in another way: entries are known by it."""

DRAWN: Final = "drawn"
"""The source of an instance that no family brings: our own drawings."""

SPEC: Final = Place("fonts.toml")

WEIGHTS: Final[Mapping[int, str]] = dict(
    zip(
        range(100, 1000, 100),
        ["Thin", "ExtraLight", "Light", "Regular", "Medium", "SemiBold", "Bold", "ExtraBold", "Black"],
        strict=True,
    )
)
"""The names of the weights, after https://learn.microsoft.com/typography/opentype/spec/os2#usweightclass."""

_NO_DATE: Final = 2_082_844_800  # 1 January 1970, in OpenType's seconds since 1904: an instance has no date of its own
_TWINS: Final = {0x2010: 0x2D, 0x2011: 0x2D, 0x202F: 0x2009}  # hyphens and no-break signs look like their everyday twins
_KEPT_NAMES: Final = (0, 7, 8, 9, 11, 12, 13, 14)  # copyright, trademark, makers, their addresses, licence
_DROPPED_TABLES: Final = ("DSIG", "HVAR", "STAT", "VVAR", "vhea", "vmtx")  # unused in a static horizontal font, or to make it


_Made = tuple[bytes, frozenset[int]]  # a file and the characters it can set


@dataclass(frozen=True, slots=True)
class Instance:
    """What is to be built: one line of ``fonts.toml``.

    Attributes:
        family: our name for the family.
        style: ``normal`` or ``italic``.
        weight: the weight that the instance declares, in CSS's hundreds.
        source: the family that it is built from, or ``DRAWN``.
        axes: tags and values, in the source's units: one for every axis.
    """

    family: str
    style: str
    weight: int
    source: str
    axes: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        """Name the instance as style sheets ask for it."""
        return f"{self.family} {self.style} {self.weight}"

    @property
    def style_name(self) -> str:
        """The style as font menus write it: Regular, Italic, Bold Italic, Black, and so on."""
        name = WEIGHTS[self.weight]
        return name if self.style == "normal" else f"{name} Italic".removeprefix("Regular ")

    @property
    def stem(self) -> str:
        """The PostScript name, which is the name of the file too."""
        return f"{self.family}-{self.style_name}".replace(" ", "")


@dataclass(frozen=True, slots=True)
class BuiltFont:
    """A font as it leaves the builder: the file's bytes, the characters it can set, its licence (SPDX id and text)."""

    data: bytes
    code_points: frozenset[int]
    licence: str
    licence_text: str


@dataclass(frozen=True, slots=True)
class _Work:
    """All instances of one source file: what a process needs to know to make them."""

    file: Path
    instances: tuple[Instance, ...]
    repertoire: frozenset[int]


def versions(instances: Iterable[Instance]) -> dict[str, str]:
    """Return the versions of all packages that decide the bytes of these instances.

    Raises:
        PressError: one of them is not installed.
    """
    found = {"fonttools": version_of("fonttools")}
    for source in sorted({instance.source for instance in instances} - {DRAWN}):
        package = f"fontpkg-{_slug(source)}"
        found[package] = version_of(package)
        if not found[package]:
            from importlib import metadata

            families = {entry.name for entry in metadata.entry_points(group="fontpkg.family")}
            hint = f"{did_you_mean(_slug(source), families)}; otherwise: pip install {package}".removeprefix("; otherwise: ")
            raise PressError(f"the family '{source}' is not installed", SPEC, hint)
    return found


def build(instances: Sequence[Instance], repertoire: frozenset[int]) -> dict[Instance, BuiltFont]:
    """Make the instances, in parallel processes where there are several sources and processors.

    Args:
        instances: what to build.
        repertoire: the code points to keep, as far as the sources have them.

    Returns:
        A casting for each instance, in the order of the instances.

    Raises:
        PressError: a family is broken, or lacks the style or an axis that an instance asks for.
    """
    licences: dict[Instance, list[str]] = {}
    sources: dict[Path, list[Instance]] = {}
    for instance in instances:
        if instance.source != DRAWN:
            file, *licences[instance] = _source(instance)
            sources.setdefault(file, []).append(instance)
    work = [_Work(file, tuple(group), repertoire) for file, group in sources.items()]
    work.sort(key=lambda each: each.file.stat().st_size * len(each.instances), reverse=True)  # longest first
    built = {
        instance: BuiltFont(*_drawn(instance, repertoire), "OFL-1.1", symbols.LICENCE)
        for instance in instances
        if instance.source == DRAWN
    }
    for made in _in_parallel(work):
        built |= {instance: BuiltFont(data, code_points, *licences[instance]) for instance, (data, code_points) in made.items()}
    return {instance: built[instance] for instance in instances}


def _in_parallel(work: Sequence[_Work]) -> list[dict[Instance, _Made]]:
    """Do the work in as many processes as are of use, or in this one."""
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    from multiprocessing import get_context

    workers = min(len(work), os.cpu_count() or 1)
    if workers > 1:
        try:
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                return list(pool.map(_build_source, work))
        except BrokenProcessPool:
            pass  # the program cannot be started a second time (a script without a main guard, standard input): build here
    return [_build_source(each) for each in work]


def _slug(family: str) -> str:
    """Return the name by which fontpkg's packages know a family."""
    return re.sub(r"[\s_]+", "-", family.strip().lower())


def _source(instance: Instance) -> tuple[Path, str, str]:
    """Find the file that an instance is made from, and its licence (SPDX id, text); see that each axis has a possible value."""
    from importlib import metadata

    import fontpkg

    axes = dict(instance.axes)
    try:
        family = fontpkg.family(instance.source)
        spans = {axis.tag: (axis.min, axis.max) for axis in family.axes}
        for tag in sorted(axes.keys() - spans.keys()):
            raise PressError(f"{instance}: {family.name} has no axis '{tag}'", SPEC, did_you_mean(tag, spans))
        for tag, (low, high) in spans.items():
            if tag not in axes or not low <= axes[tag] <= high:
                fault = f"{axes[tag]:g} is off the axis '{tag}'" if tag in axes else f"the axis '{tag}' has no value"
                raise PressError(f"{instance}: {fault}", SPEC, f"{family.name} goes from {low:g} to {high:g} there")
        file = Path(fontpkg.select_file(family, int(axes.get("wght", instance.weight)), instance.style).path)
    except fontpkg.FontpkgError as error:
        raise PressError(f"{instance}: {error}", SPEC) from error
    text = metadata.distribution(f"fontpkg-{_slug(instance.source)}").read_text("licenses/LICENSE")  # as PEP 639 places it
    if not text:
        raise PressError(
            f"{instance}: the package of {family.name} brings no licence text, so its instances may not be passed on", SPEC
        )
    return file, family.license, text


def _build_source(work: _Work) -> dict[Instance, _Made]:
    """Make all instances of one source. Runs in a process of its own."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    subset = _saved(_subset(TTFont(work.file, recalcTimestamp=False), work.repertoire))
    made: dict[Instance, _Made] = {}
    for instance in work.instances:
        font = TTFont(BytesIO(subset), recalcTimestamp=False)
        if "fvar" in font:
            instantiateVariableFont(font, dict(instance.axes), inplace=True, static=True)
        add_placeholder_digits(font)
        axes = "".join(f" {tag}={value:g}" for tag, value in instance.axes)
        made[instance] = _finished(font, instance, f"{font['name'].getDebugName(5)}; cut from {instance.source}{axes}")
    return made


def _subset(font: TTFont, repertoire: frozenset[int]) -> TTFont:
    """Keep the repertoire, with all features and kerning that reach into it, and drop hinting and what an instance has no use for."""
    from fontTools.subset import Options, Subsetter

    for table in font["cmap"].tables:
        if table.isUnicode():
            for point, twin in _TWINS.items():
                if twin in table.cmap and point in repertoire:
                    table.cmap.setdefault(point, table.cmap[twin])
    options = Options(layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=[5, *_KEPT_NAMES])
    options.drop_tables += _DROPPED_TABLES
    options.harfbuzz_repacker = False  # it packs kerning otherwise, where it is installed
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=repertoire)
    subsetter.subset(font)
    return font


def _drawn(instance: Instance, repertoire: frozenset[int]) -> _Made:
    """Make the font of our drawings, with Literata's ascent and descent, so that a sign never spreads a line of text."""
    from fontTools.fontBuilder import FontBuilder

    drawn = {point: drawing for point, drawing in sorted({**symbols.SPACES, **symbols.DRAWINGS}.items()) if point in repertoire}
    glyphs = {drawing.name: drawing for drawing in (symbols.NOTDEF, *drawn.values())}
    builder = FontBuilder(unitsPerEm=1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({point: drawing.name for point, drawing in drawn.items()})
    builder.setupGlyf({name: outline(drawing) for name, drawing in glyphs.items()})
    builder.setupHorizontalMetrics({name: (drawing.advance, drawing.left) for name, drawing in glyphs.items()})
    builder.setupHorizontalHeader(ascent=1177, descent=-308)
    builder.setupNameTable({0: symbols.COPYRIGHT, 13: symbols.LICENCE_NOTE, 14: symbols.LICENCE_URL}, mac=False)
    builder.setupOS2(
        version=4, sTypoAscender=1177, sTypoDescender=-308, sTypoLineGap=0, usWinAscent=1177, usWinDescent=308,
        sxHeight=509, sCapHeight=700, fsSelection=0b1000_0000, fsType=0, achVendID="NONE",
    )  # fmt: skip
    builder.setupPost(keepGlyphNames=False, underlinePosition=-100, underlineThickness=50)
    builder.font["OS/2"].recalcUnicodeRanges(builder.font)
    return _finished(builder.font, instance, "Version 1.000")


def _finished(font: TTFont, instance: Instance, version: str) -> _Made:
    """Give an instance our name and its declared style everywhere a font keeps them, and no date; return its bytes and characters.

    Programs that know only regular, italic, bold and bold italic find any other weight as a family of its own (name ids 1 and 2),
    the others by ids 16 and 17: https://learn.microsoft.com/typography/opentype/spec/name#name-ids.
    """
    bold, italic, weight = instance.weight == 700, instance.style == "italic", WEIGHTS[instance.weight]
    names, os2, head = font["name"], font["OS/2"], font["head"]
    names.names = [r for r in names.names if r.platformID == 3 and (r.nameID in _KEPT_NAMES or r.nameID > 255)]
    ours = {3: f"{version};{instance.stem}", 4: f"{instance.family} {instance.style_name}", 5: version, 6: instance.stem}
    if instance.weight in (400, 700):
        ours |= {1: instance.family, 2: instance.style_name}
    else:
        ours |= {
            1: f"{instance.family} {weight}",
            2: "Italic" if italic else "Regular",
            16: instance.family,
            17: instance.style_name,
        }
    for name_id, text in ours.items():
        names.setName(text, name_id, 3, 1, 0x409)
    os2.usWeightClass, os2.usWidthClass = instance.weight, 5
    os2.fsSelection = os2.fsSelection & 0b1000_0000 | italic | bold << 5 | (not italic and not bold) << 6
    os2.recalcAvgCharWidth(font)
    head.macStyle = bold | italic << 1
    head.created = head.modified = _NO_DATE
    return _saved(font), frozenset(font.getBestCmap()) - frozenset(symbols.PLACEHOLDER_DIGITS)


def _saved(font: TTFont) -> bytes:
    """Return the bytes of the font's file."""
    file = BytesIO()
    font.save(file)
    return file.getvalue()
