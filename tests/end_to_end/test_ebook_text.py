"""The text of the finished e-books: numbered lines, and links between lines, sources and the places that mention them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from linernotes.model.lines import NumberedLine
from linernotes.model.walking import descend
from tests.end_to_end.reading import EPUB_TYPE, XHTML, documents, visible_words_of, words_of
from tests.sample import read_checkout

MENTION = re.compile(r"\b[Ll]ines? \d+(?:–\d+)?")


@pytest.fixture(params=["student", "teacher"])
def ebook(guide: Path, request: pytest.FixtureRequest) -> dict[str, Element]:
    return documents(guide / f"the-runaways-{request.param}.epub")


def with_class(root: Element, name: str) -> Iterator[Element]:
    yield from (element for element in root.iter() if name in element.get("class", "").split())


def test_every_line_of_the_retelling_begins_with_its_number(ebook: dict[str, Element]) -> None:
    lines = [line for root in ebook.values() for line in with_class(root, "line")]
    assert len(lines) == sum(1 for _ in descend(read_checkout().book.sections, NumberedLine))
    counts: Counter[str] = Counter()
    for line in lines:
        label = str(line.get("id")).removeprefix("line--").rstrip("0123456789")  # that of a second numbered text
        counts[label] += 1
        assert line.get("id") == f"line--{label}{counts[label]}"
        assert "".join(line.itertext()).startswith(f"line {label.upper()}{counts[label]} ")
    assert list(counts) == ["", "s"]


def test_every_source_mark_has_a_way_back(ebook: dict[str, Element]) -> None:
    names = {id(root): name.removeprefix("EPUB/") for name, root in ebook.items()}
    marks = [(names[id(root)], mark) for root in ebook.values() for mark in with_class(root, "citation")]
    facts = {
        f"{names[id(root)]}#{item.get('id')}": {
            str(link.get("href")) for link in item.iter(f"{XHTML}a") if link.get("role") == "doc-backlink"
        }
        for root in ebook.values()
        for endnotes in root.iter()
        if endnotes.get("role") == "doc-endnotes"
        for item in endnotes[0]
    }
    assert len(marks) > 100
    for name, mark in marks:
        assert (mark.get("role"), mark.get(EPUB_TYPE)) == ("doc-noteref", "noteref")
        assert f"{name}#{mark.get('id')}" in facts[str(mark.get("href"))]
    assert sum(map(len, facts.values())) == len(marks), "a link leads back to a mark that does not exist"


def test_every_mention_of_a_line_is_a_link_to_it(ebook: dict[str, Element]) -> None:
    unlinked, linked = [], 0
    for root in ebook.values():
        inside = {
            id(inner) for tag in ("a", "h1", "h2", "h3", "head") for each in root.iter(f"{XHTML}{tag}") for inner in each.iter()
        }
        inside |= {
            id(inner) for name in ("question-foot", "retelling") for each in with_class(root, name) for inner in each.iter()
        }
        parents = {id(child): parent for parent in root.iter() for child in parent}
        for element in root.iter():
            runs = ([] if id(element) in inside else [element.text]) + (
                [] if id(parents.get(id(element))) in inside else [element.tail]
            )
            unlinked += [mention for run in runs for mention in MENTION.findall(run or "")]
        for link in root.iter(f"{XHTML}a"):
            if MENTION.fullmatch(words_of(link)):
                linked += 1
                assert str(link.get("href")).endswith(f"#line--{re.findall('[0-9]+', words_of(link))[0]}")
    assert not unlinked
    assert linked > 40


def test_search_for_a_line_finds_its_mentions(ebook: dict[str, Element]) -> None:
    text = " ".join("".join(root.itertext()) for root in ebook.values())
    assert not re.findall(r"(?:line|lines|page|Movement|Figure|Table)\N{NO-BREAK SPACE}[^\s●◐○]", text)
    assert text.count("line 38") >= 2


def test_layers_are_named_for_those_who_do_not_see_the_underline(ebook: dict[str, Element]) -> None:
    layers = [layer for root in ebook.values() for layer in with_class(root, "layer")]
    assert len(layers) > 40
    for layer in layers:
        name = str(layer.get("class")).removeprefix("layer ")
        assert words_of(layer).startswith(f"{name}: ")
        assert not visible_words_of(layer).startswith(f"{name}: ")


def test_blanks_are_drawn_and_named(ebook: dict[str, Element]) -> None:
    assert not [run for root in ebook.values() for run in re.findall("_{3,}", words_of(root))]
    blanks = [blank for root in ebook.values() for blank in with_class(root, "blank")]
    assert len(blanks) > 10
    assert {words_of(blank) for blank in blanks} == {"blank"}
