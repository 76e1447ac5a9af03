"""The groups of pages: what is drawn see-through stands in a stream of its own, a form XObject (ISO 32000-1, 11.6.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Dictionary, Name, Object


def drawn_groups(resources: Object) -> Iterator[Object]:
    """Yield the groups that resources of a page name, with those that are drawn in them."""
    for each in resources.get("/XObject", Dictionary()).values():
        if each.get("/Subtype") == Name.Form:
            yield each
            if "/Resources" in each:
                yield from drawn_groups(each.Resources)


def drawn_group(resources: Object, names: Sequence[str]) -> Object:
    """Return the group of that name in resources of a page; of several names each is that of a group in the one before."""
    for name in names:
        group = resources.XObject[f"/{name}"]
        resources = group.Resources
    return group
