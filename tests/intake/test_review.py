"""Decisions: acknowledged ones survive a kill, undo and reopening leave their trace, two reviewers don't overwrite."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policytargets.errors import DocumentUnreadable, Refused
from policytargets.intake.arriving import read_again
from policytargets.intake.review import decide, seconds_each, standings, undo
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


KILLED = """
import sys
from pathlib import Path
from policytargets.intake.review import decide
from policytargets.intake.workspace import Workspace
for number in range(10_000):
    done = decide(Workspace(Path(sys.argv[1])), f"candidate-{sys.argv[2]}-{number}", "accepted", reviewer="甲")
    print(done, flush=True)
"""


def test_no_acknowledged_decision_is_lost_over_kills(workspace: Workspace) -> None:
    acknowledged: list[str] = []
    for turn in range(20):
        command = [sys.executable, "-c", KILLED, str(workspace.folder), str(turn)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ) as child:
            assert child.stdout is not None
            acknowledged += [child.stdout.readline().strip() for _ in range(3 + turn % 5)]
            child.send_signal(signal.SIGKILL)
            acknowledged += [line.strip() for line in child.stdout.read().split("\n") if len(line.strip()) == 16]
    kept = {line["decision_id"] for line in workspace.decisions()}
    assert set(acknowledged) <= kept
    assert len(acknowledged) > 60
    for line in (workspace.folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[:-1]:
        json.loads(line)
