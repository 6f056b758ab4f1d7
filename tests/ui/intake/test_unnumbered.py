"""A plan without numbered tasks on 导入 and 审核: its chapters are confirmed, its goals written."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.intake.chapters import shares_of
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import read_tables
from policytargets.settings import ROOT
from policytargets.ui.intake.documents_categories import proposals
from tests.intake.imports import taken_in
from tests.intake.unnumbered import BARE, TITLE, WITH_PREAMBLE, reviewed
from tests.pages import said
from tests.ui.intake.reviewing import shown


@pytest.fixture(autouse=True)
def own_tables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))


def imported(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(workspace.folder.parent))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")
    board = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    board.query_params["document"] = workspace.folder.name
    board.switch_page("pages/intake/documents.py").run()
    assert not board.exception
    return board


def test_what_has_no_number_is_said_and_its_chapters_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = imported(taken_in(tmp_path / "bare", BARE), monkeypatch)
    assert "可照此审核、写入，目标记在“未编号段落”" in said(bare)
    assert TITLE in [box.label for box in bare.selectbox]
    assert "写明了责任部门" not in said(bare)
    answered = BARE.replace("两座。", "两座。（牵头单位：县示例局）")
    assert "1 处未编号段落写明了责任部门" in said(imported(taken_in(tmp_path / "answered", answered), monkeypatch))
    workspace = taken_in(tmp_path / "preamble", WITH_PREAMBLE)
    board = imported(workspace, monkeypatch)
    assert "7 条候选不在任何编号任务里，采用后记在“未编号段落”" in said(board)
    rows = proposals(workspace, shares_of(read_tables(ROOT / "data")))
    assert [(row["任务"], row["标题"]) for row in rows.values()] == [
        ("未编号段落", "前言"),
        ("未编号段落", "总体要求（虚构）"),
        ("未编号段落", "示例工业（虚构）"),
        ("1", "示例任务一"),
        ("2", "示例任务二"),
        ("未编号段落", "示例经费增长6%以上（虚构）"),
    ]


def test_its_goals_are_written_by_the_page(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = reviewed(tmp_path, BARE)
    board = shown(workspace, monkeypatch, "甲")
    for tab in ("任务与部门", "写入"):
        board.session_state["tab"] = tab
        board.run()
        assert not board.exception
    board.toggle(key="plan").set_value(True).run()
    labels = [fold.label for fold in board.expander]
    assert "目标：新增 3 条目标" in labels
    assert any("1 处未编号段落" in label for label in labels)
    board.checkbox(key="seen-all").check().run()
    next(button for button in board.button if button.label == "写入数据表").click().run()
    assert not board.exception
    assert len([r for r in read_tables(folder)["targets"] if r["task_id"] == "example-2024/u1"]) == 3
