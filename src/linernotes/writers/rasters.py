"""SVG → pixels, for covers and for pictures in e-books."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from linernotes.writers.children import command_for, environment


@dataclass(frozen=True, slots=True)
class Order:
    """A drawing to be made.

    Attributes:
        svg: the drawing.
        width: in pixels.
        faces: the font files in which letters are drawn; there are no others.
        jpeg: whether a JPEG is wanted, not a PNG.
    """

    svg: bytes
    width: int
    faces: tuple[Path, ...] = ()
    jpeg: bool = False


def draw(order: Order) -> bytes:
    """Return the picture."""
    drawn = rasterise(order.svg, order.width, order.faces)
    return to_jpeg(drawn) if order.jpeg else drawn


def begin(orders: Sequence[Order]) -> Callable[[Order], bytes]:
    """Let child processes draw, and return what waits for a picture; what a child cannot draw is drawn here.

    The drawer holds Python's lock, so that threads would draw one after another.
    """
    drawn: dict[Order, bytes] = {}

    def call(share: Sequence[Order]) -> None:
        with suppress(OSError):
            child = subprocess.run(  # noqa: S603  # our own interpreter and module
                command_for("linernotes.writers.rasters"),
                input=pickle.dumps(share),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                check=False,
            )
            if child.returncode == 0:
                drawn.update(zip(share, pickle.loads(child.stdout), strict=True))  # noqa: S301  # from our own child, by a pipe

    shares: list[list[Order]] = [[] for _ in range(min(os.cpu_count() or 1, len(orders)))]
    # The widest first, each to whom has least to do; drawings are about as high as they are wide.
    for order in sorted(orders, key=lambda order: -order.width):
        min(shares, key=lambda share: sum(each.width**2 for each in share)).append(order)
    by_order: dict[Order, Thread] = {}
    for share in shares:
        thread = Thread(target=call, args=(share,), daemon=True)
        by_order |= dict.fromkeys(share, thread)
        thread.start()

    def wait(order: Order) -> bytes:
        by_order[order].join()
        return drawn[order] if order in drawn else draw(order)

    return wait


def serve() -> None:
    """Draw what comes through standard input."""
    orders: Sequence[Order] = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  # from our parent, by a pipe of our own
    sys.stdout.buffer.write(pickle.dumps([draw(order) for order in orders]))


def rasterise(svg: bytes, width: int, faces: Sequence[Path] = ()) -> bytes:
    """Return a PNG of that width in pixels; letters are drawn in these font files and no others."""
    import resvg_py

    drawn: object = resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8"), width=width, font_files=[str(face) for face in faces], skip_system_fonts=True
    )
    return bytes(drawn)  # type: ignore[call-overload,no-any-return]  # a list of numbers in some versions, bytes in others


def to_jpeg(image: bytes, quality: int = 88) -> bytes:
    """Return any raster as a JPEG without chroma subsampling, which would smear the edges of flat colours."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(image)) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()
