"""Files that appear whole or not at all: they are written under another name and then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from linernotes.model.findings import WritingError


def write_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name in its folder, which is created, and rename it.

    Raises:
        WritingError: if the file system refuses; a file that was there before is unchanged.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=path.suffix, dir=path.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        draft.chmod(0o644)
        draft.replace(path)
        draft = None
    except OSError as fault:
        raise WritingError(f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}") from fault
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
