"""A long session needs little more memory than a short one."""

from __future__ import annotations

import gc
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from linernotes.cache.store import Store
from linernotes.model.papers import Paper
from linernotes.preview.live import LiveBook, View
from linernotes.preview.pages import PageRenderer, PageSet
from linernotes.workers.pool import WorkerPool
from tests.sample import STORY, write_guide

EDITS = int(os.environ.get("PREVIEW_EDITS", "15"))
FEW = 10
GROWTH = 1.3
WIDTH = 1400
"""Pixels of an image on a screen with small pixels."""


def edit_and_show(live: LiveBook, renderer: PageRenderer, number: int) -> None:
    """Save another text, typeset it and render a page of it."""
    text = STORY.replace("The keeper's lamp", f"The keeper's lamp number {number}")
    (live.project / "manuscript" / "story.md").write_text(text, encoding="utf-8")
    live.begin()
    view = View("student")
    reading = live.read(view)
    context = live.context(view, reading)
    pages = PageSet.of(live.typeset(context, reading), context.font_files)
    renderer.render(pages, pages.pages[3], Paper.A4, WIDTH)
    live.forget_unused(frozenset([view]))


@pytest.mark.slow
def test_images_of_many_sizes_are_not_all_kept(tmp_path: Path, pool: WorkerPool, store: Store) -> None:
    live, renderer, view = LiveBook(write_guide(tmp_path), pool, store, lambda _: None, trust=False), PageRenderer(), View()
    live.begin()
    reading = live.read(view)
    context = live.context(view, reading)
    pages = PageSet.of(live.typeset(context, reading), context.font_files)
    renderer.render(pages, pages.pages[3], Paper.A4, WIDTH)
    tracemalloc.start()
    try:
        rendered = sum(len(renderer.render(pages, pages.pages[3], Paper.A4, WIDTH + extra)) for extra in range(1, 101))
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
        renderer.close()
    assert kept < 10 << 20 < rendered


@pytest.mark.slow
@pytest.mark.skipif(sys.gettrace() is not None, reason="coverage keeps objects of its own")
def test_memory_does_not_grow_with_the_number_of_edits(tmp_path: Path, pool: WorkerPool, store: Store) -> None:
    live, renderer = LiveBook(write_guide(tmp_path), pool, store, lambda _: None, trust=False), PageRenderer()
    sizes = {}
    tracemalloc.start()
    try:
        for number in range(1, EDITS + 1):
            edit_and_show(live, renderer, number)
            if number in (FEW, EDITS):
                gc.collect()
                sizes[number] = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
        renderer.close()
    assert sizes[EDITS] <= GROWTH * sizes[FEW], sizes
