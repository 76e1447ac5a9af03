from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from linernotes.html.placeholders import Placeholders
from linernotes.model.findings import TypesettingError
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.pool import Crew, Limits
from linernotes.typeset.worker import Equipment, Fault, Job, Typesetter
from tests.typeset.font import FAMILIES, SHEET, plain

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def page(body: str) -> Job:
    return Job(f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>')


def outcome(
    body: str, files: dict[str, bytes] | None = None, style: bytes = b"", families: frozenset[str] = FAMILIES
) -> Gathering | Fault:
    held = {**(files or {}), "plain.ttf": plain(), "s.css": SHEET + style}
    return Typesetter(Equipment(held, ("s.css",), families)).set(page(body))


def gathering(body: str, files: dict[str, bytes] | None = None, style: bytes = b"") -> Gathering:
    found = outcome(body, files, style)
    assert isinstance(found, Gathering), found
    return found


def fault(body: str, style: bytes = b"", families: frozenset[str] = FAMILIES) -> str:
    found = outcome(body, {"a.svg": SVG}, style, families)
    assert isinstance(found, Fault)
    return found.message


def test_anchors_pages_and_outline_are_kept() -> None:
    found = gathering('<h1 id="a">One</h1><h2 id="b" style="break-before: page">Two</h2>')
    assert (found.pages, dict(found.anchors), found.complaints) == (2, {"a": 0, "b": 1}, ())
    assert [(mark.level, mark.title, mark.page) for mark in found.bookmarks] == [(1, "One", 0), (2, "Two", 1)]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "/etc/hostname",
        "../../etc/hostname",
        "http://example.org/a.svg",
        "https://book.invalid.example.org/a.svg",
        "//example.org/a.svg",
    ],
)
def test_nothing_is_read_that_is_not_given(address: str) -> None:
    assert "Failed to load image" in fault(f'<img src="{address}" alt="x"/>')


def test_what_is_given_is_read() -> None:
    assert gathering('<img src="/art/a.svg" alt="x"/>', {"art/a.svg": SVG}).complaints == ()


def test_a_style_sheet_reads_through_the_same_way() -> None:
    assert "Failed to load" in fault("<p></p>", b"p { background: url(file:///etc/hostname) }")


def test_an_attachment_from_outside_is_not_embedded() -> None:
    assert "Failed to load attachment" in fault('<a rel="attachment" href="file:///etc/hostname"></a>')


def test_a_link_to_nowhere_is_grave() -> None:
    assert "No anchor" in fault('<a href="#nowhere">x</a>')


def test_a_font_that_is_not_ours_is_grave() -> None:
    assert "which is no font of this book" in fault("<p>A word.</p>", families=frozenset({"Other"}))


def test_boxes_nested_too_deep_are_a_fault() -> None:
    assert "nested too deep" in fault("<div>" * 400 + "x")


@pytest.mark.parametrize("style", ["opacity: .5", "background: url(/a.svg)", "background: linear-gradient(black, white)"])
def test_what_is_laid_over_pages_is_plain(style: str) -> None:
    number = page(f"<p style='{style}'>{Placeholders().reserve('', '12')}</p>")
    typesetter = Typesetter(Equipment({**EQUIPMENT.files, "a.svg": SVG}, ("s.css",), FAMILIES))
    assert isinstance(typesetter.set(number), Gathering)
    made = typesetter.set(replace(number, tagged=False))
    assert isinstance(made, Fault)
    assert "take its opacity, pictures and gradients away" in made.message


def test_a_property_that_is_unknown_is_told() -> None:
    [complaint] = gathering("<p></p>", style=b"p { colour: red }").complaints
    assert "colour: red" in complaint


def test_what_was_set_before_leaves_no_trace() -> None:
    typesetter = Typesetter(Equipment({"plain.ttf": plain(), "s.css": SHEET}, ("s.css",), FAMILIES))
    first = typesetter.set(page("<h1>One</h1><p>A word.</p>"))
    typesetter.set(page("<p>Other words, <i>slanted</i>.</p>"))
    assert typesetter.set(page("<h1>One</h1><p>A word.</p>")) == first


EQUIPMENT = Equipment({"plain.ttf": plain(), "s.css": SHEET}, ("s.css",), FAMILIES)


def typeset(jobs: dict[str, Job], workers: int, limits: Limits | None = None) -> Iterator[tuple[str, Gathering]]:
    with Crew(workers, limits) as crew:
        yield from crew.typeset(jobs, EQUIPMENT)


BOMB = '<div style="display: grid; grid-template-columns: repeat(3000000, 1px)">x</div>'


def test_a_section_that_takes_too_long_is_named_and_the_others_are_set() -> None:
    jobs = {"good": page("<p>a</p>"), "bomb": page(BOMB), "better": page("<p>b</p>")}
    done: list[str] = []
    with pytest.raises(TypesettingError, match="bomb: it was not set within 4 seconds") as stopped:
        done.extend(name for name, _ in typeset(jobs, 1, Limits(seconds=4)))
    assert sorted(done) == ["better", "good"]
    assert "good:" not in stopped.value.message


def test_a_child_that_runs_out_of_memory_is_named() -> None:
    with pytest.raises(TypesettingError, match="large: its typesetter ran out of memory"):
        list(typeset({"large": page(BOMB)}, 1, Limits(seconds=60, memory=600 << 20)))


def test_one_worker_and_two_set_the_same_bytes() -> None:
    jobs = {f"s{n}": page(f"<h1>{n}</h1><p>Words of section {n}.</p>") for n in range(6)}
    assert dict(typeset(jobs, 1)) == dict(typeset(jobs, 2))


def test_children_leave_no_files_behind_whether_they_end_or_are_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Crew(1, Limits(seconds=4)) as crew:
        list(crew.typeset({"good": page("<p>a</p>")}, EQUIPMENT))
        assert [file for file in tmp_path.rglob("*") if file.is_file()], "fonts lie elsewhere"
        with pytest.raises(TypesettingError):
            list(crew.typeset({"bomb": page(BOMB)}, EQUIPMENT))
        assert not list(tmp_path.iterdir())
        list(crew.typeset({"good": page("<p>a</p>")}, EQUIPMENT))
        assert list(tmp_path.iterdir())
    ends = time.monotonic() + 20
    while list(tmp_path.iterdir()) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not list(tmp_path.iterdir())
