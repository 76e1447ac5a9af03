"""Problems in finished files, and the error that rejects a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linernotes.model.findings import LinerNotesError, printable

SHOWN = 5
"""The number of problems in the message of a rejected file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in a finished file.

    Attributes:
        place: the place in the file, such as ``storm.xhtml#fig-lamp`` or "page 3"; empty for the file as a whole.
        rule: the validator's short name for the rule.
        message: the problem in words.
        count: the number of occurrences, where a validator counts them.
    """

    place: str
    rule: str
    message: str
    count: int = 1

    def __str__(self) -> str:
        """Return the problem as one line."""
        often = f" ({self.count} times)" if self.count > 1 else ""
        return f"{self.place + ': ' if self.place else ''}[{self.rule}] {self.message}{often}"


class ProofError(LinerNotesError):
    """A finished file does not pass our proofreading, or is not a file of its kind.

    Attributes:
        problems: the problems to list below the message, one per line.
    """

    def __init__(self, message: str, hint: str = "", problems: Sequence[str] = ()) -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """Return the error in the form of a finding, with its problems between the message and the hint."""
        first, *rest = super().__str__().split("\n")
        return "\n".join([first, *(f"    {printable(problem)}" for problem in self.problems), *rest])


def reject(shown: str, problems: Sequence[Problem]) -> None:
    """Reject a file that has problems; a file without any passes.

    Raises:
        ProofError: if there are problems; the message lists the first five.
    """
    if not problems:
        return
    listed = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        listed.append(f"and {len(problems) - SHOWN} more")
    hint = "check the templates and styles of your project: the built-in ones pass"
    raise ProofError(f"{shown} would shut readers out; the file was not written", hint, listed)
