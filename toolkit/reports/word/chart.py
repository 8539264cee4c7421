"""The chart of the brief: paragraphs by theme, drawn without a network by vl-convert from a Vega-Lite description."""

import io
from typing import Any

from toolkit.digests import Digests
from toolkit.labels import Codebook
from toolkit.reports.extras import require
from toolkit.tagging.highlighting import plain_color

_FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"


def theme_chart(digests: Digests, codebook: Codebook) -> io.BytesIO:
    """Return a bar chart as a PNG picture."""
    png = require("vl_convert", purpose="the chart of digest.docx").vegalite_to_png(_bars(digests, codebook), scale=3)
    return io.BytesIO(png)


def _bars(digests: Digests, codebook: Codebook) -> dict[str, Any]:
    rows = [{"theme": theme.name, "paragraphs": theme.paragraphs} for theme in digests.themes]
    colors = [plain_color(theme.color) for theme in codebook.themes]
    names = [theme.name for theme in digests.themes]
    x = {"field": "paragraphs", "type": "quantitative", "axis": None}
    y = {"field": "theme", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False, "domain": False}}
    color = {"field": "theme", "type": "nominal", "scale": {"domain": names, "range": colors}, "legend": None}
    bar = {"mark": {"type": "bar", "height": {"band": 0.6}}, "encoding": {"color": color}}
    label = {
        "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 13, "font": _FONT},
        "encoding": {"text": {"field": "paragraphs", "type": "quantitative"}},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": rows},
        "width": 420,
        "height": {"step": 34},
        "encoding": {"x": x, "y": y},
        "layer": [bar, label],
        "config": {"view": {"stroke": None}, "axis": {"labelFont": _FONT, "labelFontSize": 13, "labelLimit": 200}},
    }
