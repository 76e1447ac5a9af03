"""The preview over HTTP: pages and findings follow the files, whatever happens to them."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from linernotes.assets import read_styles
from linernotes.build.typesetting import SectionTypesetter
from linernotes.cache.store import Store
from linernotes.model.findings import TypesettingError
from linernotes.preview.live import LiveBook, View
from linernotes.workers.child import Failure, Task
from linernotes.workers.pool import WorkerPool
from tests.preview.conftest import Preview, Values, served
from tests.sample import BOOK, FORMS, STORY, write_guide


def keys(state: Values) -> dict[str, str]:
    """Return the key of every page by its folio."""
    return {page["folio"]: page["key"] for page in state["pages"]}


def story(state: Values) -> list[str]:
    """Return the keys of the pages of the chapter."""
    return [page["key"] for page in state["pages"] if page["slug"] == "storm"]


def titles(state: Values) -> list[str]:
    """Return the titles of the sections on the pages."""
    return [page["title"] for page in state["pages"]]


def test_every_page_has_an_image_of_the_paper_and_width(preview: Preview) -> None:
    state = preview.state()
    assert [page["folio"] for page in state["pages"]] == ["1", "2", "3", "4", "5"]
    for page in state["pages"]:
        status, headers, content = preview.get(f"page/{page['key']}?width=420&paper=letter")
        assert (status, headers["Content-Type"]) == (200, "image/jpeg")
        assert "immutable" in headers["Cache-Control"]
        assert Image.open(io.BytesIO(content)).size == (420, 544)


def test_only_pages_of_changed_sections_get_other_addresses(preview: Preview) -> None:
    before = preview.state()
    preview.edit("story.md", "The keeper's lamp goes out.", "The keeper's big lamp goes out.")
    after = preview.state(lambda state: story(state) != story(before))
    changed = {folio for folio, key in keys(after).items() if keys(before)[folio] != key}
    assert changed == {page["folio"] for page in after["pages"] if page["slug"] == "storm"}
    assert preview.get(f"page/{story(before)[0]}?width=200")[0] == 200  # a browser may still ask for it


def test_change_names_the_place_on_the_page(preview: Preview) -> None:
    before = preview.state()
    preview.edit("story.md", "Nobody comes", "Nobody ever comes")
    state = preview.state(lambda state: story(state) != story(before))
    line = STORY.splitlines().index("Nobody comes to the beacon.") + 1
    assert (state["change"]["file"], state["change"]["line"]) == ("manuscript/story.md", line)
    (area,) = state["change"]["areas"]
    page = state["pages"][area["page"]]
    places = json.loads(preview.get(f"places/{page['key']}")[2])
    assert [each["line"] for each in places if each["box"] == area["box"]] == [line]


def test_section_that_runs_on_leads_to_its_own_file(tmp_path: Path, pool: WorkerPool, store: Store) -> None:
    book = BOOK.replace('"story.md"', '"story.md", "tide.md"') + '\n[pages]\nflow = "run-on"\n'
    files = {"book.toml": book, "tide.md": "# The tide {#tide}\n\nThe water rises twice a day.\n"}
    with served(write_guide(tmp_path, files), pool, store) as preview:
        before = preview.state()
        assert "The tide" in titles(before)
        preview.edit("tide.md", "twice a day", "twice each day")
        state = preview.state(lambda state: story(state) != story(before))
        (area,) = state["change"]["areas"]
        page = state["pages"][area["page"]]
        assert page["document"] == "tide.xhtml"
        places = json.loads(preview.get(f"places/{page['key']}")[2])
        assert [(each["file"], each["line"]) for each in places if each["box"] == area["box"]] == [("manuscript/tide.md", 3)]


def test_findings_come_and_go_while_the_last_pages_stay(preview: Preview) -> None:
    before = preview.state()
    preview.edit("story.md", "(#q-why)", "(#q-nowhere)")
    broken = preview.state(lambda state: state["findings"])
    assert broken["stopped"]
    assert {(each["code"], each["file"], each["line"]) for each in broken["findings"]} == {
        ("link-unresolved", "manuscript/story.md", 3)
    }
    assert broken["pages"] == before["pages"]
    preview.edit("story.md", "(#q-nowhere)", "(#q-why)")
    fixed = preview.state(lambda state: not state["findings"])
    assert (fixed["stopped"], fixed["pages"]) == (False, before["pages"])


def test_file_that_is_saved_by_renaming_is_noticed(preview: Preview) -> None:
    before = preview.state()
    file = preview.project / "manuscript" / "story.md"
    draft = file.with_name(".story.md.swp")
    draft.write_text(STORY.replace("keeper's lamp", "keeper's red lamp"), encoding="utf-8")
    draft.replace(file)
    preview.state(lambda state: story(state) != story(before))


def test_the_last_of_many_saves_wins(preview: Preview) -> None:
    before = preview.state()
    file = preview.project / "manuscript" / "story.md"
    for number in range(12):
        file.write_text(STORY.replace("Nobody comes", f"Nobody {number} comes"), encoding="utf-8")
    file.write_text(STORY, encoding="utf-8")
    preview.edit("words.md", "# Words", "# All words")
    # a state may have the last text of one file and an earlier one of the other, but not for long
    preview.state(lambda state: story(state) == story(before) and "All words" in titles(state))


def test_new_style_sheet_and_picture_change_the_pages(preview: Preview) -> None:
    before = preview.state()
    sheet = preview.project / "styles" / "type.css"
    sheet.parent.mkdir()
    sheet.write_bytes(read_styles(preview.project)["type.css"] + b"h1 { color: #A00000 !important }")
    red = preview.state(lambda state: story(state) != story(before))
    picture = preview.project / "manuscript" / "art" / "lamp.svg"
    picture.parent.mkdir()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="9" height="9"/></svg>'
    picture.write_text(drawing, encoding="utf-8")
    preview.edit("story.md", "Read [the", "\n\n![A lamp.](art/lamp.svg)\n\nRead [the")
    shown = preview.state(lambda state: story(state) != story(red) and not state["stopped"])
    picture.write_text(drawing.replace('"9"', '"4"'), encoding="utf-8")
    preview.state(lambda state: story(state) != story(shown))
    shutil.rmtree(preview.project / "styles")
    preview.state(lambda state: story(state) not in (story(shown), story(red)))


def test_broken_template_is_reported_until_it_is_corrected(preview: Preview) -> None:
    before = preview.state()
    template = preview.project / "templates" / "pages" / "imprint.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ unknown_name }}", encoding="utf-8")
    broken = preview.state(lambda state: state["failure"])
    assert "templates/pages/imprint.html.j2" in broken["failure"]
    assert broken["pages"] == before["pages"]
    template.write_text("<p>Printed for all.</p>", encoding="utf-8")
    fixed = preview.state(lambda state: not state["failure"])
    assert keys(fixed)["2"] != keys(before)["2"]


def test_folder_that_is_deleted_and_restored_is_found_again(preview: Preview) -> None:
    before = preview.state()
    manuscript, away = preview.project / "manuscript", preview.project / "away"
    manuscript.rename(away)
    preview.state(lambda state: state["failure"] or state["stopped"])
    (away / "story.md").write_text(STORY.replace("keeper's lamp", "keeper's old lamp"), encoding="utf-8")
    away.rename(manuscript)
    preview.state(lambda state: story(state) != story(before) and not state["stopped"])
    preview.edit("story.md", "old lamp", "lamp")
    preview.state(lambda state: story(state) == story(before))


def test_switch_of_the_branch_shows_the_other_text_and_back(preview: Preview, pool: WorkerPool, store: Store) -> None:
    project, git = preview.project, shutil.which("git")
    if not git:
        pytest.skip("there is no git")

    def run(*arguments: str) -> None:
        names = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
        subprocess.run([git, "-C", str(project), *names, *arguments], check=True, capture_output=True)

    def commit(branch: str) -> None:
        run("checkout", "-b", branch)
        run("add", "--all")
        run("commit", "--message", branch)

    run("init")
    commit("one")
    before = preview.state()
    run("mv", "manuscript/key.md", "manuscript/answers.md")
    book = FORMS["book.toml"].replace("key.md", "answers.md")
    write_guide(project, {**FORMS, "book.toml": book, "key.md": None, "answers.md": FORMS["key.md"]})
    commit("two")
    with served(project, pool, store) as other:
        expected = other.state(lambda state: len(state["pages"]) > len(before["pages"]))
    for _ in range(3):
        run("checkout", "one")
        preview.state(lambda state: keys(state) == keys(before))
        run("checkout", "two")
        preview.state(lambda state: keys(state) == keys(expected))


def test_edit_among_a_thousand_files_is_shown(tmp_path: Path, pool: WorkerPool, store: Store) -> None:
    sections = {f"part/section-{number}.md": f"# Section {number}\n\nSome words.\n" for number in range(40)}
    listed = ", ".join(f'"{path}"' for path in ("story.md", *sections))
    files = {**sections, "book.toml": BOOK.replace('"story.md"', listed) + '\n[pages]\nflow = "run-on"\n'}
    files |= {f"notes/{number % 7}/note-{number}.md": f"# Note {number}\n" for number in range(200)}
    files |= {f"art/{number % 9}/drawing-{number}.svg": FORMS["art/lamp.svg"] for number in range(300)}
    files |= {f"archive/{number % 11}/letter-{number}.txt": "Words." for number in range(460)}
    assert len(files) > 1000
    with served(write_guide(tmp_path, files), pool, store) as preview:
        before = preview.state()
        assert len(before["findings"]) == 200  # sections that are not in the contents
        preview.edit("part/section-20.md", "Some words", "Other words")
        after = preview.state(lambda state: story(state) != story(before))
        assert after["change"]["file"] == "manuscript/part/section-20.md"


def test_killed_workers_are_replaced(tmp_path: Path, store: Store) -> None:
    with WorkerPool(1) as pool, served(write_guide(tmp_path), pool, store) as preview:
        before = preview.state()
        preview.edit("story.md", "keeper's lamp", "keeper's wet lamp")
        first = preview.state(lambda state: story(state) != story(before))
        for worker in pool._all:
            os.kill(worker._process.pid, signal.SIGKILL)
        preview.edit("story.md", "keeper's wet lamp", "keeper's dry lamp")
        assert not preview.state(lambda state: story(state) not in (story(before), story(first)))["failure"]


class _FailingPool(WorkerPool):
    """A pool whose tasks fail."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(1)
        self.failure, self.tasks = failure, 0

    def _run(self, task: Task, shared: object) -> object:
        self.tasks += 1
        return self.failure


def test_only_sections_of_killed_workers_are_typeset_again(tmp_path: Path, pool: WorkerPool, store: Store) -> None:
    live = LiveBook(write_guide(tmp_path), pool, store, lambda _: None, trust=False)
    reading = live.read(View("student"))
    context = live.context(View("student"), reading)
    tasks = []
    for killed in (False, True):
        failing = _FailingPool(Failure("no pages", killed=killed))
        with failing:
            typesetter = SectionTypesetter(failing, Store(tmp_path / "cache"), context.typesetter.assets, lambda _: None)
            with pytest.raises(TypesettingError):
                live.typeset(replace(context, typesetter=typesetter), reading)
        tasks.append(failing.tasks)
    assert tasks[1] == 2 * tasks[0] > 0


def test_two_browsers_show_two_editions_and_themes(preview: Preview) -> None:
    teacher = preview.state(lambda state: state["pages"], "edition=teacher")
    stage = preview.state(lambda state: state["pages"], "edition=student&theme=stage")
    student = preview.state()
    assert len(teacher["pages"]) > len(student["pages"])
    assert set(keys(stage).values()).isdisjoint(keys(student).values())
    assert [edition["title"] for edition in student["editions"]] == ["Student edition", "Teacher edition"]
    assert {"plain", "novel", "stage"} <= set(student["themes"])


def test_ebook_documents_are_served_with_their_files(preview: Preview) -> None:
    state = preview.state()
    assert "storm.xhtml" in [document["name"] for document in state["documents"]]
    for document in state["documents"]:
        status, headers, content = preview.get(f"ebook/-/-/{document['name']}")
        assert (status, headers["Content-Type"]) == (200, "application/xhtml+xml")
        assert "sandbox" in headers["Content-Security-Policy"]
        assert b"</html>" in content
    for name in ("styles/book.css", "styles/narrow.css", "styles/fonts.css"):
        assert preview.get(f"ebook/-/-/{name}")[0] == 200
    font = preview.get("ebook/-/-/styles/fonts.css")[2].decode().partition("../fonts/")[2].partition('"')[0]
    assert preview.get(f"ebook/-/-/fonts/{font}")[1]["Content-Type"] == "font/ttf"


def test_sentence_of_the_ebook_leads_to_its_line(preview: Preview) -> None:
    preview.edit("story.md", "Read [the", "Read\n[the")
    preview.state(lambda state: state["change"])
    places = {each["anchor"]: each for each in json.loads(preview.get("ebook-places/storm.xhtml")[2])}
    text = preview.get("ebook/-/-/storm.xhtml")[2].decode()
    first = next(anchor for anchor in places if f'id="{anchor}"' in text and anchor.endswith("--p1"))
    assert (places[first]["file"], places[first]["line"]) == ("manuscript/story.md", 3)
