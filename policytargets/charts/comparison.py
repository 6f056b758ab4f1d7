"""The bars of one comparison: bounds drawn as bounds, absences named, figures in words."""

import math
import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

import altair as alt
import pandas as pd

from policytargets.charts.comparison_words import CLOSE_PLACES, PLACES, STATED, Drawing, Places, Style, words_above
from policytargets.charts.style import FONTS, HATCH, Chart, Palette, dressed, either
from policytargets.comparisons.captions import unset_in_words
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import BASIS_WORD, PRESENCE_WORD
from policytargets.wording.wrapping import width_of

Labels = Literal["above", "none"]
ROW, ROW_WITH_DETAILS, ROOM_OF_PROGRESS = 3.3, 4.1, 1.9  # heights of a row in letters
HALF_OF_WORDS = 2.6  # letters from the middle of a hatched lane to its hatching
POINTED = "(datum.comparator == 'at_least' || datum.comparator == 'more_than')"
LIMIT = "(datum.comparator == 'at_most' || datum.comparator == 'less_than')"


def comparison_bars(
    comparison: Comparison,
    palette: Palette,
    focus: str = "",
    *,
    size: int = 14,
    labels: Labels = "above",
    scale: bool = True,
    thick: float = 0.85,
    close: bool = False,
    rest: str = "",
) -> Chart:
    """Bars of one comparison with the figures in words, bounds drawn as bounds and absences named.

    At least and more than: a bar with an open, pointed end. At most: an outlined bar with a closing mark. About: an
    end mark ≈. Range: a lighter stretch up to the upper value. Withheld: the whole lane is hatched, as any length could
    be meant. `focus` is a district_id whose bars keep the brand colour while the others recede; `size` is the size of
    the letters in pixels. Names and figures stand `above` the bars, or with `none` are left to whoever draws: then each
    row has its bar, or its gap, in equal steps. Bars are as `thick` as so many letters. Without `scale` no axis stands
    below the bars. What was done is a thin bar of ink under that of the target, with the light in words; `close` leaves
    less room between the parts of such a row. `rest` is what a last line says of rows that are not here.
    """
    bare = labels == "none"
    listed = comparison.rows if bare else [row for row in comparison.rows if row.presence != "unset"]
    bars = _lines(comparison, listed, focus, rest)
    rows = pd.DataFrame(bars)
    detailed = bool(rows["details"].str.len().max())
    # Named whole: layers that draw bars alone know only the rows that have one.
    lanes = alt.Scale(domain=list(range(len(bars))), paddingInner=0, paddingOuter=0)
    place = alt.Y("place:O", axis=None, scale=lanes)
    base = alt.Chart(rows).encode(y=place, tooltip=_tooltips())
    places = CLOSE_PLACES if close else PLACES[detailed, comparison.tracked]
    places = _bare_places(comparison, thick) if bare else places
    across = _across(comparison, palette, size, scale and bool(comparison.drawn))
    drawing = Drawing(base, across, palette, size, size * thick, places)
    words = [] if bare else words_above(drawing)
    done = _done(drawing, told=not bare) if comparison.tracked else []
    layers = alt.layer(*_bars(drawing), *_ends(drawing, told=not bare), *done, *words, width="container")
    return dressed(layers.properties(height=alt.Step(size * row_height(comparison, detailed=detailed))), palette)


def _lines(comparison: Comparison, listed: Sequence[ComparisonRow], focus: str, rest: str) -> list[dict[str, Any]]:
    """A line for each row that is listed, and a last one on the others, if any."""
    bars = [_bar(row, place, focus, comparison) for place, row in enumerate(listed)]
    if len(listed) < len(comparison.rows):
        rest = rest or unset_in_words(comparison)
    if rest:
        bars.append({**_bar(comparison.rows[0], 0, focus, comparison), **_told(rest, len(bars))})
    return bars


def _bare_places(comparison: Comparison, thick: float) -> Places:
    return Places(0, -0.3 * thick, 0.6 * thick, 0, 0) if comparison.tracked else Places(0, 0, 0, 0, 0)


def row_height(comparison: Comparison, *, detailed: bool) -> float:
    """The height of a row in letters."""
    return (ROW_WITH_DETAILS if detailed else ROW) + (ROOM_OF_PROGRESS if comparison.tracked else 0)


def _bar(row: ComparisonRow, place: int, focus: str, comparison: Comparison) -> dict[str, Any]:
    return {
        "place": place,
        "label": row.label,
        "beside": width_of(row.figure) if row.presence in ("set", "withheld") else 0.0,
        "details": row.details,
        "figure": row.figure,
        "lane": "" if row.presence in ("set", "withheld") else " · ".join(filter(None, (row.figure, row.details))),
        "value": row.value,
        "value_high": row.value_high,
        "comparator": row.comparator,
        "presence": row.presence,
        "focused": not focus or row.district_id == focus,
        "district": row.district,
        "name": row.name,
        "basis": BASIS_WORD[comparison.basis],
        "due_year": row.due_year,
        "remark": row.remark,
        "source": row.source,
        "target_id": row.target_id,
        "actual": row.progress.actual if row.progress else None,
        "told": row.progress.told if row.progress else "",
    }


def _told(words: str, place: int) -> dict[str, Any]:
    """The last row: what is said of all that are not drawn, in one line."""
    told = {"label": words, "beside": 0.0, "presence": "unset", "place": place, "focused": False}
    nothing = dict.fromkeys(
        ("details", "figure", "lane", "district", "name", "remark", "source", "target_id", "told"), ""
    )
    return {**nothing, **told, **dict.fromkeys(("value", "value_high", "due_year", "actual"), None)}


def _across(comparison: Comparison, palette: Palette, size: int, scale: bool) -> alt.X:
    """The axis of the values: from zero, or from the lowest where a figure is negative; shares in % up to 100."""
    values = [value for row in comparison.drawn for value in (row.value, row.value_high) if value is not None]
    values += [row.progress.actual for row in comparison.rows if row.progress and row.progress.actual is not None]
    lowest, highest = min([0.0, *values]), max([0.0, *values])
    share = comparison.basis == "share" and comparison.unit == "%"
    top = max(100.0, highest) if share else highest * 1.04 or (0 if lowest else 1)
    whole = comparison.counts and all(value == int(value) for value in values)
    ticks, places = _ticks(lowest, top, whole)
    axis = alt.Axis(
        title=comparison.unit or None,
        values=ticks,
        format=f",.{places}f",
        labelColor=palette.muted,
        titleColor=palette.muted,
        grid=False,
        domain=False,
        ticks=False,
        labelOverlap="parity",
        labelSeparation=size / 2,
        labelFontSize=size - 2,
        titleFontSize=size - 2,
        titleAlign="right",
        titleAnchor="end",
        titlePadding=6,
    )
    return alt.X("value:Q", scale=alt.Scale(domain=[lowest * 1.04, top], nice=False), axis=axis if scale else None)


def _ticks(lowest: float, highest: float, whole: bool) -> tuple[list[float], int]:
    """Round numbers from the lowest to the highest, five at most, and their decimals; none between whole things."""
    span = max(highest - lowest, sys.float_info.min) / 4
    power = math.floor(math.log10(span))
    step = next((part for part in (1, 2, 5) if part * 10.0**power >= span), 10)
    if whole and power < 0:
        step, power = 1, 0
    first, last = math.ceil(lowest / step / 10.0**power), math.floor(highest / step / 10.0**power)
    # By exact steps, so that no tick comes out as 0.30000000000000004.
    exact = Fraction(10) ** power * step
    return [float(exact * number) for number in range(first, last + 1)], max(0, -power)


def _bars(drawing: Drawing) -> list[alt.Chart]:
    """Lengths: solid up to the figure, outlined for an upper limit, lighter up to the end of a range."""
    palette = drawing.palette
    place: Style = {"size": drawing.thick, "yOffset": drawing.places.bar * drawing.size}
    colour = either(alt.ColorValue, "datum.focused", palette.brand, palette.receding)
    edge = either(alt.StrokeValue, "datum.focused", palette.brand, palette.receding)
    chosen = alt.selection_point(name="target", fields=["target_id"], on="click", empty=True)
    solid = drawing.base.transform_filter(f"{STATED} && !{LIMIT}").mark_bar(cornerRadius=0, **place)
    limit = drawing.base.transform_filter(f"{STATED} && {LIMIT}").mark_bar(fillOpacity=0.12, strokeWidth=1.5, **place)
    ranged = drawing.base.transform_filter("isValid(datum.value_high)").mark_bar(opacity=0.45, **place)
    zero = alt.X2Datum(0)
    return [
        solid.encode(x=drawing.across, x2=zero, color=colour).add_params(chosen),
        limit.encode(x=drawing.across, x2=zero, color=colour, stroke=edge),
        ranged.encode(x=drawing.across, x2=alt.X2("value_high:Q"), color=colour),
    ]


def _ends(drawing: Drawing, *, told: bool) -> list[alt.Chart]:
    """What a bar ends in: an open point, a closing mark, ≈; and the hatching of a lane whose figure is withheld, which
    says so where words are `told` here."""
    base, size, palette, shift = drawing.base, drawing.size, drawing.palette, drawing.places.bar * drawing.size
    colour = either(alt.ColorValue, "datum.focused", palette.brand, palette.receding)
    thick = drawing.thick
    point: Style = {"filled": True, "opacity": 1, "size": thick * thick * 1.04, "yOffset": shift}
    pointed = base.transform_filter(f"{STATED} && {POINTED}")
    closed = base.transform_filter(f"{STATED} && {LIMIT}")
    about = base.transform_filter(f"{STATED} && datum.comparator == 'about'")
    hatched = base.transform_filter("datum.presence == 'withheld'")
    gap = f"{size * HALF_OF_WORDS:g}"
    half = alt.ExprRef(f"max(0, width / 2 - {gap})" if told else "width")
    letters: Style = {"fontSize": size - 1, "font": "monospace", "color": palette.masked, "opacity": 0.55}
    hatch: Style = {"text": HATCH, "align": "left", "dy": shift, "limit": half, "ellipsis": " ", **letters}
    words: Style = {"align": "center", "dy": shift, "fontSize": size, "font": FONTS, "color": palette.muted}
    said = hatched.mark_text(text=PRESENCE_WORD["withheld"], dx=alt.ExprRef("width / 2"), **words).encode(
        x=alt.value(0)
    )
    open_end = pointed.mark_point(shape="triangle-right", xOffset=thick * 0.376, **point)
    closing = closed.mark_point(shape="triangle-left", xOffset=-thick * 0.47, **point)
    second = hatched.mark_text(dx=alt.ExprRef(f"width / 2 + {gap}"), **hatch).encode(x=alt.value(0))
    return [
        open_end.encode(x=drawing.across, color=colour),
        closing.encode(x=drawing.across, color=colour),
        about.mark_text(
            text="≈", align="left", dx=4, dy=shift, fontSize=size + 2, font=FONTS, color=palette.ink
        ).encode(x=drawing.across),
        hatched.mark_text(**hatch).encode(x=alt.value(0)),
        # The words stand between two stretches: a lane hatched from end to end was read as the longest bar.
        *([second, said] if told else []),
    ]


def _done(drawing: Drawing, *, told: bool) -> list[alt.Chart]:
    """What was done: a thin bar of ink under that of the target, and its light in words below it where `told`."""
    base, size, palette, places = drawing.base, drawing.size, drawing.palette, drawing.places
    thin: Style = {"size": drawing.thick * 0.38, "yOffset": places.done * size, "cornerRadius": 0, "color": palette.ink}
    bar = base.transform_filter("isValid(datum.actual)").mark_bar(**thin)
    across = drawing.across.copy()
    across["shorthand"] = "actual:Q"
    layers = [bar.encode(x=across, x2=alt.X2Datum(0))]
    if told:
        small: Style = {"align": "left", "fontSize": size - 2, "font": FONTS, "color": palette.ink}
        words = base.transform_filter("length(datum.told)").mark_text(
            dy=places.told * size, limit=alt.ExprRef("width"), **small
        )
        layers.append(words.encode(x=alt.value(0), text="told:N"))
    return layers


def _tooltips() -> list[alt.Tooltip]:
    titles = {"district": "区县", "name": "目标", "figure": "数字", "basis": "口径", "remark": "须知", "source": "来源"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
