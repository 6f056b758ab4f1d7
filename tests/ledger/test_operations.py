"""Who reads what of the journal, on both engines: entries of every kind for every role, against a table by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policytargets.errors import Refused
from policytargets.ledger.calendars import open_year, reschedule
from policytargets.ledger.drafts import Filling, Place, keep_file
from policytargets.ledger.evidence import keep_evidence
from policytargets.ledger.extensions import ExtensionForm, ask_extension, decide_extension, override_light
from policytargets.ledger.feed import feed
from policytargets.ledger.model import DueItem
from policytargets.ledger.proposals import CourseForm, Owner, assign, decide_course, propose_course
from policytargets.ledger.reports import decide, submit
from policytargets.ledger.snapshots import FrozenRow, freeze
from policytargets.people import accounts, administration
from policytargets.people.model import Actor, Grant
from policytargets.store.engine import Ledger
from tests.ledger.days import never_closing
from tests.ledger.journal import operations
from tests.ledger.people import CHECKER, OTHER, REPORTER

YEAR = {"window_start": date(2023, 1, 1), "window_end": date(2023, 12, 31)}
ITEM = DueItem("qingzhou-2023/1-1", "at_least", 300, basis="new", unit="个", baseline=0, fingerprint="f", **YEAR)
PERIOD, DAY = "qingzhou-month-2023-09-30", date(2023, 12, 20)
INDUSTRY, COMMERCE = "qingzhou-industry", "qingzhou-commerce"
MINE = replace(ITEM, reporter_id=INDUSTRY)
THEIRS = replace(ITEM, due_id="qingzhou-2023/2-1", reporter_id=COMMERCE)
COLLEAGUE = Actor("b", "示例戊", (Grant("reporter", None, COMMERCE),))
DISTRICTS = {INDUSTRY: "qingzhou", COMMERCE: "qingzhou", "zhoucun-industry": "zhoucun"}
REPORTERS = {MINE.due_id: INDUSTRY, THEIRS.due_id: COMMERCE}
READERS = {
    "reporter": Actor("new", "示例己", REPORTER.grants),
    "signer": Actor("s", "示例庚", (Grant("signer", None, INDUSTRY),)),
    "colleague": COLLEAGUE, "checker": CHECKER, "other": OTHER, "admin": Actor("m", "示例管", (Grant("admin"),)),
}  # fmt: skip
# kind of entry → who reads it; written by hand, in the order in which `lived` makes them
READ = [
    ("begun", "admin"), ("periods_opened", "checker admin"), ("person_added", "admin"),
    ("report_submitted", "reporter signer checker admin"), ("report_returned", "reporter signer checker admin"),
    ("report_submitted", "colleague checker admin"),
    ("course_proposed", "reporter signer checker admin"), ("course_approved", "reporter signer checker admin"),
    ("extension_submitted", "reporter signer checker admin"), ("extension_granted", "reporter signer checker admin"),
    ("light_overridden", "reporter signer checker admin"), ("light_overridden", "colleague checker admin"),
    ("assigned", "reporter signer colleague checker admin"),
    ("period_frozen", "reporter signer colleague checker admin"),
]  # fmt: skip


def owner(item: DueItem) -> Owner:
    return Owner(item.due_id, REPORTERS[item.due_id], "qingzhou")


@pytest.fixture
def lived(ledger: Ledger) -> Ledger:
    """A ledger in which two departments of one district and their district have done one of everything."""
    version = {"record_version": "v"}
    accounts.begin(ledger)
    with never_closing():
        open_year(ledger, ["qingzhou"], 2023, by="one")
    accounts.add_person(ledger, "示例管", [Grant("admin")])

    def hand_in(actor: Actor, item: DueItem) -> str:
        place = Place(item.due_id, PERIOD, REPORTERS[item.due_id], "qingzhou")
        submit(ledger, actor, place, item, Filling("1", signed_by="示例乙"), today=DAY, **version)
        return str(feed(ledger).reports[-1]["report_id"])

    decide(ledger, CHECKER, hand_in(REPORTER, MINE), "returned", district_id="qingzhou", reason="甲的原因", **version)
    hand_in(COLLEAGUE, THEIRS)
    form = CourseForm("linear", "0", "2022-12-31", "年报", reason="年报")
    propose_course(ledger, REPORTER, owner(MINE), MINE, form, **version)
    course = feed(ledger).arrangements.courses[-1]["course_id"]
    decide_course(ledger, CHECKER, owner(MINE), course, "approved", **version)
    asked = ExtensionForm("2024-06-30", "用地手续未批复，年底前不能完工", "完成主体", "加快", "示例乙")
    ask_extension(ledger, REPORTER, owner(MINE), MINE, asked, today=DAY, **version)
    name = feed(ledger).arrangements.extensions[-1]["extension_id"]
    decide_extension(ledger, CHECKER, owner(MINE), name, "granted", granted_to="2024-06-30", **version)
    for item in (MINE, THEIRS):
        override_light(ledger, CHECKER, owner(item), PERIOD, "green", "现场核实", **version)
    assign(ledger, CHECKER, owner(MINE), COMMERCE, **version)
    assign(ledger, CHECKER, owner(MINE), INDUSTRY, **version)
    rows = [FrozenRow(item.due_id, None, None, {"目标": "示例"}) for item in (MINE, THEIRS)]
    freeze(ledger, CHECKER, "qingzhou", PERIOD, "board", rows, as_of_entry=feed(ledger).version, **version)
    return ledger


@pytest.mark.parametrize("role", READERS)
def test_every_kind_of_entry_for_every_role(lived: Ledger, role: str) -> None:
    found = operations(lived, READERS[role], DISTRICTS, REPORTERS)
    read = [*READ[:13], READ[12], READ[13]]  # handed on and back: two entries of one kind
    assert [row["kind"] for row in reversed(found)] == [kind for kind, who in read if role in who.split()]


def test_of_an_entry_for_several_departments_each_sees_its_part(lived: Ledger) -> None:
    frozen = {
        role: operations(lived, READERS[role], DISTRICTS, REPORTERS) for role in ("reporter", "colleague", "checker")
    }
    shown = {role: (rows[0]["departments"], rows[0]["due_ids"]) for role, rows in frozen.items()}
    assert shown == {
        "reporter": ([INDUSTRY], [MINE.due_id]), "colleague": ([COMMERCE], [THEIRS.due_id]),
        "checker": ([COMMERCE, INDUSTRY], [MINE.due_id, THEIRS.due_id]),
    }  # fmt: skip
    assert "甲的原因" not in str(frozen["colleague"])


def test_what_people_did_themselves_stays_theirs_after_they_changed_departments(lived: Ledger) -> None:
    moved = Actor(REPORTER.person_id, REPORTER.name, OTHER.grants[1:])
    found = operations(lived, moved, DISTRICTS, REPORTERS)
    assert [row["kind"] for row in reversed(found)] == ["report_submitted", "course_proposed", "extension_submitted"]
    for grants in ((), (Grant("reader"),)):
        with pytest.raises(Refused, match="操作记录"):
            operations(lived, Actor(REPORTER.person_id, REPORTER.name, grants), DISTRICTS, REPORTERS)


def test_every_entry_says_whom_or_what_it_concerns(lived: Ledger) -> None:
    admin, person = READERS["admin"], accounts.add_person(lived, "示例辛", [Grant("reporter", None, INDUSTRY)])
    place = Place(MINE.due_id, PERIOD, INDUSTRY, "qingzhou")
    keep_evidence(lived, REPORTER, place, "示例.pdf", b"%PDF-1.4", "v")
    keep_file(lived, REPORTER, INDUSTRY, "示例.xlsx", b"x", "v")
    accounts.grant(lived, person, Grant("signer", None, INDUSTRY))
    administration.reset_password(lived, admin, person)
    accounts.reset_password(lived, person, "Correct-horse-9")
    accounts.revoke_all(lived, person, "调离")
    found = operations(lived, Actor("m", "示例管", (Grant("admin"), *CHECKER.grants)), DISTRICTS, REPORTERS)
    for row in found:
        assert row["people"] or row["due_ids"] or row["of_periods"] or row["periods"] or row["files"], row["kind"]
    assert [(row["kind"], row["name"], row["people"]) for row in reversed(found) if row["people"]] == [
        ("begun", "本机用户", [("本机用户", [])]), ("person_added", "本机用户", [("示例管", ["admin"])]),
        ("person_added", "本机用户", [("示例辛", ["reporter"])]),
        ("role_granted", "本机用户", [("示例辛", ["signer"])]),
        ("password_reset", "m", [("示例辛", [])]), ("password_reset", "本机用户", [("示例辛", [])]),
        ("roles_revoked", "本机用户", [("示例辛", ["reporter", "signer"])]),
    ]  # fmt: skip
    by_kind = {row["kind"]: row for row in reversed(found)}
    assert (by_kind["evidence_received"]["due_ids"], by_kind["evidence_received"]["files"]) == (
        [MINE.due_id], ["示例.pdf"],
    )  # fmt: skip
    assert by_kind["file_received"]["files"] == ["示例.xlsx"]
    for kind in ("evidence_received", "report_submitted", "report_returned", "light_overridden", "period_frozen"):
        assert by_kind[kind]["of_periods"] == [PERIOD], kind
    assert len(by_kind["periods_opened"]["of_periods"]) > 12


def test_other_days_of_a_period_are_read_by_those_who_report_for_it(lived: Ledger) -> None:
    admin, month = READERS["admin"], "qingzhou-month-2023-10-31"
    days = {"opens_on": "2023-11-01", "due_on": "2023-11-12", "closes_on": "2023-11-30"}
    reschedule(lived, admin, month, days, "系统维护", today=date(2023, 11, 2))

    def told(role: str, asked: dict[str, set[str]]) -> list[dict[str, Any]]:
        found = operations(lived, READERS[role], DISTRICTS, REPORTERS, asked)
        return [row for row in found if row["kind"] == "period_rescheduled"]

    readers = {role: len(told(role, {month: {INDUSTRY}, "another": {COMMERCE}})) for role in READERS}
    assert readers == {"reporter": 1, "signer": 1, "colleague": 0, "checker": 1, "other": 0, "admin": 1}
    assert [len(told(role, {})) for role in READERS] == [0, 0, 0, 1, 0, 1]
    (row,) = told("reporter", {month: {INDUSTRY, COMMERCE}})
    assert (row["periods"], row["reasons"]) == ([(month, "2023-11-12")], ["系统维护"])
    assert (row["departments"], row["due_ids"]) == ([], [])  # nothing of the colleagues' is told by it
