"""Decisions: acknowledged ones survive a kill, undo and reopening leave their trace, two reviewers don't overwrite."""

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policytargets.errors import DocumentUnreadable, Refused
from policytargets.intake.arriving import read_again
from policytargets.intake.candidates import Candidate
from policytargets.intake.directions import direction_of, doubt_of_direction
from policytargets.intake.doubts import doubts, left_over
from policytargets.intake.doubts_between import doubts_between, repeats
from policytargets.intake.review import (
    UNTOUCHED,
    decide,
    former,
    reread,
    rereading,
    seconds_each,
    settle,
    standings,
    undo,
)
from policytargets.intake.selection import LEFT, RIGHT, figure_in, moved
from policytargets.intake.workspace import Workspace
from policytargets.settings import ROOT
from tests.intake.imports import PLAN, REVIEWER, taken_in

OTHER = "审核人乙"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return taken_in(tmp_path)


def first_target(workspace: Workspace) -> str:
    return str(next(c["candidate_id"] for c in workspace.candidates() if c["kind"] == "target"))


def test_a_document_is_laid_out_and_taken_in_once(workspace: Workspace, tmp_path: Path) -> None:
    kinds = [candidate["kind"] for candidate in workspace.candidates()]
    assert (kinds.count("task"), kinds.count("target")) == (3, 5)
    assert workspace.text == PLAN
    assert (workspace.folder.stat().st_mode & 0o777, (workspace.folder / "text.txt").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )
    with pytest.raises(DocumentUnreadable, match="已经收录"):
        taken_in(tmp_path, PLAN.replace("\n\n", "\n"), document_id="other-2024")


def test_the_last_decision_counts_and_undo_goes_back_step_by_step(workspace: Workspace) -> None:
    one = first_target(workspace)
    first = decide(workspace, one, "accepted", reviewer=REVIEWER)
    second = decide(workspace, one, "corrected", reviewer=REVIEWER, fields={"value": 13}, seen=first)
    assert (standings(workspace)[one].state, standings(workspace)[one].fields) == ("corrected", {"value": 13})
    assert undo(workspace, reviewer=OTHER) is None
    assert undo(workspace, reviewer=REVIEWER) == one
    assert standings(workspace)[one].state == "accepted"
    assert undo(workspace, reviewer=REVIEWER) == one
    assert standings(workspace)[one].state == "open"
    assert undo(workspace, reviewer=REVIEWER) is None
    kept = [line["decision_id"] for line in workspace.decisions()]
    assert kept[:2] == [first, second]
    assert len(kept) == 4


def test_deferred_and_reopened_are_states_of_their_own(workspace: Workspace) -> None:
    one = first_target(workspace)
    seen = decide(workspace, one, "deferred", reviewer=REVIEWER)
    assert standings(workspace)[one].state == "deferred"
    seen = decide(workspace, one, "rejected", reviewer=REVIEWER, reason="scope", seen=seen)
    decide(workspace, one, "reopened", reviewer=OTHER, note="请再看", seen=seen)
    assert standings(workspace)[one].state == "open"


def test_a_second_reviewer_is_told_and_nothing_is_overwritten(workspace: Workspace) -> None:
    one = first_target(workspace)
    decide(workspace, one, "accepted", reviewer=REVIEWER, seen="")
    with pytest.raises(Refused, match=REVIEWER):
        decide(workspace, one, "rejected", reviewer=OTHER, reason="scope", seen="")
    assert standings(workspace)[one].state == "accepted"


def test_what_can_not_be_decided_is_refused_in_words(workspace: Workspace) -> None:
    one = first_target(workspace)
    with pytest.raises(Refused, match="审核人"):
        decide(workspace, one, "accepted", reviewer=" ")
    with pytest.raises(Refused, match="理由"):
        decide(workspace, one, "rejected", reviewer=REVIEWER)
    assert workspace.decisions() == []


def test_half_a_line_does_not_count_and_is_cut_off(workspace: Workspace) -> None:
    one = first_target(workspace)
    decide(workspace, one, "deferred", reviewer=REVIEWER)
    file = workspace.folder / "decisions.jsonl"
    file.write_bytes(file.read_bytes() + b'{"decision_id": "half')
    assert len(workspace.decisions()) == 1
    decide(workspace, one, "accepted", reviewer=REVIEWER, seen=workspace.decisions()[0]["decision_id"])
    assert [line["decided"] for line in workspace.decisions()] == ["deferred", "accepted"]


def test_decisions_hold_when_words_elsewhere_change(workspace: Workspace) -> None:
    """An id goes by the clause: a paragraph put in before it, another number and another width leave it as it is."""
    before = {c["candidate_id"]: c["printed"] for c in workspace.candidates() if c["kind"] == "target"}
    edited = PLAN.replace("1. 示例任务一", "0. 虚构任务。新增虚构物7个。（县示例局）\n1．示例任务一").replace(
        "2. ", "2、"
    )
    workspace.original.write_text(edited.replace("，示例设施", ",示例设施"), encoding="utf-8")
    read_again(workspace)
    after = {c["candidate_id"]: c["printed"] for c in workspace.candidates() if c["kind"] == "target"}
    assert before.items() <= after.items()


def test_seconds_are_kept(workspace: Workspace) -> None:
    decide(workspace, first_target(workspace), "accepted", reviewer=REVIEWER, shown_at="2024-01-01T00:00:00+00:00")
    assert seconds_each(workspace)[0] > 0


def candidate_of(workspace: Workspace, printed: str) -> Candidate:
    return next(c for c in workspace.candidates() if c.get("printed") == printed)


UNITS = ("家", "个", "%", "亿元", "万元", "元", "立方米", "万立方米", "座")


@pytest.mark.parametrize(
    ("printed", "planted", "said"),
    [
        ("12家以上", {"unit": "个"}, "单位填的是“个”"),
        ("300万立方米以内", {"unit": "万立方"}, "单位填的是“万立方”"),
        ("12家以上", {"comparator": "exactly"}, "数字旁有“以上”"),
        ("300万立方米以内", {"comparator": "at_least"}, "数字旁有“控制在”"),
        ("85%", {"comparator": "at_least"}, ""),
        ("两座", {"due_year": 2023}, "句中写的是 2024 年"),
        ("12家以上", {"value": 21}, "数值与原文的"),
        ("12家以上", {"printed": "12家"}, "与所填的“12家”不同"),
    ],
)
def test_a_planted_error_raises_a_doubt(workspace: Workspace, printed: str, planted: Candidate, said: str) -> None:
    own = candidate_of(workspace, printed)
    assert doubts(own, workspace.text, (2024, 2024), UNITS) == []
    found = doubts({**own, **planted}, workspace.text, (2024, 2024), UNITS)
    assert [words for words in found if said in words] if said else found == []


@pytest.mark.parametrize(
    ("words", "doubtful"), [("新签约过亿元项目", False), ("集约利用土地", False), ("新建约", True), ("大约", True)]
)
def test_a_word_that_only_holds_the_sign_of_a_bound_raises_no_doubt(words: str, doubtful: bool) -> None:
    text = f"到2024年底{words}25个。"
    start = text.index("25")
    row = {"start": start, "end": start + 3, "printed": "25个", "value": 25, "value_high": None, "unit": "个"}
    row |= {"comparator": "exactly", "stated_in": "digits", "withheld": False, "due_year": 2024}
    row |= {"basis": "new", "name": ""}
    assert any("“约”" in said or "“大约”" in said for said in doubts(row, text, (2024, 2024))) == doubtful


@pytest.mark.parametrize(
    ("words", "changed", "said"),
    [
        ("新建示例小学12所", {"basis": "level"}, "数字前面写的是“新建”，口径填的是总量"),
        ("新培育示例企业12所", {"basis": "cumulative"}, "数字前面写的是“新培”"),
        ("新建示例小学累计12所", {"basis": "cumulative"}, ""),
        ("最新引擎12所", {"basis": "level"}, ""),
        ("示例小学达到12所", {"basis": "new"}, "数字前面写的是“达到”，口径填的是新增"),
        ("引进示例人才达到12所", {"basis": "new"}, ""),
        ("示例小学达到12所", {"basis": "level"}, ""),
        ("示例中小学、幼儿园12所", {"basis": "level", "name": "幼儿园"}, "示例中小学、”"),
        (
            "省、市示例项目开工率达到12所",
            {"basis": "level", "name": "市示例项目开工率"},
            "省、”，可能只是并列的几样里的最后一样",
        ),
        ("示例甲率和示例乙率分别达到12所", {"basis": "level", "name": "示例乙率"}, ""),
        ("建设示例小学3所、幼儿园12所", {"basis": "new", "name": "幼儿园"}, ""),
        ("省、市示例项目开工率达到12所", {"basis": "level", "name": "省市示例项目开工率"}, ""),
    ],
)
def test_words_before_the_figure_that_do_not_go_with_basis_or_name_raise_a_doubt(
    words: str, changed: Candidate, said: str
) -> None:
    text = f"到2024年底{words}。"
    start = text.index("12")
    row = {"start": start, "end": start + 3, "printed": "12所", "value": 12, "value_high": None, "unit": "所"}
    row |= {"comparator": "exactly", "stated_in": "digits", "withheld": False, "due_year": 2024, "name": "示例"}
    found = doubts({**row, **changed}, text, (2024, 2024))
    assert [one for one in found if said in one] if said else found == []


@pytest.mark.parametrize(
    ("changed", "direction"),
    [
        ({}, "higher"),
        ({"comparator": "at_most"}, "lower"),
        ({"basis": "cap"}, "lower"),
        ({"value": 0}, "lower"),
        ({"name": "单位示例能耗"}, "lower"),
        ({"name": "示例失业率"}, "lower"),
        ({"name": "超低排放改造数"}, "higher"),
    ],
)
def test_the_direction_of_a_new_indicator_is_proposed_and_the_other_one_doubted(
    changed: Candidate, direction: str
) -> None:
    row = {"comparator": "at_least", "basis": "level", "value": 12, "name": "示例覆盖数", **changed}
    assert direction_of(row) == direction
    assert bool(doubt_of_direction(row, "higher")) == (direction == "lower")
    assert doubt_of_direction(row, "lower") == doubt_of_direction(row, "none") == ""


def test_last_years_figure_and_merged_figures_raise_doubts(workspace: Workspace) -> None:
    past, first, second = (candidate_of(workspace, printed) for printed in ("30处", "12家以上", "85%"))
    told = {**first, **figure_in("30处"), "printed": "30处", "start": past["start"], "end": past["end"]}
    told |= {"comparator": "exactly"}
    assert any("句中有“去年”" in words for words in doubts(told, workspace.text, (2024, 2024)))
    text = workspace.text[first["start"] : second["end"]]
    merged = {**first, "end": second["end"], "printed": "".join(text.split())}
    assert any("2 个数字" in words for words in doubts(merged, workspace.text, (2024, 2024)))


def test_a_department_that_was_cut_off_is_named() -> None:
    clause = "牵头单位：县示例局、县虚构局；配合单位：县样本中心等"
    assert left_over(clause, ["县示例局", "县虚构局", "县样本中心"]) == ""
    assert left_over(clause, ["县示例局", "县样本中心"]) == "县虚构局"
    assert left_over("责任单位:县虚构局,各镇(街道)", ["县虚构局", "各镇（街道）"]) == ""
    assert left_over(clause, ["县示例", "县虚构局", "县样本中心"]) != ""
    assert left_over("县示例局牵头，县虚构局、县样本中心按职责分工负责", ["县示例局", "县虚构局"]) == "县样本中心"


def test_the_same_figure_of_another_task_may_be_a_restatement(workspace: Workspace) -> None:
    own = candidate_of(workspace, "12家以上")
    other = {**own, "candidate_id": "other", "passage": "3"}
    assert repeats(own, [own, other]) == [other]
    for changed in ({"unit": "个"}, {"value": 13}, {"passage": own["passage"]}, {"name": "全然无关之物"}):
        assert repeats(own, [{**other, **changed}]) == []


def test_the_chosen_words_grow_and_shrink_by_one() -> None:
    text = "新增示例工厂不少于12.5万家以上，示例\n下一段"
    start, end = text.index("12.5"), text.index("12.5") + 4
    assert text[slice(*moved(text, start, end, RIGHT, wider=True))] == "12.5万"
    start, end = moved(text, *moved(text, start, end, RIGHT, wider=True), RIGHT, wider=True)
    assert text[slice(*moved(text, start, end, RIGHT, wider=True))] == "12.5万家以上"
    assert text[slice(*moved(text, start, end, LEFT, wider=True))] == "不少于12.5万家"
    assert text[slice(*moved(text, start, end, RIGHT, wider=False))] == "12.5万"
    assert moved(text, start, start + 4, RIGHT, wider=False) == (start, start + 4)
    last = text.index("\n")
    assert moved(text, last - 1, last, RIGHT, wider=True) == (last - 1, last)
    assert figure_in("12.5万家以上") == {"value": 12.5, "value_high": None, "unit": "万家", "withheld": False}


def test_a_blind_reading_is_asked_after_many_untouched_passes(tmp_path: Path) -> None:
    lines = "".join(f"{n}. 示例任务。新增示例{n}号设施{n + 10}个。（县示例局负责）\n" for n in range(1, UNTOUCHED + 3))
    workspace = taken_in(tmp_path, f"示例县（虚构）2024年重点任务\n{lines}")
    targets = [c for c in workspace.candidates() if c["kind"] == "target"]
    for candidate in (c for c in workspace.candidates() if c["kind"] == "task"):
        decide(workspace, candidate["candidate_id"], "accepted", reviewer=REVIEWER)
    for candidate in targets[: UNTOUCHED - 1]:
        decide(workspace, candidate["candidate_id"], "accepted", reviewer=REVIEWER)
    settle(workspace, "chapter", "x", {}, reviewer=REVIEWER)
    assert rereading(workspace, REVIEWER) is None
    decide(workspace, targets[UNTOUCHED - 1]["candidate_id"], "accepted", reviewer=REVIEWER)
    due = rereading(workspace, REVIEWER)
    assert due in {c["candidate_id"] for c in targets[:UNTOUCHED]}
    assert rereading(workspace, OTHER) is None
    own = next(c for c in targets if c["candidate_id"] == due)
    right = {"value": own["value"], "unit": own["unit"], "comparator": own["comparator"]}
    assert reread(workspace, own, right, reviewer=REVIEWER)
    assert (rereading(workspace, REVIEWER), standings(workspace)[due].state) == (None, "accepted")
    assert not reread(workspace, own, {**right, "value": -1}, reviewer=REVIEWER)
    assert standings(workspace)[due].state == "open"


def test_a_changed_clause_shows_the_decision_before(workspace: Workspace) -> None:
    one = candidate_of(workspace, "12家以上")
    decide(workspace, one["candidate_id"], "corrected", reviewer=REVIEWER, fields={"name": "虚构名称"})
    workspace.original.write_text(PLAN.replace("新增示例工厂", "新建示例工厂"), encoding="utf-8")
    assert workspace.replaced
    read_again(workspace)
    assert not workspace.replaced
    changed = candidate_of(workspace, "12家以上")
    assert changed["candidate_id"] != one["candidate_id"]
    before, decided = former(workspace)[changed["candidate_id"]]
    assert (before["candidate_id"], decided.state, decided.fields) == (
        one["candidate_id"],
        "corrected",
        {"name": "虚构名称"},
    )
    decide(workspace, changed["candidate_id"], "accepted", reviewer=OTHER)
    assert former(workspace) == {}


def test_no_acknowledged_decision_is_lost_over_a_hundred_kills(workspace: Workspace) -> None:
    command = [sys.executable, "-m", "tests.intake.kills", str(workspace.folder), "100"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    acknowledged = said.stdout.split()
    assert len(acknowledged) >= 300
    kept = [line["decision_id"] for line in workspace.decisions()]
    assert set(acknowledged) <= set(kept)
    assert len(set(kept)) == len(kept)
    assert len(kept) - len(acknowledged) <= 100
    for line in (workspace.folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[:-1]:
        json.loads(line)


def test_files_are_read_once_until_they_are_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = taken_in(tmp_path)
    key = next(c["candidate_id"] for c in workspace.candidates() if c["kind"] == "target")
    assert (workspace.decisions(), workspace.replaced) == ([], False)
    decide(workspace, key, "deferred", reviewer=REVIEWER)
    assert [line["candidate_id"] for line in workspace.decisions()] == [key]
    workspace.original.write_bytes(workspace.original.read_bytes()[::-1])
    assert workspace.replaced
    reads: list[Path] = []
    whole = Path.read_bytes

    def told(file: Path) -> bytes:
        reads.append(file)
        return whole(file)

    monkeypatch.setattr(Path, "read_bytes", told)
    assert workspace.decisions()
    assert workspace.replaced
    assert reads == []


TOTALS = """示例县（虚构）2024年重点任务
1. 示例任务一。新增示例泵站20座，其中省级25座。（县示例局负责）
2. 示例任务二。新建示例公园10个，其中示例甲镇6个、示例乙镇7个。（县示例局负责）
3. 示例任务三。建成示例驿站30处，其中示例新村10处。投入示例资金不少于5亿元以内。（县示例局负责）
4. 示例任务四。建成示例驿站32处。（县示例局负责）
"""


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("25座", ["在“20座”之后写着“其中”", "“其中”的“25座”比总数“20座”大"]),
        ("7个", ["在“10个”之后写着“其中”", "“其中”各项合计 13个，比总数“10个”大"]),
        ("10处", ["在“30处”之后写着“其中”"]),
        ("30处", ["里同名的一条写的是“32处”"]),
        ("20座", []),
    ],
)
def test_parts_beside_their_total_and_one_thing_with_two_figures(tmp_path: Path, printed: str, said: list[str]) -> None:
    workspace = taken_in(tmp_path, TOTALS)
    targets = [{**c, "name": c["name"]} for c in workspace.candidates() if c["kind"] == "target"]
    [own] = [c for c in targets if c["printed"] == printed]
    found = doubts_between(own, targets, workspace.text)
    assert len(found) == len(said)
    assert all(words in told for words, told in zip(said, found, strict=True))


def test_bounds_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path, TOTALS.replace("比例", ""))
    [own] = [c for c in workspace.candidates() if c["kind"] == "target" and "亿元" in c["printed"]]
    assert "数字旁的“不少于”与“以内”互相矛盾，请对照原文。" in doubts(own, workspace.text, (2024, 2024))
    beside = "1. 示例任务。总量不低于10万吨、不超过20万吨以内。（县示例局负责）"
    both = taken_in(tmp_path / "two", beside).candidates()
    for one in (c for c in both if c["kind"] == "target"):
        assert not any("矛盾" in words for words in doubts(one, beside, (2024, 2024)))


def test_a_decision_says_of_which_text_it_was(workspace: Workspace) -> None:
    decide(workspace, first_target(workspace), "deferred", reviewer="甲")
    [line] = workspace.decisions()
    assert line["text_sha256"] == hashlib.sha256("".join(PLAN.split()).encode()).hexdigest()


def test_a_full_disk_loses_no_decision_and_leaves_no_half_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decision that could not be written is not there, and the next one is whole."""
    key = first_target(workspace)
    first = decide(workspace, key, "deferred", reviewer="甲")
    whole, write = (workspace.folder / "decisions.jsonl").read_bytes(), os.write

    room = [60]

    def half_written(descriptor: int, data: bytes) -> int:
        if not room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data[: room.pop()])

    with monkeypatch.context() as full:
        full.setattr(os, "write", half_written)
        with pytest.raises(OSError, match="No space"):
            decide(workspace, key, "accepted", reviewer="甲", seen=first)
    assert [line["decision_id"] for line in workspace.decisions()] == [first]
    second = decide(workspace, key, "accepted", reviewer="甲", seen=first)
    assert [line["decision_id"] for line in workspace.decisions()] == [first, second]
    assert (workspace.folder / "decisions.jsonl").read_bytes().startswith(whole)
