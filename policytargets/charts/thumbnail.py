"""A comparison as a small picture without words, by which a slide is known again in a list."""

from policytargets.charts.style import Palette
from policytargets.comparisons.model import Comparison, ComparisonRow

WIDTH, HEIGHT, MARGIN, MOST = 128, 72, 8, 8
OPEN, LIMIT = ("at_least", "more_than"), ("at_most", "less_than")


def thumbnail(comparison: Comparison, palette: Palette, focus: str = "") -> str:
    """SVG of the bars from zero, in the order of the comparison: an open end pointed, an upper limit hollow, a range
    lighter to its end, a withheld figure hatched along the whole lane, any other absence a point.

    Drawn by hand, as a list of forty slides would wait seconds for as many charts.
    """
    rows = comparison.rows[:MOST]
    lane = (HEIGHT - 2 * MARGIN) / max(len(rows), 1)
    ends = [end for row in rows for end in (0.0, row.value, row.value_high) if end is not None]
    span = (min(ends, default=0.0), max(ends, default=0.0))
    marks = "".join(
        _lane(row, MARGIN + lane * place, lane * 0.62, span, palette, focus) for place, row in enumerate(rows)
    )
    frame = f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" fill="none" stroke="{palette.grid}"/>'
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{frame}{marks}</svg>'


def _lane(row: ComparisonRow, top: float, thick: float, span: tuple[float, float], palette: Palette, focus: str) -> str:
    """The mark of one district."""
    colour = palette.brand if not focus or row.district_id == focus else palette.receding
    middle, right = top + thick / 2, WIDTH - MARGIN
    if row.presence == "withheld":
        strokes = "".join(f"M{left} {top + thick:.1f}l4 {-thick:.1f}" for left in range(MARGIN, right - 3, 6))
        return f'<path class="withheld" d="{strokes}" stroke="{palette.masked}" fill="none"/>'
    if row.value is None:
        return f'<circle cx="{MARGIN + 2}" cy="{middle:.1f}" r="1.5" fill="{palette.receding}"/>'
    zero, end = _across(0.0, span), _across(row.value, span)
    left, length = min(zero, end), abs(end - zero)
    hollow = f'fill="none" stroke="{colour}"' if row.comparator in LIMIT else f'fill="{colour}"'
    box = f'y="{top:.1f}" height="{thick:.1f}"'
    told = f'<rect class="bar" x="{left:.1f}" width="{length:.1f}" {box} {hollow}/>'
    if row.comparator in OPEN:
        told += f'<path d="M{end:.1f} {top:.1f}l4 {thick / 2:.1f}l-4 {thick / 2:.1f}z" fill="{colour}"/>'
    if row.value_high is not None:
        longer = _across(row.value_high, span) - end
        told += f'<rect x="{end:.1f}" width="{longer:.1f}" {box} fill="{colour}" opacity="0.45"/>'
    return told


def _across(value: float, span: tuple[float, float]) -> float:
    """The pixel of a value between the lowest and the highest; a pointed end has room behind the longest."""
    lowest, highest = span
    return MARGIN + (value - lowest) / ((highest - lowest) or 1) * (WIDTH - 2 * MARGIN - 4)
