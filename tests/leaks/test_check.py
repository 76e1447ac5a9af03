"""The check of a guide reports what its own templates and styles would show students, before a build does."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.build.check import check_guide
from linernotes.model.findings import Code, Finding
from tests.sample import write_guide

SECRET = "Because the mechanism must be wound by hand before midnight."
SECTION = '<section id="{{ section.slug }}"><h1>Imprint</h1><p>%s</p></section>\n'


def leaks_of(project: Path, changes: dict[str, str | bytes | None]) -> list[Finding]:
    findings = check_guide(write_guide(project, changes)).findings
    return [each for each in findings if each.code is Code.TEACHER_TEXT_MISPLACED]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("../templates/pages/imprint.html.j2", SECTION % SECRET),
        ("../templates/pages/imprint.html.j2", SECTION % "Because the <i>mech</i>anism must be wound &#98;y hand"),
        ("../styles/epub/book.css", f"/* {SECRET} */\n"),
    ],
)
def test_answer_that_students_could_read_is_reported_where_it_is_written(path: str, content: str, tmp_path: Path) -> None:
    [leak] = leaks_of(tmp_path, {path: content})
    assert "the edition 'student' contains teacher text" in leak.message
    assert "file" not in leak.message
    text = (tmp_path / leak.place.file).read_text().splitlines()
    assert "Because the mechanism" in text[leak.place.line - 1]


def test_template_that_prints_a_key_is_reported(tmp_path: Path) -> None:
    card = (Path(__file__).parents[2] / "templates/parts/question.html.j2").read_text()
    shown = card.replace("{{ prompt }}", "{{ prompt }}{% if question.kind == 'choice' %}<p>B</p>{% endif %}")
    [leak] = leaks_of(tmp_path, {"../templates/parts/question.html.j2": shown})
    assert leak.place.file == "templates/parts/question.html.j2"
    assert "gives away the answer of question" in leak.message


def test_guide_with_its_own_look_has_no_leak(tmp_path: Path) -> None:
    card = (Path(__file__).parents[2] / "templates/parts/question.html.j2").read_text()
    changes: dict[str, str | bytes | None] = {
        "../templates/parts/question.html.j2": card.replace("{{ prompt }}", "<hr/>{{ prompt }}"),
        "../styles/print/theme.css": ".question { color: var(--ink) }\n",
    }
    assert leaks_of(tmp_path, changes) == []
