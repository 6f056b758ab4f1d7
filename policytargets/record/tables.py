"""Read and write the curated CSV files strictly and canonically."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from policytargets.errors import Problem, TablesInvalid
from policytargets.record.curated import TABLES
from policytargets.record.dictionary import Column, Table

Row = dict[str, str]
Records = dict[str, list[Row]]
Numbered = list[tuple[int, Row]]

INTEGER = re.compile(r"0|-?[1-9]\d*")
DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")


def version_of(folder: Path) -> str:
    """A short hash over the bytes of the curated files: the same data, the same version. Missing files count too."""
    digest = hashlib.sha256()
    for table in TABLES:
        path = folder / table.file
        digest.update(table.file.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"missing") + b"\0")
    return digest.hexdigest()[:16]


def read_tables(folder: Path) -> Records:
    """Every curated table as a list of rows, each a mapping from column to text as written ('' = not said).

    Raises TablesInvalid with all problems of all files: encoding, line ends, header, field count, types,
    codes, keys, order and references.
    """
    problems: list[Problem] = []
    numbered = {table.name: _read_table(folder / table.file, table, problems) for table in TABLES}
    _check_references(numbered, problems)
    if problems:
        raise TablesInvalid(problems)
    return {name: [row for _, row in rows] for name, rows in numbered.items()}


def write_table(path: Path, table: Table, rows: Iterable[Mapping[str, str]]) -> None:
    """Write one table canonically: UTF-8, LF, header, sorted by key. Raises KeyError for a missing column."""
    ordered = sorted(rows, key=lambda row: _sort_key(table, row))
    lines = [table.header, *([row[name] for name in table.header] for row in ordered)]
    path.write_bytes(_to_csv(lines).encode("utf-8"))


def _to_csv(lines: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(lines)
    return buffer.getvalue()


def _sort_key(table: Table, row: Mapping[str, str]) -> tuple[object, ...]:
    """Key columns as text, whole numbers by their value."""
    return tuple(
        int(row[name]) if table.column(name).kind == "integer" and INTEGER.fullmatch(row[name]) else row[name]
        for name in table.key
    )


def _read_table(path: Path, table: Table, problems: list[Problem]) -> Numbered:
    text = _decode(path, table, problems)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: Numbered = []
    try:
        header = next(reader)
        if header != table.header:
            problems.append(Problem(table.file, 1, "", ",".join(header), ",".join(table.header), "表头与约定一致"))
            return []
        for fields in reader:
            if len(fields) == len(header):
                rows.append((reader.line_num, dict(zip(header, fields, strict=True))))
            else:
                found, expected = f"{len(fields)} fields", f"{len(header)} fields"
                problems.append(Problem(table.file, reader.line_num, "", found, expected, "每行的列数与表头相同"))
    except csv.Error as error:
        problems.append(Problem(table.file, reader.line_num, "", str(error), "well-formed CSV", "CSV 格式正确"))
    if not rows and not table.may_be_empty:
        problems.append(Problem(table.file, 0, "", "no rows", "at least one row", "表中至少有一行"))
    _check_rows(table, rows, problems)
    return rows


def _check_rows(table: Table, rows: Numbered, problems: list[Problem]) -> None:
    """Every field by itself, then that keys are not repeated and stand in order."""
    keys: dict[tuple[object, ...], int] = {}
    previous: tuple[object, ...] | None = None
    for line, row in rows:
        found = [problem for column in table.columns for problem in _check_field(table, line, column, row)]
        problems.extend(found)
        key = _sort_key(table, row)
        named, shown = "+".join(table.key), ", ".join(map(str, key))
        if key in keys:
            expected = f"a key not used in line {keys[key]}"
            problems.append(Problem(table.file, line, named, shown, expected, "主键不重复"))
        elif not found and previous is not None and key < previous:
            problems.append(Problem(table.file, line, named, shown, "rows sorted by key", "各行按主键排序"))
        keys.setdefault(key, line)
        previous = previous if found else key


def _decode(path: Path, table: Table, problems: list[Problem]) -> str | None:
    """The text of a file, or None after noting why it can't be read."""
    if not path.is_file():
        problems.append(Problem(table.file, 0, "", "no such file", f"{table.file} in {path.parent}", "文件存在"))
        return None
    raw = path.read_bytes()
    if not raw:
        problems.append(Problem(table.file, 0, "", "an empty file", ",".join(table.header), "文件不为空"))
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(table.file, 1, "", "a byte order mark", "UTF-8 without BOM", "UTF-8 编码且不带 BOM"))
        raw = raw[3:]
    if b"\r" in raw:
        line = raw[: raw.index(b"\r")].count(b"\n") + 1
        problems.append(
            Problem(table.file, line, "", "a carriage return (CRLF)", "lines ending in LF only", "换行只用 LF")
        )
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"byte 0x{raw[error.start]:02X} that is not UTF-8 (perhaps GB18030)"
        problems.append(Problem(table.file, line, "", found, "UTF-8", "UTF-8 编码"))
        return None
    if not text.endswith("\n"):
        problems.append(
            Problem(
                table.file, text.count("\n") + 1, "", "no line end after the last row", "a final LF", "文件以换行结尾"
            )
        )
    return text


def _check_field(table: Table, line: int, column: Column, row: Row) -> Iterable[Problem]:
    value = row[column.name]

    def problem(expected: str, rule: str) -> Problem:
        return Problem(table.file, line, column.name, repr(value), expected, rule)

    if not value:
        if column.required:
            yield problem("a value", "必填列不能为空")
    elif value != value.strip() or "\n" in value:
        yield problem("no line break, no white space at either end", "首尾没有空白、中间没有换行")
    elif column.codes and value not in column.codes:
        yield problem("one of " + ", ".join(column.codes), "代码在约定范围内")
    elif column.kind == "integer" and not INTEGER.fullmatch(value):
        yield problem("a whole number", "应为整数")
    elif column.kind == "decimal" and not _is_decimal(value):
        yield problem("a plain decimal number such as 3.65", "应为数字")
    elif column.kind == "boolean" and value not in ("true", "false"):
        yield problem("true or false", "应为 true 或 false")
    elif column.kind == "date" and not _is_date(value):
        yield problem("a date such as 2023-06-07", "应为日期，如 2023-06-07")


def _is_decimal(value: str) -> bool:
    try:
        Decimal(value)
    except InvalidOperation:
        return False
    return bool(DECIMAL.fullmatch(value))


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_references(numbered: dict[str, Numbered], problems: list[Problem]) -> None:
    for table in TABLES:
        for column in table.columns:
            if not column.refers:
                continue
            name, target = column.refers.split(".")
            known = {row[target] for _, row in numbered[name]}
            if not known:
                continue  # the table itself could not be read, which is reported already
            for line, row in numbered[table.name]:
                values = row[column.name].split(";") if column.kind == "list" else [row[column.name]]
                for value in values:
                    if value and value not in known:
                        expected = f"a {target} of {name}.csv"
                        problems.append(Problem(table.file, line, column.name, repr(value), expected, "引用的编号存在"))
