"""The command line: help, findings, exit codes, and files that are kept after an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linernotes.assets import folders
from tests.end_to_end.conftest import run
from tests.end_to_end.reading import page_texts
from tests.sample import BOOK, STORY, write_guide


def test_help_names_commands_and_options() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    assert "build" in shown.stdout
    assert "check" in shown.stdout
    for option in ("--edition", "--format", "--paper", "--to", "--strict", "--project"):
        assert option in run("build", "--help").stdout


def test_five_errors_are_reported_together_and_no_file_is_lost(tmp_path: Path) -> None:
    errors = {
        "story.md": STORY.replace("(#q-why)", "(#q-wyh)")
        .replace("theme=NT", "theme=NI")
        .replace("question {#q-lamp ", "question {")
        + "\n::: figure {#fig-a}\n![A lamp](art/lamp.svg)\n\nA lamp.\n:::\n",
        "data/terms.toml": "[beacon\n",
    }
    write_guide(tmp_path, errors)
    old = tmp_path / "dist" / "the-lighthouse-student.epub"
    old.parent.mkdir()
    old.write_bytes(b"the last build")
    built = run("build", "--project", tmp_path)
    assert built.returncode == 1
    findings = [line.split(" ")[1].strip(":") for line in built.stderr.splitlines() if line.startswith("manuscript/")]
    assert sorted(findings) == sorted(
        f"error[{code}]" for code in ("toml-syntax", "link-unresolved", "theme-unknown", "id-missing", "picture-missing")
    )
    for line in built.stderr.splitlines():
        if line.startswith("manuscript/"):
            assert line.split(":")[1].isdigit(), f"no line number: {line}"
    assert "5 errors" in built.stderr
    assert old.read_bytes() == b"the last build"
    assert "Traceback" not in built.stderr


def test_bad_book_toml_hides_no_other_error(tmp_path: Path) -> None:
    write_guide(tmp_path, {"book.toml": "[book\n", "story.md": STORY.replace("question {#q-lamp ", "question {")})
    checked = run("check", "--project", tmp_path)
    assert checked.returncode == 1
    assert "manuscript/book.toml:1:6: error[toml-syntax]" in checked.stderr
    assert "error[id-missing]" in checked.stderr


def test_check_of_a_good_guide_writes_no_files(tmp_path: Path) -> None:
    write_guide(tmp_path)
    checked = run("check", "--project", tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "2 questions, 2 editions: no problems found" in checked.stdout
    assert not (tmp_path / "dist").exists()


def test_warnings_stop_only_a_strict_build(tmp_path: Path) -> None:
    write_guide(tmp_path, {"draft.md": "# A draft\n"})
    assert run("check", "--project", tmp_path).returncode == 0
    assert run("check", "--project", tmp_path, "--strict").returncode == 1
    strict = run("build", "--project", tmp_path, "--strict")
    assert strict.returncode == 1
    assert not (tmp_path / "dist").exists()


def test_edition_format_and_paper_can_be_chosen(tmp_path: Path) -> None:
    write_guide(tmp_path)
    built = run("build", "--project", tmp_path, "-e", "student", "-f", "pdf", "--paper", "letter", "--to", tmp_path / "out")
    assert built.returncode == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "accessibility.html",
        "the-lighthouse-student-letter.pdf",
        "the-lighthouse-student.pages.json",
    ]
    assert "the-lighthouse-student-letter.pdf" in built.stdout.replace("\n", "")
    assert built.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "-e", "studnet"), "did you mean 'student'?"),
        (("build", "--paper", "a3"), "a3"),
        (("biuld",), "biuld"),
    ],
)
def test_unknown_command_or_value_exits_with_2(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    write_guide(tmp_path)
    stopped = run(*arguments, cwd=tmp_path)
    assert stopped.returncode == 2
    assert message in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_folder_without_a_guide_exits_with_2(tmp_path: Path) -> None:
    stopped = run("build", cwd=tmp_path)
    assert stopped.returncode == 2
    assert "there is no manuscript/book.toml" in stopped.stderr


def test_unknown_name_in_a_template_is_reported_with_its_line(tmp_path: Path) -> None:
    write_guide(tmp_path)
    template = tmp_path / "templates" / "pages" / "imprint.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("<section>\n{{ book.titel }}\n</section>\n")
    stopped = run("build", "--project", tmp_path, "-f", "epub")
    assert stopped.returncode == 2
    assert "templates/pages/imprint.html.j2:2: error:" in stopped.stderr
    assert "titel" in stopped.stderr


@pytest.mark.parametrize(
    "text", ["{{ 1 / 0 }}", "{{ 1 + 'a' }}", "{{ '%d' % 'x' }}", "{% include 'pages/imprint.html.j2' %}", "{% if %}"]
)
def test_template_error_is_reported_with_its_line(text: str, tmp_path: Path) -> None:
    write_guide(tmp_path)
    template = tmp_path / "templates" / "pages" / "imprint.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(f"<p></p>\n{text}\n")
    stopped = run("build", "--project", tmp_path, "-f", "epub", "-e", "student")
    assert stopped.returncode == 2
    assert "templates/pages/imprint.html.j2:2: error:" in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_missing_picture_in_a_template_exits_with_2(tmp_path: Path) -> None:
    write_guide(tmp_path)
    template = tmp_path / "templates" / "pages" / "imprint.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '<section id="imprint"><h1>I</h1><img src="/etc/passwd" alt="x"/><img src="file:///etc/passwd" alt="y"/></section>\n'
    )
    stopped = run("build", "--project", tmp_path, "-f", "pdf", "-e", "student")
    assert stopped.returncode == 2
    assert "Failed to load image" in stopped.stderr


def test_ignored_style_is_a_warning(tmp_path: Path) -> None:
    write_guide(tmp_path)
    [built_in] = folders(Path("/nowhere"), "styles")
    style = tmp_path / "styles" / "type.css"
    style.parent.mkdir(parents=True)
    style.write_text((built_in / "type.css").read_text() + "h1 { colour: red; }\n")
    loose = run("build", "--project", tmp_path, "-f", "pdf", "-e", "student", "--paper", "a4")
    assert loose.returncode == 0
    assert f"styles/type.css:{style.read_text().count(chr(10))}:6: warning[style-syntax]: there is no property" in loose.stderr
    assert run("build", "--project", tmp_path, "-f", "pdf", "-e", "student", "--paper", "a4", "--strict").returncode == 1


def test_unwritable_folder_exits_with_2_and_changes_nothing(tmp_path: Path) -> None:
    write_guide(tmp_path)
    (tmp_path / "dist").write_text("a file where a folder should be")
    stopped = run("build", "--project", tmp_path, "-f", "epub", "-e", "student")
    assert stopped.returncode == 2
    assert "cannot be written" in stopped.stderr or "is a file" in stopped.stderr
    assert (tmp_path / "dist").read_text() == "a file where a folder should be"


def test_project_has_its_own_templates_in_a_folder_with_spaces(tmp_path: Path) -> None:
    book = BOOK.replace('sections = ["story.md"]', 'sections = ["one.md", "two.md"]').replace(
        'sections = ["words.md"]', "sections = []"
    )
    project = tmp_path / "a folder with spaces"
    changes: dict[str, str | bytes | None] = dict.fromkeys(("story.md", "words.md", "data/terms.toml", "data/facts.toml"))
    write_guide(
        project,
        {**changes, "book.toml": book, "one.md": "# One\n\nThe first.\n", "two.md": "# Two\n\nThe second; see [one](one.md).\n"},
    )
    (project / "templates" / "pages").mkdir(parents=True)
    (project / "templates" / "pages" / "title-page.html.j2").write_text(
        '<section id="title-page"><h1>OWN {{ book.title }}</h1></section>\n'
    )
    built = run("build", cwd=project)
    assert built.returncode == 0, built.stderr
    assert sorted(file.name for file in (project / "dist").glob("the-*")) == sorted(
        f"the-lighthouse-{edition}{rest}"
        for edition in ("student", "teacher")
        for rest in ("-a4.pdf", "-letter.pdf", ".epub", ".pages.json")
    )
    assert "OWN The Lighthouse" in page_texts(project / "dist" / "the-lighthouse-student-a4.pdf")[0]


def test_builds_in_two_folders_are_identical(sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere" / "deeper"
    write_guide(again)
    environment = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LANG": "C"}
    subprocess.run([sys.executable, "-m", "linernotes", "build"], cwd=again, env=environment, check=True, capture_output=True)
    files = sorted((again / "dist").iterdir())
    assert len(files) == 9
    for file in files:
        assert file.read_bytes() == (sample / file.name).read_bytes(), f"{file.name} differs"
