"""What is said of a document anew once it has been read: years that hang on its period follow, decisions stay."""

from pathlib import Path

import pytest

from policytargets.errors import DocumentUnreadable
from policytargets.intake.arriving import describe_anew, under_another_id
from policytargets.intake.review import decide, standings
from tests.intake.imports import REVIEWER, taken_in


def test_years_follow_another_period_and_what_was_passed_stays(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path, period_start="2023-01-01", period_end="2023-12-31")
    targets = {c["printed"]: c for c in workspace.candidates() if c["kind"] == "target"}
    assert {own["due_year"] for own in targets.values()} == {2023, 2024}  # one is dated in the text
    for printed in ("12家以上", "85%"):
        decide(workspace, targets[printed]["candidate_id"], "corrected", reviewer=REVIEWER, fields={"name": "虚构名称"})
    describe_anew(workspace, {"period_start": "2024-01-01", "period_end": "2024-12-31", "issuer": "示例县人民政府"})
    assert workspace.about["issuer"] == "示例县人民政府"
    assert {c["due_year"] for c in workspace.candidates() if c["kind"] == "target"} == {2024}
    judged = {key: (own.state, own.fields) for key, own in standings(workspace).items()}
    assert list(judged.values()) == [("corrected", {"name": "虚构名称"})] * 2


def test_what_a_longer_plan_reads_otherwise_is_opened_again_with_the_reason(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path)
    own = next(c for c in workspace.candidates() if c.get("printed") == "12家以上")
    decide(workspace, own["candidate_id"], "corrected", reviewer=REVIEWER, fields={"name": "虚构名称"})
    describe_anew(workspace, {"period_end": "2026-12-31"})
    again = standings(workspace)[own["candidate_id"]]
    assert (again.state, again.fields) == ("open", {"name": "虚构名称"})
    assert again.note == "重新提取的结果不同，请再看一次：时段 当年 → 整个计划期。"


def test_a_document_takes_another_id_that_is_free(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path)
    other = taken_in(
        tmp_path, "示例县（虚构）2025年重点任务\n1. 示例任务。新增示例点7处。\n", document_id="example-2025"
    )
    with pytest.raises(DocumentUnreadable, match="已经是另一份文件的"):
        under_another_id(workspace, other.folder.name)
    renamed = under_another_id(workspace, "example-2026")
    assert (renamed.folder.name, renamed.about["document_id"]) == ("example-2026", "example-2026")
    assert not workspace.folder.exists()
