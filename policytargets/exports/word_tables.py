"""Exhibits as tables of words, for slides and papers: lists, counts in cells, strips, what has no figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policytargets.charts.bases_wall import Panels
from policytargets.charts.wall import Grid
from policytargets.charts.wall_lanes import Lanes
from policytargets.comparisons.model import Comparison
from policytargets.exhibits.model import Exhibit
from policytargets.exports.exhibit_tables import MISSING, words_of_rows
from policytargets.wording.codes import PRESENCE_WORD

MOST_ROWS, MOST_COLUMNS, GRID_LETTERS, CAUTION = 40, 12, 14, "比较须知"


@dataclass(frozen=True)
class Table:
    """Heads and rows in words; cells (row, column) with a weight are shaded from 0 to 1, hatched below 0. `number` rows
    there are in all; `counts` are set in the middle."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int
    weights: dict[tuple[int, int], float] = field(default_factory=dict)
    counts: bool = False


def of_list(exhibit: Exhibit, most: int = MOST_ROWS, *, by_turns: bool = False) -> Table:
    """The first rows of a list in its short columns, `by_turns` as in `words_of_rows`."""
    heads, rows, number = words_of_rows(exhibit, most, by_turns=by_turns)
    places = [place for place, head in enumerate(heads) if not exhibit.brief or head in exhibit.brief]
    told = tuple(tuple(row[place] for place in places) for row in rows)
    return Table(tuple(heads[place] for place in places), told, number)


def of_absences(comparison: Comparison) -> Table:
    """A comparison without any figure: why each district has none; withheld figures are hatched."""
    rows = tuple((row.district, row.figure, row.details or MISSING) for row in comparison.rows)
    hidden = [place for place, row in enumerate(comparison.rows, 1) if row.presence == "withheld"]
    return Table(("区县", "计划目标", "说明"), rows, len(rows), {(place, 1): -1.0 for place in hidden})


def of_grid(grid: Grid, points: float) -> Table:
    """Counts in cells, the darker the higher; of columns without room in this width the first, the focus among them."""
    shown = grid.columns(points, GRID_LETTERS)[:MOST_COLUMNS]
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
