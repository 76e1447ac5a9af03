"""The preview shows the pages that a build makes, whatever was edited before."""

from __future__ import annotations

import io
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from linernotes.assets import read_styles, read_templates
from linernotes.build.request import Request
from linernotes.build.run import build_with
from linernotes.cache.store import Store
from linernotes.model.findings import LinerNotesError, stops
from linernotes.model.formats import Format
from linernotes.model.papers import Paper
from linernotes.preview.live import LiveBook, View
from linernotes.preview.pages import QUALITY, PageRenderer, PageSet
from linernotes.workers.pool import WorkerPool
from tests.sample import FORMS, write_guide

EDITS = int(os.environ.get("PREVIEW_EDITS", "8"))
WIDTH = 500
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="{}" height="9"/></svg>'

Edit = Callable[[Path, random.Random], None]


def replace(path: Path, old: str, new: str) -> None:
    if path.is_file():
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def edit_text(project: Path, chance: random.Random) -> None:
    words = " ".join(chance.choice(["storm", "lamp", "keeper", "the", "sea"]) for _ in range(chance.randint(1, 300)))
    replace(project / "manuscript" / "story.md", "The keeper's lamp", f"The {words}.\n\nThe keeper's lamp")


def break_text(project: Path, chance: random.Random) -> None:
    replace(project / "manuscript" / "story.md", "# The storm", f"See [](#nowhere-{chance.randint(0, 9)}).\n\n# The storm")


def edit_data(project: Path, chance: random.Random) -> None:
    replace(project / "manuscript" / "data" / "terms.toml", "A light", f"A light {chance.randint(0, 99)} and")


def edit_picture(project: Path, chance: random.Random) -> None:
    file = project / "manuscript" / "art" / "lamp.svg"
    file.parent.mkdir(exist_ok=True)
    file.write_text(DRAWING.format(chance.randint(1, 20)), encoding="utf-8")


def edit_style(project: Path, chance: random.Random) -> None:
    (project / "styles").mkdir(exist_ok=True)
    rule = f"p {{ letter-spacing: {chance.randint(0, 9) / 100}em }}".encode()
    (project / "styles" / "type.css").write_bytes(read_styles(Path("nowhere"))["type.css"] + rule)


def edit_template(project: Path, chance: random.Random) -> None:
    file = project / "templates" / "pages" / "imprint.html.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    built_in = read_templates(Path("nowhere"))["pages/imprint.html.j2"].decode()
    file.write_text(chance.choice([f"{built_in}<p>Copy {chance.randint(0, 99)}</p>", "{{ no_such_name }}"]), encoding="utf-8")


def edit_book(project: Path, chance: random.Random) -> None:
    replace(project / "manuscript" / "book.toml", "A study guide", f"{chance.choice(['One', 'This'])} study guide")


def rename_file(project: Path, chance: random.Random) -> None:
    files = sorted((project / "manuscript").rglob("*.md"))
    file = chance.choice(files)
    file.rename(file.with_name(f"moved-{file.name}"))


def delete_file(project: Path, chance: random.Random) -> None:
    chance.choice(sorted((project / "manuscript" / "data").glob("*.toml"))).unlink()


def switch_branch(project: Path, chance: random.Random) -> None:
    for folder in ("manuscript", "styles", "templates"):
        shutil.rmtree(project / folder, ignore_errors=True)
    write_guide(project, chance.choice([None, FORMS]))


KINDS: tuple[Edit, ...] = (
    edit_text,
    edit_data,
    edit_picture,
    edit_style,
    edit_book,
    switch_branch,
    edit_template,
    break_text,
    rename_file,
    delete_file,
)
SPOILERS = {edit_template, break_text, rename_file, delete_file}


def images_of(pdf: bytes) -> list[bytes]:
    """Return the pages of a PDF as JPEG files with the settings of the preview."""
    files = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            file = io.BytesIO()
            page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB").save(file, "JPEG", quality=QUALITY, subsampling=0)
            files.append(file.getvalue())
    return files


def shown(live: LiveBook, renderer: PageRenderer) -> list[bytes] | None:
    """Return the images of all pages in the preview; None if it shows a problem."""
    live.begin()
    view = View("student")
    try:
        reading = live.read(view)
        if stops(reading.guide.findings, strict=False):
            return None
        context = live.context(view, reading)
        pages = PageSet.of(live.typeset(context, reading), context.font_files)
    except LinerNotesError:
        return None
    finally:
        live.forget_unused(frozenset([view]))
    return [renderer.render(pages, page, Paper.A4, WIDTH) for page in pages.pages]


def built(pool: WorkerPool, project: Path, cache: Path, to: Path) -> list[bytes] | None:
    """Return the images of all pages that a build makes with another cache; None if it stops."""
    request = Request(to, ("student",), (Format.PDF,), (Paper.A4,), cache=cache)
    try:
        outcome = build_with(pool, project, request, lambda _: None)
    except LinerNotesError:
        return None
    return images_of(outcome.products[0].file.read_bytes()) if outcome.products else None


@pytest.mark.slow
def test_pages_are_those_of_a_build_after_random_edits(tmp_path: Path, pool: WorkerPool, store: Store) -> None:
    chance = random.Random(2026)  # noqa: S311  # the same edits each time
    project = write_guide(tmp_path / "guide")
    live, renderer = LiveBook(project, pool, store, lambda _: None, trust=False), PageRenderer()
    compared = 0
    for number in range(EDITS):
        edit = KINDS[number % len(KINDS)]
        edit(project, chance)
        preview = shown(live, renderer)
        pages = built(pool, project, tmp_path / "cache", tmp_path / "out")
        assert preview == pages, edit.__name__
        compared += preview is not None
        if preview is None or edit in SPOILERS:
            switch_branch(project, chance)
    renderer.close()
    assert compared >= min(EDITS, 6)
