"""The unions of kinds are complete: what mypy asks of a match depends on them."""

from __future__ import annotations

from typing import get_args

import pytest

from linernotes.model.document import Block, Chart, Inline, Node
from linernotes.model.kinds import AnyBlock, AnyChart, AnyInline


@pytest.mark.parametrize(("base", "union"), [(Inline, AnyInline), (Block, AnyBlock), (Chart, AnyChart)])
def test_union_names_every_subclass(base: type[Node], union: object) -> None:
    # By name: a dataclass with slots replaces its class, and the replaced one may still be among the subclasses.
    assert {kind.__qualname__ for kind in get_args(union)} == {kind.__qualname__ for kind in base.__subclasses__()}
