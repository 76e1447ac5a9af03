"""``python -m benchmarks``: measure every book and write RESULTS.md.

``BENCH_SIZES`` holds the lengths of the generated books in pages (100,500), ``BENCH_RUNS`` the number of rounds for each of them and
for the guide (5), or one number for each, the guide's last.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.books import guide
from benchmarks.generator import generate
from benchmarks.report import report
from benchmarks.ways import run_ways

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measure the generated books and the guide."""
    books = [*map(generate, _numbers("BENCH_SIZES", "100,500")), guide()]
    runs = _numbers("BENCH_RUNS", "5")
    rounds = dict(zip((book.name for book in books), runs * len(books) if len(runs) == 1 else runs, strict=False))
    results = {}
    for book in books:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            results[book.name] = run_ways(book, Path(folder), rounds[book.name])
        RESULTS.write_text(report(results, rounds), encoding="utf-8")
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))


def _numbers(name: str, default: str) -> list[int]:
    return [int(number) for number in os.environ.get(name, default).split(",")]


if __name__ == "__main__":
    main()
