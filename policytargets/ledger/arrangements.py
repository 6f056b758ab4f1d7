"""What was decided about items beside their reports: who reports them, their courses, extensions, overrides, and the
snapshots that closed a period. Read from the ledger; which of it holds for an item on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from policytargets.ledger.courses import default_course
from policytargets.ledger.model import Course, DueItem, Node, exact
from policytargets.ledger.tables import (
    ASSIGNMENTS,
    COURSE_EVENTS,
    COURSE_POINTS,
    COURSES,
    EXTENSION_EVENTS,
    EXTENSIONS,
    OVERRIDES,
    PERIODS,
    SNAPSHOT_ROWS,
    SNAPSHOTS,
)  # fmt: skip
from policytargets.people.tables import PEOPLE
from policytargets.store.engine import ENTRIES

Row = dict[str, Any]


@dataclass(frozen=True)
class Arrangements:
    """All of it in the order of its recording. Courses and extensions carry `state` (their last event), `asked_by` with
    `asker_id`, and `decided_by`, `decided_in` (number of the entry) and `said` (its reason); courses their `points`;
    snapshots the period's `ends_on` and who made them when; `frozen_lights`: (due, last day) → light as frozen."""

    courses: list[Row] = field(default_factory=list)
    assignments: dict[str, str] = field(default_factory=dict)
    extensions: list[Row] = field(default_factory=list)
    overrides: list[Row] = field(default_factory=list)
    snapshots: list[Row] = field(default_factory=list)
    frozen_lights: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def course(self, item: DueItem, district_id: str, as_of: date) -> Course:
        """The course of an item for lights as of a day: what had been approved before that period was closed."""
        closed = self.closed(district_id, as_of)
        approved = [
            row for row in self.courses
            if row["due_id"] == item.due_id and row["state"] == "approved" and row["decided_in"] < closed
        ]  # fmt: skip
        made = course_of(approved[-1]) if approved else default_course(item)
        granted = [row["granted_to"] for row in self.granted(item.due_id) if row["decided_in"] < closed]
        return replace(made, extended_to=date.fromisoformat(granted[-1])) if granted else made

    def closed(self, district_id: str, as_of: date) -> int:
        """The entry that closed the period in which a day lies, or a later one; a number beyond all if none did."""
        numbers = [
            row["entry_id"] for row in self.snapshots
            if row["district_id"] == district_id and row["ends_on"] >= as_of.isoformat()
        ]  # fmt: skip
        return min(numbers, default=2**62)

    def granted(self, due_id: str) -> list[Row]:
        """The extensions of an item that were granted, the first first."""
        return [row for row in self.extensions if row["due_id"] == due_id and row["state"] == "granted"]

    def last_day(self, due_id: str, window_end: date) -> date:
        """Until when an item can be reported: the end of the year in which its window, as extended, ends."""
        granted = self.granted(due_id)
        end = date.fromisoformat(granted[-1]["granted_to"]) if granted else window_end
        return date(end.year, 12, 31)

    def override(self, due_id: str, ends_on: str) -> Row | None:
        """The override of an item's light as of the last day of a period, unless it was lifted."""
        own = [row for row in self.overrides if row["due_id"] == due_id and row["ends_on"] == ends_on]
        return own[-1] if own and own[-1]["light"] != "lifted" else None

    def earlier(self, due_id: str, before: str) -> list[str | None]:
        """The lights of an item in the periods closed before a day."""
        return [
            light
            for (name, ends_on), light in sorted(self.frozen_lights.items())
            if name == due_id and ends_on < before
        ]

    def reporter(self, row: Mapping[str, Any]) -> str:
        """The department that reports a due item: the assigned one, else its first lead; empty if there is none."""
        own = row["reporter_id"]
        return self.assignments.get(row["due_id"], own if isinstance(own, str) else "")


def course_of(row: Mapping[str, Any]) -> Course:
    """The course of a row of `courses` with its `points`."""
    points = row["points"]
    planned = tuple((_day(p["ends_on"]), p["planned"]) for p in points if p["planned"] is not None)
    nodes = tuple(
        Node(_day(p["ends_on"]), p["node_text"], _day(p["done_on"]) if p["done_on"] else None)
        for p in points
        if p["node_text"] is not None
    )
    return Course(row["pacing"], exact(row["baseline"]), planned, nodes)


def read_arrangements(connection: Connection) -> Arrangements:
    """All arrangements of the ledger."""
    points = _grouped(_rows(connection, COURSE_POINTS, COURSE_POINTS.c.ends_on), "course_id")
    courses = _with_events(connection, COURSES, COURSE_EVENTS, "course_id")
    extensions = _with_events(connection, EXTENSIONS, EXTENSION_EVENTS, "extension_id")
    days = {row.period_id: row.ends_on for row in connection.execute(select(PERIODS))}
    overrides = [{**row, "ends_on": days[row["period_id"]]} for row in _signed(connection, OVERRIDES)]
    snapshots = [{**row, "ends_on": days[row["period_id"]]} for row in _signed(connection, SNAPSHOTS)]
    ends_on = {row["snapshot_id"]: row["ends_on"] for row in snapshots}
    rows = select(SNAPSHOT_ROWS.c.snapshot_id, SNAPSHOT_ROWS.c.due_id, SNAPSHOT_ROWS.c.light)
    frozen = connection.execute(rows.order_by(SNAPSHOT_ROWS.c.entry_id))
    return Arrangements(
        courses=[{**row, "points": points.get(row["course_id"], [])} for row in courses],
        assignments={row["due_id"]: row["department_id"] for row in _rows(connection, ASSIGNMENTS)},
        extensions=extensions,
        overrides=overrides,
        snapshots=snapshots,
        frozen_lights={(row.due_id, ends_on[row.snapshot_id]): row.light for row in frozen},
    )


def _with_events(connection: Connection, table: Table, events: Table, key: str) -> list[Row]:
    rows, found = _rows(connection, table), []
    by_row = _grouped(_signed(connection, events), key)  # read after the rows, so that each has its events
    for row in rows:
        own = by_row[row[key]]
        last = own[-1]
        found.append({
            **row, "state": last["kind"], "asked_by": own[0]["name"], "asker_id": own[0]["person_id"],
            "asked_at": own[0]["recorded_at"], "decided_by": last["name"], "decided_in": last["entry_id"],
            "said": last["reason"] or "", "granted_to": last.get("granted_to"),
        })  # fmt: skip
    return found


def _signed(connection: Connection, table: Table) -> list[Row]:
    """The rows of a table with who recorded them when."""
    own = (
        select(table, ENTRIES.c.recorded_at, ENTRIES.c.person_id, PEOPLE.c.name)
        .join(ENTRIES, ENTRIES.c.entry_id == table.c.entry_id)
        .outerjoin(PEOPLE, PEOPLE.c.person_id == ENTRIES.c.person_id)
        .order_by(table.c.entry_id)
    )
    return [{**row, "name": row["name"] or ""} for row in connection.execute(own).mappings()]


def _rows(connection: Connection, table: Table, *order: Any) -> list[Row]:
    return [dict(row) for row in connection.execute(select(table).order_by(table.c.entry_id, *order)).mappings()]


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _day(text: str) -> date:
    return date.fromisoformat(text)
