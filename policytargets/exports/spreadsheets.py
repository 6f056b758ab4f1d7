"""Tables as CSV, XLSX and Parquet bytes. Figures stay figures; text is never a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import xlsxwriter
from pyarrow import parquet
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from policytargets.exports.cells import Rows, columns, not_a_formula, shortened, spreadsheet_value, text

UTF8_BOM = b"\xef\xbb\xbf"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST_COLUMN, NARROWEST_COLUMN = 60, 8
# Letters of half a hanzi that lie beside each other on A4, upright and lying, and are printed 8 points high at least
# where another face stands in for Calibri, whose letters are a third narrower than most; what is wider is printed on
# several sheets beside each other at a scale that keeps this height in every program.
UPRIGHT, LYING, SCALE = 88, 145, 73
MOST_NAMING, NEARLY_ALL = 4, 0.9
# A table that is crowded on one sheet takes more: how many, how many lines most rows may have, how many are looked at.
MOST_BESIDE, MOST_LINES, LOOKED_AT = 4, 6, 500
A4 = 9
GRID = {"border": 1, "border_color": "#BFBFBF"}
LABEL, WORDS = 16, 72
LINE, TALLEST_ROW = 16, 400  # points
MOST_DECIMALS = 8


class Formats(NamedTuple):
    """How cells of a workbook look."""

    head: Format
    number_head: Format
    label: Format
    cell: Format
    number: Format
    day: Format
    moment: Format
    grouped: tuple[Format, ...]  # thousands apart, by how many decimals


def to_csv(rows: Rows, *, for_excel: bool = True) -> bytes:
    """UTF-8 CSV with a header row; `for_excel` adds the byte order mark by which Excel knows Chinese text.
    Lists are joined by `;`. Cells and heads that a spreadsheet would take for a formula get a leading apostrophe."""
    written = [_csv_column(name, values, for_excel) for name, values in columns(rows)]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(zip(*written, strict=True))
    return (UTF8_BOM if for_excel else b"") + buffer.getvalue().encode("utf-8")


def to_parquet(rows: Rows) -> bytes:
    """The table as Parquet, types and lists kept."""
    buffer = io.BytesIO()
    if isinstance(rows, pd.DataFrame):
        rows = pa.Table.from_pandas(rows, preserve_index=False)
    parquet.write_table(rows, buffer)
    return buffer.getvalue()


def to_workbook(
    sheets: Mapping[str, Rows], notes: Sequence[tuple[str, str]] = (), *, decimals: Mapping[str, int] | None = None
) -> bytes:
    """An XLSX workbook: one sheet per table (numbers as numbers), then the notes as a sheet 说明. `decimals`: the
    columns whose numbers have their thousands apart, and at least so many decimals."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as workbook:
        formats = formats_of(workbook)
        for name, rows in sheets.items():
            write_sheet(workbook.add_worksheet(name[:31]), rows, formats, decimals)
        if notes:
            write_notes(workbook.add_worksheet("说明"), notes, formats)
    return buffer.getvalue()


def formats_of(workbook: Workbook) -> Formats:
    """The looks that all sheets of a workbook share."""
    top = {"valign": "top", "text_wrap": True, **GRID}
    head = {"bold": True, "bg_color": "#F2F2F2", **top}
    apart = {"align": "right", "indent": 1}  # from the words of the next column
    moment = {"valign": "top", **apart, **GRID}
    return Formats(
        workbook.add_format(head),
        workbook.add_format(head | apart),
        workbook.add_format({"bold": True, **top}),
        workbook.add_format(top),
        workbook.add_format(top | apart),
        workbook.add_format({"num_format": "yyyy-mm-dd", **moment}),
        workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", **moment}),
        tuple(
            workbook.add_format({"num_format": "#,##0" + (f".{'0' * places}" if places else ""), **top, **apart})
            for places in range(MOST_DECIMALS + 1)
        ),
    )


def write_sheet(sheet: Worksheet, rows: Rows, formats: Formats, decimals: Mapping[str, int] | None = None) -> None:
    """One table from the top left cell: header frozen, filterable and repeated on every printed page, columns as wide
    as their text, light lines between all cells, the whole one A4 sheet wide in print where that can be read."""
    table = [(name, [spreadsheet_value(value) for value in values]) for name, values in columns(rows)]
    widths = _widths(table)
    for index, (name, cells) in enumerate(table):
        counted = any(_is_number(cell) for cell in cells)
        sheet.write_string(0, index, shortened(name), formats.number_head if counted else formats.head)
        for line, cell in enumerate(cells, 1):
            _write_cell(sheet, line, index, cell, formats, (decimals or {}).get(name))
        sheet.set_column(index, index, widths[index])
    _set_heights(sheet, [[name, *cells] for name, cells in table], widths)
    sheet.freeze_panes(1, 0)
    if table:
        sheet.autofilter(0, 0, max(len(table[0][1]), 1), len(table) - 1)
    fit_on_paper(sheet, sum(widths))
    sheet.repeat_rows(0)
    if sum(widths) > LYING:
        sheet.repeat_columns(0, naming(table) - 1)


def write_notes(sheet: Worksheet, notes: Sequence[tuple[str, str]], formats: Formats) -> None:
    """Label and text pairs, one a line."""
    sheet.set_column(0, 0, LABEL)
    sheet.set_column(1, 1, WORDS)
    for line, (label, words) in enumerate(notes):
        sheet.write_string(line, 0, label, formats.label)
        sheet.write_string(line, 1, shortened(words), formats.cell)
    _set_heights(sheet, [[label for label, _ in notes], [words for _, words in notes]], [LABEL, WORDS])
    fit_on_paper(sheet, LABEL + WORDS)


def fit_on_paper(sheet: Worksheet, width: int) -> None:
    """A4 as a sheet of this width in letters needs it: upright, lying, or several beside each other; with the sheet's
    name and page numbers at the foot."""
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    if width > UPRIGHT:
        sheet.set_landscape()
    if width > LYING:
        sheet.set_print_scale(SCALE)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def naming(table: Sequence[tuple[str, list[Any]]]) -> int:
    """How many of the first columns together tell nearly every row from the others; one where few do not."""
    number = len(table[0][1])
    for most in range(1, MOST_NAMING + 1):
        named = {tuple(map(text, row)) for row in zip(*(cells for _, cells in table[:most]), strict=True)}
        if len(named) >= number * NEARLY_ALL:
            return most
    return 1


def _csv_column(name: str, values: list[Any], for_excel: bool) -> list[str]:
    cells = [name, *(text(value) for value in values)]
    # A number may begin with a sign; only text can be meant as something else.
    words = [True, *(isinstance(value, str | list) for value in values)]
    return [not_a_formula(cell) if guarded and for_excel else cell for cell, guarded in zip(cells, words, strict=True)]


def _write_cell(sheet: Worksheet, line: int, index: int, cell: Any, formats: Formats, decimals: int | None) -> None:
    if cell is None:
        sheet.write_blank(line, index, None, formats.cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(line, index, cell, formats.cell)
    elif _is_number(cell):
        look = formats.number if decimals is None else formats.grouped[max(decimals, _decimals(cell))]
        sheet.write_number(line, index, float(cell), look)
    elif isinstance(cell, datetime):
        sheet.write_datetime(line, index, cell, formats.moment)
    elif isinstance(cell, date):
        sheet.write_datetime(line, index, cell, formats.day)
    else:
        sheet.write_string(line, index, cell, formats.cell)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _decimals(number: float | Decimal) -> int:
    """How many decimals a number has, as far as they are shown."""
    return min(len(text(number).partition(".")[2]), MOST_DECIMALS)


def _widths(table: Sequence[tuple[str, list[Any]]]) -> list[int]:
    """How wide each column is, in letters: as its text; where all would not fit on lying paper, as they fit on one
    sheet, or on several beside each other where most rows would be very high on fewer."""
    wanted = [max(_width(text(cell)) for cell in (name, *cells)) + 3 for name, cells in table]
    if sum(min(width, WIDEST_COLUMN) for width in wanted) <= LYING:
        return [min(width, WIDEST_COLUMN) for width in wanted]
    both = sum(min(width, WIDEST_COLUMN) for width in wanted[: naming(table)])  # stand on each sheet
    for sheets in range(1, MOST_BESIDE + 1):
        widths = _shared(wanted, sheets * LYING - (sheets - 1) * both)
        if _lines_of_most(table, widths) <= MOST_LINES:
            break
    return widths


def _lines_of_most(table: Sequence[tuple[str, list[Any]]], widths: Sequence[int]) -> int:
    """How many lines nine of ten rows have at most."""
    rows = zip(*(cells[:LOOKED_AT] for _, cells in table), strict=True)
    lines = sorted(
        max(-(-_width(text(cell)) // (own - 1)) for cell, own in zip(row, widths, strict=True)) for row in rows
    )
    return lines[len(lines) * 9 // 10] if lines else 1


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """Long texts share the room that short ones leave, a text four times as long getting twice as much."""
    least = [min(width, NARROWEST_COLUMN) for width in wanted]
    demands = [width**0.5 - small**0.5 for width, small in zip(wanted, least, strict=True)]
    each = max(room - sum(least), 0) / (sum(demands) or 1)
    shared = zip(wanted, least, demands, strict=True)
    return [min(width, WIDEST_COLUMN, small + int(each * demand)) for width, small, demand in shared]


def _set_heights(sheet: Worksheet, table: Sequence[Sequence[Any]], widths: Sequence[int]) -> None:
    """Rows as high as their text, broken to the width of its column; not every program measures this itself."""
    for line, cells in enumerate(zip(*table, strict=True)):
        lines = max(
            sum(-(-_width(part) // (width - 1)) or 1 for part in cell.split("\n")) if isinstance(cell, str) else 1
            for cell, width in zip(cells, widths, strict=True)
        )
        if lines > 1:
            sheet.set_row(line, min(lines * LINE, TALLEST_ROW))


def _width(words: str) -> int:
    return max((sum(1 if ord(letter) < 128 else 2 for letter in line) for line in words[:4000].split("\n")), default=0)
