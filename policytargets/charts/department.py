"""Charts of who answers for what: ranking, matrix by category, partners. Pure functions from a table to a chart."""

from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, Chart, Palette, frame, heat

LINE, OWNERS = 14, 156  # the height of a line of heads; the most room that owners' names take at the left
BOTH_ROLES = {
    "targets_led": "牵头目标",
    "targets_supported": "配合目标",
    "tasks_led": "牵头任务",
    "tasks_supported": "配合任务",
}
EITHER_ROLE = {"targets_either": "牵头或配合目标", "tasks_either": "牵头或配合任务"}


class Counting(NamedTuple):
    """What a cell of the matrix counts: the ending of the columns of its number and of the small one under that, the
    mark before the small one, the number in a word, and what numbers and colours mean."""

    number: str
    beside: str
    mark: str
    word: str
    colours: str


# By the role that is asked for. Of either role the number has each target once, and how many of them are led.
COUNTING = {
    "lead": Counting("led", "supported", "配", "牵头", "数字为牵头，“配”为配合，越绿牵头越多"),
    "support": Counting("supported", "led", "牵", "配合", "数字为配合，“牵”为牵头，越绿配合越多"),
    "either": Counting(
        "either", "led", "牵", "牵头或配合", "数字为牵头或配合，两样都有的只计一次，“牵”为牵头，越绿越多"
    ),
}
PARTNER_ROLES = {"tasks": "共同任务", "tasks_led": "对方牵头", "tasks_supported": "对方配合"}


def ranking_bars(owners: pd.DataFrame, palette: Palette) -> Chart:
    """Lines or departments by their targets, name and the numbers of both roles above each bar; a click selects one.

    `owners`: rows of `board/line_ranking` or `board/department_ranking` with `label`, in order.
    """
    led, supported = owners["targets_led"].astype(str), owners["targets_supported"].astype(str)
    rows = owners.assign(bar=owners["targets"], stretch=owners["targets"])
    rows["label"] = rows["label"].str.replace("|", " ", regex=False)
    rows["numbers"] = "牵头 " + led + " · 配合 " + supported
    return _labelled_bars(rows, palette, "owner_id", {"label": "条线或部门", **BOTH_ROLES})


def partner_bars(partners: pd.DataFrame, palette: Palette) -> Chart:
    """Partners by shared tasks: the stretch where the partner leads, then a lighter one where it only supports.

    `partners`: rows of `board/department_partners` with `label`, in order. A click selects a partner.
    """
    tasks, led = partners["tasks"].astype(str), partners["tasks_led"].astype(str)
    rows = partners.assign(bar=partners["tasks_led"], stretch=partners["tasks"])
    rows["numbers"] = "共 " + tasks + " 项，其中对方牵头 " + led + " 项"
    titles = {"label": "条线或部门", **PARTNER_ROLES}
    return _labelled_bars(rows, palette, "partner_id", titles)


def responsibility_matrix(
    cells: pd.DataFrame, palette: Palette, measure: str, focus: str = "", role: str = "lead"
) -> Chart:
    """Owners (rows) by category (columns): in each cell the number in the `role`, under it that of the other as 配n or
    牵n.

    `cells`: rows of `board/line_matrix` or `board/department_matrix` with `label` (`name|district`), `place` and
    `district_id`. The colour is the upper number; a click selects a cell; the rows of `focus` have a frame.
    """
    counting = COUNTING[role]
    base = _owners_by_category(cells, palette, measure, focus, counting)
    rectangles = base.mark_rect(stroke=palette.ground, strokeWidth=2, cursor="pointer").encode(
        color=alt.Color("number:Q", legend=None, scale=heat(int(cells[f"{measure}_{counting.number}"].max()), palette)),
    )
    numbers = [
        _number(base, palette.ink, "number:Q", "datum.number > 0 && datum.other > 0", size=13, dy=-6),
        _number(base, palette.ink, "number:Q", "datum.number > 0 && datum.other == 0", size=13, dy=0),
        _number(base, palette.ink, "beside:N", "datum.number > 0 && datum.other > 0", size=11, dy=9),
        _number(base, palette.ink, "beside:N", "datum.number == 0 && datum.other > 0", size=11, dy=0),
    ]
    clicked = alt.selection_point(name="cell", fields=["owner_id", "category_id"], on="click", empty=True)
    return _dressed(alt.layer(rectangles.add_params(clicked), frame(base, palette), *numbers), palette, step=36)


def _owners_by_category(
    cells: pd.DataFrame, palette: Palette, measure: str, focus: str, counting: Counting
) -> alt.Chart:
    """The grid of the matrix: every cell with its `number` and the `other`, its names beside and above."""
    shown = cells.assign(number=cells[f"{measure}_{counting.number}"], other=cells[f"{measure}_{counting.beside}"])
    shown["name"] = shown["label"].str.replace("|", " ", regex=False)
    shown["beside"] = counting.mark + shown["other"].astype(str)
    shown["focused"] = shown["district_id"] == focus
    titles = {"name": "条线或部门", "category": "领域", **BOTH_ROLES}
    letters, columns = int(shown["category"].str.len().max()), shown["category"].nunique()
    # Where names do not fit side by side, one letter stands below the other. Asked of the container: `width` has two
    # values while the chart fits itself in, and room would be made for the first but letters set by the second.
    longest = int(shown["label"].str.split("|").explode().str.len().max())
    beside = min(longest * 12 + 10, OWNERS)
    wide = f"(containerSize()[0] || width + {beside}) > {columns * (letters * 12 + 5) + beside}"
    padding = alt.ExprRef(f"{wide} ? 6 : {LINE * (letters - 1) + 6}")
    name = f"{wide} ? datum.label : split(datum.label, '')"
    heads = _axis(palette, name, orient="top", labelAngle=0, labelPadding=padding)
    offset = -LINE / 2 if shown["label"].str.contains("|", regex=False).any() else 0
    owners = _axis(palette, "split(datum.label, '|')", labelLimit=OWNERS - 6, labelOffset=offset)
    return alt.Chart(shown).encode(
        x=alt.X("category:N", sort=alt.SortField("category_sort"), title=None, axis=heads),
        y=alt.Y("label:N", sort=alt.SortField("place"), title=None, axis=owners),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()],
    )


def _number(base: alt.Chart, colour: str, field: str, where: str, *, size: int, dy: int) -> alt.Chart:
    mark: dict[str, Any] = {"fontSize": size, "font": FONTS, "color": colour, "dy": dy, "cursor": "pointer"}
    numbers: alt.Chart = base.transform_filter(where).mark_text(**mark).encode(text=field)
    return numbers


def _labelled_bars(rows: pd.DataFrame, palette: Palette, code: str, titles: dict[str, str]) -> Chart:
    """Bars up to `bar`, going on lighter up to `stretch`, with `label` and `numbers` above; a click selects `code`."""
    base = alt.Chart(rows.assign(position=range(len(rows)))).encode(
        y=alt.Y("position:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0)),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()],
    )
    across = alt.Scale(domain=[0, max(int(rows["stretch"].max()), 1)], nice=False)
    clicked = alt.selection_point(name="row", fields=[code], on="click", empty=True)
    bar: dict[str, Any] = {"size": 10, "yOffset": 9, "cornerRadius": 0}
    text: dict[str, Any] = {"dy": -7, "font": FONTS}
    layers = [
        base.mark_bar(**bar, color=palette.receding).encode(x=alt.X("stretch:Q", scale=across, axis=None)),
        # An edge of ground keeps the two stretches apart, whose colours alone are closer to each other than to it.
        base.mark_bar(**bar, color=palette.brand, stroke=palette.ground, strokeWidth=1).encode(
            x=alt.X("bar:Q", scale=across, axis=None)
        ),
        base.mark_text(**text, align="left", fontSize=13, color=palette.ink).encode(x=alt.value(0), text="label:N"),
        base.mark_text(**text, align="right", fontSize=12, color=palette.muted).encode(
            x=alt.value("width"), text="numbers:N"
        ),
        # The whole row takes the click, not the thin bar alone.
        base.mark_bar(size=36, opacity=0, cursor="pointer")
        .encode(x=alt.value(0), x2=alt.value("width"))
        .add_params(clicked),
    ]
    return _dressed(alt.layer(*layers), palette, step=38)


def _axis(palette: Palette, label: str, **options: Any) -> alt.Axis:
    return alt.Axis(
        ticks=False,
        domain=False,
        labelExpr=label,
        labelFontSize=12,
        labelLineHeight=LINE,
        labelColor=palette.ink,
        labelFont=FONTS,
        **options,
    )


def _dressed(chart: Chart, palette: Palette, step: int) -> Chart:
    dressed: Chart = (
        chart.properties(width="container", height=alt.Step(step))
        .configure(font=FONTS, background="transparent", aria=False)
        .configure_view(stroke=None)
        .configure_mark(aria=False)
        .configure_axis(domainColor=palette.grid)
    )
    return dressed
