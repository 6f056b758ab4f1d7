"""Read and write the curated CSV files strictly and canonically."""

import contextlib
import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from policytargets.errors import Problem, TablesInvalid
from policytargets.record.curated import TABLES
from policytargets.record.dictionary import Table
from policytargets.record.fields import shown
from policytargets.record.rows import Row, Sheet, problems_of_references, problems_of_rows, sort_key

Records = dict[str, list[Row]]

# Stands for a carriage return while a line is taken apart: the csv module would take it for the end of the line.
STAND_IN = "\uffff"
# A fault of so many lines is one of the whole file, and said once.
WHOLE_FILE = 20


def version_of(folder: Path) -> str:
    """A short hash over the bytes of the curated files: the same data, the same version. Missing files count too."""
    digest = hashlib.sha256()
    for table in TABLES:
        path = folder / table.file
        digest.update(table.file.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"missing") + b"\0")
    return digest.hexdigest()[:16]


def read_tables(folder: Path) -> Records:
    """Every curated table as a list of rows, each a mapping from column to text as written ('' = not said).

    Raises TablesInvalid with all problems of all files, see `read_sheets`.
    """
    sheets, problems = read_sheets(folder)
    if problems:
        raise TablesInvalid(problems)
    return {name: [row for _, row in sheet.rows] for name, sheet in sheets.items()}


def read_sheets(folder: Path) -> tuple[dict[str, Sheet], list[Problem]]:
    """What could be read of every file, and all that is wrong with them: encoding, line ends, header, field count,
    characters, types, codes, bounds, keys, order and references. A row of data is one line of its file."""
    problems: list[Problem] = []
    sheets = {table.name: _read_table(folder / table.file, table, problems) for table in TABLES}
    problems.extend(problems_of_references(sheets))
    return sheets, problems


def write_table(path: Path, table: Table, rows: Iterable[Mapping[str, str]]) -> None:
    """Write one table canonically: UTF-8, LF, header, sorted by key. Raises KeyError for a missing column."""
    ordered = sorted(rows, key=lambda row: sort_key(table, row))
    lines = [table.header, *([row[name] for name in table.header] for row in ordered)]
    path.write_bytes(_to_csv(lines).encode("utf-8"))


def _to_csv(lines: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(lines)
    return buffer.getvalue()


def _read_table(path: Path, table: Table, problems: list[Problem]) -> Sheet:
    def note(line: int, column: str, found: str, expected: str, rule: str) -> None:
        problems.append(Problem(table.file, line, column, found, expected, rule))

    if not path.is_file():
        note(0, "", "no such file", f"{table.file} in {path.parent}", "文件存在")
        return Sheet()
    raw = path.read_bytes()
    if not raw:
        note(0, "", "an empty file", ",".join(table.header), "文件不为空")
        return Sheet()
    for line, found, expected, rule in _faults_of_file(raw):
        note(line, "", found, expected, rule)
    parsed = _parsed(raw)
    header = parsed[0] if isinstance(parsed[0], list) else []
    for column, found, expected in _faults_of_header(table.header, header):
        note(1, column, found, expected, "表头与约定一致")
    if not set(table.header) & set(header) or _lines_not_utf8(raw)[WHOLE_FILE:]:
        return Sheet()
    sheet = Sheet(tuple(name for name in table.header if name in header))
    for line, fields in enumerate(parsed[1:], 2):
        if isinstance(fields, str):
            note(line, "", fields, "well-formed CSV, each quotation mark closed on its line", "CSV 格式正确")
        elif len(fields) == len(header):
            sheet.rows.append((line, dict(zip(header, fields, strict=True))))
        else:
            note(line, "", f"{len(fields)} fields", f"{len(header)} fields", "每行的列数与表头相同")
            sheet.broken.update(fields)
    if not parsed[1:] and not table.may_be_empty:
        note(0, "", "no rows", "at least one row", "表中至少有一行")
    problems.extend(problems_of_rows(table, sheet))
    return sheet


def _faults_of_file(raw: bytes) -> Iterator[tuple[int, str, str, str]]:
    """Line, finding, expectation and rule for what is wrong with a file as bytes."""
    if raw.startswith(b"\xef\xbb\xbf"):
        yield 1, "a byte order mark", "UTF-8 without BOM", "UTF-8 编码且不带 BOM"
    lines = raw.split(b"\n")
    returns = [number for number, line in enumerate(lines, 1) if line.endswith(b"\r")]
    if returns[WHOLE_FILE:]:
        yield returns[0], f"{len(returns)} lines ending in CRLF", "lines ending in LF only", "换行只用 LF"
    else:
        for number in returns:
            yield number, "a line ending in CRLF or CR", "lines ending in LF only", "换行只用 LF"
    foreign = _lines_not_utf8(raw)
    if foreign[WHOLE_FILE:]:
        yield foreign[0], f"{len(foreign)} lines that are not UTF-8 (perhaps GB18030)", "UTF-8", "UTF-8 编码"
    if lines[-1]:
        yield len(lines), "no line end after the last row", "a final LF", "文件以换行结尾"


def _lines_not_utf8(raw: bytes) -> list[int]:
    with contextlib.suppress(UnicodeDecodeError):
        raw.decode("utf-8")
        return []
    text = raw.decode("utf-8", "surrogateescape")
    return [number for number, line in enumerate(text.split("\n"), 1) if any("\ud800" <= c <= "\udfff" for c in line)]


def _parsed(raw: bytes) -> list[list[str] | str]:
    """The fields of each line, or what is wrong with it as CSV; bytes that are not UTF-8 become half characters."""
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    lines = text.removesuffix("\n").split("\n")
    return [_fields_of(line.removesuffix("\r")) for line in lines]


def _fields_of(line: str) -> list[str] | str:
    try:
        (fields,) = csv.reader([line.replace("\r", STAND_IN)], strict=True)
    except csv.Error as error:
        return str(error)
    return [part.replace(STAND_IN, "\r") for part in fields]


def _faults_of_header(wanted: list[str], header: list[str]) -> Iterator[tuple[str, str, str]]:
    """Column, finding and expectation for what is wrong with a header."""
    whole = ",".join(wanted)
    for name in wanted:
        if name not in header:
            yield name, f"no column {name}", whole
        elif header.count(name) > 1:
            yield name, f"{header.count(name)} columns {name}", whole
    for name in dict.fromkeys(header):
        if name not in wanted:
            yield name if name.isprintable() else shown(name), f"a column {shown(name)}", whole
    known = [name for name in dict.fromkeys(header) if name in wanted]
    ordered = [name for name in wanted if name in header]
    for name, expected in zip(known, ordered, strict=True):
        if name != expected:
            yield name, f"{name} in the place of {expected}", whole
            break
