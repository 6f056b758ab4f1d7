"""Figures of a table whose unit stands in a column of its own: read, judged, written and shown with that unit."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from policytargets.intake.doubts import doubts
from policytargets.intake.publishing import plan, publish
from policytargets.intake.refusing import few_rows, refusals
from policytargets.intake.workspace import Workspace
from policytargets.record.building import open_record
from policytargets.record.checks import check_rule
from policytargets.record.tables import read_tables
from policytargets.wording.figures import in_words
from tests.intake.imports import PLAN, accept_all, taken_in

HEAD = "序号\t指标\t单位\t2023年完成\t2024年目标\t牵头单位\n"
TABLE = f"{HEAD}4\t示例产值增速\t%\t6.1\t6.5左右\t县虚构局\n5\t示例小学数\t所\t30\t42以上\t县虚构局\n"
TABLE += "6\t示例系数\t-\t1.5\t1.62\t县虚构局\n"
COLUMN = {"6.5左右": "%", "42以上": "所"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return taken_in(tmp_path, PLAN + TABLE)


def of_table(workspace: Workspace) -> dict[str, dict[str, Any]]:
    return {c["printed"]: c for c in workspace.candidates() if c["kind"] == "target" and c["printed"] in COLUMN}


def refused(workspace: Workspace, folder: Path, row: dict[str, Any], **changed: Any) -> set[str]:
    records = read_tables(folder)
    own = {"basis": row["basis"], "unit": row["unit"], "direction": "higher"}
    few = few_rows({**row, "indicator_id": "example", **changed}, workspace.about, records, {"indicators": own})
    return {problem.rule for problem in refusals(few)}


def test_the_unit_of_a_column_is_the_figures_and_refused_by_nothing(workspace: Workspace, folder: Path) -> None:
    rows = of_table(workspace)
    assert {printed: (row["unit"], row["stated_in"]) for printed, row in rows.items()} == {
        printed: (unit, "cell") for printed, unit in COLUMN.items()
    }
    assert [refused(workspace, folder, row) for row in rows.values()] == [set(), set()]


def test_only_a_figure_of_a_table_has_its_unit_elsewhere(workspace: Workspace, folder: Path) -> None:
    row, rule = of_table(workspace)["42以上"], check_rule("printed_without_unit")
    assert rule in refused(workspace, folder, row, stated_in="digits")
    assert rule in refused(workspace, folder, row, unit="")
    assert rule in refused(workspace, folder, row, printed="42所以上")


def test_a_unit_that_no_cell_of_the_row_holds_is_doubted(workspace: Workspace) -> None:
    text, row = workspace.text, of_table(workspace)["42以上"]
    assert doubts(row, text, (2024, 2024)) == []
    assert any("这一行里没有哪一格是这个单位" in said for said in doubts({**row, "unit": "%"}, text, (2024, 2024)))


def test_such_a_plan_is_written_and_its_figures_are_known_with_and_without_units(
    workspace: Workspace, folder: Path
) -> None:
    accept_all(workspace, "rural")
    assert plan(workspace, folder).wanting == []
    publish(workspace, folder)
    rows = [row for row in read_tables(folder)["targets"] if row["printed"] in COLUMN and row["stated_in"] == "cell"]
    # 6.1 and 6.5 stand in cells side by side: 4 (the row's number), 6.1, 6.5.
    assert [(row["printed"], row["unit"], row["position"]) for row in rows] == [
        ("6.5左右", "%", "3"),
        ("42以上", "所", "3"),
    ]
    with closing(open_record(folder)) as record:
        shown = {row["printed"]: row for row in record.table("record/all_targets").to_pylist()}
    assert [float(shown[printed]["value_std"]) for printed in (*COLUMN, "1.62")] == [6.5, 42, 1.62]


@pytest.mark.parametrize(
    ("printed", "unit", "value", "factor", "said"),
    [("6.5左右", "%", 6.5, 1, "6.5左右（≈ 6.5%）"), ("14.5左右", "万元", 145000, 10000, "14.5左右（≈ 145,000 万元）")],
)
def test_such_a_figure_is_shown_with_its_unit(printed: str, unit: str, value: float, factor: float, said: str) -> None:
    assert in_words(printed, "about", value, None, unit, factor, stated_in="cell") == said


@pytest.mark.parametrize(("due", "said"), [(2024, ""), (2025, "这一行的时限写的是 2024 年，目标年份填的是 2025 年")])
def test_the_year_in_a_column_of_time_limits_counts(tmp_path: Path, due: int, said: str) -> None:
    head = "序号\t重点任务\t工作目标\t牵头单位\t完成时限\n"
    rows = "1\t示例任务\t建成示例小学42所\t县示例局\t2024年11月底\n2\t\x1c\t建成示例站点30个\t县示例局\t\x1c\n"
    workspace = taken_in(tmp_path, head + rows, period_end="2025-12-31")
    for row in (c for c in workspace.candidates() if c["kind"] == "target"):
        found = doubts({**row, "due_year": due}, workspace.text, (2024, 2025))
        assert [one for one in found if said in one] if said else found == []
