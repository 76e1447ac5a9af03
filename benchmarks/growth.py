"""``python -m benchmarks.growth``: the time and memory to read, edit and check guides of growing size, into GROWTH.md."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
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


def measure(files: Files) -> tuple[float, float, int]:
    """Return processor seconds, megabytes and findings of reading, editing and checking a guide, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        book = BOOK.replace("{sections}", json.dumps(list(files)))
        for path, text in {**files, "book.toml": book, "key.md": KEY}.items():
            file = Path(folder, "manuscript", path)
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, "-P", "-c", _PROGRAM, folder], capture_output=True, text=True, check=True)
    seconds, kilobytes, findings = done.stdout.split()
    return float(seconds), int(kilobytes) / 1024, int(findings)


_PROGRAM = f"""
import sys, resource
from pathlib import Path
from linernotes.build.project import read_project
from linernotes.snapshot import Snapshot
found = read_project(Snapshot(Path(sys.argv[1], "manuscript"))).findings
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // {1024 if sys.platform == "darwin" else 1}, sum(f.severity.value == "error" for f in found))
"""


def main() -> None:
    """Measure all sizes and write the table."""
    rows = []
    for size in SIZES:
        seconds, megabytes, errors = measure(blocks(size))
        rows.append(f"| {size:,} blocks | {seconds:.1f} | {1e6 * seconds / size:.0f} | {megabytes:.0f} | {errors} |")
        sys.stdout.write(f"{rows[-1]}\n")
        sys.stdout.flush()
    for name, make in LARGE.items():
        seconds, megabytes, errors = measure(make())
        rows.append(f"| {name} | {seconds:.1f} | | {megabytes:.0f} | {errors} |")
        sys.stdout.write(f"{rows[-1]}\n")
        sys.stdout.flush()
    head = "| guide | processor seconds | microseconds for a block | MB | errors |\n|---|---:|---:|---:|---:|\n"
    about = f"# Growth\n\nReading, editing and checking, by `{sys.executable.rsplit('/')[-1]} -m benchmarks.growth`.\n\n"
    (HERE / "GROWTH.md").write_text(about + head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
