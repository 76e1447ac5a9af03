from __future__ import annotations

from dataclasses import replace

import pytest

from linernotes.manuscript.sections import slug_of
from linernotes.model.book import Matter, Role
from linernotes.model.document import (
    Alignment,
    Cell,
    Citation,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    Layer,
    LineBreak,
    Link,
    LinkKind,
    List,
    ListItem,
    NoteCall,
    Paragraph,
    Quotation,
    Row,
    Rule,
    Span,
    Strong,
    Table,
    Text,
    Unresolved,
    WebAddress,
)
from linernotes.model.document import Code as InlineCode
from linernotes.model.findings import Code
from linernotes.model.guide import Activity, ContentNote, Grouping, LookFor, MarginNote, TeacherNote
from linernotes.model.layout import KeptTogether, PageBreak
from linernotes.model.lines import LinedText, LineForm, NumberedLine, Retelling, Verse
from linernotes.model.walking import descend
from tests.sample import section_and_findings, section_of


def p(*children: object) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in children))  # type: ignore[misc]  # tests pass inlines


def blocks(text: str) -> tuple[object, ...]:
    return section_of(f"# T\n\n{text}").blocks


def test_heading_of_level_one_becomes_the_section() -> None:
    section = section_of('# The *lamp* {#lamp role=worksheet label="W1" short="Lamp" minutes=15}', Matter.BACK)
    assert (section.slug, section.role, section.label, section.short, section.minutes) == (
        "lamp",
        Role.WORKSHEET,
        "W1",
        "Lamp",
        15,
    )
    assert section.title == (Text("The "), Emphasis((Text("lamp"),)))


def test_slug_comes_from_the_file_name_without_an_id() -> None:
    assert section_of("# T", file="plot/02-The trailer.md").slug == "the-trailer"
    assert slug_of("04.md") == "section"


def test_every_inline() -> None:
    [paragraph] = blocks('A *b* **c** `d`  \n[e](#f){.page} [g](https://h.org) [i]{.film} [j]{lang=ja} [@k] "l" -- m...')
    assert isinstance(paragraph, Paragraph)
    assert [node for node in paragraph.children if not isinstance(node, Text)][:2] == [
        Emphasis((Text("b"),)),
        Strong((Text("c"),)),
    ]
    assert InlineCode("d") in paragraph.children
    assert Link(Unresolved("#f"), (Text("e"),), LinkKind.PAGE) in paragraph.children
    assert Link(WebAddress("https://h.org"), (Text("g"),)) in paragraph.children
    assert Span((Text("i"),), Layer.FILM) in paragraph.children
    assert Span((Text("j"),), None, "ja") in paragraph.children
    assert Citation("k") in paragraph.children
    assert paragraph.children[-1] == Text(" “l” – m…")


def test_every_block_of_commonmark() -> None:
    assert blocks("> a") == (Quotation((p("a"),)),)
    assert blocks("- a\n- b") == (List((ListItem((p("a"),)), ListItem((p("b"),)))),)
    assert blocks("3. a") == (List((ListItem((p("a"),)),), 3),)
    assert blocks('```\n"a"\n```') == (CodeBlock('"a"'),)
    assert blocks("***") == (Rule(),)
    assert blocks("## A {#b}") == (Heading(2, (Text("A"),), "b"),)
    assert blocks("Lamp\n: A light.\n: A *second* light.") == (
        DefinitionList((Definition((Text("Lamp"),), (p("A light."), p("A ", Emphasis((Text("second"),)), " light."))),)),
    )


def test_table_fence_gives_caption_row_heads_and_widths() -> None:
    text = '::: table {#tab-a caption="The *lamps*" row-heads=yes widths="3 1"}\n| a | b |\n|---|--:|\n| c | d |\n:::'
    expected = Table(
        Row((Cell((Text("a"),)), Cell((Text("b"),)))),
        (Row((Cell((Text("c"),)), Cell((Text("d"),)))),),
        (Alignment.NONE, Alignment.RIGHT),
        (Text("The "), Emphasis((Text("lamps"),))),
        "tab-a",
        row_heads=True,
        widths=(3, 1),
    )
    assert blocks(text) == (expected,)


def test_note_is_stored_in_its_call() -> None:
    assert blocks("Oil[^o].\n\n[^o]: From whales.\n\n    And seals.") == (
        p("Oil", NoteCall((p("From whales."), p("And seals."))), "."),
    )


def test_figure_has_alternative_text_caption_and_description() -> None:
    text = '::: figure {#fig-a}\n![A "lamp".](art/a.svg)\n\nThe caption.\n\n::: description\nLong.\n:::\n:::'
    assert blocks(text) == (Figure("fig-a", "art/a.svg", "A “lamp”.", (Text("The caption."),), (p("Long."),)),)


def test_picture_has_width_credit_and_id_behind_it_or_at_its_fence() -> None:
    expected = replace(Figure("f", "a.png", "A.", (Text("A."),)), width=60, credit=(Emphasis((Text("B"),)), Text(", CC0")))
    assert blocks('![A.](a.png){#f width=60% credit="*B*, CC0"}') == (expected,)
    assert blocks('::: figure {#f width="60%"}\n![A.](a.png){credit="*B*, CC0"}\n\nA.\n:::') == (expected,)


def test_author_breaks_pages_and_keeps_blocks_together() -> None:
    text = "## A {#a break=page}\n\n::: page-break\n:::\n\n::: keep\n- B.\n:::"
    kept = KeptTogether((List((ListItem((p("B."),)),)),))
    assert blocks(text) == (Heading(2, (Text("A"),), "a", new_page=True), PageBreak(), kept)


def test_every_card() -> None:
    text = (
        "::: margin-note {title=\"Key word: 'lamp'\"}\nA light.\n:::\n\n::: look-for\nThe oil.\n:::\n\n"
        '::: content-note {title="Hard"}\nA wreck.\n:::\n\n::: teacher-note\nSlow down.\n:::\n\n'
        '::: {.activity #draw title="Draw" minutes=10 grouping=pairs}\nA lamp.\n:::'
    )
    assert blocks(text) == (
        MarginNote("Key word: ‘lamp’", (p("A light."),)),
        LookFor((p("The oil."),)),
        ContentNote("Hard", (p("A wreck."),)),
        TeacherNote((p("Slow down."),)),
        Activity("draw", "Draw", (p("A lamp."),), 10, Grouping.PAIRS),
    )


def test_each_line_of_the_file_is_a_line_of_the_retelling() -> None:
    text = "::: retelling\nThe *wind* rises.\nHe climbs.\n\nNobody comes.\n:::"
    assert blocks(text) == (
        Retelling(
            (
                Verse(
                    (
                        NumberedLine((Text("The "), Emphasis((Text("wind"),)), Text(" rises."))),
                        NumberedLine((Text("He climbs."),)),
                    )
                ),
                Verse((NumberedLine((Text("Nobody comes."),)),)),
            )
        ),
    )
    [*lines] = [node.place.line for node in descend(section_of(f"# T\n\n{text}")) if isinstance(node, NumberedLine)]
    assert lines == [4, 5, 7]


def test_verse_keeps_its_lines_and_stanzas() -> None:
    [verse] = blocks("::: verse\nThe *light*\ngoes out,\n\nand on.\n:::")
    first = Paragraph((Text("The "), Emphasis((Text("light"),)), LineBreak(), Text("goes out,")))
    assert verse == LinedText(LineForm.VERSE, (first, p("and on.")))


def test_each_speech_of_a_dialogue_is_a_paragraph_with_its_speaker() -> None:
    [dialogue] = blocks("::: dialogue\nAnn Lee: It is ten: late.\n**Ben:** No.\nShe waits. He said: go.\n:::")
    assert dialogue == LinedText(
        LineForm.DIALOGUE,
        (
            Paragraph((Strong((Text("Ann Lee:"),)), Text(" It is ten: late."))),
            Paragraph((Strong((Text("Ben:"),)), Text(" No."))),
            p("She waits. He said: go."),
        ),
    )


@pytest.mark.parametrize("fence", ["retelling", "verse", "dialogue"])
def test_only_paragraphs_are_text_with_lines(fence: str) -> None:
    _, findings = section_and_findings(f"# T\n\n::: {fence}\nA line.\n\n::: answer\nIt is B.\n:::\n:::")
    assert [finding.code for finding in findings] == [Code.FENCE_MISPLACED]


def test_line_of_colons_closes_the_innermost_fence() -> None:
    [outer] = blocks("::: activity {#a}\n::: look-for\nIn.\n:::\nOut.\n:::")
    assert outer == Activity("a", "", (LookFor((p("In."),)), p("Out.")))


def test_fence_in_a_code_block_is_code() -> None:
    [activity] = blocks("::: activity {#a}\n```\n:::\n```\n:::")
    assert activity == Activity("a", "", (CodeBlock(":::"),))


def test_place_has_line_and_column() -> None:
    section, _ = section_and_findings("# T\n\nOne line\nand a [link](#x).\n")
    [link] = [node for node in descend(section) if isinstance(node, Link)]
    assert str(link.place) == "section.md:4:13"


def test_typographic_replacements_change_no_letters() -> None:
    [paragraph] = blocks("Choose (c) or (r), (tm); really???? a,, b -- c --- d... <https://x.org/12--34>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children[0] == Text("Choose (c) or (r), (tm); really???? a,, b – c — d… ")
    assert paragraph.children[1] == Link(WebAddress("https://x.org/12--34"), (Text("https://x.org/12--34"),))


def test_text_after_many_comments_is_reported_quickly() -> None:
    _, findings = section_and_findings("# T\n\n" + "<!-- a -->" * 60 + " x\n")
    assert [finding.code for finding in findings] == [Code.HTML_UNSUPPORTED]


def test_brace_in_a_heading_can_be_escaped() -> None:
    assert blocks("## The set \\{1,2}") == (Heading(2, (Text("The set {1,2}"),)),)


def test_comments_are_not_printed() -> None:
    assert blocks("<!-- a remark -->\n\nText <!-- and one --> here.") == (p("Text  here."),)
    assert section_of("<!-- first -->\n\n# T").title == (Text("T"),)


def test_fence_can_begin_after_a_list_marker_in_another_fence() -> None:
    text = "::: look-for\n- ::: table\n  | a |\n  |---|\n  | b |\n  :::\n\nTerm\n:   ::: table\n    | c |\n    |---|\n    | d |\n    :::\n\n- ~~~\n  :::\n  ~~~\n:::\n\nAfter."
    card, after = section_of(f"# T\n\n{text}").blocks
    assert isinstance(card, LookFor)
    assert [type(block) for block in card.blocks] == [List, DefinitionList, List]
    assert isinstance(after, Paragraph)
