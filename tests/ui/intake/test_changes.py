"""What 写入 says of a row that is added, removed or changed."""

import pytest

from policytargets.intake.publishing import Change, changes
from policytargets.record.curated import TABLES
from policytargets.record.tables import Records
from policytargets.ui.intake.review_changes import heading, in_words

NAMED = {"category_id": {"rural": "虚构领域"}, "line_ids": {"agriculture": "虚构条线", "water": "又一条线"}}
TARGET = {
    "target_id": "example/1-1", "comparator": "at_least", "strength": "plain", "withheld": "false", "restates": "",
}  # fmt: skip


def test_what_is_added_is_said_by_words_not_codes() -> None:
    cells = tuple((name, "", value) for name, value in TARGET.items() if value)
    assert in_words(Change("targets", ("example/1-1",), "added", cells), NAMED) == "界限 不少于；承诺力度 未注明"


def test_what_a_removed_row_held_is_shown() -> None:
    rows: Records = {table.name: [] for table in TABLES}
    old = dict.fromkeys((column.name for column in next(t for t in TABLES if t.name == "departments").columns), "")
    old |= {"department_id": "example-1", "name": "县示例局", "line_ids": "agriculture;water"}
    (change,) = changes({**rows, "departments": [old]}, rows)
    assert (change.what, change.key) == ("removed", ("example-1",))
    assert in_words(change, NAMED) == "部门名称 县示例局；所属条线 虚构条线、又一条线"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (("category_id", "", "rural"), "所属领域 （空） → 虚构领域"),
        (("item", "示例分项", ""), "分项名称 示例分项 → （空）"),
    ],
)
def test_what_changes_is_said_from_old_to_new(cell: tuple[str, str, str], words: str) -> None:
    assert in_words(Change("tasks", ("example/1",), "changed", (cell,)), NAMED) == words


def test_each_column_has_a_heading_of_its_own_in_its_table() -> None:
    for table in TABLES:
        names = [heading(column) for column in table.columns]
        assert len(set(names)) == len(names), table.name
        assert not [name for name in names if name.endswith("时")], table.name
