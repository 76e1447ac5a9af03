"""Templates: the house's own, and before them a project's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from linernotes.assets import cache_folder
from linernotes.html.marks import SIGNS
from linernotes.model.book import Book, Edition
from linernotes.model.findings import Place, PressError


def _cache() -> FileSystemBytecodeCache | None:
    """Return where compiled templates are kept: beside this person's other caches, since they are code that is run."""
    try:
        folder = cache_folder() / "templates"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):  # it cannot be written, or nobody has a home here
        return None
    return FileSystemBytecodeCache(str(folder), "%s.compiled") if os.access(folder, os.W_OK) else None


class TemplateFaultError(PressError):
    """A template cannot be filled in."""


def values_of(book: Book, edition: Edition, medium: str) -> dict[str, object]:
    """Return what all templates of a medium may name."""
    return {"book": book.metadata, "edition": edition, "words": book.wording, "medium": medium, "signs": SIGNS}


class Templates:
    """The folders in which templates are looked for, the first one first."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Begin with the folders; those that do not exist are passed over."""
        self.folders = tuple(folder for folder in folders if folder.is_dir())

    def for_variant(self, variant: str) -> Templates:
        """Return these templates with those of a theme variant, from ``variants/<variant>/``, before them."""
        return Templates([*(folder / "variants" / variant for folder in self.folders), *self.folders]) if variant else self

    @cached_property
    def content(self) -> bytes:
        """All templates, one after another, with their paths."""
        files = [
            (file.relative_to(folder), file) for folder in self.folders for file in sorted(folder.rglob("*")) if file.is_file()
        ]
        return b"\0".join(part for path, file in files for part in (path.as_posix().encode(), file.read_bytes()))

    @cached_property
    def _environment(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(self.folders),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            bytecode_cache=_cache(),
        )

    def fill(self, name: str, /, **values: object) -> Markup:
        """Return a template, filled in.

        Raises:
            TemplateFaultError: if it is missing, is no template, or asks for a value that nobody gives.
        """
        try:
            return Markup(self._environment.get_template(name).render(**values))  # noqa: S704  # autoescape is on
        except TemplateSyntaxError as fault:
            raise TemplateFaultError(
                f"the template cannot be read: {fault.message}", Place(f"templates/{fault.name}", fault.lineno)
            ) from fault
        except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError, RecursionError) as fault:
            raise TemplateFaultError(
                f"the template cannot be filled in: {fault or type(fault).__name__}", self._place(name, fault)
            ) from fault

    def _place(self, name: str, fault: BaseException) -> Place:
        """Return the innermost template line of the traceback."""
        place, trace = Place(f"templates/{name}"), fault.__traceback__
        while trace:
            file = Path(trace.tb_frame.f_code.co_filename)
            folder = next((folder for folder in reversed(self.folders) if file.is_relative_to(folder)), None)
            if folder:
                place = Place(f"templates/{file.relative_to(folder).as_posix()}", trace.tb_lineno)
            trace = trace.tb_next
        return place
