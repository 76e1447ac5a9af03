"""Editions in another variety of the language: their words, their dates, and what stays as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from linernotes.build.leakcheck import hidden_phrases
from linernotes.checks.contents import edition_broken
from linernotes.editing.spelling import respell
from linernotes.model.book import Book
from linernotes.model.document import Figure, Heading, Link, Text
from linernotes.model.findings import Code
from linernotes.model.guide import GlossaryList
from linernotes.model.walking import descend, plain_text
from tests.sample import BOOK, STORY, read_folder, write_guide

EDITION = '\n[editions.american]\ntitle = "American"\nlanguage = "en-US"\nspellings = "data/american.toml"\n'
LIST = """\
keep = ["Theatre Royal"]

[words]
colour = "color"
colours = "colors"
theatre = "theater"
"cover lesson" = "substitute lesson"
"Year 10" = "grade 9"
practise = "practice"
"""


def editions_of(folder: Path, story: str, words: str = LIST, **more: str) -> dict[str, Book]:
    files = {"book.toml": BOOK + EDITION, "story.md": f"{STORY}\n{story}\n", "data/american.toml": words}
    files |= {f"data/{name}.toml": text for name, text in more.items()}
    return dict(read_folder(write_guide(folder, files)).editions)


def printed(folder: Path, sentence: str, words: str = LIST) -> str:
    """Return a paragraph as the American edition prints it."""
    book = editions_of(folder, f"{sentence}\n", words)["american"]
    [section] = [section for section in book.sections if section.slug == "storm"]
    return plain_text(section.blocks[-1])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("The colour, Colours and COLOUR of it.", "The color, Colors and COLOR of it."),
        ("Colour-coded, colourful and the colour’s name.", "Color-coded, colourful and the color’s name."),
        ("The Theatre Royal is a theatre.", "The Theatre Royal is a theater."),
        ("A cover\nlesson for Year 10, not year 10.", "A substitute lesson for grade 9, not year 10."),
        ("*Colour* and **colour**.", "Color and color."),
        ("Run `colour` and see colour.org/theatre.", "Run `colour` and see colour.org/theatre.".replace("`", "")),
        ("[Colour]{lang=fr} and [colour](https://colour.org).", "Colour and color."),
        ("> A colour of theirs.", "A colour of theirs."),
    ],
)
def test_words_keep_their_case_and_stay_in_code_addresses_and_quotes(tmp_path: Path, written: str, expected: str) -> None:
    assert printed(tmp_path, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("On 12 August 1975 it began.", "On August 12, 1975, it began."),
        ("It began on 12 August 1975.", "It began on August 12, 1975."),
        ("It began on 12 August. Then it ended on 3 Sept.", "It began on August 12. Then it ended on Sept. 3"),
        ("On 5, 6 and 12 June 1977.", "On June 5, 6 and 12, 1977."),
        ("From 10–14 Mar. 1977.", "From Mar. 10–14, 1977."),
        ("In August 1975, line 2 March on.", "In August 1975, line March 2 on."),
    ],
)
def test_dates_have_the_form_of_the_language(tmp_path: Path, written: str, expected: str) -> None:
    assert printed(tmp_path, written).replace("\N{NO-BREAK SPACE}", " ") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It began on Jan. 24, 2010, and ended in May.", "It began on 24 Jan 2010, and ended in May."),
        ("On August 12 it began, and on Sept. 3 it ended.", "On 12 August it began, and on 3 Sept it ended."),
        ("It ended on May 3.", "It ended on 3 May."),
    ],
)
def test_dates_of_an_american_guide_have_the_form_of_a_british_edition(tmp_path: Path, written: str, expected: str) -> None:
    british = '\n[editions.british]\ntitle = "British"\nlanguage = "en-GB"\n'
    files = {"book.toml": BOOK.replace('language = "en-GB"', 'language = "en-US"') + british, "story.md": f"{STORY}\n{written}\n"}
    book = dict(read_folder(write_guide(tmp_path, files)).editions)["british"]
    [section] = [section for section in book.sections if section.slug == "storm"]
    assert plain_text(section.blocks[-1]).replace("\N{NO-BREAK SPACE}", " ") == expected


def test_headings_data_and_alternative_texts_are_respelled_and_links_hold(tmp_path: Path) -> None:
    story = "## Colour in the theatre\n\nSee [](#colour-in-the-theatre). A theatre has a programme.\n\n" + (
        '::: figure {#fig-ties chart=arc data=stages value=height columns="name=Colour; height=Height" alt="A colour."}\nTheatre.\n:::\n'
    )
    books = editions_of(
        tmp_path,
        story,
        LIST + 'programme = "program"\n',
        stages='[one]\nname = "Colour"\nheight = 1\n\n[two]\nname = "Theatre"\nheight = 2\n',
        terms='[beacon]\nterm = "beacon"\ndefinition = "A colour."\n\n[programme]\nterm = "programme"\ndefinition = "A list."\n',
    )
    british, american = books["student"], books["american"]
    headings = [[each.anchor for each in descend(book.sections, Heading)] for book in (british, american)]
    assert headings[0] == headings[1]
    links = [plain_text(each.children) for each in descend(american.sections, Link)]
    assert "Color in the theater" in links
    assert "program" in links  # the term is found in its new spelling
    [terms] = descend(american.sections, GlossaryList)
    assert [(term.name, plain_text(term.definition)) for term in terms.terms] == [("beacon", "A color."), ("program", "A list.")]
    shown = " ".join(text.value for section in american.sections for text in descend(section, Text))
    assert "olour" not in shown
    assert "heatre" not in shown
    assert not any(descend(american.sections, Figure))
    assert american.metadata.language == "en-US"
    assert british.metadata.language == "en-GB"
    assert (british.wording.analyse, american.wording.analyse) == ("analyse", "analyze")


def test_own_words_of_the_guide_are_respelled(tmp_path: Path) -> None:
    book = BOOK.replace("A guide for tests.", "A guide in colour.") + '\n[words]\nactivity = "Colour it"\n' + EDITION
    files = {"book.toml": book, "story.md": STORY, "data/american.toml": '[words]\ncolour = "color"\n'}
    guide = read_folder(write_guide(tmp_path, files))
    american = guide.editions["american"]
    assert (american.wording.activity, american.wording.date_form) == ("Color it", "{month} {day}, {year}")
    assert american.metadata.description == "A guide in color."
    assert guide.findings == ()


def test_edition_without_a_variety_is_the_same_book(tmp_path: Path) -> None:
    book = read_folder(write_guide(tmp_path)).book
    assert respell(book, book.editions[0]) is book


def test_teacher_text_is_searched_in_both_spellings(tmp_path: Path) -> None:
    note = "The colour of the lamp tells the whole class nothing."
    files = {"book.toml": BOOK + EDITION, "story.md": f"{STORY}\n::: teacher-note\n{note}\n:::\n", "data/american.toml": LIST}
    guide = read_folder(write_guide(tmp_path, files))
    sources = {"story.md": files["story.md"]}
    phrases = {each.words for each in hidden_phrases(guide.book, guide.editions["american"], sources)}
    assert {"The colour of the lamp tells", "The color of the lamp tells"} <= phrases


def test_part_of_an_american_edition_has_its_text_and_pages(tmp_path: Path) -> None:
    part = EDITION.replace("american]", "sheet]") + 'sections = ["story.md"]\n'
    files = {"book.toml": BOOK + EDITION + part, "story.md": f"{STORY}\nA colour.\n", "data/american.toml": LIST}
    guide = read_folder(write_guide(tmp_path, files))
    sheet = next(edition for edition in guide.book.editions if edition.name == "sheet")
    whole = guide.book.whole_of(sheet)
    assert whole
    assert whole.name == "american"
    assert guide.editions["sheet"].sections == guide.editions["american"].sections


def test_edition_in_another_language_is_a_finding(tmp_path: Path) -> None:
    files = {"book.toml": BOOK + EDITION.replace("en-US", "de"), "data/american.toml": LIST}
    [found] = edition_broken(read_folder(write_guide(tmp_path, files)).book)
    assert "'de', but the text is written in 'en-GB'" in found.message


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('[words]\nlamp = "lamp"\n', "'lamp' is replaced by itself"),
        ("[words]\nlamp = 3\n", "'lamp' is not a text"),
        ('[words]\nlamp = ""\n', "'lamp' is empty"),
        ('[words]\n" " = "x"\n', "a word to replace is empty"),
        ('lamp = "light"\n', "there is no value called 'lamp'"),
    ],
)
def test_entry_that_cannot_be_used_is_reported(tmp_path: Path, words: str, expected: str) -> None:
    guide = read_folder(write_guide(tmp_path, {"book.toml": BOOK + EDITION, "data/american.toml": words}))
    found = [each for each in guide.findings if each.place.file == "manuscript/data/american.toml"]
    assert [each.code for each in found] == [Code.DATA_ENTRY]
    assert expected in found[0].message


def test_missing_file_of_spellings_is_reported_at_its_edition(tmp_path: Path) -> None:
    [found] = read_folder(write_guide(tmp_path, {"book.toml": BOOK + EDITION})).findings
    assert found.code is Code.FILE_UNREADABLE
    assert "there is no manuscript/data/american.toml" in found.message
    assert found.place.line > 1


def test_longer_phrase_is_replaced_before_a_word_of_it(tmp_path: Path) -> None:
    words = '[words]\ncover = "lid"\n"cover lesson" = "substitute lesson"\n'
    assert printed(tmp_path, "A cover lesson and a cover.", words) == "A substitute lesson and a lid."
