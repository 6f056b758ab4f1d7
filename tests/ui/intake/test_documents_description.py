"""文件信息 of a document that has been taken in is mended on 导入, and what follows from it is said."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.intake.workspace import Workspace
from policytargets.settings import ROOT
from tests.intake.imports import taken_in


def opened(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(workspace.folder.parent))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")
    board = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    return board.switch_page("pages/intake/documents.py").run()


def field(board: AppTest, label: str) -> Any:
    return next(own for own in (*board.text_input, *board.number_input) if own.label == label)


def test_the_period_and_the_id_are_mended_and_years_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = taken_in(tmp_path)
    board = opened(workspace, monkeypatch)
    field(board, "计划期起（年）").set_value(2025)
    field(board, "计划期止（年）。年份都以它为准，请看清").set_value(2026)
    field(board, "文件编号（写入后不再改）").set_value("example-2025-2026")
    next(own for own in board.button if own.label == "保存文件信息").click()
    board.run()
    assert not board.exception
    assert "已保存。候选共" in "".join(own.value for own in board.success)
    renamed = Workspace(workspace.folder.with_name("example-2025-2026"))
    assert (renamed.about["period_start"], renamed.about["period_end"]) == ("2025-01-01", "2026-12-31")
    assert {c["due_year"] for c in renamed.candidates() if c.get("printed") == "85%"} == {2026}
    assert "计划期 2025—2026 年" in "".join(own.value for own in board.markdown)


def test_what_is_wrong_is_said_of_its_own_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = taken_in(tmp_path)
    board = opened(workspace, monkeypatch)
    field(board, "计划期止（年）。年份都以它为准，请看清").set_value(2023)
    next(own for own in board.button if own.label == "保存文件信息").click()
    board.run()
    assert "计划期止早于计划期起" in "".join(own.value for own in board.error)
    assert workspace.about["period_end"] == "2024-12-31"
