"""A second version of a plan: tasks are told apart by their words, not by their numbers; figures that went up or down
are one target; what a reviewer corrected goes on."""

from pathlib import Path
from typing import Any

import pytest

from policytargets.intake.arriving import read_again
from policytargets.intake.pairing import best_pairs
from policytargets.intake.publishing import plan, publish
from policytargets.intake.review import Standing, carried, decide, former, settle, standings
from policytargets.intake.succession import add_succession
from policytargets.intake.workspace import Workspace
from policytargets.ui.intake.review_difference import counts_in_words, lines_of
from tests.intake.imports import INDICATOR, REVIEWER, settle_all, taken_in

FIRST = """示例县（虚构）2024年重点任务

一、示例工业（虚构）
1. 培育示例工厂。新增示例工厂12家以上。（县示例局负责）
2. 治理示例河道。治理示例河道30公里。（县虚构局负责）
3. 建设示例公园。建成示例公园5座。（县示例局负责）
"""
# A task comes first, two change places, one goes; one figure rises, one falls.
SECOND = """示例县（虚构）2024年重点任务

一、示例工业（虚构）
1. 开展虚构培训。开展虚构培训400人次。（县虚构局负责）
2. 治理示例河道。治理示例河道25公里。（县虚构局负责）
3. 培育示例工厂。新增示例工厂15家以上。（县示例局负责）
"""
NAMES = {"12家以上": "虚构厂数", "30公里": "虚构河长", "5座": "虚构园数", "400人次": "虚构课次"}


def accept(workspace: Workspace) -> None:
    """Pass all that is open, a figure of the version before under its name and indicator, which are carried on."""
    settle_all(workspace, "rural")
    known, before = standings(workspace), former(workspace)
    for candidate in workspace.candidates():
        key = candidate["candidate_id"]
        if candidate["kind"] == "exclusion" or known.get(key, Standing()).state != "open":
            continue
        fields: dict[str, Any] = {}
        if candidate["kind"] == "target":
            was, standing = before.get(key, (candidate, None))
            fields = carried(was, candidate, standing.fields) if standing else {}
            own = fields.setdefault("indicator_id", f"example-{key}")
            fields.setdefault("name", NAMES.get(candidate["printed"], "没有名字"))
            row = {**INDICATOR, "family_id": own, "name": fields["name"], "category_id": "rural"}
            row |= {"basis": candidate["basis"], "unit": candidate["unit"]}
            settle(workspace, "indicator", own, row, reviewer=REVIEWER)
        decide(workspace, key, "accepted", reviewer=REVIEWER, fields=fields)


@pytest.fixture
def renewed(tmp_path: Path, folder: Path) -> Workspace:
    workspace = taken_in(tmp_path, FIRST)
    accept(workspace)
    publish(workspace, folder)
    workspace.original.write_text(SECOND, encoding="utf-8")
    read_again(workspace)
    return workspace


def test_what_was_corrected_goes_on_with_a_figure_that_changed(renewed: Workspace) -> None:
    pairs = {
        now["printed"]: (before[0]["printed"], before[1].fields["name"])
        for now in renewed.candidates()
        if (before := former(renewed).get(now["candidate_id"]))
    }
    assert pairs == {"15家以上": ("12家以上", "虚构厂数"), "25公里": ("30公里", "虚构河长")}


def test_the_difference_follows_the_words_of_tasks_and_targets(renewed: Workspace, folder: Path) -> None:
    accept(renewed)
    lines = list(lines_of(plan(renewed, folder)))
    told = {group: [line.words for line in lines if line.group == group] for group in ("任务与部门", "目标")}
    counted = {group: counts_in_words([line for line in lines if line.group == group]) for group in told}
    assert counted["目标"] == "新增 1 条目标，删去 1 条目标，改动 1 条目标（数字降低）、1 条目标（数字提高）"
    assert counted["任务与部门"] == "新增 1 项任务，删去 1 项任务，改动 1 处编号"
    assert "只换了编号的任务：1 → 3；内容有改动的另列" in told["任务与部门"]
    [raised] = [words for words in told["目标"] if "虚构厂数" in words]
    assert "原文数字或用语 12家以上 → 15家以上" in raised
    assert "编号" not in raised
    [gone] = [words for words in told["目标"] if "虚构园数" in words]
    assert gone.startswith("任务 3（原） ")


def test_departments_that_a_new_version_names_otherwise_are_looked_at_again(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path, FIRST)
    accept(workspace)
    [task] = [c for c in workspace.candidates() if c["kind"] == "task" and c["title"] == "建设示例公园"]
    workspace.original.write_text(FIRST.replace("5座。（县示例局", "5座。（县虚构局"), encoding="utf-8")
    read_again(workspace)
    again = standings(workspace)[task["candidate_id"]]
    assert (again.state, again.note) == ("open", "重新提取的结果不同，请再看一次：牵头 县示例局 → 县虚构局。")
    judged = {key: standing.state for key, standing in standings(workspace).items() if ":" not in key}
    assert list(judged.values()).count("open") == 1


def test_pairs_are_made_likest_first_and_nothing_twice() -> None:
    likeness = {("a", "x"): 0.7, ("a", "y"): 0.9, ("b", "y"): 0.95, ("b", "x"): 0.1, ("c", "x"): 0.59}
    assert best_pairs(["a", "b", "c"], ["x", "y"], lambda one, other: likeness.get((one, other), 0.0)) == [
        ("a", "x"), ("b", "y"),
    ]  # fmt: skip


def test_a_target_succeeds_the_likest_of_its_indicator() -> None:
    def row(number: int, **told: str) -> dict[str, str]:
        empty = {"restates": "", "part_of": "", "succeeds": "", "indicator_id": "one", "basis": "new", "unit": "家"}
        return {**empty, "target_id": f"t{number}", "task_id": f"k{number}", "name": "示例", **told}

    before = [row(1, name="示例工厂甲"), row(2, name="示例工厂乙"), row(3, indicator_id="two", name="虚构馆")]
    after = [row(11, name="示例工厂乙"), row(12, name="示例工厂甲"), row(13, indicator_id="new", name="虚构馆")]
    add_succession(after, before, {})
    assert [own["succeeds"] for own in after] == ["t2", "t1", "t3"]
