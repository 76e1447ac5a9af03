"""``python -m tests.accidents.many 300 [SEED]``: accidents one after the other on one guide, one cache and one output folder.

Builds are killed or interrupted at random moments while the text changes back and forth; entries of the cache are damaged, cut short or
deleted; two builds run at once. In the end, the guide has to give the same bytes as one that had no accident.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from linernotes.build.moves import settle
from tests.accidents.test_accidents import EDITED, begin, build, made
from tests.processes import HUNG
from tests.sample import STORY, write_guide


def stop(project: Path, chance: random.Random, how: signal.Signals) -> None:
    running = begin(project)
    time.sleep(chance.uniform(0.05, 2.5))
    running.send_signal(how)
    running.communicate(timeout=HUNG)


def two_at_once(project: Path, chance: random.Random) -> None:
    both = [begin(project), begin(project)]
    time.sleep(chance.uniform(0.05, 2.5))
    both[chance.randrange(2)].kill()
    for running in both:
        running.communicate(timeout=HUNG)


def damage(project: Path, chance: random.Random) -> None:
    entries = sorted(file for file in (project / "cache").rglob("*") if file.is_file())
    for entry in chance.sample(entries, min(5, len(entries))):
        content = entry.read_bytes()
        at = chance.randrange(len(content) + 1)
        entry.write_bytes(chance.choice([b"", content[:at], content[:at] + b"\0" + content[at + 1 :], chance.randbytes(100)]))


def delete(project: Path, chance: random.Random) -> None:
    files = sorted(file for folder in ("cache", "dist") for file in (project / folder).rglob("*") if file.is_file())
    for file in chance.sample(files, min(5, len(files))):
        file.unlink()


WAYS: dict[str, Callable[[Path, random.Random], None]] = {
    "kill": lambda project, chance: stop(project, chance, signal.SIGKILL),
    "interrupt": lambda project, chance: stop(project, chance, signal.SIGINT),
    "terminate": lambda project, chance: stop(project, chance, signal.SIGTERM),
    "two builds": two_at_once,
    "damaged cache": damage,
    "deleted files": delete,
}


def main(number: int, seed: int) -> int:
    """Cause this number of accidents; return 1 if a file differs from that of a guide without accidents."""
    chance, counts, mixed = random.Random(seed), Counter[str](), 0  # noqa: S311  # accidents, not secrets
    with tempfile.TemporaryDirectory() as folder:
        sound = {}
        for name, story in (("before", STORY), ("after", EDITED)):
            build(write_guide(Path(folder, name), {"story.md": story}), "--fresh")
            sound[name] = made(Path(folder, name, "dist"))
        project = write_guide(Path(folder, "guide"))
        build(project)
        for count in range(number):
            name, story = chance.choice([("before", STORY), ("after", EDITED)])
            (project / "manuscript" / "story.md").write_text(story)
            way = chance.choice(list(WAYS))
            WAYS[way](project, chance)
            counts[way] += 1
            settle(project / "dist")
            whole = len(made(project / "dist")) == len(sound["before"])
            mixed += whole and made(project / "dist") not in sound.values()
            if count % 10 == 9 or not whole:  # otherwise the next accident meets what this one has left
                build(project)
                mixed += made(project / "dist") != sound[name]
        (project / "manuscript" / "story.md").write_text(STORY)
        build(project)
        same = made(project / "dist") == sound["before"]
        left = [path.name for path in project.iterdir() if path.name.startswith(".linernotes")]
    sys.stdout.write(f"{number} accidents {dict(counts)}, seed {seed}: mixed or different {mixed}, left behind {left}, ")
    sys.stdout.write(f"the same bytes as without accidents: {same}\n")
    return int(not same or bool(mixed or left))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
