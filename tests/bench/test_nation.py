"""The synthetic nation of the benchmarks: labelled, the same each time, in the shape of the real record."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from policytargets.record.database import Database
from policytargets.record.files import open_record_file
from policytargets.record.shelf import SHELF
from policytargets.ui.blocks.filters import MOST_DEPARTMENTS
from tests.bench.nation import nation
from tests.bench.rivals import FILTERS, Frames, Lite, board
from tests.pages import opened, said


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nation(12, 2, folder=tmp_path_factory.mktemp("nation"))


@pytest.fixture(scope="module")
def tiny(file: Path) -> Iterator[Database]:
    opened = open_record_file(file)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nation(60, 1, folder=tmp_path_factory.mktemp("sixty"))


@pytest.fixture
def served(sixty: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Pages read the sixty counties instead of the real record; gives them for questions of the test's own."""
    monkeypatch.setenv("POLICYTARGETS_DB", str(sixty))
    SHELF.clear()
    yield SHELF.newest()
    SHELF.clear()


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
    districts, documents = tiny.query("comparisons/districts", districts=[]), tiny.query("evidence/sources_documents")
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


def test_a_heat_map_of_many_districts_draws_some_and_says_what_the_rest_have(served: Database) -> None:
    counts = served.query("record/heat_map", districts=[]).groupby("district_id")["targets"].sum().sort_values()
    board = opened("board/overview")
    assert not board.exception
    assert f"仅列目标最多的 20 个区县；其余 40 个区县合计 {counts.iloc[:40].sum():,} 个计划目标" in said(board)


def test_a_comparison_of_many_districts_lists_the_highest_and_the_focus(served: Database) -> None:
    asked = {"indicators": ["grain-capacity"], "most": 5, "evenly": False}
    everything = served.query("comparisons/indicator_targets", indicators=["grain-capacity"], districts=[])
    own = everything[everything["indicator_id"] == "grain-capacity"]
    amounts = own.groupby("district_id", as_index=False)["value_std"].max()
    highest = amounts.sort_values(["value_std", "district_id"], ascending=[False, True]).set_index("district_id")
    lowest = highest.index[-1]
    found = served.query("comparisons/leading_targets", **asked, focus=lowest)
    assert set(found["district_id"]) == {*highest.index[:5], lowest}
    assert set(found["setting"]) == {len(highest)}
    spread = served.query("comparisons/leading_targets", **{**asked, "evenly": True}, focus="")
    assert {highest.index[0], lowest} <= set(spread["district_id"])
    assert spread["district_id"].nunique() <= 6


def test_pages_open_on_many_districts(served: Database) -> None:
    target = served.query("evidence/targets_page", **{**FILTERS, "limit": 1})["target_id"].iloc[0]
    for page in ("department", "district"):
        assert not opened(f"board/{page}").exception, page
    assert not opened("compare/indicator").exception
    assert not opened("evidence/targets", q="粮食").exception
    assert not opened("evidence/target", target=target).exception


def test_departments_of_very_many_are_found_by_name(served: Database) -> None:
    """Sixty counties have some two thousand organs: the selector holds what was searched for and what is chosen."""
    board = opened("evidence/targets")
    assert len(board.multiselect(key="departments").options) == MOST_DEPARTMENTS
    board.text_input(key="department_words").set_value("农业农村局（合成0007").run()
    options = board.multiselect(key="departments").options
    assert options
    assert all("农业农村局（合成0007" in name for name in options)
