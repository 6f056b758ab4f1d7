"""The days up to which something was released, and the one with which the pages open."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from policytargets import settings
from policytargets.ledger.feed import Feed
from policytargets.ledger.periods import period_of
from policytargets.ui.blocks import ledger, record


@dataclass(frozen=True)
class Day:
    """The last day of periods: how many items are reported for it (`asked`), of how many of them something is
    released."""

    day: str
    asked: int
    released: int

    @property
    def told(self) -> bool:
        """Whether at least half of what is asked for is released."""
        return self.asked > 0 and 2 * self.released >= self.asked


def days() -> list[Day]:
    """The last days of periods for which something was released, the newest first."""
    return _days(settings.ledger_address(), ledger.feed().version, record.record().version)


def opening() -> Day:
    """The day with which the pages open: the newest for which at least half is released, as a few who are ahead would
    put their day above the older figures of all others; without one that for which most is, the newest of equal ones.
    Something must have been released."""
    found = days()
    return next((day for day in found if day.told), max(found, key=lambda day: day.released))


def shown(rows: list[ledger.Row]) -> date:
    """The day of which a page that speaks of these rows of `dues` alone can speak: the opening day, or the newest
    before it for which something of them is released."""
    last, own = opening().day, {row["due_id"] for row in rows}
    told = [r["ends_on"] for r in ledger.feed().released if r["due_id"] in own and r["ends_on"] <= last]
    return date.fromisoformat(max(told, default=last))


def later(rows: list[ledger.Row], day: date) -> int:
    """Of how many of these rows of `dues` something is released for a later day."""
    own = {row["due_id"] for row in rows}
    return len({r["due_id"] for r in ledger.feed().released if r["due_id"] in own and r["ends_on"] > day.isoformat()})


def why() -> str:
    """Why the pages do not open with the newest day; nothing where they do."""
    first = opening()
    newer = [f"{day.day} 仅 {day.released} 项报到（应报 {day.asked} 项）" for day in days() if day.day > first.day]
    rule = "至少一半应报项已报到的最新一天" if first.told else "报到项数最多的一天"
    return f"打开时截至 {first.day}，是{rule}；{'，'.join(newer)}，可在“数据截至”中改选。" if newer else ""


@st.cache_resource(show_spinner=False, max_entries=2)
def _days(address: str, version: int, record_version: str) -> list[Day]:
    """What is asked for follows from how often an item is reported, whether or not its period is entered yet. Districts
    that have released nothing at all don't count: they don't keep this ledger."""
    held = ledger.feed()
    keeping = {report["district_id"] for report in held.released}
    dues = [due for due in ledger.dues() if due["district_id"] in keeping]
    found = []
    for day in sorted({report["ends_on"] for report in held.released}, reverse=True):
        asked = {due["due_id"] for due in dues if _asked(due, day, held)}
        found.append(Day(day, len(asked), len({r["due_id"] for r in held.released if r["ends_on"] == day} & asked)))
    return found


def _asked(due: ledger.Row, day: str, held: Feed) -> bool:
    """Whether one of the periods for which an item is reported ends on a day."""
    if period_of(due["cadence"], date.fromisoformat(day)).ends_on.isoformat() != day:
        return False
    return ledger.asked(due, {"district_id": due["district_id"], "cadence": due["cadence"], "ends_on": day}, held)
