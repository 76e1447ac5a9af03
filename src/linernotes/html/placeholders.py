"""Page numbers are set as blank figures, by their widths alone, and filled in when a book is bound.

So a page that moves costs nothing where it is named: only a number that grows by a figure is set again. In a section each number
that it names has a number of its own, such as 03, as many figures long as the folio; it is that one which is set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from linernotes.fonts.symbols import BLANK_FIGURES

_FOLIO = re.compile(r"(\D*)(\d+)")
BLANK = re.compile(f"[{chr(BLANK_FIGURES[0])}-{chr(BLANK_FIGURES[-1])}]+")
_TO_BLANK = {ord(digit): point for digit, point in zip("0123456789", BLANK_FIGURES, strict=True)}
_FROM_BLANK = dict(zip(BLANK_FIGURES, "0123456789", strict=True))


@dataclass(slots=True)
class Blanks:
    """What a section names, as far as it has been rendered.

    Attributes:
        spots: by the figures that are set, the spot whose folio belongs there.
        forms: by spot, what is written of its folio: a prefix and so many noughts; a folio without figures, as it is.
    """

    spots: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    _numbers: dict[tuple[str, int], str] = field(default_factory=dict)
    _used: dict[int, int] = field(default_factory=dict)

    def taken(self) -> Blanks:
        """Return what one section names, and begin with the next."""
        taken = replace(self)
        self.spots, self.forms, self._numbers, self._used = {}, {}, {}, {}
        return taken

    def fit(self, folios: Mapping[str, str]) -> bool:
        """Return whether what was set fits these folios too."""
        return all(
            form == form_of(folio) or form == folio for spot, form in self.forms.items() if (folio := folio_of(spot, folios))
        )

    def written(self, spot: str, folio: str) -> str:
        """Return what is set in the stead of a folio."""
        self.forms[spot] = form_of(folio)
        found = _FOLIO.fullmatch(folio)
        if not found:
            return folio
        prefix, width = found[1], len(found[2])
        number = self._numbers.get((spot, width))
        if number is None:
            used = self._used.get(width, 0)
            if used == 10**width:  # every number of that width is taken: this folio is set itself
                self.forms[spot] = folio
                return folio
            self._used[width] = used + 1
            number = self._numbers[spot, width] = f"{used:0{width}}"
            self.spots[number] = spot
        return prefix + number.translate(_TO_BLANK)


def folio_of(spot: str, folios: Mapping[str, str]) -> str:
    """Return the folio of a spot, or that of its section as long as no more is known; empty where nothing is."""
    return folios.get(spot) or folios.get(spot.partition("#")[0], "")


def form_of(folio: str) -> str:
    """Return all that a page shows of a folio before it is filled in."""
    found = _FOLIO.fullmatch(folio)
    return found[1] + "0" * len(found[2]) if found else folio


def filled(text: str, numbers: Mapping[str, str]) -> str:
    """Return a text with its blank figures filled in, given the figures that belong in the stead of each number."""
    return BLANK.sub(lambda run: numbers[spelled(run[0])], text)


def spelled(run: str) -> str:
    """Return the number that a run of blank figures is."""
    return run.translate(_FROM_BLANK)
