"""The shortcuts through WeasyPrint lead where its own ways lead."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pytest

from linernotes.writers.children import environment
from linernotes.writers.gathering import Gathering
from linernotes.writers.pipe import receive, send
from linernotes.writers.shortcuts import take_shortcuts
from linernotes.writers.worker import Equipment, Fault, Job
from tests.writers.face import FAMILIES, SHEET, plain

STYLE = b"""
:root { --gap: 2mm; --ink: #123; --wide: calc(2 * var(--gap)); --edge: 1px solid var(--ink); --bad: 7 }
body { hyphens: auto; orphans: 3; line-height: 1.3 }
h1 { color: var(--ink); margin: var(--gap) 0 calc(var(--gap) + 1mm); string-set: head content() }
p { margin-block: var(--gap); text-indent: var(--wide); text-align: justify }
p::first-letter { font-size: 200%; color: red }
p.lead::first-line { letter-spacing: 1px; font-variant-caps: small-caps; background: #eee }
p.lead { font-feature-settings: "onum"; line-height: calc(1em + 4pt) }
p.lead b { color: currentcolor; border-bottom: var(--edge); word-spacing: 2px }
li { padding-inline-start: 3mm; border-inline-start: var(--edge) }
.right { direction: rtl; margin-inline-start: 1cm; margin-left: 5mm; border-start-start-radius: 2mm; background: #ddd }
.column { columns: 2; column-gap: var(--gap); column-rule: 1px dashed }
.flex { display: flex; gap: var(--gap); inline-size: 60mm; min-height: 1cm }
.flex > * { flex: 1; background: linear-gradient(var(--ink), white 2em) }
.bad { width: var(--bad); color: var(--none, green) }
q { quotes: "\xc2\xab" "\xc2\xbb" } q::before { content: open-quote } q::after { content: close-quote }
u { text-decoration: underline var(--ink) } u s { text-decoration: line-through }
td:nth-child(2), tr > th:not(.a):first-child, p + p, p ~ ul [title], li:lang(fr), #x { border: var(--edge) }
.other { --gap: 5mm; --ink: green; line-height: 2.2 }
table { border-collapse: collapse; width: 100% } th { font: bold 8pt/1.2 Plain }
pre { font-family: inherit; tab-size: 4 } .note { float: footnote; font-size: 80% } .aside { position: absolute; right: 0; width: 20mm; font-size: 0.8em }
@page { margin: 20mm; @top-left { content: string(head); color: var(--ink); width: 60% } @bottom-right { content: counter(page) } }
@page:first { margin-inline-start: 3cm }
"""

WORDS = "An extraordinary number of ordinary words, so that lines are broken and hyphenated everywhere. "
BODIES = (
    f"<h1 id='a'>One</h1><p class='lead'>{WORDS * 3}<b>bold</b> {WORDS}</p><p>{WORDS} <i>in</i> {WORDS}<a href='#a'>One</a></p>",
    f"<ul><li lang='fr'>Un</li><li title='t'>deux <q>trois <q>quatre</q></q></li></ul><p class='right'>{WORDS}</p><hr/>",
    f"<table><tr><th class='a'>a</th><th>b</th></tr><tr><th>c</th><td>{WORDS}</td></tr></table><div class='other'><p>{WORDS}</p></div><p id='x'><u>a <s>b</s></u></p>",
    f"<div class='column'>{WORDS * 6}</div><div class='flex'><p>{WORDS}</p><p>b</p></div><p class='bad'>c</p>",
    f"<p>{WORDS}<span class='note'>{WORDS}</span> more</p><div class='aside'>{WORDS}</div><p style='margin-left: 1em'>{WORDS}</p>"
    * 9,
    f"<pre>\n a\tb\n</pre><blockquote>{WORDS * 30}</blockquote><p dir='rtl' hidden=''>a</p><p>a&#173;b &amp; c&nbsp;d &lt;</p>",
)
DRAWING = """<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 40' role='img'><title>t</title><style>.a { fill: #369 }</style>
<g opacity='0.5'><rect class='a' width='90' height='20'/></g><text x='4' y='30' font-family='Plain' font-size='9'>Words</text>
<text x='4' y='12' font-family='"Plain", serif' font-weight='bold' text-anchor='end'>Words</text></svg>"""
LONG_WAY = "import weasyprint; from linernotes.writers import worker; worker.take_shortcuts = bool"
SHORT_WAY = "from linernotes.writers import worker; worker.load_engine()"
SET = """
import sys
from linernotes.writers.pipe import receive, send
equipment, jobs = receive(sys.stdin.buffer)
setter = worker.Typesetter(equipment)
send(sys.stdout.buffer, [setter.set(job) for job in (*jobs, *jobs)])
"""


def outcomes(way: str) -> list[Gathering | Fault]:
    equipment = Equipment({"plain.ttf": plain(), "s.css": SHEET + STYLE}, ("s.css",), FAMILIES)
    pages = (
        f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
        for body in (*BODIES, DRAWING, f"<p>{DRAWING}</p>")
    )
    told = BytesIO()
    send(told, (equipment, [Job(page, f"m{n}") for n, page in enumerate(pages)]))
    command = [sys.executable, "-c", way + SET]
    done = subprocess.run(command, input=told.getvalue(), capture_output=True, check=False, env=environment())
    assert not done.returncode, done.stderr.decode()
    found: list[Gathering | Fault] = receive(BytesIO(done.stdout))
    return found


def test_the_shortcuts_lead_through_the_version_that_is_installed() -> None:
    assert take_shortcuts()


def test_shortcuts_and_long_ways_lead_to_the_same_bytes() -> None:
    short, long = outcomes(SHORT_WAY), outcomes(LONG_WAY)
    assert all(isinstance(each, Gathering) and each.pages for each in long), long
    assert short == long


@pytest.mark.parametrize("way", [SHORT_WAY, LONG_WAY])
def test_what_cannot_be_read_is_told_on_every_way(way: str) -> None:
    assert any("width: 7" in line for each in outcomes(way) if isinstance(each, Gathering) for line in each.complaints)
