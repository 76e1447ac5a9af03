"""The values for the templates of figures, questions, answer keys and teacher notes."""

from __future__ import annotations

from collections.abc import Iterator

from linernotes.editing.line_index import LineIndex, line_anchor
from linernotes.editing.references import answer_anchor
from linernotes.html.labels import labels_of
from linernotes.html.writing import BlockWriter
from linernotes.model.book import Book
from linernotes.model.document import Figure, Target
from linernotes.model.guide import AnswerKey, Depth, KeyEntry, Question, QuestionKind, TeacherNote, letter
from linernotes.model.walking import descend, plain_text

Values = dict[str, object]

SHARP = 150
"""The lowest resolution of a picture on paper, in pixels per inch, unless the author asks for a width."""


class Cards:
    """Computes the template values of composite blocks, for one edition and one medium."""

    def __init__(self, book: Book, writer: BlockWriter) -> None:
        self.writer, self.medium, self.words = writer, writer.medium, book.wording
        self.themes = {theme.id: theme for theme in book.data.themes}
        self.pixels = {each.path: each.width for each in book.pictures if each.media_type != "image/svg+xml"}
        self.lines = LineIndex(book.sections)
        self.answers = dict(_answers(book)) if self.medium.answers_linked else {}

    def figure(self, figure: Figure) -> Values:
        """Return the values of a figure; its alternative text ends with the long description if that is not shown."""
        alternative = figure.alternative
        if figure.description and not self.medium.descriptions_shown:
            alternative = f"{alternative} {plain_text(figure.description)}"
        return {
            "figure": figure,
            "address": self.medium.picture(figure.picture),
            "alternative": alternative,
            "caption": self.writer.inlines(figure.caption),
            "credit": self.writer.inlines(figure.credit),
            "width": self._width(figure),
            "description": self.writer.blocks(figure.description) if self.medium.descriptions_shown else "",
        }

    def _width(self, figure: Figure) -> str:
        """Return the declaration of the width of a picture; on paper it is not enlarged below `SHARP` unless the author gives a width."""
        if figure.width:
            return f"{'width' if self.medium.lines_vary else '--width'}: {figure.width}%"
        pixels = 0 if self.medium.lines_vary else self.pixels.get(figure.picture, 0)
        return f"max-width: {int(pixels * 254 / SHARP) / 10:g}mm" if pixels else ""

    def question(self, question: Question) -> Values:
        """Return the values of a question card."""
        slug = self.answers.get(question.anchor)
        return {
            "question": question,
            "level": min(self.writer.level + 1, 6),
            "labels": labels_of(question, self.themes.get(question.theme), self.words),
            "lines": [(span, self._line_address(span.first)) for span in question.lines],
            "prompt": self.writer.blocks(question.prompt),
            "stem": self.writer.blocks(question.stem),
            "options": [(letter(n), self.writer.inlines(option.children)) for n, option in enumerate(question.options)],
            "items": [self.writer.inlines(item.children) for item in question.items],
            "room": question.room if self.medium.writing_space and question.room.lines else None,
            "answer": self.writer.address(Target(slug, answer_anchor(question.anchor))) if slug else "",
        }

    def _line_address(self, name: str) -> str:
        slug = self.lines.slug(name)
        return self.writer.address(Target(slug, line_anchor(name))) if slug else ""

    def key_entry(self, entry: KeyEntry, brief: bool) -> Values:
        """Return the values of an answer in the key; ``brief`` leaves out of a printed one what teachers rarely need, to save paper."""
        answer = entry.answer
        shortened = brief and not self.medium.has_nav and answer.look_fors and entry.name.isdigit()
        has_one_answer = entry.depth is not None and entry.depth <= Depth.SKILL
        return {
            "anchor": answer_anchor(entry.question),
            "name": entry.name,
            "question": self.writer.address(Target(entry.slug, entry.question)),
            "key": self._key(entry),
            "bloom": getattr(self.words, entry.bloom.value) if entry.bloom else "",
            "model": self.writer.blocks(() if shortened and not has_one_answer else answer.model),
            "look_fors": self.writer.blocks(() if shortened and has_one_answer else answer.look_fors),
            "misreading": self.writer.blocks(answer.misreading),
            "suggestion": self.writer.blocks(() if shortened and has_one_answer else answer.suggestion),
        }

    def _key(self, entry: KeyEntry) -> str:
        match entry.kind:
            case QuestionKind.TRUTH:
                words = {"true": self.words.true, "false": self.words.false}
                return ", ".join(words[value] for value in entry.answer.key)
            case QuestionKind.MATCHING:
                return ", ".join(f"{number} {value}" for number, value in enumerate(entry.answer.key, 1))
            case QuestionKind.OPEN | QuestionKind.CHOICE | QuestionKind.SHORT:
                return ", ".join(entry.answer.key)

    def teacher_note(self, note: TeacherNote) -> Values:
        """Return the values of a gathered teacher note."""
        return {
            "title": self.writer.inlines(note.title),
            "address": self.writer.address(Target(note.section)),
            "body": self.writer.blocks(note.blocks),
        }


def _answers(book: Book) -> Iterator[tuple[str, str]]:
    """Yield each question whose answer this edition prints, with the slug of the section that the key is in."""
    for section in book.sections:
        for key in descend(section.blocks, AnswerKey):
            yield from ((entry.question, section.slug) for entry in key.entries)
