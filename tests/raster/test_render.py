"""Drawings become pixels, whatever size their root element has."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from linernotes.raster.render import MOST_CHANGED, RenderJob, render, with_palette

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"{}><rect width="20" height="10" fill="#FF0000"/></svg>'


@pytest.mark.parametrize("size", ["", ' width="168.0mm" height="84.0mm"', " width='20'", ' width="100%"', ' width="1e2"'])
def test_size_of_a_drawing_is_that_of_its_view_box(size: str) -> None:
    with Image.open(io.BytesIO(render(RenderJob(SVG.format(size).encode(), 40)))) as picture:
        assert (picture.size, picture.convert("RGB").getpixel((39, 19))) == ((40, 20), (255, 0, 0))


def test_opaque_drawings_have_a_palette_that_keeps_their_colours() -> None:
    shapes = '<rect width="40" height="20" fill="#F2A900"/><circle cx="20" cy="10" r="8" fill="#43204F" stroke="#17121C"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{shapes}</svg>'
    with Image.open(io.BytesIO(render(RenderJob(drawing.encode(), 400)))) as picture:
        assert picture.mode == "P"
        shown = picture.convert("RGB")
    assert shown.getpixel((2, 2)) == (0xF2, 0xA9, 0)
    assert shown.getpixel((200, 100)) == (0x43, 0x20, 0x4F)


def test_transparent_drawings_stay_transparent() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><circle cx="20" cy="10" r="8"/></svg>'
    with Image.open(io.BytesIO(render(RenderJob(drawing, 400)))) as picture:
        assert picture.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


def test_pictures_of_many_colours_do_not_lose_any() -> None:
    colours = Image.merge("RGB", [Image.effect_noise((120, 120), 160) for _ in range(3)])
    out = io.BytesIO()
    colours.save(out, "PNG")
    with Image.open(io.BytesIO(with_palette(out.getvalue()))) as picture:
        assert max(ImageChops.difference(picture.convert("RGB"), colours).tobytes()) <= MOST_CHANGED
