"""Misfits on typeset pages: each kind is found, and what a style sheet does on purpose is none."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from linernotes.build.misfits import describe_misfits, find_place
from linernotes.fonts.symbols import PLACEHOLDER_DIGITS
from linernotes.typeset.gathering import Misfit
from linernotes.typeset.jobs import Job
from linernotes.typeset.pagination import PlacedSection
from tests.sample import section_of
from tests.typeset.font import typeset_page

STYLE = b"""
@page { margin: 28.8mm 21mm 35.4mm 27mm; @bottom-left { content: string(foot); white-space: nowrap; width: 70mm } }
@page { @bottom-center { content: string(middle); white-space: nowrap } }
body { margin: 0 }
.page-break { break-after: page } .page { break-before: page }
header { string-set: foot attr(data-foot), middle attr(data-middle) }
"""
WORD = "incomprehensibilities"
FEET = "<header data-foot='The Lighthouse' data-middle='{}'></header><p>Words.</p>"
LINES = "<br/>".join(f"Line {number}" for number in range(60))


def picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height), 128).save(file, "PNG")
    return file.getvalue()


FILES = {"manuscript/art/small.png": picture(60, 40), "art/big.png": picture(1600, 900)}


def misfits(body: str) -> list[Misfit]:
    return list(typeset_page(body, FILES, STYLE).gathering.misfits)


@pytest.mark.parametrize(
    ("body", "words", "problem"),
    [
        (f"<p style='width: 20mm'>The {WORD}.</p>", f"{WORD}.", "too wide for its column"),
        (f"<table><tr><td style='width: 20mm; max-width: 20mm'>{WORD}</td><td>b</td></tr></table>", WORD, "overlaps"),
        (
            "<div style='width: 90mm'><table style='width: 100mm'><tr><td>a</td><td>b</td></tr></table></div>",
            "a b",
            "10 mm too wide",
        ),
        ("<div style='border: 1px solid; width: 175mm'>A card.</div>", "A card.", "too wide for its place"),
        ("<p style='margin-left: -3mm'>Out.</p>", "Out.", "begins 3 mm outside the text"),
        ("<p style='position: absolute; left: 184mm'>Cut.</p>", "Cut.", "cut off at the edge of the paper"),
        (f"<p>{LINES}</p><p style='break-before: page'>Alone.</p>", "Alone.", "nearly alone on their page"),
        (f"<p style='break-after: page'>Label</p><p>{LINES}</p>", "Label", "nearly alone on their page"),
        (f"<h2 style='break-after: page'>Label</h2><p>{LINES}</p>", "Label", "only a heading on this page"),
        (f"<h2>Label</h2><div class='page-break'></div><p>{LINES}</p>", "Label", "only a heading on this page"),
        (
            f"<section class='worksheet'><h1 style='font-size: 25mm'>W</h1><p>One.</p></section><p class='page'>{LINES}</p>",
            "W One.",
            "little more than a heading",
        ),
        ("<section><h1>Part one</h1></section>", "Part one", "only a heading on this page"),
        (f"<div style='display: inline-block'>{LINES}</div>", "Line 50", "into the foot of the page"),
        (FEET.format(40 * "Long words. "), (40 * "Long words. ").strip(), "too long for the head or foot"),
        (FEET.format(9 * "Long words. "), "The Lighthouse", "overlaps 'Long words"),
        ("<p style='position: relative'><span style='position: absolute; left: 0'>One</span>Two</p>", "One", "overlaps 'Two'"),
        (
            "<p>Hidden.</p><img src='/art/big.png' alt='' style='display: block; width: 90mm; position: absolute; top: 0'/>",
            "Hidden.",
            "overlaps the picture '/art/big.png'",
        ),
        ("<img src='/art/big.png' alt='' style='display: block; width: 180mm'/>", "/art/big.png", "leaves the text"),
        ("<img src='/manuscript/art/small.png' alt='' style='width: 90mm'/>", "art/small.png", "17 pixels per inch"),
        (f"<p lang='xx' style='width: 30mm; overflow-wrap: break-word'>The <b>{WORD}</b>.</p>", f"{WORD}.", "without a hyphen"),
    ],
)
def test_misfit_is_found(body: str, words: str, problem: str) -> None:
    found = misfits(body)
    assert [misfit.words for misfit in found if problem in misfit.problem] == [words], found


def test_misfits_of_a_style_sheet_are_on_purpose() -> None:
    body = """
        <header data-foot="The Lighthouse" data-middle="The storm"></header>
        <img src="/art/big.png" alt="" style="position: absolute; left: -27mm; top: -28.8mm; width: 216mm"/>
        <section style="padding-top: 100mm">
        <h1 style="margin: 0 -21mm 0 -27mm; padding: 0 21mm 0 27mm; background: silver">A band</h1>
        <div style="margin-left: 50mm">
        <p style="position: relative"><span style="position: absolute; left: -9mm">5</span>A line with a number.</p>
        <p style="float: left; width: 43mm; margin-left: -50mm">A note in the margin.</p>
        <p>Words beside it, and a well-known word, which<br/>breaks.</p>
        </div></section>
    """
    assert misfits(body) == []


@pytest.mark.parametrize(
    "end",
    [
        "<p>Enough.</p><div style='height: 40mm'></div><p>Words.</p>",
        "<p>A question.</p><div style='height: 40mm; border-bottom: 1px solid'></div>",
    ],
)
def test_page_with_room_for_answers_or_a_short_end_is_no_misfit(end: str) -> None:
    lines = "<br/>".join(f"Line {number}" for number in range(30))
    assert misfits(f"<p>{lines}</p><div style='break-before: page'>{end}</div>") == []


@pytest.mark.parametrize(
    "body",
    [
        "<section><h1>Short</h1><p>One line.</p></section>",
        "<section><h1>With a picture</h1><img src='/art/big.png' alt='' style='width: 20mm'/></section>",
        "<section class='imprint'><h1>About</h1><p>Version 1.</p></section>",
        f"<section class='worksheet'><h1 style='font-size: 25mm'>W</h1><p>One.</p></section><p class='page fills-page'>{LINES}</p>",
    ],
)
def test_short_page_with_a_reason_is_no_misfit(body: str) -> None:
    assert misfits(body) == []


def test_soft_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    assert misfits("<p style='width: 15mm'>A soft&#173;hyphen.</p>") == []


def test_warning_names_place_page_and_words() -> None:
    section = section_of(f"# One {{#one}}\n\nA paragraph.\n\n- The {WORD} of *another*.\n")
    gathering = typeset_page(Job("<p>x</p>", tagged=False), FILES, STYLE).gathering
    [warning] = describe_misfits(
        PlacedSection(section, replace(gathering, misfits=(Misfit(0, WORD, "it is wide", "shorten it"),)), 7)
    )
    assert warning == f"section.md:5: page 7, '{WORD}': it is wide; shorten it"


def test_warning_does_not_show_the_placeholder_of_a_page_number() -> None:
    section = section_of("# One {#one}\n\nA paragraph.\n")
    gathering = typeset_page(Job("<p>x</p>", tagged=False), FILES, STYLE).gathering
    number = "".join(map(chr, PLACEHOLDER_DIGITS[:2]))
    found = Misfit(0, WORD, f"it overlaps '{number}'", "shorten it"), Misfit(0, number, "it is cut off", "move it")
    warnings = list(describe_misfits(PlacedSection(section, replace(gathering, misfits=found), 7)))
    assert warnings == [
        f"section.md:1: page 7, '{WORD}': it overlaps a page number; shorten it",
        "section.md:1: page 7, a page number: it is cut off; move it",
    ]


def test_place_of_words_and_pictures_is_found() -> None:
    section = section_of(
        "# One {#one}\n\n::: figure {#fig}\n![A lamp.](art/lamp.svg)\n\nThe *lamp* here.\n:::\n\nNowhere else.\n"
    )
    assert [find_place([section], words).line for words in ("art/lamp.svg", "lamp here.", "else", "absent")] == [4, 4, 9, 1]
