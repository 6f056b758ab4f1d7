"""The cells of a table as values that every file can write: exact, missing values told from NaN, text made safe."""

import json
import math
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa

Rows: TypeAlias = pd.DataFrame | pa.Table
EXCEL_DIGITS = 15  # a spreadsheet keeps no more of a number
LARGEST_WHOLE, LARGEST = 2**53, 9.99e307
LONGEST_CELL = 32_767  # letters in a cell of a workbook
FIRST_DAY = date(1900, 3, 1)  # spreadsheets count earlier days in two ways
FORMULA_SIGNS = tuple("=+-@＝＋－＠\t\r\n")
PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?%?|infinity)")


def columns(rows: Rows) -> Iterator[tuple[str, list[Any]]]:
    """Every column as its head and its values: Python's own types, None where there is none."""
    if isinstance(rows, pa.Table):
        for name, column in zip(rows.column_names, rows.columns, strict=True):
            values = column.to_pylist()
            if pa.types.is_float16(column.type) or pa.types.is_float32(column.type):
                # Widened they would grow digits that nobody wrote: 3.65 → 3.6500000953674316.
                values = [None if value is None else _shortest(column.type, value) for value in values]
            yield name, values
    else:
        for place, name in enumerate(rows.columns):
            yield str(name), [_missing(value) for value in rows.iloc[:, place]]


def figure_heads(rows: pa.Table) -> list[str]:
    """The heads of the columns of numbers."""
    kinds = zip(rows.column_names, rows.schema.types, strict=True)
    numbers = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return [head for head, kind in kinds if any(is_number(kind) for is_number in numbers)]


def text(value: Any) -> str:
    """A value in words and figures as a file of text writes it: decimals without closing zeros, 2023 not 2023.0, dates
    in ISO order, lists joined by `;`. Empty for a missing value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, list):
        return _list_text(value)
    return str(value)


def spreadsheet_value(value: Any) -> Any:
    """A value as a workbook can hold it: a number where no figure of it is lost, a date where its calendar knows it,
    else text; None for a missing value."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal):
        return value if _kept(Decimal(value)) else text(value)
    if isinstance(value, float):
        return value if _float_kept(value) else text(value)
    if isinstance(value, datetime):
        whole = not (value.tzinfo or value.microsecond or isinstance(value, pd.Timestamp))
        return value if whole and value.date() >= FIRST_DAY else text(value)
    if isinstance(value, date):
        return value if value >= FIRST_DAY else text(value)
    return shortened(text(value))


def shortened(words: str) -> str:
    """Text that a cell of a workbook can hold; a longer one is cut and says so."""
    if len(words) <= LONGEST_CELL:
        return words
    end = f"……（全文 {len(words)} 字，超出单元格容量，请用 CSV 或 Parquet）"
    return words[: LONGEST_CELL - len(end)] + end


def not_a_formula(words: str) -> str:
    """Text that a spreadsheet would take for a formula with a leading apostrophe; a plain number (-7%) is none."""
    return "'" + words if words.startswith(FORMULA_SIGNS) and not PLAIN_NUMBER.fullmatch(words) else words


def _missing(value: Any) -> Any:
    """A cell of a frame: numpy's types as Python's own; frames mark a missing value in several ways."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return value if isinstance(value, list) or not pd.isna(value) else None


def _shortest(kind: pa.DataType, value: float) -> float:
    return float(str(kind.to_pandas_dtype()(value)))


def _float_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value).removesuffix(".0")


def _list_text(values: list[Any]) -> str:
    parts = [text(value) for value in values]
    if any(not part or ";" in part for part in parts):
        return json.dumps(values, ensure_ascii=False, default=str)
    return ";".join(parts)


def _kept(number: Decimal) -> bool:
    digits = len(number.normalize().as_tuple().digits) if number else 1
    return digits <= EXCEL_DIGITS and abs(number) <= LARGEST_WHOLE


def _float_kept(number: float) -> bool:
    if not math.isfinite(number) or abs(number) > LARGEST:
        return False
    return abs(number) <= LARGEST_WHOLE or float(f"{number:.{EXCEL_DIGITS}g}") == number
