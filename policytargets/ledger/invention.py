"""An invented ledger for trying out: plausible curves, late, returned and corrected reports; labelled so for ever."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from policytargets.ledger.calendars import CADENCES, CLOSES_AFTER, DUE_AFTER, NEVER, period_row
from policytargets.ledger.courses import default_course, schedule
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item, goal, sense
from policytargets.ledger.invention_decided import CHECKER, LEADER, invent_decisions, reporter_of, written
from policytargets.ledger.model import DueItem, Period
from policytargets.ledger.periods import elapsed, period_of, periods
from policytargets.ledger.reports import report_row
from policytargets.store.engine import Ledger
from policytargets.store.entries import Command, Rows, append, same_id

SEED = 20231231
REPORTED, LATE, RETURNED = 0.93, 0.06, 0.04  # of a thousand reports, how many come, come late, go back once
SIGNER = "demo-signer"
TOO_MUCH = 1.5  # the pace of an upper limit that is passed in September
SLOW, MUCH = 0.9, 0.8  # below which pace an item lags, and asks the office for something
SIGNED_OF = 3  # of so many departments one has its reports signed by another person's hand


def invent(ledger: Ledger, rows: Sequence[Mapping[Any, Any]], until: date, record_version: str) -> int:
    """Fill a demo ledger from the rows of `ledger/due_items` with reports up to a day; returns how many reports."""
    chance = Random(SEED)
    known = [(due_item(row), row["reporter_id"], str(row["district_id"])) for row in rows]
    every = [(item, name if isinstance(name, str) else "", place) for item, name, place in known]  # of none: NaN
    items = [own for own in every if own[1]]
    districts = sorted({district for _, _, district in items})
    departments = sorted({department for _, department, _ in items})
    people = [{"person_id": CHECKER, "subject": "demo:checker", "name": "示例核对员"}]
    people += [{"person_id": SIGNER, "subject": "demo:signer", "name": "示例审签员"}]
    people += [
        {"person_id": reporter_of(code), "subject": f"demo:{code}", "name": f"示例填报员{number}"}
        for number, code in enumerate(departments, 1)
    ]
    began = f"{until.year}-01-02"
    granted = [_grant(CHECKER, "checker", began, district=district) for district in districts]
    for department in departments:
        granted.append(_grant(reporter_of(department), "reporter", began, department=department))
        granted.append(_grant(SIGNER, "signer", began, department=department))
    _add(ledger, "people_added", CHECKER, {"people": people, "grants": granted}, record_version, began)
    _add(
        ledger,
        "periods_opened",
        CHECKER,
        {"periods": _periods(districts, until)},
        record_version,
        began,
    )
    pace = {item.due_id: chance.gauss(1.0, 0.22) for item, _, _ in items}
    limits = [i.due_id for i, _, _ in items if i.pacing == "ceiling" and i.value and i.window_end.year == until.year]
    pace |= dict.fromkeys(limits[:1], TOO_MUCH)
    count = 0
    for cadence in CADENCES:
        for period in periods(cadence, date(until.year, 1, 1), until):
            if period.ends_on <= until:
                own = [(i, dep, dis) for i, dep, dis in items if i.cadence == cadence and _begun(i, period)]
                count += _one_period(ledger, own, period, pace, chance, record_version)
    invent_decisions(ledger, every, until, record_version)
    return count


def _grant(person: str, role: str, began: str, *, district: str = "", department: str = "") -> dict[str, str | None]:
    held = {"person_id": person, "role": role, "district_id": district or None, "department_id": department or None}
    return {"grant_id": f"{person}-{role}-{district or department}", "starts_on": began, "ends_on": None} | held


def _periods(districts: Sequence[str], until: date) -> list[dict[str, str]]:
    """The periods of the year up to the month after the day, which is the one that waits to be filled in: it never
    closes, whenever the ledger is tried."""
    last = period_of("month", until + timedelta(days=1)).ends_on
    return [
        period_row(district, cadence, period.starts_on, period.ends_on)
        | ({"closes_on": NEVER} if period.ends_on > until else {})
        for district in districts
        for cadence in CADENCES
        for period in periods(cadence, date(until.year, 1, 1), last)
        if period.ends_on <= last
    ]


def _one_period(
    ledger: Ledger, items: Sequence[tuple[DueItem, str, str]], period: Period, pace: Mapping[str, float],
    chance: Random, record_version: str,
) -> int:  # fmt: skip
    """The reports of all districts for a period: most in time, some late, some not at all; released at its close."""
    came = []
    for item, department, district in items:
        if chance.random() < REPORTED:
            period_id = period_row(district, period.cadence, period.starts_on, period.ends_on)["period_id"]
            place = Place(item.due_id, period_id, department, district)
            row = report_row(
                place, item, _filling(item, period, pace[item.due_id], chance), same_id("demo", place), None
            )
            came.append((row, chance.random() < LATE, chance.random() < RETURNED))
    for late in (False, True):
        by_department: dict[str, list[dict[str, Any]]] = {}
        for row, is_late, _ in came:
            if is_late == late:
                by_department.setdefault(row["department_id"], []).append(row)
        day = period.ends_on + timedelta(days=DUE_AFTER + (9 if late else -chance.randrange(6)))
        for department, rows in by_department.items():
            body = {"reports": rows, "report_events": [_event(row, "submitted") for row in rows]}
            _add(ledger, "report_submitted", reporter_of(department), body, record_version, day.isoformat())
    back = [row for row, _, is_back in came if is_back]
    good = [row for row, _, is_back in came if not is_back]
    close = (period.ends_on + timedelta(days=CLOSES_AFTER)).isoformat()
    _add(
        ledger, "report_signed", SIGNER, {"signatures": _signatures([row for row, _, _ in came])}, record_version, close
    )
    for event, rows in (("returned", back), ("checked", good), ("released", good)):
        _add(
            ledger,
            f"report_{event}",
            CHECKER,
            {"report_events": [_event(r, event) for r in rows]},
            record_version,
            close,
        )
    return len(came)


def _signatures(reports: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What the signer signs: the reports of one of so many departments."""
    signed = sorted({row["department_id"] for row in reports})[::SIGNED_OF]
    return [
        {"signature_id": same_id("signed", row["report_id"]), "report_id": row["report_id"]}
        for row in reports
        if row["department_id"] in signed
    ]


def _filling(item: DueItem, period: Period, pace: float, chance: Random) -> Filling:
    """What a department might have written."""
    plain = Filling(progress="示例：按计划推进。", signed_by=LEADER, source_note="示例")
    if item.kind == "task":
        return plain
    if item.value is None:
        return replace(plain, figure_state="not_available", progress="示例：原文未载数字，暂无可报数。")
    behind = pace < SLOW
    words = {"outlook": "on_time"}
    if behind:
        words = {"obstacle": "示例：前期手续未办完。", "next_step": "示例：倒排工期。", "outlook": "in_difficulty"}
        words["needs_coordination"] = "示例：请协调用地指标。" if pace < MUCH else ""
    return replace(plain, value=_figure(item, period, pace, chance), **words)


def _figure(item: DueItem, period: Period, pace: float, chance: Random) -> str:
    """A figure on the way to the target: by the schedule where there is one, else near the target."""
    plan = schedule(item, default_course(item), period)
    share = elapsed(item.window_start, item.window_end, period.ends_on)
    due = plan.due if plan.due is not None else goal(item) * (1 if item.pacing in ("hold", "linear") else share)
    lower = sense(item) == "lower" and item.pacing != "ceiling"
    factor = Fraction(round((2 - pace if lower else pace) * 1000 + chance.randrange(-15, 16)), 1000)
    if plan.due is None and item.pacing != "final":
        factor = 1 + (factor - 1) / 6
    figure = max(due * factor, Fraction(0))
    if item.basis == "share":
        figure = min(figure, Fraction(100))
    return written(item, figure)


def _begun(item: DueItem, period: Period) -> bool:
    return item.window_start <= period.ends_on <= date(item.window_end.year, 12, 31)


def _event(row: Mapping[str, Any], kind: str) -> dict[str, Any]:
    reason = "示例：数与佐证不符，请核实。" if kind == "returned" else None
    return {"event_id": same_id(kind, row["report_id"]), "report_id": row["report_id"], "kind": kind, "reason": reason}


def _add(ledger: Ledger, kind: str, by: str, rows: Rows, record_version: str, day: str) -> None:
    name = same_id(kind, by, day, rows)
    at = f"{day}T01:00:00.000000Z"
    append(ledger, Command(name, kind, by, record_version, channel="demo", recorded_at=at), lambda _: rows)
