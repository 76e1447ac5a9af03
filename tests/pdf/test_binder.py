from __future__ import annotations

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest

from linernotes.html.medium import ELSEWHERE
from linernotes.html.placeholders import Placeholders
from linernotes.model.book import FolioStyle, Matter, Metadata, Section
from linernotes.model.document import Text
from linernotes.model.papers import Paper
from linernotes.pdf.binder import Binding, bind
from linernotes.pdf.booklet import impose, imposition
from linernotes.pdf.fonts import SharedFonts
from linernotes.pdf.form_xobjects import all_groups
from linernotes.typeset.gathering import FolioOverlay, FontUse, Gathering
from linernotes.typeset.pagination import PlacedSection, place_sections
from tests.typeset.font import page, plain, typeset_page


def gathering(body: str, *, tagged: bool = True) -> Gathering:
    return typeset_page(page(body, tagged=tagged)).gathering


def section(slug: str, style: FolioStyle = FolioStyle.ARABIC) -> Section:
    return Section(slug, Matter.BODY, (Text(slug),), folios=style)


def note(name: str) -> str:
    return f'<p>n<span id="{name}-call"><span style="float: footnote" id="{name}">a note</span></span></p>'


TRANSPARENT = '<div style="opacity: .5"><p>d <b style="opacity: .5; display: inline-block">e</b></p></div>'
SECTIONS = (section("one"), section("two"), section("t", FolioStyle.TEACHER))
TABLE = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"


@pytest.fixture(scope="module")
def gatherings() -> dict[str, Gathering]:
    return {
        "one": gathering(
            f'<h1 id="one">One fine office</h1><p><a href="{ELSEWHERE}two#spot">on</a></p>{TABLE}{TRANSPARENT}{note("one--note-1")}<p id="end" style="break-before: page">x</p>',
        ),
        "two": gathering(
            f'<h1 id="two">Two</h1><h2 id="spot">Spot</h2><p><a href="{ELSEWHERE}gone#gone">lost</a></p>{TABLE}{note("two--note-1")}',
        ),
        "t": gathering(f'<h1 id="t">T</h1>{TRANSPARENT}<p style="break-before: page">y</p>'),
    }


@pytest.fixture(scope="module")
def overlays() -> dict[str, FolioOverlay]:
    forms = ["0", "T0"]
    shown = [Placeholders().reserve("", form) for form in forms]
    made = gathering(
        "".join(f'<p style="break-after: page; color: rgba(0, 0, 0, .6)">{form}</p>' for form in shown), tagged=False
    )
    return {form: FolioOverlay(made, page) for page, form in enumerate(forms)}


def test_page_numbers_are_filled_in_without_moving_text(overlays: dict[str, FolioOverlay]) -> None:
    placeholders = Placeholders()
    named = [placeholders.reserve(key, folio) for key, folio in (("one", "00"), ("t", "T0"), ("one", "00"))]
    pale = "display: inline-block; opacity: .5"
    body = (
        f'<h1 id="one">See {named[0]}</h1><p>{named[1]}, ({named[2]})</p><p style="{pale}"><i style="{pale}">{named[0]}</i></p>'
    )
    made = gathering(body)
    metadata = Metadata("B", "", "book", "en", "1", date(2026, 11, 1), "urn:x:y")
    read = []
    for digits in ({"00": "27", "0": "4"}, {"00": "99", "0": "1"}):
        leaves = (PlacedSection(SECTIONS[0], made, 1, digits),)
        fonts = {use.font: plain() for each in (made, overlays["0"][0]) for use in each.fonts.values()}
        file = bind(leaves, overlays, fonts, Binding(metadata, "B", Paper.A4))
        with pypdfium2.PdfDocument(file) as document:
            text = document[0].get_textpage()
            read.append(
                (
                    text.get_text_range(),
                    [text.get_charbox(n) for n in range(text.count_chars())],
                    next(document.get_toc()).get_title(),
                )
            )
    assert [text for text, _, _ in read] == ["See 27\r\nT4, (27)\r\n27\r\n1", "See 99\r\nT1, (99)\r\n99\r\n1"]
    commas = [boxes[words.index(",")] for words, boxes, _ in read]
    assert commas[0] == pytest.approx(commas[1], abs=0.01)
    assert [title for _, _, title in read] == ["See 27", "See 99"]


def bound(
    gatherings: dict[str, Gathering],
    overlays: dict[str, FolioOverlay],
    *slugs: str,
    paper: Paper = Paper.A4,
    marks: bool = False,
) -> pikepdf.Pdf:
    sections = [each for each in SECTIONS if each.slug in (slugs or gatherings)]
    metadata = Metadata("The <Book>", "", "book", "en", "1", date(2026, 11, 1), "urn:x:y", authors=("A & B",))
    fonts = {use.font: plain() for each in gatherings.values() for use in each.fonts.values()}
    binding = Binding(metadata, "The <Book> · E", paper, marks)
    return pikepdf.open(io.BytesIO(bind(place_sections(sections, gatherings), overlays, fonts, binding)))


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found, waiting = [], [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting += [
            kid for kid in element.get("/K", ()) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"
        ]
    return found


def test_labels_outline_and_destinations_are_joined(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as pdf:
        assert [page.label for page in pdf.pages] == ["1", "2", "3", "T1", "T2"]
        with pdf.open_outline() as outline:
            assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
                ("One fine office", []),
                ("Two", ["Spot"]),
                ("T", []),
            ]
        names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
        assert names == sorted(names)
        assert {"one", "end", "two", "spot", "t"} <= set(names)


def test_links_become_destinations_or_plain_text(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as pdf:
        links = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", ())]
        assert [str(link.Dest) for link in links if "note" not in str(link.Dest)] == ["spot"]
        assert [str(link.Contents) for link in links if str(link.Dest) == "spot"] == ["on"]
        assert all("/A" not in link for link in links)
    with bound(gatherings, overlays, "one") as pdf:
        links = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", ())]
        assert [str(link.Dest) for link in links] == ["one--note-1", "one--note-1-call"]
        assert [str(element.S) for element in elements(pdf)].count("/Link") == 2


def test_tag_trees_are_joined(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        keys = [int(key) for key in numbers[::2]]
        assert keys == sorted(set(keys))
        used = [int(page.obj.StructParents) for page in pdf.pages]
        used += [int(annotation.StructParent) for page in pdf.pages for annotation in page.obj.get("/Annots", ())]
        groups = [group for page in pdf.pages for group in all_groups(page.obj.Resources)]
        of_groups = {int(group.StructParents): group.objgen for group in groups}
        assert len(of_groups) == 4
        assert {*used, *of_groups} <= set(keys)
        assert not of_groups.keys() & set(used)
        owners = dict(zip(keys, numbers[1::2], strict=True))
        for key, stream in of_groups.items():
            for number, owner in enumerate(owners[key]):
                held = [kid for kid in owner.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == number]
                assert stream in {kid.Stm.objgen for kid in held}
        ids = [str(element.ID) for element in elements(pdf) if "/ID" in element]
        assert sorted(ids) == ["one--note-1", "two--note-1"]
        assert [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]] == sorted(ids)


def test_font_is_embedded_once_and_reduced(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as pdf:
        files = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Length1" in item]
        assert len(files) == len({use.font for each in gatherings.values() for use in each.fonts.values()})
        assert len(files[0].read_bytes()) < len(plain()) / 4


def test_folios_are_artifacts(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as pdf:
        content = pdf.pages[2].Contents
        drawn = b"".join(each.read_bytes() for each in content) if isinstance(content, pikepdf.Array) else content.read_bytes()
        assert drawn.endswith(b"ET\nQ\nQ\nQ\nQ\nQ\nQ EMC\n")
        assert b"Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC q\n" in drawn


def test_transparent_folio_is_transparent_on_every_page(
    gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]
) -> None:
    with bound(gatherings, overlays) as pdf:
        for page in pdf.pages:
            states = page.obj.Resources.ExtGState
            wanted = [str(each.operands[0]) for each in pikepdf.parse_content_stream(page) if str(each.operator) == "gs"]
            assert {each for each in wanted if each not in states} == set()
            assert float(states[wanted[-1]].ca) == 0.6


def test_xmp_and_document_information_agree(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as pdf:
        assert str(pdf.docinfo["/Title"]) == "The <Book> · E"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "The <Book> · E"
            assert xmp["dc:creator"] == ["A & B"]
            assert str(pdf.docinfo["/CreationDate"]) == "D:20261101000000Z"
            assert xmp["xmp:CreateDate"] == "2026-11-01T00:00:00Z"


def test_papers_differ_only_in_their_page_boxes(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as a4, bound(gatherings, overlays, paper=Paper.LETTER) as letter:
        for one, other in zip(a4.pages, letter.pages, strict=True):
            assert one.MediaBox != other.MediaBox
            assert [part.read_bytes() for part in one.Contents] == [part.read_bytes() for part in other.Contents]


def test_marks_enlarge_the_page_by_bleed_and_slug(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays, marks=True) as pdf:
        page = pdf.pages[0]
        width = [float(box[2] - box[0]) / 72 * 25.4 for box in (page.obj.TrimBox, page.obj.BleedBox, page.obj.MediaBox)]
        assert width == pytest.approx([210, 216, 234], abs=0.01)


def test_imposition_of_four_and_six_pages() -> None:
    assert imposition(4) == [(3, 0), (1, 2)]
    assert imposition(6) == [(None, 0), (1, None), (5, 2), (3, 4)]


def test_booklet_has_two_pages_on_a_side_and_no_tags(gatherings: dict[str, Gathering], overlays: dict[str, FolioOverlay]) -> None:
    with bound(gatherings, overlays) as pdf:
        whole = io.BytesIO()
        pdf.save(whole)
    with pikepdf.open(io.BytesIO(impose(whole.getvalue(), Paper.A4, "The Book"))) as booklet:
        assert len(booklet.pages) == 4
        assert [round(float(value) / 72 * 25.4) for value in booklet.pages[0].MediaBox] == [0, 0, 420, 297]
        assert "/StructTreeRoot" not in booklet.Root
        assert "/MarkInfo" not in booklet.Root
        assert "untagged" in str(booklet.docinfo["/Title"])
        for item in booklet.objects:
            assert not isinstance(item, pikepdf.Dictionary | pikepdf.Stream) or "/StructParents" not in item


def test_overlays_add_their_glyphs_to_a_font() -> None:
    with pikepdf.new() as pdf, pikepdf.new() as other:
        font = other.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font))
        overlay = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        shared = SharedFonts(pdf, {})
        shared.add_overlay(pikepdf.Dictionary(Font=pikepdf.Dictionary()), overlay, {"F": FontUse("a", {"1": 5.0}, {"1": "1"})})
        shared.add_overlay(pikepdf.Dictionary(Font=pikepdf.Dictionary()), overlay, {"F": FontUse("a", {"9": 7.0}, {"9": "T"})})
        assert shared.uses["F"] == FontUse("a", {"1": 5.0, "9": 7.0}, {"1": "1", "9": "T"})
