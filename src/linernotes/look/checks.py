"""Checks of a look: its palette is legible in colour and in grey."""

from __future__ import annotations

from collections.abc import Iterator

from linernotes.look.colours import PAIRS, TEXT, contrast, lowest_contrast
from linernotes.look.theme import Theme
from linernotes.model.findings import Code, Finding
from linernotes.model.look import Look


def check_palette(look: Look, theme: Theme) -> Iterator[Finding]:
    """Report colours of a guide's palette that have too little contrast, on screen or from a black-and-white printer.

    Args:
        look: the look that book.toml asks for.
        theme: its theme, with the colours of the guide.
    """
    own = dict(look.palette)
    too_light: set[str] = set()
    for one, other in PAIRS:
        key = other if other in own else one
        colours = theme.colours[one], theme.colours[other]
        if key not in own or one in too_light or lowest_contrast(*colours) >= TEXT:
            continue
        if other == "paper":
            too_light.add(one)
        on_screen = contrast(*colours)
        ratio, where = (
            (on_screen, "on screen") if on_screen < TEXT else (lowest_contrast(*colours), "when printed in black and white")
        )
        message = f"{one} ({colours[0]}) and {other} ({colours[1]}) have a contrast of {ratio:.1f} {where}; text needs {TEXT}"
        yield Finding(look.place(key), Code.PALETTE_CONTRAST, message, f"make {key} {'lighter' if key == other else 'darker'}")
