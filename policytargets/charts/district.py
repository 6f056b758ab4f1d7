"""Charts of one district: counted bars, and its place on every comparable indicator. Pure functions from rows."""

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd

from policytargets.charts.strips import Dot, Strip, strips_chart
from policytargets.charts.style import FONTS, Chart, Palette, dressed, either
from policytargets.comparisons.model import ComparisonRow
from policytargets.comparisons.standings import Standing
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.wrapping import width_of

LETTERS = 13


def count_bars(counts: pd.DataFrame, palette: Palette, focus: str = "") -> Chart:
    """Bars with their number beside them, in the order of the rows; a click selects a row by its code. The bar of the
    `focus` keeps the brand colour while the others recede.

    `counts`: one row per bar with code, label, count, and text (the number as it is to be read).
    """
    chosen = alt.selection_point(name="row", fields=["code"], on="click", empty=True)
    names = alt.Axis(
        ticks=False, domain=False, labelFontSize=LETTERS, labelColor=palette.ink, labelLimit=190, labelPadding=6
    )
    place = alt.Y("label:N", sort=None, title=None, axis=names)
    highest = max(int(counts["count"].max()), 1)
    room = max(width_of(text) for text in counts["text"]) * LETTERS + 8
    ends = alt.Scale(domain=[0, highest], range=[0, alt.ExprRef(f"max(12, width - {room:g})")], nice=False)
    across = alt.X("count:Q", axis=None, scale=ends)
    tips = [alt.Tooltip("label:N", title="名称"), alt.Tooltip("text:N", title="数目")]
    base = alt.Chart(counts).encode(y=place, tooltip=tips)
    tone = either(alt.ColorValue, f"datum.code === {json.dumps(focus)}", palette.brand, palette.receding)
    colour = {"color": tone} if focus in set(counts["code"]) else {}
    bars = base.mark_bar(color=palette.brand, cursor="pointer", size=15).encode(x=across, x2=alt.datum(0), **colour)
    texts = base.mark_text(align="left", dx=5, fontSize=LETTERS, font=FONTS, color=palette.ink)
    drawn = alt.layer(bars.add_params(chosen), texts.encode(x=across, text="text:N"))
    return dressed(drawn.properties(width="container", height=alt.Step(25)), palette)


def standing_strips(found: Sequence[Standing], palette: Palette) -> Chart:
    """One strip per standing, each on its own scale: the district in the brand colour among the others, its rank at
    the right where ranking is honest; what has no place on the axis, and the caution, in words below."""
    return strips_chart([standing_strip(standing) for standing in found], palette)


def standing_strip(standing: Standing) -> Strip:
    """The strip of one standing, with every stated figure as a dot."""
    shown = standing.comparison
    notes = [f"{row.label}：{row.figure}" for row in standing.apart]
    notes += [f"另有 {shown.left_out:,} 个区县也设定了，未画出"] if shown.left_out else []
    notes += [f"比较须知：{standing.caution}"] if standing.caution else []
    behind = [row.target_id for row in (*standing.own, *standing.others) if row.target_id]
    return Strip(
        title=shown.title,
        dots=tuple(_dot(row, standing) for row in (*standing.others, *standing.own) if row.value is not None),
        target_id=next(iter(behind), ""),
        aside=standing.aside,
        notes=tuple(notes),
        hatched=any(row.presence == "withheld" for row in standing.own),
        hollow=standing.place == "unranked",
        unset=shown.unset,
    )


def _dot(row: ComparisonRow, standing: Standing) -> Dot:
    """A stated figure; its draft and, where years differ, its year belong to the words."""
    low, years = standing.low, {drawn.due_year for drawn in standing.comparison.drawn}
    level, high = (
        None if value is None else (value - low) / (standing.top - low) for value in (row.value, row.value_high)
    )
    return Dot(
        label=row.label,
        figure=row.figure,
        tag="·".join(([f"{row.due_year}年"] if len(years) > 1 else []) + ([STATUS_WORD["draft"]] if row.draft else [])),
        level=level or 0.0,
        level_high=high,
        comparator=row.comparator,
        own=row in standing.own,
        district=row.district,
        name=row.name,
        source=row.source,
    )
