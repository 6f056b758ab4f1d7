"""Writing a reviewed plan: the difference first, all or nothing, once; a kill leaves the old record or the new."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policytargets.errors import DocumentUnreadable, Refused, TablesInvalid
from policytargets.intake.arriving import refuse_known, renew
from policytargets.intake.candidates import as_target
from policytargets.intake.copies import Sight, copy_file, read_copy, sight
from policytargets.intake.publishing import plan, publish
from policytargets.intake.readers.progress import Progress
from policytargets.intake.review import decide, settle, standings
from policytargets.intake.succession import NOTHING
from policytargets.intake.workspace import Workspace, append_candidate
from policytargets.record.building import open_record
from policytargets.record.curated import REASONS, WORD_REASONS
from policytargets.record.tables import read_tables, version_of
from policytargets.settings import ROOT
from tests.intake.imports import INDICATOR, PLAN, REVIEWER, accept_all, settle_all, taken_in

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


def test_what_only_a_dropped_task_used_goes_with_it_and_comes_back_with_it(tmp_path: Path, folder: Path) -> None:
    """Its own indicator, unit and department; what the other tasks use of the same review stays."""
    task = "4. 示例任务四。新增示例窗口7盏。（县另一虚构局负责）\n"
    workspace = taken_in(tmp_path, PLAN + task)
    organ = {"department_id": "example-organ-3", "name": "县另一虚构局", "line_ids": "agriculture"}
    settle(workspace, "department", "县另一虚构局", organ, reviewer=REVIEWER)
    unit = {"quantity": "虚构量", "canonical_unit": "盏", "factor": "1"}
    settle(workspace, "unit", "盏", unit, reviewer=REVIEWER)
    [own] = [c for c in workspace.candidates() if c["kind"] == "target" and c["passage"] == "4"]
    indicator = {**INDICATOR, "family_id": "example-window", "name": "示例窗口数", "basis": own["basis"]}
    settle(workspace, "indicator", "example-window", {**indicator, "unit": "盏"}, reviewer=REVIEWER)
    told = {"indicator_id": "example-window", "name": "示例窗口"}
    decide(workspace, own["candidate_id"], "accepted", reviewer=REVIEWER, fields=told)
    accept_all(workspace, CATEGORY)
    before = read_tables(folder)
    publish(workspace, folder)
    whole = read_tables(folder)
    version = tmp_path / "version.txt"
    version.write_text(PLAN, encoding="utf-8")
    renew(workspace, version)
    gone = {(c.table, c.key) for c in publish(workspace, folder) if c.what == "removed"}
    assert gone >= {
        ("indicators", ("example-window",)),
        ("units", ("盏",)),
        ("departments", ("example-organ-3",)),
        ("department_names", ("example", "县另一虚构局")),
    }
    assert len(gone) == 8  # and the task, its target, its review and who answers for it
    after = read_tables(folder)
    for name in ("indicators", "units", "departments", "department_names"):
        assert all(row in after[name] for row in before[name])
    version.write_text(PLAN + task, encoding="utf-8")
    renew(workspace, version)
    publish(workspace, folder)
    assert {name: rows for name, rows in read_tables(folder).items() if name != "documents"} == {
        name: rows for name, rows in whole.items() if name != "documents"
    }


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


def test_a_second_plan_of_a_district_says_what_its_targets_succeed(tmp_path: Path, folder: Path) -> None:
    """The same invented plan a year on: by indicator, as its reviewer says, or nothing."""
    first = taken_in(tmp_path / "first")
    accept_all(first, CATEGORY)
    publish(first, folder)
    indicator = {
        row["printed"]: row["indicator_id"]
        for row in read_tables(folder)["targets"]
        if row["task_id"].startswith("example-2024/")
    }
    later = PLAN.replace("2024", "2025").replace("12家以上", "15家以上").replace("两座", "三座")
    second = taken_in(
        tmp_path / "second", later, document_id="example-2025", period_start="2025-01-01", period_end="2025-12-31"
    )
    settle_all(second, CATEGORY)
    told = {"全覆盖": {"succeeds": NOTHING}, "300万立方米以内": {"succeeds": "example-2024/3-2"}}
    for candidate in (c for c in second.candidates() if c["kind"] == "task"):
        decide(second, candidate["candidate_id"], "accepted", reviewer=REVIEWER)
    same = {"15家以上": "12家以上", "三座": "两座"}
    for candidate in (c for c in second.candidates() if c["kind"] == "target"):
        printed = candidate["printed"]
        fields = {"indicator_id": indicator[same.get(printed, printed)], "name": "虚构目标", **told.get(printed, {})}
        decide(second, candidate["candidate_id"], "accepted", reviewer=REVIEWER, fields=fields)
    publish(second, folder)
    own = [row for row in read_tables(folder)["targets"] if row["task_id"].startswith("example-2025/")]
    assert {row["printed"]: row["succeeds"] for row in own} == {
        "15家以上": "example-2024/1-1",
        "85%": "example-2024/1-2",
        "300万立方米以内": "example-2024/3-2",
        "全覆盖": "",
        "三座": "",
    }
    record = open_record(folder)
    versions = record.query("board/district_versions", district="example")
    record.close()
    assert versions.set_index("after_printed").loc["15家以上", "change"] == "raised"


def test_odd_numbering_and_a_changed_original_hold_the_writing_up(tmp_path: Path, folder: Path) -> None:
    workspace = taken_in(tmp_path, PLAN.replace("3. 示例任务三", "5. 示例任务三"))
    accept_all(workspace, CATEGORY)
    gap = "编号从 2 跳到 5"
    assert any(gap in words for words in plan(workspace, folder).wanting)
    settle(workspace, "warning", gap, {}, reviewer=REVIEWER)
    assert not any(gap in words for words in plan(workspace, folder).wanting)
    workspace.original.write_text(PLAN + "虚构的一句。", encoding="utf-8")
    assert any("被改动过" in words for words in plan(workspace, folder).wanting)


def test_what_the_record_holds_is_not_taken_in_again(reviewed: Workspace, folder: Path, tmp_path: Path) -> None:
    publish(reviewed, folder)
    records = read_tables(folder)
    other = tmp_path / "other.txt"
    other.write_text("虚构的另一份。", encoding="utf-8")
    refuse_known(records, other, "other-2024")
    with pytest.raises(DocumentUnreadable, match="已经收录"):
        refuse_known(records, reviewed.original, "other-2024")
    with pytest.raises(DocumentUnreadable, match="已经收录"):
        refuse_known(records, other, "example-2024")


def test_another_version_keeps_the_decisions_whose_words_did_not_change(reviewed: Workspace, tmp_path: Path) -> None:
    before = standings(reviewed)
    version = tmp_path / "version.md.txt"
    version.write_text(PLAN.replace("85%", "86%"), encoding="utf-8")
    renew(reviewed, version)
    own = {c["printed"]: c["candidate_id"] for c in reviewed.candidates() if c["kind"] == "target"}
    assert {printed for printed, key in own.items() if key not in before} == {"86%"}
    assert not reviewed.replaced


def test_what_is_said_of_another_version_reaches_the_record(tmp_path: Path, folder: Path) -> None:
    """A draft is issued, with a number, a date, an issuer and a longer plan period; a district that is known by then
    is sent by its id alone."""
    workspace = taken_in(tmp_path, status="draft", issued_on="")
    accept_all(workspace, CATEGORY)
    publish(workspace, folder)
    version = tmp_path / "version.txt"
    version.write_text(PLAN + "虚构的一句。", encoding="utf-8")
    entered = {
        "status": "issued", "doc_no": "示政发〔2024〕5号", "issued_on": "2024-04-10", "issuer": "示例县人民政府",
        "period_start": "2024-01-01", "period_end": "2025-12-31",
    }  # fmt: skip
    renew(workspace, version, entered={**entered, "district_id": "example", "district_name": "", "district_kind": ""})
    own = next(change for change in plan(workspace, folder).changes if change.table == "documents")
    assert own.what == "changed"
    assert {name: (old, new) for name, old, new in own.cells if name != "source_sha256"} == {
        "status": ("draft", "issued"),
        "doc_no": ("", "示政发〔2024〕5号"),
        "issued_on": ("", "2024-04-10"),
        "issuer": ("", "示例县人民政府"),
        "period_end": ("2024-12-31", "2025-12-31"),
    }
    accept_all(workspace, CATEGORY)
    publish(workspace, folder)
    row = next(row for row in read_tables(folder)["documents"] if row["document_id"] == "example-2024")
    assert {name: row[name] for name in entered} == entered
    assert workspace.about["district_name"] == "示例县"


def test_another_version_that_is_not_read_to_its_end_replaces_nothing(reviewed: Workspace, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.of == "passages":
            raise InterruptedError

    version = tmp_path / "version.txt"
    version.write_text(PLAN.replace("85%", "86%"), encoding="utf-8")
    before = {file.name: file.read_bytes() for file in reviewed.folder.iterdir() if file.is_file()}
    with pytest.raises(InterruptedError):
        renew(reviewed, version, stop)
    assert {file.name: file.read_bytes() for file in reviewed.folder.iterdir() if file.is_file()} == before


def _water(workspace: Workspace, task: str) -> Sight:
    """What the copy at hand shows of 300万立方米以内 in a task."""
    file = copy_file(workspace.folder.parent, "example-2024")
    assert file is not None
    copy = read_copy(file)
    assert copy is not None
    return sight(copy, f"example-2024/{task}", "300万立方米以内", None, copy.sha256)


def test_what_is_published_stands_in_its_own_version_until_the_new_one_is_written(
    reviewed: Workspace, folder: Path, tmp_path: Path
) -> None:
    publish(reviewed, folder)
    version = tmp_path / "version.txt"
    before, first, second, third = re.split(r"(?=[123]\. 示例任务)", PLAN)
    version.write_text(before + "1" + second[1:] + "2" + first[1:] + third, encoding="utf-8")
    for _ in range(2):  # a version that is read in twice does not hide what was written either
        renew(reviewed, version)
        assert _water(reviewed, "2").figure == "300万立方米以内"
        assert _water(reviewed, "1").state == "missing"
    accept_all(reviewed, CATEGORY)
    assert plan(reviewed, folder).wanting == []
    publish(reviewed, folder)
    assert _water(reviewed, "1").figure == "300万立方米以内"
    assert _water(reviewed, "2").state == "missing"


def test_a_restatement_and_a_changed_span_reach_the_tables(reviewed: Workspace, folder: Path) -> None:
    """A reviewer narrows 12家以上 to 12家 and says that 两座 is a part of it: the rows say so."""
    by_printed = {c["printed"]: c for c in reviewed.candidates() if c["kind"] == "target"}
    first, second = by_printed["12家以上"], by_printed["85%"]
    standing = standings(reviewed)[first["candidate_id"]]
    narrowed = {"printed": "12家", "end": first["start"] + 3, "comparator": "exactly"}
    decide(
        reviewed, first["candidate_id"], "corrected", reviewer=REVIEWER, fields={**standing.fields, **narrowed},
        seen=standing.decision_id,
    )  # fmt: skip
    standing = standings(reviewed)[second["candidate_id"]]
    part = {**standing.fields, "part_of": first["candidate_id"]}
    decide(
        reviewed, second["candidate_id"], "accepted", reviewer=REVIEWER, fields=part, seen=standing.decision_id
    )  # fmt: skip
    rows = {row["target_id"]: row for row in plan(reviewed, folder).records["targets"]}
    assert (rows["example-2024/1-1"]["printed"], rows["example-2024/1-1"]["position"]) == ("12家", "1")
    assert rows["example-2024/1-2"]["part_of"] == "example-2024/1-1"
    changed = next(r for r in plan(reviewed, folder).records["reviews"] if r["target_id"] == "example-2024/1-1")
    assert "printed" in changed["changed"].split(";")
    standing = standings(reviewed)[first["candidate_id"]]
    decide(
        reviewed, first["candidate_id"], "rejected", reviewer=REVIEWER, reason="scope", seen=standing.decision_id
    )  # fmt: skip
    assert any("另一条目标没有采用" in words for words in plan(reviewed, folder).wanting)


KILLED = """
import sys
from pathlib import Path
from policytargets.intake.candidates import as_target
from policytargets.intake.publishing import publish
from policytargets.intake.workspace import Workspace, append_candidate
from policytargets.record.curated import REASONS, WORD_REASONS
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


@pytest.mark.parametrize("reason", [*REASONS, *WORD_REASONS])
def test_the_reviewers_reason_is_the_reason_in_the_tables(tmp_path: Path, folder: Path, reason: str) -> None:
    workspace = taken_in(tmp_path)
    printed, table = ("85%", "excluded_figures") if reason in REASONS else ("两座", "excluded_words")
    own = next(c for c in workspace.candidates() if c.get("printed") == printed)
    decide(workspace, own["candidate_id"], "rejected", reviewer="甲", reason=reason)
    accept_all(workspace, CATEGORY)
    publish(workspace, folder)
    (row,) = [r for r in read_tables(folder)[table] if r["task_id"].startswith("example") and r["printed"] == printed]
    assert row["reason"] == reason
    open_record(folder).close()


def test_the_reviewers_reason_goes_before_that_of_the_rules(tmp_path: Path, folder: Path) -> None:
    workspace = taken_in(tmp_path)
    past = next(c for c in workspace.candidates() if c["kind"] == "exclusion" and c["printed"] == "30处")
    append_candidate(workspace, as_target(past, 2024))
    added = next(c for c in workspace.candidates() if c["kind"] == "target" and c["printed"] == "30处")
    decide(workspace, added["candidate_id"], "rejected", reviewer="甲", reason="not_in_plan")
    accept_all(workspace, CATEGORY)
    rows = plan(workspace, folder).records["excluded_figures"]
    assert [r["reason"] for r in rows if r["task_id"].startswith("example") and r["printed"] == "30处"] == [
        "not_in_plan"
    ]


@pytest.mark.parametrize("mask", ["***", "×", "○○", "__", "XX"])
def test_what_an_issued_document_withholds_is_written_as_printed(tmp_path: Path, folder: Path, mask: str) -> None:
    workspace = taken_in(tmp_path, PLAN.replace("12家以上", f"{mask}家以上"), status="issued")
    accept_all(workspace, CATEGORY)
    publish(workspace, folder)
    [row] = [row for row in read_tables(folder)["targets"] if row["target_id"] == "example-2024/1-1"]
    assert (row["printed"], row["withheld"], row["value"]) == (f"{mask}家以上", "true", "")
