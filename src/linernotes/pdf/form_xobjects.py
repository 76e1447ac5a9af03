"""The transparency groups of a page: form XObjects that hold whatever has an opacity (ISO 32000-1, 11.6.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Dictionary, Name, Object


def all_groups(resources: Object) -> Iterator[Object]:
    """Yield the groups in the resources of a page, each followed by those drawn in it."""
    for each in resources.get("/XObject", Dictionary()).values():
        if each.get("/Subtype") == Name.Form:
            yield each
            if "/Resources" in each:
                yield from all_groups(each.Resources)


def find_group(resources: Object, names: Sequence[str]) -> Object:
    """Return the group that a sequence of resource names leads to, each name being looked up in the group before it."""
    for name in names:
        group = resources.XObject[f"/{name}"]
        resources = group.Resources
    return group
