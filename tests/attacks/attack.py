"""An attack: a name, and how it is described in SECURITY.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Attack:
    """Files that an attacker could send.

    Attributes:
        name: the name in the table of SECURITY.md.
        does: the attack in words.
        answer: words of the finding or problem that the attack causes; empty if the guide is built and nothing happens.
        files: replacements for files of the sample guide, by path below ``manuscript/``.
        prepare: changes the folder of the guide.
        printed: words that the book contains, for an attack that is printed as text.
    """

    name: str
    does: str
    answer: str
    files: Mapping[str, bytes | str] = field(default_factory=dict)
    prepare: Callable[[Path], None] = lambda _: None
    printed: str = ""
