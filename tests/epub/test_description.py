from __future__ import annotations

from dataclasses import replace

import pytest

from linernotes.epub.description import bibliographic_claims, educational_claims
from linernotes.model.book import Edition, Metadata
from linernotes.model.data import GuideData, Standard, Theme
from linernotes.model.document import Text
from tests.sample import METADATA, STUDENT, TEACHER, book_of, section_of

QUESTION = '# Night {#night}\n\n::: question {#q standards="X.1 X.3"}\nWhy?\n:::\n'
DATA = GuideData(
    themes=(Theme("NT", "Light and night", ()),),
    standards=tuple(Standard(code, (Text("Says."),)) for code in ("X.1", "X.2", "X.3")),
)


def bibliographic(edition: Edition = STUDENT, metadata: Metadata = METADATA) -> list[tuple[str, str]]:
    book = replace(book_of(section_of(QUESTION), data=DATA), metadata=metadata)
    return [(claim.name, claim.value) for claim in bibliographic_claims(book, edition)]


def educational(edition: Edition = STUDENT, metadata: Metadata = METADATA, text: str = QUESTION) -> list[tuple[str, str]]:
    book = replace(book_of(section_of(text), data=DATA), metadata=metadata)
    return [(claim.name, claim.value) for claim in educational_claims(book, edition)]


@pytest.mark.parametrize("edition", [STUDENT, TEACHER])
def test_first_title_names_the_edition(edition: Edition) -> None:
    titles = [value for name, value in bibliographic(edition, replace(METADATA, subtitle="A guide")) if name == "dc:title"]
    assert titles == [f"The Lighthouse · {edition.title}", "A guide"]


def test_each_author_has_a_role_and_a_name_to_sort_by() -> None:
    metadata = replace(METADATA, authors=("Ada Example", "The Club"), filed_as=("Example, Ada", "Club, The"))
    claims = bibliographic_claims(replace(book_of(), metadata=metadata), STUDENT)
    found = [(claim.name, claim.value, claim.refines) for claim in claims]
    assert ("role", "aut", "creator-2") in found
    assert ("file-as", "Example, Ada", "creator-1") in found
    assert ("file-as", "Club, The", "creator-2") in found


def test_author_without_a_name_to_sort_by_has_none() -> None:
    assert "file-as" not in dict(bibliographic(metadata=replace(METADATA, authors=("Ada Example",))))


def test_themes_and_subjects_are_subjects_once() -> None:
    metadata = replace(METADATA, subjects=("English", "Light and night"))
    found = [value for name, value in bibliographic(metadata=metadata) if name == "dc:subject"]
    assert found == ["English", "Light and night"]


def test_missing_values_are_left_out() -> None:
    names = {name for name, _ in [*bibliographic(), *educational()]}
    assert not {"dc:publisher", "dc:source", "schema:license", "schema:typicalAgeRange", "schema:educationalFramework"} & names


def test_licence_and_ages_are_those_of_the_book() -> None:
    metadata = replace(METADATA, licence="https://example.org/by", ages="14-18")
    assert ("schema:license", "https://example.org/by") in bibliographic(metadata=metadata)
    assert ("schema:typicalAgeRange", "14-18") in educational(metadata=metadata)


def test_audience_is_that_of_the_edition() -> None:
    assert ("schema:educationalRole", "student") in educational(STUDENT)
    assert ("schema:educationalRole", "teacher") in educational(TEACHER)


def test_only_standards_that_a_question_meets_are_claimed() -> None:
    codes = [value for name, value in educational() if name == "schema:educationalAlignment"]
    assert codes == ["X.1", "X.3"]
    assert "schema:educationalAlignment" not in dict(educational(text="# Night {#night}\n\nNo question.\n"))


def test_every_standard_names_its_framework() -> None:
    found = educational(metadata=replace(METADATA, framework="Common Example"))
    assert found.count(("schema:educationalFramework", "Common Example")) == 2
