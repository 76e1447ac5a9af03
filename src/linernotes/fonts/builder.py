"""The font builder: makes static instances of variable font families, and the font of the built-in symbols.

The output is the same, byte for byte, on every run and machine: no dates, no optional helper libraries, no order that depends
on hashing. A source is subset first and instantiated second: outlines, metrics and kerning come out as in the other order, in
less than half the time, because most of a source (Literata has 1789 glyphs) is Greek, Cyrillic and Vietnamese. All instances of
one source share its subset.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Final

import fontpkg
from fontTools.fontBuilder import FontBuilder
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from linernotes.fonts import symbols
from linernotes.fonts.glyphs import add_placeholder_digits, outline, to_truetype
from linernotes.fonts.spec import DRAWN, SPEC, WEIGHTS, Instance
from linernotes.model.findings import LinerNotesError, did_you_mean
from linernotes.model.fontfiles import FontFile
from linernotes.workers.child import Failure
from linernotes.workers.pool import WorkerPool

_LICENCE_URL: Final = "https://openfontlicense.org"
_LICENCE_NOTE: Final = f"This Font Software is licensed under the SIL Open Font License, Version 1.1. See {_LICENCE_URL}"
_LICENCE_FILE: Final = Path(__file__).with_name("licence.txt")
"""The licence of the built-in symbols; its first line is the copyright."""

_NO_DATE: Final = 2_082_844_800  # 1 January 1970, in OpenType's seconds since 1904
_LOOKALIKES: Final = {
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x202F: 0x2009,
}  # hyphens and no-break spaces use the glyphs of their plain forms
_KEPT_NAMES: Final = (0, 7, 8, 9, 11, 12, 13, 14)  # copyright, trademark, makers, their addresses, licence
_DROPPED_TABLES: Final = ("DSIG", "HVAR", "STAT", "VVAR", "vhea", "vmtx")  # unused in a static horizontal font, or to make it


FontFiles = Mapping[str, FontFile]


@dataclass(frozen=True, slots=True)
class BuiltFont:
    """The bytes of a font file, and the text of its licence."""

    data: bytes
    licence: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file that fonts are made from: its name in messages, its bytes, the text of its licence, and its code points."""

    name: str
    content: bytes
    licence: str
    characters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Job:
    """All instances of one source: the work of one process."""

    source: Source
    instances: tuple[Instance, ...]
    repertoire: frozenset[int]


def build(
    instances: Iterable[Instance], repertoire: frozenset[int], files: FontFiles, pool: WorkerPool | None
) -> dict[Instance, BuiltFont]:
    """Build fonts.

    Args:
        instances: the fonts to build.
        repertoire: the code points to keep. A font lacks the characters that its source lacks.
        files: the font files of the guide, by path.
        pool: the workers; None means this process.

    Raises:
        LinerNotesError: a family is not installed or is broken, or lacks a style or an axis.
    """
    built: dict[Instance, BuiltFont] = {}
    by_source: dict[Source, list[Instance]] = {}
    for instance in instances:
        if instance.source == DRAWN:
            built[instance] = _build_symbols(instance, repertoire)
        else:
            by_source.setdefault(_find_source(instance, files), []).append(instance)
    jobs = [Job(source, tuple(group), repertoire) for source, group in by_source.items()]
    jobs.sort(key=lambda job: len(job.source.content) * len(job.instances), reverse=True)  # the longest first
    for fonts in _run(jobs, pool):
        built |= fonts
    return built


def available_characters(instances: Iterable[Instance], files: FontFiles) -> frozenset[int]:
    """Return the code points that at least one source of these fonts has, and the built-in symbols.

    Raises:
        LinerNotesError: as `build` does, but a file that the guide does not have is left out.
    """
    wanted = [each for each in instances if each.source != DRAWN and (each.source in files or not each.is_file)]
    return symbols.SYMBOLS.union(*(source.characters for source in {_find_source(each, files) for each in wanted}))


def recipes(instances: Iterable[Instance], repertoire: frozenset[int], files: FontFiles) -> dict[Instance, str]:
    """Return a text for each font that decides its bytes: two fonts with the same recipe are the same.

    Raises:
        LinerNotesError: as `build` does.
    """
    kept: dict[Source, list[int]] = {}
    found: dict[Instance, str] = {}
    for instance in instances:
        if instance.source == DRAWN:
            found[instance] = repr((instance, sorted(repertoire & {*symbols.SPACES, *symbols.DRAWINGS})))
            continue
        source = _find_source(instance, files)
        if source not in kept:
            characters = source.characters
            kept[source] = sorted(p for p in repertoire if p in characters or _LOOKALIKES.get(p) in characters)
        found[instance] = repr((instance, kept[source]))
    return found


def _run(jobs: Sequence[Job], pool: WorkerPool | None) -> Iterator[dict[Instance, BuiltFont]]:
    if pool is None:
        yield from map(build_instances, jobs)
        return
    futures = [pool.submit(build_instances, job) for job in jobs]
    for job, future in zip(jobs, futures, strict=True):
        result = future.result()
        if isinstance(result, Failure):
            raise LinerNotesError(f"the fonts of {job.source.name} cannot be built: {result.message}", SPEC)
        yield result


def _find_source(instance: Instance, files: FontFiles) -> Source:
    """Return the source of an instance.

    Raises:
        LinerNotesError: the file is not there, the family is not installed or has no licence text, or an axis is unknown, missing or
            out of range.
    """
    if not instance.is_file:
        return _find_installed(instance)
    if instance.source not in files:
        raise LinerNotesError(f"{instance}: there is no font file '{instance.source}'", SPEC)
    file = files[instance.source]
    _check_axes(instance, instance.source, {axis.tag: (axis.lowest, axis.highest) for axis in file.facts.axes})
    return Source(file.path, file.content, file.licence, file.facts.characters)


def _find_installed(instance: Instance) -> Source:
    try:
        family = fontpkg.family(instance.source)
        _check_axes(instance, family.name, {axis.tag: (axis.min, axis.max) for axis in family.axes})
        weight = int(dict(instance.axes).get("wght", instance.weight))
        file = Path(fontpkg.select_file(family, weight, instance.style).path)
    except fontpkg.FamilyNotInstalled as error:
        similar = did_you_mean(error.slug, (entry.name for entry in metadata.entry_points(group="fontpkg.family")))
        hint = f"{similar}; otherwise: pip install {instance.package}".removeprefix("; otherwise: ")
        raise LinerNotesError(f"the family '{instance.source}' is not installed", SPEC, hint) from error
    except fontpkg.FontpkgError as error:
        raise LinerNotesError(f"{instance}: {error}", SPEC) from error
    licence = metadata.distribution(instance.package).read_text("licenses/LICENSE")  # its place according to PEP 639
    if not licence:
        raise LinerNotesError(
            f"{instance}: the package of {family.name} has no licence text, so books may not include the font", SPEC
        )
    content = file.read_bytes()
    return Source(file.name, content, licence, frozenset(TTFont(BytesIO(content), lazy=True).getBestCmap()))


def _check_axes(instance: Instance, name: str, ranges: Mapping[str, tuple[float, float]]) -> None:
    """Raise `LinerNotesError` if an axis is unknown or its value is out of range."""
    axes = dict(instance.axes)
    for tag in sorted(axes.keys() - ranges.keys()):
        raise LinerNotesError(f"{instance}: {name} has no axis '{tag}'", SPEC, did_you_mean(tag, ranges))
    for tag, value in axes.items():
        low, high = ranges[tag]
        if not low <= value <= high:
            problem = f"{value:g} is out of range for the axis '{tag}'"
            raise LinerNotesError(f"{instance}: {problem}", SPEC, f"the axis of {name} goes from {low:g} to {high:g}")


def build_instances(job: Job) -> dict[Instance, BuiltFont]:
    """Build all instances of one source."""
    subset = _saved(_subset(TTFont(BytesIO(job.source.content), recalcTimestamp=False), job.repertoire))
    built: dict[Instance, BuiltFont] = {}
    for instance in job.instances:
        font = TTFont(BytesIO(subset), recalcTimestamp=False)
        if "fvar" in font:
            location = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | dict(instance.axes)
            instantiateVariableFont(font, location, inplace=True, static=True)
        to_truetype(font)
        add_placeholder_digits(font)
        axes = "".join(f" {tag}={value:g}" for tag, value in instance.axes)
        # The wording of the version is part of the font's checksum, which is in every PDF: do not change it without need.
        _rename(font, instance, f"{font['name'].getDebugName(5)}; cut from {instance.source}{axes}")
        built[instance] = BuiltFont(_saved(font), job.source.licence)
    return built


def _subset(font: TTFont, repertoire: frozenset[int]) -> TTFont:
    """Reduce a font to a repertoire, with all features and kerning of its characters, and drop hinting and unused tables."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            for point, plain in _LOOKALIKES.items():
                if plain in table.cmap and point in repertoire:
                    table.cmap.setdefault(point, table.cmap[plain])
    options = Options(layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=[5, *_KEPT_NAMES])
    options.drop_tables += _DROPPED_TABLES
    font.flavor = None  # uncompressed, if the file was WOFF or WOFF2
    options.harfbuzz_repacker = False  # it packs kerning differently on machines where it is installed
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=repertoire)
    subsetter.subset(font)
    return font


def _build_symbols(instance: Instance, repertoire: frozenset[int]) -> BuiltFont:
    """Build the font of the built-in symbols, with Literata's ascent and descent, so that a symbol never widens line spacing."""
    drawings = {point: each for point, each in sorted({**symbols.SPACES, **symbols.DRAWINGS}.items()) if point in repertoire}
    glyphs = {drawing.name: drawing for drawing in (symbols.NOTDEF, *drawings.values())}
    licence = _LICENCE_FILE.read_text(encoding="utf-8")
    builder = FontBuilder(unitsPerEm=1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({point: drawing.name for point, drawing in drawings.items()})
    builder.setupGlyf({name: outline(drawing) for name, drawing in glyphs.items()})
    builder.setupHorizontalMetrics({name: (drawing.advance, drawing.left) for name, drawing in glyphs.items()})
    builder.setupHorizontalHeader(ascent=1177, descent=-308)
    builder.setupNameTable({0: licence.splitlines()[0], 13: _LICENCE_NOTE, 14: _LICENCE_URL}, mac=False)
    builder.setupOS2(
        version=4, sTypoAscender=1177, sTypoDescender=-308, sTypoLineGap=0, usWinAscent=1177, usWinDescent=308,
        sxHeight=509, sCapHeight=700, fsSelection=0b1000_0000, fsType=0, achVendID="NONE",
    )  # fmt: skip
    builder.setupPost(keepGlyphNames=False, underlinePosition=-100, underlineThickness=50)
    builder.font["OS/2"].recalcUnicodeRanges(builder.font)
    _rename(builder.font, instance, "Version 1.000")
    return BuiltFont(_saved(builder.font), licence)


def _rename(font: TTFont, instance: Instance, version: str) -> None:
    """Write the instance's name, style and weight into all tables of a font that hold them, and remove its dates.

    Programs that support only regular, italic, bold and bold italic list every other weight as a family of its own (name ids 1
    and 2); all others use ids 16 and 17: https://learn.microsoft.com/typography/opentype/spec/name#name-ids.
    """
    family, style_name, stem = instance.family, instance.style_name, instance.postscript_name
    bold, italic = instance.weight == 700, instance.style == "italic"
    names = {3: f"{version};{stem}", 4: f"{family} {style_name}", 5: version, 6: stem}
    if instance.weight in (400, 700):
        names |= {1: family, 2: style_name}
    else:
        names |= {1: f"{family} {WEIGHTS[instance.weight]}", 2: "Italic" if italic else "Regular", 16: family, 17: style_name}
    table, os2, head = font["name"], font["OS/2"], font["head"]
    table.names = [r for r in table.names if r.platformID == 3 and (r.nameID in _KEPT_NAMES or r.nameID > 255)]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    os2.usWeightClass, os2.usWidthClass = instance.weight, 5
    os2.fsSelection = os2.fsSelection & 0b1000_0000 | italic | bold << 5 | (not italic and not bold) << 6
    os2.recalcAvgCharWidth(font)
    head.macStyle = bold | italic << 1
    head.created = head.modified = _NO_DATE


def _saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()
