"""Charts of one district: counted bars, and its place on every comparable indicator. Pure functions from rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, HATCH, Chart, Palette, dressed
from policytargets.comparisons.standings import Standing, others_in_words

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
LETTERS = 13
ROOM = 330  # pixels that a lane has for words on a phone
LINE = 16
MARK = ["track", "target_id", "own", "level", "level_high", "shape", "district", "name", "figure", "source"]
MARK_TITLES = {"district": "区县", "name": "目标", "figure": "数字", "source": "来源"}
LANE_TITLES = {"title": "指标", "figure": "本区县", "others": "其他区县", "subtitle": "口径", "caution": "比较须知"}
ACROSS = alt.X("level:Q", axis=None, scale=alt.Scale(domain=[0, 1.03], nice=False))


def count_bars(counts: pd.DataFrame, palette: Palette) -> Chart:
    """Bars with their number beside them, in the order of the rows; a click selects a row by its code.

    `counts`: one row per bar with code, label, count, and text (the number as it is to be read).
    """
    chosen = alt.selection_point(name="row", fields=["code"], on="click", empty=True)
    names = alt.Axis(
        ticks=False, domain=False, labelFontSize=LETTERS, labelColor=palette.ink, labelLimit=190, labelPadding=6
    )
    place = alt.Y("label:N", sort=None, title=None, axis=names)
    highest = max(int(counts["count"].max()), 1)
    across = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, highest * 1.35], nice=False))
    tips = [alt.Tooltip("label:N", title="名称"), alt.Tooltip("text:N", title="数目")]
    base = alt.Chart(counts).encode(y=place, tooltip=tips)
    bars = base.mark_bar(color=palette.brand, cursor="pointer", size=15).encode(x=across, x2=alt.datum(0))
    texts = base.mark_text(align="left", dx=5, fontSize=LETTERS, font=FONTS, color=palette.ink)
    drawn = alt.layer(bars.add_params(chosen), texts.encode(x=across, text="text:N"))
    return dressed(drawn.properties(width="container", height=alt.Step(25)), palette)


def standing_lanes(found: Sequence[Standing], palette: Palette, names: Mapping[str, str]) -> Chart:
    """One lane per standing, each on its own scale from 0: the district's bar in the brand colour, the others as marks.

    A mark points to the side on which more is allowed (right for at least, left for at most); a circle is a plain
    figure, a diamond an approximate one, a rule a range; hatching stands for a masked figure. Above each lane the
    indicator and the district's figure, below it the others' in words. A click selects a target of the lane.
    """
    lanes = pd.DataFrame([_lane(standing, names) for standing in found])
    lanes["below"] = lanes["height"].cumsum()
    lanes["above"] = lanes["below"] - lanes["height"]
    lanes["track"] = lanes["above"] + lanes["head"]
    total = float(lanes["height"].sum())
    pairs = zip(found, lanes["track"], strict=True)
    marks = pd.DataFrame([mark for standing, track in pairs for mark in _marks(standing, track)], columns=MARK)
    down = alt.Scale(domain=[total, 0], nice=False, zero=False)
    chosen = alt.selection_point(name="lane", fields=["target_id"], on="click", empty=True)
    lane = alt.Chart(lanes).encode(y=alt.Y("track:Q", axis=None, scale=down), tooltip=_tips(LANE_TITLES))
    mark = alt.Chart(marks).encode(y=alt.Y("track:Q", axis=None, scale=down), tooltip=_tips(MARK_TITLES))
    own, others = mark.transform_filter("datum.own"), mark.transform_filter("!datum.own")
    edges = {"x": alt.value(0), "x2": alt.value("width")}
    area = lane.mark_rect(opacity=0, cursor="pointer").encode(
        y=alt.Y("above:Q", axis=None, scale=down), y2="below:Q", **edges
    )
    layers = [
        area.add_params(chosen),
        lane.mark_rule(color=palette.grid, strokeWidth=2).encode(**edges),
        *_bars(own, palette.brand),
        *_ends(others, palette.masked, palette.ground, 110),
        *_ends(own, palette.brand, palette.brand, 130),
        *_words(lane, palette),
    ]
    return dressed(alt.layer(*layers).properties(width="container", height=total), palette)


def _marks(standing: Standing, track: float) -> list[dict[str, Any]]:
    """The drawn rows of a lane; `level` and `level_high` are parts of the lane's own scale."""
    rows = [(row, False) for row in standing.others] + [(row, True) for row in standing.own if row.value is not None]
    values = [
        (track, row.target_id, own, (row.value or 0) / standing.top,
         None if row.value_high is None else row.value_high / standing.top,
         SHAPES[row.comparator], row.district, row.name, row.figure, row.source)
        for row, own in rows
    ]  # fmt: skip
    return [dict(zip(MARK, value, strict=True)) for value in values]


def _lane(standing: Standing, names: Mapping[str, str]) -> dict[str, Any]:
    """The words of a lane and the pixels it takes: the figure goes below the indicator where both don't fit a line."""
    behind = [row.target_id for row in (*standing.own, *standing.others) if row.target_id]
    years = {row.due_year for row in standing.own if row.due_year is not None} if standing.years_differ else set()
    title = standing.comparison.title + (" ※" if standing.caution else "")
    figure = standing.figure + "".join(f"（{due}年）" for due in sorted(years))
    others = others_in_words(standing, names)
    broken = _room(title) + _room(figure) > ROOM
    head = LINE * (2.5 if broken else 1.5)
    return {
        "target_id": next(iter(behind), ""),
        "title": title,
        "figure": figure,
        "others": "\n".join(others),
        "set": any(row.presence == "set" for row in standing.own),
        "masked": any(row.presence == "withheld" for row in standing.own),
        "subtitle": standing.comparison.subtitle,
        "caution": standing.caution or "无",
        "head": head,
        "broken": broken,
        "height": head + LINE * (1.7 + len(others)),
    }


def _room(words: str) -> float:
    """About how many pixels the words take: a Chinese letter is square, others half as wide."""
    return sum(LETTERS if ord(letter) > 0x2E7F else LETTERS * 0.58 for letter in words)


def _bars(own: alt.Chart, colour: str) -> list[alt.Chart]:
    """A bar from 0 to the figure; only its outline where the figure is an upper limit."""
    filled = own.transform_filter("datum.shape != 'triangle-left'").mark_bar(color=colour, size=9)
    limit = own.transform_filter("datum.shape == 'triangle-left'")
    outlined = limit.mark_bar(color=colour, size=9, fillOpacity=0.12, stroke=colour, strokeWidth=1.5)
    return [bar.encode(x=ACROSS, x2=alt.datum(0)) for bar in (filled, outlined)]


def _ends(part: alt.Chart, colour: str, rim: str, size: int) -> list[alt.Chart]:
    """A mark at each figure and a stretch up to the upper value of each range."""
    ranged = part.transform_filter("isValid(datum.level_high)").mark_rule(color=colour, strokeWidth=4)
    points = part.mark_point(filled=True, opacity=1, color=colour, stroke=rim, strokeWidth=1.5, size=size)
    return [
        ranged.encode(x=ACROSS, x2="level_high:Q"),
        points.encode(x=ACROSS, shape=alt.Shape("shape:N", scale=None)),
    ]


def _words(lane: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """Above the lane the indicator and the district's figure, on it the hatching of a mask, below it the others."""
    left, right, whole = alt.value(0), alt.value("width"), alt.ExprRef("width")
    hatched = lane.transform_filter("datum.masked").mark_text(
        text=HATCH,
        align="left",
        fontSize=LETTERS - 1,
        font="monospace",
        color=palette.masked,
        limit=alt.ExprRef("width"),
        ellipsis=" ",
    )
    style: Style = {"font": FONTS, "fontSize": LETTERS, "limit": whole}
    title: Style = {**style, "align": "left", "color": palette.ink}
    figure: Style = {**style, "align": "right", "fontWeight": 600, "dy": -LINE}
    others: Style = {**style, "align": "left", "color": palette.muted, "fontSize": LETTERS - 1, "dy": LINE}
    tone = alt.condition("datum.set", alt.value(palette.brand), alt.value(palette.muted))
    single, double = lane.transform_filter("!datum.broken"), lane.transform_filter("datum.broken")
    return [
        hatched.encode(x=left),
        single.mark_text(dy=-LINE, **title).encode(x=left, text="title:N"),
        double.mark_text(dy=-LINE * 2, **title).encode(x=left, text="title:N"),
        lane.mark_text(**figure).encode(x=right, text="figure:N", color=tone),
        lane.mark_text(lineBreak="\n", lineHeight=LINE, **others).encode(x=left, text="others:N"),
    ]


def _tips(titles: Mapping[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
