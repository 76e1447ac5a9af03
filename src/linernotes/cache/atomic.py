"""Files get their names when they are whole: written beside their place, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from linernotes.model.findings import WritingError


def write_whole(path: Path, content: bytes, gate: Callable[[Path], None] | None = None, *, lasting: bool = True) -> None:
    """Write a file so that its name never stands for half of it; what stood there before stays until then.

    Args:
        path: where the file is to be; its folder is made if need be.
        content: the bytes.
        gate: looks at the file under its temporary name, and raises to keep it from getting its name.
        lasting: whether the disk must have the file before it gets its name. What the next run makes anew if the power fails, since
            it finds another file than was made, need not wait for a disk that is busy.

    Raises:
        WritingError: if the file system refuses.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=path.suffix, dir=path.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                _sync(file.fileno(), partial(gate, draft) if gate else None)
            elif gate:
                gate(draft)
        draft.chmod(0o644)
        draft.replace(path)
        draft = None
    except OSError as fault:
        hint = "the file of an earlier build, if there is one, still stands"
        raise WritingError(f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}", hint=hint) from fault
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _sync(file: int, meanwhile: Callable[[], None] | None) -> None:
    """Wait for the disk. Disks take their time; the gate need not wait for them, the name does."""
    from concurrent.futures import ThreadPoolExecutor  # a run that has nothing to do writes nothing

    with ThreadPoolExecutor(1) as beside:
        synced = beside.submit(os.fsync, file)
        if meanwhile:
            meanwhile()
        synced.result()
