"""A withheld figure on a strip: light hatching, and the word for it where it covers no dot. Pure functions."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import altair as alt

from policytargets.charts.labels import SMALL
from policytargets.charts.style import FONTS, HATCH, Palette
from policytargets.wording.codes import PRESENCE_WORD

LIGHT_HATCH = 0.55  # lighter than any dot or bar
HALO = 8  # pixels around the word, which stands on the line of the strip


def widest_gap(levels: Iterable[float]) -> float:
    """The middle of the longest stretch of a scale from 0 to 1 on which none of the levels lies."""
    low, high = max(pairwise(sorted([0.0, *levels, 1.0])), key=lambda stretch: stretch[1] - stretch[0])
    return (low + high) / 2


def withheld_lane(hatched: alt.Chart, place: alt.X, palette: Palette) -> list[alt.Chart]:
    """The hatching of the strips of `hatched`, and at the `place` of each the word."""
    said: dict[str, Any] = {
        "text": PRESENCE_WORD["withheld"], "align": "center", "baseline": "middle", "fontSize": SMALL, "font": FONTS
    }  # fmt: skip
    hatching = hatched.mark_text(
        text=HATCH, align="left", baseline="middle", fontSize=SMALL, font="monospace", color=palette.masked,
        opacity=LIGHT_HATCH, limit=alt.ExprRef("width"), ellipsis=" ",
    )  # fmt: skip
    words = hatched.encode(x=place)
    return [
        hatching.encode(x=alt.value(0)),
        words.mark_text(stroke=palette.ground, strokeWidth=HALO, color=palette.ground, **said),
        words.mark_text(color=palette.muted, **said),
    ]
