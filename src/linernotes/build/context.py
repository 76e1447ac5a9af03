"""What all editions of a run share: templates, styles, fonts, pictures, and the shelf of gatherings."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from linernotes.assets import read_styles, read_templates
from linernotes.cache.memo import Standing
from linernotes.cache.store import Shelf, key_of
from linernotes.cache.versions import version_of
from linernotes.fonts.instances import Font, build_fonts, font_face_css
from linernotes.html.templates import Templates
from linernotes.model.book import Book, Edition
from linernotes.model.findings import ProjectError, did_you_mean
from linernotes.model.memoize import Memoize
from linernotes.raster.engravers import Engravers, Order
from linernotes.raster.line_art import to_line_art
from linernotes.typeset.gathering import Gathering, unpack
from linernotes.typeset.pool import Crew
from linernotes.typeset.worker import Equipment, Job

if TYPE_CHECKING:
    from linernotes.pdf.binder import Sources

Report = Callable[[str], None]

PRINT_SHEETS = ("tokens.css", "type.css", "blocks.css", "print/pages.css")
_REFERRED = re.compile(r'(?:src="|url\()/((?:manuscript|lines)/[^")]+)[")]')


class Pressroom:
    """The room in which the editions of one book are made."""

    def __init__(
        self,
        project: Path,
        book: Book,
        report: Report,
        shelf: Shelf,
        crew: Crew,
        variants: Collection[str] = (),
        engravers: Engravers | None = None,
    ) -> None:
        """Begin with a checked book, the theme variants that will be asked for, and engravers if some have been called."""
        self.book, self.report, self.crew = book, report, crew
        self.templates = Templates(read_templates(project))
        self.styles = read_styles(project)
        self._variants = sorted(variant for variant in variants if f"variants/{variant}.toml" in self.styles)
        self.shelf = shelf
        self.memoize: Memoize = Standing(shelf)
        self.meanwhile: Callable[[], object] = lambda: None
        """What can be done while typesetters or engravers are at work."""
        self._complaints: dict[str, None] = {}
        self._at_hand: dict[str, Gathering] = {}
        self.engravers = engravers or Engravers()
        self._pixels: dict[str, Callable[[], bytes]] = {}
        self._keys: dict[Job, str] = {}

    @property
    def complaints(self) -> tuple[str, ...]:
        """What the typesetter passed over, and what could not be kept."""
        return (*self._complaints, *((self.shelf.refusal,) if self.shelf.refusal else ()))

    @cached_property
    def sources(self) -> Sources:
        """The gatherings that have been opened for binding."""
        from linernotes.pdf.binder import Sources

        return Sources()

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts of the styles, built for the book's repertoire."""
        return build_fonts(self.styles["fonts.toml"].decode("utf-8"), self.book.repertoire, report=self.report)

    @cached_property
    def variant_fonts(self) -> Mapping[str, tuple[Font, ...]]:
        """The additional fonts of theme variants, by variant; they are built only for editions in that variant."""
        specs = {variant: self.styles[f"variants/{variant}.toml"].decode("utf-8") for variant in self._variants}
        return {variant: build_fonts(spec, self.book.repertoire, report=self.report) for variant, spec in specs.items()}

    @cached_property
    def font_files(self) -> Mapping[str, bytes]:
        """The font files by their SHA-256."""
        contents = [font.file.read_bytes() for fonts in (self.fonts, *self.variant_fonts.values()) for font in fonts]
        return {hashlib.sha256(content).hexdigest(): content for content in contents}

    def sheets(self, edition: Edition) -> tuple[str, ...]:
        """Return the style sheets of an edition's theme variant, which come after those of the book.

        Raises:
            ProjectError: if there is none of that name.
        """
        if not edition.variant:
            return ()
        known = [
            path[len("variants/") : -len(".css")]
            for path in self.styles
            if path.startswith("variants/") and path.endswith(".css")
        ]
        if edition.variant not in known:
            message = f"the edition '{edition.name}' asks for the variant '{edition.variant}', but there is no styles/variants/{edition.variant}.css"
            raise ProjectError(message, edition.place, did_you_mean(edition.variant, known))
        own = (f"fonts/{edition.variant}/fonts.css",) if edition.variant in self.variant_fonts else ()
        return (*own, f"styles/variants/{edition.variant}.css")

    @cached_property
    def _sheets(self) -> tuple[str, ...]:
        return ("fonts/fonts.css", *(f"styles/{sheet}" for sheet in PRINT_SHEETS))

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        """Everything that a printed page may refer to, by its path at the typesetter's origin."""
        files = {f"styles/{path}": content for path, content in self.styles.items()}
        files |= {f"manuscript/{picture.path}": picture.content for picture in self.book.pictures}
        drawings = (picture for picture in self.book.pictures if picture.media_type == "image/svg+xml")
        files |= {f"lines/{drawing.path}": to_line_art(drawing.content) for drawing in drawings}
        files |= _declared("fonts", self.fonts)
        for variant, fonts in self.variant_fonts.items():
            files |= _declared(f"fonts/{variant}", fonts)
        return files

    @cached_property
    def _equipment(self) -> Equipment:
        families = {font.family for fonts in (self.fonts, *self.variant_fonts.values()) for font in fonts}
        return Equipment(self._files, self._sheets, frozenset(families))

    @cached_property
    def _setting(self) -> bytes:
        """A hash of what every page is set with: styles and fonts, but for those of theme variants."""
        others = ("manuscript/", "lines/", "styles/variants/", *(f"fonts/{variant}/" for variant in self.variant_fonts))
        return _hash_of({path: content for path, content in self._files.items() if not path.startswith(others)})

    @cached_property
    def _variant_hashes(self) -> Mapping[str, bytes]:
        """Hashes of what else pages with this style sheet of a theme variant are set with."""
        own = {f"fonts/{variant}/fonts.css": f"fonts/{variant}/" for variant in self.variant_fonts}
        return {
            path: _hash_of(
                {each: content for each, content in self._files.items() if each.startswith(own.get(path, "styles/variants/"))}
            )
            for path in (*own, *(path for path in self._files if path.startswith("styles/variants/")))
        }

    def pixels(self, drawings: Mapping[str, Order]) -> Callable[[str], bytes]:
        """Return what gives drawings as pixels, by name: from the shelf, or from child processes that begin to draw now."""
        keys = {name: key_of([repr(order).encode(), version_of("resvg_py").encode()]) for name, order in drawings.items()}
        new = {keys[name]: order for name, order in drawings.items() if keys[name] not in self._pixels}
        at_hand = {key: kept for key in new if (kept := self.shelf.take(key)) is not None}
        missing = {key: order for key, order in new.items() if key not in at_hand}
        self.engravers.begin(missing.values())

        def drawn(key: str, order: Order) -> bytes:
            picture = self.engravers.wait(order)
            self.shelf.keep(key, picture)
            return picture

        self._pixels |= {key: partial(bytes, kept) for key, kept in at_hand.items()}
        self._pixels |= {key: cache(partial(drawn, key, order)) for key, order in missing.items()}
        return lambda name: self._pixels[keys[name]]()

    def key(self, job: Job) -> str:
        """Return the key of a job's gathering: of its text, its pictures, the styles and the fonts; no edition, no folio of its own."""
        if job not in self._keys:
            self._keys[job] = self._key_of(job)
        return self._keys[job]

    def _key_of(self, job: Job) -> str:
        shown = sorted({html.unescape(path) for path in _REFERRED.findall(job.document)})
        pictures = (self._files.get(path, b"") for path in shown)
        form = [*job.sheets, "tagged" if job.tagged else ""]
        own = (self._variant_hashes[sheet] for sheet in job.sheets)
        return key_of([job.document.encode(), *map(str.encode, form), self._setting, *own, *pictures])

    def _take(self, key: str) -> Gathering | None:
        if key not in self._at_hand and (gathering := self.shelf.take_value(key, unpack)):
            self._at_hand[key] = gathering
        return self._at_hand.get(key)

    def make_ready(self) -> None:
        """Let the typesetters who have been called read the styles."""
        self.crew.equip(self._equipment)

    def set(self, jobs: Mapping[str, Job]) -> dict[str, Gathering]:
        """Return gatherings by name, from the shelf or from the typesetters; each is kept as soon as it is set.

        Raises:
            TypesettingError: if some cannot be set.
        """
        keys = {name: self.key(job) for name, job in jobs.items()}
        found = {name: gathering for name, key in keys.items() if (gathering := self._take(key))}
        missing = {name: job for name, job in jobs.items() if name not in found}
        if missing:
            self.report(f"setting {len(missing)} of {len(jobs)} sections")

            for name, gathering in self.crew.typeset(missing, self._equipment, self.meanwhile):
                self._at_hand[keys[name]] = found[name] = gathering
                self.shelf.keep_value(keys[name], gathering, gathering.packed())
        for gathering in found.values():
            self._complaints.update(dict.fromkeys(gathering.complaints))
        return found


def _declared(folder: str, fonts: Iterable[Font]) -> dict[str, bytes]:
    """Return the files of fonts in a folder, and the sheet that declares them."""
    files = {f"{folder}/{font.file.name}": font.file.read_bytes() for font in fonts}
    return {**files, f"{folder}/fonts.css": font_face_css(fonts, lambda font: f"/{folder}/{font.file.name}").encode()}


def _hash_of(files: Mapping[str, bytes]) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return digest.digest()
