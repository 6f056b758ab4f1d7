"""Who did what when: the journal as a list, for those who may read it, of the places that are theirs."""

import json
from collections.abc import Collection, Mapping, Sequence
from sys import intern
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from policytargets.errors import Refused
from policytargets.ledger.feed import CHINA, instant
from policytargets.ledger.plausible import CONFIRMED
from policytargets.ledger.tables import ASSIGNMENTS, COURSES, EXTENSIONS, PERIODS, REPORTS
from policytargets.people.model import Actor
from policytargets.people.permissions import may, may_somewhere
from policytargets.people.tables import GRANTS, PEOPLE
from policytargets.store.engine import ENTRIES, Ledger, reading

OPERATION_WORD = {
    "begun": "建立台账", "people_added": "登记人员", "person_added": "登记人员", "role_granted": "授予角色",
    "roles_revoked": "收回角色", "password_reset": "重设密码", "periods_opened": "设定周期",
    "period_rescheduled": "调整周期日期", "period_reopened": "重新开放周期",
    "file_received": "上传填报表",
    "evidence_received": "上传佐证", "report_submitted": "提交填报", "report_signed": "审签填报",
    "report_withdrawn": "撤回填报", "report_abandoned": "放弃更正",
    "note_added": "补充说明",
    "report_checked": "核对填报", "report_returned": "退回填报", "report_released": "发布填报",
    "assigned": "指定填报部门",
    "course_proposed": "提出进度安排", "course_approved": "批准进度安排", "course_returned": "退回进度安排",
    "extension_submitted": "申请延期", "extension_withdrawn": "撤回延期申请", "extension_granted": "同意延期",
    "extension_refused": "不同意延期", "light_overridden": "人工调整进度灯", "period_frozen": "定稿",
}  # fmt: skip
CHANNEL_WORD = {"page": "网页", "command": "命令行", "form": "填报表", "demo": "示例"}
OWNERS = ("report_id", "extension_id", "course_id", "grant_id")  # by which a row tells what else it belongs to
NAMING = (*OWNERS, "assignment_id", "supersedes")
BELONGING = ("due_id", "department_id", "period_id", "district_id", "person_id", "role")
AT_ONCE, MOST_NAMED = 2000, 10_000  # entries that are read together, ids that are asked for at once
SETS = {"period_reopened": "closes_on"}  # the day that a change of a period is told by, else its deadline
OF_PEOPLE = ("begun", "people_added", "person_added", "role_granted", "roles_revoked", "password_reset")


class Noted(NamedTuple):
    """An entry as far as it takes to find it: its day and minute in China, and the places that its parts concern."""

    entry_id: int
    kind: str
    person_id: str
    day: str
    sights: frozenset["Sight"]


class Operations:
    """The journal as people read it. Whom an entry concerns is worked out once, for what was added since when it is
    next asked for; what an entry says is read for those alone that are shown.

    `districts`: department → district, `reporters`: due item → the department that reports it by the record, `asked`:
    period → the departments that report something for it. People see what they did themselves and, of their places,
    what was done there: of an entry that concerns several departments those who read for one see its part alone; other
    days of a period are read by those who report for it.
    """

    def __init__(
        self, ledger: Ledger, districts: Mapping[str, str], reporters: Mapping[str, str],
        asked: Mapping[str, Collection[str]] | None = None,
    ) -> None:  # fmt: skip
        self._ledger, self._districts, self._reporters, self._asked = ledger, districts, reporters, asked or {}
        self._noted: list[Noted] = []
        self._same: dict[frozenset[Sight], frozenset[Sight]] = {}
        self._lock = Lock()
        self.names: dict[str, str] = {}

    def seen_by(self, actor: Actor | None) -> list[Noted]:
        """What someone may read of, the newest first. Raises Refused for who may read nothing."""
        if not may_somewhere(actor, "see_log"):
            raise Refused("您没有查看操作记录的权限")
        with self._lock:
            self._catch_up()
            noted = list(self._noted)
        own = actor.person_id if actor else ""
        open_to = {sights: any(_sees(actor, sight) for sight in sights) for sights in self._same}
        return [entry for entry in reversed(noted) if entry.person_id == own or open_to[entry.sights]]

    def rows(self, actor: Actor | None, entries: Sequence[Noted]) -> list[dict[str, Any]]:
        """What these entries say to someone: number, day and minute, name, kind, departments, district, the due items,
        periods (`of_periods`), people with their roles and files that they concern, periods whose days they change with
        the deadline, reasons, channel, hash."""
        found: list[dict[str, Any]] = []
        for start in range(0, len(entries), AT_ONCE):
            numbers = [entry.entry_id for entry in entries[start : start + AT_ONCE]]
            with reading(self._ledger) as connection:
                own = select(ENTRIES).where(ENTRIES.c.entry_id.in_(numbers)).order_by(ENTRIES.c.entry_id.desc())
                read = [dict(row) for row in connection.execute(own).mappings()]
                parts = self._parts_of(connection, read)
            for entry, own_parts in zip(read, parts, strict=True):
                mine = actor is not None and entry["person_id"] == actor.person_id
                seen = [part for part in own_parts if mine or _sees(actor, part.sight(entry["kind"], self._districts))]
                found.append(_row(entry, seen, self._districts, self.names))
        return found

    def _catch_up(self) -> None:
        """Note what was added since."""
        last = self._noted[-1].entry_id if self._noted else 0
        with reading(self._ledger) as connection:
            self.names = {row.person_id: row.name for row in connection.execute(select(PEOPLE))}
            while True:
                newer = select(ENTRIES).where(ENTRIES.c.entry_id > last).order_by(ENTRIES.c.entry_id).limit(AT_ONCE)
                read = [dict(row) for row in connection.execute(newer).mappings()]
                for entry, parts in zip(read, self._parts_of(connection, read), strict=True):
                    sights = frozenset(part.sight(entry["kind"], self._districts) for part in parts or [Part()])
                    sights = self._same.setdefault(sights, sights)
                    day = instant(entry["recorded_at"]).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
                    self._noted.append(Noted(entry["entry_id"], intern(entry["kind"]), entry["person_id"], day, sights))
                if len(read) < AT_ONCE:
                    return
                last = read[-1]["entry_id"]

    def _parts_of(self, connection: Connection, entries: Sequence[Mapping[str, Any]]) -> list[list["Part"]]:
        bodies = [json.loads(entry["body"]) for entry in entries]
        known, held = _places(connection, bodies), {**self._reporters, **_assigned(connection)}
        return [
            _parts(entry, body, known, held, self._reporters, self._asked)
            for entry, body in zip(entries, bodies, strict=True)
        ]


class Sight(NamedTuple):
    """What decides who reads a part: whether it is of people and roles, its district, the departments."""

    of_people: bool
    district_id: str | None
    departments: frozenset[str]


class Part(NamedTuple):
    """A row of an entry: the departments and the district that it concerns, its due item, period and reason, the person
    with a role of theirs, the name of a file; of a change of days the period, its new deadline or last day and the
    departments that report for it (`readers`)."""

    departments: frozenset[str] = frozenset()
    district_id: str | None = None
    due_id: str = ""
    of_period: str = ""
    reasons: tuple[str, ...] = ()
    person: tuple[str, str] | None = None
    file: str = ""
    moved: tuple[str, str] | None = None
    readers: frozenset[str] = frozenset()

    def sight(self, kind: str, districts: Mapping[str, str]) -> Sight:
        """Who may read it, as part of an entry of this kind."""
        own = next((districts[name] for name in sorted(self.departments) if name in districts), None)
        return Sight(kind in OF_PEOPLE, self.district_id or own, self.departments | self.readers)


def _sees(actor: Actor | None, sight: Sight) -> bool:
    """Whether someone may read a part of an entry that is not their own."""
    if sight.of_people:
        return may(actor, "see_log")
    places = sight.departments or (None,)
    return any(may(actor, "see_log", district_id=sight.district_id, department_id=name) for name in places)


def _parts(
    entry: Mapping[str, Any], body: Mapping[str, Any], known: Mapping[str, Any], held: Mapping[str, str],
    reporters: Mapping[str, str], asked: Mapping[str, Collection[str]],
) -> list[Part]:  # fmt: skip
    """The rows of an entry by what they concern, and what it is about beside them; one for an entry that has neither
    but speaks for a department."""
    rows = [row for own in body["rows"].values() for row in own] + ([body["about"]] if "about" in body else [])
    found = []
    for row in rows or ([{}] if entry["acting_for"] else []):
        place = {**next((known.get(row[name], {}) for name in OWNERS if name in row), {}), **row}
        due_id = place.get("due_id") or ""
        own = place.get("department_id") or entry["acting_for"] or held.get(due_id)
        before = known.get(row.get("supersedes") or "", {}).get("department_id") or reporters.get(due_id)
        departments = {own, before} if "assignment_id" in row else {own}
        period = known.get(place.get("period_id") or "", {})
        moved = (row["period_id"], row[SETS.get(entry["kind"], "due_on")]) if "change_id" in row else None
        person = (place["person_id"], place.get("role") or "") if entry["kind"] in OF_PEOPLE else None
        found.append(Part(
            frozenset(name for name in departments if name), period.get("district_id") or place.get("district_id"),
            due_id, "" if moved else place.get("period_id") or "",
            _reasons(row), person,
            row.get("file") or (row["name"] if "sha256" in row else ""), moved,
            frozenset(asked.get(moved[0], ())) if moved else frozenset(),
        ))  # fmt: skip
    return found


def _reasons(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Why something was done, and what was confirmed with it."""
    said = [str(row[name]) for name in ("reason", "change_reason") if row.get(name)]
    return (*said, f"{CONFIRMED}：{row['confirmed']}") if row.get("confirmed") else tuple(said)


def _row(
    entry: Mapping[str, Any], parts: Sequence[Part], districts: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, Any]:
    """An entry as far as its parts are seen."""
    departments = sorted({name for part in parts for name in part.departments})
    places = {districts.get(name, "") for name in departments}
    places |= {part.district_id for part in parts if part.district_id}
    roles: dict[str, list[str]] = {}
    for person_id, role in (part.person for part in parts if part.person):
        roles.setdefault(names.get(person_id, person_id), []).extend([role] if role else [])
    return {
        "entry_id": entry["entry_id"], "kind": entry["kind"], "departments": departments,
        "name": names.get(entry["person_id"], entry["person_id"]),
        "day": instant(entry["recorded_at"]).astimezone(CHINA).strftime("%Y-%m-%d %H:%M"),
        "district_id": next(iter(places)) if len(places) == 1 else None,
        "due_ids": list(dict.fromkeys(part.due_id for part in parts if part.due_id)),
        "of_periods": list(dict.fromkeys(part.of_period for part in parts if part.of_period)),
        "periods": [part.moved for part in parts if part.moved],
        "people": list(roles.items()), "files": [part.file for part in parts if part.file],
        "reasons": list(dict.fromkeys(reason for part in parts for reason in part.reasons)),
        "channel": entry["channel"], "hash": entry["hash"],
    }  # fmt: skip


def _assigned(connection: Connection) -> dict[str, str]:
    """The department that was assigned to a due item last."""
    return {row.due_id: row.department_id for row in connection.execute(select(ASSIGNMENTS).order_by("entry_id"))}


def _places(connection: Connection, bodies: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the reports, extensions, courses, assignments and roles that entries name belong to, and all periods, by
    their ids."""
    rows = [row for body in bodies for own in (*body["rows"].values(), [body.get("about", {})]) for row in own]
    named = sorted({str(row[name]) for row in rows for name in NAMING if row.get(name)})
    found: dict[str, dict[str, Any]] = {}
    for table in (PERIODS, REPORTS, EXTENSIONS, COURSES, ASSIGNMENTS, GRANTS):
        (key,) = table.primary_key.columns
        names = [name for name in BELONGING if name in table.c]
        own = select(key.label("own"), *(table.c[name] for name in names))
        some = [named[start : start + MOST_NAMED] for start in range(0, len(named), MOST_NAMED)]
        for wanted in [own] if table is PERIODS else [own.where(key.in_(ids)) for ids in some]:
            for row in connection.execute(wanted).mappings():
                found[row["own"]] = {name: row[name] for name in names}
    return found
