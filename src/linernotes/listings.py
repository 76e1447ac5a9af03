"""The commands that list something for authors and editors: the numbered lines of a guide, and the schemas of its files."""

from __future__ import annotations

import json
from pathlib import Path

import rich_click as click

from linernotes.console import print_data, print_findings, print_table, print_text
from linernotes.manuscript.schema import SCHEMAS, schema_of
from linernotes.model.findings import Severity, stops
from linernotes.options import project_option
from linernotes.snapshot import FOLDER, Snapshot


@click.command()
@project_option
def lines(project: Path) -> int:
    """List the numbered lines of the guide: number, id, file and line, and the sentence.

    Write {#an-id} at the end of a line to cite it by its id, which it keeps when its number changes.
    """
    # these take 0.15 s to load, and an unchanged build needs none of them
    from linernotes.build.project import read_project
    from linernotes.editing.line_index import numbered_lines
    from linernotes.model.walking import plain_text

    guide = read_project(Snapshot(project / FOLDER))
    print_findings([finding for finding in guide.findings if finding.severity is Severity.ERROR])  # lines may be missing then
    found = {line.name: line for book in guide.editions.values() for line, _ in numbered_lines(book.sections)}
    if found:
        rows = (
            (line.name, line.anchor, f"{line.place.file}:{line.place.line}", plain_text(line.children)) for line in found.values()
        )
        print_table(("line", "id", "file", "sentence"), rows)
    else:
        print_text("no numbered lines: they are written in ::: retelling or ::: extract")
    return 1 if stops(guide.findings, strict=False) else 0


@click.command()
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="book")
def schema(name: str) -> int:
    """Print the JSON Schema of book.toml or of a data file, for editors that complete and check TOML.

    "table" is the schema of a data file with columns of your own. New guides have these files in the folder schemas.
    """
    print_data(json.dumps(schema_of(name), ensure_ascii=False, indent=2))
    return 0
