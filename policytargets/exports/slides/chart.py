"""A comparison as a native chart of PowerPoint: bars that can be edited, with their own workbook."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.text.text import Font
from pptx.util import Emu, Pt

from policytargets.charts.style import LIGHT
from policytargets.comparisons.captions import finding
from policytargets.comparisons.model import Comparison
from policytargets.exports.comparison_tables import STRETCH, category_names, series_name, stretches, to_chart_workbook
from policytargets.exports.slides.text import colour_of, fill_text, set_chinese, set_look

OPEN, LIMIT = ("at_least", "more_than"), ("at_most", "less_than")


def add_chart(slide: Any, comparison: Comparison, box: tuple[int, int, int, int], focus: str = "") -> None:
    """Draw the comparison's bars into `box` (left, top, width, height in EMU).

    Every bar is labelled with the figure in words. A district without a figure keeps its place: its name carries the
    kind of absence, its bar is a gap, never a zero. The upper part of a range is a lighter second stretch.
    """
    data = CategoryChartData()
    data.categories = category_names(comparison)
    ranged = any(row.value_high is not None for row in comparison.rows)
    data.add_series(series_name(comparison), [row.value for row in comparison.rows])
    if ranged:
        data.add_series(STRETCH, stretches(comparison))
    kind = XL_CHART_TYPE.BAR_STACKED if ranged else XL_CHART_TYPE.BAR_CLUSTERED
    shape = slide.shapes.add_chart(kind, *(Emu(length) for length in box), data)
    shape.name = comparison.title[:60]
    described = shape._element.nvGraphicFramePr.cNvPr
    described.set("descr", finding(comparison))
    chart = shape.chart
    chart.part.chart_workbook.update_from_xlsx_blob(to_chart_workbook(comparison))
    chart.has_legend, chart.has_title = False, False
    set_look(chart.font, _size(comparison), LIGHT.ink)
    _set_axes(chart, comparison)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100 if ranged else 0
    for index, series in enumerate(plot.series):
        _colour(series, comparison, focus, lighter=ranged and index == 1)
    _label(plot.series[1] if ranged else plot.series[0], comparison, ranged=ranged)
    for look in chart._chartSpace.iter(qn("a:defRPr")):
        set_chinese(Font(look))


def _size(comparison: Comparison) -> float:
    return 16 if len(comparison.rows) <= 6 else 12


def _set_axes(chart: Any, comparison: Comparison) -> None:
    districts, values = chart.category_axis, chart.value_axis
    districts.reverse_order = True  # PowerPoint counts bars from below
    districts.major_tick_mark = XL_TICK_MARK.NONE
    districts.format.line.color.rgb = colour_of(LIGHT.receding)
    districts.has_major_gridlines = False
    districts.tick_labels.offset = 40
    ends = [end for row in comparison.drawn for end in (row.value, row.value_high) if end is not None]
    lowest, highest = min([0.0, *ends]), max([0.0, *ends])
    share = comparison.unit == "%" and comparison.basis == "share"
    values.minimum_scale = lowest * 1.45
    values.maximum_scale = max(130, highest * 1.3) if share else highest * 1.45 or (0.1 if lowest else 1)
    if lowest:
        districts.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # names stay beside the bars, not on them
    values.visible = False  # every bar carries its figure; room is left for the words behind the longest
    values.has_major_gridlines = False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    for axis in (districts, values):
        set_look(axis.tick_labels.font, _size(comparison), LIGHT.ink)


def legend_of(comparison: Comparison) -> str:
    """What the ends of the bars mean, only those that occur; empty where every bar is a plain figure."""
    rows = comparison.drawn
    words = {"条端渐淡：以上、超过": OPEN, "空心条：以内、低于": LIMIT, "虚线框：左右": ("about",)}
    told = [word for word, codes in words.items() if any(row.comparator in codes for row in rows)]
    told += ["浅色段：到区间上限"] if any(row.value_high is not None for row in rows) else []
    absent = any(row.value is None for row in comparison.rows)
    told += ["没有条：没有可画的数字，原因见区县名后"] if absent else []
    return "图上记号　" + "；".join(told) if told else ""


def _colour(series: Any, comparison: Comparison, focus: str, *, lighter: bool) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour_of(LIGHT.grid if lighter else LIGHT.receding if focus else LIGHT.brand)
    series.invert_if_negative = False
    if lighter:
        return
    for index, row in enumerate(comparison.rows):
        if row.value is not None:
            colour = LIGHT.receding if focus and row.district_id != focus else LIGHT.brand
            _set_bound(series.points[index].format, row.comparator, colour)


def _set_bound(look: Any, comparator: str, colour: str) -> None:
    """A bar that shows its bound: at least fades at its end, at most is hollow, about is hollow with a broken line."""
    if comparator in OPEN:
        look.fill.gradient()
        look.fill.gradient_angle = 0
        first, second = look.fill.gradient_stops
        first.color.rgb, second.color.rgb = colour_of(colour), colour_of(LIGHT.grid)
        first.position, second.position = 0.75, 1.0
    else:
        look.fill.solid()
        hollow = comparator in (*LIMIT, "about")
        look.fill.fore_color.rgb = colour_of(LIGHT.grid if hollow else colour)
        if hollow:
            look.line.color.rgb, look.line.width = colour_of(colour), Pt(1.5)
        if comparator == "about":
            look.line.dash_style = MSO_LINE.DASH


def _label(series: Any, comparison: Comparison, *, ranged: bool) -> None:
    for index, row in enumerate(comparison.rows):
        if row.value is None:
            continue
        label = series.points[index].data_label
        fill_text(label.text_frame, [row.figure], _size(comparison), LIGHT.ink)
        label.text_frame.word_wrap = False
        # A stacked bar knows no place outside its end.
        label.position = XL_LABEL_POSITION.INSIDE_BASE if ranged else XL_LABEL_POSITION.OUTSIDE_END
