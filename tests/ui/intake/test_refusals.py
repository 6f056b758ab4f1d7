"""What the record refuses is told in the reviewer's words, when a row is passed and when the tables are written."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.errors import Problem
from policytargets.intake.publishing import plan
from policytargets.intake.refusing import rows_around
from policytargets.intake.review import decide, settle, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.checks import check_names, check_rule
from policytargets.record.tables import read_tables
from policytargets.ui.intake import review_writing
from policytargets.ui.intake.review_refusals import INSTEAD, sentence
from tests.intake.imports import INDICATOR, PLAN, REVIEWER, accept_all, settle_all, taken_in
from tests.ui.intake.reviewing import shown

LATER = PLAN.replace("2024年底前，示例村庄", "2025年6月底前，示例村庄")
TABLE = "序号\t指标\t单位\t2024年目标\t牵头单位\n4\t示例产值增速\t%\t6.5左右\t县虚构局\n"
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
    assert not [own.value for own in board.warning if "目标年份" in own.value]  # one thing is said once
    if text == LATER:
        board.segmented_control(key="shown").set_value("doubt").run()
        assert not [line for line in board.caption if "不在所选的范围里" in line.value]
    board = _press(board, "通过")
    assert "没有通过：" in _errors(board)
    assert standings(workspace)[own].state == "deferred"


@pytest.mark.parametrize("text", [PLAN, PLAN + TABLE])
def test_what_the_record_holds_is_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    workspace = taken_in(tmp_path, text)
    settle_all(workspace, "rural")
    for own in [c["candidate_id"] for c in workspace.candidates() if c["kind"] == "target"]:
        board = shown(workspace, monkeypatch, "甲", candidate=own)
        assert _errors(board) == ""
        assert not [
            line.value for line in board.caption if line.value.startswith("提示：") and CODES.search(line.value)
        ]
        _press(board, "通过")
        assert standings(workspace)[own].state == "accepted"


def _writing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The tab 写入 with what it would change."""
    board = shown(workspace, monkeypatch, "甲")
    board.session_state["tab"] = "写入"
    board.run()
    board.toggle(key="plan").set_value(True).run()
    assert not board.exception
    return board


def _told(board: AppTest) -> str:
    return "\n".join(element.value for element in board.markdown)


def test_what_keeps_it_from_being_written_is_told_before_with_the_way_back(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    workspace = taken_in(tmp_path, LATER)
    accept_all(workspace, "rural")
    board = _writing(workspace, monkeypatch)
    assert "写入前要改的有 2 处" in "".join(warning.value for warning in board.warning)
    assert "任务 3“示例任务三”的“全覆盖”：目标年份写的是“2025”" in _told(board)
    assert not board.checkbox
    board = _press(board, "回到这一条")
    assert board.query_params["candidate"] == _named(workspace, "全覆盖")
    assert [button for button in board.button if button.label == "通过"]


def test_one_figure_passed_twice_is_told_while_the_review_goes_on(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It needs two rows to be seen, and no further decision."""
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    again = PLAN.replace("示例站两座", "示例站两座，新增示例工厂12家以上")
    workspace = taken_in(tmp_path, again)
    settle_all(workspace, "rural")
    twice = [c["candidate_id"] for c in workspace.candidates() if c.get("printed") == "12家以上"]
    assert len(twice) == 2
    told = []
    settle(workspace, "indicator", "example-one", {**INDICATOR, "unit": "家", "basis": "new"}, reviewer=REVIEWER)
    for own in twice:
        fields = {"indicator_id": "example-one", "name": "虚构工厂"}
        decide(workspace, own, "corrected", reviewer=REVIEWER, fields=fields)
        board = _writing(workspace, monkeypatch)
        assert "没有定，写入前要先定好" in "".join(own.value for own in board.info)
        told.append("任务 1“示例任务一”的“12家以上”：首次表述的目标编号没有填，同一文件里另有一条" in _told(board))
    assert told == [False, True]


def test_what_is_refused_only_when_it_is_written_names_the_task_too(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    monkeypatch.setattr(review_writing, "_faults", lambda *_: [])  # the tables were others when they were looked at
    workspace = taken_in(tmp_path, LATER)
    accept_all(workspace, "rural")
    board = _writing(workspace, monkeypatch)
    board.checkbox(key="seen-all").check().run()
    board = _press(board, "写入数据表")
    assert "任务 3“示例任务三”的“全覆盖”：目标年份写的是“2025”" in _told(board)
    assert "没有写入" in _errors(board)
    assert not [row for row in read_tables(folder)["targets"] if row["task_id"].startswith("example-2024")]


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
