"""``python -m tests.conformance.corpus 1000`` makes a corpus of that size; CORPUS_SEED repeats an earlier one."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.conformance.corpus.census import missing
from tests.conformance.corpus.making import judge, make_corpus, seed_of_environment


def say(words: str) -> None:
    """Tell whoever waits."""
    sys.stderr.write(f"{words}\n")


def main(count: int) -> int:
    """Make a corpus, have it judged, and return the exit code: 1 where there is something to mend."""
    started, seed = time.monotonic(), seed_of_environment()
    say(f"CORPUS_SEED={seed}: {count} guides")
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        corpus = make_corpus(Path(folder), seed, count, say)
        say("asking veraPDF and EPUBCheck")
        judge(corpus)
        corpus.keep()
        files = len(corpus.books(".pdf")), len(corpus.books(".epub"))
    undrawn = missing(corpus.forms) if count >= 100 else []
    say(f"{files[0]} PDF files of {corpus.pages} pages and {files[1]} e-books in {time.monotonic() - started:.0f} s")
    say(corpus.told())
    if undrawn:
        say(f"never drawn: {', '.join(undrawn)}")
    return 1 if corpus.faults or undrawn else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
