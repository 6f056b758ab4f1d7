"""Who works with whom: flows from those who lead to those who support."""

import pandas as pd
import plotly.graph_objects as go

from policytargets.charts.overview import explained
from policytargets.charts.style import Palette


def role_flows(flows: pd.DataFrame, chosen: set[str], palette: Palette, title: str, source: str) -> go.Figure:
    """Leads on the left, supports on the right, the width of a flow the numbered tasks that both share.

    `flows`: rows of `board/department_flows`. Flows of the `chosen` lines or departments keep the brand colour.
    """
    left = list(dict.fromkeys(flows["lead_id"]))
    right = list(dict.fromkeys(flows["support_id"]))
    names = dict(zip(flows["lead_id"], flows["lead"], strict=True))
    names |= dict(zip(flows["support_id"], flows["support"], strict=True))
    rows = flows.to_dict("records")
    own = [not chosen or row["lead_id"] in chosen for row in rows]
    sankey = go.Sankey(
        arrangement="snap",
        node={
            "label": [f"{names[code]}" for code in [*left, *right]],
            "color": [palette.brand if code in chosen or not chosen else palette.masked for code in left]
            + [palette.brand if code in chosen else palette.masked for code in right],
            "pad": 12,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{label}：%{value} 项次<extra></extra>",
        },
        link={
            "source": [left.index(row["lead_id"]) for row in rows],
            "target": [len(left) + right.index(row["support_id"]) for row in rows],
            "value": [row["tasks"] for row in rows],
            "color": [_faint(palette.heat if mine else palette.receding) for mine in own],
            "hovertemplate": "%{source.label} 牵头，%{target.label} 配合：%{value} 项任务<extra></extra>",
        },
        textfont={"color": palette.ink, "size": 13, "shadow": "none"},
    )
    height = 90 + 30 * max(len(left), len(right), 4)
    return explained(go.Figure(sankey), palette, title, source, height=height)


def _faint(colour: str) -> str:
    """A colour through which others are seen: `#5FAE93` → `rgba(95, 174, 147, 0.55)`."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.55)"
