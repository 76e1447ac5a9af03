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


def doubling_drawing() -> str:
    """Return a drawing of forty groups, of which each uses the one before twice."""
    groups = "".join(f"<g id='g{n}'><use href='#g{n - 1}'/><use href='#g{n - 1}'/></g>" for n in range(1, 40))
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><g id='g0'><path d='M0 0h1'/></g>{groups}</svg>"


GRADIENT = "background: repeating-linear-gradient"
LARGE_REPEAT = "10,000,000 columns"
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
    template("cell", "writes a cell of a hundred million columns", "spans more than", "<table><tr><td colspan='100000000'>x</td></tr></table>"),
    template("rows", "writes a cell of a hundred million rows", "spans more than", "<table><tr><td rowspan='100000000'>x</td></tr></table>"),
    template("drawing", "writes a drawing whose groups each use the one before twice", "100000 elements", doubling_drawing()),
    template("margins", "sets margins that are as large as the page", "no room for text", "<style>@page { margin: 50cm }</style>x"),
    *(
        template(f"attribute-{name}", f"has {does} in an attribute", answer, f"<p style=\"{value}\">x <b>y</b></p>")
        for name, (does, answer, value) in {
            "columns": ("ten million columns", LARGE_REPEAT, "display: grid; grid-template-columns: repeat(10000000, 1px)"),
            "letter-spacing": ("100 km between letters", LARGE, "letter-spacing: 1e7cm"),
            "padding": ("a huge padding", LARGE, "padding: 1e9em"),
            "gradient": ("a gradient that repeats each thousandth of a point", "repeat after less than", f"{GRADIENT}(red, blue 0.001pt)"),
            "sum": ("a sum of 50,000 lengths", "more than 10,000 parts", f"width: calc({'1px + ' * 50_000}1px)"),
            "brackets": ("10,000 brackets in each other", "nested too deeply", f"width: calc({'(' * 10_000}1px{')' * 10_000})"),
            "length": ("four million characters", "than 2 MB of styles", f"color: {'red ' * 1_000_000}"),
        }.items()
    ),
    *(
        template(f"style-{name}", f"has {does} in a style element", answer, f"<style>{rules}</style>{'<p>' * 30}x <b>y</b>")
        for name, (does, answer, rules) in {
            "columns": ("ten million columns", LARGE_REPEAT, "p { display: grid; grid-template-columns: repeat(10000000, 1px) }"),
            "content": ("a text of 500 kB", "500,000 characters", f"p::before {{ content: '{'m ' * 250_000}' }}"),
            "selector": ("a selector of 20,000 parts", "a selector of this rule", f"{'p ' * 20_000}{{ color: red }}"),
            "selectors": ("100,000 selectors", "rules for 100,0", f"{','.join(f'.a{n}' for n in range(100_000))} {{}}"),
            "page": ("pages of 100 km", LARGE, "@page { size: 1e8mm 1e8mm }"),
            "doubling-variables": ("variables that repeat each other ten times", "more than 10,000 parts", ":root { --a0: x;"
                + "".join(f"--a{n}: {f'var(--a{n - 1}) ' * 10};" for n in range(1, 9)) + "} p { font-family: var(--a8) }"),
        }.items()
    ),
    *(
        template(f"computed-{name}", f"has {does}", answer, f"<style>{rules}</style>{body}")
        for name, (does, answer, rules, body) in {
            "variables": ("variables that double in each of 40 elements inside each other", "more than 10,000 parts",
                          ".a { --a: var(--b) var(--b) } .b { --b: var(--a) var(--a) } p { font-family: var(--a) } html { --a: x; --b: x }",
                          "<div class='a'><div class='b'>" * 20 + "<p>x</p>"),
            "texts": ("texts that variables repeat", "more than 10,000 parts", f"html {{ --t: '{'m ' * 4000}' }}"
                      f" p::before {{ content: {'var(--t)' * 3000} }}", "<p>x</p>"),
            "gradient": ("a gradient whose end is a variable", "repeat more than", f"html {{ --x: .001pt }} p {{ {GRADIENT}(red, blue var(--x)) }}", "<p>x</p>"),
            "circle": ("a round gradient whose end is a variable", "repeat more than",
                       f"html {{ --x: .001pt }} p {{ {GRADIENT.replace('linear', 'radial')}(red, blue var(--x)) }}", "<p>x</p>"),
            "quotient": ("a gradient whose end is a quotient", "repeat more than", f"p {{ {GRADIENT}(red 0, blue calc(1pt / 99999)) }}", "<p>x</p>"),
            "far-gradient": ("a gradient that begins far away", "repeat more than", f"p {{ {GRADIENT}(red 90000pt, blue 90000.1pt) }}", "<p>x</p>"),
            "product": ("a length that is a product", LARGE, "p { padding: calc(9999px * 99999) }", "<p>x</p>"),
            "percentage": ("a length that is a product of percentages", LARGE, "p { padding: calc(9999% * 99999 + 1px) }", "<p>x</p>"),
            "power": ("a length that is a power", LARGE, "p { letter-spacing: calc(1px * pow(10, 12)) }", "<p>x</p>"),
            "infinity": ("a length without end", LARGE, "p { padding: calc(1px * infinity) }", "<p>x</p>"),
            "side": ("a huge length on the side where a line begins", LARGE, "p { padding-inline-start: calc(9999px * 99999) }", "<p>x</p>"),
            "columns": ("columns whose number is a variable", "columns or rows", "html { --n: 90000 } p { display: grid;"
                        " grid-template-columns: repeat(var(--n), 1px) }", "<p>x</p>"),
            "repeats": ("a thousand repeats of a thousand columns", "columns or rows", "p { display: grid;"
                        f" grid-template-columns: {'repeat(1000, 1px) ' * 1000} }}", "<p>x</p>"),
            "counter": ("a symbol that a counter repeats", "counter", "@counter-style m { system: symbolic; symbols: '"
                        + "m" * 9000 + "' } p { counter-reset: q 20000 } p::before { content: counter(q, m) }", "<p>x</p>"),
        }.items()
    ),
)  # fmt: skip
