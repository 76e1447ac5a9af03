"""Attacks by the files of a guide: within 20 seconds of processor time and 1 GB, each is harmless or a finding."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from linernotes.workers.child import Failure
from linernotes.workers.pool import Limits, WorkerPool
from tests.attacks.attack import Attack
from tests.attacks.designs import TEMPLATES
from tests.attacks.guides import ATTACKS, HUGE, SECRET
from tests.attacks.stories import PATH, STORIES
from tests.attacks.tasks import draft, read_all, set_page
from tests.sample import write_guide

SECONDS, MEMORY = 20, 1 << 30


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with pytest.MonkeyPatch.context() as patch, WorkerPool(1, Limits(SECONDS, MEMORY)) as pool:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))  # where the worker finds the task
        yield pool


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
def test_attack_is_harmless_or_a_finding(attack: Attack, pool: WorkerPool, tmp_path: Path) -> None:
    attack.prepare(write_guide(tmp_path / "guide", attack.files))
    result = pool.submit(read_all, str(tmp_path / "guide")).result()
    assert not isinstance(result, Failure), result
    findings, text = result
    assert any(attack.answer in finding for finding in findings) or not attack.answer, findings[:3]
    assert SECRET not in text
    assert attack.printed in text
    assert all("\x1b" not in finding and "\u202e" not in finding for finding in findings)


@pytest.mark.parametrize("attack", TEMPLATES, ids=[attack.name for attack in TEMPLATES])
def test_template_is_refused_in_words_of_a_teacher(attack: Attack, pool: WorkerPool) -> None:
    result = pool.submit(set_page, str(attack.files["a.j2"])).result()
    message = result.message if isinstance(result, Failure) else result
    assert re.search(attack.answer, message)
    assert not re.search(r"[A-Z]\w+Error|recursion|signal|Traceback", message)


@pytest.mark.parametrize("attack", STORIES, ids=[attack.name for attack in STORIES])
def test_text_becomes_a_draft_or_is_refused(attack: Attack, pool: WorkerPool, tmp_path: Path) -> None:
    attack.prepare(tmp_path)
    result = pool.submit(draft, str(tmp_path / "guide"), str(tmp_path / PATH)).result()
    assert not isinstance(result, Failure), result
    assert attack.answer in result
    assert bool(attack.answer) is bool(result)
    assert (tmp_path / "guide" / "manuscript").exists() is not bool(result)
    assert {path.name for path in tmp_path.iterdir()} <= {"story", "guide"}


@pytest.mark.parametrize(("kind", "message"), [("pipe", "is not a file"), ("huge file", "is larger than 20 MB")])
def test_story_that_is_no_usual_file_is_refused(kind: str, message: str, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    if kind == "pipe":
        os.mkfifo(story)
    else:
        story.touch()
        os.truncate(story, HUGE)
    assert message in draft(str(tmp_path / "guide"), str(story))
