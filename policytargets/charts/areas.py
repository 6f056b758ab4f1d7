"""Areas of tasks by category and by how they commit, for pictures: drawn without a browser. Pure functions."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from policytargets.charts.overview import KINDS, colours_of_kinds
from policytargets.charts.style import FONTS, Chart, Palette, dressed
from policytargets.wording.figures import share_in_words
from policytargets.wording.wrapping import width_of

# The first that has room for the most names of categories.
SIZES = ((960, 384), (960, 434), (900, 424), (960, 360), (960, 480), (840, 460))
HEAD, LETTERS, GAP, LEGEND = 19, 13, 1.5, 24


class Box(NamedTuple):
    """A rectangle in pixels from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


def task_areas(tasks: pd.DataFrame, palette: Palette) -> Chart:
    """A rectangle per category, within it one per kind of task, each as large as its number of tasks; above them the
    kinds beside their colours, as words for colours hold in one appearance only.

    Takes the rows of `board/overview_tasks`. Words that have no room in their area are left to the table.
    """
    rows = sorted(tasks.to_dict("records"), key=lambda row: -sum(row[kind] for kind in KINDS))
    rows = [row for row in rows if any(row[kind] for kind in KINDS)]
    colours = colours_of_kinds(palette)
    areas, words = _legend(palette)
    totals = [float(sum(row[kind] for kind in KINDS)) for row in rows]
    heads = [f"{row['category']} {total:g}" for row, total in zip(rows, totals, strict=True)]
    (width, height), boxes = _laid(heads, totals)
    for row, head, box in zip(rows, heads, boxes, strict=True):
        words.append(_word(head, box._replace(height=HEAD), palette.ink))
        kinds = sorted((kind for kind in KINDS if row[kind]), key=lambda kind: -row[kind])
        inner = Box(box.left, box.top + HEAD, box.width, max(box.height - HEAD, 1))
        for kind, own in zip(kinds, tiles([float(row[kind]) for kind in kinds], inner), strict=True):
            edges = (own.left + GAP, own.top + GAP, own.left + own.width - GAP, own.top + own.height - GAP)
            areas.append((*edges, colours[kind], f"{row['category']}：{KINDS[kind]} {row[kind]} 项"))
            letters = palette.ground if kind == "with_figures" else palette.ink
            words += [_label(_told(kind, row[kind], sum(row[name] for name in KINDS)), own, letters)]
    drawn = pd.DataFrame(areas, columns=["left", "top", "right", "bottom", "colour", "told"])
    told = pd.DataFrame([word for word in words if word], columns=["at", "down", "text", "colour"])
    across, below = alt.Scale(domain=[0, width], nice=False), alt.Scale(domain=[height, 0], nice=False)
    place = {"x": alt.X("left:Q", scale=across, axis=None), "y": alt.Y("top:Q", scale=below, axis=None)}
    colour = alt.Color("colour:N", scale=None)
    rectangles = (
        alt.Chart(drawn)
        .mark_rect()
        .encode(**place, x2="right:Q", y2="bottom:Q", color=colour, tooltip=alt.Tooltip("told:N", title="任务"))
    )
    place = {"x": alt.X("at:Q", scale=across, axis=None), "y": alt.Y("down:Q", scale=below, axis=None)}
    text = alt.Chart(told).mark_text(align="left", baseline="top", fontSize=LETTERS, font=FONTS)
    layers = alt.layer(rectangles, text.encode(**place, text="text:N", color=colour))
    return dressed(layers.properties(width=width, height=height), palette)


def _legend(palette: Palette) -> tuple[list[Any], list[Any]]:
    """A swatch of each kind with its word, in one line at the top."""
    areas, words, at = [], [], GAP
    for kind, colour in colours_of_kinds(palette).items():
        areas.append((at, 3.0, at + LETTERS, 3.0 + LETTERS, colour, KINDS[kind]))
        words.append((at + LETTERS + 6, 3.0, KINDS[kind], palette.ink))
        at += LETTERS + 30 + width_of(KINDS[kind]) * LETTERS
    return areas, words


def _laid(heads: Sequence[str], totals: Sequence[float]) -> tuple[tuple[int, int], list[Box]]:
    """The size of the whole and the areas of the categories."""
    laid = {size: tiles(totals, Box(0, LEGEND, size[0], size[1] - LEGEND)) for size in SIZES}

    def nameless(size: tuple[int, int]) -> int:
        named = (_word(head, box._replace(height=HEAD), "") for head, box in zip(heads, laid[size], strict=True))
        return sum(word is None for word in named)

    size = min(laid, key=nameless)
    return size, laid[size]


def tiles(sizes: Sequence[float], box: Box) -> list[Box]:
    """The box parted into rectangles as large as the sizes, which fall, as near to squares as may be (squarified)."""
    found: list[Box] = []
    rest, left = list(sizes), sum(sizes)
    while rest:
        across = box.width >= box.height
        side, length = (box.height, box.width) if across else (box.width, box.height)
        row = 1
        while row < len(rest) and _worst(rest[: row + 1], left, side, length) <= _worst(rest[:row], left, side, length):
            row += 1
        own = sum(rest[:row])
        thick = length * own / left
        start = 0.0
        for size in rest[:row]:
            part = side * size / own
            found.append(
                Box(box.left, box.top + start, thick, part) if across else Box(box.left + start, box.top, part, thick)
            )
            start += part
        box = (
            Box(box.left + thick, box.top, box.width - thick, box.height)
            if across
            else Box(box.left, box.top + thick, box.width, box.height - thick)
        )
        rest, left = rest[row:], left - own
    return found


def _worst(row: Sequence[float], left: float, side: float, length: float) -> float:
    """How far the least square of a row of rectangles is from a square."""
    thick = length * sum(row) / left
    parts = [side * size / sum(row) for size in row]
    return max(max(thick / part, part / thick) for part in parts)


def _word(text: str, box: Box, colour: str) -> tuple[float, float, str, str] | None:
    fits = width_of(text) * LETTERS + 9 <= box.width and box.height >= LETTERS + 5
    return (box.left + 5, box.top + 4, text, colour) if fits else None


def _told(kind: str, number: int, total: int) -> list[str]:
    """What an area says, the longest first: word, number and, of tasks without a target, their share; word and number;
    the number alone."""
    said = f"{KINDS[kind]} {number}"
    share = [f"{said} 项，占 {share_in_words(number, total)}"] if kind == "without" else []
    return [*share, said, str(number)]


def _label(texts: Sequence[str], box: Box, colour: str) -> tuple[float, float, str, str] | None:
    """The first of the texts that has room."""
    return next(filter(None, (_word(text, box, colour) for text in texts)), None)
