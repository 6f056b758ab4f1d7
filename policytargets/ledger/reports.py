"""What people do with reports: submit, withdraw, check, return, release, give a correction up; each one command."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from policytargets.errors import Refused
from policytargets.ledger.calendars import must_take_reports
from policytargets.ledger.drafts import Filling, Place, end_draft, hand_over
from policytargets.ledger.evidence import Attachment, attachments_text, evidence_rows
from policytargets.ledger.model import DueItem, exact
from policytargets.ledger.plausible import figure_for, lacking, no_day, no_finish
from policytargets.ledger.proposals import reporter_in
from policytargets.ledger.snapshots import must_be_a_correction
from policytargets.ledger.states import GIVEN_UP, follow, state_after
from policytargets.ledger.tables import EVIDENCE, PERIODS, REPORT_EVENTS, REPORTS, SIGNATURES
from policytargets.people.model import Actor
from policytargets.people.permissions import demand, may
from policytargets.store.engine import ENTRIES, Ledger, reading
from policytargets.store.entries import Command, Receipt, append, same_id

WITHOUT_EVIDENCE = "无佐证"


def submit(
    ledger: Ledger, actor: Actor | None, place: Place, item: DueItem, filling: Filling, *,
    record_version: str, today: date, channel: str = "page", seen: int | None = None, confirmed: str = "",
) -> Receipt:  # fmt: skip
    """Hand in a report; what was released is corrected so by the department or the district. `seen` is the version of
    the draft that it was made of; without one the department's draft stays. `confirmed` is what its author confirmed
    of its figure (`plausible.confirmed`). Raises Refused where it is incomplete, not its department's, too early or too
    late, or its state forbids it, and where that draft has been changed since."""
    newest = _newest(ledger, place)
    action = "correct" if newest and newest["state"] == "released" else "submit"
    demand(actor, action, department_id=place.department_id, district_id=place.district_id)
    person_id = actor.person_id if actor else ""
    base = newest["report_id"] if newest else ""
    name = same_id("submit", place, base, filling, person_id)
    row = report_row(place, item, filling, name, newest)
    if wrong := no_finish(row["finished_on"] or "", today):
        raise Refused(f"完成日期{wrong}")
    row["confirmed"] = confirmed or None

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        found = newest_in(connection, place)
        if (found["report_id"] if found else "") != base:
            raise Refused("这一项刚刚有了新的填报，请刷新页面")
        follow(found["state"] if found else "", "submitted")
        _period_lies_in(connection, place)
        _must_be_its_own(connection, actor, place, item, found)
        must_take_reports(connection, place.period_id, today, first=found is None)
        if found and found["released"] and not filling.change_reason.strip():
            raise Refused("更正已发布的数据，请写明更正原因")
        _must_not_fall_unsaid(connection, place, row)
        if seen is not None:
            hand_over(connection, place, seen)
        event = {"event_id": same_id("event", name), "report_id": name, "kind": "submitted", "reason": None}
        return {"reports": [row], "report_events": [event], "evidence": evidence_rows(name, filling.evidence)}

    command = Command(name, "report_submitted", person_id, record_version, place.department_id, channel)
    return append(ledger, command, rows)


def report_row(
    place: Place, item: DueItem, filling: Filling, name: str, newest: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The row of a report. Raises Refused for what is missing, no figure, or none that the item can have."""
    texts = {key: text.strip() for key, text in asdict(filling).items()}
    given = item.kind == "figure" and filling.figure_state == "given"
    value = figure_for(item, filling.value, filling.unit) if given else None
    for field in ("value", "unit", "evidence"):
        del texts[field]
    state = filling.figure_state if item.kind == "figure" else "not_applicable"
    if not texts["signed_by"]:
        raise Refused("请写明审签的负责人")
    for missing in lacking(item, filling).values():
        raise Refused(missing)
    if wrong := no_day(texts["expected_on"]):
        raise Refused(f"预计完成日期{wrong}")
    return {
        **texts, "report_id": name, "due_id": place.due_id, "period_id": place.period_id,
        "department_id": place.department_id, "revision": newest["revision"] + 1 if newest else 1,
        "supersedes": newest["report_id"] if newest else None, "figure_state": state, "value": value,
        "unit": item.unit or None, "value_as_typed": f"{filling.value} {filling.unit}".strip(),
        "expected_on": texts["expected_on"] or None,
        "finished_on": texts["finished_on"] or None, "fingerprint": item.fingerprint,
    }  # fmt: skip


def filling_of(report: Mapping[str, Any]) -> Filling:
    """What a report (a row of the feed) said, as a form to change it begins with: with its evidence."""
    texts = {name: str(report.get(name) or "") for name in Filling.__annotations__}
    kept = tuple(Attachment(own["sha256"], own["name"], own["size"]) for own in report["evidence"])
    typed, _, unit = str(report["value_as_typed"]).rpartition(" ")
    if unit in ("", report["unit"]) or not typed or unit[0].isdigit():  # blanks part thousands too
        typed, unit = report["value_as_typed"], ""
    return Filling(**{**texts, "value": typed, "unit": unit, "evidence": attachments_text(kept)})


def decide(
    ledger: Ledger, actor: Actor | None, report_id: str, event: str, *, district_id: str, record_version: str,
    reason: str = "", without_evidence: bool = False, channel: str = "page",
) -> Receipt:  # fmt: skip
    """Withdraw, check, return or release a report, or give a correction up, with its draft. Raises Refused where a
    right, the state or a reason is missing, for a figure without evidence unless the checker says so, for a release
    into a closed period without a reason, and for giving up what corrects nothing."""
    person_id = actor.person_id if actor else ""
    newest_event = _last_event(ledger, report_id)
    reason = reason.strip() if event != "checked" else WITHOUT_EVIDENCE if without_evidence else ""
    name = same_id("decide", report_id, event, newest_event, person_id, reason)

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        report = connection.execute(select(REPORTS).where(REPORTS.c.report_id == report_id)).mappings().first()
        if report is None:
            raise Refused("没有这份填报")
        place = Place(report["due_id"], report["period_id"], report["department_id"], district_id)
        found = newest_in(connection, place)
        if not found or found["report_id"] != report_id:
            raise Refused("这一项已有新的填报，请刷新页面")
        transition = follow(found["state"], event)
        demand(actor, transition.right, district_id=district_id, department_id=place.department_id)
        _period_lies_in(connection, place)
        if transition.other and found["submitted_by"] == person_id and not (actor and actor.alone):
            raise Refused("填报人不能核对自己的填报，请另一人核对")
        if transition.reasoned and not reason:
            raise Refused("请写明退回的原因")
        if event == "abandoned":
            if not found["released"]:
                raise Refused("这一项还没有发布过，没有更正可以放弃")
            end_draft(connection, place)
        if event == "released":
            must_be_a_correction(connection, district_id, place.period_id, report["change_reason"])
        if event == "checked" and report["value"] is not None and not without_evidence:
            _must_have_evidence(connection, report_id)
        kind, said = ("withdrawn", GIVEN_UP) if event == "abandoned" else (event, reason or None)
        row = {"event_id": name, "report_id": report_id, "kind": kind, "reason": said}
        return {"report_events": [row]}

    return append(ledger, Command(name, f"report_{event}", person_id, record_version, channel=channel), rows)


def sign(ledger: Ledger, actor: Actor | None, report_id: str, *, record_version: str, channel: str = "page") -> Receipt:
    """Sign a report of one's department before it is released: a second hand beside the leader's name that it gives.
    It moves no state. Raises Refused for who handed it in, twice, and for what is no longer the newest."""
    person_id = actor.person_id if actor else ""
    name = same_id("sign", report_id, person_id)

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        report = connection.execute(select(REPORTS).where(REPORTS.c.report_id == report_id)).mappings().first()
        demand(actor, "sign", department_id=report["department_id"] if report else None)
        found = newest_in(connection, Place(report["due_id"], report["period_id"], "", "")) if report else None
        if not found or found["report_id"] != report_id or found["state"] not in ("submitted", "checked"):
            raise Refused("这份填报不在待审签的状态，请刷新页面")
        if found["submitted_by"] == person_id:
            raise Refused("填报人不能审签自己的填报，请另一人审签")
        if connection.execute(select(SIGNATURES).where(SIGNATURES.c.report_id == report_id)).first():
            raise Refused("这份填报已经审签")
        return {"signatures": [{"signature_id": name, "report_id": report_id}]}

    return append(ledger, Command(name, "report_signed", person_id, record_version, None, channel), rows)


def _must_have_evidence(connection: Connection, report_id: str) -> None:
    if not connection.execute(select(EVIDENCE.c.evidence_id).where(EVIDENCE.c.report_id == report_id)).first():
        raise Refused("有数字而没有佐证，请退回补充，或勾选“无佐证”后核对")


def _period_lies_in(connection: Connection, place: Place) -> None:
    """The district that a right was asked for is that of the report, not one that the caller named."""
    own = connection.execute(select(PERIODS.c.district_id).where(PERIODS.c.period_id == place.period_id)).scalar()
    if own != place.district_id:
        raise Refused("这份填报不属于这个区县")


def _must_be_its_own(
    connection: Connection, actor: Actor | None, place: Place, item: DueItem, found: Mapping[str, Any] | None
) -> None:
    """The department reports the item: as assigned, else by the record. The district corrects what a department has
    reported that no longer does."""
    own = {reporter_in(connection, item)}
    if found and found["released"] and may(actor, "correct", district_id=place.district_id):
        own.add(found["department_id"])
    if place.due_id != item.due_id or place.department_id not in own:
        raise Refused("这一项不由这个部门填报，请刷新页面")


def _must_not_fall_unsaid(connection: Connection, place: Place, row: Mapping[str, Any]) -> None:
    """A total that has fallen since an earlier period needs a reason."""
    if row["value"] is None or row["change_reason"]:
        return
    own = select(PERIODS.c.ends_on).where(PERIODS.c.period_id == place.period_id)
    earlier = connection.execute(
        select(REPORTS.c.value)
        .join(PERIODS, PERIODS.c.period_id == REPORTS.c.period_id)
        .join(REPORT_EVENTS, REPORT_EVENTS.c.report_id == REPORTS.c.report_id)
        .where(
            REPORTS.c.due_id == place.due_id, REPORTS.c.value.is_not(None), REPORT_EVENTS.c.kind == "released",
            PERIODS.c.ends_on < own.scalar_subquery(),
        )
        .order_by(PERIODS.c.ends_on.desc(), REPORTS.c.revision.desc())
    ).scalar()  # fmt: skip
    now, before = exact(row["value"]), exact(earlier)
    if now is not None and before is not None and now < before:
        raise Refused(f"累计数比上一次发布的 {earlier} 小，请在“更正或核减原因”中写明原因")


def _newest(ledger: Ledger, place: Place) -> dict[str, Any] | None:
    with reading(ledger) as connection:
        return newest_in(connection, place)


def newest_in(connection: Connection, place: Place) -> dict[str, Any] | None:
    """The newest revision of a report with its state, the person who submitted it, and whether one was `released`. A
    correction that was given up leaves the item released, as it was."""
    report = connection.execute(
        select(REPORTS)
        .where(REPORTS.c.due_id == place.due_id, REPORTS.c.period_id == place.period_id)
        .order_by(REPORTS.c.revision.desc())
        .limit(1)
    ).mappings().first()  # fmt: skip
    if report is None:
        return None
    events = connection.execute(
        select(REPORT_EVENTS.c.report_id, REPORT_EVENTS.c.kind, REPORT_EVENTS.c.reason, ENTRIES.c.person_id)
        .join(ENTRIES, ENTRIES.c.entry_id == REPORT_EVENTS.c.entry_id)
        .join(REPORTS, REPORTS.c.report_id == REPORT_EVENTS.c.report_id)
        .where(REPORTS.c.due_id == place.due_id, REPORTS.c.period_id == place.period_id)
        .order_by(REPORT_EVENTS.c.entry_id)
    ).all()
    own = [event for event in events if event.report_id == report["report_id"]]
    state = state_after(own[-1].kind, own[-1].reason)
    released = any(event.kind == "released" for event in events)
    return {
        **report,
        "state": "released" if state == "abandoned" else state,
        "submitted_by": own[0].person_id,
        "released": released,
    }


def _last_event(ledger: Ledger, report_id: str) -> str:
    with reading(ledger) as connection:
        events = select(REPORT_EVENTS.c.event_id).where(REPORT_EVENTS.c.report_id == report_id)
        return str(connection.execute(events.order_by(REPORT_EVENTS.c.entry_id.desc()).limit(1)).scalar())
