"""The cover and the pictures of an e-book: drawings become pixels in worker processes, and are cached."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from linernotes.build.context import BuildContext
from linernotes.cache.store import key_of
from linernotes.cache.versions import version_of
from linernotes.html.covers import set_cover
from linernotes.model.book import Book, Edition
from linernotes.model.document import Figure
from linernotes.model.findings import ProjectError
from linernotes.model.walking import descend
from linernotes.raster.render import RenderJob, render, to_jpeg
from linernotes.workers.child import Failure

COVER_WIDTH = 1600
"""Pixels; a cover is 1600 × 2560, as shops ask."""

PICTURE_WIDTH = 1400
"""Pixels; a picture is sharp on a tablet."""


@dataclass(frozen=True)
class EbookPictures:
    """The pictures of an e-book, which may still be in work.

    Attributes:
        cover: the cover, a JPEG.
        pictures: the pictures by their path in the manuscript.
        new: the keys under which results are cached, by path; the cover has the path ``""``.
    """

    cover: bytes | Future[bytes | Failure]
    pictures: Mapping[str, bytes | Future[bytes | Failure]]
    new: Mapping[str, str]


def start_pictures(context: BuildContext, book: Book, edition: Edition) -> EbookPictures:
    """Start to render the cover and the pictures of an edition's e-book.

    Args:
        context: the shared parts of the build.
        book: the book as the edition prints it.
        edition: the edition.
    """
    known = {picture.path: picture for picture in context.book.pictures}
    shown = sorted({figure.picture for figure in descend(book.sections, Figure)})
    jobs = {
        path: _job(context, known[path].content, PICTURE_WIDTH) for path in shown if known[path].media_type == "image/svg+xml"
    }
    own_cover = book.picture(book.metadata.cover)
    if own_cover is None or own_cover.media_type == "image/svg+xml":
        svg = own_cover.content if own_cover else set_cover(book, edition, context.templates.for_variant(edition.variant))
        jobs[""] = _job(context, svg, COVER_WIDTH, jpeg=True)
    keys = {path: key_of([b"picture", repr(job).encode(), version_of("resvg_py").encode()]) for path, job in jobs.items()}
    results: dict[str, bytes | Future[bytes | Failure]] = {path: known[path].content for path in shown if path not in jobs}
    if own_cover and "" not in jobs:
        results[""] = context.pool.submit(to_jpeg, own_cover.content)
    results |= {path: context.store.get(keys[path]) or context.pool.submit(render, job) for path, job in jobs.items()}
    new = {path: key for path, key in keys.items() if isinstance(results[path], Future)}
    return EbookPictures(results.pop(""), results, new)


def _job(context: BuildContext, svg: bytes, width: int, *, jpeg: bool = False) -> RenderJob:
    fonts = tuple(font.file for font in context.fonts) if b"<text" in svg else ()
    return RenderJob(svg, width, fonts, jpeg)


def finish_pictures(context: BuildContext, pictures: EbookPictures) -> tuple[bytes, dict[str, bytes]]:
    """Wait for the pictures of an e-book, cache them, and return the cover and the pictures by path.

    Raises:
        ProjectError: if a drawing cannot be rendered.
    """
    finished: dict[str, bytes] = {}
    for path, result in (("", pictures.cover), *pictures.pictures.items()):
        content = result.result() if isinstance(result, Future) else result
        if isinstance(content, Failure):
            name = f"the picture '{path}'" if path else "the cover"
            raise ProjectError(f"{name} cannot be drawn: {content.message}", hint="simplify the drawing, or save it as a PNG")
        if path in pictures.new:
            context.store.put(pictures.new[path], content)
        finished[path] = content
    return finished.pop(""), finished
