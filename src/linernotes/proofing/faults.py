"""What is wrong with a finished file, and the error that keeps it from getting its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linernotes.model.findings import PressError

SHOWN = 5
"""So many faults are told when a file is refused; the others would only hide them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a finished file.

    Attributes:
        place: where in the file, such as ``storm.xhtml#fig-lamp`` or «page 3»; empty: the file as a whole.
        rule: the short name of what is broken, as its validator calls it.
        message: what is wrong, in words.
        count: how often it is there, where a validator counts.
    """

    place: str
    rule: str
    message: str
    count: int = 1

    def __str__(self) -> str:
        """Write the fault in one line."""
        often = f" ({self.count} times)" if self.count > 1 else ""
        return f"{self.place + ': ' if self.place else ''}[{self.rule}] {self.message}{often}"


class ProofError(PressError):
    """A finished file fails the press's own proofreading, or cannot be read as what it says it is."""


def refuse(shown: str, faults: Sequence[Fault]) -> None:
    """Keep a file with faults from getting its name.

    Raises:
        ProofError: if there are any; it tells the first ones.
    """
    if not faults:
        return
    told = "".join(f"\n    {fault}" for fault in faults[:SHOWN])
    more = f"\n    and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    hint = "a template or style of the project may be the cause, since the house's own pass"
    raise ProofError(f"{shown} would shut readers out; the file was not made{told}{more}", hint=hint)
