from __future__ import annotations

import pytest

from linernotes.model.document import Emphasis, List, ListItem, Paragraph, Text
from linernotes.model.guide import Answer, Bloom, Depth, Grouping, Option, Question, QuestionKind, Room, RoomKind, letter
from linernotes.model.lines import LineRange
from linernotes.model.walking import plain_text
from tests.sample import section_of


def p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def question(text: str) -> Question:
    [block] = section_of(f"# T\n\n{text}").blocks
    assert isinstance(block, Question)
    return block


def test_every_field_of_a_question() -> None:
    text = (
        '::: question {#pw-1 kind=open theme=PW dok=3 bloom=evaluate minutes=8 grouping=pairs standards="RL.9-10.1 SL.9-10.3" '
        'lines="34-40 52" needs=film room="lines 4"}\nDoes it hold?\n\n::: stem\nLine ___ …\n:::\n\n::: answer\nNo.\n:::\n\n'
        "::: look-fors\n- cites\n:::\n\n::: misreading\nIt worked.\n:::\n\n::: suggestion\nWait.\n:::\n:::"
    )
    assert question(text) == Question(
        "pw-1",
        (p("Does it hold?"),),
        QuestionKind.OPEN,
        "PW",
        Depth.STRATEGIC,
        Bloom.EVALUATE,
        8,
        Grouping.PAIRS,
        ("RL.9-10.1", "SL.9-10.3"),
        (LineRange("34", "40"), LineRange("52", "52")),
        needs="film",
        stem=(p("Line ___ …"),),
        room=Room(RoomKind.LINES, 4),
        answer=Answer((), (p("No."),), (List((ListItem((p("cites"),)),)),), (p("It worked."),), (p("Wait."),)),
    )


def test_key_of_a_choice_question_is_its_ticked_options() -> None:
    found = question("::: question {#a kind=choice}\nWhich?\n\n- [ ] *oil*\n- [x] gas\n- [X] wax\n:::")
    assert found.prompt == (p("Which?"),)
    assert found.options == (Option((Emphasis((Text("oil"),)),)), Option((Text("gas"),)), Option((Text("wax"),)))
    assert found.answer == Answer(("B", "C"))


def test_key_of_a_truth_question_is_an_attribute() -> None:
    for key in ("false", "False"):
        assert question(f"::: question {{#a kind=truth key={key}}}\nIt burns.\n:::").answer == Answer(("false",))


def test_second_column_of_a_matching_question_is_sorted() -> None:
    found = question(
        "::: question {#a kind=matching}\nMatch.\n\n| who | what |\n|---|---|\n| sun | wax |\n| lamp | Oil |\n| sea | fish |\n:::"
    )
    assert [option.children for option in found.items] == [(Text("sun"),), (Text("lamp"),), (Text("sea"),)]
    assert [option.children for option in found.options] == [(Text("fish"),), (Text("Oil"),), (Text("wax"),)]
    assert found.answer == Answer(("C", "B", "A"))


@pytest.mark.parametrize("anchor", ["a", "q-lamps", "quiz-order"])
@pytest.mark.parametrize("pairs", [2, 3, 4, 9])
def test_pairs_in_the_order_of_the_key_are_shuffled(pairs: int, anchor: str) -> None:
    rows = "".join(f"| item {n} | goal {n} |\n" for n in range(pairs))
    text = f"::: question {{#{anchor} kind=matching}}\nMatch.\n\n| who | what |\n|---|---|\n{rows}:::"
    found = question(text)
    assert found == question(text)
    assert found.answer
    assert found.answer.key != tuple(letter(n) for n in range(pairs))
    goals = {letter(n): plain_text(option.children)[-1] for n, option in enumerate(found.options)}
    assert list(goals.values()) == sorted(goals.values()), "an order that is not alphabetical would tell that it was shuffled"
    assert [goals[key] for key in found.answer.key] == [plain_text(item.children)[-1] for item in found.items]


def test_letters_continue_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
