"""Commitments in words that no rule found: named by a reviewer, found in the text, written like any other."""

from pathlib import Path

import pytest

from policytargets.intake.copies import read_copy, sight
from policytargets.intake.missed_words import missed_words
from policytargets.intake.publishing import publish
from policytargets.intake.review import decide, settle
from policytargets.intake.workspace import Workspace, append_candidate
from policytargets.record.tables import read_tables
from tests.intake.imports import INDICATOR, PLAN, REVIEWER, accept_all, taken_in
from tests.ui.intake.reviewing import shown

TEXT = PLAN.replace("示例设施覆盖率", "示例工单件件有回音，示例排名进入全市前列，示例设施覆盖率").replace(
    "落实“5810”示例工程", "示例排名进入全市前列。落实“5810”示例工程"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return taken_in(tmp_path, TEXT)


def test_words_are_found_wherever_they_stand_but_not_where_a_target_is(workspace: Workspace) -> None:
    assert [(one["passage"], one["printed"]) for one in missed_words(workspace, " 全市 前列")] == [
        ("1", "全市前列"), ("2", "全市前列"),
    ]  # fmt: skip
    assert missed_words(workspace, "全覆盖") == []  # proposed already
    assert missed_words(workspace, "没有这句话") == []
    assert missed_words(workspace, "  ") == []
    ids = {one["candidate_id"] for one in missed_words(workspace, "前列")}
    assert len(ids) == 2
    assert ids == {one["candidate_id"] for one in missed_words(workspace, "前列")}


def test_what_was_added_is_written_and_opens_its_passage(workspace: Workspace, folder: Path) -> None:
    [echoed] = missed_words(workspace, "件件有回音")
    ranked, _ = missed_words(workspace, "进入全市前列", benchmark="全市位次")
    for number, (one, told) in enumerate(((echoed, {"value": 100, "unit": "%", "basis": "share"}), (ranked, {}))):
        append_candidate(workspace, one)
        own = f"example-words-{number}"
        row = {**one, **told, "indicator_id": own, "name": f"示例用语{number}"}
        told_of = {
            **INDICATOR,
            "family_id": own,
            "name": f"示例用语{number}",
            "basis": row["basis"],
            "unit": row["unit"],
        }
        settle(workspace, "indicator", own, told_of, reviewer=REVIEWER)
        fields = {name: row[name] for name in (*told, "indicator_id", "name")}
        decide(workspace, one["candidate_id"], "corrected", reviewer=REVIEWER, fields=fields)
        assert one["candidate_id"] not in {c["candidate_id"] for c in missed_words(workspace, one["printed"])}
    accept_all(workspace, "rural")
    publish(workspace, folder)
    rows = {r["printed"]: r for r in read_tables(folder)["targets"] if r["task_id"] == "example-2024/1"}
    assert (rows["件件有回音"]["value"], rows["件件有回音"]["stated_in"]) == ("100", "words")
    assert (rows["进入全市前列"]["value"], rows["进入全市前列"]["benchmark"]) == ("", "全市位次")
    copy = read_copy(workspace.original)
    for printed in ("件件有回音", "进入全市前列"):
        seen = sight(copy, "example-2024/1", printed, None, workspace.about["original_sha256"])
        assert (seen.state, seen.figure) == ("located", printed)


def test_the_page_lists_the_words_as_a_candidate(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    board = shown(workspace, monkeypatch, "甲")
    board.session_state["tab"] = "未列为目标的数字"
    board.run()
    board.text_input(key="missed-words").input("没有这句话").run()
    assert any("没有这样的用语" in one.value for one in board.info)
    board.text_input(key="missed-words").input("件件有回音").run()
    next(button for button in board.button if button.label == "把用语列为候选").click().run()
    assert not board.exception
    assert [one["printed"] for one in workspace.added()] == ["件件有回音"]
