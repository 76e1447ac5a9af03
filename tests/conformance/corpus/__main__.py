"""``python -m tests.conformance.corpus 1000`` makes a corpus of 1000 guides; CORPUS_SEED repeats an earlier one."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.conformance.corpus.census import missing_forms
from tests.conformance.corpus.making import make_corpus, seed_of_environment, validate


def say(message: str) -> None:
    """Print a message to standard error."""
    sys.stderr.write(f"{message}\n")


def main(count: int) -> int:
    """Make and validate a corpus, and return the exit code: 1 if there are problems or missing forms."""
    started, seed = time.monotonic(), seed_of_environment()
    say(f"CORPUS_SEED={seed}: {count} guides")
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        corpus = make_corpus(Path(folder), seed, count, say)
        say("running veraPDF and EPUBCheck")
        validate(corpus)
        corpus.keep()
        files = len(corpus.books(".pdf")), len(corpus.books(".epub"))
    missing = missing_forms(corpus.forms) if count >= 100 else []
    say(f"{files[0]} PDF files of {corpus.pages} pages and {files[1]} e-books in {time.monotonic() - started:.0f} s")
    say(corpus.summary())
    if missing:
        say(f"missing forms: {', '.join(missing)}")
    return 1 if corpus.problems or missing else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
