"""What all charts share: type, colours, frames."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt

FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, sans-serif"


Chart = alt.LayerChart | alt.FacetChart


# Cut off where the lane ends: a withheld figure has no length.
HATCH = "/" * 400


@dataclass(frozen=True)
class Palette:
    """The colours of one appearance. What is `receding` still stands out from the ground by 3 : 1, as it is a figure
    too."""

    ink: str
    muted: str
    brand: str
    receding: str
    grid: str
    masked: str
    caution: str
    ground: str
    heat: str
    alarm: str


LIGHT = Palette(
    "#1C2B26", "#54645E", "#0F6B4F", "#879890", "#E3E8E6", "#8A9691", "#B45309", "#FFFFFF", "#5FAE93", "#A8201A"
)


DARK = Palette(
    "#E6ECE9", "#A9B8B1", "#4FBF97", "#5A6C64", "#2C3833", "#7F8D87", "#F0A95B", "#131A17", "#257056", "#F08A80"
)


def frame(base: alt.Chart, palette: Palette) -> alt.Chart:
    """A frame around the cells of the focus: fainter colours elsewhere would say smaller numbers."""
    framed: alt.Chart = base.transform_filter("datum.focused").mark_rect(
        filled=False, stroke=palette.brand, strokeWidth=2
    )
    return framed


def heat(highest: int, palette: Palette) -> alt.Scale:
    """Colours of counts: the page's own ground for none, so that what there is stands out, then light to full."""
    colours = [palette.ground, palette.grid, palette.heat]
    return alt.Scale(domain=[0, 1, max(highest, 2)], range=colours, interpolate="lab")


def dressed(chart: Chart, palette: Palette) -> Chart:
    """The chart in the board's type. Without Vega's own roles: it speaks to screen readers through the alt text and
    the table below it."""
    own = {"view": {"stroke": None}, "mark": {"aria": False}, "axis": {"domainColor": palette.grid}}
    # All at once: each call copies and checks every layer.
    configured: Chart = chart.properties(config={"font": FONTS, "background": "transparent", "aria": False, **own})
    return configured


def either(channel: Callable[..., Any], test: str, then: str, otherwise: str) -> Any:
    """A colour by a test. As a finished channel: Altair looks through its whole schema for a place for a plain one."""
    return channel(otherwise, condition={"test": test, "value": then})


def between(first: str, second: str, part: float) -> str:
    """A colour between two, `part` of the way."""
    ends = zip(*(bytes.fromhex(colour[1:]) for colour in (first, second)), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * part):02X}" for low, high in ends)
