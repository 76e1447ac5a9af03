from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.cache.atomic import write_file
from linernotes.model.findings import WritingError


def test_written_file_is_whole_and_readable_by_everybody(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b.json", b"new")
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b.json"]
    assert (tmp_path / "a" / "b.json").read_bytes() == b"new"
    assert (tmp_path / "a" / "b.json").stat().st_mode & 0o777 == 0o644


def test_folder_in_the_way_is_an_error_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "b.json" / "c").mkdir(parents=True)
    with pytest.raises(WritingError, match="cannot be written"):
        write_file(tmp_path / "b.json", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["b.json"]
