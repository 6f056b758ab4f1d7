"""One thing on two bases as two native charts side by side, each on its own scale, each district once in both."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Emu, Inches

from policytargets.charts.bases_wall import Panels
from policytargets.charts.style import LIGHT
from policytargets.comparisons.bases import BothBases, Cell
from policytargets.comparisons.model import Comparison
from policytargets.exhibits.model import Exhibit
from policytargets.exports.bars import Bar, has_ranges, stretch_of
from policytargets.exports.comparison_tables import series_name
from policytargets.exports.slides.chart import add_figures, ends_of, legend_in_words
from policytargets.exports.slides.native import Box
from policytargets.exports.slides.text import fill_text

MOST, HEAD, BETWEEN, SIZE = 12, Inches(0.6), Inches(0.3), 14


def has_room(panels: Panels) -> bool:
    """Whether every district has room for its names and figures in charts of half a slide."""
    return len(panels.lines) <= MOST


def add_panels(slide: Any, exhibit: Exhibit, panels: Panels, box: Box) -> None:
    """Two charts over the same districts in the same order, each below what it measures."""
    left, top, width, height = box
    half = (width - BETWEEN) // 2
    for place, (head, comparison, bars) in enumerate(_halves(panels)):
        own = (left + place * (half + BETWEEN), top + HEAD, half, height - HEAD)
        title = slide.shapes.add_textbox(*(Emu(length) for length in (own[0], top, half, HEAD)))
        title.text_frame.word_wrap = True
        fill_text(title.text_frame, [head], SIZE, LIGHT.ink, bold=True)
        add_figures(
            slide,
            bars,
            own,
            series=series_name(comparison),
            name=comparison.title,
            described=f"{exhibit.title}。{head}，数字见备注。",
            ends=ends_of(comparison, bars, own),
            focus=panels.focus,
        )


def said_with_panels(panels: Panels) -> str:
    """What the ends of their bars mean."""
    return legend_in_words([bar for _, _, bars in _halves(panels) for bar in bars])


def _halves(panels: Panels) -> list[tuple[str, Comparison, list[Bar]]]:
    """What each panel measures, its comparison, and its bars."""
    lines, (first, second) = panels.lines, panels.heads
    return [
        (first, panels.first, _bars(lines, [line.first for line in lines])),
        (second, panels.second, _bars(lines, [line.second for line in lines])),
    ]


def _bars(lines: Sequence[BothBases], cells: Sequence[Cell]) -> list[Bar]:
    """The bars of one panel; where there is no single figure the words stand beside the name."""
    found, ranged = [], has_ranges(cell.row for cell in cells if cell.row)
    for line, cell in zip(lines, cells, strict=True):
        row = cell.row or line.sources[0]
        if cell.row is None:
            found.append(Bar(f"{line.label}（{cell.words}）", None, None, cell.words, "", row))
        else:
            found.append(Bar(line.label, row.value, stretch_of(row, ranged=ranged), cell.words, row.source, row))
    return found
