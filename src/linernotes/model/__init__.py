"""The data model of a book: frozen dataclasses. It imports the standard library only."""
