"""Templates of a project: they may read values, and neither run code nor use up the machine."""

from __future__ import annotations

import pytest

from linernotes.html import sandbox
from linernotes.html.templates import BrokenTemplateError, Templates
from linernotes.model.book import Metadata
from tests.sample import METADATA

ESCAPES = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ book.__class__ }}",
    "{{ book|attr('__class__') }}",
    "{{ book['__class__'] }}",
    "{{ '{0.__class__}'.format(book) }}",
    "{{ lipsum.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ [].append(1) }}",
    "{% set x = book.authors.__setattr__('a', 1) %}",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_template_that_reaches_for_python_is_refused(source: str) -> None:
    with pytest.raises(BrokenTemplateError) as raised:
        Templates({"a.j2": source.encode()}).fill("a.j2", book=METADATA)
    assert str(raised.value.place) == "templates/a.j2:1"


def test_refusal_names_the_line_and_the_way_out() -> None:
    with pytest.raises(BrokenTemplateError) as raised:
        Templates({"a.j2": b"\n{{ book.__class__ }}"}).fill("a.j2", book=METADATA)
    assert str(raised.value).startswith("templates/a.j2:2: error: the template does something that is not allowed")
    assert "--trust" in raised.value.hint


def test_trusted_template_may_do_everything() -> None:
    source = {"a.j2": b"{{ book.__class__.__name__ }}"}
    assert Templates(source, trusted=True).fill("a.j2", book=METADATA) == Metadata.__name__
    assert Templates(source, trusted=True).digest != Templates(source).digest
    assert Templates(source, trusted=True).for_variant("loud").fill("a.j2", book=METADATA) == Metadata.__name__


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "takes more than"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
            "takes more than|million characters",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "calls itself"),
        ("{% include 'a.j2' %}", "includes"),
        ("{{ 9 ** 9999999 }}", "numbers that are too large"),
        (
            "{% set n = namespace(x=7) %}{% for i in range(9999) %}{% set n.x = n.x * n.x %}{% endfor %}",
            "numbers that are too large",
        ),
        ("{{ 'x' * 9999999999 }}", "too much memory"),
        ("{{ 'x'.center(9999999999) }}", "too much memory"),
        ("{% set n = namespace(x='x' * 999) %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "too much memory"),
        ("{{ range(99999999) }}", "beyond the limit"),
    ],
)
def test_template_that_uses_up_the_machine_is_stopped(source: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "takes more than" in reason:
        monkeypatch.setattr(sandbox, "SECONDS", 0.5)
    else:  # another limit is reached long before the usual time
        monkeypatch.setattr(sandbox, "MEMORY", 300 << 20)
    with pytest.raises(BrokenTemplateError, match=reason):
        Templates({"a.j2": source.encode()}).fill("a.j2")
    assert Templates({"a.j2": b"{{ 2 * 3 }}"}).fill("a.j2") == "6"
