"""The clock of a year: whatever day it is, only the lights of reporting change, as worked out a second time."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, select

from policytargets import settings
from policytargets.ledger.calendars import due_now, open_year
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.invention import invent
from policytargets.ledger.reports import decide, submit
from policytargets.ledger.tables import DRAFTS, EXTENSION_EVENTS, EXTENSIONS, PERIODS, REPORT_EVENTS, REPORTS
from policytargets.people.accounts import begin
from policytargets.people.model import Actor
from policytargets.record.database import Database
from policytargets.store.engine import Ledger, reading
from policytargets.store.upgrading import create
from policytargets.store.verification import verify
from policytargets.ui.blocks import ledger as board
from policytargets.ui.blocks import ledger_items
from policytargets.ui.ledger import report_period
from tests import punctuality_in_python as by_hand
from tests.engines import opened, release
from tests.pages import lists, plain, said
from tests.pages import opened as page

ALONE = Actor("one", "本机用户", alone=True)
DISTRICT, DEPARTMENT = "zhoucun", "zhoucun-culture-tourism"
FIRST, LAST = date(2023, 6, 25), date(2024, 7, 20)
PAGES = ("progress", "report", "dispatch", "courses", "people", "operations")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Ledger]:
    """Half a year of invented reports, with one that waits and one withdrawn, and the periods of two years."""
    ledger = opened(f"sqlite:///{tmp_path_factory.mktemp('year')}/ledger.sqlite")
    create(ledger, "demo")
    begin(ledger)
    rows = database.query("ledger/due_items").to_dict("records")
    invent(ledger, rows, date(2023, 6, 30), database.version)
    districts = sorted({str(row["district_id"]) for row in rows})
    for year in (2023, 2024):
        open_year(ledger, districts, year, by="one")
    mine = [row for row in rows if row["reporter_id"] == DEPARTMENT and row["cadence"] == "month"]
    for row in mine[:2]:
        place = Place(row["due_id"], f"{DISTRICT}-month-2023-07-31", DEPARTMENT, DISTRICT)
        filling = Filling("9", signed_by="示例乙", change_reason="示例")
        submit(ledger, ALONE, place, due_item(row), filling, record_version="v", today=date(2023, 8, 2))
    withdrawn = feed(ledger).reports[-1]["report_id"]
    decide(ledger, ALONE, withdrawn, "withdrawn", district_id=DISTRICT, record_version="v")
    yield ledger
    release(ledger)


@pytest.fixture
def clock(made: Ledger, monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day that it is."""
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(made.address))
    monkeypatch.setattr(board, "person", lambda: ALONE)
    return lambda day: monkeypatch.setattr(settings, "today", lambda: day)


def days() -> Iterator[date]:
    """The days of a year on which something may turn: around opening, deadline, eighth day after it, end of month."""
    day = FIRST
    while day <= LAST:
        if day.day in (1, 8, 9, 15, 16, 30):
            yield day
        day += timedelta(days=1)


def rows_of(ledger: Ledger, table: Table) -> Rows:
    with reading(ledger) as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def states_of(ledger: Ledger) -> dict[Any, str]:
    return by_hand.newest_states(rows_of(ledger, REPORTS), rows_of(ledger, REPORT_EVENTS))


def as_granted(ledger: Ledger, row: dict[str, Any]) -> dict[str, Any]:
    """A row with the end of its window that was granted last, by the tables."""
    own = {asked["extension_id"] for asked in rows_of(ledger, EXTENSIONS) if asked["due_id"] == row["due_id"]}
    events = [event for event in rows_of(ledger, EXTENSION_EVENTS) if event["extension_id"] in own]
    ends = [date.fromisoformat(event["granted_to"]) for event in events if event["kind"] == "granted"]
    return {**row, "window_end": ends[-1] if ends else row["window_end"]}


def test_the_light_of_reporting_of_every_item_on_every_day(made: Ledger, clock) -> None:
    clock(FIRST)
    periods, states = rows_of(made, PERIODS), states_of(made)
    rows = [{**row, "report": None} for row in board.dues()]
    granted = {row["due_id"]: as_granted(made, row) for row in rows}
    assert any(granted[row["due_id"]]["window_end"] != row["window_end"] for row in rows)
    seen: Counter[str] = Counter()
    asked: dict[date, dict[str, Rows]] = {}
    for day in days():
        clock(day)
        as_of = day.replace(day=1) - timedelta(days=1)
        own = asked.get(as_of) or {
            row["due_id"]: by_hand.asked_of(granted[row["due_id"]], periods, as_of) for row in rows
        }
        asked[as_of] = own
        for row in ledger_items.with_punctuality(rows, as_of):
            light = row["punctuality"]
            expected = by_hand.told(row["due_id"], own[row["due_id"]], states, day)
            assert (light.code, light.light, light.words) == expected, (row["due_id"], day)
            seen[light.code] += 1
    codes = {"none", "waiting", "submitted", "returned", "released", "late", "very_late", "missed"}
    assert set(seen) == codes, seen


def test_the_period_with_which_the_form_opens_on_every_day(made: Ledger, clock) -> None:
    periods = rows_of(made, PERIODS)
    dues = [as_granted(made, row) for row in board.dues() if row["reporter_id"] == DEPARTMENT]
    for day in days():
        clock(day)
        offered = report_period._opened(DEPARTMENT)
        expected = [
            p["period_id"] for p in periods
            if p["opens_on"] <= day.isoformat() and any(p in by_hand.asked_of(due, periods, LAST) for due in dues)
        ]  # fmt: skip
        assert sorted(offered) == sorted(expected)
        asked = [period for period in periods if period["period_id"] in expected]
        assert due_now(list(offered.values()), day)["period_id"] == by_hand.due_now(asked, day)


@pytest.mark.parametrize("day", [date(2023, 8, 9), date(2024, 7, 20)])
def test_a_page_that_is_looked_at_changes_nothing_whatever_day_it_is(made: Ledger, clock, day: date) -> None:
    before = (verify(made), rows_of(made, DRAFTS), states_of(made))
    clock(FIRST)
    rule, as_of = next(iter(board.rules().values())), date(2023, 6, 30)
    lights = [(row["due_id"], row["light"]) for row in board.standings(as_of, rule)]
    clock(day)
    for name in PAGES:
        shown = page(f"ledger/{name}")
        assert not shown.exception, (name, day)
    assert [(row["due_id"], row["light"]) for row in board.standings(as_of, rule)] == lights
    ended = [row for row in board.standings(as_of, rule) if row["report"] and row["window_end"].date() <= as_of]
    assert not any(row["stale"] for row in ledger_items.with_punctuality(ended, as_of))
    assert (verify(made), rows_of(made, DRAFTS), states_of(made)) == before


@pytest.mark.parametrize(("day", "words"), [
    (date(2023, 8, 8), "○ 待报，还有 0 天"), (date(2023, 8, 9), "▲ 逾期 1 天"), (date(2023, 8, 15), "▲ 逾期 7 天"),
    (date(2023, 8, 16), "■ 逾期 8 天"), (date(2024, 7, 20), "■ 逾期 347 天"),
])  # fmt: skip
def test_who_is_reminded_of_what_on_which_day(made: Ledger, clock, day: date, words: str) -> None:
    clock(day)
    shown = page("ledger/dispatch", office="周村区", round="2023年7月")
    assert not shown.exception
    (found,) = [rows for rows in lists(shown) if "报送情况" in rows]
    period = f"{DISTRICT}-month-2023-07-31"
    names = board.record.rows("ledger/departments", district=DISTRICT).set_index("department_id")["name"]
    states, expected, periods = states_of(made), Counter(), rows_of(made, PERIODS)
    stands: dict[str, Counter[str]] = {}
    for row in board.dues():
        own = by_hand.asked_of(row, periods, date(2023, 7, 31))
        state = states.get((row["due_id"], period), "")
        if period in [one["period_id"] for one in own] and state in ("", "withdrawn", "returned"):
            name = str(names.get(row["reporter_id"], "未写明牵头部门")).split("（")[0]
            expected[name] += 1
            beside = "（已撤回）" if state == "withdrawn" else ""
            stands.setdefault(name, Counter())[by_hand.told(row["due_id"], own, states, day)[2] + beside] += 1
    told = {name.split("（")[0]: int(count) for name, count in zip(found["部门"], found["未报项数"], strict=True)}
    assert told == {name.split("（")[0]: count for name, count in expected.items()}
    for name, text in zip(found["部门"], found["报送情况"], strict=True):
        own = stands[name.split("（")[0]]
        assert set(text.split("；")) == (
            set(own) if len(own) == 1 else {f"{told}（{n} 项）" for told, n in own.items()}
        )
    every = Counter({told: count for own in stands.values() for told, count in own.items()})
    assert words in every
    assert any("连续 2 期未报" in told for told in every) == (day > date(2023, 8, 8))
    assert "2023-08-08 截止" in plain(said(shown))
