"""The only two walkers over a book, and the words that one of them meets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeAlias, TypeVar

from linernotes.model.document import Citation, Code, CodeBlock, Inline, LineBreak, Node, NoteCall, Text

N = TypeVar("N", bound=Node)
Value: TypeAlias = object


_NAMES: dict[type[Node], tuple[str, ...]] = {}
_LEAVES = ("str", "int", "bool", "Place", "Place | None")


def _names(node: Node) -> tuple[str, ...]:
    """Return the names of a node's fields that may hold nodes; looking them up afresh costs more than the walk."""
    kind = type(node)
    names = _NAMES.get(kind)
    if names is None:
        names = _NAMES[kind] = tuple(each.name for each in fields(node) if each.type not in _LEAVES)
    return names


def descend(value: Value) -> Iterator[Node]:
    """Yield every node at and below a node or a tuple of nodes, in reading order."""
    # A stack, not a call for each level: every node would pass through as many generators as it lies deep.
    waiting: list[Value] = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Node):
            yield value
            waiting.extend([getattr(value, name) for name in reversed(_names(value))])
        elif isinstance(value, tuple):
            waiting.extend(reversed(value))


def rewrite(value: N, edit: Callable[[Node], Node | tuple[Node, ...]]) -> N:
    """Return the node with ``edit`` done to every node below it and at last to itself.

    ``edit`` gives a node, or, for an item of a tuple, any number of nodes in its stead.

    Raises:
        TypeError: if the node itself, or a child that stands alone, is to become a tuple.
    """
    edited = _rewrite_item(value, edit)
    if isinstance(edited, tuple):
        raise TypeError(f"{type(value).__name__} stands alone and cannot become {len(edited)} nodes")
    return edited  # type: ignore[return-value]  # an edit gives a node that may stand where the old one stood


def _rewrite_field(old: Value, edit: Callable[[Node], Node | tuple[Node, ...]]) -> Value | None:
    """Return the new value of a field, or None where nothing changed."""
    if isinstance(old, Node):
        new = rewrite(old, edit)
        return new if new is not old else None
    if isinstance(old, tuple):
        items: list[object] = []
        for item in old:
            if isinstance(item, Node):
                inner = _rewrite_item(item, edit)
                items.extend(inner if isinstance(inner, tuple) else (inner,))
            elif isinstance(item, tuple):
                inner_tuple = _rewrite_field(item, edit)
                items.append(item if inner_tuple is None else inner_tuple)
            else:
                items.append(item)
        same = len(items) == len(old) and all(a is b for a, b in zip(items, old, strict=True))
        return None if same else tuple(items)
    return None


def _rewrite_item(node: Node, edit: Callable[[Node], Node | tuple[Node, ...]]) -> Node | tuple[Node, ...]:
    changed: dict[str, Any] = {
        name: new for name in _names(node) if (new := _rewrite_field(getattr(node, name), edit)) is not None
    }
    return edit(replace(node, **changed) if changed else node)


def plain_text(value: Value) -> str:
    """Return the words of a node or a tuple of nodes as a reader sees them in line, without notes.

    Blocks are parted by a space.
    """
    match value:
        case Text(value=words) | Code(value=words) | CodeBlock(value=words):
            return words
        case LineBreak():
            return " "
        case NoteCall() | Citation():
            return ""
        case Node():
            parts = (getattr(value, name) for name in _names(value))
            return "".join(plain_text(part) for part in parts if isinstance(part, (Node, tuple)))
        case tuple():
            gap = " " if any(isinstance(item, Node) and not isinstance(item, Inline) for item in value) else ""
            return gap.join(plain_text(item) for item in value)
        case _:
            return ""
