"""The only two walkers over a book, and the words that one of them meets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeAlias, TypeVar, overload

from linernotes.model.document import Citation, Code, CodeBlock, Inline, LineBreak, Node, NoteCall, Text

N = TypeVar("N", bound=Node)
M = TypeVar("M", bound=Node)
K = TypeVar("K", bound=Node)
Value: TypeAlias = object
Edit: TypeAlias = Callable[[M], Node | tuple[Node, ...]]


_NO_WORDS = ("int", "bool", "Place", "Place | None")
_LEAVES = ("str", "int", "bool", "Place", "Place | None")


class _Names(dict[type[Node], tuple[str, ...]]):
    """The names of a kind's fields that may hold nodes; looking them up afresh costs more than the walk."""

    def __missing__(self, kind: type[Node]) -> tuple[str, ...]:
        names = self[kind] = tuple(each.name for each in fields(kind) if each.type not in _LEAVES)
        return names


class _NamesBackwards(_Names):
    def __missing__(self, kind: type[Node]) -> tuple[str, ...]:
        names = self[kind] = _NAMES[kind][::-1]
        return names


class _Fields(_Names):
    def __missing__(self, kind: type[Node]) -> tuple[str, ...]:
        names = self[kind] = tuple(each.name for each in fields(kind) if each.type not in _NO_WORDS)
        return names


_NAMES, _BACKWARDS, _FIELDS = _Names(), _NamesBackwards(), _Fields()
_BITS: dict[type[Node], int] = {}
_WANTED: dict[tuple[type[Node], ...], int] = {}
_NOTHING = 1
"""The bit of no kind."""


def _bit(kind: type[Node]) -> int:
    bit = _BITS.get(kind)
    if bit is None:
        bit = _BITS[kind] = _NOTHING << (len(_BITS) + 1)
        _WANTED.clear()
    return bit


def _bits(kinds: tuple[type[Node], ...]) -> int:
    """Return the bits of all kinds seen so far that are these or come from these; 0 stands for every node."""
    if kinds not in _WANTED:
        _WANTED[kinds] = sum(bit for kind, bit in _BITS.items() if issubclass(kind, kinds)) or _NOTHING if kinds else 0
    return _WANTED[kinds]


def _holds(node: Node) -> int:
    """Return the bits of the kinds of a node and of all nodes below it; a node never changes, so it is asked once."""
    try:
        return node.holds
    except AttributeError:
        bits = _bit(type(node))
        for name in _NAMES[type(node)]:
            value = getattr(node, name)
            if value.__class__ is tuple:
                bits |= _held(value)
            elif isinstance(value, Node):
                bits |= _holds(value)
        object.__setattr__(node, "holds", bits)
        return bits


def _held(values: tuple[object, ...]) -> int:
    bits = 0
    for value in values:
        if value.__class__ is tuple:
            bits |= _held(value)
        elif isinstance(value, Node):
            try:
                bits |= value.holds
            except AttributeError:
                bits |= _holds(value)
    return bits


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
        kinds: the classes of the nodes that are wanted; what holds none of them is passed by.
    """
    if kinds:  # before the bits are asked for: they are those of the kinds that have been met
        _held((value,))
    wanted = _bits(kinds)
    # A stack, not a call for each level: every node would pass through as many generators as it lies deep.
    waiting: list[Value] = [value]
    while waiting:
        value = waiting.pop()
        if value.__class__ is tuple:
            waiting.extend(value[::-1])
        elif isinstance(value, Node) and (not wanted or _holds(value) & wanted):
            if not kinds or isinstance(value, kinds):
                yield value
            waiting.extend([getattr(value, name) for name in _BACKWARDS[type(value)]])


@overload
def rewrite(value: N, edit: Edit[Node], /) -> N: ...
@overload
def rewrite(value: N, edit: Edit[M], /, *kinds: type[M]) -> N: ...


def rewrite(value: N, edit: Callable[[Any], Node | tuple[Node, ...]], *kinds: type[Node]) -> N:
    """Return the node with ``edit`` done to every node below it and at last to itself.

    Args:
        value: the node.
        edit: gives a node, or, for an item of a tuple, any number of nodes in its stead.
        kinds: the classes of the nodes that are edited, all if there are none; what holds none of them stays as it is.

    Raises:
        TypeError: if the node itself, or a child that stands alone, is to become a tuple.
    """
    if kinds:
        _holds(value)
    wanted = _bits(kinds)
    edited = _rewritten(value, edit, kinds, wanted)
    if isinstance(edited, tuple):
        raise TypeError(f"{type(value).__name__} stands alone and cannot become {len(edited)} nodes")
    return edited  # type: ignore[return-value]  # an edit gives a node that may stand where the old one stood


def _rewritten(node: Node, edit: Edit[Any], kinds: tuple[type[Node], ...], wanted: int) -> Node | tuple[Node, ...]:
    if wanted and not _holds(node) & wanted:
        return node
    changed: dict[str, Any] = {}
    for name in _NAMES[type(node)]:
        old = getattr(node, name)
        if old.__class__ is tuple:
            if old and (items := _rewritten_items(old, edit, kinds, wanted)) is not old:
                changed[name] = items
        elif isinstance(old, Node):
            new = _rewritten(old, edit, kinds, wanted)
            if isinstance(new, tuple):
                raise TypeError(f"{type(old).__name__} stands alone and cannot become {len(new)} nodes")
            if new is not old:
                changed[name] = new
    if changed:
        node = replace(node, **changed)
    return edit(node) if not kinds or isinstance(node, kinds) else node


def _rewritten_items(old: tuple[Any, ...], edit: Edit[Any], kinds: tuple[type[Node], ...], wanted: int) -> tuple[Any, ...]:
    """Return the items edited; the old tuple itself where nothing changed."""
    items: list[object] = []
    same = True
    for item in old:
        if isinstance(item, Node):
            new: object = _rewritten(item, edit, kinds, wanted)
            if isinstance(new, tuple):
                items.extend(new)
                same = False
                continue
        else:
            new = _rewritten_items(item, edit, kinds, wanted) if item.__class__ is tuple else item
        items.append(new)
        same = same and new is item
    return old if same else tuple(items)


def said_by(node: Node) -> Iterator[tuple[str, object]]:
    """Yield what a node itself holds by the names of its fields: strings, tuples, nodes, and None where one of these may stand."""
    return ((name, getattr(node, name)) for name in _FIELDS[type(node)])


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
            parts = (getattr(value, name) for name in _NAMES[type(value)])
            return "".join(plain_text(part) for part in parts if isinstance(part, (Node, tuple)))
        case tuple():
            gap = " " if any(isinstance(item, Node) and not isinstance(item, Inline) for item in value) else ""
            return gap.join(plain_text(item) for item in value)
        case _:
            return ""
