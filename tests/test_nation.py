"""The synthetic nation of the benchmarks: labelled, the same each time, in the shape of the real record."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from policytargets.database import Database, open_record_file
from tests.bench.nation import nation
from tests.bench.rivals import Frames, Lite, board


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nation(12, 2, folder=tmp_path_factory.mktemp("nation"))


@pytest.fixture(scope="module")
def tiny(file: Path) -> Iterator[Database]:
    opened = open_record_file(file)
    yield opened
    opened.close()


def test_it_is_the_same_each_time(file: Path, tmp_path: Path) -> None:
    shutil.copy(file.with_name("real.duckdb"), tmp_path)
    with duckdb.connect() as connection:
        for name, place in (("one", file), ("other", nation(12, 2, folder=tmp_path))):
            connection.execute(f"ATTACH '{place}' AS {name} (READ_ONLY)")
        for table in ("districts", "documents", "tasks", "responsibilities", "targets", "target_full", "duty_counts"):
            (count,) = connection.execute(
                f"SELECT count(*) FROM (FROM one.{table} EXCEPT ALL FROM other.{table})"
            ).fetchone() or (None,)
            assert count == 0, table


def test_everything_in_it_says_that_it_is_synthetic(tiny: Database) -> None:
    districts, documents = tiny.query("compare/districts", districts=[]), tiny.query("evidence/documents")
    assert len(districts) == 12
    assert len(documents) == 24
    assert districts["district"].str.startswith("合成县").all()
    assert documents["title"].str.startswith("合成数据").all()
    assert tiny.version.startswith("synthetic")


@pytest.mark.parametrize(
    "check", ["target_id_wrong", "missing_lead", "department_unmapped", "position_gap", "unit_wrong"]
)
def test_its_rows_fit_together(tiny: Database, check: str) -> None:
    assert tiny.query(f"checks/{check}").empty


def test_its_large_tables_keep_the_keys_that_they_go_without(file: Path) -> None:
    keys = {"tasks": "task_id", "targets": "target_id", "responsibilities": "(task_id, role, position)"}
    with duckdb.connect(str(file), read_only=True) as connection:
        for table, key in keys.items():
            rows, distinct = connection.execute(f"SELECT count(*), count(DISTINCT {key}) FROM {table}").fetchone() or (
                0,
                1,
            )
            assert rows == distinct, table


def test_the_board_pandas_and_sqlite_give_the_same_answers(file: Path, tiny: Database, tmp_path: Path) -> None:
    lite = Lite(file, tmp_path / "lite.db")
    sides = {"pandas": Frames(file).questions("synthetic-0001"), "SQLite": lite.questions("synthetic-0001")}
    for question, ask in board(tiny, "synthetic-0001").items():
        answer = sorted(ask())
        assert answer, question
        for name, questions in sides.items():
            assert sorted(questions[question]()) == answer, f"{question}, {name}"
    lite.close()
