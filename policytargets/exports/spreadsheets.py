"""Tables as CSV, XLSX and Parquet bytes. Figures stay figures; text is never a formula."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

UTF8_BOM = b"\xef\xbb\xbf"
WIDEST_COLUMN = 60


def to_csv(rows: pd.DataFrame, *, for_excel: bool = True) -> bytes:
    """UTF-8 CSV with a header row; `for_excel` adds the byte order mark by which Excel knows Chinese text.
    Lists are joined by `;`. Text that a spreadsheet would take for a formula gets a leading apostrophe."""
    # Column by column as plain objects: otherwise whole numbers beside a gap would be written as 2023.0.
    cells = [pd.Series([_joined(value) for value in rows.iloc[:, at]], dtype=object) for at in range(rows.shape[1])]
    safe = pd.concat([column.map(_not_a_formula) if for_excel else column for column in cells], axis=1)
    safe.columns = rows.columns
    return (UTF8_BOM if for_excel else b"") + safe.to_csv(index=False, lineterminator="\n").encode("utf-8")


def to_parquet(rows: pd.DataFrame) -> bytes:
    """The frame as Parquet, types and lists kept."""
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False)
    return buffer.getvalue()


def to_workbook(sheets: Mapping[str, pd.DataFrame], notes: Sequence[tuple[str, str]] = ()) -> bytes:
    """An XLSX workbook: one sheet per frame (numbers as numbers), then the notes as a sheet 说明."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets.items():
            write_sheet(workbook.add_worksheet(name[:31]), rows, head)
        if notes:
            write_notes(workbook.add_worksheet("说明"), notes, head, wrap)
    return buffer.getvalue()


def write_sheet(sheet: Worksheet, rows: pd.DataFrame, head: Format) -> None:
    """One frame from the top left cell: header frozen and filterable, columns as wide as their text."""
    for index, name in enumerate(rows.columns):
        cells = [_joined(value) for value in rows[name]]
        sheet.write_string(0, index, str(name), head)
        for line, cell in enumerate(cells, 1):
            _write_cell(sheet, line, index, cell)
        widest = max((_width(str(cell)) for cell in cells if cell is not None), default=0)
        sheet.set_column(index, index, min(max(widest, _width(str(name))) + 2, WIDEST_COLUMN))
    sheet.freeze_panes(1, 0)
    if len(rows.columns):
        sheet.autofilter(0, 0, max(len(rows), 1), len(rows.columns) - 1)


def write_notes(sheet: Worksheet, notes: Sequence[tuple[str, str]], head: Format, wrap: Format) -> None:
    """Label and text pairs, one a line."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    for line, (label, text) in enumerate(notes):
        sheet.write_string(line, 0, label, head)
        sheet.write_string(line, 1, text, wrap)


def _write_cell(sheet: Worksheet, line: int, index: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, index, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(line, index, float(cell))
    else:
        sheet.write_string(line, index, str(cell))


def _joined(value: Any) -> Any:
    """A cell's value: lists joined by `;`, missing values None, numpy scalars as Python's own."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return ";".join(map(str, value))
    return None if pd.isna(value) else value


def _not_a_formula(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
