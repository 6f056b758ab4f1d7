"""Altair charts: pure functions from a table or a Comparison to a chart. No widget, no query."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import BASIS_WORD, STATUS_WORD

FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, sans-serif"
Chart = alt.LayerChart | alt.FacetChart
MASK = "/" * 28


@dataclass(frozen=True)
class Palette:
    """The colours of one appearance."""

    ink: str
    muted: str
    brand: str
    receding: str
    grid: str
    masked: str
    caution: str
    ground: str
    heat: str


LIGHT = Palette("#1C2B26", "#54645E", "#0F6B4F", "#B7C7C0", "#E3E8E6", "#8A9691", "#B45309", "#FFFFFF", "#5FAE93")
DARK = Palette("#E6ECE9", "#A9B8B1", "#4FBF97", "#4A5B54", "#2C3833", "#7F8D87", "#F0A95B", "#131A17", "#257056")


def comparison_bars(comparison: Comparison, palette: Palette, focus: str = "", *, size: int = 14) -> Chart:
    """Bars of one comparison, figures written above them, bounds drawn as bounds and absences named.

    At least and more than: a bar with an open, pointed end. At most: an outlined bar with a closing mark. About: an
    end mark ≈. Range: a lighter stretch up to the upper value. Withheld: hatching. `focus` is a district_id
    whose bars keep the brand colour while the others recede; `size` is the size of the letters in pixels.
    """
    rows = pd.DataFrame([_bar(row, place, focus, comparison) for place, row in enumerate(comparison.rows)])
    detailed = bool(rows["details"].str.len().max())
    step = size * (4.6 if detailed else 3.3)
    highest = max((row.value_high or row.value or 0 for row in comparison.rows), default=0)
    top = 100 if comparison.basis == "share" and comparison.unit == "%" else highest * 1.04 or 1
    place = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    across = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(
            title=comparison.unit or None,
            tickCount=4,
            tickMinStep=1 if highest == int(highest) else alt.Undefined,
            labelColor=palette.muted,
            titleColor=palette.muted,
            gridColor=palette.grid,
            domain=False,
            ticks=False,
            labelFontSize=size - 2,
            titleFontSize=size - 2,
            titleAlign="right",
            titleAnchor="end",
            titlePadding=2,
        ),
    )
    colour = _either(alt.ColorValue, "datum.focused", palette.brand, palette.receding)
    edge = _either(alt.StrokeValue, "datum.focused", palette.brand, palette.receding)
    start, left = alt.X2Datum(0), alt.value(0)
    chosen = alt.selection_point(name="target", fields=["target_id"], on="click", empty=True)
    base = alt.Chart(rows).encode(y=place, tooltip=_tooltips())
    above, below, under = -size * (1.4 if detailed else 0.8), size * (0 if detailed else 0.6), size * 1.25
    bar, end = size * 0.85, size * size * 0.75
    solid = "datum.comparator != 'at_most' && isValid(datum.value)"
    pointed = "datum.comparator == 'at_least' || datum.comparator == 'more_than'"
    layers = [
        base.transform_filter(solid)
        .mark_bar(size=bar, yOffset=below, cornerRadius=0)
        .encode(x=across, x2=start, color=colour)
        .add_params(chosen),
        base.transform_filter("datum.comparator == 'at_most' && isValid(datum.value)")
        .mark_bar(size=bar, yOffset=below, fillOpacity=0.12, strokeWidth=1.5)
        .encode(x=across, x2=start, color=colour, stroke=edge),
        base.transform_filter("isValid(datum.value_high)")
        .mark_bar(size=bar, yOffset=below, opacity=0.45)
        .encode(x=across, x2=alt.X2("value_high:Q"), color=colour),
        base.transform_filter(f"isValid(datum.value) && ({pointed})")
        .mark_point(shape="triangle-right", filled=True, opacity=1, size=end, xOffset=size * 0.32, yOffset=below)
        .encode(x=across, color=colour),
        base.transform_filter("isValid(datum.value) && datum.comparator == 'at_most'")
        .mark_point(shape="triangle-left", filled=True, opacity=1, size=end, xOffset=-size * 0.4, yOffset=below)
        .encode(x=across, color=colour),
        base.transform_filter("isValid(datum.value) && datum.comparator == 'about'")
        .mark_text(text="≈", align="left", dx=4, dy=below, fontSize=size + 2, font=FONTS, color=palette.ink)
        .encode(x=across),
        base.transform_filter("datum.presence == 'withheld'")
        .mark_text(text=MASK, align="left", dy=below, fontSize=size - 1, font="monospace", color=palette.masked)
        .encode(x=left),
        base.mark_text(align="left", dy=above, fontSize=size, font=FONTS).encode(
            x=left,
            text=alt.Text("label:N"),
            color=_either(alt.ColorValue, "datum.focused", palette.ink, palette.muted),
        ),
        base.transform_filter("isValid(datum.value) || datum.presence == 'withheld'")
        .mark_text(align="left", dy=under, fontSize=size - 2, font=FONTS, color=palette.muted)
        .encode(x=left, text=alt.Text("details:N")),
        base.transform_filter("!isValid(datum.value) && datum.presence != 'withheld'")
        .mark_text(align="left", dy=below, fontSize=size - 2, font=FONTS, color=palette.muted)
        .encode(x=left, text=alt.Text("details:N")),
        base.mark_text(align="right", dy=above, fontSize=size, font=FONTS).encode(
            x=alt.value("width"),
            text=alt.Text("figure:N"),
            color=_either(alt.ColorValue, "isValid(datum.value)", palette.ink, palette.muted),
        ),
    ]
    return dressed(alt.layer(*layers, width="container", height=alt.Step(step)), palette)


def slide_bars(comparison: Comparison, palette: Palette, focus: str, box: tuple[int, int]) -> Chart:
    """The bars of one comparison for a slide, `box` pixels wide and high, its letters as large as the height allows."""
    width, height = box
    detailed = any(_bar(row, 0, "", comparison)["details"] for row in comparison.rows)
    lines = len(comparison.rows) * (4.6 if detailed else 3.3) + 2.4
    size = round(min(max(height / lines, 12), 34))
    chart = comparison_bars(comparison, palette, focus, size=size).properties(width=width)
    sharp: Chart = chart.properties(usermeta={"embedOptions": {"renderer": "svg"}})
    return sharp


def category_heat_map(counts: pd.DataFrame, palette: Palette, focus: str = "") -> Chart:
    """Targets per category (rows) and district (columns), each cell with its number; a click selects the cell.

    `counts`: one row per category and district with category, category_sort, short_name, district_id, targets.
    """
    chosen = alt.selection_point(name="cell", fields=["category_id", "district_id"], on="click", empty=True)
    base = alt.Chart(counts.assign(focused=[code == focus for code in counts["district_id"]])).encode(
        x=alt.X(
            "short_name:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=0 if counts["short_name"].nunique() <= 10 else -60,
                ticks=False,
                domain=False,
                labelFontSize=13,
                labelColor=palette.ink,
                labelLimit=120,
                labelFont=FONTS,
            ),
        ),
        y=alt.Y(
            "category:N",
            sort=alt.SortField("category_sort"),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelFontSize=13, labelColor=palette.ink, labelFont=FONTS),
        ),
        tooltip=[
            alt.Tooltip("district:N", title="区县"),
            alt.Tooltip("category:N", title="领域"),
            alt.Tooltip("targets:Q", title="目标数"),
            alt.Tooltip("withheld:Q", title="其中原文隐去"),
            alt.Tooltip("tasks:Q", title="任务数"),
        ],
    )
    cells = (
        base.mark_rect(stroke=palette.ground, strokeWidth=2, cursor="pointer")
        .encode(
            color=alt.Color("targets:Q", legend=None, scale=heat(int(counts["targets"].max()), palette)),
        )
        .add_params(chosen)
    )
    colour = _either(alt.ColorValue, "datum.targets > 0", palette.ink, palette.muted)
    numbers = base.mark_text(fontSize=13, font=FONTS).encode(text="targets:Q", color=colour)
    layers = alt.layer(cells, frame(base, palette), numbers)
    return dressed(layers.properties(width="container", height=alt.Step(32)), palette)


def _bar(row: ComparisonRow, place: int, focus: str, comparison: Comparison) -> dict[str, Any]:
    years = {other.due_year for other in comparison.rows if other.due_year is not None}
    names = {other.name for other in comparison.rows if other.name}
    details = [row.name] if len(names) > 1 and row.name else []
    details += [row.remark] if not row.target_id and row.remark else []
    details += [f"{row.due_year}年"] if len(years) > 1 and row.due_year is not None else []
    details += [STATUS_WORD["draft"]] if row.draft else []
    return {
        "place": place,
        "label": row.district,
        "details": " · ".join(details),
        "figure": row.figure,
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


def _tooltips() -> list[alt.Tooltip]:
    titles = {"district": "区县", "name": "目标", "figure": "数字", "basis": "口径", "remark": "须知", "source": "来源"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def frame(base: alt.Chart, palette: Palette) -> alt.Chart:
    """A frame around the cells of the focus: fainter colours elsewhere would say smaller numbers."""
    framed: alt.Chart = base.transform_filter("datum.focused").mark_rect(
        filled=False, stroke=palette.brand, strokeWidth=2
    )
    return framed


def heat(highest: int, palette: Palette) -> alt.Scale:
    """Colours of counts: the page's own ground for none, so that what there is stands out, then light to full."""
    colours = [palette.ground, palette.grid, palette.heat]
    return alt.Scale(domain=[0, 1, max(highest, 2)], range=colours, interpolate="lab")


def dressed(chart: Chart, palette: Palette) -> Chart:
    """The chart in the board's type. Without Vega's own roles: it speaks to screen readers through the alt text and
    the table below it."""
    own = {"view": {"stroke": None}, "mark": {"aria": False}, "axis": {"domainColor": palette.grid}}
    # All at once: each call copies and checks every layer.
    configured: Chart = chart.properties(config={"font": FONTS, "background": "transparent", "aria": False, **own})
    return configured


def _either(channel: Callable[..., Any], test: str, then: str, otherwise: str) -> Any:
    """A colour by a test. As a finished channel: Altair looks through its whole schema for a place for a plain one."""
    return channel(otherwise, condition={"test": test, "value": then})
