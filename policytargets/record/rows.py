"""What rows owe each other: keys used once and in order, nothing unique twice, references that lead somewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from policytargets.errors import Problem
from policytargets.record.curated import TABLES
from policytargets.record.dictionary import Column, Table
from policytargets.record.fields import INTEGER, complaints, items, shown

Row = dict[str, str]
Numbered = list[tuple[int, Row]]
Key = tuple[object, ...]


@dataclass
class Sheet:
    """What could be read of one file: its known columns, its whole rows with their lines, and every value that stands
    in a row that is broken, so that who refers to that row is not accused as well."""

    columns: tuple[str, ...] = ()
    rows: Numbered = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def sort_key(table: Table, row: Mapping[str, str]) -> Key:
    """Key columns as text, whole numbers by their value."""
    return tuple(_sortable(table.column(name), row[name]) for name in table.key)


def _sortable(column: Column, value: str) -> tuple[int, str]:
    whole = column.kind == "integer" and INTEGER.fullmatch(value) and len(value) < 20
    return (int(value), "") if whole else (0, value)


def problems_of_rows(table: Table, sheet: Sheet) -> Iterator[Problem]:
    """Every defect of the rows of one table, looked at without the others."""
    columns, rows = sheet.columns, sheet.rows
    known = [column for column in table.columns if column.name in columns]
    wrong: set[tuple[int, str]] = set()
    for line, row in rows:
        for column in known:
            for found, expected, rule in complaints(column, row[column.name]):
                wrong.add((line, column.name))
                yield Problem(table.file, line, column.name, found, expected, rule)
    groups = [table.key, *((column.name,) for column in table.columns if column.unique), table.unique]
    for group in groups:
        if group and set(group) <= set(columns):
            yield from _repeated(table, group, rows)
    if set(table.key) <= set(columns):
        yield from _disordered(table, _sound(rows, table.key, wrong))
    if table.in_order and set(table.in_order) <= set(columns):
        yield from _inverted(table, *table.in_order, _sound(rows, table.in_order, wrong))


def _sound(rows: Numbered, names: Iterable[str], wrong: set[tuple[int, str]]) -> Numbered:
    """The rows that can be compared by these columns: nothing is wrong with any of them."""
    return [(line, row) for line, row in rows if not any((line, name) in wrong for name in names)]


def _repeated(table: Table, group: tuple[str, ...], rows: Numbered) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    named = "+".join(group)
    for line, row in rows:
        values = tuple(row[name] for name in group)
        if not all(values):
            continue  # what is empty is not said, and two rows may both say nothing
        if values in first:
            what = "a key" if group == table.key else f"{named} that is"
            expected = f"{what} not used in line {first[values]}"
            rule = "主键不重复" if group == table.key else "应当唯一的值不重复"
            yield Problem(table.file, line, named, shown(", ".join(values)), expected, rule)
        first.setdefault(values, line)


def _disordered(table: Table, rows: Numbered) -> Iterator[Problem]:
    previous: Key | None = None
    named = "+".join(table.key)
    for line, row in rows:
        key = sort_key(table, row)
        if previous is not None and key < previous:
            found = shown(", ".join(row[name] for name in table.key))
            yield Problem(table.file, line, named, found, "rows sorted by key", "各行按主键排序")
        previous = key


def _inverted(table: Table, lower: str, upper: str, rows: Numbered) -> Iterator[Problem]:
    decimal = table.column(lower).kind == "decimal"
    for line, row in rows:
        low, high = row[lower], row[upper]
        if low and high and not (Decimal(low) < Decimal(high) if decimal else low < high):
            expected = f"more than {lower}, which is {low}"
            yield Problem(table.file, line, upper, shown(high), expected, "止晚于起，上界高于下界")


def problems_of_references(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Every value that should name a row of another table and does not."""
    for table in TABLES:
        for column in table.columns:
            if not column.refers or column.name not in sheets[table.name].columns:
                continue
            name, target = column.refers.split(".")
            known = {row[target] for _, row in sheets[name].rows if target in row} | sheets[name].broken
            if not known:
                continue  # the other table could not be read, which is reported already
            for line, row in sheets[table.name].rows:
                for value in items(column, row[column.name]):
                    if value not in known:
                        expected = f"a {target} of {name}.csv"
                        yield Problem(table.file, line, column.name, shown(value), expected, "引用的编号存在")
