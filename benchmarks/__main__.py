"""``python -m benchmarks``: run every course, say what was reached, and write RESULTS.md.

``BENCH_SIZES`` are the lengths of the books in pages (50,100,500), ``BENCH_RUNS`` the rounds, one number for all or one for each
length (5), ``BENCH_WAYS`` a pattern that finds the names of the rows to be measured (all), ``BENCH_NOTE`` a sentence that the
results shall hold, such as what else the machine was doing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.course import RIVALS, Course, Result
from benchmarks.results import report
from benchmarks.stopwatch import Lap, median, time_of

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Run the courses, shortest first."""
    sizes = _numbers("BENCH_SIZES", "50,100,500")
    runs = _numbers("BENCH_RUNS", "5")
    rounds = dict(zip(sizes, runs if len(runs) == len(sizes) else runs[:1] * len(sizes), strict=True))
    measured: dict[int, Mapping[str, Result]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        fonts = _build_fonts(folder, rounds[sizes[0]])
        for size in sizes:
            course = Course(size, folder / str(size), folder / "cache", lambda words, size=size: _say(f"{size} pages, {words}"))
            measured[size] = course.run(rounds[size], os.environ.get("BENCH_WAYS", ""))
            shutil.rmtree(course.folder)
            RESULTS.write_text(
                report(dict(sorted(measured.items())), fonts, rounds, os.environ.get("BENCH_NOTE", "")), encoding="utf-8"
            )
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))


def _numbers(name: str, default: str) -> list[int]:
    return [int(word) for word in os.environ.get(name, default).split(",")]


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


def _build_fonts(folder: Path, rounds: int) -> Lap:
    """Return the median of building the fonts, each time into an empty cache; the last one serves all courses."""
    caches = [folder / f"cache-{number}" for number in range(rounds - 1)] + [folder / "cache"]
    laps = [
        time_of([(sys.executable, RIVALS, "fonts")], {**os.environ, "XDG_CACHE_HOME": str(cache)}, folder) for cache in caches
    ]
    lap = median(laps)
    _say(f"building the fonts: {lap.seconds:.2f} s")
    return lap


main()
