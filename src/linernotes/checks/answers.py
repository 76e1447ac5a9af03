"""The check for answers that are written as ordinary text, which students see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linernotes.model.book import Book, Matter
from linernotes.model.document import Cell, Heading, Paragraph
from linernotes.model.findings import Code, Finding, Severity
from linernotes.model.guide import Answer, TeacherNote
from linernotes.model.walking import descend, plain_text

_LABEL = re.compile(
    r"(?P<label>(?:(?:model|sample|suggested|correct|possible|right|expected) )?"
    r"(?:answers?|solutions?)(?: key)?|answer key|(?:teacher’?s?’?|teachers’) (?:notes?|answers?)|(?:notes? )?for teachers?(?: only)?"
    r"|(?:muster|modell)?(?:antwort(?:en)?|lösung(?:en)?)|lösungsvorschlag|für lehrkräfte|réponses?|corrigé|pour l’enseignant(?:e)?"
    r"|respuestas?|solución|soluciones|rispost[ae]|soluzion[ei]|respostas?|solução|soluções|antwoord(?:en)?|oplossing(?:en)?"
    r"|odpowied(?:ź|zi)|rozwiązani[ae]|svar|facit|lösningar?)"
    r"(?: ?\d{1,3}| ?\([^()]{1,20}\))?\s?(?:(?P<colon>[:：])(?P<rest>.*)|\.?$)",
    re.IGNORECASE | re.DOTALL,
)
"""A word for the answer, at the beginning of a paragraph, and a colon or nothing after it."""

_ROOM = re.compile(r"[\s_.…·‥-]*[_.…·‥-]{2}[\s_.…·‥-]*")
"""A row of marks on which students write."""


def answer_in_text(book: Book) -> Iterator[Finding]:
    """Report paragraphs of sections for students that begin as an answer does, because students see them."""
    for section in book.sections:
        if section.matter is Matter.TEACHER:
            continue
        hidden = {id(node) for part in descend(section, Answer, TeacherNote) for node in descend(part, Paragraph, Heading, Cell)}
        for node in descend(section, Paragraph, Heading, Cell):
            found = _LABEL.match(plain_text(node).replace("'", "’").lstrip())
            if not found or id(node) in hidden or (isinstance(node, Cell) and not found["colon"]):
                continue
            if not _ROOM.fullmatch(found["rest"] or ""):
                message = f"'{found['label']}{found['colon'] or ''}' begins a paragraph that is printed for students"
                hint = "if it is for teachers only, write it into ::: answer, inside ::: question, or into ::: teacher-note"
                yield Finding(node.place, Code.TEACHER_TEXT_MISPLACED, message, hint, Severity.WARNING)
