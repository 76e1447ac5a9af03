"""Web addresses and code: where their lines may break, and which addresses are printed."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from linernotes.html.addresses import break_addresses, break_code, printed_address


@pytest.mark.parametrize(
    ("address", "words", "printed"),
    [
        ("https://example.org/museum/", "The museum", "example.org/museum"),
        ("https://www.example.org/", "example.org", ""),
        ("http://example.org/a", "HTTP://Example.org/a", ""),
        ("mailto:keeper@example.org", "the keeper", "keeper@example.org"),
        ("tel:8007997233", "800-799-SAFE", ""),
        ("tel:+4408001111", "a helpline", "+4408001111"),
    ],
)
def test_printed_address(address: str, words: str, printed: str) -> None:
    assert printed_address(address, words) == printed


def test_long_address_may_break_at_its_marks() -> None:
    text = "See https://example.org/a_b/index.html?x=1&y=<2>, or and/or."
    shown = "See https://|example|.org|/a|_b|/index|.html|?x=|1&amp;|y=&lt;2&gt;, or and/or."
    assert break_addresses(text, Markup("|")) == shown


def test_short_code_does_not_break() -> None:
    assert break_code("a_b < short_name", Markup("|")) == "a_b &lt; short_name"
    assert break_code("x = a_very_long_name(of_an, argument)", Markup("|")) == "x = a|_very|_long|_name|(of|_an, argument)"
