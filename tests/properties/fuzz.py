"""``python -m tests.properties.fuzz SECONDS [TARGET...]``: change inputs guided by coverage, with atheris.

Each target runs in a process of its own for that time. New inputs are kept in build/fuzz/TARGET, so a later run goes on from there;
an input that ends a target with an exception is written to build/fuzz/crashes. It becomes a numbered case in tests/properties/cases.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "fuzz"
MISSING = "atheris is not installed for this Python, so only the tests of Hypothesis ran: see tests/README.md\n"

INSTRUMENTED = ("linernotes", "markdown_it", "mdit_py_plugins", "tomllib", "jinja2", "tinycss2", "xml")
WORDS = (
    *(
        "::: ",
        ":::",
        "question",
        "answer",
        "teacher-note",
        "table",
        "figure",
        "glossary",
        "retelling",
        "extract",
        "keep",
        "{#a",
        "kind=choice",
    ),
    *(
        "[^a]",
        "[@lamp]",
        "](#",
        "data=tides",
        "lines=",
        "| a |",
        "|---|",
        "<!--",
        "&#x",
        "[[contents]]",
        "matter",
        "sections",
        "<use href=",
    ),
    *("<g>", "<text>", "@import", "url(", "@font-face", "{{", "{% for", "|map(attribute=", "|attr(", "|format"),
)


def seeds() -> Mapping[str, list[bytes]]:
    """Return for each target, by name, the inputs to begin with."""
    from tests.attacks.guides import ATTACKS
    from tests.properties.test_inputs import ARCHIVE, PICTURES
    from tests.sample import BOOK, FILES, FORM_DATA, FORM_FILES, STORY

    short = [content if isinstance(content, bytes) else content.encode() for each in ATTACKS for content in each.files.values()]
    short = [content for content in short if len(content) < 2000]
    texts = [f"# Form {{#form}}\n\n{text}".encode() for text in FORM_FILES.values()]
    toml = [text.encode() for path, text in {**FILES, **FORM_DATA}.items() if path.endswith(".toml")]
    drawings = [file.read_bytes() for file in sorted(ROOT.glob("manuscript/**/*.svg"))]
    sheets = [file.read_bytes() for file in sorted(ROOT.glob("styles/**/*.css"))]
    templates = [file.read_bytes() for file in sorted(ROOT.glob("templates/**/*.j2"))]
    return {
        "read_text": [STORY.encode(), *texts, *(each for each in short if each.startswith(b"#"))],
        "read_guide_with_text": [STORY.encode(), *texts],
        "read_toml": [BOOK.encode(), *toml],
        "read_drawing": [*(each for each in drawings if len(each) < 5000), *(each for each in short if b"<svg" in each)],
        "read_picture": [*PICTURES.values(), *(each for each in short if each.startswith(b"\x89PNG"))],
        "read_sheet": [each for each in sheets if len(each) < 9000],
        "read_ebook": [ARCHIVE],
        "read_pdf": [_pdf()],
        "read_template": [each for each in templates if len(each) < 3000],
    }


def _pdf() -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def unpacked(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Return a target that packs what it is given as the page of an e-book: changes of packed bytes seldom get far."""

    def packed(content: bytes) -> None:
        from tests.properties.test_inputs import ARCHIVE

        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(ARCHIVE)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, content if name.endswith(".xhtml") else old.read(name))
        target(out.getvalue())

    return packed


def run(name: str, seconds: int) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris  # type: ignore[import-untyped]  # not installed by default

    with atheris.instrument_imports(include=list(INSTRUMENTED)):
        from tests.properties import targets
    corpus = WORK / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = WORK / "words"
    words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in WORDS))
    (crashes := WORK / "crashes").mkdir(exist_ok=True)
    target = getattr(targets, name)
    limits = [
        f"-max_total_time={seconds}",
        "-timeout=60",
        "-rss_limit_mb=2000",
        "-max_len=4000",
        f"-dict={words}",
        "-verbosity=1",
    ]
    atheris.Setup([name, *limits, f"-artifact_prefix={crashes}/{name}-", "-print_final_stats=1", str(corpus)], target)
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Fuzz all targets, or those that are named; return 1 if an input was found that ends one with an exception."""
    seconds, *names = arguments
    if find_spec("atheris") is None:
        sys.stderr.write(MISSING)
        return 0
    failed = 0
    for name in names or seeds():
        done = subprocess.run([sys.executable, "-m", "tests.properties.fuzz", "--one", name, seconds], cwd=ROOT, check=False)
        failed |= done.returncode
    return int(bool(failed))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
