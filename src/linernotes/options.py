"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

project_option = click.option(
    "-p",
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="The folder of the guide, which contains manuscript/.",
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
cache_option = click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="your cache folder",
    help="The folder for typeset sections and other intermediate results.",
)
trust_option = click.option(
    "--trust", is_flag=True, help="Let the templates in the guide's folder run any Python code: only for guides of your own."
)
