"""Pages → sheets for folding: two on each side, in the order in which a folded pile reads."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from linernotes.model.formats import Paper
from linernotes.pdf.form_xobjects import drawn_groups
from linernotes.pdf.paper import PAPERS

NOTE = "untagged sheets for folding; not for reading on screen"


def order(pages: int) -> list[tuple[int | None, int | None]]:
    """Return the pages of each side, left and right, counted from 0; None is a blank, which pads to a multiple of four."""
    total = -(-pages // 4) * 4
    page = [number if number < pages else None for number in range(total)]
    sides: list[tuple[int | None, int | None]] = []
    for sheet in range(total // 4):
        first, last = 2 * sheet, total - 1 - 2 * sheet
        sides += [(page[last], page[first]), (page[first + 1], page[last - 1])]
    return sides


def impose(bound: bytes, paper: Paper, title: str) -> bytes:
    """Return A3 sheets for A4 pages, tabloid sheets for Letter pages; the file claims no tags and says what it is."""
    box = PAPERS[paper]
    left, bottom, right, top = box.points()
    width, height = right - left, top - bottom
    with Pdf.open(io.BytesIO(bound)) as source, Pdf.new() as pdf:
        forms = [pdf.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for form in forms:
            for marked in (form, *drawn_groups(form.Resources)):
                if "/StructParents" in marked:
                    del marked["/StructParents"]
        for sides in order(len(forms)):
            page = pdf.add_blank_page(page_size=(2 * width, height))
            drawn = b""
            page.obj.Resources = Dictionary(XObject=Dictionary())
            for number, index in enumerate(sides):
                if index is not None:
                    page.obj.Resources.XObject[Name(f"/Page{number}")] = forms[index]
                    drawn += f"q 1 0 0 1 {number * width - left:.3f} {-bottom:.3f} cm /Page{number} Do Q\n".encode()
            page.contents_add(drawn)
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(f"{title} · {NOTE}"), Creator=String("Liner Notes")))
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge)
        pdf.Root.PageLayout = Name.SinglePage
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()
