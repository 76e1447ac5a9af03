"""The press that stays after a build: it makes the next one as a new process would, and costs nobody a file."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import CHECKOUT
from tests.end_to_end.test_press import made
from tests.sample import STORY, write_guide

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a press stays on Linux only")

STUDENT = ("-e", "student", "--paper", "a4", "-f", "pdf")
PDF = "the-lighthouse-student-a4.pdf"


class Desk:
    """A person with a guide and a home of their own, whose path is short enough for a socket."""

    def __init__(self, home: Path) -> None:
        self.project = write_guide(home / "guide")
        kept = {name: value for name, value in os.environ.items() if name not in {"CI", "LINERNOTES_STAY"}}
        self.environment = {**kept, "XDG_CACHE_HOME": str(home / "cache"), "TMPDIR": str(home), "THE_DESK": str(home)}
        cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "linernotes" / "faces"
        if cache.is_dir():  # cutting faces takes longer than all else here
            shutil.copytree(cache, home / "cache" / "linernotes" / "faces")

    def begin(self, *arguments: str, restrict: Callable[[], None] | None = None, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "linernotes", "build", *arguments],
            cwd=self.project,
            env=self.environment | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=restrict,
        )

    def build(self, *arguments: str, restrict: Callable[[], None] | None = None, **variables: str) -> tuple[int, str, str]:
        """Return exit code, output and errors; whoever reads them is not kept waiting by a press that stays."""
        child = self.begin(*(arguments or STUDENT), restrict=restrict, **variables)
        told, wrong = child.communicate(timeout=60)
        return child.returncode, told, wrong

    def edit(self, words: str) -> None:
        (self.project / "manuscript" / "story.md").write_text(STORY.replace("Nobody comes", words))

    def processes(self, kind: str = "") -> set[int]:
        """Return the processes that were started here and have not ended, or those of whose commands a part is known."""
        found = set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                here = f"THE_DESK={self.environment['THE_DESK']}".encode() in (folder / "environ").read_bytes().split(b"\0")
                if here and kind.encode() in (folder / "cmdline").read_bytes():
                    found.add(int(folder.name))
            except OSError:
                continue
        return found

    def presses(self) -> set[int]:
        return self.processes("linernotes\0build")

    def typesetters(self) -> set[int]:
        return self.processes("linernotes.writers.worker")

    def rested(self) -> set[int]:
        """Return the press once it has settled: until then it forks, for itself and for those who set its pages."""
        found: set[int] = set()
        while len(found) != 1 or self.presses() != found:
            found = self.presses()
            time.sleep(0.5)
        return found

    def close(self) -> None:
        for process in self.processes():
            os.kill(process, signal.SIGKILL)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True) as home:
        desk = Desk(Path(home))
        try:
            yield desk
        finally:
            desk.close()


def eventually(happens: Callable[[], object]) -> bool:
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if happens():
            return True
        time.sleep(0.05)
    return False


def test_builds_by_a_press_that_stays_are_those_of_a_new_process(desk: Desk) -> None:
    assert desk.build()[0] == 0
    press = desk.rested()
    for words in ("Somebody comes", "Hardly anybody comes", "Nobody comes", "Who comes"):
        desk.edit(words)
        code, told, wrong = desk.build()
        assert (code, wrong) == (0, "")
        assert PDF in told
        by_press = made(desk.project / "dist")
        assert desk.rested() == press, "a new process made the build"
        assert desk.build("--alone", "--fresh", *STUDENT)[0] == 0
        assert made(desk.project / "dist") == by_press


def test_what_a_caller_is_told_is_told_to_it_and_a_fault_does_not_end_the_press(desk: Desk) -> None:
    desk.build()
    press = desk.rested()
    before = made(desk.project / "dist")
    story = desk.project / "manuscript" / "story.md"
    story.write_text(STORY.replace("(#q-why)", "(#q-wyh)"))
    code, told, wrong = desk.build()
    assert (code, told) == (1, "")
    assert wrong.startswith("manuscript/story.md:")
    assert "error[link-unresolved]" in wrong
    assert made(desk.project / "dist") == before
    story.write_text(STORY)
    assert desk.build()[::2] == (0, "")
    assert desk.rested() == press
    assert desk.build("--edition", "nobody")[0] == 2
    assert desk.build("--no-such-option")[0] == 2


FIGURE = "\n::: figure {#fig-lamp}\n![A lamp](art/lamp.svg)\n\nA lamp.\n:::\n"
LAMP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z"/></svg>'


def test_a_title_a_picture_a_style_and_a_template_that_change_are_met(desk: Desk) -> None:
    lamp, story = desk.project / "manuscript" / "art" / "lamp.svg", desk.project / "manuscript" / "story.md"
    book = desk.project / "manuscript" / "book.toml"
    lamp.parent.mkdir()
    lamp.write_text(LAMP)
    story.write_text(STORY + FIGURE)
    assert desk.build()[::2] == (0, "")
    seen = [made(desk.project / "dist")[PDF]]
    style, template = desk.project / "styles" / "type.css", desk.project / "templates" / "pages" / "imprint.html.j2"
    for own in (style, template):
        own.parent.mkdir(parents=True)
    house = (CHECKOUT / "styles" / "type.css").read_text()
    for file, content in (
        (lamp, LAMP.replace("M0 0", "M9 9")),
        (book, book.read_text().replace("The Lighthouse", "The Lightship")),
        (style, house + "\nem { font-style: normal }\n"),
        (template, '<section id="imprint"><h1>Who made it</h1><p>Nobody.</p></section>\n'),
    ):
        file.write_text(content)
        assert desk.build()[::2] == (0, "")
        by_press = made(desk.project / "dist")
        assert by_press[PDF] not in seen
        seen.append(by_press[PDF])
        assert desk.build("--alone", "--fresh", *STUDENT)[0] == 0
        assert made(desk.project / "dist") == by_press


def test_where_a_press_is_not_wanted_none_stays(desk: Desk) -> None:
    assert desk.build("--alone", *STUDENT)[0] == 0
    desk.edit("Somebody comes")
    assert desk.build(LINERNOTES_STAY="0")[0] == 0
    desk.edit("Who comes")
    assert desk.build(CI="true")[0] == 0
    assert eventually(lambda: not desk.processes())


def test_a_press_that_was_killed_is_not_missed(desk: Desk) -> None:
    desk.build()
    for kind in ("linernotes\0build", "linernotes.writers.worker"):
        for process in desk.processes(kind):
            os.kill(process, signal.SIGKILL)
        desk.edit(f"{kind[-5:]} comes")
        assert desk.build()[::2] == (0, "")
    by_press = made(desk.project / "dist")
    assert desk.build("--alone", "--fresh", *STUDENT)[0] == 0
    assert made(desk.project / "dist") == by_press


def test_a_caller_that_is_killed_takes_its_build_with_it(desk: Desk) -> None:
    desk.build()
    before = made(desk.project / "dist")
    desk.rested()
    assert eventually(desk.typesetters)
    for typesetter in desk.typesetters():
        os.kill(typesetter, signal.SIGSTOP)
    desk.edit("Somebody comes")
    caller = desk.begin(*STUDENT)
    assert eventually(lambda: len(desk.presses()) == 2)
    time.sleep(1)
    assert caller.poll() is None, "the typesetter is stopped, and the build was made"
    caller.kill()
    caller.communicate()
    assert eventually(lambda: not desk.processes())
    assert made(desk.project / "dist") == before
    assert desk.build()[::2] == (0, "")
    assert made(desk.project / "dist") != before


def test_two_builds_at_once_by_one_press_both_succeed(desk: Desk) -> None:
    desk.build()
    desk.edit("Somebody comes")
    for each in [desk.begin(*STUDENT), desk.begin(*STUDENT)]:
        assert each.communicate(timeout=60)[1] == ""
        assert each.returncode == 0
    by_press = made(desk.project / "dist")
    assert desk.build("--alone", "--fresh", *STUDENT)[0] == 0
    assert made(desk.project / "dist") == by_press
    assert eventually(lambda: len(desk.presses()) == 1)


def test_a_caller_under_other_limits_is_not_served(desk: Desk) -> None:
    desk.build()
    before = made(desk.project / "dist")
    desk.edit("Somebody comes")
    limit = 20_000
    assert limit < len(before[PDF])
    code, _, wrong = desk.build(restrict=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert code == 2
    assert "file too large" in wrong.lower()
    assert made(desk.project / "dist") == before
    assert desk.build()[0] == 0
    assert made(desk.project / "dist")[PDF] != before[PDF]


def test_after_the_pdf_the_cover_of_the_e_book_is_drawn_ahead_and_the_e_book_is_that_of_a_new_process(desk: Desk) -> None:
    shelf = desk.project / "shelf"

    def covers() -> int:
        return sum(b"\xff\xd8\xff" in file.read_bytes()[:80] for file in shelf.rglob("*") if file.is_file())

    assert desk.build(*STUDENT, "--shelf", str(shelf))[0] == 0
    assert eventually(covers)
    drawn = covers()
    ebook = ("-e", "student", "-f", "epub", "--shelf", str(shelf))
    assert desk.build(*ebook)[::2] == (0, "")
    assert covers() == drawn
    by_press = made(desk.project / "dist")
    assert "the-lighthouse-student.epub" in by_press
    assert desk.build(*ebook, "--alone", "--fresh")[0] == 0
    assert made(desk.project / "dist") == by_press
