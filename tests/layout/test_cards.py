"""Cards on pages."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from linernotes.build.printed import PrintedEdition
from tests.typeset.printing import gathering_of, print_story


def places_of(printed: PrintedEdition, *words: str) -> list[tuple[int, float, float]]:
    """Return where words are first printed: the page, the left edge, and the upper edge from the foot of the page, in points."""
    found = {}
    with pypdfium2.PdfDocument(gathering_of(printed).content) as pdf:
        for number in range(len(pdf)):
            text = pdf[number].get_textpage()
            for word in words:
                if word not in found and (match := text.search(word).get_next()):
                    left, _, _, top = text.get_charbox(match[0])
                    found[word] = (number, left, top)
    return [found[word] for word in words]


def test_cards_to_cut_out_are_equally_high_in_a_row(tmp_path: Path) -> None:
    cards = "\n".join(
        f'::: activity {{title="Card{number}x"}}\n'
        + "Speak for a minute, then change sides. " * (1 + 4 * (number % 3))
        + "\n:::\n"
        for number in range(1, 17)
    )
    printed = print_story(tmp_path, f"# Debate {{#storm role=cards}}\n\nCut them out.\n\n{cards}\n\nThe end.\n")
    places = places_of(printed, *(f"Card{number}x" for number in range(1, 17)), "The end")
    for left, right in zip(places[:16:2], places[1:16:2], strict=True):
        assert left[0] == right[0]
        assert abs(left[2] - right[2]) < 1
        assert right[1] > left[1] + 200
    assert places[0][0] < places[15][0]
    assert abs(places[16][1] - places_of(printed, "Cut them")[0][1]) < 1
