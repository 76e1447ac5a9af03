"""The description of an e-book for shelves, libraries and learning platforms: Dublin Core and schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from linernotes.epub.claims import Claim
from linernotes.model.book import Book, Edition
from linernotes.model.guide import Question
from linernotes.model.walking import descend


def bibliographic_claims(book: Book, edition: Edition) -> Iterator[Claim]:
    """Yield the metadata by which an e-book is found (EPUB 3.3, 5.5.3 and D.3).

    The first title names the edition, because most reading systems show no other.

    Args:
        book: the book as the edition prints it.
        edition: the edition.
    """
    metadata = book.metadata
    yield Claim("dc:title", metadata.title_of(edition), id="title")
    yield Claim("title-type", "main", refines="title")
    if metadata.subtitle:
        yield Claim("dc:title", metadata.subtitle, id="subtitle")
        yield Claim("title-type", "subtitle", refines="subtitle")
    yield Claim("dc:language", metadata.language)
    for number, (author, filed_as) in enumerate(zip_longest(metadata.authors, metadata.filed_as), 1):
        yield Claim("dc:creator", author, id=f"creator-{number}")
        yield Claim("role", "aut", refines=f"creator-{number}", scheme="marc:relators")
        if filed_as:
            yield Claim("file-as", filed_as, refines=f"creator-{number}")
    yield from (
        Claim(name, value)
        for name, value in (
            ("dc:publisher", metadata.publisher),
            ("dc:description", metadata.description),
            ("dc:rights", metadata.rights),
            ("schema:license", metadata.licence),
            ("dc:date", metadata.issued.isoformat()),
            ("dc:source", metadata.isbn and f"urn:isbn:{metadata.isbn.replace('-', '')}"),
        )
        if value
    )
    for subject in dict.fromkeys((*metadata.subjects, *(theme.name for theme in book.data.themes))):
        yield Claim("dc:subject", subject)


def educational_claims(book: Book, edition: Edition) -> Iterator[Claim]:
    """Yield the metadata of a learning resource: the properties of LearningResource (https://schema.org/LearningResource).

    The codes of standards are those that a question of the edition meets.

    Args:
        book: the book as the edition prints it.
        edition: the edition.
    """
    audience = "teacher" if edition.teacher_text else "student"
    yield Claim("schema:learningResourceType", "study guide")
    yield Claim("schema:educationalRole", audience)
    yield Claim("dcterms:audience", audience)
    if book.metadata.ages:
        yield Claim("schema:typicalAgeRange", book.metadata.ages)
    met = {code for question in descend(book.sections, Question) for code in question.standards}
    for number, standard in enumerate((each for each in book.data.standards if each.id in met), 1):
        own_id = f"alignment-{number}"
        yield Claim("schema:educationalAlignment", standard.id, id=own_id)
        yield Claim("schema:alignmentType", "teaches", refines=own_id)
        if book.metadata.framework:
            yield Claim("schema:educationalFramework", book.metadata.framework, refines=own_id)
