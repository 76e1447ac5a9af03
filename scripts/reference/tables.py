"""The tables of the reference: fences, attributes, diagrams, findings, words, templates, formats and papers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

from markup import code, table

from linernotes.html.values import EVERYWHERE, OF_PAGES, VALUES
from linernotes.manuscript.charts import CHARTS
from linernotes.manuscript.datatables import DATA_FENCES, SELECTION, TABLE
from linernotes.manuscript.diagrams import DIAGRAM, ChartForm
from linernotes.manuscript.fences import FENCES
from linernotes.manuscript.markdown import Fence
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.manuscript.sections import SECTION
from linernotes.model import wording
from linernotes.model.book import Edition, Metadata
from linernotes.model.findings import Code
from linernotes.model.formats import DEFAULT_FORMATS, Format
from linernotes.model.languages import language_tags, read_language
from linernotes.model.papers import DEFAULT_PAPERS, Paper, trim_box

CASES = Path(__file__).parents[2] / "tests" / "findings"
ENGLISH = Path(wording.__file__).parent / "words" / "en-GB.toml"
LONGEST = 60
"""Characters of an added word in the table; a longer one is cut."""

_FOREIGN = re.compile("[\u0180-\u1fff\u2c00-\U0010ffff]")
"""A character that the fonts of the manual may lack."""

_WORD = re.compile(r'(?P<key>\w+) = "(?P<words>.*)"  # (?P<where>.*)')


def named(attribute: str) -> str:
    """Return the name of an attribute as it is written."""
    return code("#id" if attribute == "id" else attribute)


def meanings(described: Mapping[str, str]) -> str:
    """Return a table of attributes."""
    return table(["attribute", "meaning"], ([named(name), meaning] for name, meaning in described.items()))


def fences(*, generated: bool) -> str:
    """Return the table of the fences with content, or of those whose content is generated."""
    shown = [each for each in (*FENCES, *DATA_FENCES, *QUESTION_FENCES[:1]) if each.generated is generated]
    rows = ([code(each.name), _few(each), each.content] for each in shown)
    return table(["fence", "attributes", "generated content" if generated else "content"], rows)


def _few(fence: Fence) -> str:
    """Return the names of the attributes, except those that are on a page of their own."""
    if fence in QUESTION_FENCES:
        return "see [Questions](questions.md)"
    shown = [name for name in fence.attributes if name not in SELECTION and (name not in DIAGRAM or name == "chart")]
    return " ".join(map(named, shown)) or "none"


def fence_attributes() -> str:
    """Return the table of the attributes of fences, except those of questions and diagrams, which have tables of their own."""
    users: dict[tuple[str, str], list[str]] = {}
    for fence in (*FENCES, *DATA_FENCES):
        for name, meaning in fence.attributes.items():
            if name not in SELECTION and name not in DIAGRAM:
                users.setdefault((name, meaning), []).append(fence.name)
    rows = ([named(name), ", ".join(map(code, of)), meaning] for (name, meaning), of in users.items())
    return table(["attribute", "of", "meaning"], rows)


def question_parts() -> str:
    """Return the table of the fences inside a question."""
    return table(["fence", "content"], ([code(each.name), each.content] for each in QUESTION_FENCES[1:]))


def charts() -> str:
    """Return the table of the kinds of diagrams."""
    rows = ([code(name), _form(form)] for name, form in sorted(CHARTS.items()))
    return table(["`chart=`", "shows; its columns and further attributes"], rows)


def _form(form: ChartForm) -> str:
    further = f" **Attributes:** {_listed(form.attributes)}." if form.attributes else ""
    return f"{form.shows}. **Columns:** {_listed(form.columns)}.{further}"


def _listed(described: Mapping[str, str]) -> str:
    return ", ".join(f"{named(name)} ({meaning})" if meaning else named(name) for name, meaning in described.items())


def findings() -> str:
    """Return the findings, each with its meaning and an example from the tests."""
    rows = ([code(each.value), f"{each.meaning}{_example(each)}"] for each in Code)
    return table(["finding", "meaning, and an example"], rows)


def _example(finding: Code) -> str:
    """Return the first message of a finding in its test; empty if no manuscript of the tests has it."""
    case = CASES / finding.value / "expected.txt"
    if not case.is_file():
        return ""
    lines = case.read_text(encoding="utf-8").splitlines()
    messages = [line.partition(f"[{finding.value}]: ")[2] for line in lines if f"[{finding.value}]: " in line]
    shown = next((message for message in messages if not _FOREIGN.search(message)), "")
    return f" {code(shown)}" if shown else ""


def word_entries() -> list[tuple[str, str, str]]:
    """Return key, English words and place of each added word, as the file of English words has them."""
    text = ENGLISH.read_text(encoding="utf-8").partition("[words]")[2]
    return [(found["key"], found["words"], found["where"]) for found in _WORD.finditer(text)]


def words() -> str:
    """Return the table of the added words."""
    rows = ([code(key), _shortened(added), where] for key, added, where in word_entries())
    return table(["key", "in English", "appears"], rows)


def _shortened(added: str) -> str:
    return added if len(added) <= LONGEST else added[: added.rindex(" ", 0, LONGEST)] + " …"


def languages() -> str:
    """Return the languages that have a file of words, in a sentence."""
    known = [f"{read_language(tag).name} (`{tag}`)" for tag in language_tags()]
    return f"There are word files for {', '.join(known[:-1])} and {known[-1]}.\n"


def template_values() -> str:
    """Return the tables of the values of all templates, and of each."""
    tables = [
        "Every template gets:\n\n" + _values(EVERYWHERE),
        "The templates in `pages/`, `print/` and `epub/` also get:\n\n" + _values(OF_PAGES),
        f"`book` has these values: {_names(Metadata)}. `edition` has these: {_names(Edition)}.\n",
        table(["template", "values"], ([", ".join(map(_short, paths)), values] for values, paths in _by_values().items())),
    ]
    return "\n".join(tables)


def _by_values() -> Mapping[str, list[str]]:
    """Return the templates that have the same values, by their values in words."""
    found: dict[str, list[str]] = {}
    for path, described in VALUES.items():
        found.setdefault(_listed(described), []).append(path)
    return found


def _short(path: str) -> str:
    return code(path.removesuffix(".j2").removesuffix(".html").removesuffix(".xhtml"))


def _values(described: Mapping[str, str]) -> str:
    return table(["value", "meaning"], ([code(name), meaning] for name, meaning in described.items()))


def _names(of: type) -> str:
    return ", ".join(code(each.name) for each in fields(of) if each.name != "place")


def formats() -> str:
    """Return the table of formats."""
    rows = (
        [code(each.value), code(each.suffix), "one for each paper" if each.on_paper else "one", _yes(each in DEFAULT_FORMATS)]
        for each in Format
    )
    return table(["format", "ending", "files of an edition", "made by default"], rows)


def papers() -> str:
    """Return the table of papers."""
    rows = ([code(each.value), str(trim_box(each)), _yes(each in DEFAULT_PAPERS)] for each in Paper)
    return table(["paper", "size", "made by default"], rows)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


PARTS: Mapping[str, Callable[[], str]] = {
    "fences": lambda: fences(generated=False),
    "generated-fences": lambda: fences(generated=True),
    "fence-attributes": fence_attributes,
    "section-attributes": lambda: meanings(SECTION),
    "question-attributes": lambda: meanings(QUESTION_FENCES[0].attributes),
    "question-parts": question_parts,
    "data-table-attributes": lambda: meanings({**TABLE, **SELECTION}),
    "figure-attributes": lambda: meanings({name: meaning for name, meaning in DIAGRAM.items() if name not in SELECTION}),
    "charts": charts,
    "findings": findings,
    "words": words,
    "languages": languages,
    "template-values": template_values,
    "formats": formats,
    "papers": papers,
}
"""The generated parts of the manual by their names."""
