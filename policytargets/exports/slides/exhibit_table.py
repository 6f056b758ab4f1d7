"""Counts in cells, strips and lists as native tables of PowerPoint."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from policytargets.charts.bases_wall import Panels
from policytargets.charts.style import LIGHT, between
from policytargets.charts.wall import Grid
from policytargets.charts.wall_lanes import Lanes
from policytargets.comparisons.model import Comparison
from policytargets.exhibits.model import Exhibit
from policytargets.exports.exhibit_tables import MISSING, words_of_rows
from policytargets.exports.slides.text import colour_of, fill_text
from policytargets.wording.codes import PRESENCE_WORD
from policytargets.wording.wrapping import column_widths, wrap

Box = tuple[int, int, int, int]
PLAIN_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # no shades of its own, a grid
MOST_ROWS, MOST_COLUMNS, GRID_LETTERS, CAUTION = 40, 12, 14, "比较须知"
SIZES, FOLDED = (14.0, 12.0, 10.5), 12.0  # points, tried one after the other; of a table whose rows have no room
LEADING, SPARE, SIDES = 1.25, 5, 12  # of a line; points above and below, and beside the words of a cell


@dataclass(frozen=True)
class Table:
    """Heads and rows in words; cells (row, column) with a weight are shaded from 0 to 1, hatched below 0. `number` rows
    there are in all; `counts` are set in the middle."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int
    weights: dict[tuple[int, int], float] = field(default_factory=dict)
    counts: bool = False


def of_list(exhibit: Exhibit) -> Table:
    """The first rows of a list in its short columns."""
    heads, rows, number = words_of_rows(exhibit, MOST_ROWS)
    places = [place for place, head in enumerate(heads) if not exhibit.brief or head in exhibit.brief]
    told = tuple(tuple(row[place] for place in places) for row in rows)
    return Table(tuple(heads[place] for place in places), told, number)


def of_absences(comparison: Comparison) -> Table:
    """A comparison without any figure: why each district has none; withheld figures are hatched."""
    rows = tuple((row.district, row.figure, row.details or MISSING) for row in comparison.rows)
    hidden = [place for place, row in enumerate(comparison.rows, 1) if row.presence == "withheld"]
    return Table(("区县", "计划目标", "说明"), rows, len(rows), {(place, 1): -1.0 for place in hidden})


def of_grid(grid: Grid, box: Box) -> Table:
    """Counts in cells, the darker the higher; of many columns the first, the focus among them."""
    shown = grid.columns(box[2] / Inches(1) * 72, GRID_LETTERS)[:MOST_COLUMNS]
    rows = tuple((name, *(cells[column][0] for column in shown)) for name, cells in grid.rows)
    hidden = len(grid.heads) - len(shown) + grid.beyond
    corner = grid.corner + (f"（另有 {hidden} {grid.unit}未列）" if hidden else "")
    weights = {
        (row, place): cells[column][1]
        for row, (_, cells) in enumerate(grid.rows, 1)
        for place, column in enumerate(shown, 1)
        if cells[column][0]
    }
    heads = (corner, *(grid.heads[column].replace("|", " ") for column in shown))
    return Table(heads, rows, len(rows), weights, counts=True)


def of_lanes(lanes: Lanes) -> Table:
    """Strips: indicator, rank, each district's figure in words or why it has none, cautions; cells of withheld
    figures are hatched."""
    own = [dot.label for strip in lanes.strips for dot in strip.dots if dot.own]
    told = [_by_head(strip.notes) for strip in lanes.strips]
    named = [dot.label for strip in lanes.strips for dot in strip.dots] + [head for notes in told for head in notes]
    labels = [label for label in dict.fromkeys([*own, *named]) if label not in ("", CAUTION)]
    rows: list[tuple[str, ...]] = []
    weights: dict[tuple[int, int], float] = {}
    for row, (strip, notes) in enumerate(zip(lanes.strips, told, strict=True), 1):
        cells = []
        for place, label in enumerate(labels, 2):
            dots = [dot.figure + (f"（{dot.tag}）" if dot.tag else "") for dot in strip.dots if dot.label == label]
            absent = PRESENCE_WORD["unset"] if label in strip.unset else MISSING
            cells.append("；".join([*dots, *notes.get(label, [])]) or absent)
            if strip.hatched and PRESENCE_WORD["withheld"] in cells[-1]:
                weights[row, place] = -1.0
        cautions = "；".join([*notes.get("", []), *notes.get(CAUTION, [])])
        rows.append((strip.title, strip.aside, *cells, cautions))
    return _without_bare_columns(Table(("指标", "名次", *labels, CAUTION), tuple(rows), len(rows), weights))


def _without_bare_columns(table: Table) -> Table:
    """The table without columns of which no row says anything: nobody has a rank, or nothing needs a caution."""
    kept = [place for place in range(len(table.heads)) if any(row[place] for row in table.rows)]
    rows = tuple(tuple(row[place] or MISSING for place in kept) for row in table.rows)
    weights = {(row, kept.index(place)): weight for (row, place), weight in table.weights.items()}
    return replace(table, heads=tuple(table.heads[place] for place in kept), rows=rows, weights=weights)


def of_panels(panels: Panels) -> Table:
    """One thing on two bases: each district's figure on either in words; withheld ones are hatched."""
    lines = panels.lines
    rows = tuple((line.district, line.first.words, line.second.words) for line in lines)
    hidden = {
        (row, place): -1.0
        for row, line in enumerate(lines, 1)
        for place, cell in enumerate((line.first, line.second), 1)
        if cell.withheld
    }
    return Table(("区县", *panels.heads), rows, len(rows), hidden)


def _by_head(notes: Sequence[str]) -> dict[str, list[str]]:
    """Sentences of a strip by the district, or the word, that they begin with; without one under nothing."""
    found: dict[str, list[str]] = {}
    for note in notes:
        head, mark, rest = note.partition("：")
        found.setdefault(head if mark else "", []).append(rest if mark else note)
    return found


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
