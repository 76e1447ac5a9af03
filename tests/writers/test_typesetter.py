from __future__ import annotations

import pytest

from linernotes.model.findings import TypesettingError
from linernotes.writers.typesetter import typeset

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
OURS = frozenset({"DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono"})


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title>{head}</head><body>{body}</body></html>'


def test_anchors_and_pages_are_counted() -> None:
    found = typeset(page('<h1 id="a"></h1><hr id="b" style="break-before: page"/>'), {}, OURS)
    assert (found.pages, dict(found.anchors), found.complaints) == (2, {"a": 0, "b": 1}, ())


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
    with pytest.raises(TypesettingError, match="Failed to load image"):
        typeset(page(f'<img src="{address}" alt="x"/>'), {"a.svg": SVG}, OURS)


def test_what_is_given_is_read() -> None:
    assert typeset(page('<img src="/art/a.svg" alt="x"/>'), {"art/a.svg": SVG}, OURS).complaints == ()


def test_a_style_sheet_reads_through_the_same_way() -> None:
    head = '<link rel="stylesheet" href="/s.css"/>'
    with pytest.raises(TypesettingError, match="Failed to load"):
        typeset(page("<p></p>", head), {"s.css": b"p { background: url(file:///etc/hostname) }"}, OURS)


def test_an_attachment_from_outside_is_not_embedded() -> None:
    with pytest.raises(TypesettingError, match="Failed to load attachment"):
        typeset(page('<a rel="attachment" href="file:///etc/hostname"></a>'), {}, OURS)


def test_a_link_to_nowhere_is_grave() -> None:
    with pytest.raises(TypesettingError, match="No anchor"):
        typeset(page('<a href="#nowhere">x</a>'), {}, OURS)


def test_a_face_that_is_not_ours_is_grave() -> None:
    with pytest.raises(TypesettingError, match="which is no face of this book"):
        typeset(page("<p>A word.</p>"), {}, frozenset({"Liner Text"}))


def test_a_property_that_is_unknown_is_told() -> None:
    [complaint] = typeset(page("<p></p>", "<style>p { colour: red }</style>"), {}, OURS).complaints
    assert "colour: red" in complaint
