"""``python -m proofs``: renders every page of the files in ``dist/`` to ``dist/proof/``, and the pictures of the README.

The environment variable ``PROOF_FILES`` holds patterns for the files to render. The default is ``*-a4.pdf *.epub``, since A4 and
Letter show the same pages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from proofs import copier, pages, pictures, preview, screens

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
LOOKS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "": lambda page: page,
    "-grey": copier.grey,
    "-photocopy": copier.photocopy,
}


def main() -> None:
    """Render all matching files."""
    proofs = DIST / "proof"
    files = sorted({file for pattern in os.environ.get("PROOF_FILES", "*-a4.pdf *.epub").split() for file in DIST.glob(pattern)})
    for file in files:
        _say(f"rendering {file.name}")
        if file.suffix == ".epub":
            problem = screens.photograph(file, proofs / file.stem)
            if problem:
                _say(problem)
            continue
        rendered = dict(pages.render(file))
        for name, look in LOOKS.items():
            shown = {folio: look(page) for folio, page in rendered.items()}
            folder = proofs / f"{file.stem}{name}"
            folder.mkdir(parents=True, exist_ok=True)
            for folio, page in shown.items():
                page.save(folder / f"{folio:0>3}.png")
            pages.contact_sheet(list(shown.values()), proofs / f"{folder.name}-sheet.png")
    for student in (file for file in files if file.name.endswith("-student-a4.pdf")):
        pictures.make(student, ROOT / "docs" / "pictures")
        pictures.make_themes(ROOT / "docs" / "pictures")
        manual = ROOT / "docs" / "manual" / "manuscript" / "art"
        if problem := preview.make(ROOT, ROOT / "docs" / "pictures" / "preview.png", manual / "preview.png"):
            _say(problem)
    _say(f"the proofs are in {proofs.relative_to(ROOT)}/")


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


main()
