"""A comparison as a native chart of PowerPoint: bars that can be edited, with their own workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.text.text import Font
from pptx.util import Pt

from policytargets.charts.style import LIGHT
from policytargets.comparisons.captions import finding
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.exports.bars import Bar, bars_of
from policytargets.exports.comparison_tables import STRETCH, series_name, to_chart_workbook
from policytargets.exports.slides.native import Box, new_chart
from policytargets.exports.slides.text import colour_of, fill_text, set_chinese, set_look
from policytargets.wording.wrapping import width_of

EMU_PER_POINT = 12700
SIZES, PITCH = (16, 14, 12), 1.6  # of letters in points, tried one after the other; of rows, in letters
LEAST_BAR, WIDER = 0.2, 1.1  # of a chart, left to its longest bar; letters of other machines than ours
LEGEND = "图上记号　"
OPEN, LIMIT = ("at_least", "more_than"), ("at_most", "less_than")
BOUNDS = {"条端渐淡：以上、超过": OPEN, "空心条：以内、低于": LIMIT, "虚线框：左右": ("about",)}


def parts_of(comparison: Comparison, box: Box) -> list[Comparison]:
    """The comparison in as many parts as its rows need, each with room for its letters in a box."""
    number, room = len(bars_of(comparison)), max(int(_points(box[3]) / (SIZES[-1] * PITCH)), 2)
    most = min(room, ceil(number / ceil(number / room)) + 1)  # parts of one size, what was done beside its target
    parts: list[list[ComparisonRow]] = [[]]
    taken = 0
    for row in comparison.rows:
        needed = 2 if row.progress else 1
        if parts[-1] and taken + needed > most:
            parts.append([])
            taken = 0
        parts[-1].append(row)
        taken += needed
    return [replace(comparison, rows=tuple(rows)) for rows in parts]


def add_chart(slide: Any, comparison: Comparison, box: Box, ends: tuple[float, float], focus: str = "") -> None:
    """Draw the comparison's bars into `box` on an axis between `ends`, with its own workbook.

    Every bar is labelled with the figure in words. A district without a figure keeps its place: its name carries the
    kind of absence, its bar is a gap, never a zero. The upper part of a range is a lighter second stretch.
    """
    named = {"series": series_name(comparison), "name": comparison.title, "described": finding(comparison)}
    chart = add_figures(slide, bars_of(comparison), box, ends=ends, focus=focus, **named)
    chart.part.chart_workbook.update_from_xlsx_blob(to_chart_workbook(comparison))


def add_figures(
    slide: Any,
    bars: Sequence[Bar],
    box: Box,
    *,
    series: str,
    name: str,
    described: str,
    ends: tuple[float, float],
    focus: str = "",
) -> Any:
    """Bars with their figures on an axis between `ends`; gives the chart."""
    data = CategoryChartData()
    data.categories = [bar.name for bar in bars]
    ranged = any(bar.stretch is not None for bar in bars)
    data.add_series(series, [bar.value for bar in bars])
    if ranged:
        data.add_series(STRETCH, [bar.stretch for bar in bars])
    kind = XL_CHART_TYPE.BAR_STACKED if ranged else XL_CHART_TYPE.BAR_CLUSTERED
    chart = new_chart(slide, kind, data, box, name=name, described=described)
    chart.has_legend, chart.has_title = False, False
    size = _size(bars, box)
    set_look(chart.font, size, LIGHT.ink)
    set_axes(chart, ends, size)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100 if ranged else 0
    for index, stretch in enumerate(plot.series):
        _colour(stretch, bars, focus, lighter=ranged and index == 1)
    _label(plot.series[1] if ranged else plot.series[0], bars, size, ranged=ranged)
    for look in chart._chartSpace.iter(qn("a:defRPr")):
        set_chinese(Font(look))
    return chart


def _size(bars: Sequence[Bar], box: Box) -> float:
    """The letters in points: as large as rows and words have room for."""
    wide = _widest(bar.name for bar in bars) + _widest(bar.words for bar in bars)
    room, high = _points(box[2]) * (1 - LEAST_BAR), _points(box[3]) / len(bars)
    return next((size for size in SIZES if wide * size <= room and size * PITCH <= high), SIZES[-1])


def ends_of(comparison: Comparison, bars: Sequence[Bar], box: Box) -> tuple[float, float]:
    """Where the axis of values begins and ends, with room for the words behind every bar: what stands out of a chart
    is cut, or the whole chart is squeezed."""
    size, width = _size(bars, box), _points(box[2])
    plot = max(width - _widest(bar.name for bar in bars) * size, width / 3)
    drawn = [(bar.value + (bar.stretch or 0), bar.value, bar) for bar in bars if bar.value is not None]
    lowest, highest = min([0.0, *(low for _, low, _ in drawn)]), max([0.0, *(high for high, _, _ in drawn)])
    share = comparison.unit == "%" and comparison.basis == "share"
    if share:
        highest = max(100.0, highest)
    words = [(high, min(width_of(bar.words) * size * WIDER / plot, 1 - LEAST_BAR)) for high, _, bar in drawn]
    right = max((part for high, part in words if high >= 0), default=0)
    left = max((part for high, part in words if high < 0), default=0)
    if lowest:
        span = (highest - lowest) / max(1 - left - right, LEAST_BAR)
        return lowest - left * span, highest + right * span
    return 0.0, max([highest * 1.05 or 1, *(high / (1 - part) for high, part in words)])


def _points(length: int) -> float:
    """A length of EMU in points."""
    return length / EMU_PER_POINT


def _widest(words: Iterable[str]) -> float:
    return max(map(width_of, words), default=0) * WIDER


def set_axes(chart: Any, ends: tuple[float, float], size: float) -> None:
    """Names upright and from above, beside the bars, no axis of values, which runs between these ends."""
    districts, values = chart.category_axis, chart.value_axis
    districts.reverse_order = True  # PowerPoint counts bars from below
    districts.major_tick_mark = XL_TICK_MARK.NONE
    districts.format.line.color.rgb = colour_of(LIGHT.receding)
    districts.has_major_gridlines = False
    districts.tick_labels.offset = 40
    # Every name, upright and however long its neighbours are: programs leave some out by themselves.
    every = OxmlElement("c:tickLblSkip")
    every.set("val", "1")
    districts._element.find(qn("c:lblOffset")).addnext(every)
    values.minimum_scale, values.maximum_scale = ends
    if ends[0]:
        districts.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # names stay beside the bars, not on them
    values.visible = False  # every bar carries its figure; room is left for the words behind the longest
    values.has_major_gridlines = False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    for axis in (districts, values):
        set_look(axis.tick_labels.font, size, LIGHT.ink)
    districts._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")


def legend_of(comparison: Comparison) -> str:
    """What the ends of the bars mean, only those that occur; empty where every bar is a plain figure."""
    bars = bars_of(comparison)
    if any(bar.value is not None for bar in bars):
        return legend_in_words(bars)
    withheld = any(row.presence == "withheld" for row in comparison.rows)
    return f"{LEGEND}斜线：原文隐去" if withheld else ""


def legend_in_words(bars: Sequence[Bar]) -> str:
    """The same of bars of which some are drawn."""
    rows = [bar.row for bar in bars if bar.value is not None and not bar.done]
    told = [word for word, codes in BOUNDS.items() if any(row.comparator in codes for row in rows)]
    told += ["淡色段：到区间上限"] * any(bar.stretch for bar in bars)
    told += ["墨色条：累计完成"] * any(bar.done for bar in bars)
    told += ["没有条：没有可画的数字，原因见区县名后"] * any(bar.value is None for bar in bars if not bar.done)
    return LEGEND + "；".join(told) if told else ""


def _colour(series: Any, bars: Sequence[Bar], focus: str, *, lighter: bool) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour_of(LIGHT.grid if lighter else LIGHT.receding if focus else LIGHT.brand)
    series.invert_if_negative = False
    if lighter:
        return
    for index, bar in enumerate(bars):
        if bar.value is not None:
            colour = LIGHT.receding if focus and bar.row.district_id != focus else LIGHT.brand
            look = series.points[index].format
            if bar.done:
                set_bound(look, "exactly", LIGHT.ink)
            else:
                set_bound(look, bar.row.comparator, colour)


def set_bound(look: Any, comparator: str, colour: str) -> None:
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


def _label(series: Any, bars: Sequence[Bar], size: float, *, ranged: bool) -> None:
    for index, bar in enumerate(bars):
        if bar.value is None:
            continue
        label = series.points[index].data_label
        fill_text(label.text_frame, [bar.words], size, LIGHT.ink)
        label.text_frame.word_wrap = False
        # A stacked bar knows no place outside its end.
        label.position = XL_LABEL_POSITION.INSIDE_BASE if ranged else XL_LABEL_POSITION.OUTSIDE_END
