"""The readers of all kinds of chart, by the value of ``chart=``."""

from __future__ import annotations

from collections.abc import Mapping

from linernotes.manuscript.diagrams import ChartForm
from linernotes.manuscript.numbercharts import NUMBER_CHARTS
from linernotes.manuscript.storycharts import STORY_CHARTS

CHARTS: Mapping[str, ChartForm] = {**NUMBER_CHARTS, **STORY_CHARTS}
