"""The check for answers that are written as ordinary text, which students see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from linernotes.model.book import Book, Matter, Section
from linernotes.model.document import (
    CodeBlock,
    Definition,
    Diagram,
    Figure,
    Heading,
    Inline,
    Node,
    Paragraph,
    Strong,
    Table,
    Text,
)
from linernotes.model.findings import Code, Finding, Place, Severity
from linernotes.model.guide import (
    Activity,
    Answer,
    ContentNote,
    MarginNote,
    Option,
    Question,
    TeacherNote,
)
from linernotes.model.keeping import keep
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text

_TEACHERS = (
    r"(?:notes?|hints?|tips) (?:for|to) (?:the )?teachers?(?: only)?|for (?:the )?teachers?(?: only)?|teachers? only"
    r"|teacher[’s]{0,2} (?:notes?|answers?|copy|pages?)"
)
_WORDS = (
    rf"{_TEACHERS}|(?:(?:model|sample|suggested|correct|possible|right|expected) )?(?:answers?|solutions?)(?: key)?"
    r"|(?:model|sample|expected|suggested) responses?|mark(?:ing)? schemes?|ans"
    r"|(?:muster|modell)?(?:antwort(?:en)?|lösung(?:en)?)|lösungsvorschlag|erwartungshorizont|für (?:die )?(?:lehrkräfte|lehrkraft)"
    r"|réponses?|rép|corrigé|pour l’enseignant(?:e)?|respuestas?|solución|soluciones|rispost[ae]|soluzion[ei]|respostas?|solução"
    r"|soluções|antwoord(?:en)?|oplossing(?:en)?|odpowied(?:ź|zi)|rozwiązani[ae]|svar|facit|lösningar?"
)
_NUMBER = r"(?: ?\d{1,3}| ?\([^()]{1,40}\))?"
_MARK = r"\.?(?:\s?[:：=]>?\s?|\s?→|\s[-–—]+>?\s|\.(?=\s)|\sis:)"

_ROOM = re.compile(r"[\s_.…·‥-]*[_.…·‥-]{2}[\s_.…·‥-]*")
"""A row of marks on which students write."""


_TASK = re.compile(r"\s*(?:[:：]|(?:the|this|these|in|each|all|any|both|one|two|three|with|at|as|by|your|question)\b)")
"""The words that can follow the verb "answer", or a label, which is only recognised with its colon."""


_NAMED = re.compile(r"(?:^|[-_ /])(?:answer|solution)s?(?:[-_ ]\w|\.\w+$|$)", re.IGNORECASE)
"""A part of a file name or id that announces an answer."""


class _Text(NamedTuple):
    """A text that students read.

    Attributes:
        heading: whether it is a heading or a title.
        asked: whether it is in a question.
    """

    place: Place
    words: str
    heading: bool = False
    asked: bool = False


class _Labels:
    """The words that name answers, in several languages and in the words of the guide."""

    def __init__(self, words: tuple[str, ...]) -> None:
        known = "|".join([_WORDS, *map(re.escape, words)])
        self.label = re.compile(
            rf"[\[(]?(?P<label>(?:the )?(?:{known}){_NUMBER})(?:(?P<mark>{_MARK})(?P<rest>.*)|\.?$)", re.IGNORECASE | re.DOTALL
        )
        """A word for the answer at the beginning of a text, and a mark or nothing after it."""
        self.asked = re.compile(
            rf"(?P<label>(?:{known}|key|correct|accept(?:able)?|expected|teachers?){_NUMBER}){_MARK}(?P<rest>.*)"
            r"|(?P<sentence>(?:the )?(?:right |correct )?answer (?:is|was)) (?!in\b|on\b|not\b|up\b|for\b)",
            re.IGNORECASE | re.DOTALL,
        )
        """The same in a question, where fewer words are needed."""
        self.within = re.compile(rf"[(\[](?P<label>(?:the )?(?:{known}))\s?[:=](?P<rest>[^\n]*)", re.IGNORECASE)
        """The same in brackets, anywhere in a text."""
        self.after = re.compile(rf"[.?!)]\s+(?P<label>{known})\s?:(?P<rest>[^\n]*)", re.IGNORECASE)
        """The same after a sentence of a question."""
        self.heading = re.compile(
            rf"(?:.{{1,40}}: ?|\d{{1,3}}[.)] )?(?:the )?(?P<label>{known}|key)(?:{_NUMBER}| (?:to|for) the .{{1,40}}| manual)[.:]?",
            re.IGNORECASE,
        )
        """A heading for answers."""
        self.column = re.compile(rf"(?:the )?(?:{known})[.:]?", re.IGNORECASE)

    def found(self, text: _Text) -> str:
        """Return the label of an answer in a text; empty if there is none."""
        words = text.words.replace("'", "’").strip()
        if text.heading and (heading := self.heading.fullmatch(words)):
            return heading["label"]
        searches = [self.label.match(words), self.within.search(words)]
        if text.asked:
            searches += [self.asked.match(words), self.after.search(words)]
        for found in filter(None, searches):
            named = found.groupdict()
            if not _ROOM.fullmatch(named.get("rest") or ""):
                return (named["label"] or named.get("sentence") or "") + (named.get("mark") or "").rstrip()
        return ""


def answer_in_text(book: Book) -> Iterator[Finding]:
    """Report texts for students that begin as an answer does, because students see them."""
    labels = _Labels((book.wording.answer,))
    yield from _labelled(_shared_texts(book), labels)
    for section in book.sections:
        if section.matter is not Matter.TEACHER:
            yield from keep(section, "answers", book.wording.answer, partial(_in_section, section, labels))


def _labelled(texts: Iterable[_Text], labels: _Labels) -> Iterator[Finding]:
    for text in texts:
        if label := labels.found(text):
            yield _finding(text.place, f"'{label}' begins a text that is printed for students")


def _in_section(section: Section, labels: _Labels) -> list[Finding]:
    hidden = _hidden(section, Table)
    tables = (table for table in descend(section, Table) if id(table) not in hidden)
    return [
        *_labelled(_texts(section), labels),
        *_names(section),
        *(each for table in tables for each in _columns(table, labels)),
    ]


def _names(section: Section) -> Iterator[Finding]:
    """Report names of files that name an answer, because the e-book for students contains them."""
    hidden = _hidden(section, Figure)
    pictures = [(figure.place, figure.picture) for figure in descend(section, Figure) if id(figure) not in hidden]
    for place, name in [(section.place, section.slug), *pictures]:
        if _NAMED.search(name):
            message = f"the name '{name}' names an answer, and the e-book for students contains it"
            yield Finding(place, Code.TEACHER_TEXT_MISPLACED, message, "choose another name", Severity.WARNING)


def _columns(table: Table, labels: _Labels) -> Iterator[Finding]:
    """Report a column of answers; an empty one is for students to write in."""
    for number, head in enumerate(table.head.cells):
        if labels.column.fullmatch(name := plain_text(head).strip()):
            filled = [row for row in table.rows if _is_filled(plain_text(row.cells[number]))]
            if filled and len(filled) == len(table.rows):
                yield _finding(head.place, f"the column '{name}' of a table is printed for students with its answers")


def _is_filled(words: str) -> bool:
    return bool(words.strip()) and not _ROOM.fullmatch(words)


def _finding(place: Place, message: str) -> Finding:
    hint = "if it is for teachers only, write it into ::: answer, inside ::: question, or into ::: teacher-note"
    return Finding(place, Code.TEACHER_TEXT_MISPLACED, message, hint, Severity.WARNING)


def _hidden(section: Section, *kinds: type[Node]) -> set[int]:
    """Return the identities of the nodes that only teachers read."""
    return {id(node) for part in descend(section, Answer, TeacherNote) for node in descend(part, *kinds)}


_KINDS: tuple[type[Node], ...] = (
    Paragraph,
    Heading,
    NumberedLine,
    Option,
    CodeBlock,
    Definition,
    Table,
    Figure,
    Diagram,
    MarginNote,
    ContentNote,
    Activity,
)


def _texts(section: Section) -> Iterator[_Text]:
    """Yield the texts of a section that students read, and that may begin with a label."""
    yield _Text(section.place, plain_text(section.title), heading=True)
    yield from (_Text(section.place, words) for words in (section.label, section.short))
    hidden = _hidden(section, *_KINDS)
    asked = {id(node) for question in descend(section, Question) for node in descend(question, *_KINDS)}
    for node in descend(section, *_KINDS):
        if id(node) not in hidden:
            yield from _texts_of(node, asked=id(node) in asked)


def _shared_texts(book: Book) -> Iterator[_Text]:
    """Yield the texts outside sections that students read, and that may begin with a label."""
    data = book.data
    for character in data.characters:
        yield from (_Text(trait.place, plain_text(trait.label), heading=True) for trait in character.traits)
    entries: list[tuple[Place, tuple[tuple[Inline, ...], ...]]] = [
        *((term.place, (term.definition,)) for term in data.terms),
        *((theme.place, (theme.statement,)) for theme in data.themes),
        *((fact.place, (fact.children, fact.source)) for fact in data.facts),
    ]
    yield from (_Text(place, plain_text(inlines)) for place, each in entries for inlines in each)
    metadata = book.metadata
    imprint = (plain_text(line) for line in metadata.imprint)
    titles = (edition.title for edition in book.editions if not edition.teacher_text)
    for words in (metadata.subtitle, metadata.description, metadata.rights, *imprint, *titles):
        yield _Text(Place("manuscript/book.toml"), words)


def _texts_of(node: Node, *, asked: bool) -> Iterator[_Text]:
    """Yield the texts of a node itself, without those of nodes in it that have texts of their own."""
    match node:
        case Paragraph(children=(Strong() as label, Text(value=rest), *_)) if asked and not _TASK.match(rest):
            yield _Text(node.place, plain_text(node.children), asked=asked)
            if not plain_text(label).endswith((".", ":")):
                yield _Text(node.place, plain_text(label), heading=True, asked=asked)
        case Paragraph() | NumberedLine() | Option():
            yield _Text(node.place, plain_text(node.children), asked=asked)
        case Heading(children=children):
            yield _Text(node.place, plain_text(children), heading=True, asked=asked)
        case CodeBlock(value=value):
            yield from (_Text(node.place, line, asked=asked) for line in value.splitlines())
        case Definition(term=term):
            yield _Text(node.place, plain_text(term), heading=True)
        case Table(caption=caption):
            yield _Text(node.place, plain_text(caption), asked=asked)
            for row in node.rows:
                cells = (_Text(cell.place, plain_text(cell), asked=asked) for cell in row.cells)
                yield from (cell for cell in cells if ":" in cell.words and not cell.words.rstrip().endswith(":"))
        case (
            Figure(alternative=alternative, caption=caption, title=title)
            | Diagram(alternative=alternative, caption=caption, title=title)
        ):
            for words in (alternative, plain_text(caption), plain_text(title)):
                yield _Text(node.place, words, asked=asked)
        case MarginNote(title=title) | ContentNote(title=title) | Activity(title=title):
            yield _Text(node.place, title, heading=True, asked=asked)
