"""Figures: turns the values of a chart into a drawing, which consists of shapes and lines of text; templates make the SVG."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from linernotes.figures.arc import draw_arc
from linernotes.figures.drawing import NARROW_WIDTH, NARROW_WIDTH_LIMIT, PAGE_WIDTH, Drawing
from linernotes.figures.flow import draw_flow
from linernotes.figures.heat import draw_heat_map
from linernotes.figures.lineup import draw_line_up
from linernotes.figures.neck import draw_neck
from linernotes.figures.record_shelf import draw_record_shelf
from linernotes.figures.relations import draw_relations
from linernotes.figures.slopes import draw_slopes
from linernotes.figures.timeline import draw_timeline
from linernotes.figures.tour import draw_tour
from linernotes.model.charts import Arc, Flow, HeatMap, LineUp, Neck, RecordShelf, Relations, Slopes, Timeline, Tour
from linernotes.model.document import Chart
from linernotes.model.kinds import any_chart
from linernotes.model.wording import Wording


@lru_cache(maxsize=64)
def draw(values: Chart, words: Wording, width: int = PAGE_WIDTH) -> Drawing:
    """Return the drawing of a chart, cached for the run.

    Args:
        values: the chart, with its own words.
        words: the built-in words, for dates and keys.
        width: ``PAGE_WIDTH``, or less for an arrangement that suits narrow screens and large print.
    """
    chart = any_chart(values)
    match chart:
        case Arc():
            return draw_arc(chart, width)
        case Slopes():
            return draw_slopes(chart, width)
        case HeatMap():
            return draw_heat_map(chart, width)
        case LineUp():
            return draw_line_up(chart, width)
        case Timeline():
            return draw_timeline(chart, words, width)
        case Neck():
            return draw_neck(chart, width)
        case RecordShelf():
            return draw_record_shelf(chart, width)
        case Tour():
            return draw_tour(chart, width)
        case Flow():
            return draw_flow(chart, width)
        case Relations():
            return draw_relations(chart, width)
        case _:
            assert_never(chart)


def draw_narrow(chart: Chart, words: Wording, tallest: float = 0, widest: int = NARROW_WIDTH_LIMIT) -> Drawing:
    """Return a narrow drawing of a chart.

    If it is more than ``tallest`` times as high as wide, it becomes wider, up to ``widest``, and its letters smaller. 0 means no
    limit.
    """
    widths = range(NARROW_WIDTH, widest + 1, 20) if tallest else (NARROW_WIDTH,)
    for width in widths:
        drawing = draw(chart, words, width)
        if not tallest or drawing.height <= tallest * drawing.width:
            break
    return drawing
