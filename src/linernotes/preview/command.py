"""The command ``linernotes preview``."""

from __future__ import annotations

import signal
import webbrowser
from pathlib import Path

import rich_click as click

from linernotes.console import print_line, print_text
from linernotes.options import cache_option, project_option, trust_option

EDITOR = "vscode://file/{file}:{line}:{column}"
"""The address that opens a file in Visual Studio Code."""


@click.command()
@project_option
@click.option("-e", "--edition", default="", metavar="NAME", show_default="the first one", help="Begin with this edition.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default="any that is free", help="The port on this computer."
)
@click.option("--open", "opened", is_flag=True, help="Open the page in your browser.")
@click.option(
    "--editor",
    default=EDITOR,
    show_default=True,
    envvar="LINERNOTES_EDITOR",
    metavar="ADDRESS",
    help="The address that opens a file in your editor, with {file}, {line} and {column}.",
)
@cache_option
@trust_option
def preview(*, project: Path, edition: str, port: int, opened: bool, editor: str, cache: Path | None, trust: bool) -> int:
    """Show the pages and the e-book in your browser while you write. Ends with Ctrl-C.

    After each save, the pages that changed are shown. A click on a sentence shows its file and line. Only this computer can open the
    address, and nothing is written outside the cache.
    """
    # these take 0.4 s to load, and no other command needs them
    from linernotes.preview.run import Options
    from linernotes.preview.run import preview as run_preview

    def ready(address: str) -> None:
        print_text(address)
        print_line("Press Ctrl-C to end the preview.")
        if opened:
            webbrowser.open(address)

    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell starts background jobs with SIGINT ignored
        signal.signal(ending, signal.default_int_handler)
    try:
        run_preview(project, Options(edition, port, cache, trust, editor), ready)
    except KeyboardInterrupt:
        print_line("The preview has ended.")
    return 0
