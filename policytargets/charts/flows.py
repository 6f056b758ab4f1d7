"""Who works with whom: flows from those who lead to those who support."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from policytargets.charts.overview import explained
from policytargets.charts.style import Palette


def role_flows(
    flows: pd.DataFrame,
    chosen: set[str],
    palette: Palette,
    title: str,
    source: str,
    ways: Mapping[str, str] | None = None,
) -> go.Figure:
    """Leads on the left, supports on the right, the width of a flow the numbered tasks that both share.

    `flows`: rows of `board/department_flows`. Flows of the `chosen` lines or departments keep the brand colour.
    `ways` hold the address behind ends by their ids and behind flows by both (`lead/support`).
    """
    ways = ways or {}
    left = list(dict.fromkeys(flows["lead_id"]))
    right = list(dict.fromkeys(flows["support_id"]))
    names = dict(zip(flows["lead_id"], flows["lead"], strict=True))
    names |= dict(zip(flows["support_id"], flows["support"], strict=True))
    rows = flows.to_dict("records")
    sankey = go.Sankey(
        arrangement="fixed",  # ends that can be dragged take no click
        node={
            "label": [f"{names[code]}" for code in [*left, *right]],
            "color": [palette.brand if code in chosen or not chosen else palette.masked for code in left]
            + [palette.brand if code in chosen else palette.masked for code in right],
            "customdata": [ways.get(code, "") for code in [*left, *right]],
            "pad": 12,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{label}：%{value} 项次<extra></extra>",
        },
        link=_bands(rows, left, right, chosen, palette, ways),
        textfont={"color": palette.ink, "size": 13, "shadow": "none"},
    )
    height = 90 + 30 * max(len(left), len(right), 4)
    return explained(go.Figure(sankey), palette, title, source, height=height)


def _bands(
    rows: list[dict[Any, Any]],
    left: list[str],
    right: list[str],
    chosen: set[str],
    palette: Palette,
    ways: Mapping[str, str],
) -> dict[str, Any]:
    """The flows between the ends on the left and those on the right."""
    own = [row["lead_id"] in chosen for row in rows]
    own = (
        own if any(own) else [True] * len(rows)
    )  # nobody was chosen, or only what the chosen ones support was asked for
    return {
        "source": [left.index(row["lead_id"]) for row in rows],
        "target": [len(left) + right.index(row["support_id"]) for row in rows],
        "value": [row["tasks"] for row in rows],
        "customdata": [ways.get(f"{row['lead_id']}/{row['support_id']}", "") for row in rows],
        "color": [_faint(palette.heat if mine else palette.receding) for mine in own],
        "hovertemplate": "%{source.label} 牵头，%{target.label} 配合：%{value} 项任务<extra></extra>",
    }


def _faint(colour: str) -> str:
    """A colour through which others are seen: `#5FAE93` → `rgba(95, 174, 147, 0.55)`."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.55)"
