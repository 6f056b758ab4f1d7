"""Charts on pages, drawn from specifications that are worked out once.

Building and validating a chart takes longer than all else in a page run, and the same few charts are asked for
again and again; so the finished specification is kept, by the data that went into it.
"""

import pickle
from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import streamlit as st

from policytargets.charts import style
from policytargets.charts.bands import Flows
from policytargets.charts.bases_wall import Panels
from policytargets.charts.progress_wall import Course
from policytargets.charts.specifications import specification
from policytargets.charts.style import DARK, LIGHT, Palette
from policytargets.charts.wall import Bars, Grid
from policytargets.charts.wall_lanes import Lanes
from policytargets.comparisons.model import Comparison
from policytargets.comparisons.pairs import Pair
from policytargets.comparisons.standings import Standing
from policytargets.exports.file_names import file_name
from policytargets.settings import today

FROZEN = "stage_palette"
FROZEN_KINDS = (Comparison, Standing, Pair, style.Palette, Bars, Grid, Lanes, Flows, Panels, Course)
OnSelect = Literal["ignore", "rerun"] | Callable[[], None]


def show(
    draw: Callable[..., style.Chart],
    *inputs: Any,
    key: str,
    alt: str,
    on_select: OnSelect = "ignore",
    width: Literal["stretch", "content"] = "stretch",
    **options: Any,
) -> Any:
    """Show the chart that `draw(*inputs, **options)` makes, as wide as there is room or as its content; gives back
    what `st.vega_lite_chart` does: the selection, unless that is ignored."""
    spec = _specification(draw, f"{draw.__module__}.{draw.__qualname__}", inputs, options)
    return st.vega_lite_chart(spec=spec, key=key, theme=None, alt=alt, on_select=on_select, width=width)


PICTURE_WIDTH = 1000
PLOTLY: dict[str, Any] = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
}


def show_figure(
    draw: Callable[..., Any], *inputs: Any, key: str, alt: str, name: str, on_select: OnSelect = "ignore"
) -> Any:
    """Show the Plotly figure that `draw(*inputs)` makes with a button that saves it as a picture called `name`; gives
    back the selection."""
    figure = _figure(draw, f"{draw.__module__}.{draw.__qualname__}", inputs)
    # The picture's own ending is added by Plotly.
    called = file_name(name, made_on=today(), ending="png").removesuffix(".png")
    # As wide from every window: on a phone names would be missing.
    picture = {"format": "png", "filename": called, "scale": 2, "width": PICTURE_WIDTH}
    with st.container(key=f"figure-{key}"):
        picked = st.plotly_chart(
            figure,
            theme=None,
            key=key,
            alt=alt,
            on_select=on_select,
            selection_mode="points",
            config={**PLOTLY, "toImageButtonOptions": picture},
        )
        st.html('<button type="button" data-save>下载图片</button>')
    return picked


# A resource, not data: Streamlit copies what it changes in a specification. Its own ways to tell inputs apart take
# longer than all else in a page run; frozen records know their hash, and the same query gives the same bytes.
TOLD_APART: dict[str | type[Any], Callable[..., Any]] = {
    **dict.fromkeys(FROZEN_KINDS, hash),
    pd.DataFrame: pickle.dumps,
}


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs=TOLD_APART)
def _specification(
    _draw: Callable[..., style.Chart], name: str, inputs: tuple[Any, ...], options: dict[str, Any]
) -> dict[str, Any]:
    return specification(_draw(*inputs, **options))


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs=TOLD_APART)
def _figure(_draw: Callable[..., Any], name: str, inputs: tuple[Any, ...]) -> Any:
    return _draw(*inputs)


def freeze_palette(on: bool) -> None:
    """Keep the present colours while a deck is on the wall, whatever the system's appearance turns to."""
    if on:
        st.session_state.setdefault(FROZEN, palette())
    else:
        st.session_state.pop(FROZEN, None)


def palette() -> Palette:
    """The colours of the appearance the reader has chosen; on stage those with which it began."""
    frozen: Palette | None = st.session_state.get(FROZEN) if st.session_state.get("present") else None
    if frozen:
        return frozen
    return DARK if st.context.theme.type == "dark" else LIGHT
