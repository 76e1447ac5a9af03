from __future__ import annotations

import io
import zipfile

import pytest

from linernotes.epub.claims import Claim
from linernotes.epub.package import COVER, NAV, NCX, Entry, write_epub
from linernotes.epub.reader import open_package
from linernotes.model.problems import ProofError
from tests.epub.packages import HEAD
from tests.epub.packages import NAV as NAV_DOCUMENT
from tests.sample import METADATA, STUDENT

SECTION = f"{HEAD}<p>Light.</p></body></html>".encode()
ENTRIES = (
    Entry("s.xhtml", SECTION, linear=True),
    Entry(NAV, NAV_DOCUMENT.encode(), linear=True),
    Entry(NCX, b"<ncx/>"),
    Entry(COVER, b"JPEG"),
    Entry("META-INF/licence.txt", b"Free."),
)


def written(*more: Entry, claims: tuple[Claim, ...] = ()) -> bytes:
    return write_epub(METADATA, STUDENT, [*ENTRIES, *more], claims)


def test_spine_has_the_linear_entries_in_order() -> None:
    assert list(open_package(written()).roots) == ["s.xhtml", NAV]


def test_every_entry_reaches_the_zip_file_unchanged() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert archive.namelist()[0] == "mimetype"
        for entry in ENTRIES:
            name = entry.name if entry.name.startswith("META-INF/") else f"EPUB/{entry.name}"
            assert archive.read(name) == entry.content


def test_same_entries_give_the_same_bytes() -> None:
    assert written() == written()


def test_refining_claim_refers_to_the_claim_that_it_refines() -> None:
    claims = (Claim("dcterms:conformsTo", "A standard", id="one"), Claim("a11y:certifiedBy", "Ada", refines="one"))
    with zipfile.ZipFile(io.BytesIO(written(claims=claims))) as archive:
        opf = archive.read("EPUB/content.opf").decode()
    assert 'id="one"' in opf
    assert 'refines="#one"' in opf


def test_guide_has_its_references_in_order() -> None:
    content = write_epub(METADATA, STUDENT, ENTRIES, (), [("cover", "Cover", "s.xhtml"), ("text", "Start", "s.xhtml#a")])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        opf = archive.read("EPUB/content.opf").decode()
    assert '<reference type="cover" title="Cover" href="s.xhtml"/>' in opf
    assert opf.index('type="cover"') < opf.index('type="text"')


def test_two_entries_with_one_name_are_an_error() -> None:
    with pytest.raises(ValueError, match="two files of the package"):
        written(Entry("s.xhtml", SECTION))


def test_document_that_is_not_xml_is_an_error() -> None:
    with pytest.raises(ProofError, match=r"odd\.xhtml"):
        open_package(written(Entry("odd.xhtml", b"<p>", linear=True)))


def test_document_with_entities_is_an_error() -> None:
    with pytest.raises(ProofError, match="entities"):
        open_package(written(Entry("odd.xhtml", b'<!DOCTYPE p [<!ENTITY a "b">]><p/>', linear=True)))
