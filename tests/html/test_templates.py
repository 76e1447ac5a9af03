"""Templates: which text a name stands for, and how a broken template is reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linernotes.assets import built_in_templates, read_templates
from linernotes.html.templates import BrokenTemplateError, Templates
from linernotes.html.values import VALUES
from linernotes.model.findings import Place, ProjectError

SOURCES = {
    "page.j2": b"{% include 'part.j2' %}, {{ word }}",
    "part.j2": b"plain",
    "variants/loud/part.j2": b"\n{{ shout }}",
}


def test_variant_replaces_included_template() -> None:
    plain = Templates(SOURCES)
    loud = plain.for_variant("loud")
    assert plain.fill("page.j2", word="x", shout="LOUD") == "plain, x"
    assert loud.fill("page.j2", word="x", shout="LOUD") == "\nLOUD, x"
    assert plain.for_variant("") is plain


def test_digest_depends_on_every_template_and_the_variant() -> None:
    digests = [Templates(SOURCES), Templates(SOURCES, "loud"), Templates(SOURCES | {"part.j2": b"other"})]
    assert len({templates.digest for templates in digests}) == 3
    assert Templates(dict(reversed(SOURCES.items()))).digest == Templates(SOURCES).digest


@pytest.mark.parametrize(
    ("source", "message", "place"),
    [
        (b"a\n{% if %}", "cannot be read", Place("templates/broken.j2", 2)),
        (b"a\nb\n{{ missing }}", "'missing' is undefined", Place("templates/broken.j2", 3)),
        (b"{{ 1 / 0 }}", "division by zero", Place("templates/broken.j2", 1)),
        (b"{% include 'absent.j2' %}", "absent.j2", Place("templates/broken.j2", 1)),
        (b"\xff", "utf-8", Place("templates/broken.j2")),
    ],
)
def test_broken_template_is_reported_with_its_line(source: bytes, message: str, place: Place) -> None:
    with pytest.raises(BrokenTemplateError, match=message) as raised:
        Templates({"broken.j2": source}).fill("broken.j2")
    assert raised.value.place == place


@pytest.mark.parametrize("source", [b"\n{{ missing }}", b"\n{% if %}"])
def test_broken_template_of_a_variant_is_reported_with_its_path(source: bytes) -> None:
    with pytest.raises(BrokenTemplateError) as raised:
        Templates(SOURCES | {"variants/loud/part.j2": source}, "loud").fill("page.j2", word="x")
    assert raised.value.place == Place("templates/variants/loud/part.j2", 2)


def test_missing_template_is_reported() -> None:
    with pytest.raises(BrokenTemplateError, match=r"absent\.j2") as raised:
        Templates({}).fill("absent.j2")
    assert raised.value.place == Place("templates/absent.j2")


def test_project_template_replaces_the_built_in_one(tmp_path: Path) -> None:
    file = tmp_path / "templates" / "parts" / "look-for.html.j2"
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    sources = read_templates(tmp_path)
    assert sources["parts/look-for.html.j2"] == b"mine"
    assert sources["parts/figure.html.j2"] == read_templates(tmp_path / "absent")["parts/figure.html.j2"]


def test_template_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "templates" / "parts" / "look-for.html.j2"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff")
    with pytest.raises(ProjectError, match="not UTF-8") as raised:
        read_templates(tmp_path)
    assert raised.value.place == Place("templates/parts/look-for.html.j2")


def test_values_of_every_template_that_is_filled_are_described() -> None:
    sources = {name: content.decode() for name, content in built_in_templates().items() if name.endswith(".j2")}
    used = {name for source in sources.values() for name in re.findall(r'(?:include|from|import|extends) "([^"]+)"', source)}
    pages = {name for name in sources if name.startswith(("parts/", "pages/", "print/", "epub/"))}
    assert pages - used <= VALUES.keys()
