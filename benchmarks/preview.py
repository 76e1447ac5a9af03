"""``python -m benchmarks.preview``: measure the preview in Chromium and write PREVIEW.md.

Each edit is timed from the moment before the file is saved until the browser has decoded the last image of the pages that changed.
``BENCH_EDITS`` is the number of edits of each kind (21).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typst
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.books import Book, guide
from benchmarks.generator import generate
from benchmarks.measure import measure
from benchmarks.ways import PANDOC
from linernotes.proofing.validators import find_browser

RESULTS = Path(__file__).with_name("PREVIEW.md")
EDITS = int(os.environ.get("BENCH_EDITS", "21"))
QUIET = 0.4
"""Seconds without a new image after which all changed pages are shown."""

LINE = 60
"""Characters: a longer line that begins with a word is one of a paragraph."""

_RECORD = """
window.times = {};
const record = (name) => { window.times[name] = performance.timeOrigin + performance.now(); };
document.addEventListener("page-shown", () => record("page"));
document.addEventListener("ebook-shown", () => record("ebook"));
new MutationObserver(() => record("badge")).observe(document.getElementById("badge"), { childList: true, characterData: true });
"""

Row = tuple[str, str, list[float]]


def main() -> None:
    """Measure generated books of 100 and 500 pages and the guide."""
    if not (program := find_browser()):
        sys.stdout.write("The preview was not measured, because there is no Chromium.\n")
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        rows: list[Row] = []
        for pages, limit in ((100, "300"), (500, "600")):
            book = generate(pages)
            rows += _measure_book(browser, book, limit, longer=pages == 100)
            rows.append(_measure_typst(book))
        rows += _measure_guide(browser)
        browser.close()
    RESULTS.write_text(_report(rows), encoding="utf-8")
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))


def _measure_book(browser: Browser, book: Book, limit: str, *, longer: bool) -> Iterator[Row]:
    (path,) = book.edited
    with _open(browser, book) as (page, project):
        file = project / path.removeprefix("project/")
        text = file.read_text(encoding="utf-8")
        first = next(line for line in text.splitlines() if line and line[0].isalpha())
        yield f"{book.name}, page count unchanged", limit, _edits(page, file, lambda n: text.replace(first, f"{n} {first}", 1))
        if longer:
            longer_text = book.edited[path].decode()  # a page more
            edits = _edits(page, file, lambda n: (longer_text if n % 2 else text).replace(first, f"{n} {first}", 1))
            yield f"{book.name}, one more page in the book, or one less", "500", edits
        page.select_option("#show", "ebook")
        page.wait_for_timeout(3000)
        yield f"{book.name}, e-book", "150", _edits(page, file, lambda n: text.replace(first, f"{n} {first}", 1), "ebook")


def _measure_typst(book: Book) -> Row:
    """Measure Typst on the same words, as `typst watch` works: one process compiles again what an edit changes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _write(book, "plain/", Path(folder))
        typst_file, times = Path(folder, "plain", "book.typ"), []
        measure([(*PANDOC, "--to", "typst", "plain/book.md", "--output", typst_file)], Path(folder))
        text = typst_file.read_text(encoding="utf-8")
        first = next(line for line in text.splitlines() if line[:2].istitle() and len(line) > LINE)
        compiler = typst.Compiler(str(typst_file))
        for number in range(EDITS + 1):
            saved = time.perf_counter()
            typst_file.write_text(text.replace(first, f"{number} {first}", 1), encoding="utf-8")
            compiler.compile(output=str(typst_file.with_suffix(".pdf")))
            times.append(1000 * (time.perf_counter() - saved))
        return f"{book.name}, Typst on the same words, until its PDF is new", "–", times[1:]


def _measure_guide(browser: Browser) -> Iterator[Row]:
    book = guide()
    with _open(browser, book) as (page, project):
        file = project / "manuscript" / "discussion" / "03-big-questions.md"
        text = file.read_text(encoding="utf-8")
        yield (
            "the guide, a question of Big questions",
            "600",
            _edits(page, file, lambda n: text.replace("?", f", in {n} words?", 1)),
        )
        broken = _edits(page, file, lambda n: f"{text}\n\n[broken](#nowhere)\n" if n % 2 else text, "badge")
        yield "the guide, findings after a save that breaks a link or corrects it", "200", broken
    starts = []
    for _ in range(5):
        begin = time.time()
        with _open(browser, book, cached=True) as (page, _):
            starts.append(page.evaluate("window.first") / 1000 - begin)
    yield "the guide, start until the first page is visible, everything cached", "1500", [1000 * each for each in starts]


def _write(book: Book, form: str, folder: Path) -> None:
    """Write the files of a form of a book into a folder."""
    for path, content in book.files.items():
        if path.startswith(form):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


@contextmanager
def _open(browser: Browser, book: Book, *, cached: bool = False) -> Iterator[tuple[Page, Path]]:
    """Start the preview of a book and open it in the browser."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        project = Path(folder, "project")
        _write(book, "project/", Path(folder))
        command = [sys.executable, "-m", "linernotes", "preview", "--project", str(project)]
        preview = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert preview.stdout  # noqa: S101  # it is a pipe
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.add_init_script(
            'document.addEventListener("page-shown", () => { window.first ||= performance.timeOrigin + performance.now(); });'
        )
        page.goto(preview.stdout.readline().strip())
        page.wait_for_selector(".page img", timeout=600_000)
        if not cached:
            page.wait_for_function("() => document.getElementById('state').textContent.includes('up to date')", timeout=600_000)
            page.evaluate(_RECORD)
        yield page, project
        page.close()
        preview.terminate()
        preview.wait()


def _edits(page: Page, file: Path, text: Callable[[int], str], event: str = "page") -> list[float]:
    """Return the milliseconds from each save until the event; the first edit, after which the page scrolls, does not count."""
    times = []
    for number in range(EDITS + 1):
        page.evaluate("window.times = {}")
        saved = time.time()
        file.write_text(text(number), encoding="utf-8")
        page.wait_for_function(f"() => window.times.{event}", timeout=60_000, polling=20)
        while (time.time() - page.evaluate(f"window.times.{event}") / 1000) < QUIET:
            page.wait_for_timeout(50)
        times.append(page.evaluate(f"window.times.{event}") - 1000 * saved)
        page.wait_for_timeout(600)
    return times[1:]


def _report(rows: list[Row]) -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    lines = [
        "# The preview in Chromium",
        "",
        f"Milliseconds, median of {EDITS} edits (5 starts); {os.cpu_count()} cores, load {load}. `python -m benchmarks.preview` writes this file.",
        "",
        "| what | target | median | fastest | slowest |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, target, times in rows:
        lines.append(f"| {name} | {target} | {statistics.median(times):.0f} | {min(times):.0f} | {max(times):.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
