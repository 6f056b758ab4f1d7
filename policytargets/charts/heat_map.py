"""The heat map of categories and districts."""

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, Chart, Palette, _either, dressed, frame, heat


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
