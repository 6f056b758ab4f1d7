"""One thing on two bases side by side, each district once. Pure functions from comparisons."""

from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.strips import SHAPES
from policytargets.charts.style import FONTS, HATCH, Chart, Palette, dressed, either
from policytargets.charts.withheld import LIGHT_HATCH
from policytargets.comparisons.bases import BothBases, Cell, both_bases
from policytargets.comparisons.model import Comparison
from policytargets.wording.codes import BASIS_WORD
from policytargets.wording.wrapping import width_of, wrap

LETTERS, SMALL, LINE = 13, 12, 16
BETWEEN, END = 24, 9  # pixels between the panels; for the mark at the end of the longest bar
NARROWEST = 318  # pixels of the chart on the narrowest phone


def bases_panel(first: Comparison, second: Comparison, palette: Palette, focus: str = "") -> Chart:
    """Two panels that share their rows: every district once, on the left its figure on the first basis, on the right
    that on the second. Each panel has its own scale from 0; bounds end in a mark, a withheld figure's lane is hatched.
    """
    lines = both_bases(first, second)
    names = max(width_of(line.label) for line in lines) * LETTERS + 14
    letters = ((NARROWEST - names - BETWEEN) / 2 - END) / SMALL
    heads = [[*wrap(shown.title, letters), measured(shown)] for shown in (first, second)]
    top = LINE * (max(map(len, heads)) + 0.8)
    cells: list[dict[str, Any]] = []
    for line in lines:
        told = [wrap(cell.words, letters) for cell in (line.first, line.second)]
        depth = LINE * max(map(len, told))
        for side, (cell, words) in enumerate(zip((line.first, line.second), told, strict=True)):
            cells.append(_cell(line, cell, side, "\n".join(words), top, depth, focus))
        top += depth + LINE * 1.6
    titles = pd.DataFrame({"side": [0, 1], "words": ["\n".join(head) for head in heads], "top": 3})
    panel = f"((width - {names + BETWEEN:g}) / 2 - {END})"
    start = f"{names:g} + datum.side * ({panel} + {BETWEEN + END})"
    base = alt.Chart(pd.DataFrame(cells)).transform_calculate(
        start=start, end=f"{start} + datum.level * {panel}", far=f"{start} + datum.level_high * {panel}"
    )
    layers = [*_bars(base, palette, panel), *_words(base, alt.Chart(titles).transform_calculate(start=start), palette)]
    usermeta = {"embedOptions": {"renderer": "svg"}}
    return dressed(alt.layer(*layers).properties(width="container", height=top, usermeta=usermeta), palette)


def measured(shown: Comparison) -> str:
    """Basis and unit of a panel."""
    return "，".join(filter(None, (BASIS_WORD[shown.basis], shown.unit)))


def _cell(line: BothBases, cell: Cell, side: int, words: str, top: float, depth: float, focus: str) -> dict[str, Any]:
    limited = cell.comparator in ("at_most", "less_than")
    return {
        "side": side,
        "label": "" if side else line.label,
        "words": words,
        "district": line.district,
        "told": cell.words,
        "level": cell.level,
        "level_high": cell.level_high,
        "limited": limited,
        "shape": SHAPES[cell.comparator],
        "marked": cell.level is not None and cell.comparator not in ("exactly", "between"),
        "withheld": cell.withheld,
        "focused": not focus or line.district_id == focus,
        "top": top,
        "bar": top + depth + LINE * 0.1,
        "foot": top + depth + LINE * 0.75,
        "middle": top + depth + LINE * 0.43,
    }


def _at(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=None)


def _down(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=None)


def _bars(base: alt.Chart, palette: Palette, panel: str) -> list[alt.Chart]:
    """Bars from each panel's own 0; only their outline where the figure is an upper limit."""
    colour = either(alt.ColorValue, "datum.focused", palette.brand, palette.receding)
    edge = either(alt.StrokeValue, "datum.focused", palette.brand, palette.receding)
    tips = [alt.Tooltip("district:N", title="区县"), alt.Tooltip("told:N", title="数字")]
    stated = base.transform_filter("isValid(datum.level)").encode(y=_down("bar"), y2="foot:Q", tooltip=tips)
    hatched = base.transform_filter("datum.withheld").mark_text(
        text=HATCH, align="left", baseline="middle", fontSize=SMALL, font="monospace", color=palette.masked,
        opacity=LIGHT_HATCH, limit=alt.ExprRef(panel), ellipsis=" ",
    )  # fmt: skip
    filled = stated.transform_filter("!datum.limited").mark_rect()
    outlined = stated.transform_filter("datum.limited").mark_rect(fillOpacity=0.12, strokeWidth=1.5)
    ranged = stated.transform_filter("isValid(datum.level_high)").mark_rect(opacity=0.45)
    ends = base.transform_filter("datum.marked").mark_point(filled=True, opacity=1, size=110)
    return [
        filled.encode(x=_at("start"), x2="end:Q", color=colour),
        outlined.encode(x=_at("start"), x2="end:Q", color=colour, stroke=edge),
        ranged.encode(x=_at("end"), x2="far:Q", color=colour),
        ends.encode(x=_at("end"), y=_down("middle"), shape=alt.Shape("shape:N", scale=None), color=colour),
        hatched.encode(x=_at("start"), y=_down("middle")),
    ]


def _words(base: alt.Chart, titles: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """Heads of the panels, names of the districts, and each figure in words above its bar."""
    style: dict[str, Any] = {
        "font": FONTS, "align": "left", "baseline": "top", "lineBreak": "\n", "lineHeight": LINE
    }  # fmt: skip
    tone = either(alt.ColorValue, "isValid(datum.level)", palette.ink, palette.muted)
    named = either(alt.ColorValue, "datum.focused", palette.ink, palette.muted)
    return [
        titles.mark_text(fontSize=SMALL, color=palette.muted, **style).encode(
            x=_at("start"), y=_down("top"), text="words:N"
        ),
        base.mark_text(fontSize=LETTERS, **style).encode(x=alt.value(0), y=_down("top"), text="label:N", color=named),
        base.mark_text(fontSize=SMALL, **style).encode(x=_at("start"), y=_down("top"), text="words:N", color=tone),
    ]
