"""Checks of a look: its colours are legible, in colour and in grey."""

from __future__ import annotations

from collections.abc import Iterator

from linernotes.look.colours import NEEDS, PAIRS, PAPER, TEXT, contrast, lowest_contrast
from linernotes.look.theme import Theme
from linernotes.model.findings import Code, Finding
from linernotes.model.look import Look


def check_palette(look: Look, theme: Theme) -> Iterator[Finding]:
    """Report colours that have too little contrast, on screen or from a black-and-white printer.

    Of two colours, the one that the guide chose is named, or else the one of its theme.

    Args:
        look: the look that book.toml asks for.
        theme: its theme, with the colours of the guide.
    """
    places = {**theme.places, **{key: look.place(key) for key, _ in look.palette}}
    chosen = {key for key, _ in look.palette}
    too_light: set[str] = set()
    shades = ((shade, other, ratio) for shade, needs in NEEDS.items() for other, ratio in needs.items() if shade in places)
    for one, other, needed in (*((*pair, TEXT) for pair in PAIRS), *shades):
        key = next((each for each in (other, one) if each in chosen), other if other in places and one not in NEEDS else one)
        colours = theme.colours[one], theme.colours[other]
        if key not in places or too_light & {one, other} or lowest_contrast(*colours) >= needed:
            continue
        if other == "paper":
            too_light.add(one)
        on_screen = contrast(*colours)
        ratio, where = (
            (on_screen, "on screen") if on_screen < needed else (lowest_contrast(*colours), "when printed in black and white")
        )
        needs = f"text needs {TEXT}" if needed == TEXT else f"lines need {needed:g}"
        message = f"{one} ({colours[0]}) and {other} ({colours[1]}) have a contrast of {ratio:.1f} {where}; {needs}"
        darker = contrast(theme.colours[key], PAPER) > min(contrast(each, PAPER) for each in colours)
        yield Finding(places[key], Code.PALETTE_CONTRAST, message, f"make {key} {'darker' if darker else 'lighter'}")
