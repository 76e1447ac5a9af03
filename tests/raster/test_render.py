"""Drawings become pixels, whatever size their root element has."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from linernotes.raster.render import RenderJob, render

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"{}><rect width="20" height="10" fill="#FF0000"/></svg>'


@pytest.mark.parametrize("size", ["", ' width="168.0mm" height="84.0mm"', " width='20'", ' width="100%"', ' width="1e2"'])
def test_size_of_a_drawing_is_that_of_its_view_box(size: str) -> None:
    with Image.open(io.BytesIO(render(RenderJob(SVG.format(size).encode(), 40)))) as picture:
        assert (picture.size, picture.convert("RGB").getpixel((39, 19))) == ((40, 20), (255, 0, 0))
