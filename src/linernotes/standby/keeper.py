"""The press that stays: a fork of the process that made a build, which waits, and makes the next one with all that it has in memory.

It makes one build at a time, as if the caller had started it, and cannot be found meanwhile. If anything goes wrong, or the caller
ends, it ends too, and the next build is made by a new process.
"""

from __future__ import annotations

import gc
import marshal
import os
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from threading import Thread
from typing import Protocol, TextIO

from linernotes.standby.caller import CODE, LENGTH, TAKEN, of_this_person
from linernotes.standby.place import MINUTES, socket_path

_LARGEST = 1 << 30
"""Bytes of memory above which a press does not wait."""

_LOOK = 15.0
"""Seconds after which a press looks whether it can still be found."""

_BREATH = 0.2
"""Seconds after which nobody is likely to call at once."""

_BEHIND = 19
"""How far what is done ahead stands back for all else on the machine (nice(2))."""

_PATIENCE = 2.0
"""Seconds until a caller has said what it wants, or has left."""


class Held(Protocol):
    """What a press holds and its builds use."""

    def make_ready(self) -> None:
        """Make ready for the next build, since there is time."""

    def work_ahead(self) -> None:
        """Do what the next build may want, in a fork, so that nobody waits for that."""

    def dismiss(self) -> None:
        """Send away whoever works for it."""


Run = Callable[[Sequence[str]], int]
"""Makes a build from arguments and returns its exit code."""


def stay(run: Run, fit: Callable[[int], bool], held: Held) -> None:
    """Leave a press behind, if there is room for one; then this process must end without taking anything apart.

    Args:
        run: makes a build.
        fit: whether a press that has ended a build with such a code can make the next.
        held: what it holds; nobody works for it now.
    """
    path = socket_path()
    if path is None or not _is_private(path.parent):
        return
    try:
        if os.fork():
            return
    except OSError:
        return
    try:
        os.setsid()
        _let_go()
        path.unlink(missing_ok=True)  # a press that waits there knows an earlier state of the book; it sees this, and leaves
        _Press(path, run, fit, held).go_on()
        held.dismiss()
    finally:
        os._exit(0)  # what the caller still has to do is not for this process


def _is_private(folder: Path) -> bool:
    """Return whether the folder is there, and is this person's alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.stat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o077


class _Press:
    def __init__(self, path: Path, run: Run, fit: Callable[[int], bool], held: Held) -> None:
        self.path, self.run, self.fit, self.held = path, run, fit, held
        self.ahead = 0  # the process that works ahead
        self.rested = _memory()  # what we take when we have given up what we can

    def go_on(self) -> None:
        """Make one build after another, until nobody has called for a while, one failed, or another press waits in our place."""
        fit = True
        while fit and _memory() < _LARGEST and not self.path.exists():
            line = self._wait()
            if line is None:
                return
            with line:
                fit = not of_this_person(line) or self._make(line)

    def _wait(self) -> socket.socket | None:
        """Return the line to who calls; None if nobody does. From then on we cannot be found."""
        os.chdir("/")
        draft = self.path.with_name(f"{self.path.name}-{os.getpid()}")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(draft))
            listener.listen(8)
            place = draft.stat().st_ino
            draft.replace(self.path)
            self.held.make_ready()
            self._work_ahead()
            ends = time.monotonic() + MINUTES * 60
            line = None
            listener.settimeout(_BREATH)
            if _memory() > self.rested * 3 // 2:
                self._rest()
            while line is None and time.monotonic() < ends and _is_at(self.path, place):
                try:
                    line, _ = listener.accept()
                except TimeoutError:
                    if listener.gettimeout() == _BREATH:
                        self._rest()
                        listener.settimeout(_LOOK)
                self._bury()
            if _is_at(self.path, place):
                self.path.unlink()
            return line  # whoever else has called meets the end of the listener, and makes the build alone

    def _rest(self) -> None:
        """Give up what the last books leave behind, which refer to themselves in many ways."""
        gc.collect()
        self.rested = _memory()

    def _work_ahead(self) -> None:
        """Let a fork do what the next build may want, behind all that others do on this machine."""
        if self.ahead:
            return
        self.ahead = os.fork()
        if not self.ahead:
            try:
                _let_go()  # a typesetter whose input we held open, too, would not end when the press lets it
                os.nice(_BEHIND)
                self.held.work_ahead()
            finally:
                os._exit(0)

    def _bury(self) -> None:
        if self.ahead and os.waitpid(self.ahead, os.WNOHANG)[0]:
            self.ahead = 0

    def _make(self, line: socket.socket) -> bool:
        """Make the build that is asked for; return whether we are fit for another."""
        try:
            line.settimeout(_PATIENCE)
            head, files, _, _ = socket.recv_fds(line, LENGTH.size, 2)
            order = _read(line, LENGTH.unpack(head)[0])
            line.sendall(TAKEN)
        except (OSError, EOFError, struct.error):
            return True  # the caller has left before it was served
        arguments, folder, variables, mask = marshal.loads(order)  # noqa: S302  # sent by a process of this person
        line.settimeout(None)
        os.environ.clear()
        os.environ.update(variables)
        os.chdir(folder)
        os.umask(mask)
        _speak_to(files)
        made = False

        def watch() -> None:
            with suppress(OSError):
                line.recv(1)  # nothing comes but the end
            if not made:
                self.held.dismiss()
                os._exit(1)

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            code = self.run(arguments)
            fit = self.fit(code)
        except BaseException:  # noqa: BLE001  # a bug of ours is told like any other, and its process is not fit to stay
            traceback.print_exc()
            code, fit = 1, False
        sys.stdout.flush()
        sys.stderr.flush()
        _fall_silent()
        made = True
        line.sendall(CODE.pack(code))
        watcher.join(_PATIENCE)
        return fit and not watcher.is_alive()


def _is_at(path: Path, place: int) -> bool:
    try:
        return path.stat().st_ino == place
    except OSError:
        return False


def _read(line: socket.socket, length: int) -> bytes:
    content = b""
    while len(content) < length:
        part = line.recv(length - len(content))
        if not part:
            raise EOFError
        content += part
    return content


def _speak_to(files: Sequence[int]) -> None:
    """Let what we say go where the caller's words go, as if we had been started there."""
    for number, file in enumerate(files, 1):
        os.dup2(file, number)
        os.close(file)
    sys.stdout, sys.stderr = (_opened(number, was) for number, was in ((1, sys.stdout), (2, sys.stderr)))


def _opened(number: int, was: object) -> TextIO:
    """Return a stream as Python would have opened it at the start."""
    at_once = number == 2 or os.isatty(number)
    raw = open(number, "wb", closefd=False)  # noqa: SIM115  # it lives as long as the process
    return TextIOWrapper(
        raw, encoding=getattr(was, "encoding", None), errors=getattr(was, "errors", None), line_buffering=at_once
    )


def _fall_silent() -> None:
    """Hold none of the caller's files open: who reads them waits for their end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.close(nothing)


def _let_go() -> None:
    """Close every file that the caller was started with or left open."""
    _fall_silent()
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


def _memory() -> int:
    """Return the bytes of memory that we take (proc_pid_statm(5))."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
