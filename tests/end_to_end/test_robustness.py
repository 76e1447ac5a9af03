"""Builds under strain: edits, damaged caches, killed processes, a full disk. No file is lost."""

from __future__ import annotations

import io
import resource
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.end_to_end.conftest import run
from tests.processes import HUNG
from tests.sample import STORY, write_guide

Files = dict[str, bytes]

PAGES = (Path(__file__).parents[2] / "styles" / "print" / "pages.css").read_text(encoding="utf-8")
FEW = ("-e", "student", "--paper", "a4")
"""The options of a build that is made for its accident, and not for its files."""


def made(folder: Path) -> Files:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in {".pdf", ".epub", ".json"}}


def build(project: Path, *arguments: str | Path) -> Files:
    built = run("build", "--project", project, "--cache", project / "cache", *arguments)
    assert (built.returncode, built.stderr) == (0, "")
    return made(project / "dist")


def entries(project: Path) -> set[Path]:
    return {file for file in (project / "cache").rglob("*") if file.is_file()}


def begin(project: Path, *arguments: str, limit: int | None = None) -> subprocess.Popen[str]:
    def restrict() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "linernotes", "build", "--project", str(project), "--cache", str(project / "cache")]
    return subprocess.Popen(
        [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=restrict
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_guide(tmp_path)


@pytest.fixture
def cached(project: Path, sample: Path) -> Path:
    """The sample guide in a folder of its own, with the cache of a build in another folder."""
    shutil.copytree(sample / "cache", project / "cache")
    return project


def test_every_way_to_build_gives_the_same_bytes(project: Path) -> None:
    cold = build(project, "--paper", "a4", "--workers", "2")
    story = project / "manuscript" / "story.md"
    story.write_text(STORY.replace("Nobody comes", "Somebody comes"))
    edited = build(project, "--paper", "a4")
    assert edited["the-lighthouse-student-a4.pdf"] != cold["the-lighthouse-student-a4.pdf"]
    story.write_text(STORY)
    assert build(project, "--paper", "a4") == cold
    assert build(project, "--paper", "a4", "--fresh", "--workers", "1") == cold


def gatherings(project: Path) -> set[Path]:
    return {file for file in entries(project) if b"linernotes.typeset.gathering" in file.read_bytes()}


def test_edit_typesets_one_section_and_editions_share_sections(project: Path) -> None:
    build(project, "-e", "student", "-f", "pdf", "--paper", "a4")
    student = gatherings(project)
    build(project, "-e", "student", "-f", "pdf", "--paper", "letter")
    assert gatherings(project) == student
    build(project, "-e", "teacher", "-f", "pdf")
    # The answers, their folios and the title page; no other student page is typeset again.
    assert len(gatherings(project) - student) == 1 + 1 + 1
    before = gatherings(project)
    (project / "manuscript" / "story.md").write_text(STORY.replace("Nobody comes", "Somebody comes"))
    build(project, "-e", "student", "-f", "pdf", "--paper", "a4")
    assert len(gatherings(project) - before) == 1


def test_unchanged_build_writes_nothing_and_repairs_its_files(cached: Path) -> None:
    first = build(cached)
    stamps = {file: file.stat().st_mtime_ns for file in (cached / "dist").iterdir()}
    assert build(cached) == first
    assert {file: file.stat().st_mtime_ns for file in (cached / "dist").iterdir()} == stamps
    (cached / "dist" / "the-lighthouse-student-a4.pdf").unlink()
    (cached / "dist" / "the-lighthouse-teacher.epub").write_bytes(b"altered")
    assert build(cached) == first


def test_report_covers_the_files_of_all_builds_and_causes_no_build(cached: Path) -> None:
    for kind in ("pdf", "epub"):
        build(cached, "--format", kind)
    stamps = {file: file.stat().st_mtime_ns for file in (cached / "dist").iterdir()}
    for kind in ("pdf", "epub", "pdf"):
        build(cached, "--format", kind)
    assert {file: file.stat().st_mtime_ns for file in (cached / "dist").iterdir()} == stamps
    report = cached / "dist" / "accessibility.html"
    content = report.read_text()
    assert "the-lighthouse-teacher-letter.pdf" in content
    assert "the-lighthouse-student.epub" in content
    report.unlink()
    build(cached, "--format", "pdf")
    assert report.read_text() == content


def test_page_map_is_written(sample: Path) -> None:
    page_map = (sample / "the-lighthouse-student.pages.json").read_text(encoding="utf-8")
    assert '"edition": "student"' in page_map
    assert '"storm": "4"' in page_map
    assert '"storm#q-why": "4"' in page_map


def test_damaged_cache_costs_only_time(cached: Path) -> None:
    first = build(cached)
    for number, file in enumerate(sorted(entries(cached))):
        content = file.read_bytes()
        file.write_bytes([content[: len(content) // 2], content[:-3] + b"abc", b""][number % 3])
    assert build(cached) == first


def test_cache_that_cannot_be_written_is_a_warning(cached: Path) -> None:
    first = build(cached, *FEW)
    (cached / "flat").write_text("a file where a folder should be")
    built = run("build", "--project", cached, "--cache", cached / "flat" / "cache", *FEW, "--fresh")
    assert built.returncode == 0
    assert "flat/cache cannot be written: not a directory; the next build starts cold" in built.stderr
    assert made(cached / "dist") == first


def test_two_builds_at_the_same_time_both_succeed(project: Path) -> None:
    runs = [begin(project, *FEW), begin(project, *FEW)]
    assert [each.wait(timeout=HUNG) for each in runs] == [0, 0]
    both = made(project / "dist")
    assert build(project, *FEW, "--fresh") == both


def test_full_disk_leaves_the_files_of_the_last_build(cached: Path) -> None:
    first = build(cached, *FEW)
    (cached / "manuscript" / "story.md").write_text(STORY.replace("Nobody comes", "Somebody comes"))
    # Enough for the workers' own files, too little for an e-book with its fonts.
    full = begin(cached, *FEW, limit=200_000)
    _, stderr = full.communicate(timeout=HUNG)
    assert full.returncode == 2
    assert "cannot be written: file too large" in stderr
    assert "Traceback" not in stderr
    after = made(cached / "dist")
    assert after["the-lighthouse-student.epub"] == first["the-lighthouse-student.epub"]
    finished = build(cached, *FEW)
    assert all(content in (first[name], finished[name]) for name, content in after.items())


@pytest.mark.parametrize(
    ("files", "failed", "named"),
    [
        (
            {"templates/pages/imprint.html.j2": '<section id="imprint"><h1>I</h1>' + "<div>" * 400 + "x</section>\n"},
            "error: these sections cannot be typeset: imprint: its elements are nested too deeply",
            "yours are templates/pages/imprint.html.j2\n",
        ),
        (
            {
                "templates/pages/imprint.html.j2": '<section id="imprint"><h1 id="imprint--title">I</h1></section>\n',
                "styles/print/pages.css": f"{PAGES}#imprint {{ padding: calc(99999px * 99999) }}",
            },
            "error: these sections cannot be typeset: imprint: a computed value of 'padding-left' is larger",
            "yours are styles/print/pages.css, templates/pages/imprint.html.j2\n",
        ),
    ],
    ids=["template", "sheet"],
)
def test_error_in_pages_of_the_program_names_your_files(files: dict[str, str], failed: str, named: str, project: Path) -> None:
    for path, text in files.items():
        (project / path).parent.mkdir(parents=True)
        (project / path).write_text(text)
    stopped = run("build", "--project", project, "--cache", project / "cache", "-f", "pdf", "-e", "student")
    assert stopped.returncode == 2
    assert failed in (said := " ".join(stopped.stderr.split()) + "\n")
    assert named in said
    assert len(entries(project)) >= 4


def test_booklets_and_crop_marks_have_their_own_file_names(project: Path) -> None:
    files = build(project, "-e", "student", "-f", "pdf", "--paper", "a4", "--booklet")
    files |= build(project, "-e", "student", "-f", "pdf", "--paper", "letter", "--marks")
    assert {"the-lighthouse-student-a4-booklet.pdf", "the-lighthouse-student-letter-marks.pdf"} <= set(files)


def test_backdrop_is_on_title_page_and_cover(project: Path) -> None:
    book, stage = project / "manuscript" / "book.toml", project / "manuscript" / "stage.svg"
    book.write_text(book.read_text().replace("[book]\n", '[book]\nbackdrop = "stage.svg"\n', 1))
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 216 297"><path d="M0 0h216v297H0Z" fill="#00FF00"/></svg>'
    stage.write_text(drawing)
    green = build(project, "-e", "student", "--paper", "a4")
    stage.write_text(drawing.replace("#00FF00", "#0000FF"))
    blue = build(project, "-e", "student", "--paper", "a4")
    for name, colour in (("green", (0, 255, 0)), ("blue", (0, 0, 255))):
        files = {"green": green, "blue": blue}[name]
        with zipfile.ZipFile(io.BytesIO(files["the-lighthouse-student.epub"])) as package:
            cover = Image.open(io.BytesIO(package.read("EPUB/cover.jpg"))).convert("RGB")
        page = pdfium.PdfDocument(files["the-lighthouse-student-a4.pdf"])[0].render(scale=0.5).to_pil().convert("RGB")
        for picture in (cover, page):
            seen = picture.getpixel((picture.width // 2, picture.height // 4))  # above the title
            assert isinstance(seen, tuple)
            assert max(abs(a - b) for a, b in zip(seen, colour, strict=True)) < 12, name


def test_theme_icon_is_in_the_margin_of_its_section(project: Path) -> None:
    manuscript = project / "manuscript"
    themes, story = manuscript / "data" / "themes.toml", manuscript / "story.md"
    tag = themes.read_text().partition("[")[2].partition("]")[0]
    themes.write_text(themes.read_text().replace(f"[{tag}]\n", f'[{tag}]\nicon = "icon.svg"\n', 1))
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 42 42"><path d="M0 0h42v42H0Z" fill="#00FF00"/></svg>'
    (manuscript / "icon.svg").write_text(icon)
    seen = {}
    for label in (tag, "Elsewhere"):
        heading = f"# The storm {{#storm label={label}}}\n"
        story.write_text(heading + STORY.partition("\n")[2])
        files = build(project, "-e", "student", "-f", "pdf", "--paper", "a4")
        pages = [
            page.render(scale=0.3).to_pil().convert("RGB") for page in pdfium.PdfDocument(files["the-lighthouse-student-a4.pdf"])
        ]
        seen[label] = any((0, 255, 0) in {colour for _, colour in page.getcolors(1 << 20) or []} for page in pages)
    assert seen == {tag: True, "Elsewhere": False}
