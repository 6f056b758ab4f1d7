"""Signing in, and who is behind what somebody shows, on both engines."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from policytargets.errors import Refused
from policytargets.people import accounts, sessions
from policytargets.people.tables import CREDENTIALS, SESSIONS
from policytargets.store.engine import Ledger, reading, writing

GOOD = "Correct-horse-9"


def person_of(ledger: Ledger, token: str) -> str | None:
    return sessions.person_of(ledger, sessions.by_session(token))


def ago(ledger: Ledger, column: str, past: timedelta) -> None:
    """All sessions as if this had been so long ago."""
    then = (datetime.now(UTC) - past).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with ledger.writes.begin() as connection:
        connection.execute(update(SESSIONS).values({column: then}))


def test_signing_in_and_out(ledger: Ledger) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [])
    accounts.set_password(ledger, person, GOOD, must_change=True)
    token, must_change = sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1")
    assert must_change
    assert person_of(ledger, token) == person
    assert person_of(ledger, token + "x") is None
    with reading(ledger) as connection:
        kept = str(connection.execute(select(SESSIONS)).all()) + str(connection.execute(select(CREDENTIALS)).all())
    assert token not in kept
    assert GOOD not in kept
    sessions.sign_out(ledger, token)
    assert person_of(ledger, token) is None


def test_the_same_words_for_unknown_names_and_wrong_passwords_and_then_none(ledger: Ledger) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [])
    accounts.set_password(ledger, person, GOOD)
    said = set()
    for name, address in (("示例甲", "10.0.0.1"), ("无此人", "10.0.0.2")):
        with pytest.raises(Refused) as refused:
            sessions.sign_in(ledger, name, "wrong", address)
        said.add(str(refused.value))
    assert said == {sessions.WRONG}
    for _ in range(4):
        with pytest.raises(Refused, match="不对"):
            sessions.sign_in(ledger, "示例甲", "wrong", "10.0.0.1")
    with pytest.raises(Refused, match="15 分钟"):
        sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.9")
    with pytest.raises(Refused, match="15 分钟"):
        sessions.sign_in(ledger, "示例乙", GOOD, "10.0.0.1")


@pytest.mark.parametrize(("column", "past"), [("seen_at", timedelta(minutes=31)), ("began_at", timedelta(hours=11))])
def test_sessions_end_when_idle_and_after_a_day_of_work(ledger: Ledger, column: str, past: timedelta) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [])
    accounts.set_password(ledger, person, GOOD)
    token, _ = sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1")
    ago(ledger, column, past)
    assert person_of(ledger, token) is None


def seen(ledger: Ledger) -> list[str]:
    with reading(ledger) as connection:
        return list(connection.execute(select(SESSIONS.c.seen_at)).scalars())


def test_who_is_signed_in_is_known_while_another_writes(ledger: Ledger) -> None:
    """That the session is in use is written down by the next look: nobody waits for it, or is nobody without it."""
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [])
    accounts.set_password(ledger, person, GOOD)
    token, _ = sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1")
    ago(ledger, "seen_at", timedelta(minutes=20))
    before = seen(ledger)
    with writing(ledger):
        began = time.monotonic()
        assert person_of(ledger, token) == person
        assert time.monotonic() - began < 5  # a command waits for thirty seconds
        assert seen(ledger) == before
    assert person_of(ledger, token) == person
    assert seen(ledger) > before


def test_whom_another_system_names_is_known_by_it(ledger: Ledger) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [], subject="office:示例/甲:1")
    assert sessions.person_of(ledger, sessions.by_subject("office:示例/甲:1")) == person
    assert sessions.person_of(ledger, sessions.by_subject("office:示例/甲")) is None
    assert sessions.person_of(ledger, sessions.by_session("office:示例/甲:1")) is None
