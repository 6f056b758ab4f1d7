"""Signing in by password, and the sessions that follow; who is behind what somebody shows."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote, unquote
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, or_, select, update

from policytargets.errors import NotSaved, Refused
from policytargets.people import passwords
from policytargets.people.accounts import person_by_subject
from policytargets.people.tables import CREDENTIALS, PEOPLE, SESSIONS, SIGN_INS
from policytargets.store.engine import Ledger, clock, reading, writing

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)
FAILURES, WITHIN = 5, timedelta(minutes=15)
NOTED = timedelta(minutes=1)  # how often it is written down that somebody is there
COURTESY = 0.2  # seconds for which that waits for others
WRONG = "姓名或密码不对"


def sign_in(ledger: Ledger, name: str, password: str, address: str, former: str = "") -> tuple[str, bool]:
    """The token of a session, and whether the password has to be changed first. It is the `former` one, of which the
    browser has the token, where that is this person's and was not ended: pages that stayed open over it go on.

    Raises Refused, with the same words and after the same time for an unknown name as for a wrong password.
    """
    subject = f"account:{name}"
    with reading(ledger) as connection:
        held_back = _failures(connection, subject, address) >= FAILURES
        known = connection.execute(
            select(CREDENTIALS)
            .join(PEOPLE, PEOPLE.c.person_id == CREDENTIALS.c.person_id)
            .where(PEOPLE.c.subject == subject)
        ).first()
    right = passwords.matches(known.password_hash if known else passwords.NOBODY, password) and known is not None
    outcome = "held_back" if held_back else "signed_in" if right else "refused"
    token = _note_and_open(ledger, outcome, subject, address, known.person_id if known else "", former)
    if held_back:
        raise Refused("失败次数过多，请 15 分钟后再试")
    if known is None or not right:
        raise Refused(WRONG)
    return token, bool(known.must_change)


def begin_session(ledger: Ledger, person_id: str, subject: str, address: str, former: str = "") -> str:
    """The token of a session for someone whom the office's identity provider has named; `former` as in `sign_in`."""
    return _note_and_open(ledger, "signed_in", subject, address, person_id, former)


def _note_and_open(ledger: Ledger, outcome: str, subject: str, address: str, person_id: str, former: str) -> str:
    now, token = clock(), secrets.token_urlsafe(32)
    tried = {"sign_in_id": str(uuid4()), "tried_at": now, "subject": subject, "address": address, "outcome": outcome}
    with writing(ledger) as connection:
        connection.execute(insert(SIGN_INS), [tried])
        if outcome == "signed_in":
            own = (SESSIONS.c.token_hash == _hashed(former), SESSIONS.c.person_id == person_id)
            going_on = update(SESSIONS).where(*own, SESSIONS.c.ended_at.is_(None)).values(began_at=now, seen_at=now)
            if connection.execute(going_on).rowcount:
                return former
            session = {"token_hash": _hashed(token), "person_id": person_id, "began_at": now, "seen_at": now}
            connection.execute(insert(SESSIONS), [session])
    return token


def by_session(token: str) -> str:
    """What a session shows of its person."""
    return f"session:{_hashed(token)}"


def by_subject(subject: str) -> str:
    """What somebody shows whom another system has named."""
    return f"subject:{quote(subject)}"


def person_of(ledger: Ledger, shown: str) -> str | None:
    """The person behind what somebody shows, as the ledger knows them now."""
    way, _, name = shown.partition(":")
    if way == "session":
        found = _session(ledger, name)
        return None if found is None or _has_run_out(found) else str(found.person_id)
    return person_by_subject(ledger, unquote(name)) if way == "subject" else shown


def run_out_of(ledger: Ledger, shown: str) -> str | None:
    """The person of a session that nobody ended and that has run out: who signs in again goes on with it."""
    way, _, name = shown.partition(":")
    found = _session(ledger, name) if way == "session" else None
    return str(found.person_id) if found is not None and _has_run_out(found) else None


def attend(ledger: Ledger, shown: str) -> None:
    """Somebody did something: their session, unless it has run out, lasts from now. Nobody waits until that is written
    down: the next thing that they do does it."""
    way, _, name = shown.partition(":")
    found = _session(ledger, name) if way == "session" else None
    if found is None or _has_run_out(found) or _since(found.seen_at) <= NOTED:
        return
    with suppress(NotSaved), writing(ledger, patience=COURTESY) as connection:
        connection.execute(update(SESSIONS).where(SESSIONS.c.token_hash == name).values(seen_at=clock()))


def _session(ledger: Ledger, hashed: str) -> Row[Any] | None:
    """A session that nobody ended."""
    with reading(ledger) as connection:
        own = select(SESSIONS).where(SESSIONS.c.token_hash == hashed, SESSIONS.c.ended_at.is_(None))
        return connection.execute(own).first()


def _has_run_out(session: Row[Any]) -> bool:
    """Whether a session is idle for too long, or too old."""
    return _since(session.seen_at) > IDLE or _since(session.began_at) > LONGEST


def sign_out(ledger: Ledger, token: str) -> None:
    """End a session, in every tab that it is open in."""
    with writing(ledger) as connection:
        connection.execute(update(SESSIONS).where(SESSIONS.c.token_hash == _hashed(token)).values(ended_at=clock()))


def _failures(connection: Connection, subject: str, address: str) -> int:
    """How often this name or address was refused of late, since it last signed in."""
    since = (datetime.now(UTC) - WITHIN).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    tried = connection.execute(
        select(SIGN_INS.c.outcome)
        .where(SIGN_INS.c.tried_at > since, or_(SIGN_INS.c.subject == subject, SIGN_INS.c.address == address))
        .order_by(SIGN_INS.c.tried_at.desc())
    ).scalars()
    count = 0
    for outcome in tried:
        if outcome == "signed_in":
            break
        count += outcome == "refused"
    return count


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _since(text: str) -> timedelta:
    return datetime.now(UTC) - datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
