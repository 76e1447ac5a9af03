"""Generated blocks of Markdown in every legal nesting."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence

from linernotes.manuscript.nesting import MARGIN_FENCES
from tests.conformance.corpus.pen import PLAIN, TEACHERS, Pen, phrases

Lines = list[str]

PICTURES = ("art/lamp.svg", "art/lettered.svg", "art/dot.png", "art/photo.jpg", "<art/old lamp.svg>", "art/old lamp.svg")
DEEPEST = 13
"""The largest nesting depth; the reader accepts 16."""

LEAVES = ("paragraph", "paragraph", "paragraph", "rule", "code", "plain-table", "comment", "indented")
NESTS = ("bullets", "numbers", "quotation", "definitions")
FENCES = (
    "margin-note",
    "look-for",
    "content-note",
    "teacher-note",
    "activity",
    "character",
    "retelling",
    "extract",
    "verse",
    "dialogue",
    "figure",
    "diagram",
    "table",
    "data-table",
    "question",
    "theme-matrix",
    "figure-list",
    "theme-key",
    "page-break",
    "keep",
)
KINDS = tuple(dict.fromkeys((*LEAVES, "heading", *NESTS, *FENCES)))
FEW = ("paragraph", "paragraph", "rule", "code")
"""Blocks for which there is room in a card beside the text."""

AROUND: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*NESTS, "margin-note", "look-for", "content-note", "teacher-note", "activity", "question", "keep"), ()),
    "description": ("figure",),
    **dict.fromkeys(("stem", "answer", "misreading", "suggestion"), ("question",)),
}
"""Every block that holds any blocks, with the blocks that must stand around it."""


def fits(kind: str, within: Sequence[str]) -> bool:
    """Return whether a block may stand within these blocks, the outermost first; lists and quotations have no name there."""
    if any(each in MARGIN_FENCES for each in within):
        return kind in FEW
    if kind not in FENCES:
        return kind in KINDS and (kind != "heading" or "description" not in within)
    fence = "figure" if kind == "diagram" else kind
    if (fence == "look-for" and "question" in within) or (fence == "page-break" and within):
        return False
    return not ("description" in within or fence in within or (fence == "question" and "teacher-note" in within))


NESTINGS = tuple(
    (*around, outer, inner)
    for outer, around in AROUND.items()
    for inner in KINDS
    if fits(inner, [*around, "" if outer in NESTS else outer])
)
"""Every legal nesting of two blocks, the outermost block first; some stand in a third."""

_SENTENCES = phrases(tuple(word for word in PLAIN if not word.endswith((".", "?", "…"))), 7)
_SPOKEN = (("", ""), ("", ""), ("*", "*"), ("**", "**"), ("[", "]{.film}"), ("[", "]{.synopsis}"), ("[", "](#line-1)"))
"""Markup before and after a line of the retelling."""


def indent(lines: Iterable[str], first: str, rest: str) -> Lines:
    """Return lines with a prefix: one for the first line, another for the rest."""
    return [f"{rest if n else first}{line}".rstrip(" ") for n, line in enumerate(lines)]


def join_blocks(blocks: Sequence[Lines]) -> Lines:
    """Return blocks with a blank line between them."""
    return [line for n, block in enumerate(blocks) for line in ([""] if n else []) + block]


class Author(Pen):
    """The author of a section, who keeps track of the open blocks, as the reader does."""

    def __init__(self, source: random.Random) -> None:
        super().__init__(source)
        self.within: list[str] = []
        self.level = 1
        self.nesting: list[str] = []
        """The kinds of the blocks that are to be drawn next, each inside the one before."""
        self.left = 0
        """The number of blocks other than paragraphs that this section may still have."""
        self.cards = False
        """Whether the section has two columns, which hold only questions and activities."""
        self.anchors: dict[str, bool] = {}
        """Every id, and whether it is only in the teacher edition."""
        self.data: dict[str, str] = {}
        """Data files of charts and data tables, by name."""
        self.drawn: set[str] = set()
        self.characters: list[str] = []
        self.themes: list[str] = []
        self.standards: list[str] = []

    # --- nesting rules --------------------------------------------------------------------------------------

    def anchor(self, kind: str) -> str:
        """Return a new id and record it."""
        name = self.name(kind)
        self.anchors[name] = bool(self.teacher)
        return name

    def named(self, kind: str) -> list[str]:
        """Return a list with a new id as an attribute, or an empty list."""
        return [f"#{self.anchor(kind)}"] if self.chance(65) else []

    def nested(self, nesting: Sequence[str]) -> Lines:
        """Return blocks that are nested in this way."""
        self.nesting = list(nesting)
        lines = self.blocks(1, 1)
        assert not self.nesting, f"{nesting} was not drawn"
        return lines

    def opens(self, name: str) -> bool:
        """Return whether the nesting that is being drawn goes on with this part of a block."""
        if self.nesting[:1] != [name]:
            return False
        del self.nesting[0]
        return True

    def blocks(self, low: int = 1, high: int = 3, *, begin: Lines | None = None, tables: bool = True) -> Lines:
        """Return some blocks after ``begin``, with or without ``tables`` among them."""
        found = [begin] if begin else []
        # A nesting comes alone: what else may stand beside its blocks is drawn elsewhere.
        alone = bool(self.nesting) and fits(self.nesting[0], self.within)
        for _ in range(1 if alone else self.number(low, high)):
            kind = self._kind(tables=tables)
            self.left -= kind != "paragraph"
            found.append(self.block(kind))
        return join_blocks(found)

    def _kind(self, *, tables: bool) -> str:
        """Return the kind of the next block."""
        if self.nesting and fits(self.nesting[0], self.within):
            return self.nesting.pop(0)
        kinds = list(FEW if self.narrow else LEAVES)
        if self.left > 0 and not self.narrow and len(self.within) < DEEPEST:
            kinds += [*NESTS, *NESTS]
            kinds += [] if "description" in self.within else ["heading"] * (3 if not self.within else 1)
            kinds += [name for name in FENCES if fits(name, self.within) and (name != "character" or self.characters)] * 2
        if self.cards and not self.within:
            kinds = ["question", "activity"]
        return self.pick([kind for kind in kinds if tables or "table" not in kind])

    def block(self, kind: str) -> Lines:
        """Return the lines of a block of this kind."""
        return {**self._plain(), **self._fences()}[kind]()

    def _inside(self, name: str, write: Callable[[], Lines]) -> Lines:
        """Return the lines that ``write`` returns while a block of this name is open."""
        self.within.append(name)
        lines = write()
        self.within.pop()
        return lines

    # --- CommonMark ------------------------------------------------------------------------------------------------

    def _plain(self) -> dict[str, Callable[[], Lines]]:
        return {
            "paragraph": self.paragraph,
            "rule": lambda: [self.pick(("***", "---", "_ _ _"))],
            "comment": lambda: ["<!-- nobody", "reads this -->"],
            "code": self._code,
            "indented": lambda: [*self.paragraph(), "", "    indented & <code>", "      :::"],
            "plain-table": self.table,
            "heading": self.heading,
            "bullets": lambda: self._list(lambda _: self.pick(("- ", "* ", "+ "))),
            "numbers": self._numbers,
            "quotation": lambda: indent(self._inside("", self.blocks), "> ", "> "),
            "definitions": self._definitions,
        }

    def paragraph(self) -> Lines:
        """Return a paragraph of one or more lines."""
        lines = [self.inline()]
        while self.chance(20):
            lines[-1] += self.pick(("", "\\", "  "))
            lines.append(self.inline())
        return lines

    def _code(self) -> Lines:
        mark = self.pick(("```", "~~~~", "```text"))
        inner = [
            "::: name {",
            "# <b> & \\ 'x' \"y\"",
            "",
            "\tTab and a line that is much longer than any page is wide: " + "x" * 90,
        ]
        if self.teacher:
            inner = [line.replace(" ", f" {self.pick(TEACHERS)} ") for line in inner]
        return [mark, *inner[: self.number(0, 4)], mark.removesuffix("text")]

    def table(self, columns: int = 0, rows: int = 0) -> Lines:
        """Return a table with a head row."""
        columns, rows = columns or self.number(1, 5), rows or self.number(1, 4)
        marks = [self.pick(("---", ":--", ":-:", "--:")) for _ in range(columns)]

        def cell() -> str:
            return self.inline(1).replace("|", "\\|").replace("\\\\|", "\\|")

        def row(first: str) -> str:
            return f"| {' | '.join([first, *(cell() if self.chance(85) else '' for _ in range(columns - 1))])} |"

        # A table needs at least one header cell, for screen readers.
        return [row(cell()), f"| {' | '.join(marks)} |", *(row(cell() if self.chance(85) else "") for _ in range(rows))]

    def heading(self) -> Lines:
        """Return a heading that does not skip a level, with or without an id."""
        self.level = self.number(2, min(6, self.level + 1))
        given = [f"#{self.anchor('heading')}"] if self.chance(60) else []
        given += [] if self.within or self.chance(90) else ["break=page"]
        tail = f" {{{' '.join(given)}}}" if given else ""
        if self.level == 2 and self.chance(20):
            return [f"{self.plain()} *{self.plain()}*{tail}", "-----"]
        return [f"{'#' * self.level} {self.inline(1)}{tail}"]

    def _list(self, mark: Callable[[int], str]) -> Lines:
        first = mark(0)
        items = []
        for number in range(1 if self.nesting else self.number(1, 4)):
            bullet = first if first.strip() in "-*+" else mark(number)
            lines = self._inside("", lambda: self.blocks(1, 2, begin=self.paragraph() if self.chance(80) else None))
            items.append(indent(lines, bullet, " " * len(bullet)))
        return join_blocks(items) if self.chance(50) else [line for item in items for line in item]

    def _numbers(self) -> Lines:
        start, sign = self.pick((1, 1, 0, 7, 99)), self.pick(".)")
        return self._list(lambda number: f"{start + number}{sign} ")

    def _definitions(self) -> Lines:
        items = []
        for _ in range(1 if self.nesting else self.number(1, 3)):
            lines = [self.inline()]
            for _ in range(1 if self.nesting else self.number(1, 2)):
                inner = self._inside("", lambda: self.blocks(0, 1, begin=self.paragraph()))
                lines += indent(inner, ":   ", "    ")
                lines.append("")
            items.append(lines[:-1])
        return join_blocks(items)

    # --- fences ----------------------------------------------------------------------------------------------------

    def fence(self, name: str, given: Sequence[str], inner: Lines) -> Lines:
        """Return a fence around lines, in any of its notations."""
        colons = self.pick((":::", ":::", "::::"))
        words = " ".join(given)
        head = self.pick((f"{name} {{{words}}}", f"{{.{name} {words}}}")) if words else self.pick((name, f"{{.{name}}}"))
        return [f"{colons} {head}", *inner, colons]

    def around(self, name: str, given: Sequence[str] = (), low: int = 1, high: int = 3) -> Lines:
        """Return a fence with blocks."""
        teacher, narrow = name == "teacher-note", name in MARGIN_FENCES
        self.teacher, self.narrow = self.teacher + teacher, self.narrow + narrow
        inner = self._inside(name, lambda: self.blocks(low, 1 if narrow else high))
        self.teacher, self.narrow = self.teacher - teacher, self.narrow - narrow
        return self.fence(name, given, inner)

    def some_of(self, *given: str) -> list[str]:
        """Return some of these attributes."""
        return [each for each in given if each and self.chance(65)]

    def _fences(self) -> dict[str, Callable[[], Lines]]:
        from tests.conformance.corpus.asking import question
        from tests.conformance.corpus.drawing import data_table, diagram

        filled = {name: self._filled(name) for name in ("theme-matrix", "figure-list")}
        return {
            "margin-note": lambda: self.around("margin-note", self.some_of(f'title="{self.attribute()}"'), 1, 2),
            "look-for": lambda: self.around("look-for", high=2),
            "content-note": lambda: self.around("content-note", self.some_of(f'title="{self.attribute()}"')),
            "teacher-note": lambda: self.around("teacher-note"),
            "activity": self._activity,
            "character": lambda: self.fence("character", [f"of={self.pick(self.characters)}"], []),
            "retelling": self.retelling,
            "extract": self.extract,
            "verse": lambda: self.fence("verse", [], self._lines("")),
            "dialogue": lambda: self.fence("dialogue", [], self._lines("Ann: ")),
            "figure": self._figure,
            "diagram": lambda: diagram(self),
            "table": self._fenced_table,
            "data-table": lambda: data_table(self),
            "question": lambda: question(self),
            "theme-key": lambda: self.fence("theme-key", self.some_of("brief=yes"), []),
            "page-break": lambda: self.fence("page-break", [], []),
            "keep": lambda: self.around("keep"),
            **filled,
        }

    def _filled(self, name: str) -> Callable[[], Lines]:
        return lambda: self.fence(name, [], [])

    def _activity(self) -> Lines:
        given = self.some_of(
            f'title="{self.attribute()}"',
            f"minutes={self.number(1, 600)}",
            f"grouping={self.pick(('alone', 'pairs', 'groups', 'class'))}",
        )
        return self.around("activity", [*self.named("activity"), *given])

    def retelling(self) -> Lines:
        """Return a retelling with one sentence on each line."""
        lines: Lines = []
        for _ in range(self.number(3, 7)):
            if lines and self.chance(20):
                lines.append("")
            lines.append(self._sentence())
        return self.fence("retelling", [], lines)

    def extract(self) -> Lines:
        """Return an extract with an id on some of its lines."""
        lines = [self._sentence() + (f" {{#{self.anchor('line')}}}" if self.chance(30) else "") for _ in range(self.number(1, 7))]
        attributes = [f"label={self.pick(('E', 'V', 'XY'))}"] if self.chance(50) else []
        if self.chance(50):
            attributes.append('source="*A work*, chapter 1"')
        if self.chance(50):
            attributes.append("verse=yes")
        return self.fence("extract", attributes, lines)

    def _lines(self, before: str) -> Lines:
        """Return lines of verse or dialogue in one or two paragraphs."""
        lines = [f"{before}{self.inline()}" for _ in range(self.number(1, 4))]
        return [*lines, "", self.inline()] if self.chance(30) else lines

    def _sentence(self) -> str:
        before, after = self.pick(_SPOKEN)
        note = self.note() if self.chance(10) else ""
        words = self.pick(_SENTENCES)
        if self.teacher:
            words = f"{self.pick(TEACHERS)} {words} {self.pick(TEACHERS)}"
        return f"{before}{words}{after}{note}{self.pick(('.', '!'))}"

    def _figure(self) -> Lines:
        anchor = self.anchor("figure")
        given = [f"#{anchor}", *self.some_of(f'title="{self.attribute()}"')]
        given_behind = " ".join(self.some_of(f"width={self.number(10, 100)}%", f'credit="{self.attribute()}"'))
        behind = f"{{{given_behind}}}" if given_behind else ""
        inner = [f"![{self.words()}]({self.pick(PICTURES)}){behind}", "", *self.paragraph()]
        if self.opens("description") or self.chance(40):
            inner += ["", *self._inside("figure", lambda: self.around("description"))]
        return self.fence("figure", given, inner)

    def _fenced_table(self) -> Lines:
        given = self.some_of(f'caption="{self.attribute()}"', f"row-heads={self.pick(('yes', 'no'))}")
        return self.fence("table", [*self.named("table"), *given], self._inside("table", self.table))
