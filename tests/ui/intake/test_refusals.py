"""What the record refuses is told in the reviewer's words, when a row is passed and when the tables are written."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.errors import Problem
from policytargets.intake.publishing import plan
from policytargets.intake.refusing import rows_around
from policytargets.intake.review import decide, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.checks import check_names, check_rule
from policytargets.record.tables import read_tables
from policytargets.ui.intake.review_refusals import INSTEAD, sentence
from tests.intake.imports import PLAN, REVIEWER, accept_all, settle_all, taken_in
from tests.ui.intake.reviewing import shown

LATER = PLAN.replace("2024年底前，示例村庄", "2025年6月底前，示例村庄")
CODES = re.compile("[a-z]{3,}")


def _named(workspace: Workspace, printed: str) -> str:
    return next(str(c["candidate_id"]) for c in workspace.candidates() if c.get("printed") == printed)


def _press(board: AppTest, label: str) -> AppTest:
    next(button for button in board.button if button.label == label).click().run()
    assert not board.exception
    return board


def _errors(board: AppTest) -> str:
    return "".join(error.value for error in board.error)


@pytest.mark.parametrize(
    ("text", "printed", "proposed", "words"),
    [
        (LATER, "全覆盖", {}, "目标年份写的是“2025”，须在计划期 2024 年之内"),
        (PLAN, "12家以上", {"period": "plan"}, "时段写的是“整个计划期”，这里可以是：当年、每年"),
        (PLAN, "85%", {"basis": "level", "period": "year", "unit": "家"}, "单位写的是“家”，须是原文数字“85%”里写着的"),
        (PLAN, "85%", {"name": ""}, "目标名称没有填"),
    ],
)
def test_what_the_record_refuses_is_not_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, printed: str, proposed: dict[str, str], words: str
) -> None:
    workspace = taken_in(tmp_path, text)
    settle_all(workspace, "rural")
    own = _named(workspace, printed)
    decide(workspace, own, "deferred", reviewer="甲", fields=proposed)
    board = shown(workspace, monkeypatch, "甲", candidate=own)
    assert words in _errors(board)
    assert not CODES.search(_errors(board))
    board = _press(board, "通过")
    assert "没有通过：" in _errors(board)
    assert standings(workspace)[own].state == "deferred"


def test_what_the_record_holds_is_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = taken_in(tmp_path)
    settle_all(workspace, "rural")
    for own in [c["candidate_id"] for c in workspace.candidates() if c["kind"] == "target"]:
        board = shown(workspace, monkeypatch, "甲", candidate=own)
        assert _errors(board) == ""
        _press(board, "通过")
        assert standings(workspace)[own].state == "accepted"


def test_a_refused_writing_names_the_task_and_leads_back(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    workspace = taken_in(tmp_path, LATER)
    accept_all(workspace, "rural")
    board = shown(workspace, monkeypatch, "甲")
    board.session_state["tab"] = "写入"
    board.run()
    board.toggle(key="plan").set_value(True).run()
    board.checkbox(key="seen-all").check().run()
    board = _press(board, "写入数据表")
    told = "\n".join(element.value for element in board.markdown)
    assert "任务 3“示例任务三”的“全覆盖”：目标年份写的是“2025”" in told
    assert "没有写入" in _errors(board)
    assert not [row for row in read_tables(folder)["targets"] if row["task_id"].startswith("example-2024")]
    board = _press(board, "回到这一条")
    assert board.query_params["candidate"] == _named(workspace, "全覆盖")
    assert [button for button in board.button if button.label == "通过"]


def test_every_check_is_told_without_codes(tmp_path: Path, folder: Path) -> None:
    assert set(INSTEAD) <= set(check_names())
    workspace = taken_in(tmp_path)
    accept_all(workspace, "rural")
    after = plan(workspace, folder).records
    row = next(own for own in after["targets"] if own["target_id"] == "example-2024/1-1")
    for name in check_names():
        for column in ("due_year", "period", "comparator", "value_high", "unit"):
            problem = Problem("targets.csv", 2, column, "found", "expected", check_rule(name))
            assert not CODES.search(sentence(problem, row, rows_around(row, after))), name
    assert REVIEWER in {own["reviewer"] for own in after["reviews"]}
