"""``[checks]`` of book.toml → the rules that the guide sets for its own text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from linernotes.manuscript.keys import CHECKS, QUESTIONS, READING
from linernotes.manuscript.toml import TomlTable
from linernotes.model.guide import Depth
from linernotes.model.rules import QuestionRules, Rules


def read_rules(checks: TomlTable) -> Rules:
    """Return the rules in the table ``[checks]``, which may be empty."""
    reading = checks.table("reading")
    rules = Rules(
        _questions(checks.table("questions")),
        _grade(reading),
        reading.texts("except"),
        checks.take("terms_used", bool, False),
        checks.take("curled_marks", bool, False),
    )
    reading.finish(READING)
    checks.finish(CHECKS)
    return rules


def _grade(table: TomlTable) -> Decimal | None:
    table.note("grade", Decimal)
    value = table.values.get("grade")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not 0 < value < 30:
        table.report("'grade' is not a school grade", "grade", "write for instance grade = 9.5")
        return None
    return Decimal(value)


def _questions(table: TomlTable) -> QuestionRules:
    rules = QuestionRules(
        table.texts("sections"),
        table.take("complete", bool, False),
        _count(table, "prompt_words") or 0,
        _count(table, "total"),
        _depths(table),
        _count(table, "per_theme"),
        _count(table, "needs_at_most"),
        table.place(),
    )
    table.finish(QUESTIONS)
    return rules


def _count(table: TomlTable, key: str) -> int | None:
    if key not in table.values:
        table.note(key, int)
        return None
    value = table.take(key, int, 0)
    if value < 0:
        table.report(f"'{key}' is less than 0", key, "write 0 or a higher number")
        return None
    return value


def _depths(table: TomlTable) -> Mapping[int, int]:
    values: Mapping[str, object] = table.take("dok", dict, {})
    known = {str(depth.value): depth.value for depth in Depth}
    counts = {known[key]: value for key, value in values.items() if key in known and type(value) is int and value >= 0}
    if len(counts) < len(values):
        hint = "write for instance dok = { 1 = 4, 2 = 12 }; depths are 1 to 4"
        table.report("'dok' does not give a number of questions for each depth", "dok", hint)
    return counts
