"""Strips: a line for each indicator on its own scale with all districts as named dots. Pure functions from records."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.labels import EDGE, MOST_LABELS, ROOM, SMALL, Label, placed_labels, some_labels
from policytargets.charts.style import FONTS, Chart, Palette, dressed, either
from policytargets.charts.withheld import widest_gap, withheld_lane
from policytargets.wording.wrapping import width_of, wrap

Style = dict[str, Any]
SHAPES = {
    "at_least": "triangle-right",
    "more_than": "triangle-right",
    "exactly": "circle",
    "about": "diamond",
    "less_than": "triangle-left",
    "at_most": "triangle-left",
    "between": "circle",
}
LETTERS, LINE = 13, 16
DOT_COLUMNS = ["line", "own", "hollow", "level", "level_high", "shape", "district", "name", "figure", "source"]
TITLES = {"title": "指标", "aside": "名次", "told": "数字", "words": "说明"}
DOT_TITLES = {"district": "区县", "name": "目标", "figure": "数字", "source": "来源"}


@dataclass(frozen=True)
class Dot:
    """A district's figure on a strip; `level` and `level_high` are parts of the strip's own scale."""

    label: str
    figure: str
    level: float
    level_high: float | None
    comparator: str
    own: bool
    tag: str = ""  # the year where years differ, and that it is a draft
    district: str = ""
    name: str = ""
    source: str = ""


@dataclass(frozen=True)
class Strip:
    """One line: what is measured, what stands at its right end, its dots, and sentences below that are never cut.

    `hatched` stands for a withheld figure of the district itself; a `heading` begins a group of strips; the marks of
    `hollow` ones are outlines, as their figures stand beside each other without being ranked; `unset` are the
    districts that set nothing of it.
    """

    title: str
    dots: tuple[Dot, ...]
    target_id: str
    aside: str = ""
    notes: tuple[str, ...] = ()
    hatched: bool = False
    heading: str = ""
    hollow: bool = False
    unset: tuple[str, ...] = ()

    @property
    def ends(self) -> list[float]:
        """Where dots and the ends of ranges lie."""
        return [end for dot in self.dots for end in (dot.level, dot.level_high) if end is not None]


def strips_chart(strips: Sequence[Strip], palette: Palette, *, joined: bool = False) -> Chart:
    """The strips one below the other; a click selects `target_id` of one.

    A dot points to the side on which more is allowed (right for at least, left for at most); a circle is a plain
    figure, a diamond an approximate one, a thick line a range, an outline a figure that is not ranked. Labels keep the
    order of their dots and never meet, however wide the chart is drawn. `joined` draws a line between the dots of each
    strip.
    """
    heights = [_heights(strip) for strip in strips]
    tops = [sum(sum(each) for each in heights[:place]) for place in range(len(strips))]
    lanes, dots, labels = [], [], []
    for strip, (head, track, words), top in zip(strips, heights, tops, strict=True):
        line = top + head + track
        lanes.append(_lane(strip, top, head, line, line + words))
        dots += [_dot(dot, line, strip.hollow) for dot in strip.dots]
        labels += placed_labels(labels_of(strip), line)
    total = sum(sum(each) for each in heights)
    lane, dot = alt.Chart(pd.DataFrame(lanes)), alt.Chart(pd.DataFrame(dots, columns=DOT_COLUMNS))
    named = _labels(alt.Chart(pd.DataFrame(labels)), palette) if labels else []
    layers = [*_ground(lane, palette, joined), *named, *_dots(dot, palette), *_words(lane, palette)]
    drawn = alt.layer(*layers).properties(
        width="container", height=total, usermeta={"embedOptions": {"renderer": "svg"}}
    )
    return dressed(drawn, palette)


def labels_of(strip: Strip, room: float = ROOM) -> list[Label]:
    """The labels of a strip in the order of its dots; equal figures share one, but never with the district itself."""
    dots = sorted(strip.dots, key=lambda dot: (dot.level, dot.own, dot.figure, dot.tag))
    told = []
    for (level, own, figure, tag), same in groupby(dots, key=lambda dot: (dot.level, dot.own, dot.figure, dot.tag)):
        told.append(Label("、".join(dict.fromkeys(dot.label for dot in same)), figure, level, own, tag))
    return some_labels(told, room)


def _heights(strip: Strip) -> tuple[float, float, float]:
    """Pixels above the line of a strip for heading and title, from there to the line, and below it for words."""
    labels = labels_of(strip)
    lines = max([label.lines for label in labels], default=0)
    head = (LINE * 2.2 if strip.heading else 0) + LINE * (1 if _broken(strip) else 0)
    return head, LINE * 1.9, LINE * (1.1 + lines + len(_wrapped(strip)) + 0.6)


def _broken(strip: Strip) -> bool:
    return (width_of(strip.title) + width_of(strip.aside) + 1) * LETTERS > ROOM


def _wrapped(strip: Strip) -> list[str]:
    """The notes in lines; before them the figures, where the labels had no room for these."""
    bare = any(not label.figure for label in labels_of(strip)) and len(strip.dots) <= MOST_LABELS
    figures = ["；".join(f"{dot.label} {dot.figure}" for dot in strip.dots)] if bare else []
    return [line for note in (*figures, *strip.notes) for line in wrap(note, ROOM / SMALL)]


def _lane(strip: Strip, top: float, head: float, line: float, below: float) -> dict[str, Any]:
    labels, notes = labels_of(strip), _wrapped(strip)
    lines = max([label.lines for label in labels], default=0)
    levels = [dot.level for dot in strip.dots]
    return {
        "target_id": strip.target_id,
        "heading": strip.heading,
        "title": strip.title,
        "aside": strip.aside,
        "told": "；".join(f"{dot.label} {dot.figure}{dot.tag and f'（{dot.tag}）'}" for dot in strip.dots),
        "words": "；".join(strip.notes) or "无",
        "notes": "\n".join(notes),
        "hatched": strip.hatched,
        "free": widest_gap(strip.ends),
        "low": min(levels, default=None),
        "high": max(levels, default=None),
        "above": top,
        "line": line,
        "heading_at": top + LINE * 1.3,
        "title_at": line - LINE * (2 if _broken(strip) else 1),
        "aside_at": line - LINE,
        "notes_at": line + LINE * (1.1 + lines),
        "below": below,
    }


def _dot(dot: Dot, line: float, hollow: bool) -> dict[str, Any]:
    row = (line, dot.own, hollow, dot.level, dot.level_high, SHAPES[dot.comparator], dot.district, dot.name, dot.figure)
    return dict(zip(DOT_COLUMNS, (*row, dot.source), strict=True))


def _across(field: str) -> str:
    """Where a part of the scale lies, in pixels, as an expression of the chart's own width."""
    return f"{EDGE} + datum.{field} * (width - {2 * EDGE})"


def _down(field: str = "line") -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=None)


def _at(field: str = "at") -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=None)


def _ground(lane: alt.Chart, palette: Palette, joined: bool) -> list[alt.Chart]:
    """The area to click on, the line of each strip, the stretch between joined dots, the hatching of a mask."""
    chosen = alt.selection_point(name="lane", fields=["target_id"], on="click", empty=True)
    tips = [alt.Tooltip(f"{field}:N", title=title) for field, title in TITLES.items()]
    edges: dict[str, Any] = {"x": alt.value(0), "x2": alt.value("width")}
    area = lane.mark_rect(opacity=0, cursor="pointer").encode(y=_down("above"), y2="below:Q", tooltip=tips, **edges)
    line = lane.mark_rule(color=palette.grid, strokeWidth=2).encode(y=_down(), **edges)
    stretch = lane.transform_filter("isValid(datum.low)").transform_calculate(at=_across("low"), end=_across("high"))
    between = stretch.mark_rule(color=palette.receding, strokeWidth=5).encode(x=_at(), x2="end:Q", y=_down())
    hatched = lane.transform_filter("datum.hatched").transform_calculate(at=_across("free")).encode(y=_down())
    withheld = withheld_lane(hatched, _at(), palette)
    return [area.add_params(chosen), line, *([between] if joined else []), *withheld]


def _dots(dot: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """A mark at each figure, a thick line up to the upper value of a range; the district itself on top."""
    tips = [alt.Tooltip(f"{field}:N", title=title) for field, title in DOT_TITLES.items()]
    placed = dot.transform_calculate(at=_across("level"), end=_across("level_high"))
    layers = []
    for own, colour, size in ((False, palette.masked, 95), (True, palette.brand, 170)):
        part = placed.transform_filter("datum.own" if own else "!datum.own").encode(x=_at(), y=_down(), tooltip=tips)
        ranged = part.transform_filter("isValid(datum.level_high)").mark_rule(color=colour, strokeWidth=5)
        mark = part.mark_point(filled=True, opacity=1, strokeWidth=1.5, size=size)
        colours = {
            "fill": either(alt.FillValue, "datum.hollow", palette.ground, colour),
            "stroke": either(alt.StrokeValue, "datum.hollow", colour, palette.ground),
        }
        layers += [ranged.encode(x2="end:Q"), mark.encode(shape=alt.Shape("shape:N", scale=None), **colours)]
    return layers


def _labels(label: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """Names and figures below the dots, a thin line from a dot to a label that had to give way."""
    pushed = ", ".join(f"{EDGE} + datum.part{n} * (width - {2 * EDGE}) + datum.push{n}" for n in range(MOST_LABELS))
    placed = label.transform_calculate(
        at=f"min(max(datum.least, {pushed}), width - datum.rest)",
        dot=_across("level"),
        name_at=f"datum.line + {LINE * 1.35}",
        figure_at=f"datum.line + {LINE * 2.05}",
        foot=f"datum.line + {LINE * 0.8}",
    )
    tone = either(alt.ColorValue, "datum.own", palette.brand, palette.muted)
    words: Style = {"font": FONTS, "fontSize": SMALL, "align": "center", "baseline": "middle"}
    leaders = placed.transform_filter("abs(datum.at - datum.dot) > 8").mark_rule(color=palette.masked, strokeWidth=1)
    names = placed.transform_filter("datum.own").mark_text(fontWeight=600, **words)
    others = placed.transform_filter("!datum.own").mark_text(**words)
    figures = placed.transform_filter("length(datum.figure)").mark_text(
        lineBreak="\n", lineHeight=LINE * 0.95, **{**words, "baseline": "top"}
    )
    return [
        leaders.encode(x=_at("dot"), x2="at:Q", y=_down(), y2="foot:Q"),
        *(part.encode(x=_at(), y=_down("name_at"), text="text:N", color=tone) for part in (names, others)),
        figures.encode(x=_at(), y=_down("figure_at"), text="figure:N", color=tone),
    ]


def _words(lane: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """Heading and title above the line, what stands at its right end, and the sentences below."""
    whole = alt.ExprRef("width")
    style: Style = {"font": FONTS, "limit": whole, "baseline": "middle"}
    left: Style = {**style, "align": "left", "color": palette.ink}
    aside: Style = {**style, "align": "right", "fontWeight": 600, "fontSize": LETTERS, "color": palette.ink}
    notes: Style = {
        **style,
        "align": "left",
        "fontSize": SMALL,
        "color": palette.muted,
        "lineBreak": "\n",
        "baseline": "top",
    }
    start = alt.value(0)
    return [
        lane.transform_filter("length(datum.heading)")
        .mark_text(fontSize=LETTERS + 1, fontWeight=600, **left)
        .encode(x=start, y=_down("heading_at"), text="heading:N"),
        lane.mark_text(fontSize=LETTERS, **left).encode(x=start, y=_down("title_at"), text="title:N"),
        lane.mark_text(**aside).encode(x=alt.value("width"), y=_down("aside_at"), text="aside:N"),
        lane.mark_text(lineHeight=LINE, **notes).encode(x=start, y=_down("notes_at"), text="notes:N"),
    ]
