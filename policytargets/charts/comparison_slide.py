"""The bars of one comparison for a slide, with letters that the back row can read."""

from dataclasses import replace

import altair as alt

from policytargets.charts.comparison import comparison_bars, row_height
from policytargets.charts.style import Chart, Palette
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.wrapping import width_of

# On slides: the least height of a row in letters, without details and with; letters from and to, in pixels. The least
# is two above a slide's, as details are two smaller.
CLOSEST, SMALLEST, LARGEST = {False: 2.4, True: 3.65}, 38, 46


def slide_bars(comparison: Comparison, palette: Palette, focus: str, box: tuple[int, int]) -> Chart:
    """The bars of one comparison for a slide, `box` pixels wide and high, its letters as large as the height allows:
    details beside the names where all have room there, and rows closer before letters are smaller than a slide's."""
    width, height = box
    shown = _in_one_line(comparison)
    widest = max(_letters_of(row) for row in shown.rows)
    if comparison.tracked or widest * SMALLEST > width:
        shown, widest = comparison, width / LARGEST
    listed = [row for row in shown.rows if row.presence != "unset"]
    detailed = any(row.details for row in listed)
    lines = len(listed) + bool(shown.unset)
    loose = row_height(shown, detailed=detailed)
    step = min(loose, max(loose if shown.tracked else CLOSEST[detailed], (height / SMALLEST - 0.3) / lines))
    size = int(min(max(height / (lines * step + 0.3), 14), LARGEST, width / widest))
    bars = comparison_bars(shown, palette, focus, size=size, scale=False)
    sharp: Chart = bars.properties(
        width=width, height=alt.Step(size * step), usermeta={"embedOptions": {"renderer": "svg"}}
    )
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
