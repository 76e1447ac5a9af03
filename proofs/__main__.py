"""``python -m proofs``: draw every page of the files in ``dist/`` into ``dist/proof/``, and the pictures of the README.

``PROOF_FILES`` is a pattern that finds the files to draw (``*-a4.pdf *.epub``): both papers are cut out of one sheet, so that one of
them tells all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from proofs import copier, pages, pictures, screens

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
LOOKS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "": lambda page: page,
    "-grey": copier.grey,
    "-photocopy": copier.photocopy,
}


def main() -> None:
    """Draw what is there."""
    to = DIST / "proof"
    files = sorted({file for pattern in os.environ.get("PROOF_FILES", "*-a4.pdf *.epub").split() for file in DIST.glob(pattern)})
    for file in files:
        _say(f"drawing {file.name}")
        if file.suffix == ".epub":
            told = screens.photograph(file, to / file.stem)
            if told:
                _say(told)
            continue
        drawn = dict(pages.render(file))
        for name, look in LOOKS.items():
            seen = {folio: look(page) for folio, page in drawn.items()}
            folder = to / f"{file.stem}{name}"
            folder.mkdir(parents=True, exist_ok=True)
            for folio, page in seen.items():
                page.save(folder / f"{folio:0>3}.png")
            pages.contact_sheet(list(seen.values()), to / f"{folder.name}-sheet.png")
    for student in (file for file in files if file.name.endswith("-student-a4.pdf")):
        pictures.make(student, ROOT / "docs" / "pictures")
    _say(f"the proofs are in {to.relative_to(ROOT)}/")


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


main()
