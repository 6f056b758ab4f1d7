"""Every check of the record: a query that returns the rows that are wrong."""

from collections.abc import Iterable, Mapping

from policytargets.errors import Problem
from policytargets.record.curated import TABLE, TABLES
from policytargets.record.database import Database
from policytargets.record.dictionary import Table
from policytargets.record.queries import read_query
from policytargets.record.rows import Sheet
from policytargets.settings import QUERIES


def run_checks(database: Database, sheets: Mapping[str, Sheet], names: Iterable[str] | None = None) -> list[Problem]:
    """Every row that any query in `queries/checks/`, or any of those named, reports, located in the curated files."""
    problems = []
    lines = {table.name: _lines(table, sheets[table.name]) for table in TABLES if table.name in sheets}
    for name in check_names() if names is None else names:
        for row in database.query(f"checks/{name}").itertuples():
            line = lines[str(row.table_name)].get(str(row.key), 0)
            found, expected = str(row.found), str(row.expected)
            file, column = TABLE[str(row.table_name)].file, str(row.column_name)
            problems.append(Problem(file, line, column, found, expected, check_rule(name)))
    return problems


def check_names() -> list[str]:
    """The names of all checks, in order."""
    return sorted(path.stem for path in (QUERIES / "checks").glob("*.sql"))


def check_rule(name: str) -> str:
    """What a check demands, in Chinese: the second comment line of its query."""
    return read_query(f"checks/{name}").split("\n")[1].removeprefix("-- ")


def _lines(table: Table, sheet: Sheet) -> dict[str, int]:
    """The line of each key, its columns joined as the checks join them."""
    return {"+".join(row[name] for name in table.key): line for line, row in reversed(sheet.rows)}
