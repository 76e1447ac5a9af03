from __future__ import annotations

import pytest

from linernotes.html.spaces import kept_together, numbers_apart

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"See lines{NBSP}38–40, now.", [("See ", False), ("lines 38–40,", True), (" now.", False)]),
        (f"It burns.{NBSP}", [(f"It burns.{NBSP}", False)]),  # a mark of certainty follows in its own element
        (f"a{NBSP}b{NBSP}c", [("a b c", True)]),
        (f"in line{NBSP}____ it", [("in ", False), ("line ____", False), (" it", False)]),
        (f"wider{NBSP}than{NBSP}a{NBSP}telephone", [("wider than a telephone", False)]),
        ("(46–50), then", [("(", False), ("46–50", True), ("), then", False)]),
        ("plain", [("plain", False)]),
    ],
)
def test_words_stay_on_a_line_with_ordinary_spaces(text: str, parts: list[tuple[str, bool]]) -> None:
    assert list(kept_together(text)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"lines{NBSP}55–70, E3–E6", [(f"lines{NBSP}", False), ("55–70", True), (", ", False), ("E3–E6", True)]),
        ("Movements II–IV – all", [("Movements II–IV – all", False)]),
        ("SL.9-10.1, KS3/4", [("SL.9-10.1", True), (", ", False), ("KS3/4", True)]),
        ("plain", [("plain", False)]),
    ],
)
def test_ranges_of_numbers_and_codes_stay_on_a_line(text: str, parts: list[tuple[str, bool]]) -> None:
    assert list(numbers_apart(text)) == parts
