"""The cache never shows: after any edits, a build gives the bytes of a build without a cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linernotes.build.request import Request
from linernotes.build.run import build, build_with
from linernotes.model.papers import Paper
from linernotes.workers.pool import WorkerPool
from tests.end_to_end.conftest import run
from tests.fonts.made import LICENCE, made_font
from tests.sample import BOOK, STORY, write_guide

DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0Z" fill="{}"/></svg>'
FIGURE = "\n::: figure {{#fig-dot}}\n![A dot](art/figure.svg)\n\nA {} dot.\n:::\n"
IMPRINT = (
    '<section id="{{{{ section.slug }}}}"><h1>Imprint</h1><p>{}</p>'
    "<img src='/manuscript/art/figure.svg' alt='A dot.'/></section>\n"
)
STYLE = '@import "extra.css";\nh1 {{ background: url(/manuscript/art/figure.svg); letter-spacing: {} }}\n'
TERM = '[beacon]\nterm = "beacon"\ndefinition = "{}"\n'
VARIANTS: Mapping[str, Sequence[str | bytes]] = {
    "manuscript/art/figure.svg": [DOT.format(colour) for colour in ("#FF0000", "#00FF00")],
    "manuscript/story.md": [STORY + FIGURE.format(size) for size in ("small", "large")],
    "manuscript/book.toml": [
        f'{text}\n[look.fonts]\ntitle = "fonts/Made.ttf"\n'
        for text in (BOOK, BOOK.replace("The Lighthouse", "The Old Lighthouse"))
    ],
    "manuscript/fonts/Made.ttf": [made_font(width=500), made_font(width=600)],
    "manuscript/fonts/OFL.txt": [LICENCE, LICENCE.replace("Everybody", "Anybody")],
    "manuscript/data/terms.toml": [TERM.format(meaning) for meaning in ("A light that warns.", "A light on a tower.")],
    "templates/pages/imprint.html.j2": [IMPRINT.format(words) for words in ("Some words.", "Other words.")],
    "styles/blocks.css": [STYLE.format(width) for width in ("0", "1pt")],
    "styles/extra.css": ["p { color: #111111 }", "p { color: #222222 }"],
    "styles/fonts.toml": ["", "# another comment\n"],
}
"""The contents that files of the guide may have; the picture is shown by the text, by a template and by a style
sheet."""

STYLES = Path(__file__).parents[2] / "styles"


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_guide(tmp_path_factory.mktemp("cached"))
    for path in VARIANTS:
        write(folder, path, 0)
    return folder


def write(folder: Path, path: str, number: int) -> None:
    """Write a variant of a file; those of the built-in styles get their built-in content too."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    builtin = STYLES / path.removeprefix("styles/")
    content = VARIANTS[path][number]
    rest = builtin.read_bytes() if builtin.is_file() else b""
    file.write_bytes((content if isinstance(content, bytes) else content.encode()) + rest)


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in {".pdf", ".epub"}}


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(st.sampled_from(sorted(VARIANTS)), st.integers(0, 1)), min_size=1, max_size=3))
def test_edited_files_give_the_bytes_of_a_build_without_cache(
    edits: list[tuple[str, int]], guide: Path, pool: WorkerPool
) -> None:
    for path, number in edits:
        write(guide, path, number)
    warm = Request(guide / "warm", ("student",), papers=(Paper.A4,), cache=guide / "cache")
    cold = Request(guide / "cold", ("student",), papers=(Paper.A4,), cache=guide / "cache", fresh=True)
    outcomes = [build_with(pool, guide, request, lambda _: None) for request in (warm, cold)]
    assert outcomes[0].findings == outcomes[1].findings == ()
    assert files(guide / "warm") == files(guide / "cold")


def test_edit_during_a_build_is_named_and_leaves_no_trace(tmp_path: Path) -> None:
    guide = write_guide(tmp_path)
    story = guide / "manuscript" / "story.md"

    def edit(words: str) -> None:
        if words.startswith("typesetting"):
            story.write_text(STORY + "\n[a link to nowhere](#nowhere)\n")

    request = Request(guide / "dist", ("student",), papers=(Paper.A4,), cache=guide / "cache")
    outcome = build(guide, request, edit)
    assert outcome.findings == ()
    assert outcome.complaints == ("manuscript/story.md changed during the build; build again to use the new text",)
    first = files(guide / "dist")
    assert [finding.code for finding in build(guide, request, lambda _: None).findings] == ["link-unresolved"]
    story.write_text(STORY)
    assert build(guide, request, lambda _: None).findings == ()
    assert files(guide / "dist") == first


def test_unchanged_guide_is_not_built_again_and_its_warnings_are_repeated(tmp_path: Path) -> None:
    guide = write_guide(tmp_path)
    (guide / "manuscript" / "loose.md").write_text("# Not in the contents\n")
    request = Request(guide / "dist", ("student",), papers=(Paper.A4,), cache=guide / "cache")
    steps: list[str] = []
    first = build(guide, request, lambda _: None)
    assert [finding.code for finding in first.findings] == ["section-unlisted"]
    assert build(guide, request, steps.append) == first
    assert not steps


def test_rejected_ebook_leaves_the_pdfs_of_the_last_build(tmp_path: Path) -> None:
    guide = write_guide(tmp_path)
    assert run("build", "-p", guide, "-e", "student").returncode == 0
    before = files(guide / "dist")
    (guide / "manuscript" / "story.md").write_text(STORY.replace("Nobody comes", "Somebody comes"))
    template = guide / "templates" / "epub" / "cover.xhtml.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><img src="x.png"/></body></html>'
    )
    rejected = run("build", "-p", guide, "-e", "student")
    assert rejected.returncode == 2
    assert "would shut readers out" in rejected.stderr
    assert files(guide / "dist") == before
    assert not list(guide.glob(".linernotes*"))
