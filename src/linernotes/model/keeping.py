"""Results that nodes keep, so that only what an author has changed is computed again.

A program that reads a book after each edit gets the same objects for the sections that have not changed. Nodes are frozen, so a result
that depends on a node and on some facts stays right while the facts are equal. It is freed together with the node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from linernotes.model.document import Node

T = TypeVar("T")

_MOST = 4
"""The number of results of one name that a node keeps: editions that are shown side by side can differ in their facts."""

_ITSELF = object()
"""Stands for the node: a node that refers to itself would stay in memory longer."""


def keep(node: Node, name: str, facts: object, make: Callable[[], T]) -> T:
    """Return the result that a node keeps under a name, or compute it if it has none for these facts.

    Args:
        node: the node that the result is about.
        name: the name of the result.
        facts: everything else that the result depends on. Nodes in it are compared without their places.
        make: computes the result.
    """
    try:
        results = node.kept.setdefault(name, [])
    except AttributeError:
        results = []
        object.__setattr__(node, "kept", {name: results})
    for known, result in results:
        if known == facts:
            return cast(T, node if result is _ITSELF else result)
    made = make()
    results.insert(0, (facts, _ITSELF if made is node else made))
    del results[_MOST:]
    return made
