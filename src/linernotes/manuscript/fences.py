"""The readers of fenced blocks other than questions, one function for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from linernotes.manuscript.attributes import Attributes, one_of, whole_number, yes_or_no
from linernotes.manuscript.charts import CHARTS
from linernotes.manuscript.datatables import ANCHOR, TABLE, WIDTHS, column_widths
from linernotes.manuscript.diagrams import DIAGRAM, read_diagram
from linernotes.manuscript.inlines import read_inline_text
from linernotes.manuscript.lines import EXTRACT, read_dialogue, read_extract, read_retelling, read_verse
from linernotes.manuscript.loose_pictures import PICTURE, attributes_of, only_image, picture_path, with_attributes
from linernotes.manuscript.markdown import BlockReader, Fence
from linernotes.model.document import Block, Figure, Inline
from linernotes.model.findings import Code
from linernotes.model.guide import (
    Activity,
    AnswerKey,
    CharacterCard,
    ContentNote,
    GlossaryList,
    Grouping,
    LookFor,
    MarginNote,
    SourceList,
    TeacherNote,
    TeacherNoteList,
)
from linernotes.model.layout import KeptTogether, PageBreak
from linernotes.model.lists import FigureList, StandardsMatrix, ThemeKey, ThemeMatrix
from linernotes.model.walking import plain_text

MINUTES = whole_number(1, 600)


def _title(reader: BlockReader, attributes: Attributes) -> str:
    """Return the title with typographic quotation marks."""
    return plain_text(read_inline_text(attributes.take("title", str, ""), reader.source, attributes.line))


def _margin_note(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    return MarginNote(_title(reader, attributes), reader.blocks(node.children), place=reader.place(node))


def _look_for(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    if reader.within[-2:-1] == ["question"]:
        message, hint = "this card in the margin is for students", "write ::: look-fors for what a good answer has"
        reader.source.report(Code.FENCE_MISPLACED, reader.place(node), message, hint)
    return LookFor(reader.blocks(node.children), place=reader.place(node))


def _content_note(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    return ContentNote(_title(reader, attributes), reader.blocks(node.children), place=reader.place(node))


def _teacher_note(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    return TeacherNote(reader.blocks(node.children), place=reader.place(node))


def _activity(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    anchor = attributes.anchor()
    title = _title(reader, attributes)
    minutes = attributes.take("minutes", MINUTES, 0)
    grouping = attributes.choose("grouping", Grouping, None)
    return Activity(anchor, title, reader.blocks(node.children), minutes, grouping, place=reader.place(node))


def _character(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block | None:
    of = attributes.take("of", str, "")
    if not of:
        reader.source.report(
            Code.ATTRIBUTE_MISSING,
            attributes.place(),
            "this character card has no of=",
            "write ::: character {of=an-id} with an id from data/characters.toml",
        )
        return None
    return CharacterCard(of, place=attributes.place("of"))


def _generated(kind: Callable[..., Block]) -> Callable[[BlockReader, SyntaxTreeNode, Attributes], Block]:
    """Return the reader of a fence whose content is generated."""

    def read(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        return kind(place=reader.place(node))

    return read


def _with_short_form(kind: Callable[..., Block]) -> Callable[[BlockReader, SyntaxTreeNode, Attributes], Block]:
    """Return the reader of a generated fence with ``brief=yes``."""
    return lambda reader, node, attributes: kind(attributes.take("brief", yes_or_no, False), place=reader.place(node))


def _figure(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block | None:
    title = read_inline_text(attributes.take("title", str, ""), reader.source, attributes.line)
    if "chart" in attributes.given:
        diagram = read_diagram(reader, node, attributes, CHARTS)
        return replace(diagram, title=title) if diagram else None
    place, source = reader.place(node), reader.source
    image = only_image(node.children[0]) if node.children else None
    if image is None:
        attributes.anchor(needed=True)
        hint = "write ![what it shows](art/name.svg) on a line of its own, below the opening line of the fence"
        source.report(Code.FIGURE_INCOMPLETE, place, "this figure does not begin with a picture", hint)
        return None
    caption: tuple[Inline, ...] = ()
    description: tuple[Block, ...] = ()
    for child in node.children[1:]:
        if child.type == "fence_block" and child.meta["name"] == "description" and child.meta["closed"]:
            description = reader.blocks(child.children)
        elif child.type == "paragraph" and not caption:
            caption = reader.inlines(child)
        else:
            hint = "write the picture, one paragraph as caption, and ::: description; move anything else below the fence"
            source.report(Code.FENCE_MISPLACED, reader.place(child), "this does not belong in a figure", hint)
    at = source.place(reader.line(node.children[0]), "![")
    alternative = plain_text(read_inline_text(image.content, source, at.line))
    if not alternative:
        hint = "write between ![ and ] in one sentence what a reader who cannot see it must know"
        source.report(Code.FIGURE_INCOMPLETE, at, "this picture has no alternative text", hint)
    if not caption:
        source.report(Code.FIGURE_INCOMPLETE, place, "this figure has no caption", "write it as a paragraph below the picture")
    path = picture_path(source, at, str(image.attrs.get("src", "")))
    behind = attributes_of(source, at, image)
    anchor = behind.anchor() or attributes.anchor(needed=True)
    figure = Figure(anchor, path, alternative, caption, description, title, place=at)
    figure = with_attributes(with_attributes(figure, attributes), behind)
    behind.finish()
    return figure


def _page_break(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    reader.expect_outside(reader.place(node), "the page cannot end here")
    return PageBreak(place=reader.place(node))


def _keep(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block:
    return KeptTogether(reader.blocks(node.children), place=reader.place(node))


def _description(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> None:
    reader.blocks(node.children)


def _table(reader: BlockReader, node: SyntaxTreeNode, attributes: Attributes) -> Block | None:
    anchor = attributes.anchor()
    caption = attributes.take("caption", str, "")
    row_heads = attributes.take("row-heads", yes_or_no, False)
    tables = [child for child in node.children if child.type == "table"]
    if len(tables) != 1 or len(node.children) != 1:
        message = "there is something other than one table in this fence"
        hint = "write one table in it, with a line of hyphens below its head row, and move anything else below the fence"
        reader.source.report(Code.TABLE_SHAPE, reader.place(node), message, hint)
        reader.blocks(node.children)
        return None
    inlines = read_inline_text(caption, reader.source, reader.line(node))
    table = reader.table(tables[0], inlines, anchor, row_heads=row_heads)
    return replace(table, widths=column_widths(attributes, len(table.head.cells)))


TITLE: Mapping[str, str] = {"title": "the words above it"}
MINUTES_AND_GROUPING: Mapping[str, str] = {
    "minutes": "how long it takes, 1 to 600",
    "grouping": f"who works together: {one_of(Grouping)}",
}
BRIEF: Mapping[str, str] = {"brief": "`yes`: a short form, see below"}

FENCES: tuple[Fence, ...] = (
    Fence(
        "retelling",
        read_retelling,
        "the story, with **at most one sentence on each line of the file**. The lines are numbered through the book; blank "
        "lines separate paragraphs. Speech belongs to the sentence around it; after an abbreviation that is taken for an end, "
        "write `&nbsp;` instead of the space",
    ),
    Fence(
        "extract",
        read_extract,
        "a passage of the work, such as a scene. Each line of the file, a sentence or a line of verse, has a number with a label: "
        "E1, E2 … Passages with the same label go on counting",
        EXTRACT,
    ),
    Fence("verse", read_verse, "verse: each line of the file is a line, and blank lines separate stanzas"),
    Fence(
        "dialogue",
        read_dialogue,
        "a scene of a play, or an interview: each line of the file is a speech, which begins with a name and a colon; a line "
        "without them is a direction",
    ),
    Fence(
        "margin-note",
        _margin_note,
        "a few words in the margin, such as a keyword, or a small table; no other fence",
        TITLE,
    ),
    Fence("look-for", _look_for, "a card in the margin that says what to watch or read for; the same limits"),
    Fence(
        "content-note",
        _content_note,
        "what may be upsetting in the work, what students can choose, and what to do",
        TITLE,
    ),
    Fence("activity", _activity, "something to do", {**ANCHOR, **TITLE, **MINUTES_AND_GROUPING}),
    Fence(
        "figure",
        _figure,
        "`![alternative text](art/map.svg)`, the caption as a paragraph, and, if you like, a fence `description`. With `chart`, "
        "the caption only: the figure is drawn from a data file",
        {"id": "its name in links; every figure needs one", "title": "its name in the list of figures", **PICTURE, **DIAGRAM},
    ),
    Fence(
        "description",
        _description,
        "a long description of the picture, for readers who cannot see it; no heading and no fence",
        within=("figure",),
    ),
    Fence(
        "table",
        _table,
        "a table",
        {**TABLE, **WIDTHS},
    ),
    Fence("keep", _keep, "blocks that stay on one page, if they fit on it"),
    Fence(
        "teacher-note",
        _teacher_note,
        "a remark about this section for teachers, printed only on the teacher pages, at the fence `teacher-notes`",
    ),
    Fence(
        "character",
        _character,
        "the card of a character",
        {"of": "the id of the character in `data/characters.toml`"},
        generated=True,
    ),
    Fence("glossary", _generated(GlossaryList), "the terms in `data/terms.toml`", generated=True),
    Fence("sources", _generated(SourceList), "the facts that the book cites, with certainty and source", generated=True),
    Fence(
        "theme-key",
        _with_short_form(ThemeKey),
        "id, name and statement of each theme, and the page of the section that has the id of the theme as its `label`",
        BRIEF,
        generated=True,
    ),
    Fence("theme-matrix", _generated(ThemeMatrix), "the questions of each theme, by depth", generated=True),
    Fence(
        "figure-list",
        _generated(FigureList),
        "the figures and their pages, by `title` or the first words of the caption, with their credits",
        generated=True,
    ),
    Fence(
        "answer-key",
        _with_short_form(AnswerKey),
        "the answers to all questions; only on teacher pages. In e-books, a long key has a section for each chapter",
        BRIEF,
        generated=True,
    ),
    Fence(
        "teacher-notes",
        _generated(TeacherNoteList),
        "the notes for teachers from all sections; only on teacher pages",
        generated=True,
    ),
    Fence(
        "standards-matrix",
        _generated(StandardsMatrix),
        "the standards, the questions that meet each, their pages, the evidence, and a column for local codes; only in teacher "
        "matter",
        generated=True,
    ),
    Fence("page-break", _page_break, "none: the page ends here. Not inside another block; e-books ignore it", generated=True),
)
"""The fences in the order of the manual."""
