"""Tables of words and of counts in cells as native tables of PowerPoint."""

from typing import Any, NamedTuple

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from policytargets.charts.style import LIGHT, between
from policytargets.exports.slides.text import colour_of, fill_text
from policytargets.exports.word_tables import Table
from policytargets.wording.wrapping import column_widths, wrap

Box = tuple[int, int, int, int]
PLAIN_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # no shades of its own, a grid
SIZES, LEAST = (18.0, 16.0, 14.0), 12.0  # points, tried one after the other; the last way to keep counts on one slide
MOST_SLIDES = 3
LEADING, SPARE, SIDES = 1.25, 5, 12  # of a line; points above and below, and beside the words of a cell


class Part(NamedTuple):
    """The rows of a table that stand on one slide: letters, widths and heights (the head's first) in points, which of
    the table's rows, what is said of these where they are not all, and whether others are on no slide."""

    size: float
    widths: list[float]
    heights: list[float]
    rows: range
    told: str
    cut: bool = False


def parts_of(table: Table, box: Box) -> list[Part]:
    """The table on one slide, its letters as large as its rows allow; in few even parts where it has no room on one; of
    a longer one the first rows, with the number of all."""
    room, across, number = box[3] / Inches(1) * 72, box[2] / Inches(1) * 72, table.number
    for size in (*SIZES, *([LEAST] if table.counts else [])):
        widths = _widths(table, size, across)
        head, *heights = _heights(table, size, widths)
        if head + sum(heights) <= room and number == len(heights):
            return [Part(size, widths, [head, *heights], range(number), "")]
    found = _filled(heights, room - head)
    if len(found) > MOST_SLIDES or number > len(heights):
        found = found[:1]
    else:
        found = _filled(heights, min(sum(heights) / len(found) + max(heights), room - head))
    cut = found[-1].stop < number
    told = "前 {1} 行，共 {2} 行" if cut else "第 {0}–{1} 行，共 {2} 行"
    return [
        Part(
            size,
            widths,
            [head, *heights[part.start : part.stop]],
            part,
            told.format(part.start + 1, part.stop, number),
            cut,
        )
        for part in found
    ]


def _filled(heights: list[float], room: float) -> list[range]:
    """The rows in parts that have this room, one row at least in each."""
    found, taken = [range(0)], 0.0
    for row, height in enumerate(heights):
        if found[-1] and taken + height > room:
            found.append(range(row, row))
            taken = 0.0
        found[-1] = range(found[-1].start, row + 1)
        taken += height
    return found


def add_table(slide: Any, table: Table, part: Part, box: Box, *, name: str, described: str) -> None:
    """A native table of the rows of one part."""
    left, top, width, height = box
    high = Pt(min(height / Inches(1) * 72, sum(part.heights)))
    shape = slide.shapes.add_table(len(part.rows) + 1, len(table.heads), Emu(left), Emu(top), Emu(width), high)
    shape.name = name[:60]
    shape._element.nvGraphicFramePr.cNvPr.set("descr", described)
    native = shape.table
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    native.horz_banding = False
    for column, points in zip(native.columns, part.widths, strict=True):
        column.width = Pt(points)
    for row, cells in enumerate([table.heads, *table.rows[part.rows.start : part.rows.stop]]):
        native.rows[row].height = Pt(part.heights[row])
        for place, words in enumerate(cells):
            weight = table.weights.get((part.rows.start + row, place)) if row else None
            _fill(native.cell(row, place), words, part.size, weight, centred=table.counts and place > 0, head=not row)


def _widths(table: Table, size: float, across: float) -> list[float]:
    """The points of each column: counts all alike, lists as their words want."""
    if table.counts:
        return [across / len(table.heads)] * len(table.heads)
    wanted = column_widths([table.heads, *table.rows], across / size, spare=SIDES / size + 1)
    return [across * part / sum(wanted) for part in wanted]


def _heights(table: Table, size: float, widths: list[float]) -> list[float]:
    """The points that head and rows take. Other machines set wider letters: a tenth of each line is left to them."""
    letters = [0.9 * (width - SIDES) / size for width in widths]
    rows = (table.heads, *table.rows)
    longest = [max(len(wrap(cell, own)) for cell, own in zip(row, letters, strict=True)) for row in rows]
    return [lines * size * LEADING + SPARE for lines in [longest[0] + 1, *longest[1:]]]


def _fill(cell: Any, words: str, size: float, weight: float | None, *, centred: bool, head: bool) -> None:
    """One cell, shaded by its weight from 0 to 1, hatched below 0."""
    fill_text(cell.text_frame, [words], size, LIGHT.ink, bold=head)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.margin_left = cell.margin_right = Pt(5)
    if centred:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    if weight is None:
        cell.fill.background()
    elif weight < 0:
        cell.fill.patterned()
        cell.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        cell.fill.fore_color.rgb, cell.fill.back_color.rgb = colour_of(LIGHT.receding), colour_of(LIGHT.ground)
    else:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour_of(between(LIGHT.grid, LIGHT.heat, weight))
