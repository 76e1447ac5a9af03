"""The blocks of a study guide: questions with answers, cards, notes and lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from linernotes.model.data import Character, Fact, Term
from linernotes.model.document import Block, Inline, Node
from linernotes.model.lines import LineRange

# --- questions -------------------------------------------------------------------------------------------------------


class QuestionKind(StrEnum):
    """The kind of answer that a question asks for."""

    OPEN = "open"
    CHOICE = "choice"
    TRUTH = "truth"
    MATCHING = "matching"
    SHORT = "short"


class Depth(IntEnum):
    """Webb's Depth of Knowledge: recall, skills and concepts, strategic thinking, extended thinking."""

    RECALL = 1
    SKILL = 2
    STRATEGIC = 3
    EXTENDED = 4


class Bloom(StrEnum):
    """The revised taxonomy of Anderson and Krathwohl (2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"


class Grouping(StrEnum):
    """The grouping of students for a task."""

    ALONE = "alone"
    PAIRS = "pairs"
    GROUPS = "groups"
    CLASS = "class"


class RoomKind(StrEnum):
    """The kind of writing space below a question."""

    LINES = "lines"
    SPACE = "space"
    BOX = "box"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Room:
    """The writing space below a question: a number of ruled lines of 8 mm, or the same height as blank space or as a box."""

    kind: RoomKind = RoomKind.NONE
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Option(Node):
    """An option of a closed question; its letter follows from its position."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Answer(Node):
    """The answer to a question, for teachers only.

    Attributes:
        key: the right answer to a closed question: letters of options, ``true`` or ``false``, or for each item of a matching
            question the letter of its partner.
        model: a model answer.
        look_fors: the features of a good answer.
        misreading: a frequent mistake of students.
        suggestion: a teaching suggestion.
    """

    key: tuple[str, ...] = ()
    model: tuple[Block, ...] = ()
    look_fors: tuple[Block, ...] = ()
    misreading: tuple[Block, ...] = ()
    suggestion: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Question(Block):
    """A question.

    Attributes:
        anchor: the author's id, the same in every edition.
        theme: the id of a theme; empty for questions across themes.
        minutes: the time to plan for the question; 0: not given.
        standards: the codes of the standards that the question meets.
        lines: the numbered lines that the question is about.
        needs: the work that students must know if the retelling is not enough, such as "film"; may be empty.
        options: the options of a choice question, or the right-hand side of a matching question in printed order.
        items: the left-hand side of a matching question.
        stem: a sentence starter, for learners of the language.
        answer: None in everything that students may see.
        number: counts through the book or through the series; 0 before numbering.
        series: the prefix of the numbers on a worksheet or quiz that numbers its questions separately, such as "W2"; else empty.
    """

    anchor: str
    prompt: tuple[Block, ...]
    kind: QuestionKind = QuestionKind.OPEN
    theme: str = ""
    depth: Depth | None = None
    bloom: Bloom | None = None
    minutes: int = 0
    grouping: Grouping | None = None
    standards: tuple[str, ...] = ()
    lines: tuple[LineRange, ...] = ()
    needs: str = ""
    options: tuple[Option, ...] = ()
    items: tuple[Option, ...] = ()
    stem: tuple[Block, ...] = ()
    room: Room = Room()
    answer: Answer | None = None
    number: int = 0
    series: str = ""

    @property
    def name(self) -> str:
        """The name of the question in the whole book: 17, Q3 or W2.1."""
        return f"{self.series}{'.' if self.series[-1:].isdigit() else ''}{self.number}"


def letter(index: int) -> str:
    """Return the letter of an option: A for 0, B for 1 and so on; AA follows Z."""
    return chr(ord("A") + index) if index < 26 else letter(index // 26 - 1) + letter(index % 26)


# --- the other blocks of a guide -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarginNote(Block):
    """A short note in the margin, such as the explanation of a word."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LookFor(Block):
    """A card in the margin with what to look for while watching or reading."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ContentNote(Block):
    """A content warning: what is hard in the work, and what students can do about it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Activity(Block):
    """An activity, with its duration in minutes (0: not given) and grouping."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    minutes: int = 0
    grouping: Grouping | None = None


@dataclass(frozen=True, slots=True)
class CharacterCard(Block):
    """The card of a character; ``of`` is its id in the data file. `editing.references` fills in ``character``."""

    of: str
    character: Character | None = None


@dataclass(frozen=True, slots=True)
class TeacherNote(Block):
    """A note for teachers about the section that contains it, printed on teacher pages only.

    ``section`` and ``title`` are the slug and title of that section; `editing.editions` fills them in.
    """

    blocks: tuple[Block, ...]
    section: str = ""
    title: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class TeacherNoteList(Block):
    """The list of all teacher notes, in the teacher edition."""

    notes: tuple[TeacherNote, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyEntry(Node):
    """An entry of the answer key: a question's anchor, name and kind, and its answer."""

    question: str
    name: str
    kind: QuestionKind
    depth: Depth | None
    bloom: Bloom | None
    answer: Answer
    slug: str


@dataclass(frozen=True, slots=True)
class AnswerKey(Block):
    """The answer key, in the teacher edition.

    Attributes:
        brief: whether to shorten the printed entries of open questions: the model answer where students find or sort
            something, the look-fors where they judge. Entries of worksheets are never shortened.
    """

    brief: bool = False
    entries: tuple[KeyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class GlossaryList(Block):
    """The glossary. Its terms come from the data file."""

    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceList(Block):
    """The list of cited facts with their sources. ``first``: the number of the first one."""

    facts: tuple[Fact, ...] = ()
    first: int = 1
