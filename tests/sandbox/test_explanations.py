"""What an unknown name is told: a name that is near, else what there is, and no name unlike it."""

import pytest

from policytargets.record.curated import TABLES
from policytargets.record.derived import DERIVED
from policytargets.record.shelf import SHELF
from policytargets.sandbox.explanations import Failure
from policytargets.sandbox.process import Limits
from policytargets.sandbox.queue import sandbox_of

NEAR = {
    "SELECT * FROM distrcts": "districts",
    "SELECT * FROM Target": "targets",
    "SELECT * FROM main.tasks_": "tasks",
    "SELECT printd FROM targets": "printed",
}
FAR = ["nope", "表", "t", "projekt_ansicht", "information", "sales_2023"]


def advice(sql: str) -> str:
    sandbox = sandbox_of(SHELF.newest(), Limits(wall_seconds=20, cpu_seconds=20))
    outcome = sandbox.submit(sql, sql).wait(30)
    assert isinstance(outcome, Failure)
    return outcome.advice


@pytest.mark.parametrize("sql", NEAR)
def test_a_name_that_is_near_is_proposed(sql: str) -> None:
    told = advice(sql)
    assert told.startswith("是否想用：")
    assert NEAR[sql] in told


@pytest.mark.parametrize("name", FAR)
def test_a_table_that_is_like_none_is_told_which_there_are(name: str) -> None:
    told = advice(f"SELECT * FROM {name}")
    assert told == f"可查的表：{'、'.join(table.name for table in (*DERIVED, *TABLES))}。"


def test_a_column_that_is_like_none_is_not_proposed_another() -> None:
    assert "是否想用" not in advice("SELECT nope FROM targets")
