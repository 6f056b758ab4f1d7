"""The child process: runs one SQL statement under limits and writes its rows to the standard output.

Started as a script in isolated mode, so it imports nothing of this package. It reads one JSON request (file, sql,
limits) and writes one JSON line, which for rows is followed by an Arrow stream.
"""

import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

try:
    import resource
except ImportError:  # Windows has none; there DuckDB's own limits and the parent's clock remain
    resource = None  # type: ignore[assignment]

# Kinds that are handed on as they are; with `float` and `double`, NaN and infinity too.
KEPT = (
    "boolean", "tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger", "ubigint",
    "float", "double", "decimal", "varchar",
)  # fmt: skip
MOMENTS = ("date", "timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamp with time zone")
HUGE = ("hugeint", "uhugeint", "bignum")
DAY = re.compile(r"(?!0000)\d{4}-\d\d-\d\d")
READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
# In this order: some settings can't be made any more once external access is off.
SETTINGS = {
    "temp_directory": "''",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "errors_as_json": "true",
    "enable_external_access": "false",
    "disabled_filesystems": "'LocalFileSystem'",
    "lock_configuration": "true",
}


class Refused(Exception):
    """The statement is not run: kind and details for the words that the parent finds."""

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind)
        self.answer = {"status": "refused", "kind": kind, **details}


def confine(limits: dict[str, int]) -> None:
    """Lower this process's own limits for good: time, memory, no files written, no core, few open files."""
    if resource is None:
        return

    def limit(name: str, most: int, spare: int = 0) -> None:
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        least = most + spare if hard == resource.RLIM_INFINITY else min(most + spare, hard)
        with contextlib.suppress(ValueError):  # macOS refuses some of them
            resource.setrlimit(kind, (min(most, least), least))

    limit("RLIMIT_CORE", 0)
    limit("RLIMIT_FSIZE", 0)
    limit("RLIMIT_NOFILE", 32)
    limit("RLIMIT_CPU", limits["cpu_seconds"], 1)  # a second between the signal that says why and the kill
    limit("RLIMIT_AS", limits["address_bytes"])
    limit("RLIMIT_DATA", limits["data_bytes"])
    os.nice(10)  # the pages come first
    signal.setitimer(signal.ITIMER_REAL, limits["wall_seconds"] + 2)  # should the parent be gone


def open_sealed(file: str, limits: dict[str, int]) -> duckdb.DuckDBPyConnection:
    """The record file, read-only, with everything outside it shut and the shutting locked."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": f"{limits['memory_bytes']}B",
        "max_expression_depth": limits["depth"],
    }
    connection = duckdb.connect(file, read_only=True, config=config)
    for name, value in SETTINGS.items():
        connection.execute(f"SET {name} = {value}")
    return connection


def read_rows(connection: duckdb.DuckDBPyConnection, sql: str, limits: dict[str, int]) -> tuple[pa.Table, str]:
    """The first rows of a statement's result and what cut it: nothing, "rows" or "bytes"."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise Refused("statements", found=len(statements))
    if statements[0].type not in READS:
        raise Refused("statement", found=statements[0].type.name)
    relation = connection.sql(sql)
    if relation is None:
        raise Refused("statement", found="")
    if len(relation.columns) > limits["columns"]:
        raise Refused("columns", found=len(relation.columns))
    most = max(min(limits["rows"], limits["cells"] // max(len(relation.columns), 1)), 1)
    projection = relation.project(", ".join(plain_columns(relation.types)))
    try:
        whole, cut, size = first_rows(projection, most, limits["bytes"])
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        # The place it names is one in the projection; the statement alone fails with the place in itself.
        for _ in relation.to_arrow_reader(1024):
            pass
        raise
    whole = readable(whole, relation.columns)
    fitting = shortened(whole, limits["bytes"])
    return fitting, cut if fitting.num_rows == whole.num_rows and size <= limits["bytes"] else "bytes"


def first_rows(relation: duckdb.DuckDBPyRelation, most: int, most_bytes: int) -> tuple[pa.Table, str, int]:
    """The first rows of a relation, what cut them, and their bytes; no more is read once these are too many."""
    reader = relation.to_arrow_reader(1024)
    batches: list[pa.RecordBatch] = []
    rows = size = 0
    cut = ""
    for batch in reader:
        batches.append(batch.slice(0, most - rows))
        rows, size = rows + batches[-1].num_rows, size + batches[-1].get_total_buffer_size()
        if batch.num_rows > batches[-1].num_rows or (rows == most and any(more.num_rows for more in reader)):
            cut = "rows"
        if cut or size > most_bytes:
            break
    return pa.Table.from_batches(batches, reader.schema), cut, size


def shortened(table: pa.Table, most: int) -> pa.Table:
    """As many of the first rows as fit into the bytes allowed. Raises Refused where not even one does."""
    rows = table.num_rows
    while rows and table.slice(0, rows).nbytes > most:
        rows //= 2
    if table.num_rows and not rows:
        raise Refused("row_too_large")
    return table.slice(0, rows)


def plain_columns(kinds: list[Any]) -> Iterator[str]:
    """The columns of a result as every file can hold them: numbers, truth values, text and lists of text as they are,
    moments as they are (m) and in DuckDB's words (w), all other kinds in its words; whole numbers of any length (h)."""
    for place, kind in enumerate(kinds, 1):
        words = f"CAST(#{place} AS VARCHAR)"
        of_text = kind.id == "list" and kind.child.id == "varchar"
        if kind.id in KEPT or of_text:
            yield f"#{place} AS k{place}"
        elif kind.id in MOMENTS:
            yield f"#{place} AS m{place}, {words} AS w{place}"
        elif kind.id in HUGE:
            yield f"{words} AS h{place}"
        else:
            yield f"lower(hex(#{place})) AS b{place}" if kind.id == "blob" else f"{words} AS w{place}"


def readable(table: pa.Table, heads: list[str]) -> pa.Table:
    """The table with one column for each head, every head once and none empty."""
    names: list[str] = []
    for place, head in enumerate(heads, 1):
        base = new = head.strip() or f"列{place}"
        count = 1
        while new in names:
            count += 1
            new = f"{base}_{count}"
        names.append(new)
    return pa.table([_column(table, place) for place in range(1, len(heads) + 1)], names=names)


def _column(table: pa.Table, place: int) -> pa.ChunkedArray:
    names = table.column_names
    if f"m{place}" in names:
        words = table.column(f"w{place}")
        known = all(word is None or (DAY.match(word) and "(BC)" not in word) for word in words.to_pylist())
        return table.column(f"m{place}") if known else words
    if f"h{place}" in names:
        with contextlib.suppress(pa.ArrowInvalid):
            return table.column(f"h{place}").cast(pa.int64())
    return table.column(next(name for name in names if name[1:] == str(place)))


def described(connection: duckdb.DuckDBPyConnection, sql: str, error: duckdb.Error) -> dict[str, Any]:
    """What DuckDB says about an error as a mapping, with positions in bytes of the statement."""
    text, shift = str(error), 0
    if ": {" not in text[:40] and isinstance(error, duckdb.BinderException | duckdb.CatalogException):
        # A relation reports these in plain text; the same statement explained gives the place as well.
        try:
            connection.execute("EXPLAIN " + sql)
        except duckdb.Error as again:
            text, shift = str(again), len("EXPLAIN ")
    kind, _, found = text.partition(": ")
    with contextlib.suppress(ValueError):
        details = json.loads(found)
        if "location" in details:
            start, length = json.loads(details["location"])
            details |= {"start": start - shift, "length": length}
        return {"status": "error", "kind": kind, **details}
    return {"status": "error", "kind": kind, "exception_message": found or text}


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], pa.Table | None]:
    """The JSON line and the rows for one request; errors of every kind become an answer too."""
    connection = open_sealed(request["file"], request["limits"])
    try:
        rows, cut = read_rows(connection, request["sql"], request["limits"])
    except Refused as refusal:
        return refusal.answer, None
    except (MemoryError, pa.ArrowMemoryError, duckdb.OutOfMemoryException):
        return {"status": "refused", "kind": "memory"}, None
    except duckdb.Error as error:
        return described(connection, request["sql"], error), None
    except Exception as error:
        return {"status": "error", "kind": "Other", "exception_message": type(error).__name__}, None
    return {"status": "rows", "cut": cut}, rows


def main() -> None:
    """Read a request, answer it, end."""
    request = json.load(sys.stdin.buffer)
    confine(request["limits"])
    header, rows = answer(request)
    output = sys.stdout.buffer
    output.write(json.dumps(header).encode() + b"\n")
    if rows is not None:
        with pa.ipc.new_stream(output, rows.schema) as stream:
            stream.write_table(rows)
    output.flush()
    os._exit(0)  # nothing to tidy up: the file was only read


if __name__ == "__main__":
    main()
