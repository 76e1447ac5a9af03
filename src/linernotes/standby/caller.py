"""Asks a press on standby to make a build as if it were this process; the standard library alone, loaded before all else."""

from __future__ import annotations

import marshal
import os
import socket
import struct
from collections.abc import Sequence
from contextlib import suppress

from linernotes.standby.place import may_stay, socket_path

TAKEN = b"+"
LENGTH = struct.Struct(">I")
CODE = struct.Struct(">B")
PEER = struct.Struct("iII")
"""Process, user and group of who is at the other end (``SO_PEERCRED``, unix(7))."""

_PATIENCE = 2.0
"""Seconds until a press has said that it takes the build; it says so at once."""


def ask(arguments: Sequence[str]) -> int | None:
    """Return the exit code of a build that a press on standby made; None if there is none, so that we make it ourselves.

    It writes to this process's output, stands in this folder and knows its variables. When this process ends, it gives up.
    """
    if not may_stay() or arguments[:1] != ["build"] or "--alone" in arguments:
        return None
    path = socket_path()
    if path is None or not path.exists():
        return None
    with socket.socket(socket.AF_UNIX) as line, suppress(OSError):
        line.settimeout(_PATIENCE)
        line.connect(str(path))
        if not of_this_person(line):
            return None
        order = marshal.dumps((list(arguments), os.getcwd(), dict(os.environ), _umask()))  # noqa: PTH109  # pathlib costs more
        socket.send_fds(line, [LENGTH.pack(len(order))], [1, 2])
        line.sendall(order)
        if line.recv(len(TAKEN)) != TAKEN:
            return None
        line.settimeout(None)
        answer = line.recv(CODE.size)
        if answer:
            code: int = CODE.unpack(answer)[0]
            return code
    return None


def of_this_person(line: socket.socket) -> bool:
    """Return whether the process at the other end is this person's."""
    told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, PEER.size)
    user: int = PEER.unpack(told)[1]
    return user == os.getuid()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
