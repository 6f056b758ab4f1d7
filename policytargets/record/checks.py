"""Every check of the record: a query that returns the rows that are wrong."""

from policytargets.errors import Problem
from policytargets.record.curated import TABLES
from policytargets.record.database import Database
from policytargets.record.dictionary import Table
from policytargets.record.queries import read_query
from policytargets.record.tables import Records
from policytargets.settings import QUERIES


def run_checks(database: Database, records: Records) -> list[Problem]:
    """Every row that any query in `queries/checks/` reports, located in the curated files."""
    problems = []
    for name in check_names():
        for row in database.query(f"checks/{name}").itertuples():
            table = next(table for table in TABLES if table.name == row.table_name)
            line = _line_of(table, str(row.key), records)
            found, expected = str(row.found), str(row.expected)
            problems.append(Problem(table.file, line, str(row.column_name), found, expected, check_rule(name)))
    return problems


def check_names() -> list[str]:
    """The names of all checks, in order."""
    return sorted(path.stem for path in (QUERIES / "checks").glob("*.sql"))


def check_rule(name: str) -> str:
    """What a check demands, in Chinese: the second comment line of its query."""
    return read_query(f"checks/{name}").split("\n")[1].removeprefix("-- ")


def _line_of(table: Table, key: str, records: Records) -> int:
    for line, row in enumerate(records[table.name], 2):
        if "+".join(row[name] for name in table.key) == key:
            return line
    return 0
