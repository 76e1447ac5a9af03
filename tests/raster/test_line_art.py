"""Line art: areas become white, lines become ink."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from linernotes.raster.line_art import to_line_art
from linernotes.raster.render import RenderJob, render

COLOURS = {"ink": "#17121C", "shade": "#7A7480", "paper": "#FFFFFF"}
STRIPES = (("#17121C", "#C2142F"), ("#FBF3E4", "#C2142F"))
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
<path d="M0 0h400v400H0Z" fill="#43204F"/>
<path d="M50 50h300v300H50Z" fill="#F2AE2E" stroke="#17121C" stroke-width="6"/>
<path d="M60 200H340" fill="none" stroke="#C2142F" stroke-width="6"/>
<path d="M60 260H340" fill="none" stroke="#c2142f" stroke-width="40"/>
<path d="M90 90h40v40H90Z" style="fill: #000"/>
</svg>"""


def rendered(drawing: bytes, width: int = 400) -> Image.Image:
    """Return a drawing on white paper, in grey."""
    drawn = Image.open(io.BytesIO(render(RenderJob(drawing, width)))).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("L")


def test_areas_become_white_and_lines_ink() -> None:
    page = rendered(to_line_art(DRAWING.encode(), COLOURS))
    at = {name: page.getpixel(spot) for name, spot in {"sky": (20, 20), "ground": (200, 150), "band": (200, 260)}.items()}
    assert at == {"sky": 255, "ground": 255, "band": 255}
    assert all(int(page.getpixel(spot)) < 40 for spot in ((50, 200), (200, 200)))  # type: ignore[arg-type]
    assert 80 < int(page.getpixel((110, 110))) < 140  # type: ignore[arg-type]  # black areas become grey, with an outline
    assert int(page.getpixel((90, 110))) < 100  # type: ignore[arg-type]


def test_areas_remain_after_a_copy_in_black_and_white() -> None:
    shapes = (
        '<path d="M0 0h400v400H0Z" fill="#17121C"/><path d="M50 50h100v100H50Z" fill="#F2AE2E"/>'  # light on dark
        '<path d="M200 50h100v100H200Z" fill="#17121C" stroke="#FBF3E4" stroke-width="8"/>'  # dark with a light edge
        '<g transform="scale(.1)"><path d="M2000 2000h1000v1000H2000Z" fill="#6F6975"/></g>'
    )
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">{shapes}</svg>'
    copied = rendered(to_line_art(drawing.encode(), COLOURS)).point([255 * (level > 100) for level in range(256)])
    assert [copied.getpixel(edge) for edge in ((50, 100), (200, 100), (200, 250))] == [0, 0, 0]


@pytest.mark.parametrize(
    "ground",
    [
        'path d="M0 0h400v300h-400Z"',
        'path d="M0,0H400V300H0z"',
        'rect width="400" height="300"',
        'rect x="0" height="100%" width="100%"',
    ],
)
def test_ground_of_a_drawing_has_no_outline(ground: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><{ground} fill="#F2AE2E"/></svg>'
    assert rendered(to_line_art(drawing.encode(), COLOURS)).getextrema() == (255, 255)


def test_named_colours_stay_the_same() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4Z" fill="none" stroke="red"/></svg>'
    assert to_line_art(drawing, COLOURS) == drawing


def test_stroke_inside_a_dark_outline_becomes_white() -> None:
    lines = '<path d="M50 200H350" fill="none" stroke="{}" stroke-width="9"/><path d="M50 200H350" stroke="{}" stroke-width="5"/>'
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">{}</svg>'
    stripe, halo = (rendered(to_line_art(drawing.format(lines.format(*each)).encode(), COLOURS)) for each in STRIPES)
    assert stripe.getpixel((200, 200)) == 255
    assert int(stripe.getpixel((200, 203))) < 200  # type: ignore[arg-type]  # its outline
    assert int(halo.getpixel((200, 200))) < 40  # type: ignore[arg-type]


def test_dots_that_cover_an_area_leave_white_between_them() -> None:
    dots = "".join(f"M{x} {y}h.1" for y in range(0, 400, 20) for x in range(0, 401, 20))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">'
        f'<path d="{dots}" fill="none" stroke="#17121C" stroke-width="30" stroke-linecap="round"/></svg>'
    )
    levels = rendered(to_line_art(drawing.encode(), COLOURS)).histogram()
    assert 0.1 < sum(levels[:128]) / sum(levels) < 0.3
