"""Notes: what a department that leads an item, but does not report it, adds to the report of another."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from policytargets.errors import Refused
from policytargets.ledger.calendars import must_take_reports
from policytargets.ledger.drafts import Place
from policytargets.ledger.model import DueItem
from policytargets.ledger.plausible import LONGEST_TEXT
from policytargets.ledger.proposals import reporter_in
from policytargets.ledger.reports import newest_in
from policytargets.ledger.tables import NOTES
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.store.engine import Ledger, reading
from policytargets.store.entries import Command, Receipt, append, same_id

# Once a report has been checked nothing is added to what the checker saw; a return opens it again.
OPEN = ("", "submitted", "withdrawn", "returned")


def add_note(
    ledger: Ledger, actor: Actor | None, place: Place, item: DueItem, leads: Collection[str], said: str, *,
    record_version: str, today: date, channel: str = "page",
) -> Receipt:  # fmt: skip
    """Say something beside the report of an item that another department reports, in place of what was said before; an
    empty text takes that back. `leads` are the departments that lead the item. Raises Refused for a department that
    does not lead it or reports it itself, and once the report has been checked."""
    demand(actor, "note", department_id=place.department_id)
    said, person_id = said.strip(), actor.person_id if actor else ""
    if len(said) > LONGEST_TEXT:
        raise Refused(f"文字太长（补充说明现有 {len(said):,} 字），每栏最多 {LONGEST_TEXT:,} 字")
    with reading(ledger) as connection:
        base, stands = _last(connection, place)
    name = base if base and said == stands else same_id("note", place, base, said, person_id)  # said twice is once

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        found = newest_in(connection, place)
        if _last(connection, place)[0] != base:
            raise Refused("补充说明刚刚在别处改过，请刷新页面")
        if place.department_id not in leads or place.department_id == reporter_in(connection, item):
            raise Refused("补充说明由共同牵头、但不填报这一项的部门写")
        if found and found["state"] not in OPEN:
            raise Refused("这一项本期已核对，不能再补充；要补充，请督查室先退回，或等填报部门更正")
        must_take_reports(connection, place.period_id, today, first=found is None)
        if not said and not base:
            raise Refused("请写补充说明")
        return {"notes": [{
            "note_id": name, "due_id": place.due_id, "period_id": place.period_id,
            "department_id": place.department_id, "said": said, "supersedes": base or None,
        }]}  # fmt: skip

    command = Command(name, "note_added", person_id, record_version, place.department_id, channel)
    return append(ledger, command, rows)


def standing_notes(notes: Iterable[Mapping[str, Any]], before: int | None = None) -> list[Mapping[str, Any]]:
    """Of notes in the order of their recording the last of each department, of those recorded `before` an entry; what
    was taken back is none."""
    last = {note["department_id"]: note for note in notes if before is None or note["entry_id"] < before}
    return [note for _, note in sorted(last.items()) if note["said"]]


def _last(connection: Connection, place: Place) -> tuple[str, str]:
    """The id of the newest note of a department on an item and period, and what it says; empty where there is none."""
    own = select(NOTES.c.note_id, NOTES.c.said).where(
        NOTES.c.due_id == place.due_id, NOTES.c.period_id == place.period_id,
        NOTES.c.department_id == place.department_id,
    )  # fmt: skip
    found = connection.execute(own.order_by(NOTES.c.entry_id.desc()).limit(1)).first()
    return (found.note_id, found.said) if found else ("", "")
