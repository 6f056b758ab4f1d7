"""A comparison as the drawing of a picture: names and details to the left of its bars, figures to their right."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Literal, NamedTuple

from policytargets.charts.comparison import comparison_bars
from policytargets.charts.style import Palette
from policytargets.comparisons.captions import finding, headline, joined_notes, short_source
from policytargets.comparisons.model import INVENTED, Comparison, ComparisonRow
from policytargets.exports.pictures.poster import Box, Chart, Draw, Drawn, Line, Poster, Words, poster
from policytargets.exports.pictures.shapes import Look, Shape
from policytargets.wording.wrapping import width_of, wrap

GAP, SMALL, SPACE = 20, 0.74, 1.2  # pixels; parts of a letter; from line to line in letters
LEAST_ROW, MOST_ROW, BETWEEN, AXIS = 2.2, 5.5, 1.0, 2.6  # in letters
TIP = 0.8  # of an open bar, beyond its end, in letters
THICKEST, THICK_PART = 1.5, 0.38  # of bars, in letters and as a part of their row
LETTER = 1.08  # of hanzi, as Latin letters are of many widths
MARKS: dict[str, Callable[[ComparisonRow], bool]] = {
    "尖端条：以上、超过": lambda row: row.comparator in ("at_least", "more_than"),
    "空心条：以内、低于": lambda row: row.comparator in ("at_most", "less_than"),
    "≈：左右": lambda row: row.comparator == "about",
    "淡色段：到区间上限": lambda row: row.value_high is not None,
}


def comparison_poster(comparison: Comparison, look: Look, *, focus: str = "", alone: bool = False) -> Poster:
    """The comparison as a picture that carries everything that must be read with it; its title says what it shows.

    `focus` is the district_id whose bars keep the brand colour, where it has any. `alone`, only the marks are
    explained, for papers that say all else around the picture. Raises what `poster` does.
    """
    focus = focus if any(row.district_id == focus for row in comparison.drawn) else ""
    words = words_of(comparison, focus)
    if alone:
        words = replace(words, title="", subtitle="", source="", short_source="", notes="")
    return poster(words, drawing_of(comparison, focus), look)


def words_of(comparison: Comparison, focus: str) -> Words:
    """What stands around the bars of a comparison."""
    chosen = f" · 筛选：{comparison.filters}" if comparison.filters else ""
    return Words(
        title=headline(comparison),
        subtitle=comparison.subtitle + chosen,
        source=comparison.source,
        short_source=short_source(comparison.rows, comparison.made_on),
        described=f"{finding(comparison)}{comparison.source}",
        legend=legend_of(comparison, focus),
        notes=joined_notes(comparison),
        mark=INVENTED if comparison.mark else "",
    )


def legend_of(comparison: Comparison, focus: str) -> str:
    """The marks in use and what they mean, and no others; empty where every bar is a plain figure."""
    told = [word for word, found in MARKS.items() if any(map(found, comparison.drawn))]
    told += ["斜线：原文隐去，长短不明"] if any(row.presence == "withheld" for row in comparison.rows) else []
    done = any(row.progress and row.progress.actual is not None for row in comparison.rows)
    told += ["细条：累计完成"] if done else []
    named = next((row.label for row in comparison.drawn if row.district_id == focus), "")
    told += [f"绿色：{named}"] if named else []
    return "图上记号　" + "；".join(told) if told else ""


def drawing_of(comparison: Comparison, focus: str) -> Draw:
    """The bars, names and figures of a comparison, in the largest letters for which the box has room."""

    def draw(box: Box) -> Drawn:
        smallest, largest = box.shape.letters
        laid = _laid(comparison, box.shape, smallest)
        for size in range(largest, smallest, -2):
            larger = _laid(comparison, box.shape, size)
            if larger.height <= box.height:
                laid = larger
                break
        room = (box.height - AXIS * laid.size) / len(comparison.rows)
        step = min(max(laid.step, room), max(laid.step, MOST_ROW * laid.size))
        return _placed(comparison, focus, laid, step, box)

    return draw


class _Row(NamedTuple):
    """What is written beside a bar, in lines."""

    label: list[str]
    details: list[str]
    figure: list[str]
    told: list[str]  # what was done


class _Layout(NamedTuple):
    """The rows in letters of `size` pixels, the least height of each, and the room beside the bars."""

    rows: list[_Row]
    size: int
    step: float
    left: float
    right: float

    @property
    def height(self) -> float:
        return len(self.rows) * self.step + AXIS * self.size


def _laid(comparison: Comparison, shape: Shape, size: int) -> _Layout:
    rows = [_row(row, shape) for row in comparison.rows]
    beside = max(_widest(row.label) for row in rows), max(_widest(row.details) * SMALL for row in rows)
    high = max(max(_left_height(row), _right_height(row)) for row in rows)
    right = max(max(_widest(row.figure), _widest(row.told) * SMALL) for row in rows) * size * LETTER + GAP + size * TIP
    return _Layout(rows, size, max(LEAST_ROW, high + BETWEEN) * size, max(beside) * size * LETTER + GAP, right)


def _row(row: ComparisonRow, shape: Shape) -> _Row:
    details = wrap(row.details, shape.names / SMALL) if row.details else []
    done = (row.progress.words, row.progress.done) if row.progress else ()
    told = [line for words in done for line in wrap(words, shape.figures / SMALL)]
    return _Row(wrap(row.label, shape.names), details, wrap(row.figure, shape.figures), told)


def _widest(lines: list[str]) -> float:
    return max(map(width_of, lines), default=0)


def _left_height(row: _Row) -> float:
    return (len(row.label) + len(row.details) * SMALL) * SPACE


def _right_height(row: _Row) -> float:
    return (len(row.figure) + len(row.told) * SMALL) * SPACE


def _placed(comparison: Comparison, focus: str, laid: _Layout, step: float, box: Box) -> Drawn:
    lines: list[Line] = []
    for place, (row, words) in enumerate(zip(comparison.rows, laid.rows, strict=True)):
        lines += _beside(row, words, laid, (place + 0.5) * step, focus, box)
    width, height = box.width - laid.left - laid.right, step * len(laid.rows)
    frame = {"width": width, "height": height, "padding": {"left": 0, "right": 0, "top": 0, "bottom": AXIS * laid.size}}
    thick = min(THICKEST, THICK_PART * step / laid.size)
    options = {"size": laid.size, "thick": thick, "labels": "none"}
    make = partial(_specification, comparison, focus, box.palette, options, frame)
    return Drawn((Chart(make, laid.left, 0),), tuple(lines), height + AXIS * laid.size)


def _specification(
    comparison: Comparison, focus: str, palette: Palette, options: dict[str, Any], frame: dict[str, Any]
) -> dict[str, Any]:
    chart = comparison_bars(comparison, palette, focus, **options)
    specification: dict[str, Any] = chart.to_dict(validate=False)
    return specification | frame | {"autosize": "none"}


def _beside(row: ComparisonRow, words: _Row, laid: _Layout, middle: float, focus: str, box: Box) -> list[Line]:
    """The lines of one row: its names and details end before the bar, its figure begins behind."""
    palette, size = box.palette, laid.size
    named = palette.ink if not focus or row.district_id == focus else palette.muted
    stated = palette.ink if row.value is not None else palette.muted
    right = box.width - laid.right + GAP + size * TIP
    small = size * SMALL
    left = [(label, size, named) for label in words.label] + [(one, small, palette.muted) for one in words.details]
    figures = [(figure, size, stated) for figure in words.figure] + [(one, small, palette.ink) for one in words.told]
    return [
        *_stacked(left, laid.left - GAP, middle - _left_height(words) * size / 2, "end"),
        *_stacked(figures, right, middle - _right_height(words) * size / 2, "start"),
    ]


def _stacked(
    words: list[tuple[str, float, str]], left: float, top: float, anchor: Literal["start", "end"]
) -> Iterator[Line]:
    """Lines one below the other, given as text, size and colour."""
    for text, size, colour in words:
        yield Line(text, left, top, size, colour, anchor=anchor)
        top += size * SPACE
