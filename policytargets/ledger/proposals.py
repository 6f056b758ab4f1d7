"""What people arrange for items: who reports one, and courses with their baseline, proposed by one person and approved
by another; each one command. What was approved is changed by a newer version only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection, select

from policytargets.errors import Refused
from policytargets.ledger.courses import course_fault
from policytargets.ledger.drafts import figure
from policytargets.ledger.model import Course, DueItem, Node, Pacing, exact
from policytargets.ledger.plausible import no_day
from policytargets.ledger.tables import ASSIGNMENTS, COURSE_EVENTS, COURSES
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.store.engine import ENTRIES, Ledger, reading
from policytargets.store.entries import Command, Receipt, append, same_id

LONGEST_TEXT = 2000
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Owner:
    """A due item, the department that reports it (empty if none does) and its district; all from the record."""

    due_id: str
    department_id: str
    district_id: str


@dataclass(frozen=True)
class Point:
    """What is planned for a day, or a node of a task with when it was done; all as typed."""

    ends_on: str
    planned: str = ""
    node_text: str = ""
    done_on: str = ""


@dataclass(frozen=True)
class CourseForm:
    """A course as it is proposed, all as typed."""

    pacing: str
    baseline: str = ""
    baseline_on: str = ""
    baseline_source: str = ""
    figure_source: str = ""
    reason: str = ""
    points: tuple[Point, ...] = ()


def propose_course(
    ledger: Ledger, actor: Actor | None, owner: Owner, item: DueItem, form: CourseForm, *,
    record_version: str, channel: str = "page",
) -> Receipt:  # fmt: skip
    """Propose a course. Raises Refused for one that can't pace the item, and where a newer one has come meanwhile."""
    demand(actor, "propose_course", department_id=owner.department_id)
    with reading(ledger) as connection:
        newest = _newest(connection, owner.due_id)
    base, person_id = str(newest["course_id"]) if newest else "", _person(actor)
    course_id = same_id("course", owner, base, form, person_id)
    row, points = course_rows(item, form, course_id, newest)

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        found = _newest(connection, owner.due_id)
        if (str(found["course_id"]) if found else "") != base:
            raise Refused("这一项刚刚有了新的进度安排，请刷新页面")
        event = {"event_id": same_id("event", course_id), "course_id": course_id, "kind": "proposed", "reason": None}
        return {"courses": [row], "course_points": points, "course_events": [event]}

    command = Command(course_id, "course_proposed", person_id, record_version, owner.department_id, channel)
    return append(ledger, command, rows)


def decide_course(
    ledger: Ledger, actor: Actor | None, owner: Owner, course_id: str, kind: str, *, record_version: str,
    reason: str = "", channel: str = "page",
) -> Receipt:  # fmt: skip
    """Approve or return the newest proposal (`approved`, `returned`); nobody approves their own."""
    demand(actor, "approve_course", district_id=owner.district_id)
    person_id, name = _person(actor), same_id("course", course_id, kind, _person(actor), reason)

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        found = _newest(connection, owner.due_id)
        if found is None or found["course_id"] != course_id:
            raise Refused("这一项已有新的进度安排，请刷新页面")
        if found["state"] != "proposed":
            raise Refused("这份进度安排已经处理过，请刷新页面")
        if found["proposed_by"] == person_id and not (actor and actor.alone):
            raise Refused("提出人不能批准自己的进度安排，请另一人批准")
        if kind == "returned" and not reason.strip():
            raise Refused("请写明退回的原因")
        return {"course_events": [
            {"event_id": name, "course_id": course_id, "kind": kind, "reason": reason.strip() or None}
        ]}  # fmt: skip

    command = Command(name, f"course_{kind}", person_id, record_version, owner.department_id or None, channel)
    return append(ledger, command, rows)


def assign(
    ledger: Ledger, actor: Actor | None, owner: Owner, department_id: str, *, record_version: str,
    channel: str = "page",
) -> Receipt:  # fmt: skip
    """Say which department reports an item from now on; what another has reported stays under its name."""
    demand(actor, "assign", district_id=owner.district_id)
    newest = select(ASSIGNMENTS).where(ASSIGNMENTS.c.due_id == owner.due_id)
    newest = newest.order_by(ASSIGNMENTS.c.entry_id.desc()).limit(1)
    with reading(ledger) as connection:
        seen = connection.execute(newest).first()
    name = same_id("assign", owner.due_id, department_id, seen.assignment_id if seen else "", _person(actor))

    def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        held = connection.execute(newest).first()
        if (held and held.department_id) == department_id:
            raise Refused("这一项已经由这个部门填报")
        before = held.assignment_id if held else None
        row = {"assignment_id": name, "due_id": owner.due_id, "department_id": department_id, "supersedes": before}
        return {"assignments": [row]}

    return append(ledger, Command(name, "assigned", _person(actor), record_version, department_id, channel), rows)


def reporter_in(connection: Connection, item: DueItem) -> str:
    """The department that reports an item: as assigned, else by the record; empty where neither says one."""
    newest = select(ASSIGNMENTS.c.department_id).where(ASSIGNMENTS.c.due_id == item.due_id)
    return connection.execute(newest.order_by(ASSIGNMENTS.c.entry_id.desc()).limit(1)).scalar() or item.reporter_id


def course_rows(
    item: DueItem, form: CourseForm, course_id: str, newest: Mapping[str, Any] | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of a course and those of its points. Raises Refused for what can't pace."""
    if form.pacing not in get_args(Pacing):
        raise Refused("请选择折算方式")
    if not form.reason.strip():
        raise Refused("请写明理由或依据")
    if any(len(text) > LONGEST_TEXT for text in (form.reason, form.baseline_source, form.figure_source)):
        raise Refused(f"文字太长，每栏最多 {LONGEST_TEXT} 字")
    baseline = _baseline(item, form)
    points = [_point(course_id, point) for point in form.points]
    if len({point["ends_on"] for point in points}) < len(points):
        raise Refused("同一天写了两次，请合为一行")
    planned = tuple((date.fromisoformat(p["ends_on"]), p["planned"]) for p in points if p["planned"] is not None)
    nodes = tuple(Node(date.fromisoformat(p["ends_on"]), p["node_text"]) for p in points if p["node_text"])
    course = Course(form.pacing, exact(baseline), planned, nodes)  # type: ignore[arg-type]
    if fault := course_fault(item, course):
        raise Refused(fault)
    row = {
        "course_id": course_id, "due_id": item.due_id, "version": newest["version"] + 1 if newest else 1,
        "pacing": form.pacing, "baseline": baseline, "baseline_on": form.baseline_on.strip() or None,
        "baseline_source": form.baseline_source.strip() or None, "figure_source": form.figure_source.strip() or None,
        "reason": form.reason.strip(), "supersedes": newest["course_id"] if newest else None,
    }  # fmt: skip
    return row, points


def points_of(text: str, kind: str) -> tuple[Point, ...]:
    """One line a point: the day, then the planned figure, or for a task the node and, if it was done, that day. Parted
    by blanks, commas or tabs, so that cells of a sheet can be pasted."""
    found = []
    for line in text.splitlines():
        parts = [part for part in re.split(r"[\s,，]+", line.strip()) if part]
        if not parts:
            continue
        done = parts.pop() if kind == "task" and len(parts) > 2 and ISO.fullmatch(parts[-1]) else ""
        rest = " ".join(parts[1:])
        found.append(Point(parts[0], node_text=rest, done_on=done) if kind == "task" else Point(parts[0], rest))
    return tuple(found)


def day(typed: str, what: str) -> str:
    """A day as ISO text. Raises Refused."""
    if not typed.strip() or no_day(typed.strip()):
        raise Refused(f"{what}请写成 2023-09-30 的样子")
    return typed.strip()


def _baseline(item: DueItem, form: CourseForm) -> str | None:
    """The figure at the start of the window; it needs its day, not after that start, and its source."""
    if not form.baseline.strip():
        return None
    if item.kind == "task":
        raise Refused("没有数字的任务没有基期数")
    value = figure(form.baseline)
    if not form.baseline_source.strip():
        raise Refused("请写明基期数的来源")
    if day(form.baseline_on, "基期日期") > item.window_start.isoformat():
        raise Refused(f"基期日期不能晚于目标期的起点 {item.window_start.isoformat()}")
    return value


def _point(course_id: str, point: Point) -> dict[str, Any]:
    planned, node = point.planned.strip(), point.node_text.strip()
    if bool(planned) == bool(node):
        raise Refused("每一行写日期和计划数，或日期和节点，只写一种")
    return {
        "course_id": course_id, "ends_on": day(point.ends_on, "计划日期"),
        "planned": figure(planned) if planned else None, "node_text": node[:LONGEST_TEXT] or None,
        "done_on": day(point.done_on, "节点完成日期") if point.done_on.strip() else None,
    }  # fmt: skip


def _newest(connection: Connection, due_id: str) -> dict[str, Any] | None:
    """The newest version of an item's course with its state and the person who proposed it."""
    own = select(COURSES).where(COURSES.c.due_id == due_id).order_by(COURSES.c.version.desc()).limit(1)
    course = connection.execute(own).mappings().first()
    if course is None:
        return None
    events = connection.execute(
        select(COURSE_EVENTS.c.kind, ENTRIES.c.person_id)
        .join(ENTRIES, ENTRIES.c.entry_id == COURSE_EVENTS.c.entry_id)
        .where(COURSE_EVENTS.c.course_id == course["course_id"])
        .order_by(COURSE_EVENTS.c.entry_id)
    ).all()
    return {**course, "state": events[-1].kind, "proposed_by": events[0].person_id}


def _person(actor: Actor | None) -> str:
    return actor.person_id if actor else ""
