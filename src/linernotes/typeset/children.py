"""How a child process of our own is called: this interpreter, this package, and nothing of the folder that we stand in."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def command_for(module: str) -> list[str]:
    """Return the command that runs ``serve()`` of a module of ours."""
    return [sys.executable, "-P", "-c", f"from {module} import serve; serve()"]


def environment() -> Mapping[str, str]:
    """Return the environment in which a child finds this package, wherever it was imported from."""
    package = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join([package, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)}
