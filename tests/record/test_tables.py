"""Bad input is refused with file, line and column, all of it at once, and nothing is guessed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policytargets.__main__ import main
from policytargets.errors import Problem, TablesInvalid
from policytargets.record.curated import TABLES
from policytargets.record.tables import read_tables, version_of, write_table
from policytargets.settings import data_folder


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(TablesInvalid) as caught:
        read_tables(folder)
    return caught.value.problems


def spoiled(folder: Path, name: str, change: Callable[[bytes], bytes]) -> list[Problem]:
    path = folder / name
    path.write_bytes(change(path.read_bytes()))
    return problems_of(folder)


def test_the_curated_files_are_canonical(tmp_path: Path) -> None:
    records = read_tables(data_folder())
    for table in TABLES:
        write_table(tmp_path / table.file, table, records[table.name])
        assert (tmp_path / table.file).read_bytes() == (data_folder() / table.file).read_bytes()


@pytest.mark.parametrize(
    ("change", "line", "column", "expected"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, 1, "", "UTF-8 without BOM"),
        (lambda raw: raw.replace(b"\n", b"\r\n"), 1, "", "lines ending in LF only"),
        (lambda raw: raw.decode().encode("gb18030"), 2, "", "UTF-8"),
        (lambda raw: b"", 0, "", "unit,quantity,canonical_unit,factor"),
        (lambda raw: raw.split(b"\n")[0] + b"\n", 0, "", "at least one row"),
        (lambda raw: raw.replace(b"unit,quantity", b"unit,amount", 1), 1, "quantity", "unit,quantity,canonical_unit"),
        (lambda raw: raw[:-1], None, "", "a final LF"),
        (lambda raw: raw + "吨,质量\n".encode(), None, "", "4 fields"),
        (lambda raw: raw.replace("亿斤,质量,吨,50000".encode(), "亿斤,质量,吨,5万".encode()), None, "factor",
         "a plain decimal number such as 3.65"),
        (lambda raw: raw.replace("亿斤,质量,吨,50000".encode(), "亿斤,质量,吨,".encode()), None, "factor", "a value"),
        (lambda raw: raw.replace("亿斤,质量,吨,".encode(), "亿斤,质量,石,".encode()), None, "canonical_unit",
         "a unit of units.csv"),
        (lambda raw: raw + "亿斤,质量,吨,50000\n".encode(), None, "unit", "a key not used in line"),
        (lambda raw: raw + ",质量,吨,1\n".encode(), None, "unit", "a value"),
        (lambda raw: raw.replace("亿斤,质量".encode(), "亿斤,质量 ".encode()), None, "quantity", "no white space"),
        (lambda raw: raw + b'"open', None, "", "well-formed CSV"),
    ],
)  # fmt: skip
def test_each_defect_is_reported_at_its_place(
    folder: Path, change: Callable[[bytes], bytes], line: int | None, column: str, expected: str
) -> None:
    found = spoiled(folder, "units.csv", change)
    matching = [
        problem
        for problem in found
        if problem.file == "units.csv" and problem.column == column and expected in problem.expected
    ]
    assert matching, found
    assert line is None or matching[0].line == line
    assert all(problem.rule for problem in found)


def test_a_missing_file_is_reported(folder: Path) -> None:
    (folder / "lines.csv").unlink()
    assert [problem.found for problem in problems_of(folder) if problem.file == "lines.csv"] == ["no such file"]


def test_rows_out_of_order_are_reported(folder: Path) -> None:
    def swap(raw: bytes) -> bytes:
        head, first, second, *rest = raw.split(b"\n")
        return b"\n".join([head, second, first, *rest])

    (problem,) = spoiled(folder, "categories.csv", swap)
    assert (problem.line, problem.expected) == (3, "rows sorted by key")


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("targets", "comparator", "minimum", "one of at_least"),
        ("targets", "indicator_id", "nothing", "an indicator_id of indicators.csv"),
        ("targets", "withheld", "yes", "true or false"),
        ("targets", "due_year", "2023.0", "a whole number"),
        ("targets", "value", "1e3", "a plain decimal number"),
        ("documents", "issued_on", "2023-6-7", "a date"),
        ("departments", "line_ids", "science;magic", "a line_id of lines.csv"),
    ],
)
def test_wrong_values_are_reported(
    folder: Path, spoil: Callable, table: str, column: str, value: str, expected: str
) -> None:
    spoil(table, lambda rows: rows[0].update({column: value}))
    (problem,) = problems_of(folder)
    assert (problem.line, problem.column) == (2, column)
    assert expected.removeprefix("an ").removeprefix("a ") in problem.expected


def test_all_problems_of_all_files_come_at_once(folder: Path, spoil: Callable) -> None:
    spoil("targets", lambda rows: rows[0].update(basis="x", strength="y"))
    spoil("documents", lambda rows: rows[0].update(status="z"))
    assert len(problems_of(folder)) == 3


def test_the_command_lists_each_problem_and_exits_1(
    folder: Path, spoil: Callable, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil("targets", lambda rows: rows[3].update(basis="x"))
    assert main(["--data", str(folder), "check"]) == 1
    assert "targets.csv:5 basis: found 'x'; expected one of new" in capsys.readouterr().out


def test_the_version_follows_the_data(folder: Path, spoil: Callable) -> None:
    before = version_of(folder)
    assert before == version_of(folder)
    spoil("categories", lambda rows: rows[0].update(description="另一种说法"))
    assert version_of(folder) != before
