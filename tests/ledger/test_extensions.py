"""Extensions, overrides, snapshots and evidence, on both engines."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from policytargets.errors import Refused
from policytargets.ledger import evidence
from policytargets.ledger.calendars import open_year
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.evidence import attachments_text, evidence_file, keep_evidence
from policytargets.ledger.extensions import ExtensionForm, ask_extension, decide_extension, override_light
from policytargets.ledger.feed import feed
from policytargets.ledger.model import DueItem
from policytargets.ledger.proposals import CourseForm, Owner, decide_course, propose_course
from policytargets.ledger.reports import decide, submit
from policytargets.ledger.snapshots import FrozenRow, freeze, frozen_rows
from policytargets.people.model import Actor
from policytargets.store.copies import back_up, restore
from policytargets.store.engine import Ledger, connect
from policytargets.store.verification import verify
from tests.engines import Cluster, release
from tests.ledger.days import never_closing
from tests.ledger.people import BOTH, CHECKER, OTHER, REPORTER

OWN = {
    "window_start": date(2023, 1, 1), "window_end": date(2023, 12, 31), "reporter_id": "qingzhou-industry",
}  # fmt: skip
ITEM = DueItem("qingzhou-2023/1-1", "at_least", 300, basis="new", unit="个", baseline=0, fingerprint="f", **OWN)
OWNER = Owner(ITEM.due_id, "qingzhou-industry", "qingzhou")
PERIOD = "qingzhou-month-2023-09-30"
PLACE = Place(ITEM.due_id, PERIOD, "qingzhou-industry", "qingzhou")
FORM = ExtensionForm("2024-06-30", "用地手续未批复，年底前不能完工", "完成主体", "加快办理", "示例乙")
TODAY = date(2023, 12, 20)
PDF = b"%PDF-1.7 example"


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    with never_closing():
        open_year(ledger, ["qingzhou", "zhoucun"], 2023, by="one")
    return ledger


def ask(ledger: Ledger, form: ExtensionForm = FORM, actor: Actor | None = REPORTER, today: date = TODAY) -> str:
    ask_extension(ledger, actor, OWNER, ITEM, form, record_version="v", today=today)
    return str(feed(ledger).arrangements.extensions[-1]["extension_id"])


def answer(ledger: Ledger, name: str, kind: str, actor: Actor | None = CHECKER, **said: str) -> None:
    decide_extension(ledger, actor, OWNER, name, kind, record_version="v", **said)


def hand_in(ledger: Ledger, value: str = "225", **fields: str) -> str:
    filling = Filling(value=value, signed_by="示例乙", **fields)
    submit(ledger, REPORTER, PLACE, ITEM, filling, record_version="v", today=TODAY)
    return str(feed(ledger).reports[-1]["report_id"])


def handle(ledger: Ledger, report: str, *events: str) -> None:
    for event in events:
        decide(ledger, CHECKER, report, event, district_id="qingzhou", record_version="v", without_evidence=True)


def snapshot(ledger: Ledger, light: str = "red", reason: str = "", actor: Actor | None = CHECKER, rule: str = "board",
             as_of: int | None = None) -> None:  # fmt: skip
    rows = [FrozenRow(ITEM.due_id, None, light, {"累计完成": "225 个", "进度灯": "红"})]
    now = feed(ledger).version if as_of is None else as_of
    freeze(ledger, actor, "qingzhou", PERIOD, rule, rows, as_of_entry=now, record_version="v", reason=reason)


def test_a_granted_extension_moves_the_end_and_the_first_end_stays(ledger: Ledger) -> None:
    name = ask(ledger)
    held = feed(ledger).arrangements
    assert held.course(ITEM, "qingzhou", TODAY).extended_to is None
    assert held.last_day(ITEM.due_id, ITEM.window_end) == date(2023, 12, 31)
    answer(ledger, name, "granted", granted_to="2024-03-31")
    held = feed(ledger).arrangements
    assert held.course(ITEM, "qingzhou", TODAY).extended_to == date(2024, 3, 31)
    assert held.last_day(ITEM.due_id, ITEM.window_end) == date(2024, 12, 31)
    assert (held.extensions[0]["from_due_on"], held.extensions[0]["filed_late"]) == ("2023-12-31", 0)
    ask(ledger, replace(FORM, to_due_on="2024-09-30"), today=date(2024, 4, 2))
    second = feed(ledger).arrangements.extensions[-1]
    assert (second["from_due_on"], second["filed_late"]) == ("2024-03-31", 1)
    assert verify(ledger)[0] == []


def test_one_request_at_a_time_and_one_answer(ledger: Ledger) -> None:
    name = ask(ledger)
    with pytest.raises(Refused, match="等待审批"):
        ask(ledger, replace(FORM, to_due_on="2024-09-30"))
    with pytest.raises(Refused, match="不同意的原因"):
        answer(ledger, name, "refused")
    answer(ledger, name, "refused", reason="理由不足")
    with pytest.raises(Refused, match="处理过"):
        answer(ledger, name, "granted", granted_to="2024-03-31")
    answer(ledger, ask(ledger), "withdrawn", REPORTER)
    assert [row["state"] for row in feed(ledger).arrangements.extensions] == ["refused", "withdrawn"]


@pytest.mark.parametrize(("form", "said"), [
    (replace(FORM, reason="太忙"), "10"), (replace(FORM, to_due_on="2023-12-31"), "晚于"),
    (replace(FORM, to_due_on="明年"), "2023-09-30"), (replace(FORM, done_so_far=" "), "进展"),
    (replace(FORM, signed_by=""), "审签"), (replace(FORM, measures="字" * 2001), "太长"),
])  # fmt: skip
def test_incomplete_requests_are_refused(ledger: Ledger, form: ExtensionForm, said: str) -> None:
    with pytest.raises(Refused, match=said):
        ask(ledger, form)


def test_who_may_ask_and_who_decides(ledger: Ledger) -> None:
    for actor in (None, OTHER, CHECKER):
        with pytest.raises(Refused):
            ask(ledger, actor=actor)
    name = ask(ledger)
    for kind, actors in {"granted": (None, OTHER, REPORTER), "withdrawn": (None, OTHER, CHECKER)}.items():
        for actor in actors:
            with pytest.raises(Refused):
                answer(ledger, name, kind, actor, granted_to="2024-03-31")
    with pytest.raises(Refused, match="晚于"):
        answer(ledger, name, "granted", granted_to="2023-12-31")


def test_an_override_stands_beside_until_it_is_lifted(ledger: Ledger) -> None:
    for actor in (None, OTHER, REPORTER):
        with pytest.raises(Refused):
            override_light(ledger, actor, OWNER, PERIOD, "green", "现场核实", record_version="v")
    with pytest.raises(Refused, match="原因"):
        override_light(ledger, CHECKER, OWNER, PERIOD, "green", " ", record_version="v")
    with pytest.raises(Refused, match="区县"):
        override_light(ledger, CHECKER, OWNER, "zhoucun-month-2023-09-30", "green", "因", record_version="v")
    with pytest.raises(Refused, match="没有人工调整"):
        override_light(ledger, CHECKER, OWNER, PERIOD, "lifted", "因", record_version="v")
    override_light(ledger, CHECKER, OWNER, PERIOD, "green", "现场核实", record_version="v")
    held = feed(ledger).arrangements.override(ITEM.due_id, "2023-09-30")
    assert held is not None
    assert (held["light"], held["reason"]) == ("green", "现场核实")
    assert feed(ledger).arrangements.override(ITEM.due_id, "2023-10-31") is None
    override_light(ledger, CHECKER, OWNER, PERIOD, "lifted", "有误", record_version="v")
    assert feed(ledger).arrangements.override(ITEM.due_id, "2023-09-30") is None
    assert len(feed(ledger).arrangements.overrides) == 2


def test_a_closed_period_takes_corrections_only_and_both_figures_stay(ledger: Ledger) -> None:
    first = hand_in(ledger)
    handle(ledger, first, "checked")
    snapshot(ledger)
    with pytest.raises(Refused, match="已定稿"):
        handle(ledger, first, "released")
    decide(ledger, CHECKER, first, "returned", district_id="qingzhou", record_version="v", reason="请写明补报原因")
    handle(ledger, hand_in(ledger, change_reason="补报"), "checked", "released")
    with pytest.raises(Refused, match="重新定稿"):
        snapshot(ledger, "green")
    snapshot(ledger, "green", "补报一家")
    held = feed(ledger).arrangements
    assert [row["supersedes"] is None for row in held.snapshots] == [True, False]
    assert [frozen_rows(ledger, row["snapshot_id"])[0]["light"] for row in held.snapshots] == ["red", "green"]
    assert held.earlier(ITEM.due_id, "2023-10-31") == ["green"]
    assert verify(ledger)[0] == []


def test_a_snapshot_holds_what_was_looked_at_by_whom_it_may(ledger: Ledger) -> None:
    seen = feed(ledger).version
    hand_in(ledger)
    with pytest.raises(Refused, match="新的记录"):
        snapshot(ledger, as_of=seen)
    for actor in (None, OTHER, REPORTER):
        with pytest.raises(Refused):
            snapshot(ledger, actor=actor)
    assert feed(ledger).arrangements.snapshots == []


def test_what_is_approved_after_a_snapshot_holds_from_the_next_period(ledger: Ledger) -> None:
    snapshot(ledger)
    propose_course(ledger, REPORTER, OWNER, ITEM, CourseForm("final", reason="年终核定"), record_version="v")
    course = feed(ledger).arrangements.courses[-1]["course_id"]
    decide_course(ledger, CHECKER, OWNER, course, "approved", record_version="v")
    held = feed(ledger).arrangements
    assert held.course(ITEM, "qingzhou", date(2023, 9, 30)).pacing == ITEM.pacing
    assert held.course(ITEM, "qingzhou", date(2023, 10, 31)).pacing == "final"
    assert held.course(ITEM, "zhoucun", date(2023, 9, 30)).pacing == "final"


def test_evidence_is_kept_whole_and_given_back_to_those_who_may(
    ledger: Ledger, tmp_path: Path, cluster: Cluster
) -> None:
    kept = keep_evidence(ledger, REPORTER, PLACE, "C:\\tmp\\台账.pdf", PDF, "v")
    assert (kept.name, kept.size) == ("台账.pdf", len(PDF))
    report = hand_in(ledger, evidence=attachments_text((kept,)))
    decide(ledger, CHECKER, report, "checked", district_id="qingzhou", record_version="v")  # no tick is needed
    (own,) = feed(ledger).reports[-1]["evidence"]
    for actor in (REPORTER, CHECKER, BOTH):
        assert evidence_file(ledger, actor, own["evidence_id"], "qingzhou") == PDF
    for actor in (None, OTHER):
        with pytest.raises(Refused):
            evidence_file(ledger, actor, own["evidence_id"], "qingzhou")
    backup = back_up(ledger, tmp_path / "backups")
    other = connect(f"sqlite:///{tmp_path}/restored.sqlite" if ledger.file else cluster.new_database())
    restore(backup, other)
    assert evidence_file(other, CHECKER, own["evidence_id"], "qingzhou") == PDF
    assert verify(other) == verify(ledger)
    trigger = "DROP TRIGGER blobs_no_update" if other.file else "ALTER TABLE blobs DISABLE TRIGGER USER"
    with other.writes.begin() as connection:
        connection.execute(text(trigger))
        connection.execute(text("UPDATE blobs SET bytes = :other"), {"other": b"%PDF-x"})
    assert "was changed" in verify(other)[0][0]
    with pytest.raises(Refused, match="不一致"):
        evidence_file(other, CHECKER, own["evidence_id"], "qingzhou")
    release(other)


def test_a_figure_without_evidence_needs_the_checkers_word(ledger: Ledger) -> None:
    report = hand_in(ledger)
    with pytest.raises(Refused, match="无佐证"):
        decide(ledger, CHECKER, report, "checked", district_id="qingzhou", record_version="v")
    handle(ledger, report, "checked")
    assert feed(ledger).reports[-1]["without_evidence"]


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.html", b"<script>", "不能作佐证"), ("a.svg", b"<svg/>", "不能作佐证"), ("a", PDF, "不能作佐证"),
    ("a.pdf", b"MZ\x90", "内容不是"), ("a.pdf.exe", PDF, "不能作佐证"), ("a.png", PDF, "内容不是"),
    ("a.pdf", PDF + b"0" * 30, "10 MB"),
])  # fmt: skip
def test_other_files_are_refused(
    ledger: Ledger, name: str, data: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "LARGEST_FILE", 40)
    with pytest.raises(Refused, match=said):
        keep_evidence(ledger, REPORTER, PLACE, name, data, "v")
    with pytest.raises(Refused):
        keep_evidence(ledger, CHECKER, PLACE, "a.pdf", PDF, "v")
    assert feed(ledger).version == 1


def test_the_files_of_a_report_have_a_limit_together(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "LARGEST_REPORT", 30)
    kept = tuple(keep_evidence(ledger, REPORTER, PLACE, f"{n}.pdf", PDF + n.encode(), "v") for n in "ab")
    with pytest.raises(Refused, match="30 MB"):
        attachments_text(kept)
