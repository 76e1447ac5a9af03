"""The printed words of each question in a document, and the search for its key among the words that a project's templates add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from linernotes.leaks.answers import ShortAnswer, words_of
from linernotes.model.findings import LeakError
from linernotes.model.guide import QuestionKind

_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"]
)
"""Elements that do not end a word."""

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_NO_TEXT = frozenset(
    ["id", "href", "src", "style", "xmlns", "xmlns:epub", "aria-labelledby", "aria-describedby", "lang", "xml:lang"]
)
"""Attributes that contain no words. Classes count: one option may be marked by its class."""


@dataclass
class PrintedQuestion:
    """The words of a question and of everything up to the next, and the words of each item of its lists."""

    words: list[str] = field(default_factory=list)
    items: list[list[str]] = field(default_factory=list)


def printed_questions(document: str, anchors: Iterable[str]) -> dict[str, PrintedQuestion]:
    """Return the questions that a document prints, by id; under the empty id, the words before the first.

    Args:
        document: XHTML or HTML.
        anchors: the ids of the questions.
    """
    reader = _Reader(frozenset(anchors))
    reader.feed(document)
    reader.close()
    reader.end_words()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, anchors: frozenset[str]) -> None:
        super().__init__()
        self.anchors = anchors
        self.found = {"": PrintedQuestion()}
        self.now = self.found[""]
        self._text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in _INLINE:
            self.end_words()
        if (anchor := named.get("id") or "") in self.anchors:
            self.end_words()
            self.now = self.found.setdefault(anchor, PrintedQuestion())
        if tag == "li":
            self.now.items.append([])
        if tag not in _VOID:
            self._open.append(tag)
        self._add(value for name, value in attrs if value and name not in _NO_TEXT)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_words()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["style"], ["script"]):
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self._add([data])

    def end_words(self) -> None:
        """Count the words since the last boundary between blocks."""
        text, self._text = "".join(self._text), []
        self._add([text])

    def _add(self, texts: Iterable[str]) -> None:
        words = [word for text in texts for word in words_of(text)]
        self.now.words += words
        if "li" in self._open and self.now.items:
            self.now.items[-1] += words


def check_answers(shown: str, answers: Sequence[ShortAnswer], documents: Iterable[tuple[str, str]]) -> None:
    """Check that the templates of these documents add no answer to a question.

    Args:
        shown: the name of the edition in messages.
        answers: the keys and short answers.
        documents: each document as the project's templates make it, and as the built-in templates do.

    Raises:
        LeakError: if the former prints an answer that the latter does not.
    """
    by_anchor = {answer.anchor: answer for answer in answers}
    for own, plain in documents:
        before = printed_questions(plain, by_anchor)
        found = printed_questions(own, by_anchor)
        added = {by_anchor[each]: _added(words, before.get(each, PrintedQuestion())) for each, words in found.items() if each}
        for answer, question in added.items():
            was = before.get(answer.anchor, PrintedQuestion())
            others = {each: words for each, words in added.items() if each.forms != answer.forms}
            leak = " ".join(answer.key) if _has_more_keys(answer, found[answer.anchor], was) else _leak(answer, question, others)
            if leak:
                hint = "a template of your project prints it; remove it, or print it in teacher editions only"
                raise LeakError(f"{shown} gives away the answer of question {answer.name}: {leak}", hint=hint)


def _added(own: PrintedQuestion, plain: PrintedQuestion) -> PrintedQuestion:
    same = len(own.items) == len(plain.items)
    items = [_surplus(mine, plain.items[n] if same else plain.words) for n, mine in enumerate(own.items)]
    return PrintedQuestion(_surplus(own.words, plain.words), items)


def _surplus(words: Iterable[str], without: Iterable[str]) -> list[str]:
    """Return the words that occur more often than in another text, in order."""
    left, surplus = Counter(without), []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            surplus.append(word)
    return surplus


def _has_more_keys(answer: ShortAnswer, own: PrintedQuestion, plain: PrintedQuestion) -> bool:
    """Return whether the letters of a matching question are printed in the order of its key more often than in another text."""

    def times(words: Iterable[str]) -> int:
        return "".join(f" {word} " for word in words if word in answer.key).count("".join(f" {each} " for each in answer.key))

    return answer.kind is QuestionKind.MATCHING and times(own.words) > times(plain.words)


def _leak(answer: ShortAnswer, question: PrintedQuestion, others: Mapping[ShortAnswer, PrintedQuestion]) -> str:
    """Return the words or the mark that give an answer away; an empty string if nothing does.

    Words that the templates also add to questions with other answers give nothing away.
    """
    usual = Counter(question.words) if others else Counter[str]()
    for each in others.values():
        usual &= Counter(each.words)
    words = _surplus(question.words, usual.elements())
    count = Counter(words if answer.kind is not QuestionKind.MATCHING else ())
    for form, choices in zip(answer.forms, answer.choices or ((),) * len(answer.forms), strict=True):
        if form and Counter(form) <= count and not (choices and all(Counter(each) <= count for each in choices)):
            return f"'{' '.join(form)}'"
    return next(_marks(answer, question, others), "")


def _marks(answer: ShortAnswer, question: PrintedQuestion, others: Mapping[ShortAnswer, PrintedQuestion]) -> Iterator[str]:
    """Yield the marks that all right options have and no other has, unless options of other questions have them by their position."""
    if not answer.right or len(question.items) < answer.options:
        return
    options = question.items[-answer.options :]
    wrong = {word for n, words in enumerate(options) if n not in answer.right for word in words}
    for mark in set(options[answer.right[0]]).intersection(*(options[n] for n in answer.right)) - wrong:
        for other, printed in others.items():
            positions = [n for n, words in enumerate(printed.items[-other.options :]) if mark in words] if other.options else []
            if positions and not set(positions) <= set(other.right):
                break
        else:
            yield f"only the right option is marked with '{mark}'"
