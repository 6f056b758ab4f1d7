"""Building a record: from the curated tables into a database."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from policytargets.errors import Problem, TablesInvalid
from policytargets.record.checks import run_checks
from policytargets.record.curated import TABLE, TABLES
from policytargets.record.database import Database
from policytargets.record.dictionary import Column, Table
from policytargets.record.queries import read_query
from policytargets.record.rows import Row, Sheet
from policytargets.record.tables import Records, read_sheets, version_of
from policytargets.settings import QUERIES

VIEWS = (
    "task_role", "split_tasks", "duties", "target_text", "target_full",
    "newest_plans", "current_targets", "plan_counts", "duty_counts",
    "bare_tasks", "due_items",
)  # fmt: skip


MACROS = ("let_through", "duties_held")


CASTS = {"text": "VARCHAR", "integer": "INTEGER", "decimal": "DECIMAL(24, 8)", "boolean": "BOOLEAN", "date": "DATE"}


def open_record(folder: Path) -> Database:
    """The curated tables of `folder` in a sealed in-memory database. Raises TablesInvalid with every problem,
    those of the files and those found by the checks."""
    sheets, problems = read_sheets(folder)
    if problems:
        raise TablesInvalid([*problems, *_further_problems(sheets, problems)])
    records = {name: [row for _, row in sheet.rows] for name, sheet in sheets.items()}
    database = Database(seal(fill(duckdb.connect(), records)), version_of(folder), source=records)
    problems = run_checks(database, sheets)
    if problems:
        database.close()
        raise TablesInvalid(problems)
    return database


def _further_problems(sheets: dict[str, Sheet], problems: list[Problem]) -> list[Problem]:
    """What the checks find in tables that have defects already, so that curators need not come back for it; nothing
    where a file could not be read as a table, and nothing of rows that are reported already."""
    if any(sheets[table.name].columns != tuple(table.header) for table in TABLES):
        return []
    with duckdb.connect() as connection:
        for statement in connection.extract_statements(_schema()):
            if "CREATE MACRO" in statement.query:
                connection.execute(statement)
        for table in TABLES:
            _load(connection, table, [row for _, row in sheets[table.name].rows], keep_defects=True)
        try:
            found = run_checks(Database(create_views(connection), ""), sheets)
        except duckdb.Error:
            return []  # a view can't be worked out from rows that contradict each other; what is wrong is reported
    reported = {(problem.file, problem.line) for problem in problems}
    return [problem for problem in found if problem.line and (problem.file, problem.line) not in reported]


def check_rows(records: Mapping[str, Sequence[Row]], names: Iterable[str]) -> list[Problem]:
    """What some of the checks find in a few rows alone, whose `line` counts them from 1; `records` has the rows of
    those tables that the checks read."""
    sheets = {name: Sheet(tuple(TABLE[name].header), list(enumerate(rows, 1))) for name, rows in records.items()}
    with duckdb.connect() as connection:
        for name, rows in records.items():
            _load(connection, TABLE[name], list(rows), keep_defects=True)
        return run_checks(Database(connection, ""), sheets, names)


def fill(connection: duckdb.DuckDBPyConnection, records: Records) -> duckdb.DuckDBPyConnection:
    """The connection, in which the curated tables and all views have been made of the records."""
    create_tables(connection)
    by_name = {table.name: table for table in TABLES}
    for name in _loading_order():
        _load(connection, by_name[name], records[name])
    return create_views(connection)


def create_tables(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, in which the empty curated tables have been made."""
    connection.execute(_schema())
    return connection


def _schema() -> str:
    return (QUERIES / "schema.sql").read_text(encoding="utf-8")


def create_views(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, in which all views have been worked out from the curated tables."""
    for view in VIEWS:
        # A table, not a view: the record is read-only, so what pages ask for again and again is worked out once.
        connection.execute(f"CREATE TABLE {view} AS {read_query(f'views/{view}')}")
    # Macros that give rows need the tables they read.
    for macro in MACROS:
        connection.execute((QUERIES / "macros" / f"{macro}.sql").read_text(encoding="utf-8"))
    return connection


def _loading_order() -> list[str]:
    """Tables in the order of their creation, so that what is referred to comes first."""
    return re.findall(r"CREATE TABLE (\w+)", _schema())


def _load(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: list[dict[str, str]], *, keep_defects: bool = False
) -> None:
    """Put rows into a table: into that of schema.sql, or with their defects into one without types and constraints."""
    texts = pa.table({name: pa.array([row[name] or None for row in rows], pa.string()) for name in table.header})
    connection.register("incoming", texts)
    if keep_defects:
        chosen = ", ".join(_cast(column, "TRY_CAST") for column in table.columns)
        connection.execute(f"CREATE TABLE {table.name} AS SELECT {chosen} FROM incoming")
    else:
        chosen = ", ".join(_cast(column, "CAST") for column in table.columns)
        try:
            connection.execute(f"INSERT INTO {table.name} BY NAME SELECT {chosen} FROM incoming")
        except (duckdb.ConstraintException, duckdb.ConversionException) as error:
            # A constraint that the dictionary does not declare; the tests demand that there is none.
            found = str(error).split("\n")[0]
            raise TablesInvalid(
                [Problem(table.file, 0, "", found, "rows that fit schema.sql", "符合数据库约束")]
            ) from error
    connection.unregister("incoming")


def _cast(column: Column, how: str) -> str:
    if column.kind == "list":
        return f"string_split({column.name}, ';') AS {column.name}"
    return f"{how}({column.name} AS {CASTS[column.kind]}) AS {column.name}"


def seal(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, which from now on reaches nothing outside what is attached to it."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
