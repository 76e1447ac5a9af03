from __future__ import annotations

import pytest

from linernotes.html.spaces import kept_together

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"See lines{NBSP}38–40, now.", [("See ", False), ("lines 38–40,", True), (" now.", False)]),
        (f"It burns.{NBSP}", [(f"It burns.{NBSP}", False)]),  # a mark of certainty follows in its own element
        (f"a{NBSP}b{NBSP}c", [("a b c", True)]),
        (f"in line{NBSP}____ it", [("in ", False), ("line ____", False), (" it", False)]),
        (f"wider{NBSP}than{NBSP}a{NBSP}telephone", [("wider than a telephone", False)]),
        ("plain", [("plain", False)]),
    ],
)
def test_words_stay_on_a_line_with_ordinary_spaces(text: str, parts: list[tuple[str, bool]]) -> None:
    assert list(kept_together(text)) == parts
