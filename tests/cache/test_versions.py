from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import linernotes
from linernotes.cache import versions

PACKAGE = Path(linernotes.__file__).parent
LIST_MODULES = """
import sys, linernotes.typeset.typesetter
print(*[module.__file__ for name, module in sys.modules.items() if name.startswith("linernotes.")])
"""


def test_typesetter_version_covers_all_code_that_a_worker_loads() -> None:
    listed = subprocess.run([sys.executable, "-c", LIST_MODULES], capture_output=True, text=True, check=True).stdout.split()
    loaded = [Path(file).relative_to(PACKAGE) for file in listed if not file.endswith("__init__.py")]
    covered = [Path(place) for place in versions._TYPESETTER_CODE]
    assert loaded
    assert not [str(file) for file in loaded if not any(file.is_relative_to(place) for place in covered)]


def test_version_of_a_missing_library_is_empty() -> None:
    assert versions.version_of("no-such-library") == ""
    assert versions.version_of("weasyprint")
