"""Checks of a look: its palette is legible in colour and in grey."""

from __future__ import annotations

from collections.abc import Iterator

from linernotes.look.colours import PAIRS, TEXT, contrast, grey
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
    for one, other in PAIRS:
        key = one if one in own else other
        colours = theme.colours[one], theme.colours[other]
        if key not in own:
            continue
        for ratio, where in (
            (contrast(*colours), "on screen"),
            (contrast(*map(grey, colours)), "when printed in black and white"),
        ):
            if ratio < TEXT:
                message = (
                    f"{one} ({colours[0]}) and {other} ({colours[1]}) have a contrast of {ratio:.1f} {where}; text needs {TEXT}"
                )
                lighter = key == other and other in ("highlight", "tint")
                hint = f"make {key} {'lighter' if lighter else 'darker'}"
                yield Finding(look.place(key), Code.PALETTE_CONTRAST, message, hint)
                break
