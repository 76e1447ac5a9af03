"""The cover and the pictures of an e-book: drawings become pixels in worker processes, and are cached."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from linernotes.build.context import BuildContext
from linernotes.cache.store import Store, key_of
from linernotes.cache.versions import version_of
from linernotes.html.covers import set_cover
from linernotes.model.book import Book, Edition, Picture
from linernotes.model.document import Figure
from linernotes.model.findings import ProjectError
from linernotes.model.walking import descend
from linernotes.raster.render import RenderJob, render, to_jpeg
from linernotes.workers.child import Failure
from linernotes.workers.pool import WorkerPool

COVER_WIDTH = 1600
"""The width of a cover in pixels; shops ask for 1600 × 2560."""

PICTURE_WIDTH = 1400
"""The width of a picture in pixels, which is sharp on a tablet."""


class PictureRenderer:
    """Renders each drawing once, however many editions show it.

    Args:
        pool: the workers.
        store: the cache.
    """

    def __init__(self, pool: WorkerPool, store: Store) -> None:
        self._pool, self._store = pool, store
        self._results: dict[str, bytes | Future[bytes | Failure]] = {}

    def start(self, job: RenderJob) -> str:
        """Start to render a drawing and return the key of the result."""
        versions = [version_of(library).encode() for library in ("resvg_py", "pillow")]
        key = key_of([b"picture with palette", repr(job).encode(), *versions])
        if key not in self._results:
            self._results[key] = self._store.get(key) or self._pool.submit(render, job)
        return key

    def start_conversion(self, raster: bytes) -> str:
        """Start to convert a raster picture to a JPEG and return the key of the result."""
        key = key_of([b"jpeg", raster, version_of("pillow").encode()])
        if key not in self._results:
            self._results[key] = self._store.get(key) or self._pool.submit(to_jpeg, raster)
        return key

    def finish(self, key: str, name: str) -> bytes:
        """Wait for a result and cache it.

        Args:
            key: the key that `start` returned.
            name: the name of the picture in messages.

        Raises:
            ProjectError: if the drawing cannot be rendered.
        """
        result = self._results[key]
        if isinstance(result, Future):
            content = result.result()
            if isinstance(content, Failure):
                hint = "simplify the drawing, or save it as a PNG"
                raise ProjectError(f"{name} cannot be drawn: {content.message}", hint=hint)
            self._store.put(key, content)
            self._results[key] = result = content
        return result


@dataclass(frozen=True)
class EbookPictures:
    """The pictures of an e-book, which may still be rendering.

    Attributes:
        cover: the key of the cover, a JPEG.
        drawings: the keys of the rendered drawings, by their path in the manuscript.
        rasters: the other pictures, which are shown as they are, by path.
    """

    cover: str
    drawings: Mapping[str, str]
    rasters: Mapping[str, bytes]


def start_pictures(renderer: PictureRenderer, context: BuildContext, book: Book, edition: Edition) -> EbookPictures:
    """Start to render the cover and the pictures of an edition's e-book.

    Args:
        renderer: renders them.
        context: the shared parts of the build.
        book: the book as the edition prints it.
        edition: the edition.
    """
    cover = book.picture(book.metadata.cover)
    if cover and not _is_drawing(cover):
        key = renderer.start_conversion(cover.content)
    else:
        svg = cover.content if cover else set_cover(book, edition, context.templates.for_variant(edition.variant))
        key = renderer.start(_job(context, svg, COVER_WIDTH, jpeg=True))  # first, because it takes longest
    known = {picture.path: picture for picture in context.book.pictures}
    shown = [known[path] for path in sorted({figure.picture for figure in descend(book.sections, Figure)})]
    drawings = {each.path: renderer.start(_job(context, each.content, PICTURE_WIDTH)) for each in shown if _is_drawing(each)}
    return EbookPictures(key, drawings, {each.path: each.content for each in shown if not _is_drawing(each)})


def _is_drawing(picture: Picture) -> bool:
    return picture.media_type == "image/svg+xml"


def _job(context: BuildContext, svg: bytes, width: int, *, jpeg: bool = False) -> RenderJob:
    fonts = tuple(font.file for font in context.fonts) if b"<text" in svg else ()
    return RenderJob(svg, width, fonts, jpeg)


def finish_pictures(renderer: PictureRenderer, pictures: EbookPictures) -> tuple[bytes, dict[str, bytes]]:
    """Wait for the pictures of an e-book and return the cover, and the pictures by path.

    Raises:
        ProjectError: if a drawing cannot be rendered.
    """
    cover = renderer.finish(pictures.cover, "the cover")
    drawn = {path: renderer.finish(key, f"the picture '{path}'") for path, key in pictures.drawings.items()}
    return cover, dict(sorted({**drawn, **pictures.rasters}.items()))
