"""The tag tree of a gathering, written as ``P[· Link[@ ·]]``: a dot is a run of words, an at sign a link annotation."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Object

from linernotes.pdf.form_xobjects import all_groups
from linernotes.typeset.gathering import Gathering
from tests.typeset.font import typeset_page

STYLE = b"""
body { margin: 0 } code { font-family: Plain } b, i { font: inherit } ul { list-style-type: "- " }
@page { size: 100mm 60mm; margin: 10mm; @bottom-left { content: "foot" } @top-left { content: "head" } }
.note { float: footnote; footnote-policy: line }
.contents-list { list-style: none }
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
LIST = "<ul>{}</ul>"
LONG = "word " * 150


def typeset(body: str) -> Gathering:
    return typeset_page(body, {"a.svg": SVG}, STYLE).gathering


def opened(body: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(typeset(body).content))


def kids(element: Object) -> list[Object]:
    return list(element.get("/K", ()))


def outline_of(element: Object) -> str:
    parts = []
    for kid in kids(element):
        if not isinstance(kid, Dictionary) or kid.get("/Type") == Name.MCR:
            parts.append("·")
        else:
            parts.append("@" if kid.get("/Type") == Name.OBJR else outline_of(kid))
    return f"{str(element.S)[1:]}[{' '.join(parts)}]"


def tree(body: str) -> str:
    with opened(body) as pdf:
        return " ".join(outline_of(kid) for kid in kids(pdf.Root.StructTreeRoot.K[0]))


def test_words_are_said_before_a_layer_and_its_links_stay_links() -> None:
    layer = 'So <span data-spoken="film: ">boys <a href="#x" id="x">throw</a> it</span> and <span data-spoken="record: "><a href="#x">so</a></span>.'
    with opened(f"<p>{layer}</p>") as pdf:
        shape = " ".join(outline_of(kid) for kid in kids(pdf.Root.StructTreeRoot.K[0]))
        spoken = [str(element.Alt) for element in elements(pdf) if "/Alt" in element]
    assert shape == "P[· Span[Span[·] Link[@ ·] ·] · Span[Link[@ Span[·]]] ·]"
    assert spoken == ["film: boys ", "record: so"]


def elements(pdf: pikepdf.Pdf) -> Iterator[Object]:
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting += [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/S" in kid]


def find(pdf: pikepdf.Pdf, kind: str) -> list[Object]:
    return [element for element in elements(pdf) if str(element.S) == f"/{kind}"]


def streams(pdf: pikepdf.Pdf) -> list[bytes]:
    return [page.Contents.read_bytes() for page in pdf.pages]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<section><h1>a</h1><p>b <em>c</em></p></section>", "Sect[H1[·] P[· ·]]"),
        ("<div>a <b>b</b><p>c</p>d</div>", "Div[P[· ·] P[·] P[·]]"),
        ("<blockquote>a</blockquote>", "BlockQuote[P[·]]"),
        ("<p>a <code>b</code></p>", "P[· Code[·]]"),
        ("<p></p><div><p> </p></div>", ""),
        (
            "<ol><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>",
            "L[LI[Lbl[·] LBody[·]] LI[Lbl[·] LBody[P[·] L[LI[Lbl[·] LBody[·]]]]]]",
        ),
        ('<ul style="list-style: none"><li>a</li></ul>', "L[LI[LBody[·]]]"),
        (
            '<ul style="list-style: none"><li><span aria-hidden="true">b</span> <b class="item-label">A</b> c</li></ul>',
            "L[LI[Lbl[·] LBody[·]]]",
        ),
        ('<p><span role="img" aria-label="line 5">5</span> a</p>', "P[Span[·] ·]"),
        ('<p style="word-spacing: .1em"><b>a</b> <i>b</i></p>', "P[· ·]"),  # white space alone is not content
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt><dd>e</dd></dl>", "L[LI[Lbl[·] LBody[·] LBody[·]] LI[Lbl[·] LBody[·]]]"),
        (
            "<table><caption>a</caption><thead><tr><th>b</th></tr></thead><tbody><tr><td></td></tr></tbody></table>",
            "Table[Caption[·] THead[TR[TH[·]]] TBody[TR[TD[]]]]",
        ),
        (
            '<figure><img src="/a.svg" alt="b" style="width: 9mm"/><figcaption>c</figcaption></figure>',
            "Div[Figure[·] Caption[·]]",
        ),
        ('<p>a <img src="/a.svg" alt=""/></p>', "P[·]"),
        ('<p>a <span aria-hidden="true">b</span></p>', "P[·]"),
        (
            '<ul class="contents-list"><li><span class="label">1</span> <a href="#x" id="x">a</a> <span>2</span></li></ul>',
            "TOC[TOCI[Lbl[·] Reference[Link[@ ·] ·]]]",
        ),
        ('<p id="x"><a href="#x">a <em>b</em></a></p>', "P[Link[@ · ·]]"),
        (
            '<p>a<span id="n-call"><span class="note" id="n">b</span></span> c</p><p>d</p>',
            "P[· Reference[Link[@ ·]] ·] Note[Lbl[Link[@ ·]] ·] P[·]",
        ),
        (
            '<ul style="list-style: none"><li>a<span id="n-call"><span class="note" id="n">b</span></span></li></ul>',
            "L[LI[LBody[· Reference[Link[@ ·]] Note[Lbl[Link[@ ·]] ·]]]]",
        ),
    ],
)
def test_elements_are_tagged_by_their_meaning(body: str, expected: str) -> None:
    assert tree(body) == expected


def test_paragraph_on_two_pages_is_one_element() -> None:
    for body, kind in ((f"<p>{LONG}</p>", "P"), (LIST.format(f"<li>{LONG}</li>"), "LBody")):
        with opened(body) as pdf:
            assert len(pdf.pages) > 1
            [one] = find(pdf, kind)
            pages = {kid.Pg.objgen for kid in kids(one) if isinstance(kid, Dictionary)}
            assert len(pages) == len(pdf.pages) - 1


def test_table_heads_have_a_scope_and_are_tagged_once() -> None:
    rows = "<tr><th scope='row'>a</th><td>b</td></tr>" * 30
    body = f"<table><thead><tr><th scope='col'>h</th><th scope='col' colspan='1'>i</th></tr></thead><tbody>{rows}</tbody></table>"
    with opened(body) as pdf:
        assert len(pdf.pages) > 2
        assert [len(find(pdf, kind)) for kind in ("Table", "THead", "TBody", "TR")] == [1, 1, 1, 31]
        assert [str(head.A.Scope) for head in find(pdf, "TH")] == ["/Column"] * 2 + ["/Row"] * 30
        assert all(b"/Artifact\n<</Type /Pagination>>" in stream for stream in streams(pdf)[1:])


@pytest.mark.parametrize(("label", "numbering"), [("A", "/UpperAlpha"), ("1", "/Decimal")])
def test_list_records_its_numbering(label: str, numbering: str) -> None:
    with opened(f'<ul style="list-style: none"><li><b class="item-label">{label}</b> c</li></ul>') as pdf:
        assert [str(found.A.ListNumbering) for found in find(pdf, "L")] == [numbering]


def test_running_heads_and_feet_are_artifacts() -> None:
    with opened("<p>a</p>") as pdf:
        [stream] = streams(pdf)
        assert stream.count(b"/Subtype /Header") == stream.count(b"/Subtype /Footer") == 1
        assert stream.count(b"/MCID") == 1


def test_leaders_are_artifacts() -> None:
    with opened('<style>p::after { content: leader(".") "9" }</style><p>a</p>') as pdf:
        [stream] = streams(pdf)
        assert stream.count(b"/MCID") == 2
        assert stream.count(b"/Layout") > 5


def test_foreign_words_have_a_language() -> None:
    with opened('<p lang="fr">a <em lang="ja">b</em> <span lang="de">c</span></p>') as pdf:
        assert [(str(each.S), str(each.Lang)) for each in elements(pdf) if "/Lang" in each] == [
            ("/P", "fr"),
            ("/Span", "ja"),
            ("/Span", "de"),
        ]


def test_picture_has_alternative_text_and_a_bounding_box() -> None:
    with opened(
        '<p style="margin: 0"><img src="/a.svg" alt="A b." style="width: 20mm; height: 10mm; display: block"/></p>'
    ) as pdf:
        [figure] = find(pdf, "Figure")
        assert str(figure.Alt) == "A b."
        box = [float(each) / 72 * 25.4 for each in figure.A.BBox]
        assert box == pytest.approx([10, 40, 30, 50], abs=0.01)


def test_link_on_two_lines_is_one_element_with_a_description() -> None:
    with opened(
        f'<h1 id="x">h</h1><p><a href="#x">{"word " * 30}</a></p><p><a href="#x" aria-label="Source: sure">*</a></p>'
    ) as pdf:
        one, other = find(pdf, "Link")
        annotations = [kid.Obj for kid in kids(one) if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR]
        assert len(annotations) > 1
        assert {str(each.Contents) for each in annotations} == {("word " * 30).strip()}
        assert str(other.Alt) == "Source: sure"
        for annotation in pdf.pages[0].Annots:
            assert int(annotation.F) == 4
            assert "/StructParent" in annotation


def test_note_and_its_call_are_linked() -> None:
    with opened('<p>a<span id="n-call"><span class="note" id="n" aria-label="Note 1">b</span></span></p>') as pdf:
        [note] = find(pdf, "Note")
        assert str(note.ID) == "n"
        assert [str(each) for each in pdf.Root.StructTreeRoot.IDTree.Names[::2]] == ["n"]
        links = [(str(each.Dest), str(each.Contents)) for each in pdf.pages[0].Annots]
        assert links == [("n", "Note 1"), ("n-call", "Note 1")]
        names = [str(each) for each in pdf.Root.Names.Dests.Names[::2]]
        assert {"n", "n-call"} <= set(names)


def test_every_sequence_belongs_to_an_element() -> None:
    body = f"<h1>a</h1>{LIST.format('<li>b</li>')}<p>{LONG}</p><p><a href='https://example.org'>c</a></p>"
    with opened(body) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in pdf.pages:
            marks = owners[int(page.StructParents)]
            assert page.Contents.read_bytes().count(b"/MCID") == len(marks)
            assert all("/S" in each for each in marks)


def sequences(stream: Object) -> list[int]:
    """Return the numbers of the sequences of a page or a group in the order in which they are drawn, those of other groups left out."""
    found = []
    for instruction in pikepdf.parse_content_stream(stream):
        operands = list(instruction.operands)
        if str(instruction.operator) == "BDC" and "/MCID" in operands[1]:
            found.append(int(operands[1].MCID))
    return found


TRANSPARENT = """<style>.pale { opacity: .5 } .far { transform: rotate(2deg) }</style>
<div class="pale"><h1>a</h1><p>b <em class="pale" style="display: inline-block">c</em> <a href="https://example.org">d</a></p>
<img class="pale" src="/a.svg" alt="e" style="width: 9mm"/></div>
<p class="far">f<span id="n-call"><span class="note pale" id="n">g</span></span></p><table class="pale"><thead class="pale"><tr><th>h</th></tr></thead>
<tbody><tr><td class="pale">i</td></tr></tbody></table>"""


def test_transparent_content_is_tagged_in_reading_order() -> None:
    assert tree(TRANSPARENT) == tree(TRANSPARENT.replace("opacity: .5", ""))
    with opened(TRANSPARENT) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert list(owners) == list(range(len(owners)))
        pages = [page.obj for page in pdf.pages]
        drawn = [*pages, *all_groups(pages[0].Resources)]
        assert len(drawn) - len(pages) == 7
        for stream in drawn:
            content = stream.Contents if stream in pages else stream
            numbered = sequences(content)
            assert numbered == list(range(len(numbered)))
            for number, owner in enumerate(owners[int(stream.StructParents)] if numbered else ()):
                held = [kid for kid in kids(owner) if isinstance(kid, Dictionary) and kid.get("/MCID") == number]
                if stream not in pages:
                    assert [kid.Stm.objgen for kid in held] == [stream.objgen]
                    assert held[0].Pg in pages


def test_content_that_is_not_drawn_is_not_tagged() -> None:
    assert tree('<p>a <b style="display: inline-block; transform: scale(0)">b</b></p>') == "P[·]"
    assert tree('<p>a</p><img src="/a.svg" alt="b" style="display: block; transform: scale(0)"/>') == "P[·]"


def texts(body: str) -> list[str]:
    """Return what is drawn, a string for each sequence of marked content, as the fonts map glyphs to text."""
    made = typeset(body)
    [use] = made.fonts.values()
    found = []
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        for page in pdf.pages:
            inside = 0
            for instruction in pikepdf.parse_content_stream(page):
                operands, operator = list(instruction.operands), instruction.operator
                if str(operator) in ("BDC", "BMC"):
                    inside += 1
                    properties = operands[1] if len(operands) > 1 else Dictionary()
                    if "/MCID" in properties:
                        found.append("")
                    elif "/ActualText" in properties:
                        found[-1] += f"<{properties.ActualText}>"
                elif str(operator) == "EMC":
                    inside -= 1
                elif str(operator) == "TJ" and found:
                    codes = b"".join(bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
                    found[-1] += "".join(use.text[str(int.from_bytes(codes[n : n + 2]))] for n in range(0, len(codes), 2))
    return found


def drawn_words(body: str) -> str:
    return "|".join(texts(f"<style>@page {{ @bottom-left {{ content: none }} @top-left {{ content: none }} }}</style>{body}"))


def test_words_are_separated_by_spaces() -> None:
    narrow = '<p style="width: 16mm">{}</p>'
    assert drawn_words("<p>one <b>two</b> <i>three</i>, <b>four</b>five</p>") == "one |two |three|, |four|five"
    assert drawn_words(narrow.format("aaaaa bbbbb<br/>ccccc ddddd")) == "aaaaa |bbbbb |ccccc |ddddd"
    assert drawn_words(narrow.format("aaaaa-bbbbb <b>ccccc</b> ddddd")) == "aaaaa-|bbbbb |ccccc |ddddd"
    assert drawn_words(narrow.format("aaaaaaaa<b>bbbbb ccccc</b>")).replace("|", "") == "aaaaaaaabbbbb ccccc"


def test_hyphen_of_a_line_break_is_a_soft_hyphen() -> None:
    assert drawn_words('<p style="width: 16mm">aaaaaa&#173;bbbbbb <b>c</b></p>') == "aaaaaa<\xad>\N{HYPHEN}|bbbbbb |c"
    assert drawn_words('<p style="width: 16mm">aaaaaa\N{HYPHEN}bbbbbb</p>') == "aaaaaa\N{HYPHEN}|bbbbbb"
