"""A file of spellings → the words that an edition spells differently, and the phrases that it keeps."""

from __future__ import annotations

from linernotes.manuscript.keys import SPELLINGS
from linernotes.manuscript.source import SourceFile
from linernotes.manuscript.toml import TomlTable, load_toml
from linernotes.model.spelling import Respelling, Spelling


def read_spellings(source: SourceFile) -> Spelling:
    """Return the spellings in a file; what cannot be used is reported and left out."""
    values = load_toml(source)
    if values is None:
        return Spelling()
    top = TomlTable(source, values, ())
    kept = [text for text in top.texts("keep", 'keep = ["Palace Theatre"]') if text.strip()]
    table = top.table("words")
    words: list[Respelling] = []
    for written in table.values:
        printed = table.text(written)
        if not written.strip():
            table.report("a word to replace is empty", written, 'write for instance colour = "color"')
        elif printed == written:
            table.report(f"'{written}' is replaced by itself", written, "delete this line, or add the phrase to keep")
        elif printed.strip():
            words.append(Respelling(written, printed, table.place(written)))
    top.finish(SPELLINGS)
    return Spelling(tuple(words), tuple(Respelling(text, text, top.place("keep")) for text in kept))
