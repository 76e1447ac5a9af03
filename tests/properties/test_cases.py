"""Inputs that fuzzing has found, numbered: each once ended with a traceback, or printed teacher text for students."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.properties import targets
from tests.properties.fuzz import seeds

FOLDER = Path(__file__).parent / "cases"
TARGETS: Mapping[str, Callable[[bytes], None]] = {
    ".md": targets.read_text,
    ".toml": targets.read_toml,
    ".svg": targets.read_drawing,
    ".png": targets.read_picture,
    ".jpg": targets.read_picture,
    ".css": targets.read_sheet,
    ".epub": targets.read_ebook,
    ".pdf": targets.read_pdf,
}


@pytest.mark.parametrize("case", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_input_that_fuzzing_found_is_read_or_reported(case: Path) -> None:
    TARGETS[case.suffix](case.read_bytes())


@pytest.mark.parametrize("target", seeds())
def test_inputs_that_fuzzing_begins_with_are_read(target: str) -> None:
    for seed in seeds()[target]:
        getattr(targets, target)(seed)
