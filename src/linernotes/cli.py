"""Arguments in, exit code out: 0 done, 1 the author has something to mend, 2 the run could not go on."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import rich_click as click
from click.exceptions import Exit

from linernotes import __version__
from linernotes.console import err, out, print_findings, print_table, progress, shown
from linernotes.model.findings import LinerNotesError
from linernotes.model.formats import Format
from linernotes.model.papers import Paper

DONE, TO_MEND, STOPPED = 0, 1, 2


_project = click.option(
    "-p",
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="The folder of the guide, which holds manuscript/.",
)
_strict = click.option("--strict", is_flag=True, help="Let warnings stop the run too.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="linernotes")
def cli() -> None:
    """Turn a manuscript of Markdown chapters into a study guide: PDF for the copier, EPUB for phones and e-readers.

    Begin with **linernotes check**, which says what is wrong and where; then **linernotes build**.
    """


@cli.command()
@_project
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    metavar="NAME",
    help="Make only this edition, such as student. May be given more than once.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([each.value for each in Format]),
    help="Make only PDF, or only the e-book.",
)
@click.option(
    "--paper",
    "papers",
    multiple=True,
    type=click.Choice([each.value for each in Paper]),
    help="Make the PDF for this paper only.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="dist in the guide's folder",
    help="Put the files there.",
)
@click.option(
    "--shelf",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="your cache folder",
    help="Keep typeset sections there.",
)
@click.option("--fresh", is_flag=True, help="Typeset everything again, whatever is on the shelf.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=None,
    show_default="one for each core",
    help="Typeset so many sections at a time.",
)
@click.option("--marks", is_flag=True, help="For a print shop: bleed and crop marks.")
@click.option("--booklet", is_flag=True, help="For folding: two pages on each side of an A3 or tabloid sheet.")
@_strict
def build(
    *,
    project: Path,
    editions: tuple[str, ...],
    formats: tuple[str, ...],
    papers: tuple[str, ...],
    to: Path | None,
    shelf: Path | None,
    fresh: bool,
    workers: int | None,
    marks: bool,
    booklet: bool,
    strict: bool,
) -> int:
    """Make the files of the guide: every edition, format and paper that book.toml lists, or those you choose.

    Student files are searched for teacher text before they get their names. If anything is wrong, nothing is replaced.
    """
    from linernotes.build.run import Request
    from linernotes.build.run import build as press_build

    request = Request(
        to or project / "dist",
        editions,
        tuple(map(Format, formats)),
        tuple(map(Paper, papers)),
        strict,
        shelf,
        fresh=fresh,
        workers=workers or 0,
        marks=marks,
        booklet=booklet,
    )
    with progress() as report:
        outcome = press_build(project, request, report)
    print_findings(outcome.findings)
    for complaint in outcome.complaints:
        err().print(f"warning: {complaint}", markup=False, soft_wrap=True)
    if outcome.stopped(strict=strict):
        err().print("nothing was made; the files of an earlier build still stand", soft_wrap=True)
        return TO_MEND
    rows = (
        (
            shown(product.file),
            product.edition,
            "" if product.pages is None else str(product.pages),
            f"{product.size / 1000:.0f} kB",
            f"{product.seconds:.1f}",
        )
        for product in outcome.products
    )
    print_table(("file", "edition", "pages", "size", "seconds"), rows, figures=3)
    return TO_MEND if strict and outcome.complaints else DONE


@cli.command()
@_project
@_strict
def check(project: Path, strict: bool) -> int:
    """Say everything that is wrong with the manuscript, in every edition, with file and line; make nothing."""
    from linernotes.build.project import read
    from linernotes.build.run import Outcome
    from linernotes.model.guide import Question
    from linernotes.model.walking import descend

    with progress() as report:
        report("reading the manuscript")
        guide = read(project)
    print_findings(guide.findings)
    if not guide.findings:
        questions = sum(1 for _ in descend(guide.book.sections, Question))
        out().print(
            f"{len(guide.book.sections)} sections, {questions} questions, {len(guide.editions)} editions: nothing to mend"
        )
    return TO_MEND if Outcome(guide.findings).stopped(strict=strict) else DONE


@cli.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let a validator that is not installed count as a fault.")
def verify(paths: tuple[Path, ...], *, strict: bool) -> int:
    """Ask validators about finished PDF files and e-books, or all those in a folder, such as dist.

    Asked are the press's own proofreading and whatever is installed of veraPDF (PDF/UA-1 and PDF/A-2a), EPUBCheck and Ace;
    what is not installed is named, with how to install it. The verdicts are told in the accessibility.html that lies beside the
    files, too. No validator reads a book: a person with a screen reader still has to.
    """
    from linernotes.proofing.verdicts import record_verdicts
    from linernotes.proofing.verification import find_files, verify_files

    with progress() as report:
        verification = verify_files(find_files(paths), report)
    record_verdicts(verification.verdicts)
    asked = list(dict.fromkeys(verdict.validator for verdict in verification.verdicts))
    words = {(verdict.file, verdict.validator): verdict.summary for verdict in verification.verdicts}
    files = dict.fromkeys(verdict.file for verdict in verification.verdicts)
    print_table(("file", *asked), ((shown(file), *(words.get((file, name), "") for name in asked)) for file in files))
    for verdict in verification.verdicts:
        for told in (verdict.error, *verdict.problems):
            if told:
                err().print(f"{shown(verdict.file)}: {verdict.validator}: {told}", markup=False, soft_wrap=True)
    for name, install in verification.missing:
        err().print(f"{name} was not asked: it is not installed\n    hint: {install}", markup=False, soft_wrap=True)
    if any(verdict.error for verdict in verification.verdicts):
        return STOPPED
    faulty = any(verdict.problems for verdict in verification.verdicts) or (strict and verification.missing)
    return TO_MEND if faulty else DONE


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code."""
    _leave(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    try:
        code = cli.main(args=arguments, prog_name="linernotes", standalone_mode=False)
    except Exit as left:
        code = left.exit_code
    except click.Abort:
        code = STOPPED
    except click.ClickException as fault:
        fault.show()
        code = STOPPED
    except LinerNotesError as fault:
        err().print(str(fault), markup=False, soft_wrap=True)
        code = STOPPED
    return code if isinstance(code, int) else DONE


def _leave(code: int) -> NoReturn:
    """Leave at once: to take a large book's values apart one by one costs a tenth of a run, and serves nobody."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
