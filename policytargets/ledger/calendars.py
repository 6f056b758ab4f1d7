"""The reporting periods of a district: when each opens, is due and closes, and how its days are changed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select

from policytargets.errors import Refused
from policytargets.ledger.model import Cadence
from policytargets.ledger.periods import periods
from policytargets.ledger.snapshots import closed_until
from policytargets.ledger.tables import PERIOD_CHANGES, PERIODS, REPORTS
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.people.tables import PEOPLE
from policytargets.store.engine import ENTRIES, Ledger, reading
from policytargets.store.entries import Command, Receipt, Rows, append, same_id

DAYS = {"opens_on": "开始报送", "due_on": "截止", "closes_on": "关闭"}
CADENCES: tuple[Cadence, ...] = ("month", "quarter", "half_year", "year")
DUE_AFTER, CLOSES_AFTER = 8, 30  # days after a period's last
NEVER = "2999-12-31"  # closes a period that is to take reports for ever


def open_period(ledger: Ledger, actor: Actor | None, row: dict[str, str]) -> None:
    """Enter one period with its own days (a row as `period_row` makes it). Raises Refused for days out of order, and
    where the period is there already."""
    demand(actor, "manage_periods")
    _must_be_in_order(row)

    def new(connection: Connection) -> Rows:
        if connection.execute(select(PERIODS.c.period_id).where(PERIODS.c.period_id == row["period_id"])).first():
            raise Refused("这一期已经设定")
        return {"periods": [row]}

    command = Command(same_id("period", row), "periods_opened", actor.person_id if actor else "", "")
    append(ledger, command, new)


def reschedule(
    ledger: Ledger, actor: Actor | None, period_id: str, days: Mapping[str, str], reason: str, *,
    today: date, channel: str = "page",
) -> Receipt:  # fmt: skip
    """Change when a period opens, is due and closes (`DAYS`), with a reason; one deadline holds for all its reports.

    Raises Refused once a snapshot has closed the period, for a deadline moved to an earlier day that has gone by (what
    came in time would be late afterwards), and for another first day once something was reported.
    """
    demand(actor, "manage_periods")
    if not reason.strip():
        raise Refused("请写明调整的原因")
    person_id = actor.person_id if actor else ""
    with reading(ledger) as connection:
        seen = _newest_change(connection, period_id)
    name = same_id("reschedule", period_id, *(days[day] for day in DAYS), reason.strip(), seen, person_id)

    def rows(connection: Connection) -> Rows:
        held = next((row for row in read_periods(connection) if row["period_id"] == period_id), None)
        if held is None:
            raise Refused("没有这个周期")
        if _newest_change(connection, period_id) != seen:
            raise Refused("这一期刚刚有人调整过，请刷新页面")
        _must_be_changeable(connection, held, days, today)
        row = {"change_id": name, "period_id": period_id, **days, "reason": reason.strip(), "supersedes": seen}
        return {"period_changes": [row]}

    return append(ledger, Command(name, "period_rescheduled", person_id, "", channel=channel), rows)


def read_periods(connection: Connection) -> list[dict[str, Any]]:
    """All periods by their last day, with the days that hold now and `changes`: each with the days that it set, its
    reason, and who made it when, the first first; `first_due_on` is the deadline as it was entered."""
    asked = (
        select(PERIOD_CHANGES, ENTRIES.c.recorded_at, PEOPLE.c.name)
        .join(ENTRIES, ENTRIES.c.entry_id == PERIOD_CHANGES.c.entry_id)
        .outerjoin(PEOPLE, PEOPLE.c.person_id == ENTRIES.c.person_id)
        .order_by(PERIOD_CHANGES.c.entry_id)
    )
    changes: dict[str, list[dict[str, Any]]] = {}
    for change in connection.execute(asked).mappings():
        changes.setdefault(change["period_id"], []).append(dict(change))
    found = []
    for row in connection.execute(select(PERIODS).order_by(PERIODS.c.ends_on)).mappings():
        own = changes.get(row["period_id"], [])
        now = {name: own[-1][name] for name in DAYS} if own else {}
        found.append({**row, **now, "first_due_on": row["due_on"], "changes": own})
    return found


def reopen(
    ledger: Ledger, actor: Actor | None, period_id: str, until: str, reason: str, *, today: date, channel: str = "page"
) -> Receipt:
    """Let a period that has closed take reports again until a day, with a reason; its deadline stays, so what comes now
    is late. A snapshot does not stand in the way: what is released after it says why.

    Raises Refused for a period that is open still and for a day that has gone by.
    """
    with reading(ledger) as connection:
        found = next((row for row in read_periods(connection) if row["period_id"] == period_id), None)
        seen = _newest_change(connection, period_id)
    demand(actor, "reopen_period", district_id=found["district_id"] if found else None)
    if not reason.strip():
        raise Refused("请写明重新开放的原因")
    person_id = actor.person_id if actor else ""
    name = same_id("reopen", period_id, until, reason.strip(), seen, person_id)

    def rows(connection: Connection) -> Rows:
        if found is None:
            raise Refused("没有这个周期")
        if _newest_change(connection, period_id) != seen:
            raise Refused("这一期刚刚有人调整过，请刷新页面")
        if not closed(found, today):
            raise Refused(f"这一期还没有关闭（{found['closes_on']} 关闭）")
        if until < today.isoformat():
            raise Refused("重新开放的最后一天不能早于今天")
        days = {**{day: found[day] for day in DAYS}, "closes_on": until}
        row = {"change_id": name, "period_id": period_id, **days, "reason": reason.strip(), "supersedes": seen}
        return {"period_changes": [row]}

    return append(ledger, Command(name, "period_reopened", person_id, "", channel=channel), rows)


def closed(period: Mapping[str, Any], today: date) -> bool:
    """Whether a row of `read_periods` takes no report any more that it has not had yet."""
    return today.isoformat() > str(period["closes_on"])


def last_day_for_reports(period: Mapping[str, Any]) -> str | None:
    """The day on which a row of `read_periods` closes, None for one that never does."""
    day = str(period["closes_on"])
    return day if day < NEVER else None


def must_take_reports(connection: Connection, period_id: str, today: date, *, first: bool) -> None:
    """Raises Refused for a period that has not begun, and for the `first` report of an item once it has closed: what
    was handed in before is still changed, returned and corrected."""
    period = next((row for row in read_periods(connection) if row["period_id"] == period_id), None)
    if period is None or today.isoformat() < period["opens_on"]:
        raise Refused("这一期还没有开始报送")
    if first and closed(period, today):
        raise Refused(f"这一期已于 {period['closes_on']} 关闭，不再收新的填报；要补报，请督查室在“调度”中重新开放")


def due_now(opened: Sequence[Mapping[str, Any]], today: date) -> Mapping[str, Any]:
    """Of periods that have opened (one at least) the one that is due now: whose deadline is the next to come, of
    several the one that began last; the newest where all deadlines have gone by."""
    coming = [row for row in opened if row["due_on"] >= today.isoformat()]
    if not coming:
        return max(opened, key=lambda row: (row["ends_on"], row["starts_on"]))
    soonest = min(row["due_on"] for row in coming)
    return max((row for row in coming if row["due_on"] == soonest), key=lambda row: row["starts_on"])


def open_year(
    ledger: Ledger, districts: Sequence[str], year: int, *, by: str, recorded_at: str = "", channel: str = "command"
) -> int:
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
    append(ledger, Command(name, "periods_opened", by, "", channel=channel, recorded_at=recorded_at), new)
    return count


def period_row(district_id: str, cadence: Cadence, starts_on: date, ends_on: date) -> dict[str, str]:
    """A period that opens on the day after its last, with the usual days for handing in."""
    days = {"opens_on": 1, "due_on": DUE_AFTER, "closes_on": CLOSES_AFTER}
    dates = {name: (ends_on + timedelta(days=after)).isoformat() for name, after in days.items()}
    return {
        "period_id": f"{district_id}-{cadence}-{ends_on.isoformat()}", "district_id": district_id, "cadence": cadence,
        "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(), **dates,
    }  # fmt: skip


def _must_be_changeable(connection: Connection, held: Mapping[str, Any], days: Mapping[str, str], today: date) -> None:
    """Raises Refused for days that the period, as it is held now, can't take."""
    _must_be_in_order({**held, **days})
    if all(held[name] == days[name] for name in DAYS):
        raise Refused("日期与现在的相同，没有调整")
    if closed := closed_until(connection, held["district_id"], held["period_id"]):
        raise Refused(f"截至 {closed} 已定稿，这一期的日期不能再调整")
    if days["due_on"] < min(held["due_on"], today.isoformat()):
        raise Refused("截止日提前时，不能早于今天：已经按时报送的不能因此变成逾期")
    reported = select(REPORTS.c.report_id).where(REPORTS.c.period_id == held["period_id"])
    if days["opens_on"] != held["opens_on"] and connection.execute(reported).first():
        raise Refused("这一期已有填报，开始报送的日期不能再调整")


def _must_be_in_order(days: Mapping[str, str]) -> None:
    if not (days["starts_on"] <= days["ends_on"] < days["opens_on"] <= days["due_on"] <= days["closes_on"]):
        raise Refused("日期须依次为：起、止、开始报送、截止、关闭")


def _newest_change(connection: Connection, period_id: str) -> str | None:
    own = select(PERIOD_CHANGES.c.change_id).where(PERIOD_CHANGES.c.period_id == period_id)
    return connection.execute(own.order_by(PERIOD_CHANGES.c.entry_id.desc()).limit(1)).scalar()
