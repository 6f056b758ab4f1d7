"""The plans as a whole: which tasks commit to figures, which to words, which to neither."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from policytargets.charts.style import FONTS, Palette
from policytargets.wording.figures import share_in_words
from policytargets.wording.wrapping import wrap

KINDS = {"with_figures": "有数字", "in_words": "只有文字量化", "without": "没有量化目标"}
NARROW = 24  # letters
HEAD = "%{label}<extra></extra>"
SHORT = {"with_figures": "有数字", "in_words": "文字", "without": "未量化"}


class Area(NamedTuple):
    """One area of a treemap: its id, its words, the area it lies in, its size, its colour, what stands in it, and the
    colour of that."""

    id: str
    label: str
    parent: str
    size: int
    colour: str
    words: str
    letters: str


def task_treemap(
    tasks: pd.DataFrame, palette: Palette, title: str, source: str, ways: Mapping[str, str] | None = None
) -> go.Figure:
    """Areas of tasks by category and by how they commit; takes the rows of `board/overview_tasks`.

    `ways` hold the address behind areas by their ids (a category, or `category/kind`). `title` and `source` are
    written into the figure, so that a picture of it explains itself, and what its colours mean, for areas without room
    for words.
    """
    areas = [area for row in tasks.to_dict("records") for area in _areas(row, palette)]
    tree = go.Treemap(
        ids=[area.id for area in areas],
        labels=[area.label for area in areas],
        parents=[area.parent for area in areas],
        values=[area.size for area in areas],
        customdata=[(ways or {}).get(area.id, "") for area in areas],
        branchvalues="total",
        marker={
            "colors": [area.colour for area in areas],
            "line": {"width": 1, "color": palette.ground},
            "pad": {"t": 30, "l": 2, "r": 2, "b": 2},
        },
        texttemplate=[area.words for area in areas],
        textfont={"color": [area.letters for area in areas]},
        hovertemplate=[_tip(area) for area in areas],
        pathbar={"visible": False},
    )
    figure = explained(go.Figure(tree), palette, title, f"{_legend(palette)}<br>{source}", height=446)
    figure.update_layout(margin={"b": 56})
    # Letters are never shrunk into an area: where they have no room they wait in the tip and in the table.
    return figure.update_layout(uniformtext={"minsize": 12, "mode": "hide"})


def colours_of_kinds(palette: Palette) -> dict[str, str]:
    """The colour of each kind of task."""
    return {"with_figures": palette.brand, "in_words": palette.heat, "without": palette.receding}


def _legend(palette: Palette) -> str:
    return "　".join(
        f'<span style="color:{colour}">■</span> {KINDS[kind]}' for kind, colour in colours_of_kinds(palette).items()
    )


def _areas(row: dict[Any, Any], palette: Palette) -> list[Area]:
    """The area of a category and within it those of its kinds of tasks."""
    colours = colours_of_kinds(palette)
    category = str(row["category"])
    total = sum(int(row[kind]) for kind in SHORT)
    # An area that fills its category is wide and low.
    apart = " " if sum(bool(row[kind]) for kind in SHORT) == 1 else "<br>"
    kinds = [
        Area(
            f"{category}/{kind}",
            word,
            category,
            int(row[kind]),
            colours[kind],
            apart.join(_words(kind, row, total)),
            palette.ground if kind == "with_figures" else palette.ink,
        )
        for kind, word in SHORT.items()
        if row[kind]
    ]
    # Plotly shows the label alone at the head of an area that holds others, so its number is part of it.
    head = f"{category} {total} 项"
    return [Area(category, head, "", total, palette.grid, head, palette.ink), *kinds]


def _words(kind: str, row: dict[Any, Any], total: int) -> list[str]:
    """What an area is and its number; of tasks without a target their share too, which is another order."""
    share = [f"占 {share_in_words(row[kind], total)}"] if kind == "without" else []
    return [SHORT[kind], f"{row[kind]} 项", *share]


def _tip(area: Area) -> str:
    return f"{area.parent}：{' '.join(area.words.split('<br>'))}<extra></extra>" if area.parent else HEAD


def explained(figure: go.Figure, palette: Palette, title: str, source: str, *, height: int) -> go.Figure:
    """The figure in the board's type with its title above and its source below, both part of the picture, the
    title in lines that a phone has room for: Plotly wraps none."""
    figure.update_layout(
        height=height,
        margin={"t": 56, "l": 0, "r": 0, "b": 40},
        paper_bgcolor=palette.ground,
        plot_bgcolor=palette.ground,
        font={"family": FONTS, "size": 13, "color": palette.ink},
        title={
            "text": "<br>".join(wrap(title, NARROW)),
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "pad": {"b": 10},
            "font": {"size": 14},
        },
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
                "font": {"size": 12, "color": palette.muted},
            }
        ],
    )
    return figure
