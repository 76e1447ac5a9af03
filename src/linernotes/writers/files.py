"""Files get their names when they are whole: written beside their place, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from linernotes.model.findings import WritingError


def write_whole(path: Path, content: bytes, gate: Callable[[Path], None] | None = None) -> None:
    """Write a file so that its name never stands for half of it; what stood there before stays until then.

    Args:
        path: where the file is to be; its folder is made if need be.
        content: the bytes.
        gate: looks at the file under its temporary name, and raises to keep it from getting its name.

    Raises:
        WritingError: if the file system refuses.
    """
    from concurrent.futures import ThreadPoolExecutor  # a run that has nothing to do writes nothing

    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=path.suffix, dir=path.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            # Disks take their time; the gate need not wait for them, the name does.
            with ThreadPoolExecutor(1) as beside:
                synced = beside.submit(os.fsync, file.fileno())
                if gate:
                    gate(draft)
                synced.result()
        draft.chmod(0o644)
        draft.replace(path)
        draft = None
    except OSError as fault:
        hint = "the file of an earlier build, if there is one, still stands"
        raise WritingError(f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}", hint=hint) from fault
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
