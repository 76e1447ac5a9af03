"""Child processes that draw, one picture after another, while their parent does something else."""

from __future__ import annotations

import marshal
import os
import subprocess
from collections import deque
from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from typing import BinaryIO, cast

from linernotes.raster.render import draw
from linernotes.typeset.children import command_for, environment


@dataclass(frozen=True, slots=True)
class Order:
    """A drawing to be made.

    Attributes:
        svg: the drawing.
        width: in pixels.
        fonts: the font files in which letters are drawn; there are no others.
        jpeg: whether a JPEG is wanted, not a PNG.
    """

    svg: bytes
    width: int
    fonts: tuple[Path, ...] = ()
    jpeg: bool = False

    def task(self) -> tuple[bytes, int, list[str], bool]:
        """Return what the drawer takes; it shall load nothing to understand that."""
        return self.svg, self.width, [str(font) for font in self.fonts], self.jpeg


class Engravers(AbstractContextManager["Engravers"]):
    """Child processes that draw what is ordered: while whoever orders is at work, one fewer than there are cores, then one more.

    The drawer holds Python's lock, so that threads would draw one after another.
    """

    def __init__(self) -> None:
        """Begin with nobody called."""
        self._waiting: deque[Order] = deque()
        self._drawn: dict[Order, bytes | None] = {}
        self._taken: set[Order] = set()
        self._called = 0
        self._lock = Condition()
        self._threads: list[Thread] = []
        self._children: set[_Engraver] = set()
        self._ready: list[_Engraver] = []

    def call(self) -> None:
        """Let one of them load the drawer, since there will be something to draw."""
        if child := self._hire():
            child.make_ready()
            self._ready.append(child)

    def begin(self, orders: Iterable[Order]) -> None:
        """Let them draw, each order once, the widest first: they take longest, and the rest goes to whoever is free."""
        with self._lock:
            new = {order: None for order in orders if order not in self._taken}
            self._taken.update(new)
            self._waiting.extend(sorted(new, key=lambda order: -order.width))
        self._call(max(1, (os.cpu_count() or 1) - 1))

    def wait(self, order: Order) -> bytes:
        """Return a picture that they have begun with; what a child cannot draw is drawn here."""
        if order not in self._drawn:
            self._call(os.cpu_count() or 1)
        with self._lock:
            self._lock.wait_for(lambda: order in self._drawn)
        return self._drawn[order] or draw(*order.task())

    def __exit__(self, *exception: object) -> None:
        """Let them end at once, whatever they are at; nothing can be waited for any more."""
        with self._lock:
            self._waiting.clear()
            for child in self._children:
                child.stop()
        for thread in self._threads:
            thread.join()
        while self._ready:
            self._let_go(self._ready.pop())

    def _call(self, most: int) -> None:
        with self._lock:
            called = range(min(most - self._called, len(self._waiting)))
            self._called += len(called)
        for _ in called:
            thread = Thread(target=self._direct, args=(self._hire(),), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _next(self) -> Order | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._called -= 1
            return None

    def _direct(self, child: _Engraver | None) -> None:
        """Give one child what is waiting; none is left waiting by whatever happens to the child."""
        while order := self._next():
            picture = None
            try:
                child = child or self._hire()
                picture = child.draw(order) if child else None
            except (OSError, EOFError, ValueError, TypeError):
                self._let_go(child)
                child = None
            finally:
                with self._lock:
                    self._drawn[order] = picture
                    self._lock.notify_all()
        self._let_go(child)

    def _hire(self) -> _Engraver | None:
        """Return a child, which begins to load the drawer; None if the system has no room for it."""
        with self._lock:
            if self._ready:
                return self._ready.pop()
        try:
            child = _Engraver()
        except OSError:
            return None
        with self._lock:
            self._children.add(child)
        return child

    def _let_go(self, child: _Engraver | None) -> None:
        if child:
            with self._lock:
                self._children.remove(child)
            child.dismiss()


class _Engraver:
    """A child process that draws what it is told until it is told no more."""

    def __init__(self) -> None:
        """Call it."""
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            command_for("linernotes.raster.render"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        self._told = cast(BinaryIO, self._process.stdin)

    def draw(self, order: Order) -> bytes:
        """Return the picture.

        Raises:
            OSError, EOFError, ValueError, TypeError: if the child is gone.
        """
        marshal.dump(order.task(), self._told)
        self._told.flush()
        picture: bytes = marshal.load(cast(BinaryIO, self._process.stdout))  # noqa: S302  # from our own child, by a pipe
        return picture

    def make_ready(self) -> None:
        """Let it load what it draws with."""
        with suppress(OSError):  # when it is to draw it is found to be gone
            marshal.dump(None, self._told)
            self._told.flush()

    def stop(self) -> None:
        """Make it end."""
        self._process.kill()

    def dismiss(self) -> None:
        """Make it end, and wait for that."""
        self.stop()
        with self._process:
            pass
