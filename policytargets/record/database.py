"""The record in DuckDB: build it from the curated tables, seal it, run named queries and checks."""

import os
from collections.abc import Mapping
from pathlib import Path
from weakref import finalize

import duckdb
import pandas as pd
import pyarrow as pa

from policytargets.errors import QueryInvalid
from policytargets.record.queries import DECLARED, TABLES, read_query

ATTACHED = "record"
DESCRIPTORS = Path("/proc/self/fd")

Parameter = str | int | float | bool | None | list[str] | list[int]


class RecordFile:
    """A record file held open, so that what is read stays the same whatever becomes of its name.

    Where the system has no such thing (it is Linux that has), `path` is the file's own and `descriptors` are empty.
    """

    path: str
    descriptors: tuple[int, ...]

    def __init__(self, file: Path) -> None:
        if DESCRIPTORS.is_dir():
            descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
            finalize(self, os.close, descriptor)
            self.path, self.descriptors = str(DESCRIPTORS / str(descriptor)), (descriptor,)
        else:
            self.path, self.descriptors = str(file.resolve()), ()


class Database:
    """A sealed record: one connection, a cursor per use, `version` naming the data it holds.

    `source` is what it was made of: the rows of the curated tables, or the record file that is attached to it.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        version: str,
        *,
        source: "dict[str, list[dict[str, str]]] | RecordFile | None" = None,
    ) -> None:
        self._connection = connection
        self.source = source
        self.copy: RecordFile | None = None  # see files.file_of
        self.version = version

    def query(
        self, name: str, tables: Mapping[str, pa.Table] | None = None, /, **parameters: Parameter
    ) -> pd.DataFrame:
        """The rows of `queries/{name}.sql` as a frame; `tables` are those that its header declares with `-- @name:`.

        Raises QueryInvalid for missing or surplus parameters or tables.
        """
        given = tables or {}
        if set(TABLES.findall(read_query(name))) != set(given):
            raise QueryInvalid(f"{name}.sql declares other tables than {sorted(given)}")
        with self._cursor() as cursor:
            for table, rows in given.items():
                cursor.register(table, rows)
            return cursor.execute(_declared(name, parameters), parameters).df()

    def table(self, name: str, **parameters: Parameter) -> pa.Table:
        """The rows of `queries/{name}.sql` for a file: decimals exact, dates as dates. Raises what `query` does."""
        with self._cursor() as cursor:
            return cursor.sql(_declared(name, parameters), params=parameters).to_arrow_table()

    def close(self) -> None:
        """Release the connection; the object is of no use afterwards."""
        self._connection.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        if isinstance(self.source, RecordFile):
            cursor.execute(f"USE {ATTACHED}")
        return cursor


def _declared(name: str, parameters: Mapping[str, Parameter]) -> str:
    """The text of a query whose declared parameters are those given."""
    sql = read_query(name)
    declared = set(DECLARED.findall(sql))
    if declared != set(parameters):
        wrong = ", ".join(sorted(declared ^ set(parameters)))
        raise QueryInvalid(f"{name}.sql declares {sorted(declared)}; the call differs in: {wrong}")
    return sql
