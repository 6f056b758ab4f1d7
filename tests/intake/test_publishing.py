"""Writing a reviewed plan: the difference first, all or nothing, once; a kill leaves the old record or the new."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policytargets.errors import Refused, TablesInvalid
from policytargets.intake.publishing import plan, publish
from policytargets.intake.review import decide, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.building import open_record
from policytargets.record.tables import read_tables, version_of
from policytargets.settings import ROOT
from tests.intake.imports import REVIEWER, accept_all, taken_in

CATEGORY = "rural"


@pytest.fixture
def reviewed(tmp_path: Path) -> Workspace:
    workspace = taken_in(tmp_path)
    accept_all(workspace, CATEGORY)
    return workspace


def test_what_is_open_is_told_and_nothing_is_written(tmp_path: Path, folder: Path) -> None:
    workspace = taken_in(tmp_path)
    version = version_of(folder)
    wanting = "".join(plan(workspace, folder).wanting)
    for words in ("示例任务一”还没有审核", "12家以上”（示例任务一）还没有定"):
        assert words in wanting
    with pytest.raises(Refused, match="还不能写入"):
        publish(workspace, folder)
    assert version_of(folder) == version


def test_a_reviewed_plan_becomes_rows_that_pass_every_check(reviewed: Workspace, folder: Path) -> None:
    before = read_tables(folder)
    made = plan(reviewed, folder)
    assert made.wanting == []
    assert {change.what for change in made.changes} == {"added"}
    assert publish(reviewed, folder) == made.changes
    after = read_tables(folder)
    own = [row for row in after["targets"] if row["task_id"].startswith("example-2024/")]
    assert [(row["target_id"], row["printed"], row["position"], row["comparator"]) for row in own] == [
        ("example-2024/1-1", "12家以上", "1", "at_least"),
        ("example-2024/1-2", "85%", "2", "exactly"),
        ("example-2024/2-1", "300万立方米以内", "3", "at_most"),
        ("example-2024/3-1", "全覆盖", "", "exactly"),
        ("example-2024/3-2", "两座", "", "exactly"),
    ]
    excluded = [(r["task_id"], r["printed"], r["position"], r["reason"]) for r in after["excluded_figures"]]
    assert [row for row in excluded if row[0].startswith("example-2024/")] == [
        ("example-2024/2", "30处", "2", "past"),
        ("example-2024/2", "“5810”", "1", "name"),
        ("example-2024/3", "2024年底", "1", "date"),
    ]
    answering = [r for r in after["responsibilities"] if r["task_id"] == "example-2024/1"]
    assert [(r["role"], r["printed"], r["and_others"]) for r in answering] == [
        ("lead", "县示例局", "false"),
        ("support", "县虚构局", "true"),
    ]
    assert {row["reviewer"] for row in after["reviews"]} == {REVIEWER}
    assert len(after["reviews"]) == len(own)
    for name in before:
        assert all(row in after[name] for row in before[name]), name


def test_twice_is_once(reviewed: Workspace, folder: Path) -> None:
    publish(reviewed, folder)
    version = version_of(folder)
    assert publish(reviewed, folder) == []
    assert version_of(folder) == version


def test_ids_once_given_stay_and_a_rejected_figure_becomes_an_exclusion(reviewed: Workspace, folder: Path) -> None:
    publish(reviewed, folder)
    share = next(c for c in reviewed.candidates() if c.get("printed") == "12家以上")
    seen = standings(reviewed)[share["candidate_id"]].decision_id
    decide(reviewed, share["candidate_id"], "rejected", reviewer=REVIEWER, reason="scope", seen=seen)
    made = plan(reviewed, folder)
    assert {(c.table, c.what) for c in made.changes} >= {("targets", "removed"), ("excluded_figures", "added")}
    after = made.records["targets"]
    assert [r["target_id"] for r in after if r["task_id"] == "example-2024/1"] == ["example-2024/1-2"]


def test_a_name_that_copies_the_text_is_refused(reviewed: Workspace, folder: Path) -> None:
    own = next(c for c in reviewed.candidates() if c.get("printed") == "全覆盖")
    standing = standings(reviewed)[own["candidate_id"]]
    fields = {**standing.fields, "name": "新增示例工厂12家以上，示例设施覆盖率达到85%"}
    decide(reviewed, own["candidate_id"], "corrected", reviewer=REVIEWER, fields=fields, seen=standing.decision_id)
    assert any("照抄原文" in words for words in plan(reviewed, folder).wanting)


def test_tables_that_break_a_check_are_not_written(reviewed: Workspace, folder: Path) -> None:
    own = next(c for c in reviewed.candidates() if c.get("printed") == "85%")
    standing = standings(reviewed)[own["candidate_id"]]
    fields = {**standing.fields, "value": 86}
    decide(reviewed, own["candidate_id"], "corrected", reviewer=REVIEWER, fields=fields, seen=standing.decision_id)
    version = version_of(folder)
    with pytest.raises(TablesInvalid):
        publish(reviewed, folder)
    assert version_of(folder) == version
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".data")] == []


KILLED = """
import sys
from pathlib import Path
from policytargets.intake.publishing import publish
from policytargets.intake.workspace import Workspace
print("ready", flush=True)
publish(Workspace(Path(sys.argv[1])), Path(sys.argv[2]))
"""


def test_a_kill_at_any_moment_leaves_the_old_record_or_the_new(reviewed: Workspace, folder: Path) -> None:
    old = version_of(folder)
    new = ""
    for turn in range(12):
        command = [sys.executable, "-c", KILLED, str(reviewed.folder), str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            try:
                child.wait(timeout=0.08 * turn)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
        found = version_of(folder)
        open_record(folder).close()
        new = new or (found if found != old else "")
        assert found in (old, new)
    publish(reviewed, folder)
    assert version_of(folder) != old
