"""Writes the tables of the manual that are generated from the code: ``python scripts/reference``.

A page of the manual contains ``<!-- generated: NAME -->`` and ``<!-- end -->``, between which the part of that name is written.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from commands import PARTS as COMMANDS
from style_names import PARTS as STYLE_NAMES
from tables import PARTS as TABLES
from toml_keys import PARTS as KEYS

MANUAL = Path(__file__).parents[2] / "docs" / "manual" / "manuscript"
PARTS = {**COMMANDS, **KEYS, **STYLE_NAMES, **TABLES}

_PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(page: str) -> str:
    """Return a page with its generated parts made again."""
    return _PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]().strip()}\n\n{found[3]}", page)


def main(arguments: list[str]) -> int:
    """Renew the pages; with ``--check``, only name those that are not up to date, and return 1 if there are any."""
    stale = []
    for file in sorted(MANUAL.rglob("*.md")):
        page = file.read_text(encoding="utf-8")
        if renewed(page) != page:
            stale.append(file.relative_to(MANUAL).as_posix())
            if "--check" not in arguments:
                file.write_text(renewed(page), encoding="utf-8")
    sys.stdout.write("".join(f"{name}\n" for name in stale))
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
