"""The plans as a whole: which tasks commit to figures, which to words, which to neither."""

from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from policytargets.charts.style import FONTS, Palette

KINDS = {"with_figures": "有数字", "in_words": "只有文字量化", "without": "没有量化目标"}


class Area(NamedTuple):
    """One area of a treemap: its id, its words, the area it lies in, its size and its colour."""

    id: str
    label: str
    parent: str
    size: int
    colour: str


def task_treemap(tasks: pd.DataFrame, palette: Palette, title: str, source: str) -> go.Figure:
    """Areas of tasks by category and by how they commit; takes the rows of `board/overview_tasks`.

    `title` and `source` are written into the figure, so that a picture of it explains itself.
    """
    areas = [area for row in tasks.to_dict("records") for area in _areas(row, palette)]
    tree = go.Treemap(
        ids=[area.id for area in areas],
        labels=[area.label for area in areas],
        parents=[area.parent for area in areas],
        values=[area.size for area in areas],
        branchvalues="total",
        marker={
            "colors": [area.colour for area in areas],
            "line": {"width": 1, "color": palette.ground},
            "pad": {"t": 22, "l": 2, "r": 2, "b": 2},
        },
        texttemplate="%{label} %{value}",
        hovertemplate="%{label}：%{value} 项<extra></extra>",
        pathbar={"visible": False},
    )
    return explained(go.Figure(tree), palette, title, source, height=430)


def _areas(row: dict[Any, Any], palette: Palette) -> list[Area]:
    """The area of a category and within it those of its kinds of tasks."""
    colours = {"with_figures": palette.brand, "in_words": palette.heat, "without": palette.receding}
    category = str(row["category"])
    kinds = [
        Area(f"{category}/{kind}", word, category, int(row[kind]), colours[kind])
        for kind, word in KINDS.items()
        if row[kind]
    ]
    return [Area(category, category, "", sum(area.size for area in kinds), palette.grid), *kinds]


def explained(figure: go.Figure, palette: Palette, title: str, source: str, *, height: int) -> go.Figure:
    """The figure in the board's type with its title above and its source below, both part of the picture."""
    figure.update_layout(
        height=height,
        margin={"t": 44, "l": 0, "r": 0, "b": 40},
        paper_bgcolor=palette.ground,
        plot_bgcolor=palette.ground,
        font={"family": FONTS, "size": 13, "color": palette.ink},
        title={"text": title, "x": 0, "xanchor": "left", "y": 0.98, "yanchor": "top", "font": {"size": 14}},
        annotations=[
            {
                "text": source,
                "x": 0,
                "y": 0,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "top",
                "yshift": -12,
                "showarrow": False,
                "font": {"size": 11, "color": palette.muted},
            }
        ],
    )
    return figure
