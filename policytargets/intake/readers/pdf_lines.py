"""Printed lines of a page and the rows of its ruled tables, from characters and drawn lines."""

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from policytargets.intake.model import MERGED

Box = tuple[float, float, float, float]
Char = tuple[str, Box]
CELL = "\t"
THIN = 2.5
NEAR = 3.0
FEWEST_COLUMNS = 2
FEWEST_ROWS = 2


@dataclass
class Line:
    """One printed line, or one row of a table with its cells parted by tabs: its characters with their places, and the
    edges of the column in which it stands where a page has two."""

    page: int
    chars: list[Char]
    height: float
    row: bool = False
    column: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        return "".join(char for char, _ in self.chars)

    @property
    def left(self) -> float:
        return self.chars[0][1][0]

    @property
    def right(self) -> float:
        return max(box[2] for _, box in self.chars)

    @property
    def middle(self) -> float:
        return median((box[1] + box[3]) / 2 for _, box in self.chars)


@dataclass(frozen=True)
class Band:
    """The stretch of a page between two drawn lines: its lower and upper edge, where its columns are parted, which
    of its cells are merged with the one above, and which with the one on the left."""

    bottom: float
    top: float
    columns: tuple[float, ...]
    above: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()

    def holds(self, box: Box) -> bool:
        return (
            self.bottom <= (box[1] + box[3]) / 2 <= self.top
            and self.columns[0] <= (box[0] + box[2]) / 2 <= self.columns[-1]
        )


Across = list[tuple[float, float, float]]
Down = list[tuple[float, float, float]]


def bands_of(page: pypdfium2.PdfPage) -> list[Band]:
    """The rows of all ruled tables of a page, from the top down."""
    return bands_between(*_drawn(page))


def bands_between(across: Across, down: Down) -> list[Band]:
    """The rows between lines across (height, from, to) and down (place, from, to), from the top down."""
    heights = _apart([y for y, _, _ in across])
    found = []
    for bottom, top in pairwise(heights):
        middle = (bottom + top) / 2
        columns = _apart([x for x, low, high in down if low - NEAR <= middle <= high + NEAR])
        if len(columns) > FEWEST_COLUMNS and top - bottom > 2 * NEAR:
            found.append(Band(bottom, top, tuple(columns)))
    return _with_merged_cells(found[::-1], across) if len(found) >= FEWEST_ROWS else []


def _with_merged_cells(bands: list[Band], across: Across) -> list[Band]:
    """Each band with the columns of the widest of its table; between merged cells no line is drawn."""
    found: list[Band] = []
    for table in _tables(bands):
        widest = max((band.columns for band in table), key=len)
        for band in table:
            missing = [at for at, edge in enumerate(widest) if not any(abs(edge - own) <= NEAR for own in band.columns)]
            if len(widest) - len(missing) != len(band.columns):
                found.append(band)
                continue
            above = frozenset(
                at
                for at, (left, right) in enumerate(pairwise(widest))
                if band is not table[0] and not _ruled(across, band.top, (left + right) / 2)
            )
            found.append(replace(band, columns=widest, above=above, beside=frozenset(missing)))
    return found


def _tables(bands: list[Band]) -> list[list[Band]]:
    """Bands that follow one another without a gap."""
    tables: list[list[Band]] = []
    for band in bands:
        if tables and abs(tables[-1][-1].bottom - band.top) <= NEAR:
            tables[-1].append(band)
        else:
            tables.append([band])
    return tables


def _ruled(across: Across, height: float, place: float) -> bool:
    """Whether a line is drawn at a height over a place."""
    return any(abs(y - height) <= NEAR and left - NEAR <= place <= right + NEAR for y, left, right in across)


def _drawn(page: pypdfium2.PdfPage) -> tuple[Across, Down]:
    """Lines across (height, from, to) and down (place, from, to); the edges of boxes count as lines."""
    across, down = [], []
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=4):
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        if high <= THIN < wide:
            across.append(((bottom + top) / 2, left, right))
        elif wide <= THIN < high:
            down.append(((left + right) / 2, bottom, top))
        elif wide > 4 * THIN and high > 4 * THIN:
            across += [(bottom, left, right), (top, left, right)]
            down += [(left, bottom, top), (right, bottom, top)]
    return across, down


def _apart(places: list[float]) -> list[float]:
    """Places in order, those that lie near one another counted once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > NEAR:
            kept.append(place)
    return kept


def with_rows(lines: list[Line], bands: list[Band]) -> list[Line]:
    """The lines of a page with those inside tables put together to rows, each where its first line stood."""
    taken: dict[int, list[list[Char]]] = {}
    kept: list[Line | int] = []
    for line in lines:
        rest = []
        for char in line.chars:
            own = next((index for index, band in enumerate(bands) if band.holds(char[1])), None)
            if own is None:
                rest.append(char)
                continue
            row, column = _cell(char[1], bands, own)
            for band in (row, own):
                if band not in taken:
                    kept.append(band)
                    taken[band] = [[] for _ in bands[band].columns[1:]]
            taken[row][column].append(char)
        if any(not letter.isspace() for letter, _ in rest):
            kept.append(Line(line.page, rest, line.height))
    page, height = (lines[0].page, lines[0].height) if lines else (1, 0.0)
    found = [
        item if isinstance(item, Line) else Line(page, _row(taken[item], bands[item]), height, row=True)
        for item in kept
    ]
    return [line for line in found if line.text.strip()]


def _cell(box: Box, bands: list[Band], row: int) -> tuple[int, int]:
    """Band and column of the cell in which a character of a band stands: of merged cells the first."""
    columns = bands[row].columns
    middle = (box[0] + box[2]) / 2
    column = next((at for at, edge in enumerate(columns[1:]) if middle <= edge), len(columns) - 2)
    while column in bands[row].beside:
        column -= 1
    while column in bands[row].above:
        row -= 1
    return row, column


def _row(cells: list[list[Char]], band: Band) -> list[Char]:
    """The characters of a row cell by cell, a tab between two cells, and a mark in those merged with the one above."""
    edge: Box = (band.columns[0], band.bottom, band.columns[0], band.top)
    row: list[Char] = []
    for index, cell in enumerate(cells):
        own = [(MERGED, edge)] if index in band.above else cell
        row += [(CELL, edge), *own] if index else own
    return row
