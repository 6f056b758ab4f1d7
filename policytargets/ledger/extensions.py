"""Extensions that departments ask for and the district decides, and lights that the district overrides with a reason;
each one command. The first end of a window stays beside what was granted."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from policytargets.errors import Refused
from policytargets.ledger.model import DueItem
from policytargets.ledger.proposals import LONGEST_TEXT, Owner, day
from policytargets.ledger.tables import EXTENSION_EVENTS, EXTENSIONS, OVERRIDES, PERIODS
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.store.engine import Ledger, reading
from policytargets.store.entries import Command, Receipt, append, same_id

SHORTEST_REASON = 10


@dataclass(frozen=True)
class ExtensionForm:
    """What is asked for, all as typed: the new end, why, what is done so far, what will be done, who signed."""

    to_due_on: str
    reason: str
    done_so_far: str
    measures: str
    signed_by: str


def ask_extension(
    ledger: Ledger, actor: Actor | None, owner: Owner, item: DueItem, form: ExtensionForm, *,
    record_version: str, today: date, channel: str = "page",
) -> Receipt:  # fmt: skip
    """Ask for a later end; after the end it is taken too, marked as late. Raises Refused for what is incomplete."""
    demand(actor, "ask_extension", department_id=owner.department_id)
    texts = {name: text.strip() for name, text in asdict(form).items()}
    texts["to_due_on"] = day(texts["to_due_on"], "预计完成日期")
    if len(texts["reason"]) < SHORTEST_REASON:
        raise Refused(f"请把延期理由写清楚，至少 {SHORTEST_REASON} 个字")
    if not texts["done_so_far"] or not texts["signed_by"]:
        raise Refused("请写明目前进展和审签的负责人")
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        raise Refused(f"文字太长，每栏最多 {LONGEST_TEXT} 字")
    person_id = actor.person_id if actor else ""
    with reading(ledger) as connection:
        seen = len(_asked(connection, owner.due_id))
    name = same_id("extension", owner, form, person_id, seen)

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        asked = _asked(connection, owner.due_id)
        if asked and asked[-1]["state"] == "submitted":
            raise Refused("这一项已有一份延期申请在等待审批")
        granted = [row["granted_to"] for row in asked if row["state"] == "granted"]
        until = granted[-1] if granted else item.window_end.isoformat()
        if texts["to_due_on"] <= until:
            raise Refused(f"预计完成日期须晚于现在的期限 {until}")
        row = {
            **texts, "extension_id": name, "due_id": owner.due_id, "department_id": owner.department_id,
            "from_due_on": until, "filed_late": int(today.isoformat() > until),
        }  # fmt: skip
        event = {"event_id": same_id("event", name), "extension_id": name, "kind": "submitted"}
        return {"extensions": [row], "extension_events": [{**event, "reason": None, "granted_to": None}]}

    command = Command(name, "extension_submitted", person_id, record_version, owner.department_id, channel)
    return append(ledger, command, rows)


def decide_extension(
    ledger: Ledger, actor: Actor | None, owner: Owner, extension_id: str, kind: str, *, record_version: str,
    reason: str = "", granted_to: str = "", channel: str = "page",
) -> Receipt:  # fmt: skip
    """Grant until a day, refuse with a reason, or (who asked) withdraw: `granted`, `refused`, `withdrawn`."""
    action = "ask_extension" if kind == "withdrawn" else "decide_extension"
    demand(actor, action, district_id=owner.district_id, department_id=owner.department_id)
    person_id, until = actor.person_id if actor else "", None
    name = same_id("extension", extension_id, kind, reason, granted_to, person_id)
    if kind == "granted":
        until = day(granted_to, "同意延期到的日期")
    if kind == "refused" and not reason.strip():
        raise Refused("请写明不同意的原因")

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        asked = [row for row in _asked(connection, owner.due_id) if row["extension_id"] == extension_id]
        if not asked or asked[0]["state"] != "submitted":
            raise Refused("这份延期申请已经处理过，请刷新页面")
        if until and until <= asked[0]["from_due_on"]:
            raise Refused(f"同意延期到的日期须晚于 {asked[0]['from_due_on']}")
        row = {"event_id": name, "extension_id": extension_id, "kind": kind, "reason": reason.strip() or None}
        return {"extension_events": [{**row, "granted_to": until}]}

    return append(ledger, Command(name, f"extension_{kind}", person_id, record_version, channel=channel), rows)


def override_light(
    ledger: Ledger, actor: Actor | None, owner: Owner, period_id: str, light: str, reason: str, *,
    record_version: str, channel: str = "page",
) -> Receipt:  # fmt: skip
    """Set another light beside the computed one for a period, or lift what was set (`lifted`); with a reason."""
    demand(actor, "override_light", district_id=owner.district_id)
    if not reason.strip():
        raise Refused("请写明人工调整的原因")
    newest = select(OVERRIDES.c.override_id, OVERRIDES.c.light).where(
        OVERRIDES.c.due_id == owner.due_id, OVERRIDES.c.period_id == period_id
    )
    newest = newest.order_by(OVERRIDES.c.entry_id.desc()).limit(1)
    with reading(ledger) as connection:
        seen = connection.execute(newest).first()
    person_id, before = actor.person_id if actor else "", seen.override_id if seen else None
    name = same_id("override", owner.due_id, period_id, light, reason, before, person_id)

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        held = connection.execute(newest).first()
        if (held.override_id if held else None) != before:
            raise Refused("这一项刚刚有了新的人工调整，请刷新页面")
        if light == "lifted" and (held is None or held.light == "lifted"):
            raise Refused("这一期没有人工调整可以取消")
        place = select(PERIODS.c.district_id).where(PERIODS.c.period_id == period_id)
        if connection.execute(place).scalar() != owner.district_id:
            raise Refused("这一期不属于这个区县")
        row = {"override_id": name, "due_id": owner.due_id, "period_id": period_id, "light": light}
        return {"overrides": [{**row, "reason": reason.strip(), "supersedes": before}]}

    return append(ledger, Command(name, "light_overridden", person_id, record_version, channel=channel), rows)


def _asked(connection: Connection, due_id: str) -> list[dict[str, Any]]:
    """The extensions that were asked for an item, in order, with their last event."""
    own = select(EXTENSIONS).where(EXTENSIONS.c.due_id == due_id).order_by(EXTENSIONS.c.entry_id)
    found = []
    for row in connection.execute(own).mappings().all():
        events = select(EXTENSION_EVENTS).where(EXTENSION_EVENTS.c.extension_id == row["extension_id"])
        last = connection.execute(events.order_by(EXTENSION_EVENTS.c.entry_id.desc()).limit(1)).mappings().one()
        found.append({**row, "state": last["kind"], "granted_to": last["granted_to"]})
    return found
