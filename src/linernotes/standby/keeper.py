"""The press that stays: the process that made a build, which lets its caller go, waits, and makes the next one in a fork of itself.

A fork has everything that its maker has read and loaded. It makes one build, under the eyes of the process that asked for it; if
all went well it takes the place of its maker, since it knows the newest state of the book. If not, it is gone with all it did.
"""

from __future__ import annotations

import ctypes
import gc
import marshal
import os
import select
import socket
import sys
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from threading import Thread
from typing import NoReturn, Protocol, TextIO

from linernotes.standby.caller import CODE, LENGTH, TAKEN, of_this_person
from linernotes.standby.place import MINUTES, socket_path

_LARGEST = 1 << 30
"""Bytes of memory above which a press does not wait."""

_LOOK = 15.0
"""Seconds after which a press looks whether it can still be found."""

_SET_CHILD_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER, prctl(2); it is kept across execve(2)."""

_BURY = "import os\ntry:\n    while True: os.wait()\nexcept ChildProcessError: pass"

_BEHIND = 19

_PATIENCE = 2.0
"""Seconds until the caller has said what it wants, or has left."""


class Held(Protocol):
    """What a press holds and its builds use."""

    def files(self) -> Sequence[int]:
        """Return the file descriptors that it needs."""

    def make_ready(self) -> None:
        """Make ready for the next build, since there is time."""

    def work_ahead(self) -> None:
        """Do what the next build may want, in a fork, so that nobody waits for that."""

    def hand_over(self) -> None:
        """Let go of what a fork has taken over."""

    def dismiss(self) -> None:
        """Send away whoever works for it."""


def stay(run: Callable[[Sequence[str]], int], stays: Callable[[int], bool], held: Held) -> bool:
    """Leave a press behind; False in the process that called, which is to end without taking anything apart.

    Args:
        run: makes a build from arguments and returns its exit code.
        stays: whether a press that has ended a build with such a code is fit for the next.
        held: what it holds.

    Returns:
        True where no press could be left.
    """
    path = socket_path()
    if path is None or _memory() > _LARGEST:
        return True
    listener = socket.socket(socket.AF_UNIX)
    draft = path.with_name(f"{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.parent.stat().st_uid != os.getuid() or path.parent.stat().st_mode & 0o077:
            return True
        listener.bind(str(draft))
        listener.listen(8)
        draft.replace(path)
        if os.fork():
            return False
    except OSError:
        draft.unlink(missing_ok=True)
        return True
    try:
        os.setsid()
        _let_go({listener.fileno(), *held.files()})
        if not _has_sexton():
            _Press(path, listener, run, stays, held).wait()
    finally:
        os._exit(1)  # whatever happened, what the caller still has to do is not for this process


def _has_sexton() -> bool:
    """Return False in a fork, while this process buries whoever of its kin dies from now on, and then ends.

    Builds outlive the presses that they were forked from, and where the first process of a machine buries nobody, as in many
    containers, each would lie there until the machine is stopped.
    """
    if ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0) or not os.fork():
        return False
    os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", _BURY])  # noqa: S606  # our own interpreter, no shell


class _Press:
    def __init__(
        self,
        path: Path,
        listener: socket.socket,
        run: Callable[[Sequence[str]], int],
        stays: Callable[[int], bool],
        held: Held,
    ) -> None:
        self.path, self.listener, self.run, self.stays, self.held = path, listener, run, stays, held
        self.place = path.stat().st_ino
        self.builds: dict[int, int] = {}  # those who make one now: processes by the pipe on which they say that they stay

    def wait(self) -> NoReturn:
        """Make what is asked for, until nobody has asked for a while or we cannot be found any more."""
        ends = self._settle()
        while time.monotonic() < ends and self._is_found():
            called = self.listener.fileno()
            ready, _, _ = select.select([called, *self.builds], [], [], _LOOK)
            for pipe in self.builds.keys() & ready:
                self._hear(pipe)
            if called in ready:
                with suppress(OSError):
                    line, _ = self.listener.accept()
                    self._begin(line)
                ends = self._settle()
        if self._is_found():
            self.path.unlink(missing_ok=True)
        self.held.dismiss()
        os._exit(0)

    def _settle(self) -> float:
        """Make ready to wait, and return until when."""
        os.chdir("/")
        if not self.builds:
            self.held.make_ready()
            self._work_ahead()
        gc.freeze()  # what a fork never looks at need not be copied for it
        return time.monotonic() + MINUTES * 60

    def _work_ahead(self) -> None:
        """Let a fork do what the next build may want, behind all that others do on this machine."""
        heard, told = os.pipe()
        child = os.fork()
        if child:
            os.close(told)
            self.builds[heard] = child
            return
        try:
            self.listener.close()
            os.nice(_BEHIND)
            self.held.work_ahead()
        finally:
            os._exit(0)

    def _is_found(self) -> bool:
        try:
            return self.path.stat().st_ino == self.place
        except OSError:
            return False

    def _hear(self, pipe: int) -> None:
        """Leave, if who made a build stays in our place; bury it, if it does not."""
        if os.read(pipe, 1):
            os._exit(0)
        os.close(pipe)
        os.waitpid(self.builds.pop(pipe), 0)

    def _begin(self, line: socket.socket) -> None:
        """Make a build in a fork; when all went well, it is the fork that returns."""
        heard, told = os.pipe()
        maker = os.getpid()
        child = os.fork()
        if child:
            os.close(told)
            line.close()
            self.builds[heard] = child
            self.held.hand_over()
            return
        os.close(heard)
        for pipe in self.builds:
            os.close(pipe)
        self.builds = {}
        if not self._make(line) or os.getppid() != maker:
            self.held.dismiss()
            os._exit(0)
        os.write(told, b"+")
        os.close(told)

    def _make(self, line: socket.socket) -> bool:
        """Make the build that is asked for; return whether we are fit for another."""
        with line:
            if not of_this_person(line):
                return False
            line.settimeout(_PATIENCE)
            head, files, _, _ = socket.recv_fds(line, LENGTH.size, 2)
            order = _read(line, LENGTH.unpack(head)[0])
            arguments, folder, variables, mask = marshal.loads(order)  # noqa: S302  # sent by a process of this person
            line.sendall(TAKEN)
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
                fit = self.stays(code)
            except BaseException:  # noqa: BLE001  # a bug of ours is told like any other, and its process is not fit to stay
                traceback.print_exc()
                code, fit = 1, False
            sys.stdout.flush()
            sys.stderr.flush()
            _fall_silent()
            made = True
            line.sendall(CODE.pack(code))
            watcher.join(_PATIENCE)
            return fit and not watcher.is_alive() and _memory() < _LARGEST


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


def _let_go(needed: Collection[int]) -> None:
    """Close every file that the caller was started with or left open, but for those that are needed."""
    _fall_silent()
    for file in [int(each.name) for each in Path("/proc/self/fd").iterdir()]:
        if file > 2 and file not in needed:
            with suppress(OSError):  # that of the listing itself is closed already
                os.close(file)


def _memory() -> int:
    """Return the bytes of memory that we take (proc_pid_statm(5))."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
