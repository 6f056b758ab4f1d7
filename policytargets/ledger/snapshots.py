"""A period is closed by a snapshot: every row as it was shown, for ever; what comes later is a correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from policytargets.errors import Refused
from policytargets.ledger.tables import PERIODS, SNAPSHOT_ROWS, SNAPSHOTS
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.store.engine import Ledger, reading
from policytargets.store.entries import Command, Receipt, append, canonical, last_entry, same_id


@dataclass(frozen=True)
class FrozenRow:
    """One due item as shown: its released report, if any, its light, and every field with its head."""

    due_id: str
    report_id: str | None
    light: str | None
    shown: Mapping[str, str | None]


def freeze(
    ledger: Ledger, actor: Actor | None, district_id: str, period_id: str, rule_id: str, rows: Sequence[FrozenRow], *,
    as_of_entry: int, record_version: str, reason: str = "", channel: str = "page",
) -> Receipt:  # fmt: skip
    """Close a period with the rows that were worked out as of an entry. Raises Refused where something was recorded
    since, for a period of another district, and for a second snapshot without a reason."""
    demand(actor, "freeze", district_id=district_id)
    person_id = actor.person_id if actor else ""
    made = [
        {"due_id": row.due_id, "report_id": row.report_id, "light": row.light, "shown": canonical(dict(row.shown))}
        for row in sorted(rows, key=lambda row: row.due_id)
    ]
    rows_hash = sha256(canonical(made).encode()).hexdigest()
    name = same_id("snapshot", period_id, rule_id, rows_hash, as_of_entry, person_id)

    def record_rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        if last_entry(connection)[0] != as_of_entry:
            raise Refused("台账刚刚有了新的记录，未定稿；请刷新页面核对后再定稿")
        place = connection.execute(select(PERIODS.c.district_id).where(PERIODS.c.period_id == period_id)).scalar()
        if place != district_id:
            raise Refused("这一期不属于这个区县")
        before = connection.execute(
            select(SNAPSHOTS.c.snapshot_id)
            .where(SNAPSHOTS.c.period_id == period_id)
            .order_by(SNAPSHOTS.c.entry_id.desc())
        ).scalar()
        if before and not reason.strip():
            raise Refused("这一期已经定稿；重新定稿须写明更正原因，原定稿保留")
        row = {
            "snapshot_id": name, "district_id": district_id, "period_id": period_id, "rule_id": rule_id,
            "record_version": record_version, "rows_hash": rows_hash, "supersedes": before,
            "reason": reason.strip() if before else None,
        }  # fmt: skip
        return {"snapshots": [row], "snapshot_rows": [{"snapshot_id": name, **own} for own in made]}

    command = Command(name, "period_frozen", person_id, record_version, channel=channel)
    return append(ledger, command, record_rows)


def frozen_rows(ledger: Ledger, snapshot_id: str) -> list[dict[str, Any]]:
    """The rows of a snapshot as they were recorded. `shown` is JSON text."""
    own = select(SNAPSHOT_ROWS).where(SNAPSHOT_ROWS.c.snapshot_id == snapshot_id).order_by(SNAPSHOT_ROWS.c.due_id)
    with reading(ledger) as connection:
        return [dict(row) for row in connection.execute(own).mappings()]


def must_be_a_correction(connection: Connection, district_id: str, period_id: str, change_reason: str) -> None:
    """Raises Refused for a release into a period that a snapshot has closed, unless it says what it corrects."""
    closed = closed_until(connection, district_id, period_id)
    if closed and not change_reason.strip():
        raise Refused(f"截至 {closed} 已定稿，补报和更正须写明原因：请退回，由部门填写“更正或核减原因”")


def closed_until(connection: Connection, district_id: str, period_id: str) -> str | None:
    """The last day of a snapshot that closed a period, its own or a later one of the district; None where none did."""
    ends_on = connection.execute(select(PERIODS.c.ends_on).where(PERIODS.c.period_id == period_id)).scalar_one()
    return connection.execute(
        select(PERIODS.c.ends_on)
        .join(SNAPSHOTS, SNAPSHOTS.c.period_id == PERIODS.c.period_id)
        .where(SNAPSHOTS.c.district_id == district_id, PERIODS.c.ends_on >= ends_on)
    ).scalar()
