"""The preview in Chromium, as an author uses it: open, edit, break, correct, click, switch, zoom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from linernotes.cache.store import Store
from linernotes.preview.server import PreviewServer
from linernotes.proofing.validators import find_browser
from linernotes.workers.pool import WorkerPool
from tests.conformance.missing import skip_loudly
from tests.conformance.reading_systems import PACKAGES
from tests.preview.conftest import Preview, Values, served
from tests.processes import HUNG
from tests.sample import write_guide

AXE = PACKAGES / "axe-core" / "axe.min.js"
VISIBLE = ".page img"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    found = find_browser()
    if not found:
        skip_loudly("the preview was not opened in a browser, because there is no Chromium")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


original: list[str] = []
"""The keys of the pages of the sample guide."""


def keys(state: Values) -> list[str]:
    """Return the keys of the pages."""
    return [page["key"] for page in state["pages"]]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool, store: Store) -> Iterator[Preview]:
    """Return a preview for all tests of this file."""
    with served(write_guide(tmp_path_factory.mktemp("guide")), pool, store) as preview:
        original[:] = keys(preview.state())
        yield preview


@pytest.fixture
def page(browser: Browser, running: Preview) -> Iterator[Page]:
    """Return the preview in a window; an error in its script fails the test."""
    write_guide(running.project)
    running.state(lambda state: keys(state) == original and not state["findings"])  # of an earlier test, nothing is left
    context = browser.new_context(viewport={"width": 1300, "height": 800}, permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(HUNG * 1000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    page.goto(running.address)
    page.wait_for_selector(VISIBLE)
    yield page
    context.close()
    assert errors == []


def wait_for(page: Page, condition: str) -> None:
    page.wait_for_function(
        f"() => {condition}", timeout=HUNG * 1000
    )  # an expression would be evaluated, which our policy forbids


def image_of(page: Page, folio: str) -> str:
    return str(page.locator(f".page[aria-label^='Page {folio},'] img").get_attribute("src"))


def show_chapter(page: Page) -> None:
    page.locator(".page[aria-label^='Page 4,']").scroll_into_view_if_needed()
    page.wait_for_selector(".page[aria-label^='Page 4,'] img")


def test_saved_page_appears_and_the_reading_position_stays(page: Page, running: Preview) -> None:
    show_chapter(page)
    before, top = image_of(page, "4"), page.evaluate("document.getElementById('pages').scrollTop")
    running.edit("story.md", "The keeper's lamp", "The keeper's great lamp")
    page.wait_for_function(
        "before => document.querySelector(\".page[aria-label^='Page 4,'] img\").src.split('/').pop() !== before",
        arg=before.split("/")[-1],
    )
    assert page.evaluate("document.getElementById('pages').scrollTop") == top


def test_changed_text_is_scrolled_to_and_marked(page: Page, running: Preview) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.select_option("#zoom", "200%")
    running.edit("story.md", "Nobody comes", "Nobody ever comes")
    page.wait_for_selector(".changed", state="attached")
    mark = page.locator(".changed").first.bounding_box()
    assert mark
    assert 0 < mark["y"] < 800
    wait_for(page, "!document.querySelector('.changed')")


def test_broken_text_keeps_the_last_pages_until_it_is_corrected(page: Page, running: Preview) -> None:
    running.edit("story.md", "(#q-why)", "(#q-nowhere)")
    wait_for(page, "document.body.classList.contains('old')")
    assert "the manuscript has errors" in page.inner_text("#state")
    assert "error" in page.inner_text("#badge")
    assert page.locator(VISIBLE).count() > 0
    page.click("#badge")
    assert "manuscript/story.md:3" in page.inner_text("#findings")
    page.locator("#findings button").first.click()
    assert page.inner_text("#place") == "manuscript/story.md:3"
    running.edit("story.md", "(#q-nowhere)", "(#q-why)")
    wait_for(page, "!document.body.classList.contains('old')")
    assert page.inner_text("#badge") == "no problems"


def test_click_leads_to_file_and_line(page: Page) -> None:
    show_chapter(page)
    page.locator(".page[aria-label^='Page 4,']").click(position={"x": 200, "y": 300})
    page.wait_for_selector("#source:not([hidden])")
    place = page.inner_text("#place")
    assert place.startswith("manuscript/story.md:")
    assert str(page.get_attribute("#edit", "href")).startswith("vscode://file/")
    page.click("#copy")
    assert page.evaluate("navigator.clipboard.readText()") == place


def test_source_is_reached_without_a_mouse(page: Page) -> None:
    page.locator(".page").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    wait_for(page, "document.activeElement.getAttribute('aria-label').startsWith('Page 4,')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".spot")
    first = page.inner_text("#place")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    wait_for(page, f"document.getElementById('place').textContent !== '{first}'")
    page.keyboard.press("Escape")
    assert page.locator(".spot").count() == 0


def test_edition_paper_zoom_and_copier_can_be_switched(page: Page) -> None:
    pages = page.locator(".page").count()
    page.select_option("#edition", "teacher")
    wait_for(page, f"document.querySelectorAll('.page').length > {pages}")
    page.select_option("#paper", "letter")
    page.wait_for_selector(".page img[src*='paper=letter']")
    narrow = page.locator(".page").first.bounding_box()
    page.select_option("#zoom", "200%")
    wide = page.locator(".page").first.bounding_box()
    assert narrow
    assert wide
    assert wide["width"] > narrow["width"] * 2
    page.check("#copied")
    page.wait_for_selector(".page img[src*='copied=1']")
    page.reload()
    page.wait_for_selector(".page img[src*='copied=1']")
    assert page.input_value("#edition") == "teacher"


def test_ebook_follows_saves_and_has_sizes_and_night(page: Page, running: Preview) -> None:
    page.select_option("#show", "ebook")
    book = page.frame_locator("#screen-frame")
    book.locator("body *").first.wait_for()
    page.select_option("#section", "storm.xhtml")
    book.locator("text=The keeper's lamp").or_(book.locator("text=The keeper’s lamp")).first.wait_for()
    running.edit("story.md", "Nobody comes", "Nobody ever comes")
    book.locator("text=Nobody ever comes").first.wait_for()
    page.check("#night")
    page.select_option("#letters", "170%")
    page.select_option("#screen", "tablet")
    look = "[getComputedStyle(document.documentElement).backgroundColor, document.documentElement.style.fontSize, innerWidth]"
    frame = page.frames[1]
    assert frame.evaluate(look) == ["rgb(18, 18, 18)", "170%", 818]
    book.locator("p").first.click()
    page.wait_for_selector("#source:not([hidden])")
    assert page.inner_text("#place").startswith("manuscript/story.md:")


def test_reading_position_stays_in_another_theme_and_edition(page: Page) -> None:
    show_chapter(page)
    for control, value in (("theme", "stage"), ("edition", "teacher"), ("theme", ""), ("edition", "student")):
        page.select_option(f"#{control}", value)
        wait_for(page, f"state.view.{control} === '{value}' && state.pages.length && !state.working")
        assert page.evaluate("position().slug") == "storm"


def test_ebook_opens_where_the_pages_were_read_and_back(page: Page) -> None:
    show_chapter(page)
    page.evaluate("pagesOf()[3].scrollIntoView()")
    page.select_option("#show", "ebook")
    page.frame_locator("#screen-frame").locator("text=Nobody comes").first.wait_for()
    page.click("#next")
    page.frame_locator("#screen-frame").locator("text=A light that warns").first.wait_for()
    page.select_option("#show", "pages")
    assert "words.xhtml" in page.evaluate("visibleDocuments()")


def test_focus_returns_to_the_page_when_the_source_is_closed(page: Page) -> None:
    page.locator(".page").nth(3).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#source:not([hidden])")
    page.focus("#copy")
    page.keyboard.press("Escape")
    assert str(page.evaluate("document.activeElement.getAttribute('aria-label')")).startswith("Page 4,")
    page.click("#badge")
    assert "no problems" in page.inner_text("#findings")


def test_browser_that_lost_its_connection_shows_the_last_save(
    browser: Browser, tmp_path: Path, pool: WorkerPool, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections: list[socket] = []
    accept = PreviewServer.process_request

    def note(server: PreviewServer, request: socket, address: object) -> None:
        connections.append(request)
        accept(server, request, address)

    monkeypatch.setattr(PreviewServer, "process_request", note)
    with served(write_guide(tmp_path), pool, store) as preview, browser.new_page() as page:
        page.set_default_timeout(HUNG * 1000)
        page.goto(preview.address)
        page.wait_for_selector(VISIBLE)
        before = page.evaluate("state.pages.map((page) => page.key)")
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        preview.edit("story.md", "The keeper's lamp", "The keeper's bright lamp")
        page.wait_for_function("before => state.pages[3].key !== before[3] && !state.working", arg=before)
        assert "up to date" in page.inner_text("#state")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, running: Preview, scheme: Literal["light", "dark"]) -> None:
    if not AXE.is_file():
        skip_loudly("axe-core did not look at the preview, because it is not installed")
    page.emulate_media(color_scheme=scheme)
    page.select_option("#show", "both")
    page.frame_locator("#screen-frame").locator("body *").first.wait_for()
    running.edit("story.md", "(#q-why)", "(#q-nowhere)")
    wait_for(page, "document.body.classList.contains('old')")
    page.click("#badge")
    page.locator("#findings button").first.click()
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { iframes: false }).then((report) => report.violations)")
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []
