"""What makes a book a study guide: questions with their answers, the retelling, cards, and the lists that the press fills."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from linernotes.model.data import Character, Fact, Term
from linernotes.model.document import Block, Inline, Node

# --- questions -------------------------------------------------------------------------------------------------------


class QuestionKind(StrEnum):
    """How a question is answered."""

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
    """Who works together."""

    ALONE = "alone"
    PAIRS = "pairs"
    GROUPS = "groups"
    CLASS = "class"


class RoomKind(StrEnum):
    """What the student writes on."""

    LINES = "lines"
    SPACE = "space"
    BOX = "box"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Room:
    """Room to write: so many ruled lines of 8 mm, or that height as free space or as a box."""

    kind: RoomKind = RoomKind.NONE
    lines: int = 0


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines of the retelling, first and last included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Option(Node):
    """One thing to choose from; its letter follows from its position."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Answer(Node):
    """What only teachers see of a question.

    Attributes:
        key: what is right in a closed question: letters of options, ``true`` or ``false``, or for each item of a
            matching question the letter of its partner.
        model: a model answer.
        look_fors: what a good answer shows.
        misreading: what students often get wrong.
        suggestion: how to teach it.
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
        anchor: the id that its author gave it; it stays the same in every edition.
        theme: id of a theme; empty for questions that span themes.
        minutes: time to plan for it; 0 where none is given.
        standards: codes of the standards it meets.
        lines: the lines of the retelling that it rests on.
        needs: what must have been seen, heard or read where the retelling is not enough, such as «film»; empty: nothing.
        options: for choice, the options; for matching, the right-hand side in its printed order.
        items: for matching, the left-hand side.
        stem: the beginning of a sentence, for learners of the language.
        answer: None in whatever a student may see.
        number: counts through the book, or in its series; 0 before numbering.
        series: what the questions of a sheet or a quiz are named by that count for themselves, such as «W2»; empty for the others.
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
        """What the question is called in the whole book: 17, Q3, or W2.1."""
        return f"{self.series}{'.' if self.series[-1:].isdigit() else ''}{self.number}"

    @property
    def shown(self) -> str:
        """What stands on the card: a sheet says its own name at its head."""
        return str(self.number) if self.series[-1:].isdigit() else self.name


def letter(index: int) -> str:
    """Return the letter of an option: A for 0, B for 1, and so on; AA follows Z."""
    return chr(ord("A") + index) if index < 26 else letter(index // 26 - 1) + letter(index % 26)


# --- the other blocks of a guide -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarginNote(Block):
    """A few words beside the text, for instance a key word explained."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LookFor(Block):
    """A card in the margin that tells the student what to watch or read for."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ContentNote(Block):
    """What is hard in the work, what a student may choose, and what to do."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Activity(Block):
    """Something to do, with the minutes it takes (0: not said) and who works together."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    minutes: int = 0
    grouping: Grouping | None = None


@dataclass(frozen=True, slots=True)
class CharacterCard(Block):
    """The card of a character of the data file; ``character`` is filled in when references resolve."""

    of: str
    character: Character | None = None


@dataclass(frozen=True, slots=True)
class NumberedLine(Node):
    """A line of the retelling: one line of the author's file, one sentence at most, one number in every medium."""

    children: tuple[Inline, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Verse(Node):
    """Lines of the retelling that make a paragraph."""

    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True)
class Retelling(Block):
    """The story told by the guide itself, in lines that questions can cite."""

    verses: tuple[Verse, ...]


@dataclass(frozen=True, slots=True)
class TeacherNote(Block):
    """A remark for teachers on the section that it is written in; printed on teacher pages only.

    ``section`` and ``title`` are slug and title of the section it came from, filled in when an edition is selected.
    """

    blocks: tuple[Block, ...]
    section: str = ""
    title: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class TeacherNoteList(Block):
    """Where the teacher edition gathers its teacher notes."""

    notes: tuple[TeacherNote, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyEntry(Node):
    """The answer to one question in the key: the question without its answer, and the answer."""

    question: str
    name: str
    kind: QuestionKind
    depth: Depth | None
    bloom: Bloom | None
    answer: Answer
    slug: str


@dataclass(frozen=True, slots=True)
class AnswerKey(Block):
    """Where the teacher edition gathers the answers.

    Attributes:
        brief: on paper an open question has its answer where it is to find or sort something, and look-fors where it is to judge;
            what is said of teaching the former stays away. Questions of sheets have all.
    """

    brief: bool = False
    entries: tuple[KeyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class GlossaryList(Block):
    """Where the glossary stands; its terms come from the data file."""

    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceList(Block):
    """Where the facts that the book cites are listed with their sources."""

    facts: tuple[Fact, ...] = ()
