"""Marks at places in pixels, for drawings that are laid out by hand. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, Chart, Palette, dressed

LETTER, LINE = 36, 49  # pixels of 1080, as the back row reads them
Size = tuple[int, int]
Words = dict[str, Any]


@dataclass
class Marks:
    """Boxes (left, top, right, bottom, fill, stroke), texts (at, down, text, align, colour, weight), points (at, down,
    shape, fill, stroke, area) and strokes (left, top, right, bottom, colour, dashed), in pixels from the upper left
    corner; texts stand around the middle of a line."""

    boxes: list[tuple[float, float, float, float, str, str]] = field(default_factory=list)
    texts: list[tuple[float, float, str, str, str, int]] = field(default_factory=list)
    points: list[tuple[float, float, str, str, str, float]] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float, str, bool]] = field(default_factory=list)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, stroke: str = "") -> None:
        """A rectangle."""
        self.boxes.append((left, top, right, bottom, fill, stroke or fill))

    def lines(
        self, lines: Sequence[str], at: float, top: float, colour: str, *, align: str = "left", weight: int = 400
    ) -> float:
        """Lines of text one below the other from `top`; gives back where the next would begin."""
        for line in lines:
            self.texts.append((at, top + LINE / 2, line, align, colour, weight))
            top += LINE
        return top

    def point(self, at: float, down: float, shape: str, fill: str, stroke: str, area: float) -> None:
        """A dot, triangle or diamond."""
        self.points.append((at, down, shape, fill, stroke, area))

    def line(self, places: Sequence[tuple[float, float]], colour: str, *, dashed: bool = False) -> None:
        """A line through places."""
        for (left, top), (right, bottom) in pairwise(places):
            self.strokes.append((left, top, right, bottom, colour, dashed))

    def chart(self, size: Size, palette: Palette) -> Chart:
        """All marks as a chart of this width and height."""
        layers = [*_boxes(self.boxes), *_strokes(self.strokes), *_points(self.points), *_texts(self.texts)]
        drawn = alt.layer(*layers).properties(
            width=size[0], height=size[1], padding=0, usermeta={"embedOptions": {"renderer": "svg"}}
        )
        return dressed(drawn, palette)


def _place(kind: Any, name: str) -> Any:
    return kind(f"{name}:Q", scale=None, axis=None)


def _own(kind: Any, name: str) -> Any:
    return kind(f"{name}:N", scale=None, legend=None)


def _boxes(boxes: Sequence[Any]) -> list[alt.Chart]:
    rows = alt.Chart(pd.DataFrame(boxes, columns=["left", "top", "right", "bottom", "fill", "stroke"]))
    mark = rows.mark_rect(strokeWidth=2).encode(
        x=_place(alt.X, "left"), x2="right:Q", y=_place(alt.Y, "top"), y2="bottom:Q",
        fill=_own(alt.Fill, "fill"), stroke=_own(alt.Stroke, "stroke"),
    )  # fmt: skip
    return [mark] if boxes else []


def _strokes(strokes: Sequence[Any]) -> list[alt.Chart]:
    layers = []
    for dashed in dict.fromkeys(stroke[5] for stroke in strokes):
        own = [stroke for stroke in strokes if stroke[5] == dashed]
        rows = alt.Chart(pd.DataFrame(own, columns=["left", "top", "right", "bottom", "colour", "dashed"]))
        look: Words = {"strokeWidth": 4, **({"strokeDash": [14, 10]} if dashed else {})}
        place = {"x": _place(alt.X, "left"), "x2": "right:Q", "y": _place(alt.Y, "top"), "y2": "bottom:Q"}
        layers.append(rows.mark_rule(**look).encode(color=_own(alt.Color, "colour"), **place))
    return layers


def _points(points: Sequence[Any]) -> list[alt.Chart]:
    rows = alt.Chart(pd.DataFrame(points, columns=["at", "down", "shape", "fill", "stroke", "area"]))
    mark = rows.mark_point(opacity=1, strokeWidth=3).encode(
        x=_place(alt.X, "at"), y=_place(alt.Y, "down"), shape=alt.Shape("shape:N", scale=None),
        fill=_own(alt.Fill, "fill"), stroke=_own(alt.Stroke, "stroke"), size=alt.Size("area:Q", scale=None),
    )  # fmt: skip
    return [mark] if points else []


def _texts(texts: Sequence[Any]) -> list[alt.Chart]:
    layers = []
    for align, weight in dict.fromkeys((text[3], text[5]) for text in texts):
        own = [text for text in texts if (text[3], text[5]) == (align, weight)]
        look: Words = {"align": align, "fontWeight": weight, "fontSize": LETTER, "font": FONTS, "baseline": "middle"}
        rows = alt.Chart(pd.DataFrame(own, columns=["at", "down", "text", "align", "colour", "weight"]))
        place = {"x": _place(alt.X, "at"), "y": _place(alt.Y, "down"), "color": _own(alt.Color, "colour")}
        layers.append(rows.mark_text(**look).encode(text="text:N", **place))
    return layers
