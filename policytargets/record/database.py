"""The record in DuckDB: build it from the curated tables, seal it, run named queries and checks."""

import duckdb
import pandas as pd

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
        sql = read_query(name)
        declared = set(DECLARED.findall(sql))
        if declared != set(parameters):
            wrong = ", ".join(sorted(declared ^ set(parameters)))
            raise QueryInvalid(f"{name}.sql declares {sorted(declared)}; the call differs in: {wrong}")
        with self._connection.cursor() as cursor:
            if self._attached:
                cursor.execute(f"USE {ATTACHED}")
            return cursor.execute(sql, parameters).df()

    def close(self) -> None:
        """Release the connection; the object is of no use afterwards."""
        self._connection.close()
