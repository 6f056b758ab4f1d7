"""The comparisons of 总览 with Dash and Plotly: three headline comparisons and the heat map, with a focus district.

The figures are read once; a choice redraws the four charts in one callback, as Dash's own guide has it.
"""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc, html

DATA = Path(__file__).resolve().parents[3] / "data"
HEADLINES = ("5g-base-stations-new", "green-building-area-new", "grain-capacity")
BRAND, RECEDING, INK, GRID, HEAT = "#0F6B4F", "#B7C7C0", "#1C2B26", "#E3E8E6", "#5FAE93"
BOUNDS = {"at_least": "≥ ", "more_than": "＞ ", "at_most": "≤ ", "about": "≈ "}
FONT = {"family": "Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif", "size": 13, "color": INK}


def read(table: str, *columns: str) -> pd.DataFrame:
    """Columns of a curated table, all if none are named."""
    return pd.read_csv(DATA / f"{table}.csv", usecols=columns or None)


DISTRICTS = read("districts", "district_id", "name", "short_name")
CATEGORIES = read("categories", "category_id", "name", "sort").sort_values("sort")
INDICATORS = read("indicators", "indicator_id", "name", "unit").set_index("indicator_id")
TARGETS = (
    read("targets")
    .merge(read("units"), on="unit", how="left")
    .merge(read("tasks", "task_id", "document_id", "category_id"), on="task_id")
    .merge(read("documents", "document_id", "district_id"), on="document_id")
    .query("restates.isna()")
)
FACTORS = read("units").set_index("unit")["factor"]
COUNTS = (
    TARGETS[TARGETS["part_of"].isna()]
    .pivot_table(index="category_id", columns="district_id", values="target_id", aggfunc="count", fill_value=0)
    .reindex(index=CATEGORIES["category_id"], columns=DISTRICTS["district_id"], fill_value=0)
)


def comparison(indicator_id: str, focus: str | None) -> go.Figure:
    """Bars of one indicator with the figures as printed; districts that have none say so."""
    own = TARGETS[TARGETS["indicator_id"] == indicator_id]
    rows = DISTRICTS.merge(own, on="district_id", how="left").sort_values("value", na_position="first")
    named = INDICATORS.loc[indicator_id]
    bounds = rows["comparator"].map(BOUNDS).fillna("")
    figure = go.Figure(
        go.Bar(
            x=(rows["value"] * rows["factor"] / FACTORS[named["unit"]]).fillna(0),
            y=rows["name_x"],
            orientation="h",
            text=(bounds + rows["printed"]).where(rows["value"].notna(), "未设定或原文隐去"),
            textposition="outside",
            cliponaxis=False,
            marker_color=[BRAND if focus in (None, code) else RECEDING for code in rows["district_id"]],
            customdata=rows[["name_y", "due_year"]],
            hovertemplate="%{y}<br>%{customdata[0]}<br>%{text}（%{customdata[1]}年）<extra></extra>",
        )
    )
    figure.update_layout(title=named["name"], font=FONT, plot_bgcolor="white", margin={"l": 90, "r": 90}, height=340)
    figure.update_xaxes(title=named["unit"], gridcolor=GRID, nticks=4)
    return figure


def heat_map(focus: str | None) -> go.Figure:
    """Targets by category and district, each cell with its number."""
    figure = go.Figure(
        go.Heatmap(
            z=COUNTS.to_numpy(),
            x=DISTRICTS["short_name"],
            y=CATEGORIES["name"],
            texttemplate="%{z}",
            colorscale=[GRID, HEAT],
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    for place, code in enumerate(DISTRICTS["district_id"]):
        if focus not in (None, code):
            figure.add_vrect(x0=place - 0.5, x1=place + 0.5, fillcolor="white", opacity=0.45, line_width=0)
    figure.update_layout(title="各领域目标数", font=FONT, height=460)
    figure.update_xaxes(side="top")
    figure.update_yaxes(autorange="reversed")
    return figure


def charts(focus: str | None) -> list[go.Figure]:
    """The four charts of the page."""
    return [*(comparison(indicator_id, focus) for indicator_id in HEADLINES), heat_map(focus)]


app = Dash(__name__, compress=True, title="总览")
server = app.server
graphs = [dcc.Graph(figure=figure, id=f"chart-{place}") for place, figure in enumerate(charts(None))]
options = dict(zip(DISTRICTS["district_id"], DISTRICTS["name"], strict=True))
app.layout = html.Div(
    [
        html.H1("总览"),
        dcc.Dropdown(options, id="focus", placeholder="突出显示的区县"),
        html.Div(graphs[:3], style={"display": "grid", "gridTemplateColumns": "1fr 1fr 1fr"}),
        graphs[3],
    ]
)
callback([Output(graph, "figure") for graph in graphs], Input("focus", "value"), prevent_initial_call=True)(charts)
