"""Signing in by password, and the sessions that follow; who is behind what somebody shows."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote, unquote
from uuid import uuid4

from sqlalchemy import Connection, insert, or_, select, update

from policytargets.errors import NotSaved, Refused
from policytargets.people import passwords
from policytargets.people.accounts import person_by_subject
from policytargets.people.tables import CREDENTIALS, PEOPLE, SESSIONS, SIGN_INS
from policytargets.store.engine import Ledger, clock, reading, writing

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)
FAILURES, WITHIN = 5, timedelta(minutes=15)
COURTESY = 0.2  # seconds for which noting that a session is in use waits for others
WRONG = "姓名或密码不对"


def sign_in(ledger: Ledger, name: str, password: str, address: str) -> tuple[str, bool]:
    """The token of a new session, and whether the password has to be changed first.

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
    token = _note_and_open(ledger, outcome, subject, address, known.person_id if known else "")
    if held_back:
        raise Refused("失败次数过多，请 15 分钟后再试")
    if known is None or not right:
        raise Refused(WRONG)
    return token, bool(known.must_change)


def begin_session(ledger: Ledger, person_id: str, subject: str, address: str) -> str:
    """The token of a session for someone whom the office's identity provider has named."""
    return _note_and_open(ledger, "signed_in", subject, address, person_id)


def _note_and_open(ledger: Ledger, outcome: str, subject: str, address: str, person_id: str) -> str:
    now, token = clock(), secrets.token_urlsafe(32)
    tried = {"sign_in_id": str(uuid4()), "tried_at": now, "subject": subject, "address": address, "outcome": outcome}
    with writing(ledger) as connection:
        connection.execute(insert(SIGN_INS), [tried])
        if outcome == "signed_in":
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
        return _of_session(ledger, name)
    return person_by_subject(ledger, unquote(name)) if way == "subject" else shown


def _of_session(ledger: Ledger, hashed: str) -> str | None:
    """The person of a session that is neither ended nor idle for too long nor too old."""
    own = SESSIONS.c.token_hash == hashed
    with reading(ledger) as connection:
        found = connection.execute(select(SESSIONS).where(own)).first()
    now = datetime.now(UTC)
    if found is None or found.ended_at:
        return None
    if now - _instant(found.seen_at) > IDLE or now - _instant(found.began_at) > LONGEST:
        return None
    if now - _instant(found.seen_at) > timedelta(minutes=1):
        # Whoever is named need not wait until that is written down: the next look does it.
        with suppress(NotSaved), writing(ledger, patience=COURTESY) as connection:
            connection.execute(update(SESSIONS).where(own).values(seen_at=clock()))
    return str(found.person_id)


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


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
