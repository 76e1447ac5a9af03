"""Booklets: two pages on each side of a sheet of paper, in the order in which the folded pile is read."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from linernotes.model.papers import Paper, trim_box
from linernotes.pdf.form_xobjects import all_groups

_NOTE = "untagged sheets for folding; not for reading on screen"


def imposition(pages: int) -> list[tuple[int | None, int | None]]:
    """Return the left and the right page of each side, counted from 0; None is an empty page, added to reach a multiple of four."""
    total = -(-pages // 4) * 4
    page = [index if index < pages else None for index in range(total)]
    sides: list[tuple[int | None, int | None]] = []
    for number in range(total // 4):
        first, last = 2 * number, total - 1 - 2 * number
        sides += [(page[last], page[first]), (page[first + 1], page[last - 1])]
    return sides


def impose(bound: bytes, paper: Paper, title: str) -> bytes:
    """Return a booklet: A3 for A4 pages, tabloid for Letter pages. It has no tags, and its title says so."""
    left, bottom, right, top = trim_box(paper).points()
    width, height = right - left, top - bottom
    with Pdf.open(io.BytesIO(bound)) as source, Pdf.new() as pdf:
        forms = [pdf.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for form in forms:
            for tagged in (form, *all_groups(form.Resources)):
                if "/StructParents" in tagged:
                    del tagged["/StructParents"]
        for side in imposition(len(forms)):
            page = pdf.add_blank_page(page_size=(2 * width, height))
            content = b""
            page.obj.Resources = Dictionary(XObject=Dictionary())
            for half, index in enumerate(side):
                if index is not None:
                    page.obj.Resources.XObject[Name(f"/Page{half}")] = forms[index]
                    content += f"q 1 0 0 1 {half * width - left:.3f} {-bottom:.3f} cm /Page{half} Do Q\n".encode()
            page.contents_add(content)
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(f"{title} · {_NOTE}"), Creator=String("Liner Notes")))
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge)
        pdf.Root.PageLayout = Name.SinglePage
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()
