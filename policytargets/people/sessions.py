"""Signing in by password, and the sessions that follow; who is behind what somebody shows."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote, unquote
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from policytargets.errors import NotSaved, Refused
from policytargets.people import passwords
from policytargets.people.accounts import person_by_subject
from policytargets.people.tables import CREDENTIALS, PEOPLE, SESSIONS, SIGN_INS
from policytargets.store.engine import Ledger, clock, reading, writing

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)
# Wrong passwords within this time after which one has to wait: in a browser that the person has signed in with before,
# or from one address for one name; from all other browsers together for one name, and from one address for all names.
OWN, TOGETHER, WITHIN = 5, 20, timedelta(minutes=15)
NOTED = timedelta(minutes=1)  # how often it is written down that somebody is there
COURTESY = 0.2  # seconds for which that waits for others
WRONG = "姓名或密码不对"
HELD_BACK = "失败次数过多，请 15 分钟后再试"
ELSEWHERE = "；这个姓名在以前登录过的浏览器上不受影响"


def sign_in(
    ledger: Ledger, name: str, password: str, address: str, former: str = "", browser: str = ""
) -> tuple[str, bool]:
    """The token of a session, and whether the password has to be changed first. It is the `former` one, of which the
    browser has the token, where that is this person's and was not ended: pages that stayed open over it go on.

    Raises Refused, with the same words and after the same time for an unknown name as for a wrong password; and after
    too many of those, which are counted apart for a `browser` (its secret) that the person has signed in with: nobody
    else can lock it.
    """
    subject = f"account:{name}"
    with reading(ledger) as connection:
        known = connection.execute(
            select(CREDENTIALS)
            .join(PEOPLE, PEOPLE.c.person_id == CREDENTIALS.c.person_id)
            .where(PEOPLE.c.subject == subject)
        ).first()
    right = passwords.matches(known.password_hash if known else passwords.NOBODY, password) and known is not None
    with writing(ledger) as connection:  # counted under the lock: many tries at once are many
        own = _known(connection, subject, _hashed(browser))
        held_back = _held_back(connection, subject, address, own)
        outcome = "held_back" if held_back else "signed_in" if right else "refused"
        shown = _hashed(browser) if outcome == "signed_in" and browser else own
        _note(connection, outcome, subject, address, shown)
        token = _open(connection, known.person_id, former) if known and outcome == "signed_in" else ""
    if held_back:
        raise Refused(held_back)
    if known is None or not right:
        raise Refused(WRONG)
    return token, bool(known.must_change)


def begin_session(ledger: Ledger, person_id: str, subject: str, address: str, former: str = "") -> str:
    """The token of a session for someone whom the office's identity provider has named; `former` as in `sign_in`."""
    with writing(ledger) as connection:
        _note(connection, "signed_in", subject, address, None)
        return _open(connection, person_id, former)


def _note(connection: Connection, outcome: str, subject: str, address: str, browser: str | None) -> None:
    """Write down that somebody tried to sign in."""
    tried = {"subject": subject, "address": address, "outcome": outcome, "browser": browser}
    connection.execute(insert(SIGN_INS), [{"sign_in_id": str(uuid4()), "tried_at": clock(), **tried}])


def _open(connection: Connection, person_id: str, former: str) -> str:
    """Begin a session, or the former one anew; its token."""
    now, token = clock(), secrets.token_urlsafe(32)
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


def ended_of(ledger: Ledger, shown: str) -> str | None:
    """The person of a session that was ended: nobody goes on with it."""
    way, _, name = shown.partition(":")
    with reading(ledger) as connection:
        own = select(SESSIONS.c.person_id).where(SESSIONS.c.token_hash == name, SESSIONS.c.ended_at.is_not(None))
        return connection.execute(own).scalar() if way == "session" else None


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


def _known(connection: Connection, subject: str, hashed: str) -> str | None:
    """The hash of a browser's secret, where this name has signed in with it before."""
    own = (SIGN_INS.c.subject == subject, SIGN_INS.c.browser == hashed, SIGN_INS.c.outcome == "signed_in")
    return hashed if connection.execute(select(SIGN_INS.c.browser).where(*own).limit(1)).first() else None


def _held_back(connection: Connection, subject: str, address: str, browser: str | None) -> str:
    """Why somebody has to wait; nothing for who may try."""
    named, here, strange = SIGN_INS.c.subject == subject, SIGN_INS.c.address == address, SIGN_INS.c.browser.is_(None)
    if browser:
        return HELD_BACK if _failures(connection, named, SIGN_INS.c.browser == browser) >= OWN else ""
    too_many = (
        _failures(connection, named, here, strange) >= OWN,
        _failures(connection, named, strange, ever=True) >= TOGETHER,
        _failures(connection, here, strange, ever=True) >= TOGETHER,
    )
    return HELD_BACK + ELSEWHERE if any(too_many) else ""


def _failures(connection: Connection, *which: ColumnElement[bool], ever: bool = False) -> int:
    """How many of these tries were refused of late, since the last that succeeded or `ever`."""
    since = (datetime.now(UTC) - WITHIN).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    tried = select(SIGN_INS.c.outcome).where(SIGN_INS.c.tried_at > since, *which).order_by(SIGN_INS.c.tried_at.desc())
    outcomes = list(connection.execute(tried).scalars())
    if not ever and "signed_in" in outcomes:
        outcomes = outcomes[: outcomes.index("signed_in")]
    return outcomes.count("refused")


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _since(text: str) -> timedelta:
    return datetime.now(UTC) - datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
