"""The two walkers and the plain text of nodes."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from linernotes.model.charts import HeatMap, Series
from linernotes.model.document import Block, Emphasis, Figure, Inline, List, ListItem, Node, NoteCall, Paragraph, Text
from linernotes.model.memoize import serialized
from linernotes.model.walking import descend, plain_text, rewrite

NOTE = NoteCall((Paragraph((Text("Far off."),)),))
PARAGRAPH = Paragraph((Text("The "), Emphasis((Text("lamp"),)), NOTE))
LIST = List((ListItem((PARAGRAPH,)), ListItem((Paragraph((Text("Sea"),)),))))
CHART = HeatMap(((Text("dusk"),), (Text("night"),)), (Series((Text("great"),), (1, 2)),), 3)


def upper(text: Text) -> Node:
    return replace(text, value=text.value.upper())


def test_descend_yields_nodes_of_a_kind_in_reading_order() -> None:
    assert [text.value for text in descend(LIST, Text)] == ["The ", "lamp", "Far off.", "Sea"]
    assert [text.value for text in descend(CHART, Text)] == ["dusk", "night", "great"]


def test_descend_finds_subclasses_and_several_kinds() -> None:
    assert list(descend(PARAGRAPH, Block)) == [PARAGRAPH, *NOTE.blocks]
    assert len(list(descend(PARAGRAPH, Inline))) == 5
    assert list(descend(LIST, ListItem, NoteCall)) == [LIST.items[0], NOTE, LIST.items[1]]


def test_rewrite_keeps_subtrees_that_do_not_change() -> None:
    assert rewrite(LIST, lambda node: node) is LIST
    assert rewrite(CHART, lambda node: node, Text) is CHART
    assert rewrite(LIST, lambda figure: (), Figure) is LIST
    edited = rewrite(LIST, lambda call: (), NoteCall)
    assert not any(descend(edited, NoteCall))
    assert edited.items[1] is LIST.items[1]


def test_rewrite_edits_tuples_inside_tuples() -> None:
    assert plain_text(rewrite(CHART, upper, Text).stages) == "DUSKNIGHT"


def test_several_nodes_cannot_replace_a_single_one() -> None:
    with pytest.raises(TypeError, match="2 nodes cannot replace a single Paragraph"):
        rewrite(PARAGRAPH, lambda node: (node, node), Paragraph)


def test_walking_changes_neither_equality_nor_stored_bytes() -> None:
    copy = pickle.loads(pickle.dumps(LIST))  # noqa: S301  # bytes of our own
    assert copy == LIST
    before = serialized(copy)
    assert any(descend(copy, Text))
    assert serialized(copy) == before
