"""The bars of one comparison: bounds drawn as bounds, absences named, figures in words."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, HATCH, Chart, Palette, dressed, either
from policytargets.comparisons.captions import unset_in_words
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import BASIS_WORD
from policytargets.wording.wrapping import width_of, wrap

Labels = Literal["above", "beside"]
Style = dict[str, Any]
WIDEST_LABEL, WIDEST_FIGURE, GAP, SMALL = 18.0, 15.0, 20, 0.72  # in letters, letters, pixels, parts of a letter
ROW, ROW_WITH_DETAILS = 3.3, 4.1  # heights of a row in letters
POINTED = "(datum.comparator == 'at_least' || datum.comparator == 'more_than')"
LIMIT = "(datum.comparator == 'at_most' || datum.comparator == 'less_than')"
STATED = "isValid(datum.value)"


class _Drawing(NamedTuple):
    """What every layer shares: `size` of the letters in pixels, `shift` of the bar from the middle of its row."""

    base: alt.Chart
    across: alt.X
    palette: Palette
    size: int
    shift: float
    longest: float  # of the names, in letters


def comparison_bars(
    comparison: Comparison,
    palette: Palette,
    focus: str = "",
    *,
    size: int = 14,
    labels: Labels = "above",
    scale: bool = True,
) -> Chart:
    """Bars of one comparison with the figures in words, bounds drawn as bounds and absences named.

    At least and more than: a bar with an open, pointed end. At most: an outlined bar with a closing mark. About: an
    end mark ≈. Range: a lighter stretch up to the upper value. Withheld: the whole lane is hatched, as any length could
    be meant. `focus` is a district_id whose bars keep the brand colour while the others recede; `size` is the size of
    the letters in pixels. Names and figures stand `above` the bars, or `beside` them in the room of `room_beside`.
    Without `scale` no axis stands below the bars, each of which carries its figure.
    """
    beside = labels == "beside"
    listed = comparison.rows if beside else [row for row in comparison.rows if row.presence != "unset"]
    bars = [_bar(row, place, focus, comparison) for place, row in enumerate(listed)]
    if len(listed) < len(comparison.rows):
        bars.append({**bars[0], **_unset(comparison, len(bars))})
    rows = pd.DataFrame(bars)
    detailed = bool(rows["details"].str.len().max())
    if beside:
        rows = rows.assign(**_wrapped(comparison, size))
    place = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    base = alt.Chart(rows).encode(y=place, tooltip=_tooltips())
    shift = 0 if beside else size * (0 if detailed else 0.6)
    drawing = _Drawing(base, _across(comparison, palette, size, scale), palette, size, shift, _longest(listed))
    words = _words_beside(drawing) if beside else _words_above(drawing, detailed)
    layers = alt.layer(*_bars(drawing), *_ends(drawing), *words, width="container")
    return dressed(layers.properties(height=alt.Step(size * (ROW_WITH_DETAILS if detailed else ROW))), palette)


def room_beside(comparison: Comparison, size: int) -> tuple[float, float]:
    """The pixels that names take to the left of the bars and figures to the right, with labels `beside`."""
    words = _wrapped(comparison, size)
    names = [width_of(label) for label in words["label"]]
    details = [width_of(line) * SMALL for lines in words["details"] for line in lines]
    figures = [width_of(line) for lines in words["figure"] for line in lines]
    return max([*names, *details]) * size + GAP, max(figures) * size + GAP


def slide_bars(comparison: Comparison, palette: Palette, focus: str, box: tuple[int, int]) -> Chart:
    """The bars of one comparison for a slide, `box` pixels wide and high, its letters as large as the height allows."""
    width, height = box
    listed = [row for row in comparison.rows if row.presence != "unset"]
    lines = (len(listed) + bool(comparison.unset)) * (ROW_WITH_DETAILS if any(row.details for row in listed) else ROW)
    size = int(min(max(height / (lines + 0.3), 14), 46))
    chart = comparison_bars(comparison, palette, focus, size=size, scale=False).properties(width=width)
    sharp: Chart = chart.properties(usermeta={"embedOptions": {"renderer": "svg"}})
    return sharp


def _bar(row: ComparisonRow, place: int, focus: str, comparison: Comparison) -> dict[str, Any]:
    return {
        "place": place,
        "label": row.label,
        "details": row.details,
        "figure": row.figure,
        "lane": "" if row.presence in ("set", "withheld") else " · ".join(filter(None, (row.figure, row.details))),
        "value": row.value,
        "value_high": row.value_high,
        "comparator": row.comparator,
        "presence": row.presence,
        "focused": not focus or row.district_id == focus,
        "district": row.district,
        "name": row.name,
        "basis": BASIS_WORD[comparison.basis],
        "due_year": row.due_year,
        "remark": row.remark,
        "source": row.source,
        "target_id": row.target_id,
    }


def _longest(rows: Sequence[ComparisonRow]) -> float:
    return max((width_of(row.label) for row in rows), default=0.0)


def _unset(comparison: Comparison, place: int) -> dict[str, Any]:
    """The last row: all districts that set nothing, in one line."""
    told = {"label": unset_in_words(comparison), "presence": "unset", "place": place, "focused": False}
    nothing = dict.fromkeys(("details", "figure", "lane", "district", "name", "remark", "source", "target_id"), "")
    return {**nothing, **told, "value": None, "value_high": None, "due_year": None}


def _wrapped(comparison: Comparison, size: int) -> dict[str, list[Any]]:
    """Names, details and figures in lines that fit beside the bars."""
    rows, small = comparison.rows, round(size * SMALL)
    return {
        "label": [wrap(row.label, WIDEST_LABEL, 1)[0] for row in rows],
        "details": [wrap(row.details, WIDEST_LABEL * size / small, 2) if row.details else [] for row in rows],
        "figure": [wrap(row.figure, WIDEST_FIGURE, 3) for row in rows],
    }


def _across(comparison: Comparison, palette: Palette, size: int, scale: bool) -> alt.X:
    """The axis of the values: from zero, or from the lowest where a figure is negative; shares in % up to 100."""
    values = [value for row in comparison.drawn for value in (row.value, row.value_high) if value is not None]
    lowest, highest = min([0.0, *values]), max([0.0, *values])
    share = comparison.basis == "share" and comparison.unit == "%"
    top = max(100.0, highest) if share else highest * 1.04 or (0 if lowest else 1)
    axis = alt.Axis(
        title=comparison.unit or None,
        tickCount=4,
        tickMinStep=1 if all(value == int(value) for value in values) else alt.Undefined,
        labelColor=palette.muted,
        titleColor=palette.muted,
        grid=False,
        domain=False,
        ticks=False,
        labelFontSize=size - 2,
        titleFontSize=size - 2,
        titleAlign="right",
        titleAnchor="end",
        titlePadding=2,
    )
    return alt.X("value:Q", scale=alt.Scale(domain=[lowest * 1.04, top], nice=False), axis=axis if scale else None)


def _bars(drawing: _Drawing) -> list[alt.Chart]:
    """Lengths: solid up to the figure, outlined for an upper limit, lighter up to the end of a range."""
    palette = drawing.palette
    place: Style = {"size": drawing.size * 0.85, "yOffset": drawing.shift}
    colour = either(alt.ColorValue, "datum.focused", palette.brand, palette.receding)
    edge = either(alt.StrokeValue, "datum.focused", palette.brand, palette.receding)
    chosen = alt.selection_point(name="target", fields=["target_id"], on="click", empty=True)
    solid = drawing.base.transform_filter(f"{STATED} && !{LIMIT}").mark_bar(cornerRadius=0, **place)
    limit = drawing.base.transform_filter(f"{STATED} && {LIMIT}").mark_bar(fillOpacity=0.12, strokeWidth=1.5, **place)
    ranged = drawing.base.transform_filter("isValid(datum.value_high)").mark_bar(opacity=0.45, **place)
    zero = alt.X2Datum(0)
    return [
        solid.encode(x=drawing.across, x2=zero, color=colour).add_params(chosen),
        limit.encode(x=drawing.across, x2=zero, color=colour, stroke=edge),
        ranged.encode(x=drawing.across, x2=alt.X2("value_high:Q"), color=colour),
    ]


def _ends(drawing: _Drawing) -> list[alt.Chart]:
    """What a bar ends in: an open point, a closing mark, ≈; and the hatching of a lane whose figure is withheld."""
    base, size, palette, shift = drawing.base, drawing.size, drawing.palette, drawing.shift
    colour = either(alt.ColorValue, "datum.focused", palette.brand, palette.receding)
    point: Style = {"filled": True, "opacity": 1, "size": size * size * 0.75, "yOffset": shift}
    pointed = base.transform_filter(f"{STATED} && {POINTED}")
    closed = base.transform_filter(f"{STATED} && {LIMIT}")
    about = base.transform_filter(f"{STATED} && datum.comparator == 'about'")
    hatched = base.transform_filter("datum.presence == 'withheld'")
    hatch: Style = {"text": HATCH, "align": "left", "dy": shift, "limit": alt.ExprRef("width"), "ellipsis": " "}
    return [
        pointed.mark_point(shape="triangle-right", xOffset=size * 0.32, **point).encode(x=drawing.across, color=colour),
        closed.mark_point(shape="triangle-left", xOffset=-size * 0.4, **point).encode(x=drawing.across, color=colour),
        about.mark_text(
            text="≈", align="left", dx=4, dy=shift, fontSize=size + 2, font=FONTS, color=palette.ink
        ).encode(x=drawing.across),
        hatched.mark_text(fontSize=size - 1, font="monospace", color=palette.masked, **hatch).encode(x=alt.value(0)),
    ]


def _words_above(drawing: _Drawing, detailed: bool) -> list[alt.Chart]:
    """Names and figures above the bars, details below; where there is no bar the absence in words."""
    base, size, palette = drawing.base, drawing.size, drawing.palette
    above, left = -size * (1.4 if detailed else 0.8), alt.value(0)
    named = either(alt.ColorValue, "datum.focused", palette.ink, palette.muted)
    told = either(alt.ColorValue, STATED, palette.ink, palette.muted)
    lane = f"({STATED} || datum.presence == 'withheld')"
    whole = alt.ExprRef("width")
    small: Style = {"align": "left", "fontSize": size - 2, "font": FONTS, "color": palette.muted, "limit": whole}
    label = base.mark_text(align="left", dy=above, fontSize=size, font=FONTS, limit=whole)
    figure = base.mark_text(
        align="right",
        dy=above,
        fontSize=size,
        font=FONTS,
        limit=alt.ExprRef(f"width - {size * (drawing.longest + 1):g}"),
    )
    under = base.transform_filter(lane).mark_text(dy=size * 1.25, **small)
    instead = base.transform_filter(f"!{lane}").mark_text(dy=drawing.shift, **small)
    return [
        label.encode(x=left, text="label:N", color=named),
        under.encode(x=left, text="details:N"),
        instead.encode(x=left, text="lane:N"),
        figure.transform_filter(lane).encode(x=alt.value("width"), text="figure:N", color=told),
    ]


def _words_beside(drawing: _Drawing) -> list[alt.Chart]:
    """Names and details to the left of the bars, figures to their right, each in lines."""
    base, size, palette = drawing.base, drawing.size, drawing.palette
    named = either(alt.ColorValue, "datum.focused", palette.ink, palette.muted)
    told = either(alt.ColorValue, STATED, palette.ink, palette.muted)
    left: Style = {"align": "right", "baseline": "middle", "dx": -GAP, "font": FONTS}
    right: Style = {"align": "left", "baseline": "middle", "dx": GAP, "font": FONTS, "fontSize": size}
    alone = base.transform_filter("!length(datum.details)").mark_text(fontSize=size, **left)
    with_details = base.transform_filter("length(datum.details)")
    label = with_details.mark_text(fontSize=size, dy=-size * 0.62, **left)
    details = with_details.mark_text(fontSize=round(size * SMALL), dy=size * 0.5, color=palette.muted, **left)
    return [
        alone.encode(x=alt.value(0), text="label", color=named),
        label.encode(x=alt.value(0), text="label", color=named),
        details.encode(x=alt.value(0), text="details"),
        base.mark_text(lineHeight=size * 1.15, **right).encode(x=alt.value("width"), text="figure", color=told),
    ]


def _tooltips() -> list[alt.Tooltip]:
    titles = {"district": "区县", "name": "目标", "figure": "数字", "basis": "口径", "remark": "须知", "source": "来源"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
