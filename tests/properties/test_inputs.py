"""Whatever bytes a file has, it is read or reported: book.toml, data, attributes, drawings, pictures, style sheets, e-books."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from linernotes.assets import Design
from linernotes.checks.design import check_design
from linernotes.epub.reader import open_package
from linernotes.leaks.regions import split_regions
from linernotes.manuscript.extensions import RawAttributes, parse_attributes
from linernotes.manuscript.rasters import BrokenPictureError, read_raster
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.svg import read_svg
from linernotes.manuscript.toml import load_toml
from linernotes.model.problems import ProofError
from linernotes.proofing.ebooks import proofread_package
from tests.properties.examples import examples
from tests.sample import BOOK, read_guide

PARTS = st.sampled_from(
    [
        *"[]{}()<>=\"'#.,:;\\/|*&%-_!?@ \t\n\0\ufeff\u2028\u200f\u0301",
        *(
            "title",
            "[book]",
            "[[contents]]",
            "true",
            "1e999",
            "0x",
            "2026-01-01",
            "'''",
            '"""',
            "\\u0000",
            "a.b",
            "ß",
            "日",
            "🎸",
        ),
    ]
)
TOKENS = st.lists(PARTS | st.text(max_size=5), max_size=30).map("".join)


@given(st.integers(0, len(BOOK)), st.integers(0, 40), TOKENS)
@examples(40)
def test_any_book_file_is_read_or_reported(start: int, length: int, inserted: str) -> None:
    with TemporaryDirectory() as folder:
        _, findings = read_guide(Path(folder), {"book.toml": BOOK[:start] + inserted + BOOK[start + length :]})
    assert all(finding.place.file.startswith("manuscript/") for finding in findings)


@given(TOKENS)
@examples(200)
def test_any_toml_is_loaded_or_reported(text: str) -> None:
    source = SourceFile("a.toml", text, "en")
    values = load_toml(source)
    assert (values is None) == bool(source.findings)
    if values is not None:
        assert values.keys() == tomllib.loads("\n".join(source.lines)).keys()


@given(TOKENS)
@examples(200)
def test_any_attributes_are_parsed_or_reported(text: str) -> None:
    for written in (text, f"{{{text}}}"):
        assert isinstance(parse_attributes(written, 1), RawAttributes)


ELEMENTS = st.recursive(
    st.sampled_from(
        ["<path/>", "<text>a</text>", "<use href='#a'/>", "<rect fill='url(#b)'/>", "a", "<!-- - -->", "<x:y/>", "&amp;"]
    ),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name.split()[0]}>",
        st.sampled_from(["g", "g id='a'", "mask id='b'", "style", "filter id='c'", "a href='#a'", "svg viewBox='0 0 1 1'"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(ELEMENTS | TOKENS, st.binary(max_size=4), st.integers(0, 200))
@examples(200)
def test_any_drawing_is_read_or_reported(inside: str, noise: bytes, at: int) -> None:
    content = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    for changed in (content, content[:at] + noise + content[at + len(noise) :]):
        try:
            assert read_svg(changed)[1:] > (0, 0)
        except BrokenPictureError as error:
            assert error.hint  # noqa: PT017  # both outcomes are right


def pictures() -> dict[str, bytes]:
    found = {}
    for kind in ("PNG", "JPEG"):
        out = io.BytesIO()
        Image.effect_noise((16, 16), 50).convert("RGB").save(out, kind, dpi=(72, 72))
        found[kind] = out.getvalue()
    return found


PICTURES = pictures()


@given(st.sampled_from(sorted(PICTURES)), st.integers(0, 900), st.integers(0, 9), st.binary(max_size=9))
@examples(300)
def test_any_picture_is_read_or_reported(kind: str, start: int, length: int, inserted: bytes) -> None:
    content = PICTURES[kind]
    try:
        clean, width, height = read_raster(content[:start] + inserted + content[start + length :], kind)
    except BrokenPictureError as error:
        assert error.hint  # noqa: PT017  # both outcomes are right
    else:
        assert width > 0 < height
        assert read_raster(clean, kind) == (clean, width, height)


@given(TOKENS)
@examples(100)
def test_any_style_sheet_is_checked(text: str) -> None:
    design = Design({}, {}, {"styles/type.css": text.encode("utf-8", "replace")}, frozenset(["styles/type.css"]))
    assert all(finding.place.file == "styles/type.css" for finding in check_design(design))


LINES = st.sampled_from(
    [
        *("```", "```", "~~~~ toml", "````", ":::", ":::", "::: keep", "::: answer", "::: {.look-fors}", "> :: answer", "Words."),
        *("Why? ::: answer Two.", "Write `::: answer`.", "<!-- ", "-->"),
    ]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
@examples(200)
def test_any_text_is_split_into_regions(text: str) -> None:
    assert len(split_regions(text)) == 2


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile full-path="a.opf"/></container>'
        package.writestr("META-INF/container.xml", container)
        opf = '<package xmlns="http://www.idpf.org/2007/opf"><item id="s" href="s.xhtml"/><itemref idref="s"/></package>'
        package.writestr("a.opf", opf)
        package.writestr("s.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>a</p></body></html>')
    return out.getvalue()


ARCHIVE = archive()


@given(st.integers(0, len(ARCHIVE)), st.integers(0, 9), st.binary(max_size=9))
@examples(300)
def test_any_ebook_is_opened_or_refused(start: int, length: int, inserted: bytes) -> None:
    try:
        proofread_package(open_package(ARCHIVE[:start] + inserted + ARCHIVE[start + length :]))
    except ProofError as error:
        assert error.message  # noqa: PT017  # both outcomes are right
