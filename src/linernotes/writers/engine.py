"""The loading of WeasyPrint in a child process, in less than half the time that it takes by itself."""

from __future__ import annotations

import ctypes
import mimetypes
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

_SPARED_MODULES: Mapping[str, tuple[str, ...]] = {
    "fontTools.subset": ("Subsetter",),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont", "woff2"),
}
"""Faces are static, whole and no packed ones: no part of WeasyPrint that we use cuts or unpacks them. With what it imports of each."""

_SPARED_SHEETS = ("css/html5_ph.css", "css/html5_ua_form.css")
"""Sheets of WeasyPrint's own for attributes that stand for styles and for forms to be filled in, which no book asks for."""

_WORD = re.compile(r"\w+")


def load_engine() -> None:
    """Import WeasyPrint, without what only costs time."""
    if sys.platform == "linux":
        # cffi asks ldconfig and a C compiler for names that are no files, one process after another; the loader knows the last.
        finder = ModuleType("ctypes.util")
        finder.find_library = lambda name: None  # type: ignore[attr-defined]  # the one function that it is asked for
        sys.modules["ctypes.util"] = finder
        ctypes.util = finder  # type: ignore[attr-defined]  # as an import would
    mimetypes.knownfiles = []  # what types this machine knows is of no use, since nothing is attached to a book
    with _without_spared_modules(), _without_spared_sheets():
        _compile_selectors_late()
        _read_types_alone()
        import_module("weasyprint")


@contextmanager
def _without_spared_modules() -> Iterator[None]:
    for name, spared in _SPARED_MODULES.items():
        stand_in = ModuleType(name)
        for each in spared:
            setattr(stand_in, each, None)
        sys.modules[name] = stand_in
    yield
    for name in _SPARED_MODULES:
        del sys.modules[name]


@contextmanager
def _without_spared_sheets() -> Iterator[None]:
    import tinycss2

    spec = find_spec("weasyprint")
    folders = spec.submodule_search_locations or () if spec else ()
    files = [Path(folder, name) for folder in folders for name in _SPARED_SHEETS]
    spared = {file.read_text("utf-8") for file in files if file.is_file()}
    parse = tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet = lambda css, *how, **more: [] if css in spared else parse(css, *how, **more)
    yield
    tinycss2.parse_stylesheet = parse


def _compile_selectors_late() -> None:
    """Let cssselect2 evaluate the expression of a selector when an element is first compared with it; most never are."""
    from cssselect2 import compiler

    kept: dict[str, Callable[[Any], Any]] = {}

    def evaluate_late(source: str, known: dict[str, Any], local: dict[str, Any]) -> Callable[[Any], Any]:
        def matches(element: Any) -> Any:
            test = kept.get(source)
            if test is None:  # equal expressions are equal tests: all know the same names
                test = kept[source] = eval(source, known, local)  # noqa: S307  # what the compiler itself would evaluate here
            return test(element)

        return matches

    compiler.eval = evaluate_late


def _read_types_alone() -> None:
    """Let cffi read the name of a type without all others: it tells its C parser every name that it knows, asked for or not."""
    from cffi.cparser import Parser

    parse = getattr(Parser, "_parse", None)
    if parse is None:
        return

    def parse_what_is_named(parser: Any, source: str) -> Any:
        declared = parser._declarations
        words = set(_WORD.findall(source))
        parser._declarations = {name: each for name, each in declared.items() if words.issuperset(name.split()[1:])}
        try:
            return parse(parser, source)
        finally:
            parser._declarations = declared

    Parser._parse = parse_what_is_named
