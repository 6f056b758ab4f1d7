"""The bars of one comparison for a slide, with letters that the back row can read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import altair as alt

from policytargets.charts.comparison import comparison_bars, row_height
from policytargets.charts.comparison_words import CLOSE, CLOSE_BAR
from policytargets.charts.style import Chart, Palette
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import PRESENCE_WORD
from policytargets.wording.wrapping import width_of

# On slides: the least height of a row in letters, without details and with; letters from and to, in pixels. The least
# is two above a slide's, as details are two smaller.
CLOSEST, SMALLEST, LARGEST = {False: 2.4, True: 3.65}, 38, 46


def slide_bars(comparison: Comparison, palette: Palette, focus: str, box: tuple[int, int]) -> Chart:
    """The bars of one comparison for a slide, `box` pixels wide and high, its letters as large as the height allows:
    details beside the names where all have room there, and rows closer before letters are smaller than a slide's."""
    (width, height), shown = box, _in_one_line(comparison)
    if comparison.tracked:
        return _with_progress(comparison, palette, focus, box)
    widest = max(_letters_of(row) for row in shown.rows)
    if widest * SMALLEST > width:
        shown, widest = comparison, width / LARGEST
    listed = [row for row in shown.rows if row.presence != "unset"]
    detailed = any(row.details for row in listed)
    lines = len(listed) + bool(shown.unset)
    loose = row_height(shown, detailed=detailed)
    step = min(loose, max(CLOSEST[detailed], (height / SMALLEST - 0.3) / lines))
    size = int(min(max(height / (lines * step + 0.3), 14), LARGEST, width / widest))
    bars = comparison_bars(shown, palette, focus, size=size, scale=False)
    return _sized(bars, width, size * step)


def _with_progress(comparison: Comparison, palette: Palette, focus: str, box: tuple[int, int]) -> Chart:
    """Targets with what was done of them: letters stay as large, and the rows that have no room for that are told in
    the last line, those without a figure first."""
    width, height = box
    number = int((height / SMALLEST - 0.3) / CLOSE)
    listed = [row for row in comparison.rows if row.presence != "unset"]
    if len(listed) + bool(comparison.unset) > number:
        listed = sorted(listed, key=lambda row: not row.progress and row.value is None)[: max(number - 1, 1)]
    shown = [row for row in comparison.rows if row in listed]
    rest = _rest([row for row in comparison.rows if row not in listed])
    lines = len(shown) + bool(rest)
    step = min(row_height(comparison, detailed=False), max(CLOSE, (height / SMALLEST - 0.3) / lines))
    size = int(max(SMALLEST, min(height / (lines * step + 0.3), LARGEST)))
    drawn = _in_one_line(replace(comparison, rows=tuple(shown)))
    bars = comparison_bars(
        drawn, palette, focus, size=size, scale=False, thick=CLOSE_BAR, close=True, rest=rest
    )  # fmt: skip
    return _sized(bars, width, size * step)


def _rest(rows: Sequence[ComparisonRow]) -> str:
    """Who is not drawn and why, in few words: `未画：茌平 5 项；另有口径：青州；未设定：周村`."""
    told: dict[str, list[str]] = {}
    for row in rows:
        told.setdefault("未画" if row.presence == "set" else PRESENCE_WORD[row.presence], []).append(row.label)
    counted = {word: [_times(*one) for one in Counter(names).items()] for word, names in told.items()}
    return "；".join(f"{word}：{'、'.join(names)}" for word, names in counted.items())


def _times(name: str, number: int) -> str:
    return name if number == 1 else f"{name} {number} 项"


def _sized(bars: Chart, width: int, step: float) -> Chart:
    """The bars this wide, in rows of this height, as sharp lines."""
    sharp: Chart = bars.properties(width=width, height=alt.Step(step), usermeta={"embedOptions": {"renderer": "svg"}})
    return sharp


def _in_one_line(comparison: Comparison) -> Comparison:
    """The details beside the names, and of absences behind them."""
    rows = []
    for row in comparison.rows:
        if row.presence in ("set", "withheld"):
            rows.append(replace(row, details="", short_name=" · ".join(filter(None, (row.label, row.details)))))
        else:
            rows.append(replace(row, details="", figure=" · ".join(filter(None, (row.figure, row.details)))))
    return replace(comparison, rows=tuple(rows))


def _letters_of(row: ComparisonRow) -> float:
    """The letters that a row needs across: name and figure beside each other, an absence below its name."""
    if row.presence in ("set", "withheld"):
        return width_of(row.label) + width_of(row.figure) + 2
    return max(width_of(row.label), width_of(row.figure))
