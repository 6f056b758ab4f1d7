"""Notes of further leading departments on both engines: who may add one until when, and which goes with a report."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policytargets.errors import Refused
from policytargets.ledger.calendars import open_year
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.feed import feed
from policytargets.ledger.model import DueItem
from policytargets.ledger.notes import add_note, standing_notes
from policytargets.ledger.reports import decide, submit
from policytargets.people.model import Actor, Grant
from policytargets.store.copies import read_lines, write_lines
from policytargets.store.engine import Ledger, connect
from policytargets.store.verification import verify
from tests.engines import Cluster, release
from tests.ledger.days import never_closing
from tests.ledger.journal import operations
from tests.ledger.people import CHECKER, OTHER, REPORTER

INDUSTRY, COMMERCE = "qingzhou-industry", "qingzhou-commerce"
SECOND = Actor("b", "示例戊", (Grant("reporter", None, COMMERCE),))
ITEM = DueItem(
    "qingzhou-2023/1-1", "at_least", 300, date(2023, 1, 1), date(2023, 12, 31), "new", unit="个", baseline=0,
    fingerprint="f", reporter_id=INDUSTRY,
)  # fmt: skip
PLACE = Place(ITEM.due_id, "qingzhou-month-2023-09-30", INDUSTRY, "qingzhou")
TODAY, LEADS = date(2023, 10, 5), (INDUSTRY, COMMERCE)


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    with never_closing():
        open_year(ledger, ["qingzhou"], 2023, by="one")
    return ledger


def say(
    ledger: Ledger, said: str, *, by: Actor | None = SECOND, of: str = COMMERCE, leads: tuple[str, ...] = LEADS,
    today: date = TODAY,
) -> None:  # fmt: skip
    add_note(ledger, by, replace(PLACE, department_id=of), ITEM, leads, said, record_version="v", today=today)


def hand_in(ledger: Ledger, value: str, reason: str = "") -> str:
    filling = Filling(value, signed_by="示例乙", change_reason=reason)
    submit(ledger, REPORTER, PLACE, ITEM, filling, record_version="v", today=TODAY)
    return str(feed(ledger).reports[-1]["report_id"])


def follow(ledger: Ledger, report: str, *events: str) -> None:
    for event in events:
        decide(
            ledger, CHECKER, report, event, district_id="qingzhou", record_version="v", reason="示例：请核",
            without_evidence=True,
        )  # fmt: skip


def said_with(ledger: Ledger) -> list[list[str]]:
    """What goes with each report, in their order."""
    return [[note["said"] for note in report["notes"]] for report in feed(ledger).reports]


def test_only_another_lead_of_an_open_period_adds_something(ledger: Ledger) -> None:
    for refused, given in (
        ("权限", {"by": OTHER}), ("权限", {"by": CHECKER}), ("请先登录", {"by": None}),
        ("共同牵头", {"by": REPORTER, "of": INDUSTRY}), ("共同牵头", {"leads": (INDUSTRY,)}),
        ("还没有开始", {"today": date(2023, 9, 1)}),
    ):  # fmt: skip
        with pytest.raises(Refused, match=refused):
            say(ledger, "不该记下的话", **given)  # type: ignore[arg-type]
    for text, refused in ((" ", "请写"), ("长" * 2001, "2,000 字")):
        with pytest.raises(Refused, match=refused):
            say(ledger, text)
    assert feed(ledger).noted == {}


def test_the_last_that_was_said_before_the_check_goes_with_the_report(ledger: Ledger) -> None:
    say(ledger, "先说的话")
    say(ledger, "先说的话")  # the same click twice
    report = hand_in(ledger, "225")
    say(ledger, "改后的话")
    assert said_with(ledger) == [["改后的话"]]
    follow(ledger, report, "checked")
    with pytest.raises(Refused, match="已核对"):
        say(ledger, "核对后的话")
    follow(ledger, report, "returned")
    say(ledger, "退回后的话")
    report = hand_in(ledger, "226")
    follow(ledger, report, "checked", "released")
    with pytest.raises(Refused, match="已核对"):
        say(ledger, "发布后的话")
    hand_in(ledger, "227", "统计口径核实")
    say(ledger, "")  # taken back, for the correction alone
    assert said_with(ledger) == [["改后的话"], ["退回后的话"], []]
    assert [note["said"] for note in feed(ledger).notes(ITEM.due_id, PLACE.period_id)] == [
        "先说的话", "改后的话", "退回后的话", "",
    ]  # fmt: skip
    assert standing_notes(feed(ledger).notes(ITEM.due_id, PLACE.period_id)) == []


def test_it_stands_in_the_journal_of_its_department_and_district(ledger: Ledger) -> None:
    say(ledger, "示例的话")
    districts, held = {INDUSTRY: "qingzhou", COMMERCE: "qingzhou"}, {ITEM.due_id: INDUSTRY}
    for actor, count in ((SECOND, 1), (CHECKER, 1), (REPORTER, 0), (OTHER, 0)):
        found = operations(ledger, actor, districts, held)
        own = [row for row in found if row["kind"] == "note_added"]
        assert len(own) == count, actor
        assert all((row["departments"], row["due_ids"]) == ([COMMERCE], [ITEM.due_id]) for row in own)


def test_it_goes_along_to_another_engine_and_can_not_be_changed(
    ledger: Ledger, tmp_path: Path, cluster: Cluster
) -> None:
    say(ledger, "示例的话")
    write_lines(ledger, tmp_path / "lines")
    other = connect(cluster.new_database() if ledger.file else f"sqlite:///{tmp_path}/other.sqlite")
    read_lines(tmp_path / "lines", other)
    assert verify(other) == verify(ledger)
    assert feed(other).noted == feed(ledger).noted != {}
    with pytest.raises(Exception, match="append-only"), other.writes.begin() as connection:
        connection.exec_driver_sql("UPDATE notes SET said = ''")
    release(other)
