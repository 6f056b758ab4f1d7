"""Altair charts: pure functions from a table or a Comparison to a chart. No widget, no query."""

from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, MASK, Chart, Palette, _either, dressed
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import BASIS_WORD, STATUS_WORD


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
