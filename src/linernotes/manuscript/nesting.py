"""Which fences can be inside which."""

from __future__ import annotations

from collections.abc import Sequence

MARGIN_FENCES = ("margin-note", "look-for")
"""Fences that are set in the margin, which is narrow; their cards cannot continue on the next page."""

FIT_MARGIN = ("table", "data-table", "teacher-note")
"""Fences that may be inside a fence in the margin."""


def misplacement(name: str, within: Sequence[str], opened: Sequence[str]) -> tuple[str, str] | None:
    """Return message and hint if a fence cannot be inside the open fences, otherwise None.

    Args:
        name: the name of the fence.
        within: the fences that it must be directly inside; empty if it may be anywhere.
        opened: the names of the open fences, outermost first.
    """
    parent = opened[-1] if opened else ""
    if within:
        if parent in within:
            return None
        hint = f"move it between ::: {within[0]} and the closing line of that fence"
        return f"the fence '{name}' is not inside '{within[0]}'", hint
    if parent == "note":
        return f"the fence '{name}' cannot be inside a note", "move it out of the note"
    outer = _excluding(name, opened)
    if not outer:
        return None
    hint = f"close '{outer}' before this line, with a line of three colons: :::"
    if outer in MARGIN_FENCES and outer != name:
        hint = "the margin has room for paragraphs, lists and tables only; move this below the closing line of that fence"
    return f"the fence '{name}' cannot be inside '{outer}'", hint


def _excluding(name: str, opened: Sequence[str]) -> str:
    """Return the open fence that a fence with this name cannot be inside; empty if there is none."""
    if opened and opened[-1] in ("retelling", "extract", "figure", "table"):
        return opened[-1]
    if name in opened:
        return name
    if name == "question" and "teacher-note" in opened:
        return "teacher-note"
    if name not in FIT_MARGIN:
        return next((each for each in opened if each in MARGIN_FENCES), "")
    return ""
