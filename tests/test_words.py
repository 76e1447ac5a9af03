"""The word files of all languages, and the page of the manual that lists the words."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pyphen
import pytest

from linernotes.assets import built_in_templates
from linernotes.fonts.instances import DEFAULT_REPERTOIRE
from linernotes.manuscript.bookfile import read_plan
from linernotes.model.findings import Code, Severity
from linernotes.model.languages import find_language, language_for, language_tags, read_language
from linernotes.model.wording import Wording
from tests.sample import BOOK

KEYS = [each.name for each in fields(Wording)]
SOURCE = Path(__file__).parents[1] / "src" / "linernotes"


def wording(tag: str) -> Wording:
    return Wording(**read_language(tag).words)


def test_there_are_word_files_for_these_languages() -> None:
    assert set(language_tags()) >= {"en-GB", "en-US", "de", "fr", "es", "it", "pt", "nl", "pl", "sv"}


@pytest.mark.parametrize("tag", language_tags())
def test_word_file_is_complete(tag: str) -> None:
    language = read_language(tag)
    assert sorted(language.words) == sorted(KEYS)
    assert sorted(language.report) == sorted(read_language("en-GB").report)
    gaps = re.compile(r"\{\w+\}")
    for key, text in read_language("en-GB").report.items():
        assert sorted(gaps.findall(text)) == sorted(gaps.findall(language.report[key])), key
    assert all(word == word.strip() and word for word in language.words.values())
    assert len(language.quotes) == 4
    assert read_plan("book.toml", BOOK.replace("en-GB", tag))[2] == ()
    printed = set("".join((*language.words.values(), *language.quotes)))
    assert {character for character in printed if ord(character) not in DEFAULT_REPERTOIRE} <= {" "}


@pytest.mark.parametrize("tag", language_tags())
def test_words_of_the_language_are_hyphenated(tag: str) -> None:
    assert pyphen.language_fallback(tag) is not None
    assert "-" in pyphen.Pyphen(lang=pyphen.language_fallback(tag)).inserted("internationale")


@pytest.mark.parametrize("tag", [tag for tag in language_tags() if not tag.startswith("en")])
def test_word_file_is_translated(tag: str) -> None:
    english, other = read_language("en-GB").words, read_language(tag).words
    assert len([key for key in KEYS if other[key] == english[key]]) <= 20
    assert all(other[key] != english[key] for key in KEYS if " " in english[key] and key not in ("date_form", "months"))


@pytest.mark.parametrize(
    ("tag", "first", "other", "month"),
    [
        ("en-GB", "1 November 2026", "23 March 2026", "March 2026"),
        ("en-US", "November 1, 2026", "March 23, 2026", "March 2026"),
        ("de", "1. November 2026", "23. März 2026", "März 2026"),
        ("fr", "1er novembre 2026", "23 mars 2026", "mars 2026"),
        ("es", "1 de noviembre de 2026", "23 de marzo de 2026", "marzo de 2026"),
        ("pl", "1 listopada 2026", "23 marca 2026", "marzec 2026"),
    ],
)
def test_date_has_the_form_of_its_language(tag: str, first: str, other: str, month: str) -> None:
    assert wording(tag).date_in_words(2026, 11, 1) == first
    assert wording(tag).date_in_words(2026, 3, 23) == other
    assert wording(tag).date_in_words(2026, 3) == month


def test_date_without_day_has_the_form_of_the_guide() -> None:
    forms = {"{year}-{month}-{day}": "2026-March", "{day}/{month}/{year}": "March/2026", "{year}, {month} {day}": "2026, March"}
    for form, shown in forms.items():
        assert replace(wording("en-GB"), date_form=form).date_in_words(2026, 3) == shown
    assert wording("en-GB").date_in_words(2026) == "2026"


@pytest.mark.parametrize(
    ("tag", "found"), [("de-AT", "de"), ("en", "en-GB"), ("en-AU", "en-GB"), ("EN-us", "en-US"), ("pt-BR", "pt"), ("cs", "")]
)
def test_language_of_a_tag(tag: str, found: str) -> None:
    language = find_language(tag)
    assert (language.tag if language else "") == found


def test_language_without_words_has_its_own_quotation_marks() -> None:
    assert "".join(language_for("ru").quotes) == "«»„“"
    assert "".join(language_for("tlh").quotes) == "“”‘’"


def plan_of(tag: str, words: str = "") -> tuple[Wording, list[tuple[Code, Severity]], list[str]]:
    plan, _, found = read_plan("book.toml", BOOK.replace("en-GB", tag) + words)
    return plan.wording, [(each.code, each.severity) for each in found], [each.message for each in found]


def test_words_of_the_author_replace_those_of_the_language() -> None:
    words, found, _ = plan_of("de", '\n[words]\nquestion = "Frage"\n')
    assert (words.question, words.contents, found) == ("Frage", "Inhalt", [])


@pytest.mark.parametrize(
    ("line", "usual"), [('needs = "ohne"', "{what}"), ('date_form = "{day}"', "{year}"), ('month_names = "Januar"', "Februar")]
)
def test_word_with_wrong_gaps_is_replaced_by_the_usual_one(line: str, usual: str) -> None:
    words, found, _ = plan_of("de", f"\n[words]\n{line}\n")
    assert [code for code, _ in found] == [Code.DATA_ENTRY]
    assert usual in getattr(words, line.split()[0])


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        *((tag, "right to left") for tag in ("ar", "ar-EG", "arz", "he-IL", "fa", "ur", "yi", "ckb", "az-Arab", "en-Hebr")),
        *((tag, "characters") for tag in ("zh", "zh-Hant", "yue", "ja", "ko", "vi-Hani")),
        *((tag, "letters") for tag in ("th", "hi", "bn", "ta", "am", "ka", "dz", "kok-Deva")),
    ],
)
def test_language_that_cannot_be_typeset_is_an_error(tag: str, reason: str) -> None:
    _, found, [message] = plan_of(tag)
    assert found == [(Code.LANGUAGE_UNSUPPORTED, Severity.ERROR)]
    assert reason in message


def test_language_without_words_is_a_warning_until_all_are_written() -> None:
    assert plan_of("cs")[1] == [(Code.LANGUAGE_UNSUPPORTED, Severity.WARNING)]
    german = read_language("de").words
    own = "\n[words]\n" + "".join(f'{key} = "{german[key]}"\n' for key in KEYS)
    assert plan_of("cs", own)[1] == []
    assert plan_of("zh-Latn")[1] == [(Code.LANGUAGE_UNSUPPORTED, Severity.WARNING)]


def test_manual_lists_every_word_and_where_it_appears() -> None:
    page = Path(__file__).parents[1] / "docs" / "manual" / "manuscript" / "reference" / "languages.md"
    listed = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == KEYS


def test_every_word_is_used() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))
    used = code + b"\n".join(built_in_templates().values()).decode("utf-8")
    by_value = {
        "remember",
        "understand",
        "apply",
        "analyse",
        "evaluate",
        "create",
        "film",
        "record",
        "synopsis",
        "true",
        "false",
    }
    assert [key for key in KEYS if key not in by_value and not re.search(rf"\.{key}\b", used)] == []
