"""All kinds of inlines, blocks and charts, for a match that must name every one of them.

The model holds inlines, blocks and charts by their base classes, so that its modules do not import each other in a circle.
Where a new kind must not be forgotten, match on the union and close with `assert_never`: mypy then reports every match that
lacks it. A test compares the unions with the subclasses.
"""

from __future__ import annotations

from typing import TypeAlias, cast

from linernotes.model.charts import Arc, Flow, HeatMap, LineUp, Neck, RecordShelf, Relations, Slopes, Timeline, Tour
from linernotes.model.document import (
    Block,
    Chart,
    Citation,
    Code,
    CodeBlock,
    DefinitionList,
    Diagram,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    NoteCall,
    Paragraph,
    Quotation,
    Rule,
    Span,
    Strong,
    Table,
    Text,
)
from linernotes.model.guide import (
    Activity,
    AnswerKey,
    CharacterCard,
    ContentNote,
    GlossaryList,
    LookFor,
    MarginNote,
    Question,
    SourceList,
    TeacherNote,
    TeacherNoteList,
)
from linernotes.model.layout import KeptTogether, PageBreak
from linernotes.model.lines import Extract, LinedText, Retelling
from linernotes.model.lists import FigureList, StandardsMatrix, ThemeKey, ThemeMatrix

AnyInline: TypeAlias = Text | LineBreak | Emphasis | Strong | Code | Span | Link | NoteCall | Citation
AnyBlock: TypeAlias = (
    Paragraph
    | Heading
    | List
    | Quotation
    | CodeBlock
    | Rule
    | Table
    | DefinitionList
    | Figure
    | Diagram
    | MarginNote
    | LookFor
    | ContentNote
    | Activity
    | CharacterCard
    | Retelling
    | Extract
    | LinedText
    | Question
    | TeacherNote
    | GlossaryList
    | SourceList
    | AnswerKey
    | TeacherNoteList
    | StandardsMatrix
    | ThemeMatrix
    | FigureList
    | ThemeKey
    | PageBreak
    | KeptTogether
)
AnyChart: TypeAlias = Arc | Slopes | HeatMap | LineUp | Timeline | Neck | RecordShelf | Tour | Relations | Flow


def any_inline(node: Inline) -> AnyInline:
    """Return the same inline, typed as the union."""
    return cast(AnyInline, node)


def any_block(node: Block) -> AnyBlock:
    """Return the same block, typed as the union."""
    return cast(AnyBlock, node)


def any_chart(node: Chart) -> AnyChart:
    """Return the same chart, typed as the union."""
    return cast(AnyChart, node)
