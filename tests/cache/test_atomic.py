from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.cache.atomic import write_whole
from linernotes.model.findings import LeakError, WritingError


def refuse(file: Path) -> None:
    raise LeakError(f"no: {file.suffix}")


@pytest.mark.parametrize("lasting", [True, False])
def test_a_file_gets_its_name_when_it_is_whole(lasting: bool, tmp_path: Path) -> None:
    seen: list[bytes] = []
    write_whole(tmp_path / "a" / "b.pdf", b"new", lambda draft: seen.append(draft.read_bytes()), lasting=lasting)
    assert seen == [b"new"]
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b.pdf"]
    assert (tmp_path / "a" / "b.pdf").stat().st_mode & 0o777 == 0o644


def test_a_gate_that_refuses_keeps_the_old_file_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"old")
    with pytest.raises(LeakError, match=r"no: \.pdf"):
        write_whole(tmp_path / "b.pdf", b"new", refuse)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("b.pdf", b"old")]


def test_a_folder_in_the_way_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "b.pdf" / "c").mkdir(parents=True)
    with pytest.raises(WritingError, match="cannot be written"):
        write_whole(tmp_path / "b.pdf", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["b.pdf"]
