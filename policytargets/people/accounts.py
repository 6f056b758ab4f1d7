"""People are entered and granted roles, and given passwords where no other system says who they are."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, Select, Update, delete, insert, or_, select, update

from policytargets.errors import Refused
from policytargets.people import passwords
from policytargets.people.model import Actor, Grant
from policytargets.people.tables import CREDENTIALS, GRANTS, PEOPLE, REVOCATIONS, SESSIONS
from policytargets.settings import today
from policytargets.store.engine import Ledger, clock, reading, writing
from policytargets.store.entries import Command, Rows, append, same_id

ALONE = "one"  # the one person of a board for one


def begin(ledger: Ledger) -> None:
    """The first entry of a ledger: the person of a board for one."""
    row = {"person_id": ALONE, "subject": "one:", "name": "本机用户"}
    append(ledger, Command(same_id("begin"), "begun", ALONE, "", channel="command"), lambda _: {"people": [row]})


def add_person(
    ledger: Ledger, name: str, grants: list[Grant], *, subject: str = "", by: str = ALONE, channel: str = "command"
) -> str:
    """Enter a person with roles; `subject` is the name by which another system knows them. Returns the person's id.

    Asked for again because an answer was lost, it is the same person; not once they have a password or other roles.
    Raises Refused for a subject that is taken."""
    subject = subject or f"account:{name}"
    person_id = same_id("person", subject)
    person = {"person_id": person_id, "subject": subject, "name": name}
    rows: Rows = {"people": [person], "grants": [_grant_row(person_id, grant) for grant in grants]}

    def free(connection: Connection) -> Rows:
        if connection.execute(select(PEOPLE).where(PEOPLE.c.subject == person["subject"])).first():
            raise taken
        return rows

    taken = Refused(f"已有“{subject}”，没有重复登记；没有记下首次密码的，请重设密码")
    asked = same_id("person_added", person_id, name, by, *grants)
    if append(ledger, Command(asked, "person_added", by, "", channel=channel), free).repeated:
        with reading(ledger) as connection:
            secret = connection.execute(select(CREDENTIALS).where(CREDENTIALS.c.person_id == person_id)).first()
            rows_held = connection.execute(_held(GRANTS.c.person_id == person_id)).all()
            held = {Grant(row.role, row.district_id, row.department_id) for row in rows_held}
        if secret or held != set(grants):
            raise taken
    return person_id


def grant(ledger: Ledger, person_id: str, granted: Grant, *, by: str = ALONE, channel: str = "command") -> None:
    """Grant a further role; asked for twice it is granted once. Raises Refused for one that somebody else granted."""
    with reading(ledger) as connection:
        revoked = select(REVOCATIONS.c.grant_id).join(GRANTS).where(GRANTS.c.person_id == person_id)
        ended = sorted(connection.execute(revoked).scalars())  # granted anew after an end it is another command
    asked = same_id("role_granted", person_id, granted, by, *ended)

    def rows(connection: Connection) -> Rows:
        held = connection.execute(_held(GRANTS.c.person_id == person_id))
        if granted in [Grant(row.role, row.district_id, row.department_id) for row in held]:
            raise Refused("这个人已有这个角色")
        return {"grants": [_grant_row(person_id, granted)]}

    append(ledger, Command(asked, "role_granted", by, "", channel=channel), rows)


def revoke_all(
    ledger: Ledger, person_id: str, reason: str, *, by: str = ALONE, channel: str = "command", lock: bool = False
) -> int:
    """Take all roles from a person and end their sessions; what they did stays. Returns how many roles: none where it
    is asked for again. `lock`: the password goes too."""
    to_lock = password_set_at(ledger, person_id) if lock else ""
    with reading(ledger) as connection:
        held = sorted(row.grant_id for row in connection.execute(_held(GRANTS.c.person_id == person_id)))
    if not held and not to_lock:
        end_sessions(ledger, person_id)
        return 0
    count = 0

    def rows(connection: Connection) -> Rows:
        nonlocal count
        now = [row.grant_id for row in connection.execute(_held(GRANTS.c.person_id == person_id))]
        count = len(now)
        connection.execute(_ending(person_id))
        if lock:
            connection.execute(delete(CREDENTIALS).where(CREDENTIALS.c.person_id == person_id))
        return {"revocations": [{"grant_id": grant_id, "reason": reason} for grant_id in now]}

    asked = same_id("roles_revoked", person_id, to_lock, *held)  # all that there is to take
    append(ledger, Command(asked, "roles_revoked", by, "", channel=channel), rows)
    return count


def reset_password(ledger: Ledger, person_id: str, password: str, *, by: str = ALONE, channel: str = "command") -> None:
    """Another first password, to be changed at once; all sessions end. Raises Refused for one that is too weak."""
    passwords.demand_strong(password)
    # Until another is set, what is asked for again is one reset; who has none may have had several.
    before = password_set_at(ledger, person_id) or secrets.token_hex()
    asked = same_id("password", person_id, by, before)
    command = Command(asked, "password_reset", by, "", channel=channel, about={"person_id": person_id})
    append(ledger, command, lambda _: {})
    end_sessions(ledger, person_id)
    set_password(ledger, person_id, password, must_change=True)


def password_set_at(ledger: Ledger, person_id: str) -> str:
    """When the password that a person has was set; "" where there is none."""
    with reading(ledger) as connection:
        own = select(CREDENTIALS.c.set_at).where(CREDENTIALS.c.person_id == person_id)
        return connection.execute(own).scalar() or ""


def end_sessions(ledger: Ledger, person_id: str) -> None:
    """Sign a person out everywhere."""
    with writing(ledger) as connection:
        connection.execute(_ending(person_id))


def everybody(ledger: Ledger, day: date) -> list[Actor]:
    """All people with their roles of the day, as they were entered."""
    with reading(ledger) as connection:
        people = connection.execute(select(PEOPLE).order_by(PEOPLE.c.entry_id, PEOPLE.c.name)).all()
        grants = connection.execute(_held_on(day)).all()
    return [_actor(person, [row for row in grants if row.person_id == person.person_id]) for person in people]


def actor(ledger: Ledger, person_id: str, today: date) -> Actor | None:
    """Who a person is, with the roles of the day; None for someone unknown."""
    with reading(ledger) as connection:
        person = connection.execute(select(PEOPLE).where(PEOPLE.c.person_id == person_id)).first()
        grants = connection.execute(_held_on(today, GRANTS.c.person_id == person_id)).all()
    return _actor(person, grants) if person else None


def _actor(person: Row[Any], grants: Sequence[Row[Any]]) -> Actor:
    held = tuple(Grant(row.role, row.district_id, row.department_id) for row in grants)
    return Actor(person.person_id, person.name, held)


def person_by_subject(ledger: Ledger, subject: str) -> str | None:
    """The id of the person whom a system, or the accounts here, know by this name."""
    with reading(ledger) as connection:
        return connection.execute(select(PEOPLE.c.person_id).where(PEOPLE.c.subject == subject)).scalar()


def set_password(ledger: Ledger, person_id: str, password: str, *, must_change: bool = False) -> None:
    """Raises Refused for one that is too weak."""
    row = {"password_hash": passwords.kept(password), "must_change": must_change, "set_at": clock()}
    with writing(ledger) as connection:
        known = connection.execute(select(CREDENTIALS).where(CREDENTIALS.c.person_id == person_id)).first()
        if known:
            connection.execute(update(CREDENTIALS).where(CREDENTIALS.c.person_id == person_id).values(**row))
        else:
            connection.execute(insert(CREDENTIALS), [{"person_id": person_id, **row}])


def _ending(person_id: str) -> Update:
    own = update(SESSIONS).where(SESSIONS.c.person_id == person_id, SESSIONS.c.ended_at.is_(None))
    return own.values(ended_at=clock())


def _held_on(day: date, *where: ColumnElement[bool]) -> Select[Any]:
    said = day.isoformat()
    return _held(GRANTS.c.starts_on <= said, or_(GRANTS.c.ends_on.is_(None), GRANTS.c.ends_on >= said), *where)


def _held(*where: ColumnElement[bool]) -> Select[Any]:
    """The grants that were not revoked."""
    revoked = REVOCATIONS.c.grant_id == GRANTS.c.grant_id
    return select(GRANTS).outerjoin(REVOCATIONS, revoked).where(REVOCATIONS.c.grant_id.is_(None), *where)


def _grant_row(person_id: str, granted: Grant) -> dict[str, str | None]:
    place = {"district_id": granted.district_id, "department_id": granted.department_id}
    start = {"starts_on": today().isoformat(), "ends_on": None}
    return {"grant_id": str(uuid4()), "person_id": person_id, "role": granted.role, **place, **start}
