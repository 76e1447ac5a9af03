"""Begin a theme: a copy of a built-in one, to be changed."""

from __future__ import annotations

from pathlib import Path

from linernotes.assets import Design, read_design
from linernotes.cache.atomic import write_file
from linernotes.look.applied import FOLDER, theme_names
from linernotes.manuscript.source import ID_FORM_HINT, IDENTIFIER
from linernotes.model.findings import ProjectError, did_you_mean

_LIST = "fonts.toml"


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


def _files_of(design: Design, theme: str) -> dict[str, bytes]:
    """Return the files of a theme by their path in its folder."""
    folder = f"{FOLDER}/{theme}/"
    files = {path.removeprefix(folder): content for path, content in design.styles.items() if path.startswith(folder)}
    return dict(sorted({_LIST: design.styles[_LIST], **files}.items()))
