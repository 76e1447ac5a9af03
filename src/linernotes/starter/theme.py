"""Copies a built-in theme, or a template, into a guide, where its author can change it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from linernotes.assets import Design, read_design
from linernotes.cache.atomic import write_file
from linernotes.look.applied import FOLDER, apply_look, theme_names
from linernotes.manuscript.reader import read_book
from linernotes.manuscript.source import ID_FORM_HINT, IDENTIFIER
from linernotes.model.findings import ProjectError, did_you_mean
from linernotes.snapshot import FOLDER as BOOK_FOLDER
from linernotes.snapshot import Snapshot

_LIST = "fonts.toml"
_SUFFIX = re.compile(r"\.[a-z]+\.j2\Z")


def new_theme(project: Path, name: str, source: str) -> tuple[Path, ...]:
    """Write a theme into a guide and return its files.

    It has a list of fonts even if the other theme uses the built-in list, so that a designer sees all that can be changed.

    Args:
        project: the folder of the guide.
        name: the name of the new theme.
        source: the name of the theme that it is a copy of.

    Raises:
        ProjectError: if the name is not that of a theme, is taken, or there is no theme to copy.
        WritingError: if a file cannot be written.
    """
    design = read_design(project)
    if not IDENTIFIER.fullmatch(name):
        raise ProjectError(f"'{name}' cannot be the name of a theme", hint=ID_FORM_HINT)
    if source not in theme_names(design):
        raise ProjectError(f"there is no theme '{source}'", hint=did_you_mean(source, theme_names(design)))
    if name in theme_names(design):
        raise ProjectError(f"there is already a theme '{name}'", hint="choose another name: nothing is overwritten")
    folder = project / "styles" / FOLDER / name
    files = _files_of(design, source)
    here = f"/styles/{FOLDER}/"
    for path, content in files.items():
        write_file(folder / path, content.replace(f"{here}{source}/".encode(), f"{here}{name}/".encode()))
    return tuple(folder / path for path in files)


def copy_template(project: Path, name: str, theme: str = "") -> Path:
    """Write a copy of a template, as the theme of the guide has it, into a guide and return its file.

    Args:
        project: the folder of the guide.
        name: its path below ``templates/``; its suffix may be missing.
        theme: a theme of the guide's own that the copy belongs to, and comes from; empty for the guide itself.

    Raises:
        ProjectError: if there is no such guide, template or theme, or the guide has the template.
        WritingError: if the file cannot be written.
    """
    design = read_design(project)
    book, _ = read_book(Snapshot(project / BOOK_FOLDER))
    look = replace(book.look, theme=theme) if theme else book.look
    folder = f"styles/{FOLDER}/{theme}/templates" if theme else "templates"
    if theme and theme in theme_names(design) and f"styles/{FOLDER}/{theme}/theme.toml" not in design.own:
        raise ProjectError(f"the theme '{theme}' is built in", hint="leave --theme out: the template is then one of your guide")
    templates = apply_look(design, look).design.templates
    names = {_SUFFIX.sub("", path): path for path in templates}
    wanted = _SUFFIX.sub("", name)
    if wanted not in names:
        raise ProjectError(f"there is no template '{name}'", hint=did_you_mean(wanted, names) or "the manual lists all templates")
    path = f"{folder}/{names[wanted]}"
    if path in design.own:
        raise ProjectError(f"there is already a file '{path}'", hint="delete it first to begin again: nothing is overwritten")
    write_file(project / path, templates[names[wanted]])
    return project / path


def _files_of(design: Design, theme: str) -> dict[str, bytes]:
    """Return the files of a theme by their path in its folder."""
    folder = f"{FOLDER}/{theme}/"
    files = {path.removeprefix(folder): content for path, content in design.styles.items() if path.startswith(folder)}
    return dict(sorted({_LIST: design.styles[_LIST], **files}.items()))
