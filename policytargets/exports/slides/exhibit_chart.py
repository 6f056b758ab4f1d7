"""Bars, the pairs of two districts and the course of a target as native charts of PowerPoint, with their workbooks."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.text.text import Font

from policytargets.charts.progress import mark_of_light
from policytargets.charts.progress_wall import SCHEDULED, Course
from policytargets.charts.strips import Strip
from policytargets.charts.style import LIGHT
from policytargets.charts.wall import Bars
from policytargets.charts.wall_lanes import Lanes
from policytargets.exhibits.model import Exhibit
from policytargets.exports.slides.chart import BOUNDS, set_axes, set_bound
from policytargets.exports.slides.native import Box, new_chart
from policytargets.exports.slides.text import colour_of, fill_text, set_chinese, set_look

MOST_MONTHS = 8
TARGET, DONE, ABOVE = "目标", "累计完成", XL_LABEL_POSITION.ABOVE
MOST_BARS, MOST_LIT, MOST_PAIRS, SIZE, FULL = 15, 9, 6, 14, 100  # what is lit has longer sentences below
MANNER = "每项以较大的数字为满格，条长只在一项之内可比"
PALE = (LIGHT.heat, LIGHT.receding)  # on which letters are dark


def add_bars(slide: Any, exhibit: Exhibit, bars: Bars, box: Box) -> None:
    """Bars as a native chart, its stretches stacked with their numbers in them; where colours mean something the words
    stand beside the name, as short stretches have no room for a mark."""
    shown, several = [bars.rows[place] for place in sorted(bars.first()[: _most(bars)])], len(bars.series) > 1
    data = CategoryChartData()
    told = [row.words if bars.tones else f"{sum(row.parts):g}" for row in shown]
    data.categories = [
        f"{row.name}（{words}）" if several else row.name for row, words in zip(shown, told, strict=True)
    ]
    for place, name in enumerate(bars.series):
        data.add_series(name, [row.parts[place] for row in shown])
    chart = _bars(slide, exhibit, data, box, stacked=several)
    longest = max((sum(row.parts) for row in shown), default=0) or 1
    set_axes(chart, (0, longest * (1.05 if several else 1.4)), SIZE)
    for place, (series, colour) in enumerate(zip(chart.plots[0].series, bars.colours(LIGHT), strict=True)):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(colour)
        for index, row in enumerate(shown):
            part = row.parts[place]
            if several and part and not bars.tones:
                letters = LIGHT.ink if colour in PALE else LIGHT.ground
                _label(series, index, f"{part:g}", letters, XL_LABEL_POSITION.CENTER)
            elif not several:
                _label(series, index, row.words, LIGHT.ink, XL_LABEL_POSITION.OUTSIDE_END)
    _set_letters(chart)


def _most(bars: Bars) -> int:
    return MOST_LIT if bars.tones else MOST_BARS


def said_with_bars(bars: Bars, whole: str) -> str:
    """How many bars have no room, and where the `whole` is; empty where all have."""
    hidden = max(len(bars.rows) - _most(bars), 0) + bars.beyond
    return f"图中有 {min(len(bars.rows), _most(bars))} 个，另有 {hidden} 个未画，{whole}。" if hidden else ""


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
    chart = _bars(slide, exhibit, data, box, stacked=False)
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


def add_course(slide: Any, exhibit: Exhibit, course: Course, box: Box) -> None:
    """A target, its schedule and its readings as native lines over days; each reading with the mark of its light and
    its figure."""
    done = {point.day: point for point in course.readings}
    lines = {
        TARGET: dict.fromkeys(course.window, course.value),
        SCHEDULED: dict(course.schedule),
        DONE: {day: point.value for day, point in done.items()},
    }
    days = sorted({day for line in lines.values() for day in line})
    data = CategoryChartData()
    data.categories = days
    for name, line in lines.items():
        if line:
            data.add_series(name, [line.get(day) for day in days])
    chart = _chart(slide, exhibit, data, box, kind=XL_CHART_TYPE.LINE_MARKERS)
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")
    _set_months(chart.category_axis, (days[-1] - days[0]).days // 30 // MOST_MONTHS + 1)
    chart.value_axis.major_gridlines.format.line.color.rgb = colour_of(LIGHT.grid)
    chart.value_axis.format.line.fill.background()
    tones = {TARGET: LIGHT.ink, SCHEDULED: LIGHT.masked, DONE: LIGHT.brand}
    for series in chart.plots[0].series:
        series.smooth = False
        series.format.line.color.rgb = colour_of(tones[series.name])
        series.marker.style = XL_MARKER_STYLE.NONE if series.name != DONE else XL_MARKER_STYLE.CIRCLE
        if series.name == SCHEDULED:
            series.format.line.dash_style = MSO_LINE.DASH
        for index, day in enumerate(days):
            if series.name == DONE and day in done:
                _label(series, index, f"{mark_of_light(done[day].light)} {done[day].figure}", LIGHT.ink, ABOVE)
        if series.name == TARGET:
            _label(series, len(days) - 1, course.words, LIGHT.ink, ABOVE)
    _set_letters(chart)


def _set_months(axis: Any, step: int) -> None:
    """An axis of days that names every so many months."""
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy-mm", False
    before = axis._element.find(qn("c:lblOffset"))
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", str(step)), ("majorTimeUnit", "months")):
        unit = OxmlElement(f"c:{name}")
        unit.set("val", value)
        for old in axis._element.findall(qn(f"c:{name}")):
            axis._element.remove(old)
        before.addnext(unit)
        before = unit


def said_with_pairs(lanes: Lanes) -> str:
    """How to read the bars, what has none, and the cautions."""
    ranked = [strip for strip in lanes.strips if not strip.hollow]
    shown, hidden = ranked[:MOST_PAIRS], max(len(ranked) - MOST_PAIRS, 0)
    cautions = [f"{strip.title}{note}。" for strip in shown for note in strip.notes]
    rest = f"图中为前 {len(shown)} 项，另有 {hidden} 项未画，见备注。" if hidden else ""
    beside = [_beside(strip) for strip in lanes.strips if strip.hollow]
    apart = f"只并列、不画条：{'；'.join(beside)}。" if beside else ""
    bounds = {dot.comparator for strip in shown for dot in strip.dots}
    manner = "；".join([MANNER, *(words for words, codes in BOUNDS.items() if bounds & {*codes})])
    return f"{manner}。{rest}{''.join(cautions)}{apart}"


def _beside(strip: Strip) -> str:
    """An indicator on which the two are not ranked, with both figures."""
    return f"{strip.title}（{'，'.join(f'{dot.label} {dot.figure}{dot.tag}' for dot in strip.dots)}）"


def _bars(slide: Any, exhibit: Exhibit, data: CategoryChartData, box: Box, *, stacked: bool) -> Any:
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    chart = _chart(slide, exhibit, data, box, kind=kind)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if stacked else 0
    return chart


def _chart(slide: Any, exhibit: Exhibit, data: CategoryChartData, box: Box, *, kind: Any) -> Any:
    chart = new_chart(slide, kind, data, box, name=exhibit.name, described=f"{exhibit.title}。数字见备注。")
    chart.has_title, chart.has_legend = False, len(list(chart.plots[0].series)) > 1
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
