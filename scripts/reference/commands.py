"""The commands of the program with their options, as ``--help`` shows them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping

import click

from linernotes.cli import cli

_MARKS = re.compile(r"(?<!\w)--[a-z][a-z-]*|\bTODO\b|\{[#.][^{}]*\}")
"""Options, and words that are marks in a manuscript: they are shown as code."""

_AS_CODE = r"`\g<0>`"


def commands() -> str:
    """Return a heading, the description and the table of options of each command."""
    return "\n".join(_described(name, command) for name, command in cli.commands.items())


def _described(name: str, command: click.Command) -> str:
    arguments = " ".join(each.human_readable_name.upper() for each in command.params if isinstance(each, click.Argument))
    usage = " ".join(part for part in ("linernotes", name, arguments) if part)
    about = _MARKS.sub(_AS_CODE, " ".join(inspect.cleandoc(command.help or "").split()))
    options = "".join(_rows(command))
    listed = f"\n\n| option | meaning |\n|---|---|\n{options}" if options else "\n"
    return f"## {usage}\n\n{about}{listed}"


def _rows(command: click.Command) -> Iterable[str]:
    for option in command.params:
        if isinstance(option, click.Option):
            names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
            values = (
                f" One of {', '.join(f'`{each}`' for each in option.type.choices)}."
                if isinstance(option.type, click.Choice)
                else ""
            )
            default = f" The default is {_default(option)}." if option.show_default else ""
            yield f"| {names} | {_MARKS.sub(_AS_CODE, option.help or '')}{values}{default} |\n"


def _default(option: click.Option) -> str:
    return option.show_default if isinstance(option.show_default, str) else f"`{option.default}`"


PARTS: Mapping[str, Callable[[], str]] = {"commands": commands}
"""The generated parts of the manual by their names."""
