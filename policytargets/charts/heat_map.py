"""The heat map of categories and districts."""

from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, Chart, Palette, dressed, frame, heat
from policytargets.wording.wrapping import width_of

HEAD, LYING = 13, 5  # letters of heads; so many lie at every width
TITLES = {
    "district:N": "区县",
    "category:N": "领域",
    "targets:Q": "目标数",
    "withheld:Q": "其中原文隐去",
    "tasks:Q": "任务数",
}


def category_heat_map(counts: pd.DataFrame, palette: Palette, focus: str = "") -> Chart:
    """Targets per category (rows) and district (columns), each cell with its number, empty where there is none; a click
    selects the cell.

    `counts`: one row per category and district with category, category_sort, short_name, district_id, targets.
    """
    chosen = alt.selection_point(name="cell", fields=["category_id", "district_id"], on="click", empty=True)
    base = alt.Chart(counts.assign(focused=[code == focus for code in counts["district_id"]])).encode(
        x=alt.X("short_name:N", sort=None, title=None, axis=_heads(list(counts["short_name"].unique()), palette)),
        y=alt.Y("category:N", sort=alt.SortField("category_sort"), title=None, axis=_axis(palette)),
        tooltip=[alt.Tooltip(field, title=title) for field, title in TITLES.items()],
    )
    cells = (
        base.mark_rect(stroke=palette.ground, strokeWidth=2, cursor="pointer")
        .encode(
            color=alt.Color("targets:Q", legend=None, scale=heat(int(counts["targets"].max()), palette)),
        )
        .add_params(chosen)
    )
    # An empty cell says nothing: zeros would be half of all that is printed.
    set_ones = base.transform_filter("datum.targets > 0")
    numbers = set_ones.mark_text(fontSize=13, font=FONTS, color=palette.ink).encode(text="targets:Q")
    layers = alt.layer(cells, frame(base, palette), numbers)
    return dressed(layers.properties(width="container", height=alt.Step(32)), palette)


def _heads(names: list[str], palette: Palette) -> alt.Axis:
    """Heads that lie where each has room over its column, and else stand, leaning to where the names of rows leave
    room: a chart that has been laid out doesn't grow, so their height is kept from the first."""
    if len(names) <= LYING:
        return _axis(palette, orient="top", labelAngle=0)
    longest = max(map(width_of, names)) * HEAD
    narrow = f"width < {len(names) * (longest + 8)}"
    turned = {"labelAngle": "60 : 0", "labelAlign": "'right' : 'center'", "labelBaseline": "'middle' : 'bottom'"}
    look = {option: alt.ExprRef(f"{narrow} ? {either}") for option, either in turned.items()}
    return _axis(palette, orient="top", labelLimit=120, labelOverlap=False, minExtent=min(longest, 120) + HEAD, **look)


def _axis(palette: Palette, **options: Any) -> alt.Axis:
    look: dict[str, Any] = {"labelFontSize": HEAD, "labelColor": palette.ink, "labelFont": FONTS}
    return alt.Axis(ticks=False, domain=False, **look, **options)
