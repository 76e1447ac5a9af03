"""JSON Schemas of book.toml and of data files, for editors that complete and check TOML.

Source of the form: JSON Schema 2020-12, https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from linernotes.manuscript.keys import BOOKFILE, DATA_FILES, SPELLINGS, Key, Keys

Schema: TypeAlias = dict[str, object]

BOOK, TABLE, WORD_LIST = "book", "table", "spellings"
SCHEMAS = (BOOK, *DATA_FILES, TABLE, WORD_LIST)
"""The names of the schemas: of book.toml, of each data file with a fixed meaning, of data files with columns of their own, and
of files of spellings."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Mapping[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
}
_VALUE: Schema = {"type": ["string", "number"]}
_COLUMN: Schema = {"anyOf": [_VALUE, {"type": "array", "items": _VALUE}]}
"""A value of a free table. TOML has dates, which editors see as texts."""


def schema_of(name: str) -> Schema:
    """Return a schema by its name in `SCHEMAS`."""
    head: Schema = {"$schema": _DIALECT}
    if name == BOOK:
        return {**head, "title": "book.toml", "description": "The plan of a guide", **_table(BOOKFILE)}
    if name == WORD_LIST:
        return {**head, "title": "spellings", "description": "Words that an edition spells differently", **_table(SPELLINGS)}
    if name == TABLE:
        row: Schema = {"type": "object", "propertyNames": {"not": {"const": "id"}}, "additionalProperties": _COLUMN}
        return {**head, "title": "data file", "description": "Rows for a table or a diagram", **_entries(row, None)}
    file = DATA_FILES[name]
    return {**head, "title": f"data/{name}.toml", "description": file.says, **_entries(_table(file.keys), file.ids)}


def _entries(entry: Schema, ids: re.Pattern[str] | None) -> Schema:
    names: Schema = {"propertyNames": _form(ids)} if ids else {}
    return {"type": "object", **names, "additionalProperties": entry}


def _table(keys: Keys, others: Key | None = None, names: re.Pattern[str] | None = None) -> Schema:
    table: Schema = {"type": "object", "properties": {name: _described(key) for name, key in keys.items()}}
    if needed := [name for name, key in keys.items() if key.needed]:
        table["required"] = needed
    table["additionalProperties"] = _described(others) if others else False
    if names:
        table["propertyNames"] = _form(names)
    return table


def _described(key: Key) -> Schema:
    return {"description": key.says, **_value(key)}


def _value(key: Key) -> Schema:
    if key.kind is dict:
        return _table(key.keys, key.others, key.names)
    if key.kind is list:
        items: Schema = _table(key.keys) if key.keys else {"type": "string"}
        return {"type": "array", "items": {**items, "enum": list(key.among)} if key.among else items}
    value = dict(_TYPES[key.kind])
    if key.kind is str and key.needed:
        value["pattern"] = r"\S"  # a text of spaces counts as missing
    if key.among:
        value["enum"] = list(key.among)
    if key.form:
        value |= _form(key.form) if key.needed else {"anyOf": [_form(key.form), {"const": ""}]}
    return value


def _form(form: re.Pattern[str]) -> Schema:
    """Return the schema of a text of this form. Patterns of JSON Schema are those of JavaScript and match any part of a text."""
    return {"pattern": f"^(?:{form.pattern})$"}
