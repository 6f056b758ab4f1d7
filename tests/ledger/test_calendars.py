"""A period's days are changed on both engines: by whom, until when, and that nobody becomes late by it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from policytargets.errors import Refused
from policytargets.ledger.calendars import due_now, open_year, reopen, reschedule
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.feed import CHINA, feed
from policytargets.ledger.model import DueItem
from policytargets.ledger.reports import decide, submit
from policytargets.ledger.snapshots import FrozenRow, freeze
from policytargets.people.model import Actor, Grant
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from tests.ledger.journal import operations
from tests.ledger.people import CHECKER, OTHER, REPORTER

ADMIN = Actor("m", "示例管", (Grant("admin"),))
PERIOD = "qingzhou-month-2023-09-30"
TODAY = date(2023, 10, 5)
FIRST = {"opens_on": "2023-10-01", "due_on": "2023-10-08", "closes_on": "2023-10-30"}
OWN = {
    "window_start": date(2023, 1, 1), "window_end": date(2023, 12, 31), "reporter_id": "qingzhou-industry",
}  # fmt: skip
ITEM = DueItem("qingzhou-2023/1-1", "at_least", 300, basis="new", unit="个", baseline=0, fingerprint="f", **OWN)


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    open_year(ledger, ["qingzhou", "zhoucun"], 2023, by="one")
    return ledger


def change(
    ledger: Ledger, actor: Actor | None = ADMIN, reason: str = "系统维护", today: date = TODAY, **days: str
) -> None:
    reschedule(ledger, actor, PERIOD, {**held(ledger), **days}, reason, today=today)


def held(ledger: Ledger) -> dict[str, str]:
    (row,) = [row for row in feed(ledger).periods if row["period_id"] == PERIOD]
    return {name: row[name] for name in FIRST}


def hand_in(ledger: Ledger, today: date) -> None:
    place = Place(ITEM.due_id, PERIOD, "qingzhou-industry", "qingzhou")
    submit(ledger, REPORTER, place, ITEM, Filling("1", signed_by="示例乙"), record_version="v", today=today)


def china_today() -> date:
    return datetime.now(CHINA).date()


def test_one_deadline_holds_and_the_first_stays_to_be_read(ledger: Ledger) -> None:
    assert held(ledger) == FIRST
    change(ledger, due_on="2023-10-12")
    change(ledger, due_on="2023-10-10", reason="提前两天")
    assert held(ledger) == {**FIRST, "due_on": "2023-10-10"}
    (row,) = [row for row in feed(ledger).periods if row["period_id"] == PERIOD]
    assert row["first_due_on"] == "2023-10-08"
    assert [(own["due_on"], own["reason"]) for own in row["changes"]] == [
        ("2023-10-12", "系统维护"), ("2023-10-10", "提前两天"),
    ]  # fmt: skip
    told = operations(ledger, ADMIN, {}, {})[0]
    assert (told["kind"], told["district_id"], told["reasons"]) == ("period_rescheduled", "qingzhou", ["提前两天"])
    untouched = [row for row in feed(ledger).periods if row["period_id"] != PERIOD]
    assert not any(row["changes"] for row in untouched)
    assert verify(ledger)[0] == []
    with pytest.raises(Exception, match="append-only"), ledger.writes.begin() as connection:
        connection.execute(text("DELETE FROM period_changes"))


def test_the_same_click_again_is_the_same_change(ledger: Ledger) -> None:
    days = {**FIRST, "due_on": "2023-10-12"}
    before = feed(ledger).version
    reschedule(ledger, ADMIN, PERIOD, days, "系统维护", today=TODAY)
    with pytest.raises(Refused, match="没有调整"):
        reschedule(ledger, ADMIN, PERIOD, days, "系统维护", today=TODAY)
    assert feed(ledger).version == before + 1


@pytest.mark.parametrize("actor", [None, REPORTER, CHECKER, OTHER, Actor("r", "示例", (Grant("reader"),))])
def test_who_may_not(ledger: Ledger, actor: Actor | None) -> None:
    with pytest.raises(Refused, match=r"权限|登录"):
        change(ledger, actor, due_on="2023-10-12")
    assert held(ledger) == FIRST


@pytest.mark.parametrize(("days", "said"), [
    ({"due_on": "2023-10-31"}, "依次"), ({"opens_on": "2023-09-30"}, "依次"), ({"closes_on": "2023-10-07"}, "依次"),
    ({"due_on": "2023-10-04"}, "不能早于今天"), ({}, "没有调整"),
])  # fmt: skip
def test_days_that_a_period_can_not_take(ledger: Ledger, days: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        change(ledger, **days)
    with pytest.raises(Refused, match="原因"):
        change(ledger, reason=" ", due_on="2023-10-12")
    assert held(ledger) == FIRST


def test_a_period_that_nobody_entered(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="没有这个周期"):
        reschedule(ledger, ADMIN, "nowhere", FIRST, "因", today=TODAY)


def test_no_change_makes_a_report_late(ledger: Ledger) -> None:
    """For every deadline and every new one that is taken: what was in time when it came stays in time."""
    came = china_today()  # the journal's own clock says when a report came
    change(ledger, due_on=came.isoformat(), closes_on=(came + timedelta(days=90)).isoformat())
    hand_in(ledger, came)
    tried = taken = 0
    for first in (-3, 0, 4):
        for new in range(-6, 9):
            start, next_ = (came + timedelta(days=days) for days in (max(first, 0), new))
            if held(ledger)["due_on"] < start.isoformat():
                change(ledger, due_on=start.isoformat(), today=came)
            before = feed(ledger).reports[0]["days_late"]
            tried += 1
            try:
                change(ledger, due_on=next_.isoformat(), today=came, reason=f"第 {tried} 次")
            except Refused:
                continue
            taken += 1
            assert feed(ledger).reports[0]["days_late"] <= before
            assert feed(ledger).reports[0]["due_on"] == next_.isoformat()
    assert 0 < taken < tried


def test_a_late_report_comes_in_time_by_the_later_deadline(ledger: Ledger) -> None:
    came = china_today()
    change(ledger, closes_on=came.isoformat())
    hand_in(ledger, came)
    assert feed(ledger).reports[0]["days_late"] == (came - date(2023, 10, 8)).days
    change(ledger, due_on=came.isoformat(), closes_on=came.isoformat(), today=came)
    assert feed(ledger).reports[0]["days_late"] == 0


def test_the_first_day_moves_only_before_anything_is_reported(ledger: Ledger) -> None:
    change(ledger, opens_on="2023-10-06")
    with pytest.raises(Refused, match="还没有开始报送"):
        hand_in(ledger, TODAY)
    hand_in(ledger, date(2023, 10, 6))
    with pytest.raises(Refused, match="已有填报"):
        change(ledger, opens_on="2023-10-02")


@pytest.mark.parametrize(("frozen", "open_still"), [(PERIOD, False), ("qingzhou-month-2023-10-31", False),
    ("qingzhou-month-2023-08-31", True), ("zhoucun-month-2023-10-31", True)])  # fmt: skip
def test_a_snapshot_ends_it(ledger: Ledger, frozen: str, open_still: bool) -> None:
    district = frozen.partition("-")[0]
    actor = {"qingzhou": CHECKER, "zhoucun": OTHER}[district]
    rows = [FrozenRow(ITEM.due_id, None, None, {"目标": "示例"})]
    freeze(ledger, actor, district, frozen, "board", rows, as_of_entry=feed(ledger).version, record_version="v")
    if open_still:
        change(ledger, due_on="2023-10-12")
        return
    with pytest.raises(Refused, match="已定稿"):
        change(ledger, due_on="2023-10-12")
    assert held(ledger) == FIRST


SEPTEMBER, QUARTER = "qingzhou-month-2023-09-30", "qingzhou-quarter-2023-09-30"


@pytest.mark.parametrize(("day", "deadlines", "name"), [
    ("2023-10-05", {}, SEPTEMBER),  # month and quarter are due on one day: the one that began last
    ("2023-10-08", {}, SEPTEMBER),  # the deadline itself is still to come
    ("2023-10-09", {}, SEPTEMBER),  # all deadlines have gone by: the newest, not the longest
    ("2023-11-03", {}, "qingzhou-month-2023-10-31"),
    ("2023-11-03", {SEPTEMBER: "2023-11-05"}, SEPTEMBER),  # put off, and still before that of October
    ("2023-11-03", {QUARTER: "2023-11-20"}, "qingzhou-month-2023-10-31"),
    ("2023-11-09", {QUARTER: "2023-11-20"}, QUARTER),
])  # fmt: skip
def test_what_is_due_now(ledger: Ledger, day: str, deadlines: dict[str, str], name: str) -> None:
    rows = [
        {**row, "due_on": deadlines.get(row["period_id"], row["due_on"])}
        for row in feed(ledger).periods
        if row["district_id"] == "qingzhou" and row["opens_on"] <= day
    ]
    assert due_now(rows, date.fromisoformat(day))["period_id"] == name
    assert due_now(rows[::-1], date.fromisoformat(day))["period_id"] == name


def test_a_closed_period_takes_nothing_new_until_the_district_opens_it_again(ledger: Ledger) -> None:
    """It closes on the 30th of October: on that day it takes reports, on the next no more."""
    before, last, after = verify(ledger), date(2023, 10, 30), date(2023, 10, 31)
    with pytest.raises(Refused, match="已于 2023-10-30 关闭"):
        hand_in(ledger, after)
    for who in (None, ADMIN, REPORTER, OTHER):
        with pytest.raises(Refused, match=r"权限|登录"):
            reopen(ledger, who, PERIOD, "2023-11-05", "因", today=after)
    for until, why, said in (("2023-11-05", " ", "写明"), ("2023-10-30", "因", "不能早于今天")):
        with pytest.raises(Refused, match=said):
            reopen(ledger, CHECKER, PERIOD, until, why, today=after)
    with pytest.raises(Refused, match="还没有关闭"):
        reopen(ledger, CHECKER, PERIOD, "2023-11-05", "因", today=last)
    assert verify(ledger) == before
    reopen(ledger, CHECKER, PERIOD, "2023-11-05", "灾后补报", today=after)
    reopen(ledger, CHECKER, PERIOD, "2023-11-20", "再延", today=date(2023, 11, 8))
    assert held(ledger) == {**FIRST, "closes_on": "2023-11-20"}
    hand_in(ledger, date(2023, 11, 20))
    (row,) = [row for row in operations(ledger, CHECKER, {}, {}) if row["reasons"] == ["再延"]]
    assert row["periods"] == [(PERIOD, "2023-11-20")]


def test_what_was_handed_in_before_the_close_is_still_changed_and_corrected(ledger: Ledger) -> None:
    late = date(2023, 12, 24)
    hand_in(ledger, TODAY)
    report = feed(ledger).reports[-1]["report_id"]
    decide(ledger, CHECKER, report, "returned", district_id="qingzhou", record_version="v", reason="附名单")
    hand_in(ledger, late)
    report = feed(ledger).reports[-1]["report_id"]
    decide(ledger, REPORTER, report, "withdrawn", district_id="qingzhou", record_version="v")
    hand_in(ledger, late)
    assert [report["state"] for report in feed(ledger).reports] == ["returned", "withdrawn", "submitted"]


def test_a_snapshot_does_not_keep_a_period_closed(ledger: Ledger) -> None:
    rows = [FrozenRow(ITEM.due_id, None, None, {})]
    freeze(ledger, CHECKER, "qingzhou", PERIOD, "board", rows, as_of_entry=feed(ledger).version, record_version="v")
    reopen(ledger, CHECKER, PERIOD, "2023-11-05", "补报", today=date(2023, 11, 1))
    hand_in(ledger, date(2023, 11, 5))
