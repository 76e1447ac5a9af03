"""XHTML elements as markup."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

Attribute = str | int | None


def element(name: str, content: Markup | str = "", **attributes: Attribute) -> Markup:
    """Return an element. Attributes that are None or empty are left out; ``class_`` and ``epub__type`` stand for class and epub:type."""
    written = "".join(
        f' {key.rstrip("_").replace("__", ":").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value not in (None, "")
    )
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")  # noqa: S704  # content and values are escaped here


def join(parts: Iterable[Markup], gap: str = "") -> Markup:
    """Return the parts joined."""
    return Markup(gap).join(parts)  # noqa: S704  # the gap is white space


def list_element(items: Markup, start: int | None, *, styled: bool) -> Markup:
    """Return a numbered list, or a bulleted one if ``start`` is None; ``styled``: its first number is also given as a style."""
    if start in (None, 1):
        return element("ul" if start is None else "ol", items)
    return element("ol", items, start=start, style=f"counter-reset: list-item {start - 1}" if styled else None)
