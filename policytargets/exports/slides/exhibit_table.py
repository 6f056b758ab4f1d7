"""Tables of words and of counts in cells as native tables of PowerPoint."""

from typing import Any

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
SIZES, FOLDED = (14.0, 12.0, 10.5), 12.0  # points, tried one after the other; of a table whose rows have no room
LEADING, SPARE, SIDES = 1.25, 5, 12  # of a line; points above and below, and beside the words of a cell


def add_table(slide: Any, table: Table, box: Box, *, name: str, described: str) -> None:
    """A native table, its letters as large as its rows allow; of rows that have no room even so the first stand and the
    number of all is told."""
    left, top, width, height = box
    room = height / Inches(1) * 72
    laid = {size: _widths(table, size, width / Inches(1) * 72) for size in SIZES}
    size = next((size for size, widths in laid.items() if sum(_heights(table, size, widths)) <= room), FOLDED)
    heights, fitting = _heights(table, size, laid[size]), 0
    while fitting < len(table.rows) and sum(heights[: fitting + 2]) <= room:
        fitting += 1
    fitting = max(fitting, 1)
    more = f"（前 {fitting} 行，共 {table.number} 行）" if fitting < table.number else ""
    widest = max(range(len(table.heads)), key=lambda place: laid[size][place])
    heads = tuple(head + more if place == widest else head for place, head in enumerate(table.heads))
    shape = slide.shapes.add_table(
        fitting + 1, len(heads), Emu(left), Emu(top), Emu(width), Pt(min(room, sum(heights[: fitting + 1])))
    )
    shape.name = name[:60]
    shape._element.nvGraphicFramePr.cNvPr.set("descr", described)
    native = shape.table
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    native.horz_banding = False
    for column, points in zip(native.columns, laid[size], strict=True):
        column.width = Pt(points)
    for row, cells in enumerate([heads, *table.rows[:fitting]]):
        native.rows[row].height = Pt(heights[row])
        for place, words in enumerate(cells):
            weight = table.weights.get((row, place))
            _fill(native.cell(row, place), words, size, weight, centred=table.counts and place > 0, head=not row)


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
