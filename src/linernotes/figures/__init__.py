"""Draw: the values of a chart → shapes and letters in their places. Colours are names, and no markup is made here."""

from __future__ import annotations

from typing import assert_never

from linernotes.figures.arc import draw_arc
from linernotes.figures.drawing import Drawing
from linernotes.figures.heat import draw_heat_map
from linernotes.figures.lineup import draw_line_up
from linernotes.figures.slopes import draw_slopes
from linernotes.model.charts import Arc, Chart, HeatMap, LineUp, Slopes


def draw(chart: Chart) -> Drawing:
    """Return a chart as a drawing."""
    match chart:
        case Arc():
            return draw_arc(chart)
        case Slopes():
            return draw_slopes(chart)
        case HeatMap():
            return draw_heat_map(chart)
        case LineUp():
            return draw_line_up(chart)
        case _:
            assert_never(chart)
