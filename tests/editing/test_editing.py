from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from linernotes.editing import edit
from linernotes.model.book import Book, Matter
from linernotes.model.data import Certainty, Character, Fact, GuideData, Term
from linernotes.model.document import Citation, Figure, Heading, Link, LinkKind, Node, NoteCall, Paragraph, Table, Target, Text
from linernotes.model.guide import (
    Answer,
    AnswerKey,
    CharacterCard,
    GlossaryList,
    KeyEntry,
    Question,
    SourceList,
    TeacherNote,
    TeacherNoteList,
)
from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend, plain_text
from tests.sample import STORY, STUDENT, TEACHER, book_of, read_guide, section_of

DATA = GuideData(
    characters=(Character("keeper", "The keeper", (Text("keeps the light"),)),),
    terms=(Term("beacon", "beacon", (Text("A light."),), ("beacons",)), Term("oil", "oil", (Text("It burns."),))),
    facts=(
        Fact("oil", (Text("Lamps burned oil."),), Certainty.VERIFIED, (Text("A museum."),)),
        Fact("gas", (Text("Some burned gas."),), Certainty.DISPUTED, (Text("A letter."),)),
    ),
)
QUESTION = "::: question {#q-%s kind=truth key=true}\nIs it?\n\n::: answer\nYes, it is.\n:::\n:::\n"


def nodes(book: Book, kind: type[Node]) -> list[Node]:
    return [node for node in descend(book.sections) if isinstance(node, kind)]


def edited(text: str, *more: str) -> Book:
    sections = [section_of(f"# S{n}\n\n{each}", file=f"s{n}.md") for n, each in enumerate((text, *more))]
    return edit(book_of(*sections, data=DATA), STUDENT)


def test_teacher_text_is_absent_for_students_and_collected_for_teachers() -> None:
    story = section_of("# S {#s}\n\n" + QUESTION % "a" + "\n::: teacher-note\nSlow.\n:::\n")
    key = section_of("# K {#k}\n\n::: answer-key\n:::\n\n::: teacher-notes\n:::\n", Matter.TEACHER)
    book = book_of(story, key)
    student, teacher = edit(book, STUDENT), edit(book, TEACHER)
    assert not nodes(student, Answer)
    assert not nodes(student, TeacherNote)
    assert [section.slug for section in student.sections] == ["s"]
    assert teacher.sections[0] == student.sections[0]
    [answers] = nodes(teacher, AnswerKey)
    assert isinstance(answers, AnswerKey)
    assert [(entry.question, entry.name, entry.answer.key, plain_text(entry.answer.model)) for entry in answers.entries] == [
        ("q-a", "1", ("true",), "Yes, it is.")
    ]
    [notes] = nodes(teacher, TeacherNoteList)
    assert isinstance(notes, TeacherNoteList)
    assert [(note.section, plain_text(note.blocks)) for note in notes.notes] == [("s", "Slow.")]


def test_numbers_are_the_same_in_every_edition() -> None:
    key = section_of("# K {#k}\n\n" + QUESTION % "t" + "\n::: answer-key\n:::\n", Matter.TEACHER)
    story = section_of("# S {#s}\n\n" + QUESTION % "a")
    teacher = edit(book_of(key, story), TEACHER)
    numbers = {node.anchor: node.name for node in nodes(teacher, Question) if isinstance(node, Question)}
    assert numbers == {"q-a": "1", "q-t": "2"}
    assert {entry.question: entry.name for entry in nodes(teacher, KeyEntry) if isinstance(entry, KeyEntry)} == numbers


def test_worksheets_and_series_number_their_questions_separately() -> None:
    worksheet = section_of('# S {#s role=worksheet label="W2"}\n\n' + QUESTION % "a" + "\nSee [](#q-b).\n", file="s.md")
    quiz = section_of("# Q {#q questions=Q}\n\n" + QUESTION % "b", file="q.md")
    bank = section_of("# B {#b}\n\n" + QUESTION % "c", file="b.md")
    book = edit(book_of(worksheet, quiz, bank), TEACHER)
    asked = [node for node in nodes(book, Question) if isinstance(node, Question)]
    assert [node.name for node in asked] == ["W2.1", "Q1", "1"]
    assert "See Question Q1." in plain_text(book.sections[0])


def test_figures_tables_lines_and_notes_are_numbered() -> None:
    table = '::: table {caption="C"}\n| a |\n|---|\n| b |\n:::\n\n'
    figure = "::: figure {#fig-%s}\n![a](a.svg)\n\nC.\n:::\n\n"
    lines = "::: retelling\nOne.\nTwo.\n:::\n\n"
    note = "x[^1] y[^2]\n\n[^1]: a\n\n[^2]: b\n\n"
    book = edited(table + figure % 1 + lines + note, table + figure % 2 + lines + note)
    numbers = {
        kind: [getattr(node, "number", None) for node in nodes(book, kind)] for kind in (Table, Figure, NumberedLine, NoteCall)
    }
    assert numbers == {Table: [1, 2], Figure: [1, 2], NumberedLine: [1, 2, 3, 4], NoteCall: [1, 2, 1, 2]}


def test_headings_get_unique_anchors() -> None:
    book = edited("## The *lamp*!\n\n## The lamp\n\n## 東\n\n## Own {#own}\n\n## Title")
    anchors = [node.anchor for node in nodes(book, Heading) if isinstance(node, Heading)]
    assert anchors == ["s0--the-lamp", "s0--the-lamp-2", "s0--heading", "own", "s0--title-2"]


def test_links_get_targets_and_default_text() -> None:
    figure = "::: figure {#fig-a}\n![a](a.svg)\n\nC.\n:::\n"
    book = edited(
        "[](#fig-a) [](#s1) [here](s1.md) [there](s1.md#spot) [](#spot) [](#line-1) [lost](#nowhere)",
        figure + "\n## Spot {#spot}\n\n::: retelling\nOne.\n:::",
    )
    links = [node for node in nodes(book, Link) if isinstance(node, Link)]
    assert [(link.destination, plain_text(link.children)) for link in links[:6]] == [
        (Target("s1", "fig-a"), "Figure\xa01"),
        (Target("s1"), "S1"),
        (Target("s1"), "here"),
        (Target("s1", "spot"), "there"),
        (Target("s1", "spot"), "Spot"),
        (Target("s1", "line--1"), "line\xa01"),
    ]


def test_note_call_inside_a_link_moves_behind_it() -> None:
    [paragraph] = edited("[the *lamp* of ^[Far off.] the rock](#s0) shone\n").sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    link, note, rest = paragraph.children
    assert isinstance(link, Link)
    assert plain_text(link.children) == "the lamp of  the rock"
    assert not any(descend(link.children, NoteCall))
    assert isinstance(note, NoteCall)
    assert plain_text(note.blocks) == "Far off."
    assert plain_text(rest) == " shone"


def test_first_use_of_a_term_in_running_text_links_to_glossary() -> None:
    book = edited(
        "## Beacons\n\nThe [beacon](#s1). Two Beacons, one beacon.", "A beacon, boiled oil.", "Beacon.\n\n::: glossary\n:::\n"
    )
    links = [node for node in nodes(book, Link) if isinstance(node, Link) and node.kind is LinkKind.TERM]
    assert [(link.destination, plain_text(link.children)) for link in links] == [
        (Target("s2", "term--beacon"), "Beacons"),
        (Target("s2", "term--beacon"), "beacon"),
        (Target("s2", "term--oil"), "oil"),
    ]
    [glossary] = nodes(book, GlossaryList)
    assert isinstance(glossary, GlossaryList)
    assert [term.id for term in glossary.terms] == ["beacon", "oil"]


def test_sources_list_contains_exactly_the_cited_facts() -> None:
    book = edited("Lamps.[@gas]", "::: sources\n:::\n")
    [sources] = nodes(book, SourceList)
    assert isinstance(sources, SourceList)
    assert [fact.id for fact in sources.facts] == ["gas"]
    [citation] = nodes(book, Citation)
    assert citation == Citation("gas", "disputed", Target("s1", "fact--gas"), number=1)


def test_character_cards_are_filled_from_the_data() -> None:
    [card] = nodes(edited("::: character {of=keeper}\n:::\n"), CharacterCard)
    assert isinstance(card, CharacterCard)
    assert card.character == DATA.characters[0]


def test_typography_changes_text_but_not_code() -> None:
    book = edited("See p. 27, lines 3-9, in 20 minutes; RL.9-10.1, 0800-1111-2222 and 12-Nov stay. `p. 27, 3-9`")
    [paragraph] = book.sections[0].blocks
    assert (
        plain_text(paragraph)
        == "See p.\xa027, lines\xa03–9, in 20\xa0minutes; RL.9-10.1, 0800-1111-2222 and 12-Nov stay. p. 27, 3-9"
    )


def test_dates_and_addresses_get_no_range_dash() -> None:
    book = edited("In 1975-08 and 3-9. <https://x.org/12-34>")
    [paragraph] = book.sections[0].blocks
    assert plain_text(paragraph) == "In 1975-08 and 3–9. https://x.org/12-34"


def test_no_line_break_before_a_certainty_symbol() -> None:
    book = edited("The lamp burns. [@lamp] [It *does.*]{.record} [@lamp]\n\n[@lamp] It does.")
    marked, first = book.sections[0].blocks
    assert plain_text(marked) == "The lamp burns.\N{NO-BREAK SPACE} It does.\N{NO-BREAK SPACE}"
    assert plain_text(first) == " It does."


def test_default_link_text_has_no_notes_or_links() -> None:
    book = edited("See [](#s1) and [](#spot).", "## A [link](#s0) with a note[^a] {#spot}\n\n[^a]: N.")
    links = [node for node in nodes(book, Link) if isinstance(node, Link)]
    assert [plain_text(link.children) for link in links[:2]] == ["S1", "A link with a note"]
    assert not [node for link in links[:2] for node in descend(link.children) if isinstance(node, (Link, NoteCall))]


def test_plain_word_is_not_linked_to_the_glossary(tmp_path: Path) -> None:
    story = STORY + "\nThe [beacon]{.plain} is one, *[Beacons]{.plain}* too. This beacon is linked.\n"
    book, findings = read_guide(tmp_path, {"story.md": story.replace("to the beacon", "home")})
    assert not findings
    (link,) = (link for link in descend(edit(book, STUDENT).sections, Link) if link.kind is LinkKind.TERM)
    assert link.place.line == story[: story.index("This")].count("\n") + 1
    (paragraph,) = (p for p in descend(edit(book, STUDENT).sections, Paragraph) if "too" in plain_text(p.children))
    assert plain_text(paragraph.children) == "The beacon is one, Beacons too. This beacon is linked."


def test_word_that_only_matches_without_case_folding_is_not_a_term() -> None:
    assert not list(nodes(edited("O\u0131l burns.", "::: glossary\n:::\n"), Link))


def test_student_pages_do_not_link_to_a_teacher_glossary() -> None:
    glossary = section_of("# G\n\n::: glossary\n:::\n", Matter.TEACHER, "g.md")
    book = edit(book_of(section_of("# S\n\nA beacon."), glossary, data=DATA), TEACHER)
    assert not nodes(book, Link)


def test_french_punctuation_gets_narrow_spaces() -> None:
    book = book_of(section_of("# S\n\nVraiment ? Oui!"))
    french = replace(book, metadata=replace(book.metadata, language="fr"))
    [paragraph] = edit(french, STUDENT).sections[0].blocks
    assert plain_text(paragraph) == "Vraiment\u202f? Oui\u202f!"


def test_table_without_caption_is_named_after_card_or_heading() -> None:
    table = "| a | b |\n|---|---|\n| c | d |\n"
    activity = f'::: activity {{title="The oil"}}\n{table}:::\n'
    question = f"::: question {{#q-a kind=short}}\nWhich?\n\n{table}\n::: answer\nThis:\n\n{table}:::\n:::\n"
    captioned = f'::: table {{#tab-x caption="Tides"}}\n{table}:::\n'
    story = section_of(f"# S {{#s}}\n\n{table}\n## Lamps\n\n{table}\n{activity}\n{captioned}\n{table}\n{question}")
    key = section_of("# K {#k}\n\n::: answer-key\n:::\n", Matter.TEACHER)
    names = [node.name for node in nodes(edit(book_of(story, key), TEACHER), Table) if isinstance(node, Table)]
    assert names == ["S", "Lamps", "The oil", "", "Lamps (2)", "Question 1", "Question 1"]


def test_links_in_listed_facts_are_resolved(tmp_path: Path) -> None:
    facts = (
        '[lamp]\nstatement = "Lamps burned oil; see [](#q-why)."\ncertainty = "verified"\nsource = "[The table](#tab-lamps)."\n'
    )
    book, findings = read_guide(tmp_path, {"data/facts.toml": facts})
    assert findings == ()
    listed = [node for node in descend(edit(book, STUDENT).sections) if isinstance(node, Fact)]
    links = [node.destination for node in descend(tuple(listed)) if isinstance(node, Link)]
    assert links == [Target("storm", "q-why"), Target("storm", "tab-lamps")]


def test_headings_have_anchors_that_nothing_else_in_a_section_gets() -> None:
    headings = ["P5", "Note 1", "Table 1", "Figure 1", "Cites oil", "Standards", "Title", "Past"]
    book = edited("\n\n".join(f"## {each}\n\nText." for each in headings))
    anchors = [node.anchor.removeprefix("s0--") for node in nodes(book, Heading) if isinstance(node, Heading)]
    assert anchors == [
        "heading-p5", "heading-note-1", "heading-table-1", "heading-figure-1", "heading-cites-oil", "heading-standards",
        "title-2", "past",
    ]  # fmt: skip
