"""Pictures that child processes draw."""

from __future__ import annotations

from threading import active_count

import pytest

from linernotes.raster.engravers import Engravers, Order
from linernotes.raster.render import draw


def drawing(side: int) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="{side}" height="5"/></svg>'.encode()


def test_pictures_are_those_that_this_process_would_draw() -> None:
    orders = [Order(drawing(side), 20 + side, jpeg=side % 2 == 0) for side in range(1, 8)]
    with Engravers() as engravers:
        engravers.call()
        engravers.begin(orders[:1])
        engravers.begin(orders)
        assert [engravers.wait(order) for order in orders] == [draw(*order.task()) for order in orders]


def test_what_cannot_be_drawn_says_so_and_keeps_nobody_waiting() -> None:
    faulty, sound = Order(b"<svg", 90), [Order(drawing(side), 20) for side in range(1, 4)]
    with Engravers() as engravers:
        engravers.begin([faulty, *sound])
        assert [engravers.wait(order) for order in sound] == [draw(*order.task()) for order in sound]
        with pytest.raises(ValueError, match="root"):
            engravers.wait(faulty)


def test_who_is_dismissed_leaves_nothing_behind() -> None:
    before = active_count()
    with Engravers() as engravers:
        engravers.call()
        engravers.call()
        engravers.begin([Order(drawing(9), 4000)])
    assert active_count() == before
