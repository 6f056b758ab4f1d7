"""A comparison as one picture of fixed size that explains itself: title, unit, bars, notes, source and date."""

from dataclasses import dataclass, replace
from typing import Any

from policytargets.charts.comparison import comparison_bars, room_beside
from policytargets.charts.style import LIGHT, Palette
from policytargets.comparisons.captions import finding, joined_notes
from policytargets.comparisons.model import Comparison
from policytargets.wording.wrapping import clean, width_of, wrap

WIDTH, HEIGHT, MARGIN = 1920, 1080, 80
TITLE, SUBTITLE, NOTE, SOURCE = 56, 30, 21, 19
SMALLEST_BAR_TEXT, LARGEST_BAR_TEXT = 20, 34
ROOM_PER_ROW, ROOM_OF_AXIS = 2.7, 3.0


@dataclass(frozen=True)
class Line:
    """A line of text: `left` and `top` of its letters in pixels from the corner of the picture, `size` in pixels."""

    text: str
    left: float
    top: float
    size: int
    colour: str
    bold: bool = False


@dataclass(frozen=True)
class Poster:
    """A picture: the Vega-Lite specification of its bars in the whole frame, and the lines above and below them.

    Apart, since Vega takes longer to measure these lines than to draw all else."""

    bars: dict[str, Any]
    lines: tuple[Line, ...]


def comparison_poster(comparison: Comparison, *, focus: str = "", palette: Palette = LIGHT) -> Poster:
    """The comparison as a picture 1920 pixels wide and 1080 high that carries everything that must be read with it.

    Letters shrink to make room for many rows; below a legible size the picture grows in height instead. A title too
    long for two lines is cut with an ellipsis. `focus` is the district_id whose bars keep the brand colour.
    """
    head, foot = _head(comparison, palette), _foot(comparison, palette)
    top, below = head.bottom + 36, foot.bottom + MARGIN * 0.6
    rows, room = len(comparison.rows), HEIGHT - top - below
    fitting = int(room / (rows * ROOM_PER_ROW + ROOM_OF_AXIS))
    size = max(SMALLEST_BAR_TEXT, min(LARGEST_BAR_TEXT, fitting))
    bars = max(room - size * ROOM_OF_AXIS, rows * size * ROOM_PER_ROW)
    height = round(top + bars + size * ROOM_OF_AXIS + below)
    drawn = comparison_bars(comparison, palette, focus, size=size, labels="beside")
    spec: dict[str, Any] = drawn.to_dict(validate=False)
    left, right = (room + MARGIN for room in room_beside(comparison, size))
    spec |= {
        "width": WIDTH - left - right,
        "height": bars,
        "padding": {"left": left, "right": right, "top": top, "bottom": height - top - bars},
        "autosize": "none",
        "background": palette.ground,
        "description": f"{comparison.title}。{finding(comparison)}{comparison.source}",
    }
    return Poster(spec, (*head.lines(0), *foot.lines(height - below)))


class _Column:
    """Lines of text set one below the other; `bottom` is where the next would begin, in pixels from the top."""

    def __init__(self, top: float) -> None:
        self.bottom = top
        self._lines: list[Line] = []

    def add(self, text: str, size: int, colour: str, *, most: int, bold: bool = False) -> None:
        for line in wrap(text, (WIDTH - 2 * MARGIN) / size, most):
            self._lines.append(Line(line, MARGIN, self.bottom, size, colour, bold))
            self.bottom += size * 1.45

    def lines(self, offset: float) -> list[Line]:
        return [replace(line, top=line.top + offset) for line in self._lines]


def _head(comparison: Comparison, palette: Palette) -> _Column:
    head = _Column(MARGIN * 0.8)
    long = width_of(comparison.title) * TITLE > WIDTH - 2 * MARGIN
    head.add(comparison.title, 42 if long else TITLE, palette.ink, most=2, bold=True)
    head.add(comparison.subtitle, SUBTITLE, palette.muted, most=2)
    if comparison.filters:
        head.add(f"筛选：{comparison.filters}", NOTE, palette.muted, most=2)
    return head


def _foot(comparison: Comparison, palette: Palette) -> _Column:
    foot = _Column(0)
    if comparison.to_know:
        foot.add(joined_notes(comparison), NOTE, palette.muted, most=6)
        foot.bottom += NOTE * 0.5
    foot.add(comparison.source, SOURCE, palette.muted, most=8)
    return foot
