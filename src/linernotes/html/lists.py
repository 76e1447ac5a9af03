"""The values for the templates of generated lists: glossary, sources, matrices, figures, themes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from linernotes.editing.references import fact_anchor, row_anchor, term_anchor
from linernotes.html.cards import Values
from linernotes.html.writing import BlockWriter
from linernotes.model.guide import Depth, GlossaryList, SourceList
from linernotes.model.lists import FigureList, QuestionReference, StandardsMatrix, ThemeKey, ThemeMatrix


class Lists:
    """Computes the template values of generated lists, for one edition and one medium."""

    def __init__(self, writer: BlockWriter) -> None:
        self.writer, self.medium = writer, writer.medium

    def glossary(self, listed: GlossaryList) -> Values:
        """Return the values of the glossary."""
        entries = [
            (term_anchor(term.id), self.writer.page_break(term_anchor(term.id)), term.name, self.writer.inlines(term.definition))
            for term in listed.terms
        ]
        return {"entries": entries}

    def sources(self, listed: SourceList) -> Values:
        """Return the values of a list of cited facts."""
        facts = [
            (
                number,
                fact_anchor(fact.id),
                self.writer.page_break(fact_anchor(fact.id)),
                fact.certainty.value,
                self.writer.inlines(fact.children),
                self.writer.inlines(fact.source),
                self._calls_of(fact.id),
            )
            for number, fact in enumerate(listed.facts, listed.first)
        ]
        return {"facts": facts}

    def _calls_of(self, fact: str) -> list[tuple[int, str, str]]:
        """Return where a fact is cited: a number, the address, and the title of the section."""
        calls = enumerate(self.writer.citations.get(fact, ()), 1)
        return [(number, self.writer.address(call), self.writer.titles[call.slug]) for number, call in calls]

    def standards_matrix(self, matrix: StandardsMatrix) -> Values:
        """Return the values of the matrix of standards: the questions under each heading, with their page if there are pages."""
        anchored = ((row_anchor(f"{self.writer.slug}--standards", number), row) for number, row in enumerate(matrix.rows, 1))
        rows = [
            {
                "anchor": anchor,
                "page_break": self.writer.page_break(anchor),
                "code": row.standard.id,
                "says": self.writer.inlines(row.standard.children),
                "met": self._by_heading(row.questions),
                "evidence": self.writer.inlines(row.standard.evidence),
            }
            for anchor, row in anchored
        ]
        return {"rows": rows, "with_evidence": any(row["evidence"] for row in rows)}

    def theme_matrix(self, matrix: ThemeMatrix) -> Values:
        """Return the values of the matrix of themes: a column for each depth, and one for questions without a depth."""
        calls = [call for row in matrix.rows for call in row.questions]
        depths: list[Depth | None] = [*Depth]
        if any(call.depth is None for call in calls):
            depths.append(None)
        rows = [
            {
                "theme": row.theme,
                "cells": [self._calls(call for call in row.questions if call.depth is depth) for depth in depths],
            }
            for row in matrix.rows
        ]
        return {"depths": [int(depth or 0) for depth in depths], "rows": rows}

    def figure_list(self, listed: FigureList) -> Values:
        """Return the values of the list of figures."""
        entries = [
            {
                "number": entry.number,
                "title": self.writer.inlines(entry.title),
                "credit": self.writer.inlines(entry.credit),
                "address": self.writer.address(entry.target),
                "folio": self.medium.folio(entry.target),
            }
            for entry in listed.entries
        ]
        return {"entries": entries}

    def theme_key(self, key: ThemeKey) -> Values:
        """Return the values of the key to the themes."""
        entries = [
            {
                "tag": entry.theme.id,
                "name": entry.theme.name,
                "statement": "" if key.brief else self.writer.inlines(entry.theme.statement),
                "address": self.writer.address(entry.target) if entry.target else "",
                "folio": self.medium.folio(entry.target) if entry.target else "",
            }
            for entry in key.entries
        ]
        return {"entries": entries, "brief": key.brief}

    def _calls(self, calls: Iterable[QuestionReference]) -> list[tuple[str, str]]:
        return [(call.name, self.writer.address(call.target)) for call in calls]

    def _by_heading(self, calls: Iterable[QuestionReference]) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the questions grouped by heading, with the page of the first of each group."""
        if self.medium.has_nav:
            return [("", self._calls(calls))]
        passages = [list(group) for _, group in groupby(calls, key=lambda call: (call.target.slug, call.heading))]
        return [(self.medium.folio(group[0].target), self._calls(group)) for group in passages]
