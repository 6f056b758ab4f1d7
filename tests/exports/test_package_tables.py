"""What `export` and `build` write, row by row against plain Python over the CSV files."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from pyarrow import parquet

from policytargets.__main__ import main
from policytargets.record.curated import TABLES
from tests import words
from tests.comparisons_in_python import current_targets, newest_plans
from tests.record_in_python import Record, comparable, expected, numbered
from tests.tables_in_python import full_row


@pytest.fixture(scope="module")
def package(odd: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    assert main(["--data", str(odd.folder), "export", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def built(odd: Record, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The record file, opened by DuckDB itself."""
    file = tmp_path_factory.mktemp("built") / "record.duckdb"
    assert main(["--data", str(odd.folder), "build", str(file)]) == 0
    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection


def rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    found = connection.table(table)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def assert_holds(found: list[dict[str, Any]], told: list[dict[str, Any]]) -> None:
    """That the rows found are the rows told, in their order; the rows found may have further columns."""
    assert len(found) == len(told)
    for row, own in zip(found, told, strict=True):
        for name, value in expected(own).items():
            assert comparable(row[name]) == value, (own, name)


def test_the_full_view_for_programs(odd: Record, package: Path) -> None:
    told = [full_row(target) for target in odd.targets]
    assert_holds(parquet.read_table(package / "target_full.parquet").to_pylist(), told)
    book = openpyxl.load_workbook(package / "targets.xlsx")
    head, *lines = book["目标"].iter_rows(values_only=True)
    flat = [
        {name: ";".join(value) if isinstance(value, list) else value for name, value in row.items()} for row in told
    ]
    assert_holds([dict(zip(head, line, strict=True)) for line in lines], flat)
    notes = list(book["说明"].iter_rows(values_only=True))
    districts = odd.table("districts")
    assert [text for label, text in notes if label == "来源"] == [
        f"{districts[row['district_id']]['name']}，《{row['title']}》"
        f"（{row['doc_no'] or '公开文本未载文号'}，{words.STATUS[row['status']]}）"
        for row in sorted(odd.records["documents"], key=lambda row: row["document_id"])
    ]
    assert next(text for label, text in notes if label == "行数").startswith(f"{len(told)} 行")


def test_the_curated_tables_leave_as_they_are(odd: Record, package: Path) -> None:
    for table in TABLES:
        with (package / table.file).open(encoding="utf-8", newline="") as file:
            assert list(csv.DictReader(file)) == odd.records[table.name], table.file


def test_a_record_file_holds_every_curated_row(odd: Record, built: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES:
        key = list(table.key)
        found = {tuple(_text(row[name]) for name in key): row for row in rows_of(built, table.name)}
        assert len(found) == len(odd.records[table.name])
        for row in odd.records[table.name]:
            stored = found[tuple(row[name] for name in key)]
            for column in table.columns:
                told = row[column.name]
                if column.kind in ("decimal", "integer"):
                    assert comparable(stored[column.name]) == expected({"": float(told) if told else None})[""]
                else:
                    assert _text(stored[column.name]) == told, (row, column.name)


def test_a_record_file_holds_the_views(odd: Record, built: duckdb.DuckDBPyConnection) -> None:
    assert_holds(rows_of(built, "target_full"), [full_row(target) for target in odd.targets])
    current = {row["target_id"]: row for row in rows_of(built, "current_targets")}
    assert_holds(
        [current[target.target_id] for target in current_targets(odd)],
        [full_row(target) for target in current_targets(odd)],
    )
    assert len(current) == len(current_targets(odd))
    plans = {row["district_id"]: row["document_id"] for row in rows_of(built, "newest_plans")}
    assert plans == newest_plans(odd)
    roles = {row["task_id"]: row for row in rows_of(built, "task_role")}
    assert set(roles) == set(odd.table("tasks"))
    for task_id, by_role in odd.departments.items():
        for role, names in (("lead", "leads"), ("support", "supports")):
            assert roles[task_id][names] == [row["name"] for row in by_role[role]]
            assert roles[task_id][f"{role}_ids"] == [row["department_id"] for row in by_role[role]]


def test_the_counts_of_plans_are_those_python_counts(odd: Record, built: duckdb.DuckDBPyConnection) -> None:
    """Numbered tasks once, whatever paragraphs they have; a figure of a paragraph is one of its task."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    stated: dict[Any, set[str]] = defaultdict(set)
    for target in odd.targets:
        own = counts[target.document["document_id"], target.category["category_id"]]
        own.update(statements=1, targets=target.counted, withheld=target.counted and target.presence == "withheld")
        stated[target.numbered].add(target.row["stated_in"])
    for task in odd.records["tasks"]:
        if numbered(task) and not task["item"]:
            own = counts[task["document_id"], task["category_id"]]
            figures = stated.get(numbered(task), set())
            own.update(tasks=1, tasks_with_figures=bool(figures), tasks_in_words=figures == {"words"})
    found = {(row["document_id"], row["category_id"]): row for row in rows_of(built, "plan_counts")}
    assert set(found) == set(counts)
    for place, own in counts.items():
        for name in ("tasks", "tasks_with_figures", "tasks_in_words", "statements", "targets", "withheld"):
            assert found[place][name] == own[name], (place, name)


def test_the_tasks_without_targets_are_those_of_which_python_finds_none(
    odd: Record, built: duckdb.DuckDBPyConnection
) -> None:
    """A figure of a paragraph is one of its task, which is told once, with its own departments."""
    stated = {target.numbered for target in odd.targets}
    bare = [
        task for task in odd.records["tasks"] if numbered(task) and not task["item"] and numbered(task) not in stated
    ]
    rows = rows_of(built, "bare_tasks")
    assert [row["task_id"] for row in rows] == [
        task["task_id"] for task in sorted(bare, key=lambda task: (task["document_id"], int(task["task_no"])))
    ]
    for row in rows:
        by_role = odd.departments[row["task_id"]]
        for role in ("lead", "support"):
            assert row[f"{role}_ids"] == [own["department_id"] for own in by_role[role]]


def _text(value: Any) -> str:
    """A stored value as the tables write it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return ";".join(value) if isinstance(value, list) else str(value)
