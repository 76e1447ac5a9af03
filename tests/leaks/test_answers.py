"""Keys and short answers: no student file gives them away, by its words, by a mark or by an order."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from linernotes.assets import built_in_templates
from linernotes.build.keygate import check_sheet
from linernotes.editing import edit
from linernotes.html.medium import Medium, Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders
from linernotes.html.templates import Templates
from linernotes.leaks.answers import listed, short_answers, words_of
from linernotes.leaks.questions import check_answers
from linernotes.model.book import Book
from linernotes.model.findings import LeakError
from linernotes.model.guide import AnswerKey, Question
from linernotes.model.memoize import serialized
from linernotes.model.walking import descend, plain_text
from tests.sample import STUDENT, book_of, section_of

TEXT = """\
# The *storm* {#storm}

Read this first.

::: question {#q-lamp kind=choice}
Which lamp goes out?

- [ ] the small one
- [x] the great one
- [ ] none
:::

::: question {#q-ship kind=choice}
Which ship sinks?

- [x] the brig
- [ ] the barque
- [ ] none
:::

::: question {#q-fact kind=truth key=false}
It burns.
:::

::: question {#q-pairs kind=matching}
Match.

| who | what |
|---|---|
| sun | wax |
| lamp | oil |
| sea | fish |
:::

::: question {#q-colour kind=short}
Which colour has the sea?

::: answer
deep sea green
:::
:::

::: question {#q-year kind=short}
When does it sink?

::: answer
1984
:::
:::

::: question {#q-open}
Why?

::: answer
Nobody knows.
:::
:::
"""

BOOK = book_of(section_of(TEXT))
STUDENTS = edit(BOOK, STUDENT)
ANSWERS = short_answers(BOOK, STUDENTS)
NUMBERS = {question.anchor: question.name for question in descend(STUDENTS.sections, Question)}
CARD = built_in_templates()["parts/question.html.j2"].decode()
PLAIN = Templates(built_in_templates())


def rendered(templates: Templates, book: Book, medium: Medium) -> str:
    pages = Pages(book, STUDENT, medium, templates)
    return str(pages.render(book.sections[0]).body)


def check(card: str, **templates: str) -> None:
    changed = {"parts/question.html.j2": card, **{f"pages/{name}.html.j2": text for name, text in templates.items()}}
    own = Templates({**built_in_templates(), **{path: text.encode() for path, text in changed.items()}})
    for medium in (Paged({}, Placeholders()), Reflowable({})):
        check_answers("it", ANSWERS, [(rendered(own, STUDENTS, medium), rendered(PLAIN, STUDENTS, medium))])


def only(anchor: str, words: str) -> str:
    return f'{{% if question.anchor == "{anchor}" %}}{words}{{% endif %}}'


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("q-lamp", "<p>B</p>"),
        ("q-lamp", '<p class="B"></p>'),
        ("q-lamp", "<!-- B -->"),
        ("q-lamp", '<p title="b)"></p>'),
        ("q-lamp", "<p>Right: the great one</p>"),
        ("q-ship", "<p>(a)</p>"),
        ("q-fact", "<i>False</i>"),
        ("q-pairs", "<p>Key: C, B, A</p>"),
        ("q-pairs", "<p>1 C, 2 B, 3 A</p>"),
        ("q-colour", "<p>deep <b>sea</b> green</p>"),
        ("q-colour", "<p>Deep-s\N{SOFT HYPHEN}ea gr<b>een</b></p>"),
        ("q-year", "<p>In 1984.</p>"),
        ("q-year", '<p data-key="1984">x</p>'),
        ("q-open", "<p>NOBODY KNOWS</p>"),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_template_that_prints_an_answer_is_rejected(anchor: str, words: str, inside: bool) -> None:
    added = only(anchor, words)
    with pytest.raises(LeakError, match=rf"gives away the answer of question {NUMBERS[anchor]}\b"):
        check(CARD.replace("{{ prompt }}", added + "{{ prompt }}") if inside else CARD + added)


@pytest.mark.parametrize("mark", ['<li class="right">', "<li>\N{CHECK MARK} ", '<li data-points="1">', "<li><em>yes</em> "])
def test_mark_on_the_right_option_is_rejected(mark: str) -> None:
    marked = '{% if question.anchor == "q-lamp" and letter == "B" %}' + mark + "{% else %}<li>{% endif %}"
    with pytest.raises(LeakError, match="gives away"):
        check(CARD.replace("<li>", marked))


@pytest.mark.parametrize(
    "change",
    [
        ("{{ prompt }}", "{{ prompt }}<p>Discuss the green sea in pairs.</p>"),
        ("{{ prompt }}", "{{ prompt }}<p>Tick A, B or C, or write true or false.</p>"),
        ("{{ prompt }}", "{{ prompt }}<p>1984</p>"),
        ('<ul class="options">\n', '<ul class="options"><li>A B C</li>'),
        ("{% for letter, option in options %}\n<li>", '{% for letter, option in options %}<li class="{{ loop.first }}">'),
        ("{{ prompt }}", ""),
        (CARD, '<p id="{{ question.anchor }}"></p>'),
    ],
)
def test_template_with_another_look_passes(change: tuple[str, str]) -> None:
    assert change[0] in CARD
    check(CARD.replace(*change))


@pytest.mark.parametrize(
    ("rule", "leaks"),
    [
        ("#q-lamp li:nth-child(2) { font-weight: bold }", True),
        ("[id=q-lamp] li:last-child { color: red }", True),
        ('#q-year::after { content: "1984" }', True),
        ("/* a */ .x, #q-colour p::before { content: 'Deep sea' \" green\" }", True),
        ("#q-lamp { break-before: page }", False),
        ("#q-lamp-2 li:nth-child(2) { color: red }", False),
        (".question li:nth-child(2) { color: red }", False),
        ('#q-year::after { content: "in the year" }', False),
    ],
)
def test_rule_for_a_single_question_may_not_show_its_answer(rule: str, leaks: bool) -> None:
    if leaks:
        with pytest.raises(LeakError, match=r"styles/x\.css"):
            check_sheet("styles/x.css", rule, ANSWERS)
    else:
        check_sheet("styles/x.css", rule, ANSWERS)


def test_list_of_keys_is_found() -> None:
    text = TEXT + "\n\n::: question {#q-c kind=choice}\nWhich?\n\n- [ ] x\n- [x] y\n:::\n"
    book = book_of(section_of(text))
    answers = short_answers(book, edit(book, STUDENT))
    assert listed(answers, words_of("Answers: 1 B, 2 (A), 8: b")) == ("1", "2", "8")
    assert listed(answers, words_of("1 B, 2 B, 8 B")) == ()
    assert listed(answers, words_of("1 B and 2 A and 8 B")) == ()


def with_other_answers(book: Book) -> Book:
    """Return the book with the right options, truths and answers of its questions changed, as far as students cannot see."""
    other = {"true": "false", "false": "true", "A": "C", "B": "A", "C": "B"}

    def change(question: Question) -> Question:
        answer = question.answer
        assert answer
        return replace(question, answer=replace(answer, key=tuple(other[key] for key in answer.key), model=(), look_fors=()))

    section = book.sections[0]
    blocks = tuple(change(block) if isinstance(block, Question) else block for block in section.blocks)
    return replace(book, sections=(replace(section, blocks=blocks),))


def test_student_book_does_not_depend_on_the_answers() -> None:
    other = with_other_answers(BOOK)
    assert other != BOOK
    assert serialized(edit(other, STUDENT)) == serialized(STUDENTS)
    assert not any(descend(STUDENTS.sections, AnswerKey))
    assert all(question.answer is None for question in descend(STUDENTS.sections, Question))
    assert "deep sea green" not in plain_text(STUDENTS.sections)
    assert "deep sea green" not in json.dumps(rendered(PLAIN, STUDENTS, Reflowable({})))
