"""The bars of an exhibit and the pairs of two districts as native charts of PowerPoint, with their own workbook."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.text.text import Font
from pptx.util import Emu

from policytargets.charts.strips import Strip
from policytargets.charts.style import LIGHT
from policytargets.charts.wall import Bars
from policytargets.charts.wall_lanes import Lanes
from policytargets.exhibits.model import Exhibit
from policytargets.exports.slides.chart import set_axes, set_bound
from policytargets.exports.slides.text import colour_of, fill_text, set_chinese, set_look

Box = tuple[int, int, int, int]
MOST_BARS, MOST_PAIRS, SIZE, FULL = 13, 6, 14, 100
MANNER = "每项以较大的数字为满格，条长只在一项之内可比；条端渐淡：以上、超过，空心：以内、低于、左右。"
TONES = {1: (LIGHT.brand,), 2: (LIGHT.brand, LIGHT.receding), 3: (LIGHT.brand, LIGHT.heat, LIGHT.receding)}


def add_bars(slide: Any, exhibit: Exhibit, bars: Bars, box: Box) -> None:
    """Bars as a native chart, its stretches stacked with their numbers in them."""
    shown, several = bars.rows[:MOST_BARS], len(bars.series) > 1
    data = CategoryChartData()
    data.categories = [f"{row.name}（{sum(row.parts):g}）" if several else row.name for row in shown]
    for place, name in enumerate(bars.series):
        data.add_series(name, [row.parts[place] for row in shown])
    chart = _chart(slide, exhibit, data, box, stacked=several)
    longest = max((sum(row.parts) for row in shown), default=0) or 1
    set_axes(chart, (0, longest * (1.05 if several else 1.4)), SIZE)
    for place, series in enumerate(chart.plots[0].series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(TONES[len(bars.series)][place])
        for index, row in enumerate(shown):
            part = row.parts[place]
            if several and part:
                letters = LIGHT.ground if place == 0 else LIGHT.ink
                _label(series, index, f"{part:g}", letters, XL_LABEL_POSITION.CENTER)
            elif not several:
                _label(series, index, row.words, LIGHT.ink, XL_LABEL_POSITION.OUTSIDE_END)
    _set_letters(chart)


def said_with_bars(bars: Bars) -> str:
    """How many bars have no room; empty where all have."""
    hidden = max(len(bars.rows) - MOST_BARS, 0) + bars.beyond
    return f"图中为前 {len(bars.rows[:MOST_BARS])} 个，另有 {hidden} 个未画，见备注和下载的表格。" if hidden else ""


def add_pairs(slide: Any, exhibit: Exhibit, lanes: Lanes, box: Box) -> None:
    """Two districts as native bars, each pair in parts of its larger figure; those not ranked have no bar, their
    figures stand below."""
    ranked = [strip for strip in lanes.strips if not strip.hollow]
    shown = ranked[:MOST_PAIRS]
    sides = [(dot.district, dot.own) for dot in shown[0].dots]
    data = CategoryChartData()
    data.categories = [strip.title for strip in shown]
    for name, _ in sides:
        dots = [next((dot for dot in strip.dots if dot.district == name), None) for strip in shown]
        data.add_series(name, [None if dot is None else round(dot.level * FULL, 1) for dot in dots])
    chart = _chart(slide, exhibit, data, box, stacked=False)
    set_axes(chart, (0, FULL * 1.4), SIZE)
    for series, (name, own) in zip(chart.plots[0].series, sides, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(LIGHT.brand if own else LIGHT.masked)
        for index, strip in enumerate(shown):
            dot = next((dot for dot in strip.dots if dot.district == name), None)
            if dot is not None:
                set_bound(series.points[index].format, dot.comparator, LIGHT.brand if own else LIGHT.masked)
                told = dot.figure + (f"（{dot.tag}）" if dot.tag else "")
                _label(series, index, told, LIGHT.ink, XL_LABEL_POSITION.OUTSIDE_END)
    _set_letters(chart)


def said_with_pairs(lanes: Lanes) -> str:
    """How to read the bars, what has none, and the cautions."""
    ranked = [strip for strip in lanes.strips if not strip.hollow]
    shown, hidden = ranked[:MOST_PAIRS], max(len(ranked) - MOST_PAIRS, 0)
    cautions = [f"{strip.title}{note}。" for strip in shown for note in strip.notes]
    rest = f"图中为前 {len(shown)} 项，另有 {hidden} 项未画，见备注。" if hidden else ""
    beside = [_beside(strip) for strip in lanes.strips if strip.hollow]
    apart = f"只并列、不画条：{'；'.join(beside)}。" if beside else ""
    return f"{MANNER}{rest}{''.join(cautions)}{apart}"


def _beside(strip: Strip) -> str:
    """An indicator on which the two are not ranked, with both figures."""
    return f"{strip.title}（{'，'.join(f'{dot.label} {dot.figure}{dot.tag}' for dot in strip.dots)}）"


def _chart(slide: Any, exhibit: Exhibit, data: CategoryChartData, box: Box, *, stacked: bool) -> Any:
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    shape = slide.shapes.add_chart(kind, *(Emu(length) for length in box), data)
    shape.name = exhibit.name[:60]
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{exhibit.title}。数字见备注。")
    chart = shape.chart
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if stacked else 0
    chart.has_title, chart.has_legend = False, len(list(plot.series)) > 1
    set_look(chart.font, SIZE, LIGHT.ink)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        set_look(chart.legend.font, SIZE, LIGHT.ink)
    return chart


def _label(series: Any, index: int, words: str, colour: str, position: Any) -> None:
    label = series.points[index].data_label
    fill_text(label.text_frame, [words], SIZE, colour)
    label.text_frame.word_wrap = False
    label.position = position


def _set_letters(chart: Any) -> None:
    for look in chart._chartSpace.iter(qn("a:defRPr")):
        set_chinese(Font(look))
