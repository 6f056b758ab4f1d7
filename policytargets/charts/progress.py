"""Charts of what was done: one target with its schedule and readings, and the lights of many items. Pure functions."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.style import FONTS, Chart, Palette, dressed
from policytargets.wording.lights import LIGHT_MARK, LIGHT_WORD, NO_LIGHT, NO_LIGHT_MARK

LETTERS = 13
HEIGHT = 260
ROOM_ABOVE = 1.15  # of the highest value: the words of the target stand there
DASHED = [5, 4]
MARK_BELOW = 14  # half a mark at zero, which would lie on the words of the axis
ROOM_FOR_COUNT, ROOM_FOR_MARK = 36, 18  # pixels: narrower pieces have no room for them
# The colours of lights by their names in the palette.
TONES = {"done": "ink", "green": "brand", "yellow": "caution", "red": "alarm", "breached": "alarm"}
NO_TONE = "receding"
TITLES = {"period": "周期", "figure": "累计完成", "due_in_words": "序时应完成", "light_in_words": "进度灯"}


def progress_lines(
    readings: pd.DataFrame, schedule: pd.DataFrame, target: Mapping[str, Any], palette: Palette
) -> Chart:
    """One target in one picture: its line, what should be there by now, and the readings with their lights.

    `readings`: one row per reported period with ends_on (date), value, light (code or None), and as words period,
    figure, due_in_words, light_in_words; provisional is true for what has not been released, drawn dashed and faint.
    `schedule`: ends_on and due, empty where nothing is scheduled. `target`: value (None where the document masks it or
    says no figure), words (`目标 ≥ 300 个`), starts_on and ends_on of its window. Each light is a mark of its own shape
    and the last one stands in words; no line is drawn for a target without a figure.
    """
    lines = [*_target(target, palette), *_schedule(schedule, palette), *_readings(readings, palette)]
    values = [*readings["value"].dropna(), *schedule["due"].dropna()] + [v for v in [target["value"]] if v is not None]
    down = alt.Scale(domain=[min([0.0, *map(float, values)]), max([*map(float, values), 0.0]) * ROOM_ABOVE or 1.0])
    across = alt.Scale(domain=[_day(target["starts_on"]), _day(target["ends_on"])])
    months = alt.Axis(
        format="%Y-%m",
        title=None,
        labelColor=palette.muted,
        labelFontSize=LETTERS - 1,
        tickCount=6,
        grid=False,
        labelPadding=MARK_BELOW,
    )
    amounts = alt.Axis(title=None, labelColor=palette.muted, labelFontSize=LETTERS - 1, gridColor=palette.grid)
    placed = [
        line.encode(x=alt.X("day:T", scale=across, axis=months), y=alt.Y("amount:Q", scale=down, axis=amounts))
        for line in lines
    ]
    placed += _newest(readings, palette)
    return dressed(alt.layer(*placed).properties(width="container", height=HEIGHT), palette)


def light_bars(counts: pd.DataFrame, palette: Palette) -> Chart:
    """Stacked bars of lights, in the order of the rows; a click selects a row by its code.

    `counts`: one row per bar and piece with code, label, light (code, or None where nothing is lit), words and count.
    Each piece carries the mark of its light and its count; where it has no room for them the tooltip says them.
    """
    rows = counts.assign(
        mark=[mark_of_light(light) for light in counts["light"]],
        colour=[painted(light, palette) for light in counts["light"]],
        lamp=[LIGHT_WORD.get(light, NO_LIGHT) for light in counts["light"]],
    )
    rows["end"] = rows.groupby("code", sort=False)["count"].cumsum()
    rows["start"] = rows["end"] - rows["count"]
    longest = max(int(rows["end"].max()), 1) if len(rows) else 1
    rows["ink"] = [palette.ground if light else palette.ink for light in rows["light"].notna()]
    rows["middle"] = (rows["start"] + rows["end"]) / 2
    names = alt.Axis(
        title=None, ticks=False, domain=False, labelFontSize=LETTERS, labelColor=palette.ink, labelLimit=190
    )
    tips = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (("label", "名称"), ("lamp", "进度灯"), ("words", "情况"))
    ]
    tips.append(alt.Tooltip("count:Q", title="项数"))
    scale = alt.Scale(domain=[0, longest], nice=False)
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=names), tooltip=tips)
    chosen = alt.selection_point(name="row", fields=["code"], on="click", empty=True)
    bars = base.mark_bar(stroke=palette.ground, strokeWidth=1, cursor="pointer").encode(
        x=alt.X("start:Q", axis=None, scale=scale), x2="end:Q", color=alt.Color("colour:N", scale=None)
    )
    room = f"datum.count * width / {longest}"
    said = f"{room} > {ROOM_FOR_COUNT} ? datum.mark + ' ' + datum.count : {room} > {ROOM_FOR_MARK} ? datum.mark : ''"
    texts = (
        base.transform_calculate(text=said)
        .mark_text(fontSize=LETTERS - 1, font=FONTS, fontWeight=600)
        .encode(x=alt.X("middle:Q", scale=scale), text="text:N", color=alt.Color("ink:N", scale=None))
    )
    return dressed(
        alt.layer(bars.add_params(chosen), texts).properties(width="container", height=alt.Step(28)), palette
    )


def _target(target: Mapping[str, Any], palette: Palette) -> list[alt.Chart]:
    if target["value"] is None:
        return []
    days = [_day(target["starts_on"]), _day(target["ends_on"])]
    rows = pd.DataFrame({"day": days, "amount": float(target["value"]), "words": ["", target["words"]]})
    base = alt.Chart(rows)
    text = base.mark_text(align="right", dy=-8, fontSize=LETTERS, font=FONTS, fontWeight=600, color=palette.ink)
    return [base.mark_line(color=palette.ink, strokeWidth=2), text.encode(text="words:N")]


def _schedule(schedule: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    if schedule.empty:
        return []
    rows = pd.DataFrame({"day": schedule["ends_on"].map(_day), "amount": schedule["due"].astype(float)})
    line = alt.Chart(rows).mark_line(color=palette.masked, strokeWidth=1.5, strokeDash=DASHED)
    words = alt.Chart(rows.iloc[[len(rows) * 3 // 5]].assign(words="序时应完成")).mark_text(
        align="left", dx=6, dy=14, fontSize=LETTERS - 1, font=FONTS, color=palette.muted
    )
    return [line, words.encode(text="words:N")]


def _readings(readings: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    rows = readings[readings["value"].notna()].copy()
    if rows.empty:
        return []
    rows = rows.assign(
        day=rows["ends_on"].map(_day),
        amount=rows["value"].astype(float),
        mark=[mark_of_light(light) for light in rows["light"]],
        colour=[painted(light, palette) if light else palette.muted for light in rows["light"]],
    ).drop(columns=["ends_on", "value"])
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in TITLES.items()]
    firm = ~rows["provisional"].astype(bool)
    line: dict[str, Any] = {"color": palette.brand, "strokeWidth": 2.5}
    last_firm = rows[firm].tail(1)
    base = alt.Chart(rows).encode(tooltip=tips, color=alt.Color("colour:N", scale=None))
    marks = base.mark_text(fontSize=LETTERS + 5, font=FONTS, fontWeight=700).encode(
        text="mark:N", opacity=alt.condition("datum.provisional", alt.value(0.55), alt.value(1))
    )
    return [
        alt.Chart(rows[firm]).mark_line(**line),
        alt.Chart(pd.concat([last_firm, rows[~firm]])).mark_line(strokeDash=DASHED, **line),
        marks,
    ]


def _newest(readings: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    """The newest reading in words, above the picture, where nothing lies under it."""
    newest = readings.tail(1)
    words = (newest["period"] + "：" + newest["figure"] + "　" + newest["light_in_words"]).rename("words")
    text = alt.Chart(words.to_frame()).mark_text(
        align="left", fontSize=LETTERS, font=FONTS, fontWeight=600, color=palette.ink, limit=alt.ExprRef("width")
    )
    return [text.encode(x=alt.value(0), y=alt.value(-10), text="words:N")]


def mark_of_light(light: object) -> str:
    """The mark of a light, a hollow one where nothing is lit."""
    return LIGHT_MARK.get(str(light), NO_LIGHT_MARK)


def painted(light: object, palette: Palette) -> str:
    """The colour of a light, which never speaks alone: its mark stands beside it."""
    return str(getattr(palette, TONES.get(str(light), NO_TONE)))


def _day(day: Any) -> str:
    """A day without a time of day, which Vega would shift by the reader's time zone."""
    return f"{day:%Y-%m-%d}T00:00:00"
