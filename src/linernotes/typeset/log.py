"""The log of WeasyPrint, which tells what a style sheet or a document has wrong."""

from __future__ import annotations

import logging


class Log(logging.Handler):
    """Collects the lines that WeasyPrint logs, each once, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Add a line."""
        self.lines[record.getMessage()] = None
