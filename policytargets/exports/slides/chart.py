"""A comparison as a native chart of PowerPoint: bars that can be edited, with their own workbook."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.text.text import Font
from pptx.util import Emu

from policytargets.charts.style import LIGHT
from policytargets.comparisons.captions import finding
from policytargets.comparisons.model import Comparison
from policytargets.exports.comparison_tables import STRETCH, category_names, series_name, stretches, to_chart_workbook
from policytargets.exports.slides.text import colour_of, fill_text, set_chinese, set_look


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
    values.minimum_scale = 0
    highest = max(row.value_high or row.value or 0 for row in comparison.rows)
    values.maximum_scale = 130 if comparison.unit == "%" and comparison.basis == "share" else (highest or 1) * 1.45
    values.visible = False  # every bar carries its figure; room is left for the words behind the longest
    values.has_major_gridlines = False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    for axis in (districts, values):
        set_look(axis.tick_labels.font, _size(comparison), LIGHT.ink)


def _colour(series: Any, comparison: Comparison, focus: str, *, lighter: bool) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour_of(LIGHT.grid if lighter else LIGHT.receding if focus else LIGHT.brand)
    series.invert_if_negative = False
    for index, row in enumerate(comparison.rows):
        if row.district_id == focus and not lighter:
            fill = series.points[index].format.fill
            fill.solid()
            fill.fore_color.rgb = colour_of(LIGHT.brand)


def _label(series: Any, comparison: Comparison, *, ranged: bool) -> None:
    for index, row in enumerate(comparison.rows):
        if row.value is None:
            continue
        label = series.points[index].data_label
        fill_text(label.text_frame, [row.figure], _size(comparison), LIGHT.ink)
        label.text_frame.word_wrap = False
        # A stacked bar knows no place outside its end.
        label.position = XL_LABEL_POSITION.INSIDE_BASE if ranged else XL_LABEL_POSITION.OUTSIDE_END
