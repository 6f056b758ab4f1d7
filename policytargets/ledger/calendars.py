"""The reporting periods of a district: when each opens, is due and closes."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, select

from policytargets.ledger.model import Cadence
from policytargets.ledger.periods import periods
from policytargets.ledger.tables import PERIODS
from policytargets.store.engine import Ledger
from policytargets.store.entries import Command, Rows, append, same_id

CADENCES: tuple[Cadence, ...] = ("month", "quarter", "half_year", "year")
DUE_AFTER, CLOSES_AFTER = 8, 30  # days after a period's last


def open_year(ledger: Ledger, districts: Sequence[str], year: int, *, by: str, recorded_at: str = "") -> int:
    """Enter the periods of a year, those that are there left as they are; returns how many are new."""
    rows = [
        period_row(district, cadence, period.starts_on, period.ends_on)
        for district in districts
        for cadence in CADENCES
        for period in periods(cadence, date(year, 1, 1), date(year, 12, 31))
    ]
    count = 0

    def new(connection: Connection) -> Rows:
        nonlocal count
        known = set(connection.execute(select(PERIODS.c.period_id)).scalars())
        added = [row for row in rows if row["period_id"] not in known]
        count = len(added)
        return {"periods": added}

    name = same_id("periods", year, *sorted(districts))
    append(ledger, Command(name, "periods_opened", by, "", channel="command", recorded_at=recorded_at), new)
    return count


def period_row(district_id: str, cadence: Cadence, starts_on: date, ends_on: date) -> dict[str, str]:
    """A period that opens on the day after its last, with the usual days for handing in."""
    days = {"opens_on": 1, "due_on": DUE_AFTER, "closes_on": CLOSES_AFTER}
    dates = {name: (ends_on + timedelta(days=after)).isoformat() for name, after in days.items()}
    return {
        "period_id": f"{district_id}-{cadence}-{ends_on.isoformat()}", "district_id": district_id, "cadence": cadence,
        "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(), **dates,
    }  # fmt: skip
