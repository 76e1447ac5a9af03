"""The command line: arguments in, exit code out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import rich_click as click
from click.exceptions import Exit

from linernotes import __version__
from linernotes.build.check import check_guide
from linernotes.build.request import Outcome, Request
from linernotes.build.run import build as run_build
from linernotes.console import open_streams, print_data, print_findings, print_line, print_table, print_text, progress, shown
from linernotes.listings import lines, schema
from linernotes.model.findings import LinerNotesError, printable, stops
from linernotes.model.formats import Format
from linernotes.model.look import DEFAULT_THEME
from linernotes.model.papers import Paper
from linernotes.options import cache_option, project_option, strict_option, trust_option
from linernotes.preview.command import preview
from linernotes.reports import REPORTS, ReportFormat
from linernotes.snapshot import FOLDER
from linernotes.starter.guide import new_guide
from linernotes.starter.theme import copy_template, new_theme
from linernotes.starter.words import Kind
from linernotes.verify import verify

DONE, PROBLEMS, FAILED = 0, 1, 2
"""Exit codes: everything is done; the author has something to correct; the command could not be finished."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="linernotes")
def cli() -> None:
    """Make a study guide from Markdown chapters: PDF files for the copier, EPUB e-books for phones and screen readers.

    Begin a guide with "linernotes new". "linernotes check" lists the problems in the manuscript. Then run "linernotes build".
    """


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice([each.value for each in Kind]),
    default=Kind.TOPIC.value,
    show_default=True,
    help="The kind of work that the guide is about: novel is also for stories and poems, topic for everything else.",
)
@click.option(
    "--language",
    default="en-GB",
    show_default=True,
    metavar="TAG",
    help="The language of the guide, such as en-US or fr. A language without a sample begins with the English one.",
)
@click.option(
    "--from",
    "text",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Make a draft from this text, Word or OpenDocument file, such as a synopsis or a handout: its story becomes numbered lines.",
)
def new(folder: Path, kind: str, language: str, text: Path | None) -> int:
    """Begin a guide: write a small, complete one into a new FOLDER, with comments that explain every part.

    Nothing is overwritten. Replace the sample story with yours, file by file; or let --from make a draft of your text, in which every
    guess is marked TODO.
    """
    if text:
        from linernotes.starter.draft import draft_guide  # its libraries take 0.2 s to load, and only drafts need them

        files = draft_guide(folder, text, Kind(kind), language)
    else:
        files = new_guide(folder, Kind(kind), language)
    print_line(f"{len(files)} files written to {shown(folder / FOLDER)}")
    if text:
        print_line("the draft has questions without answers; linernotes check lists everything that is marked TODO")
    print_line(f"next: cd {shlex.quote(str(folder))}, then linernotes build; open manuscript/book.toml to change the title")
    return DONE


@cli.command()
@click.argument("name")
@project_option
@click.option(
    "--from",
    "source",
    default=DEFAULT_THEME,
    show_default=True,
    metavar="THEME",
    help="The theme to copy: plain, novel or stage.",
)
def theme(name: str, project: Path, source: str) -> int:
    """Begin a theme of your own: write a copy of a built-in one, with its list of fonts, into the folder styles/themes/NAME."""
    files = new_theme(project, name, source)
    print_line(f"{len(files)} files written to {shown(project / 'styles' / 'themes' / name)}")
    print_line(f'next: write theme = "{name}" below [look] in manuscript/book.toml, then change the files')
    return DONE


@cli.command()
@click.argument("name")
@project_option
@click.option(
    "--theme",
    "into",
    default="",
    metavar="THEME",
    help="The theme of your own that the template is for; without it, the template is one of the guide.",
)
def template(name: str, project: Path, into: str) -> int:
    """Copy a template, such as parts/question, into the folder templates of the guide, where you can change it."""
    file = copy_template(project, name, into)
    print_line(f"{shown(file)} written")
    print_line("next: change it and build; delete it to have the built-in one again")
    return DONE


@cli.command()
@project_option
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    metavar="NAME",
    help="Make only this edition, such as student. May be repeated.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([each.value for each in Format]),
    help="Make only files of this format. May be repeated.",
)
@click.option(
    "--paper",
    "papers",
    multiple=True,
    type=click.Choice([each.value for each in Paper]),
    help="Make PDFs for this paper only. May be repeated.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="dist in the guide's folder",
    help="The folder for the files.",
)
@cache_option
@click.option("--fresh", is_flag=True, help="Make everything again and ignore the cache.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=None,
    show_default="one for each core",
    help="The number of worker processes.",
)
@click.option("--marks", is_flag=True, help="Add bleed and crop marks, for a print shop.")
@click.option("--booklet", is_flag=True, help="Make booklets for folding: two pages on each side of the paper.")
@trust_option
@strict_option
def build(
    *,
    project: Path,
    editions: tuple[str, ...],
    formats: tuple[str, ...],
    papers: tuple[str, ...],
    to: Path | None,
    cache: Path | None,
    fresh: bool,
    workers: int | None,
    marks: bool,
    booklet: bool,
    trust: bool,
    strict: bool,
) -> int:
    """Make the files of the guide: all editions, formats and papers in book.toml, or those that you choose.

    Every student file is searched for teacher text before it is published. If anything is wrong, no file is replaced.
    """
    request = Request(
        to or project / "dist",
        editions,
        tuple(map(Format, formats)),
        tuple(map(Paper, papers)),
        strict,
        cache,
        fresh=fresh,
        workers=workers or 0,
        marks=marks,
        booklet=booklet,
        trust=trust,
    )
    with progress() as report:
        outcome = run_build(project, request, report)
    print_findings(outcome.findings)
    for complaint in outcome.complaints:
        print_line(f"warning: {complaint}")
    if outcome.stopped(strict=strict):
        kept = request.to.is_dir() and any(map(Format.of_file, request.to.iterdir()))
        print_line(f"build failed{'; existing files are unchanged' if kept else ''}")
        return PROBLEMS
    _print_products(outcome)
    return PROBLEMS if strict and outcome.complaints else DONE


def _print_products(outcome: Outcome) -> None:
    rows = (
        (shown(each.file), each.edition, "" if each.pages is None else str(each.pages), f"{each.size / 1000:.0f} kB")
        for each in outcome.products
    )
    print_table(("file", "edition", "pages", "size"), rows, numbers=2)


@cli.command()
@project_option
@strict_option
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in ReportFormat]),
    default=ReportFormat.TEXT.value,
    help="Print findings for people, or on standard output for editors (json), GitHub Actions (github) or other tools (sarif).",
)
def check(project: Path, strict: bool, form: str) -> int:
    """List every problem in the manuscript, with file and line. Makes no files."""
    with progress() as report:
        report("reading the manuscript")
        checked = check_guide(project)
    if report_findings := REPORTS.get(ReportFormat(form)):
        print_data(report_findings(checked.findings, "" if project == Path() else shown(project)))
    else:
        print_findings(checked.findings)
    if not checked.findings and form == ReportFormat.TEXT:
        counts = zip(checked.counts, ("section", "question", "edition"), strict=True)
        counted = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts)
        print_text(f"{counted}: no problems found")
    return PROBLEMS if stops(checked.findings, strict=strict) else DONE


cli.add_command(verify)
cli.add_command(lines)
cli.add_command(schema)
cli.add_command(preview)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its code."""
    open_streams()
    code = run(arguments)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # the output was closed, or its disk is full
            stream.flush()
    os._exit(code)  # freeing every node of a book at the end of the interpreter takes about 10 % of a run


def _escaped(error: click.ClickException) -> click.ClickException:
    """Return a usage error, which may repeat an argument, without characters that a terminal would obey."""
    if isinstance(error, click.UsageError):
        return click.UsageError(printable(error.format_message()), error.ctx)
    return click.ClickException(printable(error.format_message()))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    try:
        code = cli.main(args=arguments, prog_name="linernotes", standalone_mode=False)
    except Exit as left:
        code = left.exit_code
    except click.Abort:
        code = FAILED
    except click.ClickException as error:
        _escaped(error).show()
        code = FAILED
    except LinerNotesError as error:
        print_line(str(error))
        code = FAILED
    return code if isinstance(code, int) else DONE
