"""Values of the cache are restored unchanged, and values that other programs wrote are refused."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linernotes.cache.memo import Memo, restore
from linernotes.cache.store import Store
from linernotes.editing import edit
from linernotes.model.document import Layer, Text
from linernotes.model.findings import Place
from linernotes.model.memoize import serialized
from linernotes.typeset.gathering import Bookmark, FontUse, Gathering, Misfit, PageText, Placeholder
from tests.sample import FORMS, STUDENT, read_guide


def never() -> Any:  # noqa: ANN401  # whatever is asked for
    raise AssertionError("it is made again")


def test_a_whole_book_comes_back_with_its_places(tmp_path: Path) -> None:
    book, _ = read_guide(tmp_path, FORMS)
    memoize = Memo(Store(tmp_path / "cache"))
    assert memoize([b"book", b"1"], lambda: book) is book
    back = Memo(Store(tmp_path / "cache"))([b"book", b"1"], never)
    assert back == book
    assert [serialized(section) for section in back.sections] == [serialized(section) for section in book.sections]
    assert edit(back, STUDENT) == edit(book, STUDENT)
    with pytest.raises(AssertionError, match="made again"):
        memoize([b"book", b"2"], never)


def test_equal_values_serialize_alike_whatever_objects_they_share() -> None:
    place = Place("a.md", 3)
    shared = (Text("lamp", place=place), Text("lamp", place=place))
    apart = (Text("lamp", place=Place("a.md", 3)), Text("".join(["la", "mp"]), place=Place("a.md", 3)))
    assert serialized(shared) == serialized(apart)
    assert serialized(shared) != serialized(shared[:1])


def test_gathering_comes_back_from_the_cache(tmp_path: Path) -> None:
    bookmark, use = Bookmark(1, "One", 0, 27.5, 800.25), FontUse("a", {"5": 512.0}, {"5": "fi"})
    texts, misfits = (PageText("One", "", "1"),), (Misfit(0, "One", "it is too wide", "shorten it"),)
    marks = (Placeholder(0, "00", (12, 20), 40, ("x1",)),)
    made = Gathering(
        b"%PDF", 1, {"one": 0}, (bookmark,), {"F": use}, marks, ("a warning",), texts, (("Alt", "A lamp."),), misfits
    )
    Memo(Store(tmp_path))([b"gathering"], lambda: made)
    assert Memo(Store(tmp_path))([b"gathering"], never) == made


class Bomb:
    """Is a command when it is taken from bytes."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.mark,)


class Reached:
    """Is an attribute of a class when it is taken from bytes, as a member of an enumeration is in Python 3.11.2."""

    def __init__(self, kind: type, name: str) -> None:
        self.kind, self.name = kind, name

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return getattr, (self.kind, self.name)


def test_member_of_an_enumeration_comes_back_in_every_python() -> None:
    assert restore(pickle.dumps(Reached(Layer, "FILM"))) is Layer.FILM


@pytest.mark.parametrize("name", ["bomb", "nonsense", "model", "attribute", "method"])
def test_value_of_another_program_is_computed_again_and_not_run(name: str, tmp_path: Path) -> None:
    memoize = Memo(Store(tmp_path / "cache"))
    memoize([b"text"], lambda: "right")
    [entry] = [file for file in (tmp_path / "cache").glob("*/*") if file.is_file()]
    wrong = {
        "bomb": pickle.dumps(Bomb(tmp_path / "gone-off")),
        "nonsense": b"nonsense",
        "attribute": pickle.dumps(Reached(Layer, "__members__")),
        "method": pickle.dumps(Reached(Text, "__init__")),
        "model": b"\x80\x04\x8c\x15linernotes.model.book\x8c\x08replace.\x93.",
    }[name]
    entry.write_bytes(hashlib.sha256(wrong).hexdigest().encode() + b"\n" + wrong)
    assert memoize([b"text"], lambda: "right") == "right"
    assert not (tmp_path / "gone-off").exists()
