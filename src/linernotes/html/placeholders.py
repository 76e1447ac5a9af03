"""Placeholders for page numbers: digits of equal width, exchanged for the real ones when a book is bound.

A page that moves costs nothing where it is named: a section is typeset again only if a number that it names gains or loses a digit.
Each page that a section names has a placeholder number of its own, such as 03, with as many digits as the folio.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from linernotes.fonts.symbols import PLACEHOLDER_DIGITS

_FOLIO = re.compile(r"(\D*)(\d+)")
PLACEHOLDER = re.compile(f"[{chr(PLACEHOLDER_DIGITS[0])}-{chr(PLACEHOLDER_DIGITS[-1])}]+")
_TO_PLACEHOLDER = {ord(digit): point for digit, point in zip("0123456789", PLACEHOLDER_DIGITS, strict=True)}
_TO_NUMBER = dict(zip(PLACEHOLDER_DIGITS, "0123456789", strict=True))


@dataclass(slots=True)
class Placeholders:
    """The placeholders of one section, collected while it is rendered.

    Pages are named by their key in the page map: ``slug`` or ``slug#anchor``.

    Attributes:
        keys: by placeholder number, the key of the page that it stands for.
        forms: by key, the form of its folio: the prefix and a zero for each digit. A folio without digits is its own form.
    """

    keys: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    _numbers: dict[tuple[str, int], str] = field(default_factory=dict)
    _used: dict[int, int] = field(default_factory=dict)

    def take(self) -> Placeholders:
        """Return what has been collected, and start over for the next section."""
        taken = replace(self)
        self.keys, self.forms, self._numbers, self._used = {}, {}, {}, {}
        return taken

    def fit(self, folios: Mapping[str, str]) -> bool:
        """Return whether these folios have the forms that were rendered."""
        return all(
            form == form_of(folio) or form == folio for key, form in self.forms.items() if (folio := folio_of(key, folios))
        )

    def reserve(self, key: str, folio: str) -> str:
        """Return the text to typeset in place of the folio of a page."""
        self.forms[key] = form_of(folio)
        found = _FOLIO.fullmatch(folio)
        if not found:
            return folio
        prefix, width = found[1], len(found[2])
        number = self._numbers.get((key, width))
        if number is None:
            used = self._used.get(width, 0)
            if used == 10**width:  # every number of this width is in use, so the folio itself is typeset
                self.forms[key] = folio
                return folio
            self._used[width] = used + 1
            number = self._numbers[key, width] = f"{used:0{width}}"
            self.keys[number] = key
        return prefix + number.translate(_TO_PLACEHOLDER)


def folio_of(key: str, folios: Mapping[str, str]) -> str:
    """Return the folio of a page-map key, or that of its section until more is known; empty if neither is known."""
    return folios.get(key) or folios.get(key.partition("#")[0], "")


def form_of(folio: str) -> str:
    """Return the form of a folio: ``T00`` for T27. A folio without digits, such as a roman one, is its own form."""
    found = _FOLIO.fullmatch(folio)
    return found[1] + "0" * len(found[2]) if found else folio


def fill_in(text: str, digits: Mapping[str, str]) -> str:
    """Return a text with its placeholders replaced, given the real digits by placeholder number."""
    return PLACEHOLDER.sub(lambda run: digits[placeholder_number(run[0])], text)


def placeholder_number(run: str) -> str:
    """Return the number that a run of placeholder digits is."""
    return run.translate(_TO_NUMBER)
