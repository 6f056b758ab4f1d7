"""The record in DuckDB: build it from the curated tables, seal it, run named queries and checks."""

from collections.abc import Mapping

import duckdb
import pandas as pd
import pyarrow as pa

from policytargets.errors import QueryInvalid
from policytargets.record.queries import DECLARED, read_query

ATTACHED = "record"

Parameter = str | int | float | bool | None | list[str] | list[int]


class Database:
    """A sealed record: one connection, a cursor per use, `version` naming the data it holds."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, version: str, *, attached: bool = False) -> None:
        self._connection = connection
        self._attached = attached
        self.version = version

    def query(self, name: str, **parameters: Parameter) -> pd.DataFrame:
        """The rows of `queries/{name}.sql` as a frame. Raises QueryInvalid for missing or surplus parameters."""
        with self._cursor() as cursor:
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
        if self._attached:
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
