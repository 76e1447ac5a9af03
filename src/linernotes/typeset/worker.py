"""The functions that a worker process runs to typeset; the parent refers to them and never loads WeasyPrint."""

from __future__ import annotations

from linernotes.typeset.jobs import Assets, Job, Typeset


def load() -> None:
    """Load WeasyPrint in a worker."""
    import linernotes.typeset.typesetter  # noqa: F401  # loads WeasyPrint, which takes 0.4 s and only workers need


def typeset(assets: Assets, job: Job, /) -> Typeset:
    """Typeset a section in a worker, which keeps the style sheets of its assets from one job to the next.

    Raises:
        TaskError: if a reader would find its pages wrong.
    """
    from linernotes.typeset.typesetter import typesetter_for  # loads WeasyPrint, which takes 0.4 s and only workers need

    return typesetter_for(assets).typeset(job)
