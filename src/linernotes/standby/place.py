"""Where a press on standby is to be found, and by whom: nothing but the standard library, since a run begins with it."""

from __future__ import annotations

import hashlib
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

MINUTES = 10
"""How long a press waits for the next build."""

_LONGEST = 100
"""Bytes of a socket's path; Linux takes 107 (unix(7)), and others fewer."""

_SHAPING = (
    "CI",
    "FC_",
    "FONTCONFIG_",
    "HOME",
    "LANG",
    "LC_",
    "LD_",
    "LINERNOTES_",
    "MALLOC_",
    "PANGO_",
    "PYTHON",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_",
    "XDG_DATA_",
)
"""Beginnings of the variables that a process or its children obey as they start; all others are handed over with each build."""


def may_stay() -> bool:
    """Return whether a press may stay after a build, or be asked to make one.

    Only on Linux, where a process can be forked at any time and its peer be known; not on a machine that tests software
    (``CI``), and not where ``LINERNOTES_STAY`` is ``0``.
    """
    return sys.platform == "linux" and not os.environ.get("CI") and os.environ.get("LINERNOTES_STAY") != "0"


def socket_path() -> Path | None:
    """Return where a press like this process waits; None where its path would be too long, or nobody is at home.

    Its name is a hash of everything that makes one process work differently from another: our code and the libraries by their
    times, the interpreter, the person, the limits, the variables that are obeyed at the start. A press that was started under
    other ones has another name, and is not asked.
    """
    cache = os.environ.get("XDG_CACHE_HOME", "")
    home = cache if cache.startswith("/") else os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118  # pathlib's way asks for more than is there
    try:
        name = hashlib.sha256("\0".join(_traits()).encode("utf-8", "surrogateescape")).hexdigest()[:20]
    except OSError:
        return None
    path = Path(home, "linernotes", "standby", name)
    return path if path.is_absolute() and len(os.fsencode(path)) <= _LONGEST else None


def _traits() -> Iterator[str]:
    yield from (sys.executable, sys.version, repr(sys.flags), repr(sys.path[1:]))
    yield from (repr(each) for each in (os.getresuid(), os.getresgid(), sorted(os.getgroups())))
    for kind in sorted(name for name in dir(resource) if name.startswith("RLIMIT_")):
        yield f"{kind} {resource.getrlimit(getattr(resource, kind))}"
    yield repr((os.nice(0), os.sched_getscheduler(0), sorted(os.sched_getaffinity(0))))
    for place in ("/", "/proc/self/ns/mnt", "/proc/self/ns/user", "/proc/self/ns/net"):
        status = os.stat(place)  # noqa: PTH116  # as above
        yield f"{place} {status.st_dev} {status.st_ino}"
    yield Path("/proc/self/cgroup").read_text(encoding="utf-8")
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith(_SHAPING))
    for folder in sys.path[1:]:
        if os.path.isdir(folder):  # noqa: PTH112  # as above
            yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116  # a library that comes or goes changes it
    yield from _files_of(str(Path(__file__).parents[1]))


def _files_of(folder: str) -> Iterator[str]:
    """Return the files of our code by their times; they lie in folders, one in another."""
    with os.scandir(folder) as found:
        for each in sorted(found, key=lambda each: each.name):
            if each.is_dir():
                yield from _files_of(each.path)
            elif each.name.endswith(".py"):
                status = each.stat()
                yield f"{each.path} {status.st_size} {status.st_mtime_ns}"
