"""What the ledger holds, as the pages read it: periods, reports with their states, and what has been released."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from sqlalchemy import select

from policytargets.ledger.arrangements import Arrangements, read_arrangements
from policytargets.ledger.calendars import read_periods
from policytargets.ledger.model import DueItem
from policytargets.ledger.notes import standing_notes
from policytargets.ledger.states import state_after
from policytargets.ledger.tables import EVIDENCE, NOTES, REPORT_EVENTS, REPORTS, SIGNATURES
from policytargets.people.tables import PEOPLE
from policytargets.store.engine import ENTRIES, Ledger, kind_of, reading
from policytargets.store.entries import last_entry

CHINA = ZoneInfo("Asia/Shanghai")
READINGS = pa.schema({
    "due_id": pa.string(), "as_of": pa.date32(), "figure_state": pa.string(), "value": pa.string(),
    "pacing": pa.string(), "baseline": pa.string(), "planned": pa.string(), "window_end": pa.date32(),
})  # fmt: skip


@dataclass(frozen=True)
class Feed:
    """All of it as of one entry: `version` and `hash` are its number and hash, `kind` is real or demo.

    `reports`: one row per revision with the period's days, `state` (its last event), its `events` in their order and
    from them who did what and when, the reason of a return, its `evidence`, `signer` (who signed it by their own hand,
    or empty), `shown`: it is the newest revision that was released, and `corrects`: the row of the released one that it
    is to replace while it is neither released nor given up, else None; its `notes`: what other leading departments had
    added when it was checked, or have added so far. `arrangements`: what was decided beside them;
    `noted`: by due item and period all that other leading departments ever added.
    """

    version: int
    hash: str
    kind: str
    periods: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    arrangements: Arrangements
    noted: dict[tuple[str, str], list[dict[str, Any]]]

    @property
    def released(self) -> list[dict[str, Any]]:
        """The rows that everybody may see, one per due item and period."""
        return [report for report in self.reports if report["shown"]]

    def sent_back(self, report: Mapping[str, Any]) -> dict[str, Any] | None:
        """The returned report in whose place this one came, None where it comes for the first time or corrects what was
        released; of several the newest, whatever was withdrawn in between."""
        before = self._by_id.get(report["supersedes"])
        while before and not before["returned_for"] and not before["released_at"]:
            before = self._by_id.get(before["supersedes"])
        return before if before and before["returned_for"] else None

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {report["report_id"]: report for report in self.reports}

    def notes(self, due_id: str, period_id: str) -> list[dict[str, Any]]:
        """What other leading departments ever added for an item and period, in its order."""
        return self.noted.get((due_id, period_id), [])

    @cached_property
    def newest(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The newest report of each due item and period, leaving out corrections that were given up."""
        return {(r["due_id"], r["period_id"]): r for r in self.reports if r["state"] != "abandoned"}

    def around(self, due_id: str, day: str) -> tuple[list[dict[str, Any]], str | None]:
        """What was released of an item for the periods before that which ends on a `day`, in their order; and the total
        that was released for the next one after it, if any was."""
        own = self._shown.get(due_id, [])
        later = (report["value"] for report in own if report["ends_on"] > day and report["value"] is not None)
        return [report for report in own if report["ends_on"] < day], next(later, None)

    @cached_property
    def _shown(self) -> dict[str, list[dict[str, Any]]]:
        """What was released of each item, in the order of the periods."""
        found: dict[str, list[dict[str, Any]]] = {}
        for report in sorted(self.released, key=lambda report: str(report["ends_on"])):
            found.setdefault(report["due_id"], []).append(report)
        return found


def version(ledger: Ledger) -> int:
    """The number of the newest entry, asked before each page run."""
    with reading(ledger) as connection:
        return last_entry(connection)[0]


def feed(ledger: Ledger) -> Feed:
    """Read the ledger. Raises LedgerClosed."""
    with reading(ledger) as connection:
        number, last = last_entry(connection)
        periods = read_periods(connection)
        names = {row.person_id: row.name for row in connection.execute(select(PEOPLE))}
        rows = select(REPORTS).where(REPORTS.c.entry_id <= number).order_by(REPORTS.c.entry_id, REPORTS.c.report_id)
        reports = [dict(row) for row in connection.execute(rows).mappings()]
        events = connection.execute(
            select(REPORT_EVENTS, ENTRIES.c.recorded_at, ENTRIES.c.person_id)
            .join(ENTRIES, ENTRIES.c.entry_id == REPORT_EVENTS.c.entry_id)
            .where(REPORT_EVENTS.c.entry_id <= number)
            .order_by(REPORT_EVENTS.c.entry_id)
        ).mappings()
        asked = select(SIGNATURES.c.report_id, ENTRIES.c.person_id).join(
            ENTRIES, ENTRIES.c.entry_id == SIGNATURES.c.entry_id
        )
        signers = {row.report_id: names.get(row.person_id, "") for row in connection.execute(asked)}
        files = [dict(row) for row in connection.execute(select(EVIDENCE).order_by(EVIDENCE.c.entry_id)).mappings()]
        by_report: dict[str, list[dict[str, Any]]] = {}
        for event in events:
            by_report.setdefault(event["report_id"], []).append({**event, "name": names.get(event["person_id"], "")})
        noted: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for note in connection.execute(select(NOTES).order_by(NOTES.c.entry_id)).mappings():
            noted.setdefault((note["due_id"], note["period_id"]), []).append(dict(note))
        kind, arrangements = kind_of(connection), read_arrangements(connection)
    days = {period["period_id"]: period for period in periods}
    filled = [_with_events(report, days[report["period_id"]], by_report[report["report_id"]]) for report in reports]
    released = {(r["due_id"], r["period_id"]): r for r in filled if r["released_at"]}
    for report in filled:
        report["evidence"] = [own for own in files if own["report_id"] == report["report_id"]]
        report["signer"] = signers.get(report["report_id"], "")
        before = released.get((report["due_id"], report["period_id"]))
        report["shown"] = before is report
        under_way = not report["released_at"] and report["state"] != "abandoned"
        report["corrects"] = before if before and under_way else None
        report["notes"] = standing_notes(noted.get((report["due_id"], report["period_id"]), []), report["checked_in"])
    return Feed(number, last, kind, periods, filled, arrangements, noted)


def _with_events(report: dict[str, Any], period: dict[str, Any], events: list[dict[str, Any]]) -> dict[str, Any]:
    by_kind = {event["kind"]: event for event in events}
    return {
        **report,
        **{name: period[name] for name in ("district_id", "cadence", "starts_on", "ends_on", "due_on")},
        "state": state_after(events[-1]["kind"], events[-1]["reason"]),
        "submitted_at": events[0]["recorded_at"],
        "submitted_by": events[0]["name"],
        "submitter_id": events[0]["person_id"],
        "checked_at": by_kind["checked"]["recorded_at"] if "checked" in by_kind else "",
        "checked_by": by_kind["checked"]["name"] if "checked" in by_kind else "",
        "checked_in": by_kind["checked"]["entry_id"] if "checked" in by_kind else None,
        "unseen": "checked" in by_kind and by_kind["checked"]["person_id"] == events[0]["person_id"],
        "without_evidence": "checked" in by_kind and bool(by_kind["checked"]["reason"]),
        "returned_for": by_kind["returned"]["reason"] if events[-1]["kind"] == "returned" else "",
        "released_at": by_kind["released"]["recorded_at"] if "released" in by_kind else "",
        "events": events,
        "days_late": _days_late(events[0]["recorded_at"], period["due_on"]),
    }


def _days_late(submitted_at: str, due_on: str) -> int:
    """Days after the due date in China, never negative."""
    return max((local_day(submitted_at) - date.fromisoformat(due_on)).days, 0)


def local_day(text: str) -> date:
    """The day of an instant where the ledger is kept."""
    return instant(text).astimezone(CHINA).date()


def instant(text: str) -> datetime:
    """An instant as the ledger writes it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def readings(held: Feed, items: Mapping[str, DueItem]) -> pa.Table:
    """The released reports of these items as `queries/ledger/lights.sql` reads them, with their courses of the day."""
    rows = []
    for row in held.released:
        if row["due_id"] not in items:
            continue
        day = date.fromisoformat(row["ends_on"])
        course = held.arrangements.course(items[row["due_id"]], row["district_id"], day)
        rows.append({
            "due_id": row["due_id"], "as_of": day, "figure_state": row["figure_state"], "value": row["value"],
            "pacing": course.pacing, "baseline": _decimal(course.baseline),
            "planned": _decimal(course.planned_on(day)), "window_end": course.extended_to,
        })  # fmt: skip
    return pa.Table.from_pylist(rows, READINGS)


def _decimal(number: Fraction | None) -> str | None:
    """An exact figure as text; figures are kept with eight decimals at most, so nothing is lost."""
    return None if number is None else f"{Decimal(number.numerator) / number.denominator:f}"
