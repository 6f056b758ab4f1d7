"""Signing in, and who is behind what somebody shows, on both engines."""

import time
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import select, update

from policytargets.errors import Refused
from policytargets.people import accounts, sessions
from policytargets.people.model import Actor, Grant
from policytargets.people.sign_ins import OUTCOME_WORD, sign_ins
from policytargets.people.tables import CREDENTIALS, SESSIONS, SIGN_INS
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


def test_the_same_words_for_unknown_names_and_wrong_passwords(ledger: Ledger) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [])
    accounts.set_password(ledger, person, GOOD)
    said = set()
    for name, address in (("示例甲", "10.0.0.1"), ("无此人", "10.0.0.2")):
        with pytest.raises(Refused) as refused:
            sessions.sign_in(ledger, name, "wrong", address)
        said.add(str(refused.value))
    assert said == {sessions.WRONG}


def wrong(ledger: Ledger, name: str, address: str, browser: str = "", times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match="不对"):
            sessions.sign_in(ledger, name, "wrong", address, browser=browser)


def test_nobody_can_lock_a_person_out_of_the_browser_that_they_sign_in_with(ledger: Ledger) -> None:
    begun(ledger)
    assert sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1", browser="own")[0]
    wrong(ledger, "示例甲", "10.0.0.1", "guessed", 5)
    with pytest.raises(Refused, match="15 分钟"):  # even with the right one, from where was guessed
        sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1", browser="guessed")
    assert sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.9", browser="new")[0]  # another place may try
    for place in range(2, 5):
        wrong(ledger, "示例甲", f"10.0.0.{place}", times=5)
    with pytest.raises(Refused, match="以前登录过的浏览器上不受影响"):  # twenty from everywhere
        sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.99")
    assert sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1", browser="own")[0]
    wrong(ledger, "示例甲", "10.0.0.1", "own", 5)
    with pytest.raises(Refused, match="15 分钟"):
        sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.7", browser="own")
    with ledger.writes.begin() as connection:
        connection.execute(update(SIGN_INS).values(tried_at="2023-09-30T00:00:00.000000Z"))
    assert sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.2")[0]


def test_one_address_can_not_try_all_names(ledger: Ledger) -> None:
    begun(ledger)
    other = accounts.add_person(ledger, "示例乙", [])
    accounts.set_password(ledger, other, GOOD)
    for number in range(20):
        wrong(ledger, f"示例{number}", "10.0.0.2")
    sessions.begin_session(ledger, other, "office:乙", "10.0.0.2")  # a success there is none of these
    with pytest.raises(Refused, match="15 分钟"):
        sessions.sign_in(ledger, "示例乙", GOOD, "10.0.0.2")
    assert sessions.sign_in(ledger, "示例乙", GOOD, "10.0.0.3")[0]


def test_many_tries_at_once_are_counted_as_many(ledger: Ledger) -> None:
    begun(ledger)
    said = []

    def guess() -> None:
        try:
            sessions.sign_in(ledger, "示例甲", "wrong", "10.0.0.2")
        except Refused as refused:
            said.append(str(refused))

    tries = [Thread(target=guess) for _ in range(8)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert said.count(sessions.WRONG) == 5


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


def begun(ledger: Ledger) -> tuple[str, str]:
    """A person who has just signed in, and the token."""
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [])
    accounts.set_password(ledger, person, GOOD)
    return person, sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1")[0]


def test_a_session_lasts_from_what_its_person_did_last_and_not_from_being_looked_at(ledger: Ledger) -> None:
    person, token = begun(ledger)
    shown = sessions.by_session(token)
    for _ in range(3):  # an hour's work
        ago(ledger, "seen_at", timedelta(minutes=20))
        sessions.attend(ledger, shown)
        assert sessions.person_of(ledger, shown) == person
    ago(ledger, "seen_at", timedelta(minutes=20))
    assert sessions.person_of(ledger, shown) == person
    ago(ledger, "seen_at", timedelta(minutes=31))  # looked at in between, and nobody did anything
    sessions.attend(ledger, shown)
    assert sessions.person_of(ledger, shown) is None
    assert sessions.run_out_of(ledger, shown) == person


def test_that_somebody_is_there_is_written_down_once_a_minute(ledger: Ledger) -> None:
    _, token = begun(ledger)
    ago(ledger, "seen_at", timedelta(seconds=50))
    before = seen(ledger)
    sessions.attend(ledger, sessions.by_session(token))
    assert seen(ledger) == before
    ago(ledger, "seen_at", timedelta(seconds=70))
    before = seen(ledger)
    sessions.attend(ledger, sessions.by_session(token))
    assert seen(ledger) > before


def test_who_signs_in_again_goes_on_with_a_session_of_theirs_that_ran_out_and_with_no_other(ledger: Ledger) -> None:
    _, token = begun(ledger)
    other = accounts.add_person(ledger, "示例乙", [])
    accounts.set_password(ledger, other, GOOD)
    for column, past in (("seen_at", timedelta(minutes=31)), ("began_at", timedelta(hours=11))):
        ago(ledger, column, past)
        assert person_of(ledger, token) is None
        another, _ = sessions.sign_in(ledger, "示例乙", GOOD, "10.0.0.1", token)
        assert another != token
        assert person_of(ledger, token) is None
        again, _ = sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1", token)
        assert again == token
        assert person_of(ledger, token)
    sessions.sign_out(ledger, token)
    assert sessions.run_out_of(ledger, sessions.by_session(token)) is None  # it was ended
    again, _ = sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1", token)
    assert again != token
    assert person_of(ledger, token) is None


def test_who_is_signed_in_is_known_while_another_writes(ledger: Ledger) -> None:
    """That somebody is there is written down at the next thing they do: nobody waits for it, or is nobody without."""
    person, token = begun(ledger)
    ago(ledger, "seen_at", timedelta(minutes=20))
    before = seen(ledger)
    with writing(ledger):
        began = time.monotonic()
        sessions.attend(ledger, sessions.by_session(token))
        assert person_of(ledger, token) == person
        assert time.monotonic() - began < 5  # a command waits for thirty seconds
        assert seen(ledger) == before
    sessions.attend(ledger, sessions.by_session(token))
    assert seen(ledger) > before


def test_whom_another_system_names_is_known_by_it(ledger: Ledger) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [], subject="office:示例/甲:1")
    assert sessions.person_of(ledger, sessions.by_subject("office:示例/甲:1")) == person
    assert sessions.person_of(ledger, sessions.by_subject("office:示例/甲")) is None
    assert sessions.person_of(ledger, sessions.by_session("office:示例/甲:1")) is None


def test_whose_a_session_was_is_known_after_its_end_and_only_then(ledger: Ledger) -> None:
    person, token = begun(ledger)
    shown = sessions.by_session(token)
    assert sessions.ended_of(ledger, shown) is None
    ago(ledger, "seen_at", timedelta(minutes=31))
    assert sessions.ended_of(ledger, shown) is None
    sessions.sign_out(ledger, token)
    assert sessions.ended_of(ledger, shown) == person
    assert sessions.ended_of(ledger, shown.replace("session:", "subject:")) is None


def test_who_reads_the_whole_journal_reads_who_signed_in(ledger: Ledger) -> None:
    accounts.begin(ledger)
    accounts.set_password(ledger, accounts.add_person(ledger, "示例甲", []), GOOD)
    sessions.sign_in(ledger, "示例甲", GOOD, "10.0.0.1")
    for name, address in (("示例甲", "10.0.0.2"), ("谁也不是", "10.0.0.3")):
        with pytest.raises(Refused):
            sessions.sign_in(ledger, name, "Wrong-horse-9", address)
    found = sign_ins(ledger, Actor("a", "示例", (Grant("admin"),)))
    assert [(row["name"], row["address"], row["outcome"]) for row in found] == [
        ("谁也不是", "10.0.0.3", "refused"), ("示例甲", "10.0.0.2", "refused"), ("示例甲", "10.0.0.1", "signed_in"),
    ]  # fmt: skip
    assert {row["outcome"] for row in found} < set(OUTCOME_WORD)
    for grants in ((), (Grant("reader"),), (Grant("checker", "qingzhou"),), (Grant("reporter", None, "x"),)):
        with pytest.raises(Refused, match="登录记录"):
            sign_ins(ledger, Actor("b", "示例", grants))
