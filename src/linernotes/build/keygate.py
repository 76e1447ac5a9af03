"""The search of student editions for short answers, in projects with templates or styles of their own.

Without them it is not needed: the built-in templates get a book without answers, and print nothing that depends on a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linernotes.assets import Design, built_in_templates
from linernotes.build.context import BuildContext
from linernotes.build.printed import PrintedEdition
from linernotes.editing.editions import printed_sections
from linernotes.editing.spelling import respell
from linernotes.html.medium import Medium, Paged, Reflowable
from linernotes.html.pages import Pages
from linernotes.html.placeholders import Placeholders
from linernotes.html.templates import Templates
from linernotes.leaks.answers import ShortAnswer, listed, short_answers, words_of
from linernotes.leaks.questions import check_answers
from linernotes.model.book import Section
from linernotes.model.findings import LeakError, Place
from linernotes.model.guide import Question
from linernotes.model.walking import descend, plain_text

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CONTENT = re.compile(r"\bcontent\s*:([^;]*)")
_POSITION = re.compile(r":(?:nth-|first-|last-)", re.IGNORECASE)


def pass_key_gate(context: BuildContext, edition: PrintedEdition, design: Design) -> None:
    """Check that a student edition gives no key or short answer away.

    Args:
        context: the shared parts of the build.
        edition: the edition.
        design: the templates and styles of the project.

    Raises:
        LeakError: if it prints an answer at its question, or lists several keys.
    """
    answers = short_answers(respell(context.book, edition.edition), edition.book)
    name = f"the edition '{edition.edition.name}'"
    for section in printed_sections(edition.book, edition.edition):
        if found := listed(answers, words_of(plain_text(section))):
            message = f"the text for students lists the keys of questions {', '.join(found)}; no file was written"
            raise LeakError(message, section.place, "move the list into teacher matter")
    if design.has_own_templates:
        check_answers(name, answers, _documents(edition))
    for path, content in design.own.items():
        if path.endswith(".css"):
            check_sheet(path, content.decode("utf-8"), answers)


def _documents(edition: PrintedEdition) -> Iterator[tuple[str, str]]:
    """Yield the documents with questions, as the project's templates and as the built-in ones make them."""
    plain = Templates(built_in_templates(), theme=edition.templates.theme, trusted=True).for_variant(edition.edition.variant)
    sections = [each for each in printed_sections(edition.book, edition.edition) if any(descend(each.blocks, Question))]
    for section in sections:
        for of_paper in (True, False):
            yield _document(edition, edition.templates, section, of_paper), _document(edition, plain, section, of_paper)


def _document(edition: PrintedEdition, templates: Templates, section: Section, of_paper: bool) -> str:
    medium: Medium = Paged(edition.named_folios, Placeholders()) if of_paper else Reflowable({})
    pages = Pages(edition.book, edition.edition, medium, templates)
    if of_paper:
        return str(pages.gathering([section]))
    return str(pages.fill("section.xhtml.j2", page=pages.render(section), page_break="", sheets=[]))


def check_sheet(path: str, sheet: str, answers: tuple[ShortAnswer, ...]) -> None:
    """Reject rules for single questions that print the answer or treat options differently."""
    for selector, declarations in _RULE.findall(_COMMENT.sub("", sheet)):
        for answer in answers:
            if not re.search(rf"#{re.escape(answer.anchor)}(?![\w-])|=\s*['\"]?{re.escape(answer.anchor)}\b", selector):
                continue
            printed = {word for value in _CONTENT.findall(declarations) for word in words_of(value)}
            if any(set(form) <= printed for form in answer.forms) or (answer.right and _POSITION.search(selector)):
                message = f"a rule for question {answer.name} alone gives its answer away: {' '.join(selector.split())}"
                raise LeakError(f"{message}; no file was written", Place(path), "delete the rule")
