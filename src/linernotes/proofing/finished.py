"""A finished file of either kind, proofread by ourselves."""

from __future__ import annotations

from linernotes.model.problems import Problem


def faults_of(name: str, content: bytes) -> list[Problem]:
    """Return what is wrong with a PDF file or an e-book, which its name tells apart.

    Raises:
        ProofError: if it is not what its name says.
    """
    if name.lower().endswith(".epub"):
        from linernotes.epub.reader import open_package
        from linernotes.proofing.ebooks import proofread

        return proofread(open_package(content))
    from linernotes.proofing.pdfs import proofread_pdf

    return proofread_pdf(content)
