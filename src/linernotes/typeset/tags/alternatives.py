"""Alternative texts of pictures, and descriptions of links."""

from __future__ import annotations

from typing import Any


def alternative_of(element: Any, tag: str) -> str:
    """Return the alternative text of a picture: its attribute, or the title and the description of a drawing."""
    if element is None or tag != element.tag:
        return ""
    texts = [element.get("alt"), element.get("aria-label")]
    texts += [child.text for child in element if str(child.tag).endswith(("}title", "}desc"))]
    return " ".join(" ".join(text.split()) for text in texts if text)


def description_of(element: Any) -> str:
    """Return the description of a link (UA 7.18.5): its label, its text, the alternative text of its pictures, or its address."""
    label = element.get("aria-label") or " ".join("".join(element.itertext()).replace("\xad", "").split())
    return (
        label or " ".join(filter(None, (alternative_of(child, child.tag) for child in element.iter()))) or element.get("href", "")
    )
