"""The loading of WeasyPrint in a child process, in half the time that it takes by itself."""

from __future__ import annotations

import ctypes.util
import sys
from importlib import import_module
from types import ModuleType


def load_engine() -> None:
    """Import WeasyPrint, without what only costs time."""
    if sys.platform == "linux":
        # cffi asks ldconfig and a C compiler for names that are no files, one process after another; the loader knows the last.
        ctypes.util.find_library = lambda name: None
    # Faces are static and whole: no part of WeasyPrint that we use cuts them.
    for name, spared in (("fontTools.subset", "Subsetter"), ("fontTools.varLib.instancer", "instantiateVariableFont")):
        stand_in = ModuleType(name)
        setattr(stand_in, spared, None)
        sys.modules[name] = stand_in
    import_module("weasyprint")
    for name in ("fontTools.subset", "fontTools.varLib.instancer"):
        del sys.modules[name]
