"""The forms that the code knows, and those that a corpus has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import fields
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from markdown_it import MarkdownIt

from linernotes import model
from linernotes.build.project import Project
from linernotes.manuscript.charts import CHARTS
from linernotes.manuscript.datatables import DATA_FENCES
from linernotes.manuscript.extensions import EXTENSIONS, RawAttributes
from linernotes.manuscript.fences import FENCES
from linernotes.manuscript.questions import QUESTION_FENCES
from linernotes.model.book import MadePage, Matter, Role
from linernotes.model.data import Certainty
from linernotes.model.document import Alignment, Layer, LinkKind, Node
from linernotes.model.guide import Bloom, Depth, Grouping, QuestionKind, RoomKind
from linernotes.model.walking import descend
from tests.conformance.corpus.authors import NESTINGS

ENUMS: tuple[type[Enum], ...] = (
    *(Alignment, Layer, LinkKind, QuestionKind, Depth, Bloom, Grouping, RoomKind, Role, Matter, MadePage, Certainty),
)


def kinds_of_node() -> set[str]:
    """Return the name of every node class in the model, except base classes."""
    for module in iter_modules(model.__path__):
        import_module(f"{model.__name__}.{module.name}")
    waiting, found, bases = [Node], set[str](), set[str]()
    while waiting:
        kind = waiting.pop()
        below = kind.__subclasses__()
        found |= {each.__name__ for each in below}
        bases |= {kind.__name__} if below else set()
        waiting += below
    # A dataclass with slots is a copy of its class, so the original class is a subclass too, with the same name.
    return found - bases


def all_forms() -> set[str]:
    """Return the name of every form that a corpus must have."""
    fences = {f"fence {fence.name}" for fence in (*FENCES, *DATA_FENCES, *QUESTION_FENCES)}
    values = {f"{kind.__name__} {member.name}" for kind in ENUMS for member in kind}
    extensions = {f"extension {extension.name}" for extension in EXTENSIONS}
    nestings = {nesting_name(*nesting[-2:]) for nesting in NESTINGS}
    return (
        nestings
        | fences
        | values
        | extensions
        | {f"chart {name}" for name in CHARTS}
        | {f"node {name}" for name in kinds_of_node()}
    )


def forms_of(folder: Path, project: Project, known: Set[str] = frozenset()) -> set[str]:
    """Return the names of the forms in a guide: in its Markdown, in the book, and in its editions.

    Extensions among the ``known`` forms are not searched for, which is slow.
    """
    extensions = [each.name for each in EXTENSIONS if f"extension {each.name}" not in known]
    found: set[str] = set()
    for book in (project.book, *project.editions.values()):
        for node in descend((*book.sections, *_data(project))):
            found.add(f"node {type(node).__name__}")
            for field in fields(node):
                value = getattr(node, field.name)
                values = value if isinstance(value, tuple) else (value, getattr(value, "kind", None))
                found |= {f"{type(each).__name__} {each.name}" for each in values if isinstance(each, Enum)}
    texts = [file.read_text(encoding="utf-8") for file in sorted((folder / "manuscript").rglob("*.md"))]
    for text in texts:
        found |= set(_fences(text)) | set(_nestings(text))
        found |= {f"extension {name}" for name in extensions if _tokens(text) != _tokens(text, without=name)}
    return found


def _data(project: Project) -> tuple[Node, ...]:
    data = project.book.data
    return (*data.characters, *data.themes, *data.events, *data.terms, *data.facts, *data.standards, *data.tables)


def _parser(without: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.enable("table")
    for extension in EXTENSIONS:
        if extension.name != without:
            extension.plug_in(parser)
    return parser


_PARSERS: dict[str, MarkdownIt] = {}


def _tokens(text: str, without: str = "") -> list[str]:
    """Return the tokens of a text, parsed without one of our extensions."""
    parser = _PARSERS.setdefault(without, _parser(without))
    return [str(token.as_dict()) for token in parser.parse(text)]


def _fences(text: str) -> Iterator[str]:
    for token in _PARSERS.setdefault("", _parser("")).parse(text):
        if token.type == "fence_block_open" and token.meta["name"]:
            yield f"fence {token.meta['name']}"
            written: RawAttributes = token.meta["attributes"]
            if chart := dict(written.pairs).get("chart"):
                yield f"chart {chart}"


def nesting_name(outer: str, inner: str) -> str:
    """Return the name of a nesting of two blocks, which ``authors.py`` or markdown-it has named."""
    return f"nesting {_TOKENS.get(outer, outer)} > {_TOKENS.get(inner, inner)}"


_TOKENS = {
    "bullets": "bullet_list",
    "numbers": "ordered_list",
    "quotation": "blockquote",
    "definitions": "dl",
    "rule": "hr",
    "code": "fence",
    "indented": "code_block",
    "comment": "html_block",
    "plain-table": "table_block",
}


def _nestings(text: str) -> Iterator[str]:
    """Yield the name of each nesting of two blocks, a list and its items being one block."""
    open_blocks = [""]
    for token in _PARSERS.setdefault("", _parser("")).parse(text):
        if token.type == "inline":
            continue
        if token.nesting < 0:
            open_blocks.pop()
            continue
        kind = token.type.removesuffix("_open")
        if token.type == "fence_block_open" and token.meta["name"]:
            kind = "diagram" if "chart" in dict(token.meta["attributes"].pairs) else token.meta["name"]
        elif kind == "table":
            kind = "table_block"
        if kind in ("list_item", "dd"):
            kind = open_blocks[-1]
        else:
            yield nesting_name(open_blocks[-1], kind)
        if token.nesting > 0:
            open_blocks.append(kind)


def missing_forms(found: Iterable[str]) -> list[str]:
    """Return the forms that are not among those found."""
    return sorted(all_forms() - set(found))
