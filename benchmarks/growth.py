"""``python -m benchmarks.growth``: the time and memory to read, edit and check guides of growing size, into GROWTH.md."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Files = Mapping[str, str]

BLOCKS = (1_000, 3_000, 10_000, 30_000, 100_000)
SIZES = tuple(int(size) for size in os.environ.get("GROWTH_SIZES", ",".join(map(str, BLOCKS))).split(","))
HERE = Path(__file__).parent

BOOK = """\
[book]
title = "Growth"
slug = "growth"
language = "en-GB"
version = "1.0"
issued = 2026-11-01
identifier = "urn:uuid:6f1c2a34-58a5-4b31-9c0e-0f8e6a2d9b11"
authors = ["A"]

[[contents]]
matter = "body"
sections = {sections}

[[contents]]
matter = "teacher"
sections = ["key.md"]

[editions.student]
title = "Student edition"

[editions.teacher]
title = "Teacher edition"
teacher_text = true
"""


KEY = "# Key {role=key}\n\n::: answer-key\n:::\n"


def blocks(number: int) -> Files:
    """Return sections of 500 blocks each: headings, paragraphs, lists and questions."""
    per_section = 500
    files = {}
    for section in range(max(1, number // per_section)):
        parts = [f"# Section {section} {{#s-{section}}}"]
        for block in range(per_section // 5):
            name = f"{section}-{block}"
            parts += [
                f"## Part {name}",
                f"The keeper climbs *{block}* stairs, and [the lamp](#s-{section}) goes out.",
                "- one\n- two",
            ]
            parts += [f"::: question {{#q-{name}}}\nWhy does the keeper climb?\n\n::: answer\nHe must wind it in time.\n:::\n:::"]
        files[f"{section:04}.md"] = "\n\n".join(parts)
    return files


def one(text: str) -> Callable[[], Files]:
    """Return a function that makes a guide of one section with this text."""
    return lambda: {"a.md": f"# One\n\n{text}\n"}


LARGE: Mapping[str, Callable[[], Files]] = {
    "2,000 sections": lambda: {f"s{number}.md": f"# Section {number}\n\nWords.\n" for number in range(2000)},
    "a section of 2 MB": one("The wind rises over the bay. The keeper climbs the stairs.\n\n" * 33_000),
    "10,000 notes": one(
        "".join(f"Word[^{n}].\n\n" for n in range(10_000)) + "".join(f"[^{n}]: A note.\n\n" for n in range(10_000))
    ),
    "a table of 5,000 rows": one("| a | b |\n|---|---|\n" + "| one | two |\n" * 5000),
}


STEPS = ("read", "edit", "check")


@dataclass(frozen=True)
class Measured:
    """The processor seconds of each step, and the peak memory of the process in MB after it; the errors that were found."""

    seconds: Mapping[str, float]
    memory: Mapping[str, float]
    errors: int


def measure(files: Files) -> Measured:
    """Read, edit and check a guide in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        book = BOOK.replace("{sections}", json.dumps(list(files)))
        for path, text in {**files, "book.toml": book, "key.md": KEY}.items():
            file = Path(folder, "manuscript", path)
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, "-P", "-c", _PROGRAM, folder], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return Measured(found["seconds"], {step: kilobytes / 1024 for step, kilobytes in found["kilobytes"].items()}, found["errors"])


_PROGRAM = f"""
import json, resource, sys, time
from dataclasses import replace
from pathlib import Path
from linernotes.checks import check
from linernotes.editing import edit
from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.manuscript.reader import read_book
from linernotes.snapshot import Snapshot
seconds, kilobytes, last = dict(), dict(), time.process_time()
def done(step):
    global last
    now = time.process_time()
    seconds[step], last = now - last, now
    kilobytes[step] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // {1024 if sys.platform == "darwin" else 1}
book, findings = read_book(Snapshot(Path(sys.argv[1], "manuscript")))
book = replace(book, repertoire=replace(book.repertoire, built_in=DEFAULT_REPERTOIRE))
done("read")
editions = dict((edition.name, edit(book, edition)) for edition in book.editions)
done("edit")
findings += check(book, editions)
done("check")
print(json.dumps(dict(seconds=seconds, kilobytes=kilobytes, errors=sum(f.severity.value == "error" for f in findings))))
"""


def main() -> None:
    """Measure all sizes and write the tables."""
    growing, large, before = [], [], None
    for size in SIZES:
        measured = measure(blocks(size))
        growing += [_row(f"{size:,}", step, measured, size, before) for step in STEPS]
        before = size, measured
    for name, make in LARGE.items():
        measured = measure(make())
        large += [_row(name, step, measured) for step in STEPS]
    parts = [
        "# Growth\n\nReading, editing (two editions) and checking guides of growing size, by `python -m benchmarks.growth`. A step that is",
        "linear takes the same time for each block. The ratio is that of the times divided by that of the sizes, from the size above:",
        "1.00 is linear, and 3.00 is the square for three times the size. Memory is the peak of the process until the step ends.\n",
        f"Measured on {date.today().isoformat()}.\n",
        "| blocks | step | processor seconds | microseconds for a block | ratio | MB |\n|---:|---|---:|---:|---:|---:|",
        *growing,
        "\n## Other large guides\n\n| guide | step | processor seconds | MB |\n|---|---|---:|---:|",
        *large,
    ]
    (HERE / "GROWTH.md").write_text("\n".join(parts) + "\n", encoding="utf-8")


def _row(name: str, step: str, measured: Measured, size: int = 0, before: tuple[int, Measured] | None = None) -> str:
    """Return a row of a table, also on the terminal."""
    if measured.errors:
        sys.exit(f"{name}: the guide has {measured.errors} errors, so it says nothing about time")
    seconds, memory = measured.seconds[step], measured.memory[step]
    cells = [name, step, f"{seconds:.2f}"]
    if size:
        ratio = f"{seconds / before[1].seconds[step] * before[0] / size:.2f}" if before else "–"
        cells += [f"{1e6 * seconds / size:.0f}", ratio]
    row = f"| {' | '.join([*cells, f'{memory:.0f}'])} |"
    sys.stdout.write(f"{row}\n")
    sys.stdout.flush()
    return row


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
