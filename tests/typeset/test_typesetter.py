from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from linernotes.build.typesetting import SectionTypesetter, naming_own_files
from linernotes.cache.store import Store
from linernotes.html.placeholders import Placeholders
from linernotes.model.findings import Place, TypesettingError
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.jobs import Typeset
from linernotes.typeset.typesetter import Typesetter
from linernotes.typeset.worker import typeset
from linernotes.workers.child import Failure, TaskError
from linernotes.workers.pool import Limits, WorkerPool
from tests.typeset.font import FAMILIES, assets, page, typeset_page

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
ASSETS = assets()
BOMB = "<p>A word.</p>" * 200_000


def gathering(body: str, files: dict[str, bytes] | None = None, style: bytes = b"") -> Gathering:
    return typeset_page(body, files, style).gathering


def reason(body: str, style: bytes = b"", families: frozenset[str] = FAMILIES) -> str:
    with pytest.raises(TaskError) as refused:
        typeset_page(body, {"a.svg": SVG}, style, families)
    return str(refused.value)


def test_gathering_has_anchors_pages_and_outline() -> None:
    found = gathering('<h1 id="a">One</h1><h2 id="b" style="break-before: page">Two</h2>')
    assert (found.pages, dict(found.anchors), found.complaints) == (2, {"a": 0, "b": 1}, ())
    assert [(mark.level, mark.title, mark.page) for mark in found.bookmarks] == [(1, "One", 0), (2, "Two", 1)]


def test_gathering_has_the_text_of_its_pages_and_its_other_strings() -> None:
    found = gathering('<h1>One</h1><p style="break-before: page">Two words.</p><img src="/a.svg" alt="A lamp."/>', {"a.svg": SVG})
    assert [text.block.split() for text in found.texts] == [["One"], ["Two", "words."]]
    assert ("Alt", "A lamp.") in found.strings
    assert ("Title", "One") in found.strings


def test_files_that_were_requested_are_recorded() -> None:
    body = '<p style="background: url(/b.svg)">x</p><img src="/a.svg" alt="x"/>'
    served = typeset_page(body, {"a.svg": SVG, "b.svg": SVG, "c.svg": SVG}).served
    assert set(served) == {"s.css", "plain.ttf", "a.svg", "b.svg"}
    assert served["a.svg"] == served["b.svg"] != served["s.css"]


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
def test_files_that_are_not_in_the_book_are_not_read(address: str) -> None:
    assert "Failed to load image" in reason(f'<img src="{address}" alt="x"/>')


def test_files_of_the_book_are_read() -> None:
    assert gathering('<img src="/art/a.svg" alt="x"/>', {"art/a.svg": SVG}).complaints == ()


def test_style_sheet_reads_only_files_of_the_book() -> None:
    assert "Failed to load" in reason("<p></p>", b"p { background: url(file:///etc/hostname) }")


def test_picture_that_is_embedded_in_a_drawing_is_drawn() -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    image = f'<image width="9" height="9" href="data:image/png;base64,{pixel}"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{image}</svg>'.encode()
    found = gathering('<img src="/a.svg" alt="x"/>', {"a.svg": drawing})
    with pikepdf.open(io.BytesIO(found.content)) as pdf:
        assert any(isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image" for each in pdf.objects)


def test_attachment_from_outside_is_not_embedded() -> None:
    assert "Failed to load attachment" in reason('<a rel="attachment" href="file:///etc/hostname"></a>')


def test_dead_link_is_refused() -> None:
    assert "No anchor" in reason('<a href="#nowhere">x</a>')


def test_fallback_font_is_refused() -> None:
    assert "which is not a font of this book" in reason("<p>A word.</p>", families=frozenset({"Other"}))


def test_boxes_nested_too_deeply_are_refused() -> None:
    assert "nested too deeply" in reason("<div>" * 400 + "x")


@pytest.mark.parametrize("style", ["opacity: .5", "background: url(/a.svg)", "background: linear-gradient(black, white)"])
def test_folio_overlay_must_be_plain(style: str) -> None:
    number = page(f"<p style='{style}'>{Placeholders().reserve('', '12')}</p>")
    typesetter = Typesetter(assets({"a.svg": SVG}))
    assert typesetter.typeset(number).gathering.pages == 1
    with pytest.raises(TaskError, match="remove its opacity, pictures and gradients"):
        typesetter.typeset(replace(number, tagged=False))


def test_rule_that_the_check_does_not_report_is_a_complaint() -> None:
    assert gathering("<p></p>", style=b"p { color: reddish }").complaints == ()
    [complaint] = gathering("<p></p>", style=b"p { } @import url(/b.css);").complaints
    assert "@import" in complaint


def test_job_is_independent_of_the_jobs_before_it() -> None:
    typesetter = Typesetter(ASSETS)
    first = typesetter.typeset(page("<h1>One</h1><p>A word.</p>"))
    typesetter.typeset(page("<p>Other words, <i>slanted</i>.</p>"))
    assert typesetter.typeset(page("<h1>One</h1><p>A word.</p>")) == first


def test_one_worker_and_two_make_the_same_bytes() -> None:
    jobs = [page(f"<h1>{n}</h1><p>Words of section {n}.</p>") for n in range(6)]
    results = []
    for workers in (1, 2):
        with WorkerPool(workers) as pool:
            results.append([pool.submit_shared(typeset, ASSETS, job).result() for job in jobs])
    assert results[0] == results[1]


def test_document_that_takes_too_long_fails_alone() -> None:
    jobs = [page("<p>a</p>"), page(BOMB), page("<p>b</p>")]
    with WorkerPool(1, Limits(seconds=3)) as pool:
        good, bomb, better = [pool.submit_shared(typeset, ASSETS, job).result() for job in jobs]
    assert isinstance(good, Typeset)
    assert bomb == Failure("it took more than 3 seconds of computing time")
    assert isinstance(better, Typeset)


def test_section_that_takes_too_long_is_named_with_its_file(tmp_path: Path) -> None:
    with WorkerPool(1, Limits(seconds=2)) as pool:
        sections = SectionTypesetter(pool, Store(tmp_path), ASSETS, lambda _: None)
        with pytest.raises(TypesettingError) as refused:
            sections.typeset({"storm": page(BOMB), "sea": page("<p>a</p>")}, {"storm": Place("manuscript/story.md", 1)})
    assert refused.value.place == Place("manuscript/story.md", 1)
    assert "storm: it took more than 2 seconds of computing time" in refused.value.message
    assert "sea" not in refused.value.message


def test_error_names_some_of_many_files_of_the_project() -> None:
    place = Place("manuscript/story.md", 1)
    files = [f"styles/{number}.css" for number in range(9)]
    with pytest.raises(TypesettingError) as refused, naming_own_files(["styles/fonts.toml", *files]):
        raise TypesettingError("no", place, "correct it")
    assert refused.value.place == place
    assert refused.value.hint == f"correct it; yours are {', '.join(files[:6])}, 3 more"


def test_document_that_needs_too_much_memory_fails() -> None:
    with WorkerPool(1, Limits(memory=320 << 20)) as pool:
        result = pool.submit_shared(typeset, ASSETS, page("<p>A word.</p>" * 50_000)).result()
    assert isinstance(result, Failure)
    assert "more memory" in result.message


def test_long_traceback_of_a_worker_does_not_block_it() -> None:
    nested = assets(style=b"p { --a: " + b"[" * 5000 + b" }")
    with WorkerPool(1) as pool:
        result = pool.submit_shared(typeset, nested, page("<p>a</p>")).result()
        assert isinstance(result, Failure | Typeset)
        assert isinstance(pool.submit_shared(typeset, ASSETS, page("<p>a</p>")).result(), Typeset)
