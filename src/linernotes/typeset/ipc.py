"""Values, sent through a pipe between a process of ours and its child."""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, value: object) -> None:
    """Write a value to the other side."""
    content = pickle.dumps(value)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> Any:  # whatever was sent
    """Read a value from the other side, which is a process of ours.

    Raises:
        EOFError: if the other side is gone.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    content = stream.read(_LENGTH.unpack(head)[0])
    return pickle.loads(content)  # noqa: S301  # sent by our own child or parent through a pipe nobody else holds
