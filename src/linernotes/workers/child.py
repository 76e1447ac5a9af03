"""The main function of a worker process: it runs the functions that its parent sends and returns their results."""

from __future__ import annotations

import gc
import math
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from shutil import rmtree
from threading import Thread

from linernotes.workers.ipc import receive, send


class TaskError(Exception):
    """A task cannot be done; the message says why. The worker is ready for its next task."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The reason why a task has no result.

    Attributes:
        message: the reason in words.
        killed: whether another program ended the worker, so that the task may succeed if it is tried again.
    """

    message: str
    killed: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """A function that prepares a worker for its tasks; it returns nothing."""

    function: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Share:
    """A large value that later tasks take as their first argument."""

    value: object


@dataclass(frozen=True, slots=True)
class Task:
    """A function call whose result is sent back.

    Attributes:
        function: a function of a module, which the worker imports by its name.
        arguments: its arguments, after the shared value.
        shared: whether the shared value is its first argument.
    """

    function: Callable[..., object]
    arguments: tuple[object, ...]
    shared: bool


def serve() -> None:
    """Run tasks from standard input until it ends, and then remove the worker's folder.

    The command line holds the folder for temporary files, the limit of the address space in bytes, and the processor time that each
    task may take, in seconds.
    """
    folder, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":  # macOS refuses to limit the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Nearly every object of a task lives until its end, so frequent garbage collection costs time and frees nothing.
    gc.set_threshold(200_000, 20, 1_000)
    tempfile.tempdir = folder
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not end up between two messages
    Thread(target=_end_with_parent, args=(os.getppid(), folder), daemon=True).start()
    shared: object = None
    try:
        while True:
            message = receive(source)
            if isinstance(message, Share):
                shared = message.value
            elif isinstance(message, Load):
                message.function()
            else:
                _limit_processor_time(seconds)
                send(sink, _result(message, shared))
    except (EOFError, BrokenPipeError):
        rmtree(folder, ignore_errors=True)
        os._exit(0)  # the parent has ended or needs this worker no more; the libraries' own clean-up takes 0.1 s


def _end_with_parent(parent: int, folder: str) -> None:
    """End this process, whatever it does, when the process that started it has been killed."""
    while os.getppid() == parent:
        time.sleep(1)
    rmtree(folder, ignore_errors=True)
    os._exit(1)


def _limit_processor_time(seconds: int) -> None:
    """End the process by SIGXCPU when it has run for a further time."""
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    limit = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit if highest == resource.RLIM_INFINITY else min(limit, highest), highest))


def _result(task: Task, shared: object) -> object:
    try:
        return task.function(*((shared,) if task.shared else ()), *task.arguments)
    except TaskError as error:
        return Failure(str(error))
