"""What stands in no numbered task comes into the record like the rest: goals of a preamble, of a section of goals, of a
heading, and a plan without any number."""

from pathlib import Path

import pytest

from policytargets.errors import Refused
from policytargets.intake.copies import copy_file, read_copy, sight, task_sight
from policytargets.intake.publishing import plan, publish
from policytargets.intake.review import decide, standings
from policytargets.record.building import open_record
from policytargets.record.tables import read_tables, version_of
from tests.intake.imports import REVIEWER
from tests.intake.unnumbered import BARE, TITLE, UNDER_HEADINGS, WITH_PREAMBLE, reviewed

# Each target by its id, chapter and heading.
EXPECTED = {
    WITH_PREAMBLE: {
        "8%以上": ("u1-1", "0", "前言", "前言"),
        "5个": ("u1-2", "0", "前言", "前言"),
        "3%": ("u2-1", "1", "总体要求（虚构）", "虚构目标"),
        "20个": ("u2-2", "1", "总体要求（虚构）", "虚构目标"),
        "30家": ("c2-1", "2", "示例工业（虚构）", "示例工业（虚构）"),
        "12家以上": ("1-1", "2", "示例工业（虚构）", "示例任务一"),
        "300万立方米以内": ("2-1", "2", "示例工业（虚构）", "示例任务二"),
        "6%以上": ("c3-1", "3", "示例经费增长6%以上（虚构）", "示例经费增长6%以上（虚构）"),
        "200万元": ("c3-2", "3", "示例经费增长6%以上（虚构）", "示例经费增长6%以上（虚构）"),
    },
    BARE: {
        "30万吨": ("u1-1", "1", TITLE, TITLE),
        "两座": ("u1-2", "1", TITLE, TITLE),
        "85%以上": ("u1-3", "1", TITLE, TITLE),
    },
    UNDER_HEADINGS: {
        "12家以上": ("1-1", "1", TITLE, "示例工业（虚构）"),
        "10%": ("1-2", "1", TITLE, "示例工业（虚构）"),
        "8%以上": ("2-1", "1", TITLE, "示例农村增收8%以上（虚构）"),
        "两座": ("2-2", "1", TITLE, "示例农村增收8%以上（虚构）"),
        "85%": ("2-3", "1", TITLE, "示例农村增收8%以上（虚构）"),
    },
}
PLANS = pytest.mark.parametrize("text", EXPECTED, ids=["preamble", "bare", "under headings"])


@PLANS
def test_every_goal_becomes_a_row_that_passes_every_check(tmp_path: Path, folder: Path, text: str) -> None:
    workspace = reviewed(tmp_path, text)
    before = read_tables(folder)
    made = plan(workspace, folder)
    assert made.wanting == []
    publish(workspace, folder)
    after = read_tables(folder)
    tasks = {row["task_id"]: row for row in after["tasks"] if row["document_id"] == "example-2024"}
    written = {
        row["printed"]: (
            row["target_id"].partition("/")[2],
            *(tasks[row["task_id"]][name] for name in ("chapter_no", "chapter", "title")),
        )
        for row in after["targets"]
        if row["task_id"] in tasks
    }
    assert written == EXPECTED[text]
    numbered = [row for row in tasks.values() if row["task_no"] != "0"]
    [document] = [row for row in after["documents"] if row["document_id"] == "example-2024"]
    assert document["stated_task_count"] == str(len(numbered)) == ("0" if text == BARE else "2")
    for name in before:
        assert all(row in after[name] for row in before[name]), name
    version = version_of(folder)
    assert publish(workspace, folder) == []
    assert version_of(folder) == version


@PLANS
def test_every_figure_opens_its_passage(tmp_path: Path, folder: Path, text: str) -> None:
    workspace = reviewed(tmp_path, text)
    publish(workspace, folder)
    file = copy_file(tmp_path / "copies", "example-2024")
    copy = read_copy(file) if file else None
    own = [row for row in read_tables(folder)["targets"] if row["task_id"].startswith("example-2024/")]
    for row in own:
        seen = sight(
            copy, row["task_id"], row["printed"], int(row["position"] or 0) or None, workspace.about["original_sha256"]
        )
        assert (seen.state, seen.figure) == ("located", row["printed"]), row
    figures = [(row["printed"], None) for row in own if row["target_id"].partition("/")[2].startswith("u1-")]
    whole = task_sight(copy, "example-2024/u1", figures, workspace.about["original_sha256"])
    assert whole.unplaced == ()


def test_what_belongs_to_no_target_outside_the_tasks_is_left_out(tmp_path: Path, folder: Path) -> None:
    """The date below the signature has no row; one in the sentence of a goal is accounted for like any."""
    publish(reviewed(tmp_path, WITH_PREAMBLE), folder)
    after = read_tables(folder)
    own = [row for row in after["excluded_figures"] if row["document_id"] == "example-2024"]
    assert [(row["task_id"].partition("/")[2], row["printed"]) for row in own] == [
        ("u1", "2024年"), ("u1", "2024年"), ("u2", "2024年底"),
    ]  # fmt: skip


def test_a_rejected_goal_takes_its_passage_along(tmp_path: Path, folder: Path) -> None:
    workspace = reviewed(tmp_path, WITH_PREAMBLE)
    publish(workspace, folder)
    judged = standings(workspace)
    for one in (c for c in workspace.candidates() if c["passage"] == "u1" and c["kind"] == "target"):
        seen = judged[one["candidate_id"]].decision_id
        decide(workspace, one["candidate_id"], "rejected", reviewer=REVIEWER, reason="scope", seen=seen)
    gone = {change.key for change in publish(workspace, folder) if change.what == "removed"}
    assert {("example-2024/u1",), ("example-2024/u1-1",), ("example-2024/u1-2",)} <= gone


def test_of_nothing_there_is_nothing_to_write(tmp_path: Path, folder: Path) -> None:
    workspace = reviewed(tmp_path, BARE)
    for one in (c for c in workspace.candidates() if c["kind"] == "target"):
        seen = standings(workspace)[one["candidate_id"]].decision_id
        decide(workspace, one["candidate_id"], "rejected", reviewer=REVIEWER, reason="scope", seen=seen)
    with pytest.raises(Refused, match="没有任务，也没有采用的目标"):
        publish(workspace, folder)


def test_a_passage_is_no_task_of_its_plan(tmp_path: Path, folder: Path) -> None:
    publish(reviewed(tmp_path, WITH_PREAMBLE), folder)
    record = open_record(folder)
    held = record.query("board/district_plan", district="example").iloc[0]
    cited = record.query("evidence/target", target="example-2024/u2-1").iloc[0]["citation"]
    record.close()
    assert (held["tasks"], held["tasks_with_figures"], held["targets"]) == (2, 2, 9)
    assert cited == f"示例县，《{TITLE}》，总体要求（虚构），未编号段落"
