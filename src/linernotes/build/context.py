"""Everything that the editions of one build share: templates, styles, fonts, pictures, the cache and the workers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from linernotes.build.typesetting import SectionTypesetter
from linernotes.cache.store import Store
from linernotes.fonts.instances import Font, build_fonts, font_face_css
from linernotes.html.templates import Templates
from linernotes.model.book import Book, Edition, Picture
from linernotes.model.document import Code, CodeBlock
from linernotes.model.findings import ProjectError, did_you_mean
from linernotes.model.fontfiles import FontFile
from linernotes.model.memoize import Memoize
from linernotes.model.walking import descend
from linernotes.pdf.binder import Sources
from linernotes.raster.line_art import to_line_art
from linernotes.typeset.jobs import Assets
from linernotes.workers.pool import WorkerPool

Report = Callable[[str], None]

PRINT_SHEETS = ("colours.css", "tokens.css", "type.css", "blocks.css", "print/pages.css", "print/theme.css")


@dataclass(frozen=True)
class MadeFrom:
    """Everything that the fonts and assets of a context are made from."""

    points: frozenset[int]
    lists: tuple[str, ...]
    pictures: tuple[Picture, ...]
    styles: Mapping[str, bytes]
    colours: Mapping[str, str]
    font_files: Mapping[str, FontFile]


@dataclass(frozen=True)
class BuildContext:
    """The shared parts of a build.

    Attributes:
        book: the book as it was read.
        templates: the templates, the project's before the built-in ones.
        styles: style sheets and font lists by their path below ``styles/``.
        fonts: the fonts of the book.
        variant_fonts: further fonts of theme variants, by variant.
        font_files: the contents of all font files by their SHA-256.
        typesetter: typesets sections.
        sources: the gatherings that were opened for binding.
        pool: the worker processes.
        store: the cache.
        memoize: returns results of earlier runs.
        report: shows progress.
        made_from: what fonts and assets were made from.
    """

    book: Book
    templates: Templates
    styles: Mapping[str, bytes]
    fonts: tuple[Font, ...]
    variant_fonts: Mapping[str, tuple[Font, ...]]
    font_files: Mapping[str, bytes]
    typesetter: SectionTypesetter
    sources: Sources
    pool: WorkerPool
    store: Store
    memoize: Memoize
    report: Report
    made_from: MadeFrom


def make_context(
    book: Book,
    editions: Iterable[Edition],
    templates: Templates,
    styles: Mapping[str, bytes],
    font_files: Mapping[str, FontFile],
    pool: WorkerPool,
    store: Store,
    memoize: Memoize,
    report: Report,
    earlier: Iterable[BuildContext] = (),
) -> BuildContext:
    """Build the fonts of a book and collect what its pages may show.

    Args:
        book: the book as it was read, without errors.
        editions: the editions to typeset, whose theme variants may bring further fonts.
        templates: the templates of the project.
        styles: its style sheets and font lists.
        font_files: its font files, by path.
        pool: the worker processes.
        store: the cache.
        memoize: returns results of earlier runs.
        report: shows progress.
        earlier: contexts of earlier versions of the book or of other editions, with the same pool and store. If one was made from
            the same things, its fonts, and the style sheets that its workers have parsed, are kept.

    Raises:
        LinerNotesError: if a font cannot be built.
    """
    lists = ("fonts.toml", *(("code.toml",) if _has_code(book) else ()))
    variants = sorted({edition.variant for edition in editions if f"variants/{edition.variant}.toml" in styles})
    made_from = MadeFrom(book.repertoire.points, (*lists, *variants), book.pictures, styles, templates.theme.colours, font_files)
    if same := next((context for context in earlier if context.made_from == made_from), None):
        return replace(same, book=book, templates=templates, memoize=memoize, report=report)

    def fonts_of(path: str) -> tuple[Font, ...]:
        points = book.repertoire.points
        return build_fonts(styles[path].decode("utf-8"), points, files=font_files, report=report, pool=pool)

    fonts = tuple(font for name in lists for font in fonts_of(name))
    variant_fonts = {variant: fonts_of(f"variants/{variant}.toml") for variant in variants}
    all_fonts = [font for each in (fonts, *variant_fonts.values()) for font in each]
    contents = [font.file.read_bytes() for font in all_fonts]
    files = {f"styles/{path}": content for path, content in styles.items()}
    files |= {f"manuscript/{picture.path}": picture.content for picture in book.pictures}
    drawings = (picture for picture in book.pictures if picture.media_type == "image/svg+xml")
    files |= {f"lines/{drawing.path}": to_line_art(drawing.content, templates.theme.colours) for drawing in drawings}
    files |= _font_folder("fonts", fonts)
    for variant, each in variant_fonts.items():
        files |= _font_folder(f"fonts/{variant}", each)
    sheets = ("fonts/fonts.css", *(f"styles/{sheet}" for sheet in PRINT_SHEETS))
    assets = Assets(files, sheets, frozenset(font.family for font in all_fonts))
    return BuildContext(
        book,
        templates,
        styles,
        fonts,
        variant_fonts,
        {hashlib.sha256(content).hexdigest(): content for content in contents},
        SectionTypesetter(pool, store, assets, report),
        Sources(),
        pool,
        store,
        memoize,
        report,
        made_from,
    )


def variant_sheets(context: BuildContext, edition: Edition) -> tuple[str, ...]:
    """Return the paths of the style sheets of an edition's theme variant, which come after those of every edition.

    Raises:
        ProjectError: if there is no style sheet of that name.
    """
    variant = edition.variant
    if not variant:
        return ()
    known = [
        path[len("variants/") : -len(".css")] for path in context.styles if path.startswith("variants/") and path.endswith(".css")
    ]
    if variant not in known:
        message = f"the edition '{edition.name}' has the variant '{variant}', but there is no styles/variants/{variant}.css"
        raise ProjectError(message, edition.place, did_you_mean(variant, known))
    own = (f"fonts/{variant}/fonts.css",) if variant in context.variant_fonts else ()
    return (*own, f"styles/variants/{variant}.css")


def _has_code(book: Book) -> bool:
    """Return whether a book contains code, whose fonts no other book needs."""
    return any(descend((*book.sections, book.data), Code, CodeBlock))


def _font_folder(folder: str, fonts: Iterable[Font]) -> dict[str, bytes]:
    """Return the font files of a URL folder and the style sheet that declares them, by path."""
    files = {f"{folder}/{font.file.name}": font.file.read_bytes() for font in fonts}
    return {**files, f"{folder}/fonts.css": font_face_css(fonts, lambda font: f"/{folder}/{font.file.name}").encode()}
