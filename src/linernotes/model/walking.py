"""The two walkers over a book, `descend` and `rewrite`, and the plain text of nodes.

Both skip subtrees without the wanted kinds, which halves the time of a check: every node stores the kinds of the nodes in its
subtree when it is first asked for them. Nodes are frozen, so this never becomes wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeAlias, TypeVar, overload

from linernotes.model.document import Citation, Code, CodeBlock, Inline, LineBreak, Node, NoteCall, Text

N = TypeVar("N", bound=Node)
M = TypeVar("M", bound=Node)
K = TypeVar("K", bound=Node)
V = TypeVar("V")
Kinds: TypeAlias = frozenset[type[Node]]
Value: TypeAlias = object
Edit: TypeAlias = Callable[[M], Node | tuple[Node, ...]]

_WITHOUT_TEXT = ("int", "bool", "Place", "Place | None")
"""Annotations of fields that hold neither text nor nodes."""


class _PerKind(dict[type[Node], V]):
    """A value for each class of nodes, computed once. To mypy, a class of nodes is not hashable enough for `functools.cache`."""

    def __init__(self, compute: Callable[[type[Node]], V]) -> None:
        self.compute = compute

    def __missing__(self, kind: type[Node]) -> V:
        value = self[kind] = self.compute(kind)
        return value


_CONTENTS = _PerKind(lambda kind: tuple(each.name for each in fields(kind) if each.type not in _WITHOUT_TEXT))
"""The names of the fields that may hold text or nodes."""
_CHILDREN = _PerKind(lambda kind: tuple(each.name for each in fields(kind) if each.type not in (*_WITHOUT_TEXT, "str")))
"""The names of the fields that may hold nodes."""
_CLASSES = _PerKind(lambda kind: frozenset(base for base in kind.__mro__ if issubclass(base, Node)))
"""The class itself and its base classes."""
_SETS: dict[Kinds, Kinds] = {}
"""The few different sets that the nodes of a book share."""


def _kinds_within(node: Node) -> Kinds:
    """Return the classes, with their base classes, of a node and all nodes below it."""
    try:
        return node.kinds_within
    except AttributeError:
        kinds = set(_CLASSES[type(node)])
        for name in _CHILDREN[type(node)]:
            _add_kinds(getattr(node, name), kinds)
        found = frozenset(kinds)
        found = _SETS.setdefault(found, found)
        object.__setattr__(node, "kinds_within", found)
        return found


def _add_kinds(value: Value, kinds: set[type[Node]]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _add_kinds(item, kinds)
    elif isinstance(value, Node):
        kinds |= _kinds_within(value)


@overload
def descend(value: Value, /) -> Iterator[Node]: ...
@overload
def descend(value: Value, kind: type[M], /) -> Iterator[M]: ...
@overload
def descend(value: Value, kind: type[M], other: type[K], /) -> Iterator[M | K]: ...
@overload
def descend(value: Value, *kinds: type[M]) -> Iterator[M]: ...


def descend(value: Value, *kinds: type[Node]) -> Iterator[Node]:
    """Yield every node at and below a node or a tuple of nodes, in reading order.

    Args:
        value: a node, or a tuple of nodes or of such tuples.
        kinds: the wanted classes of nodes; all if there are none.
    """
    # A stack instead of recursion: with recursion every node would pass through one generator per level.
    waiting: list[Value] = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting.extend(reversed(value))
        elif isinstance(value, Node) and not (kinds and _kinds_within(value).isdisjoint(kinds)):
            if not kinds or isinstance(value, kinds):
                yield value
            waiting.extend([getattr(value, name) for name in reversed(_CHILDREN[type(value)])])


@overload
def rewrite(value: N, edit: Edit[Node], /) -> N: ...
@overload
def rewrite(value: N, edit: Edit[M], /, *kinds: type[M]) -> N: ...


def rewrite(value: N, edit: Callable[[Any], Node | tuple[Node, ...]], *kinds: type[Node]) -> N:
    """Return the node after ``edit`` was applied to every node below it and last to itself.

    A subtree that does not change stays the same object.

    Args:
        value: the node.
        edit: returns the replacement: a node or, for an item of a tuple, any number of nodes.
        kinds: the classes of nodes to edit; all if there are none.

    Raises:
        TypeError: if several nodes are to replace the node itself or a child that is not in a tuple.
    """
    edited = _rewritten(value, edit, kinds)
    if isinstance(edited, tuple):
        raise TypeError(f"{len(edited)} nodes cannot replace a single {type(value).__name__}")
    return edited  # type: ignore[return-value]  # an edit returns a node that is allowed where the old one was


def _rewritten(node: Node, edit: Edit[Any], kinds: tuple[type[Node], ...]) -> Node | tuple[Node, ...]:
    if kinds and _kinds_within(node).isdisjoint(kinds):
        return node
    changed: dict[str, Any] = {}
    for name in _CHILDREN[type(node)]:
        old = getattr(node, name)
        if isinstance(old, tuple):
            new: object = _rewritten_items(old, edit, kinds)
        elif isinstance(old, Node):
            new = rewrite(old, edit, *kinds)
        else:
            continue
        if new is not old:
            changed[name] = new
    if changed:
        node = replace(node, **changed)
    return edit(node) if not kinds or isinstance(node, kinds) else node


def _rewritten_items(old: tuple[Any, ...], edit: Edit[Any], kinds: tuple[type[Node], ...]) -> tuple[Any, ...]:
    """Return the edited items, or the old tuple itself if nothing changed."""
    items: list[object] = []
    same = True
    for item in old:
        if isinstance(item, Node):
            new: object = _rewritten(item, edit, kinds)
            if isinstance(new, tuple):
                items.extend(new)
                same = False
                continue
        else:
            new = _rewritten_items(item, edit, kinds) if isinstance(item, tuple) else item
        items.append(new)
        same = same and new is item
    return old if same else tuple(items)


def contents(node: Node) -> Iterator[tuple[str, object]]:
    """Yield the fields of a node that may hold text or nodes: name and value, which may be None."""
    return ((name, getattr(node, name)) for name in _CONTENTS[type(node)])


def plain_text(value: Value) -> str:
    """Return the text of a node or a tuple of nodes without notes and citations; a space separates blocks."""
    match value:
        case Text(value=words) | Code(value=words) | CodeBlock(value=words):
            return words
        case LineBreak():
            return " "
        case NoteCall() | Citation():
            return ""
        case Node():
            parts = (getattr(value, name) for name in _CHILDREN[type(value)])
            return "".join(plain_text(part) for part in parts if isinstance(part, (Node, tuple)))
        case tuple():
            gap = " " if any(isinstance(item, Node) and not isinstance(item, Inline) for item in value) else ""
            return gap.join(plain_text(item) for item in value)
        case _:
            return ""
