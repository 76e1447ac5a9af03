"""The command ``verify``: it validates finished files."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from linernotes.console import print_line, print_table, progress, shown


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Treat a validator that is not installed as a problem.")
def verify(paths: tuple[Path, ...], *, strict: bool) -> int:
    """Validate finished PDF files and e-books, or all those in a folder, such as dist.

    Runs the built-in checks and any of veraPDF (PDF/UA-1 and PDF/A-2a), EPUBCheck and Ace that are installed; lists the others and
    how to install them. The results also go into accessibility.html beside the files. No validator can replace a person with a
    screen reader.
    """
    # validators are needed by this command only
    from linernotes.build.moves import settle
    from linernotes.proofing.verdicts import record_verdicts
    from linernotes.proofing.verification import find_files, verify_files

    for folder in {path if path.is_dir() else path.parent for path in paths}:
        settle(folder)
    with progress() as report:
        verification = verify_files(find_files(paths), report)
    record_verdicts(verification.verdicts)
    validators = list(dict.fromkeys(verdict.validator for verdict in verification.verdicts))
    summaries = {(verdict.file, verdict.validator): verdict.summary for verdict in verification.verdicts}
    files = dict.fromkeys(verdict.file for verdict in verification.verdicts)
    rows = ((shown(file), *(summaries.get((file, name), "") for name in validators)) for file in files)
    print_table(("file", *validators), rows)
    for verdict in verification.verdicts:
        for problem in (verdict.error, *verdict.problems):
            if problem:
                print_line(f"{shown(verdict.file)}: {verdict.validator}: {problem}")
    for name, install in verification.missing:
        print_line(f"{name} did not run: it is not installed\n    hint: a guide can do without; to install it: {install}")
    if any(verdict.error for verdict in verification.verdicts):
        return 2
    faulty = any(verdict.problems for verdict in verification.verdicts) or (strict and verification.missing)
    return 1 if faulty else 0
