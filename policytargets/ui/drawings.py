"""Charts on pages, drawn from specifications that are worked out once.

Building and validating a chart takes longer than all else in a page run, and the same few charts are asked for
again and again; so the finished specification is kept, by the data that went into it.
"""

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from policytargets import charts


def show(
    draw: Callable[..., charts.Chart],
    *inputs: Any,
    key: str,
    alt: str,
    on_select: Literal["ignore", "rerun"] = "ignore",
    width: Literal["stretch", "content"] = "stretch",
    **options: Any,
) -> Any:
    """Show the chart that `draw(*inputs, **options)` makes; gives back what `st.vega_lite_chart` does: with
    `on_select="rerun"` the selection."""
    spec = _specification(draw, f"{draw.__module__}.{draw.__qualname__}", inputs, options)
    return st.vega_lite_chart(spec=spec, key=key, theme=None, alt=alt, on_select=on_select, width=width)


@st.cache_data(show_spinner=False, max_entries=500)
def _specification(
    _draw: Callable[..., charts.Chart], name: str, inputs: tuple[Any, ...], options: dict[str, Any]
) -> dict[str, Any]:
    return charts.specification(_draw(*inputs, **options))
