from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from linernotes.model.book import FolioStyle, Matter, Section
from linernotes.model.document import Text
from linernotes.model.findings import TypesettingError
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.pagination import extract, format_folio, map_pages, page_map_file, paginate, place_sections


def section(slug: str, style: FolioStyle = FolioStyle.ARABIC) -> Section:
    return Section(slug, Matter.BODY, (Text(slug),), folios=style)


def gathering(pages: int, **anchors: int) -> Gathering:
    return Gathering(b"", pages, anchors, (), {})


SECTIONS = (section("one"), section("two"), section("t", FolioStyle.TEACHER))
GATHERINGS = {"one": gathering(2, end=1), "two": gathering(1, spot=0), "t": gathering(2)}


@pytest.mark.parametrize(("number", "folio"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix")])
def test_roman_folio(number: int, folio: str) -> None:
    assert format_folio(FolioStyle.ROMAN, number) == folio


def test_each_folio_style_is_counted_separately() -> None:
    assert [list(each.folios()) for each in place_sections(SECTIONS, GATHERINGS)] == [["1", "2"], ["3"], ["T1", "T2"]]


def test_teacher_pages_do_not_change_other_folios() -> None:
    before, after = section("t", FolioStyle.TEACHER), section("t2", FolioStyle.TEACHER)
    placed = place_sections((before, *SECTIONS[:2], after), GATHERINGS | {"t2": gathering(2)})
    assert [list(each.folios()) for each in placed] == [["T1", "T2"], ["1", "2"], ["3"], ["T3", "T4"]]


def test_page_map_has_sections_and_anchors() -> None:
    placed = place_sections(SECTIONS, GATHERINGS)
    folios = map_pages(placed)
    assert folios == {"one": "1", "one#end": "2", "two": "3", "two#spot": "3", "t": "T1"}
    assert json.loads(page_map_file("student", "key", placed, folios)) == {
        "edition": "student",
        "key": "key",
        "pages": 5,
        "folios": folios,
    }


def test_extract_keeps_the_folios_of_the_whole_book() -> None:
    whole = place_sections(SECTIONS, GATHERINGS)
    assert [list(each.folios()) for each in extract(SECTIONS[1:2], GATHERINGS, whole)] == [["3"]]


def test_sections_are_typeset_again_until_folios_stay() -> None:
    asked: list[Mapping[str, str]] = []

    def typeset(folios: Mapping[str, str]) -> Mapping[str, Gathering]:
        asked.append(folios)
        return GATHERINGS

    placed, folios = paginate(SECTIONS, typeset)
    assert asked[0] == {"one": "1", "two": "2", "t": "T1"}
    assert asked[1:] == [folios]
    assert placed == place_sections(SECTIONS, GATHERINGS)


def test_sections_that_never_stay_are_named() -> None:
    def typeset(folios: Mapping[str, str]) -> Mapping[str, Gathering]:
        return GATHERINGS | {"one": gathering(1 if folios["two"] == "3" else 2)}

    with pytest.raises(TypesettingError, match="still change after 5 rounds of typesetting, those of: two"):
        paginate(SECTIONS, typeset)
