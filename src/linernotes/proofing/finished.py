"""Proofreading of a finished file, by format."""

from __future__ import annotations

from typing import assert_never

from linernotes.epub.reader import open_package
from linernotes.model.formats import Format
from linernotes.model.problems import Problem
from linernotes.proofing.ebooks import proofread_package
from linernotes.proofing.pdfs import proofread_pdf


def proofread(format: Format, content: bytes) -> list[Problem]:
    """Return the problems of a finished file.

    Raises:
        ProofError: if it is not a file of this format.
    """
    match format:
        case Format.PDF:
            return proofread_pdf(content)
        case Format.EPUB:
            return proofread_package(open_package(content))
        case other:
            assert_never(other)
