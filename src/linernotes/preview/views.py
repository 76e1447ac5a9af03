"""The state of a view as plain values for the browser."""

from __future__ import annotations

from linernotes.model.book import Section
from linernotes.model.findings import Place
from linernotes.model.papers import Paper, paper_name
from linernotes.model.walking import plain_text
from linernotes.preview.board import State
from linernotes.preview.ebook import document_name
from linernotes.preview.live import View
from linernotes.preview.pages import Page, PageSet, size_of
from linernotes.preview.places import changed_spots
from linernotes.reports import finding_values


def state_values(state: State, view: View, paper: Paper) -> dict[str, object]:
    """Return what the browser shows of a state, for a view and a paper."""
    pages = state.pages[0] if state.pages else None
    return {
        "version": state.version,
        "working": state.working,
        "stopped": state.stopped,
        "failure": state.failure,
        "findings": [finding_values(each) for each in state.findings],
        "view": {"edition": view.edition, "theme": view.theme, "paper": paper.value},
        "edition": state.edition,
        "papers": [{"name": each.value, "title": paper_name(each), "size": size_of(each)} for each in Paper],
        "themes": list(state.themes),
        "editions": [{"name": each.name, "title": each.title} for each in state.editions],
        "title": pages.edition.book.metadata.title if pages else "",
        "pages": _page_values(pages) if pages else [],
        "documents": [{"name": each.name, "title": each.title, "source": each.source} for each in state.documents],
        "look": state.ebook.look() if state.ebook else "",
        "change": _change_values(state, pages, paper),
    }


def _page_values(pages: PageSet) -> list[dict[str, str]]:
    return [
        {
            "key": page.key,
            "folio": page.folio,
            "slug": page.placed.section.slug,
            "title": plain_text(_section_on(page).title),
            "document": document_name(_section_on(page)),
        }
        for page in pages.pages
    ]


def _section_on(page: Page) -> Section:
    """Return the last section that begins on a page or before it."""
    begun = [each for each in page.placed.sections if page.placed.page_of(each) <= page.number]
    return begun[-1]


def _change_values(state: State, pages: PageSet | None, paper: Paper) -> dict[str, object] | None:
    """Return the change and its areas on the pages, each with the index of its page."""
    change = state.change
    if not change:
        return None
    spots = changed_spots(pages, change, paper) if pages and not (state.stopped or state.working) else []
    areas = [{"page": number, "box": [spot.left, spot.top, spot.right, spot.bottom]} for number, spot in spots]
    return {"version": state.changed_in, "file": change.file, "line": change.first, "last": change.last, "areas": areas}


def place_values(place: Place) -> dict[str, str | int]:
    """Return a place; line and column count from 1, and 0 is unknown."""
    return {"file": place.file, "line": place.line, "column": place.column}
