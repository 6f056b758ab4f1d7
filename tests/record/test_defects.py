"""Every kind of defect, planted at random in every table, is reported at its file, line and column."""

import csv
import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from policytargets.errors import Problem, TablesInvalid
from policytargets.record.building import create_tables, open_record
from policytargets.record.curated import TABLE, TABLES
from policytargets.record.dictionary import Column, Table
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder

Rows = list[list[str]]
UNSEEN = {
    "control": "\x07", "tab": "\t", "NUL": "\x00", "lone CR": "\r", "zero width": "\u200b", "joiner": "\u200d",
    "bidi": "\u202e", "isolate": "\u2066", "BOM inside": "\ufeff", "soft hyphen": "\xad", "no-break space": "\xa0",
    "ideographic space": "\u3000", "line separator": "\u2028", "Hangul filler": "\u3164", "private": "\ue000",
    "selector": "\ufe0f", "replacement": "\ufffd", "half character": "\udcb5",
}  # fmt: skip
DIGITS = {"full-width": "３", "Arabic": "٣", "Thai": "๓"}
WRONG = {
    "integer": ["1.0", "1e3", "+1", "01", "-0", "一", "99999999999", "9" * 40, "nan"],
    "decimal": ["1,5", ".5", "1.", "1.50", "-0", "1e3", "nan", "Infinity", "1.234567891", "9" * 15, "0x1F"],
    "boolean": ["yes", "True", "1"],
    "date": ["2023-6-7", "20230607", "2023-02-30", "1989-12-31", "2101-01-01", "2023-W01-1"],
    "list": [";", ";;", "science;", ";science", "science;;energy", "science;science", "science; energy", "nothing"],
}


@dataclass(frozen=True)
class Plant:
    """Where a defect was planted and a word of what should be expected there."""

    line: int
    column: str
    expected: str


Defect = Callable[[random.Random, Table, Rows], Plant | None]


def anywhere(
    chance: random.Random, table: Table, rows: Rows, wanted: Callable[[Column], bool]
) -> tuple[int, int] | None:
    """The place of a filled field whose column is wanted: number of the row and of the column."""
    columns = [place for place, column in enumerate(table.columns) if wanted(column)]
    places = [(row, place) for row in range(1, len(rows)) for place in columns if rows[row][place]]
    return chance.choice(places) if places else None


def inserted(letter: str, expected: str) -> Defect:
    def plant(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
        place = anywhere(chance, table, rows, lambda column: True)
        assert place is not None
        row, column = place
        text = rows[row][column]
        at = chance.randrange(len(text))  # not at the end, where a carriage return is a fault of the line
        rows[row][column] = text[:at] + letter + text[at:]
        return Plant(row + 1, table.columns[column].name, expected)

    return plant


def replaced(wanted: Callable[[Column], bool], value: str, expected: str) -> Defect:
    def plant(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
        place = anywhere(chance, table, rows, wanted)
        if place is None:
            return None
        rows[place[0]][place[1]] = value
        return Plant(place[0] + 1, table.columns[place[1]].name, expected)

    return plant


def repeated(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    row = chance.randrange(1, len(rows))
    rows.append(list(rows[row]))
    return Plant(len(rows), "+".join(table.key), f"not used in line {row + 1}")


def disordered(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    if len(rows) < 3:
        return None
    row = chance.randrange(1, len(rows) - 1)
    rows[row], rows[row + 1] = rows[row + 1], rows[row]
    return Plant(row + 2, "+".join(table.key), "sorted by key")


def too_few(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    row = chance.randrange(1, len(rows))
    rows[row].pop()
    return Plant(row + 1, "", f"{len(table.columns)} fields")


def too_many(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    row = chance.randrange(1, len(rows))
    rows[row].append("")
    return Plant(row + 1, "", f"{len(table.columns)} fields")


def blank_line(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    row = chance.randrange(1, len(rows))
    rows.insert(row, [])
    return Plant(row + 1, "", f"{len(table.columns)} fields")


def broken_line(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    row = chance.randrange(1, len(rows))
    rows[row][-1] += "甲\n乙"
    return Plant(row + 1, "", "closed on its line")


def columns_swapped(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    place = chance.randrange(len(table.columns) - 1)
    for row in rows:
        row[place], row[place + 1] = row[place + 1], row[place]
    return Plant(1, table.header[place + 1], ",".join(table.header))


def column_renamed(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    place = chance.randrange(len(table.columns))
    rows[0][place] += "_"
    return Plant(1, table.header[place], ",".join(table.header))


def column_twice(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    place = chance.randrange(len(table.columns))
    for row in rows:
        row.append(row[place])
    return Plant(1, table.header[place], ",".join(table.header))


def unique_twice(group: Callable[[Table], list[tuple[str, ...]]]) -> Defect:
    def plant(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
        groups = group(table)
        if not groups or len(rows) < 3:
            return None
        names = chance.choice(groups)
        places = [table.header.index(name) for name in names]
        filled = [row for row in range(1, len(rows)) if all(rows[row][place] for place in places)]
        first, second = sorted(chance.sample(filled, 2))
        for place in places:
            rows[second][place] = rows[first][place]
        return Plant(second + 1, "+".join(names), f"not used in line {first + 1}")

    return plant


def ended_before_it_began(chance: random.Random, table: Table, rows: Rows) -> Plant | None:
    if not table.in_order:
        return None
    lower, upper = (table.header.index(name) for name in table.in_order)
    row = chance.randrange(1, len(rows))
    dates = table.column(table.in_order[0]).kind == "date"
    rows[row][lower], rows[row][upper] = ("2023-12-31", "2023-01-01") if dates else ("100", "20")
    return Plant(row + 1, table.in_order[1], f"more than {table.in_order[0]}")


DEFECTS: dict[str, Defect] = {
    **{name: inserted(letter, "can be seen") for name, letter in UNSEEN.items()},
    **{f"{name} digit": inserted(letter, "digits 0 to 9") for name, letter in DIGITS.items()},
    **{
        f"{kind} {value[:20]}": replaced(lambda column, kind=kind: column.kind == kind and not column.codes, value, "")
        for kind, values in WRONG.items()
        for value in values
    },
    "blank before": replaced(lambda column: column.kind == "text", " 甲", "no white space"),
    "blank after": replaced(lambda column: column.kind == "text", "甲 ", "no white space"),
    "decomposed": replaced(lambda column: column.kind == "text", "e\u0301", "NFC"),
    "not said": replaced(lambda column: column.required, "", "a value"),
    "unknown code": replaced(lambda column: bool(column.codes), "minimum", "one of"),
    "nothing there": replaced(lambda column: bool(column.refers), "nowhere", "a "),
    "unlike the pattern": replaced(lambda column: bool(column.pattern), "区县", "text like"),
    "too small": replaced(lambda column: bool(column.least), "-1001", "a number"),
    "far too large": replaced(lambda column: bool(column.most), "2000000000000", "number"),
    "five decimals": replaced(lambda column: column.kind == "decimal" and column.places == 4, "1.23456", "4 decimals"),
    "nine decimals": replaced(lambda column: column.places == 8, "1.234567891", "8 decimals"),
    "factor 0": replaced(lambda column: column.name == "factor", "0", "a number: 0.000001"),
    "key twice": repeated,
    "rows out of order": disordered,
    "a field too few": too_few,
    "a field too many": too_many,
    "a blank line": blank_line,
    "a line broken in two": broken_line,
    "columns swapped": columns_swapped,
    "a column renamed": column_renamed,
    "a column twice": column_twice,
    "unique value twice": unique_twice(lambda t: [(c.name,) for c in t.columns if c.unique and (c.name,) != t.key]),
    "unique values twice": unique_twice(lambda table: [table.unique] if table.unique else []),
    "end before start": ended_before_it_began,
}  # fmt: skip
FILLED = [table for table in TABLES if len((data_folder() / table.file).read_text("utf-8").splitlines()) > 2]


def rows_of(table: Table, folder: Path) -> Rows:
    return list(csv.reader(io.StringIO((folder / table.file).read_text(encoding="utf-8"), newline="")))


def write(table: Table, folder: Path, rows: Rows) -> None:
    """Fields as they are, quoted where they must be; a half character becomes a byte that is not UTF-8."""
    quoted = [[f'"{field}"' if re.search('[,"\n]', field) else field for field in row] for row in rows]
    text = "\n".join(",".join(row) for row in quoted) + "\n"
    (folder / table.file).write_bytes(text.encode("utf-8", "surrogateescape"))


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(TablesInvalid) as caught:
        read_tables(folder)
    return caught.value.problems


def reported(plant: Plant, table: Table, problems: list[Problem]) -> bool:
    return any(
        (problem.file, problem.line, problem.column) == (table.file, plant.line, plant.column)
        and plant.expected in problem.expected
        and problem.found
        and problem.rule
        for problem in problems
    )


@pytest.mark.parametrize("name", DEFECTS)
def test_every_kind_of_defect_is_reported_where_it_is(folder: Path, name: str) -> None:
    """In all tables at once, at places that differ from one kind to the next."""
    planted = []
    for table in FILLED:
        rows = rows_of(table, folder)
        plant = DEFECTS[name](random.Random(f"{name} in {table.name}"), table, rows)
        if plant is not None:
            write(table, folder, rows)
            planted.append((plant, table))
    problems = problems_of(folder)
    assert planted
    missing = [
        (plant, [problem for problem in problems if problem.file == table.file][:3])
        for plant, table in planted
        if not reported(plant, table, problems)
    ]
    assert missing == []


@pytest.mark.parametrize("seed", range(5))
def test_many_defects_in_many_tables_come_all_at_once(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    planted: list[tuple[str, Plant, Table]] = []
    in_place = [name for name in DEFECTS if name in UNSEEN or name.split(" ")[0] in (*WRONG, "unknown", "five")]
    for table in FILLED:
        rows = rows_of(table, folder)
        for name in chance.sample(in_place, 8):
            taken = {(plant.line, plant.column) for _, plant, other in planted if other is table}
            tried = [list(row) for row in rows]
            plant = DEFECTS[name](chance, table, tried)
            if plant is not None and (plant.line, plant.column) not in taken:
                planted.append((name, plant, table))
                rows = tried
        write(table, folder, rows)
    problems = problems_of(folder)
    assert len(planted) > 25
    assert [name for name, plant, table in planted if not reported(plant, table, problems)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, 1),
        (lambda raw: raw.replace(b"\n", b"\r\n"), 1),
        (lambda raw: raw.replace(b"\n", b"\r"), 1),
        (lambda raw: raw + b"\r", -1),
        (lambda raw: b"", 0),
        (lambda raw: raw[:-1], -1),
        (lambda raw: raw.decode().encode("utf-16"), 1),
    ],
)
def test_a_file_that_is_no_utf8_text_with_lf_is_reported(
    folder: Path, table: Table, spoil: Callable[[bytes], bytes], line: int
) -> None:
    raw = (folder / table.file).read_bytes()
    (folder / table.file).write_bytes(spoil(raw))
    wanted = line if line >= 0 else spoil(raw).count(b"\n") + 1
    assert wanted in [problem.line for problem in problems_of(folder) if problem.file == table.file]


def test_a_row_that_is_broken_does_not_accuse_those_that_refer_to_it(folder: Path) -> None:
    rows = rows_of(TABLE["districts"], folder)
    rows[1].pop()
    write(TABLE["districts"], folder, rows)
    assert {problem.file for problem in problems_of(folder)} == {"districts.csv"}


def test_what_the_schema_forbids_the_reader_reports_first() -> None:
    """Each constraint of schema.sql is declared in the dictionary, by which the reader goes."""
    with duckdb.connect() as connection:
        create_tables(connection)
        constraints = connection.execute(
            "SELECT table_name, constraint_type, constraint_column_names, expression FROM duckdb_constraints()"
        ).fetchall()
    assert len(constraints) > 100
    for name, kind, columns, expression in constraints:
        table = TABLE[name]
        declared = [table.column(column) for column in columns]
        if kind == "PRIMARY KEY":
            assert tuple(columns) == table.key
        elif kind == "UNIQUE":
            assert tuple(columns) == table.unique or declared[0].unique, (name, columns)
        elif kind == "NOT NULL":
            assert declared[0].required, (name, columns)
        elif kind == "FOREIGN KEY":
            assert declared[0].refers, (name, columns)
        elif "IN (" in expression:
            assert set(re.findall(r"'([^']+)'", expression)) == set(declared[0].codes), (name, expression)
        elif "regexp" in expression:
            assert declared[0].pattern in expression, (name, expression)
        elif len(set(columns)) == 2:
            assert set(table.in_order or ()) == set(columns), (name, expression)
        elif "len(" in expression:
            assert declared[0].required, (name, expression)
        else:
            assert ">" in expression, (name, expression)
            assert declared[0].least, (name, expression)


def test_negative_figures_can_be_curated(folder: Path) -> None:
    rows = rows_of(TABLE["targets"], folder)
    place = {name: number for number, name in enumerate(rows[0])}
    growth = next(row for row in rows[1:] if row[place["basis"]] == "growth" and row[place["stated_in"]] == "digits")
    growth[place["value"]], growth[place["value_high"]] = "-7", ""
    growth[place["printed"]], growth[place["comparator"]], growth[place["withheld"]] = "-7%左右", "about", "false"
    write(TABLE["targets"], folder, rows)
    assert read_tables(folder)
    open_record(folder).close()


def test_what_the_checks_find_comes_with_what_the_reader_finds(folder: Path) -> None:
    """One defect of each kind, in different files: a curator sees both at once, and the row's other faults once."""
    targets, units = rows_of(TABLE["targets"], folder), rows_of(TABLE["units"], folder)
    place = {name: number for number, name in enumerate(targets[0])}
    wrong = next(number for number, row in enumerate(targets) if row[place["basis"]] == "share" and number > 5)
    targets[wrong][place["due_year"]] = "2031"
    targets[3][place["value"]] = "ten"
    units[2].pop()
    write(TABLE["targets"], folder, targets)
    write(TABLE["units"], folder, units)
    with pytest.raises(TablesInvalid) as caught:
        open_record(folder)
    found = {(problem.file, problem.line, problem.column) for problem in caught.value.problems}
    assert {("targets.csv", wrong + 1, "due_year"), ("targets.csv", 4, "value"), ("units.csv", 3, "")} <= found
    assert {column for file, line, column in found if (file, line) == ("targets.csv", 4)} == {"value"}
