"""Attacks by the folders of a guide: links and drafts that a stranger put there."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.build.moves import places_for_drafts, settle
from linernotes.build.output import Drafts, drafts_folder
from linernotes.cache.scratch import ScratchFolder
from linernotes.model.findings import WritingError


def outside(folder: Path) -> Path:
    (photos := folder / "outside" / "run-photos").mkdir(parents=True)
    (photos / "a.jpg").write_text("a photograph")
    return photos / "a.jpg"


def publish(to: Path) -> None:
    with drafts_folder(to) as folder:
        drafts = Drafts(folder, to)
        drafts.write("a.pdf", b"new")
        drafts.publish()


def test_folder_of_drafts_that_is_a_link_deletes_nothing(tmp_path: Path) -> None:
    photo = outside(tmp_path)
    (to := tmp_path / "dist").mkdir()
    beside, within = places_for_drafts(to)
    beside.symlink_to(tmp_path / "outside")
    publish(to)
    assert photo.is_file()
    assert (to / "a.pdf").read_bytes() == b"new"
    within.symlink_to(tmp_path / "outside")
    with pytest.raises(WritingError, match="it is a link"):
        publish(to)
    assert [file.name for file in photo.parent.iterdir()] == ["a.jpg"]


def test_draft_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    photo = outside(tmp_path)
    beside, _ = places_for_drafts(tmp_path / "dist")
    beside.mkdir()
    (beside / "run-b").symlink_to(photo.parent)
    (beside / "run-c").mkdir()
    (beside / "run-c" / "in-use").symlink_to(tmp_path / "made")
    publish(tmp_path / "dist")
    assert [file.name for file in photo.parent.iterdir()] == ["a.jpg"]
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", ["../outside/a.pdf", "/etc/a.pdf", "..", "", "a\x1b.pdf", "b" * 2_000_000])
def test_journal_of_a_stranger_moves_nothing_elsewhere(name: str, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (to := tmp_path / "dist").mkdir()
    (run := places_for_drafts(to)[0] / "run-a").mkdir(parents=True)
    (run / "moves").write_text(f"old {name}\nold b.pdf\n")
    (run / "b.pdf").write_text("of a stranger")
    settle(to)
    publish(to)
    assert [file.name for file in to.iterdir()] == ["a.pdf"]
    assert not list((tmp_path / "outside").iterdir())


def test_draft_of_a_stranger_that_is_a_link_is_not_moved(tmp_path: Path) -> None:
    photo = outside(tmp_path)
    (to := tmp_path / "dist").mkdir()
    (run := places_for_drafts(to)[0] / "run-a").mkdir(parents=True)
    (run / "moves").write_text("new b.pdf\n")
    (run / "b.pdf").symlink_to(photo)
    settle(to)
    assert not list(to.iterdir())


def test_temporary_folder_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    photo = outside(tmp_path)
    (tmp_path / "scratch").symlink_to(photo.parents[1])
    with pytest.raises(WritingError, match="it is a link"), ScratchFolder(tmp_path / "scratch"):
        pass
    assert photo.is_file()
