"""Attacks by the style sheets and templates of a guide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.attacks.attack import Attack

BUILT_IN = Path(__file__).parents[2] / "styles"


def sheet(rules: str) -> Callable[[Path], None]:
    """Return a function that gives a guide a style sheet of its own: the built-in one and further rules."""

    def write(project: Path) -> None:
        (project / "styles").mkdir()
        (project / "styles" / "type.css").write_text(f"{(BUILT_IN / 'type.css').read_text(encoding='utf-8')}\n{rules}\n")

    return write


def style(name: str, does: str, answer: str, rules: str) -> Attack:
    return Attack(name, f"a style sheet with {does}", answer, prepare=sheet(rules))


LARGE = "larger than anything on a page"
STYLES = (
    style("repeated-columns", "ten million columns", "10,000,000 columns", "p { grid-template-columns: repeat(10000000, 1px) }"),
    style("repeated-gradient", "a gradient that repeats each thousandth of a point", "repeat after less than",
          "p { background: repeating-linear-gradient(red 0, blue 0.001pt) }"),
    style("huge-letter-spacing", "100 km between letters", LARGE, "p { letter-spacing: 1e7cm }"),
    style("huge-tab", "tabs of a hundred million spaces", LARGE, "pre { tab-size: 100000000 }"),
    style("huge-page", "pages of 100 km", LARGE, "@page { size: 1e8mm 1e8mm }"),
    style("huge-counter", "a counter that begins at a hundred million", LARGE, "p { counter-reset: q 100000000 }"),
    style("huge-padding-in-a-rule", "a huge padding in an @media rule", LARGE, "@media print { p { padding: 1e9em } }"),
    style("content", "a text of 500 kB", "500,000 characters", f"p::before {{ content: '{'m ' * 250_000}' }}"),
    style("content-in-parts", "a text in 40,000 parts", "more than 10,000 parts", "p::before { content: " + "'a' " * 40_000 + "}"),
    style("doubling-variables", "variables that repeat each other ten times", "more than 10,000 parts", ":root { --a0: x;"
          + "".join(f"--a{n}: {f'var(--a{n - 1}) ' * 10};" for n in range(1, 9)) + "} p { font-family: var(--a8) }"),
    style("chain-of-variables", "3,000 variables that refer to each other", "more than 50 variables", ":root { --a0: red;"
          + "".join(f"--a{n}: var(--a{n - 1});" for n in range(1, 3000)) + "} p { color: var(--a2999) }"),
    style("circle-of-variables", "variables that refer to themselves", "", ":root { --a: var(--b); --b: var(--a) }"),
    style("long-sum", "a sum of 50,000 lengths", "more than 10,000 parts", f"p {{ width: calc({'1px + ' * 50_000}1px) }}"),
    style("long-selector", "a selector of 20,000 parts", "a selector of this rule has", f"{'p ' * 20_000}{{ color: red }}"),
    style("selector-of-exceptions", "a selector with 20,000 :not()", "a selector of this rule has", f"p{':not(.a)' * 20_000} {{}}"),
    style("many-selectors", "100,000 selectors", "rules for 100,0", f"{','.join(f'.a{n}' for n in range(100_000))} {{}}"),
    style("long-sheet", "half a million declarations", "larger than 1 MB", f"p {{{'color: red;' * 500_000}}}"),
)  # fmt: skip


def template(name: str, does: str, answer: str, source: str) -> Attack:
    return Attack(f"template-{name}", f"a template that {does}", answer, {"a.j2": source})


MEMORY = "a.j2:1: error: the template cannot be filled in: it needs too much memory"
NESTED = "includes or calls itself, or its brackets and blocks are nested too deeply"
TEMPLATES = (
    template("range", "counts to a thousand million", "beyond the limit", "{% for i in range(10**9) %}a{% endfor %}"),
    template("loops", "has loops in loops", "more than 10 seconds", f"{'{% for i in range(99999) %}' * 3}{'{% endfor %}' * 3}"),
    template("repeat", "repeats a letter a thousand million times", MEMORY, "{{ 'x' * 10**9 }}"),
    *(
        template(f"filter-{name}", f"makes a long text by {name}", MEMORY, f"{{{{ {source} }}}}")
        for name, source in {
            "center": "'a'|center(10**9)",
            "format": "'%1000000000d'|format(1)",
            "indent": "('a\\n' * 10**5)|indent(10**5)",
            "replace": "('a' * 10**5)|replace('a', 'b' * 10**5)",
            "batch": "[1]|batch(10**9, 0)|list|length",
            "ljust": "'a'.ljust(10**9)",
            "zfill": "'a'.zfill(10**9)",
            "expandtabs": "'\\t'.expandtabs(10**9)",
            "translate": "('a' * 10**6).translate({97: 'b' * 10**5})",
            "field-width": "'{:1000000000}'.format(1)",
        }.items()
    ),
    template("words", "writes 100,000 paragraphs of nonsense", "20 million characters", "{{ lipsum(n=100000) }}"),
    template("macro", "calls itself", NESTED, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
    template("include", "includes itself", NESTED, "{% include 'a.j2' %}"),
    template("brackets", "has 2,000 brackets in each other", NESTED, f"{{{{ {'(' * 2000}1{')' * 2000} }}}}"),
    template("blocks", "has 500 blocks in each other", NESTED, "{% if 1 %}" * 500 + "{% endif %}" * 500),
    template("power", "computes a power with ten million digits", "numbers that are too large", "{{ 9 ** 9999999 }}"),
    template("elements", "writes 3,000 elements in each other", "nested too deeply", "{% for i in range(3000) %}<div>{% endfor %}x"),
    template("cell", "writes a cell of a hundred million columns", "more memory", "<table><tr><td colspan='100000000'>x</td></tr></table>"),
    template("columns", "writes ten million columns", "memory|computing time", "<p style='display: grid; grid-template-columns:"
             " repeat(10000000, 1px)'>x</p>"),
    template("margins", "sets margins that are as large as the page", "no room for text", "<style>@page { margin: 50cm }</style>x"),
)  # fmt: skip
