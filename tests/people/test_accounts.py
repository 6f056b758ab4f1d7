"""People, their roles and passwords, on both engines."""

from datetime import timedelta

import pytest

from policytargets.errors import NotSaved, Refused
from policytargets.people import accounts, administration
from policytargets.people.model import Actor, Grant
from policytargets.people.permissions import ACTION_WORD, PERMISSIONS, demand, may
from policytargets.settings import today
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify

TODAY = today()  # where the ledger is kept; this machine may be elsewhere
GOOD = "Correct-horse-9"
REPORTER = Grant("reporter", None, "qingzhou-industry")
# Who may what, written down again by hand from the office's rule: action → who; * stands for everybody.
EXPECTED = {
    "see_released": "*", "see_drafts": "own_reporter own_signer",
    "see_submitted": "own_reporter own_signer own_checker",
    "save_draft": "own_reporter", "submit": "own_reporter", "correct": "own_reporter own_checker",
    "withdraw": "own_reporter", "note": "own_reporter", "import": "own_reporter",
    "sign": "own_signer", "check": "own_checker", "return": "own_checker", "release": "own_checker",
    "propose_course": "own_reporter", "approve_course": "own_checker", "assign": "own_checker",
    "ask_extension": "own_reporter", "decide_extension": "own_checker", "override_light": "own_checker",
    "freeze": "own_checker", "take_in": "curator", "reopen_period": "own_checker",
    "manage_people": "admin", "manage_periods": "admin", "see_log": "own_reporter own_signer own_checker admin",
}  # fmt: skip
EVERYBODY = {
    "nobody": None, "reader": Grant("reader"), "admin": Grant("admin"), "curator": Grant("curator"),
    "own_reporter": REPORTER,
    "own_signer": Grant("signer", None, "qingzhou-industry"), "own_checker": Grant("checker", "qingzhou"),
    "other_reporter": Grant("reporter", None, "zhoucun-industry"), "other_checker": Grant("checker", "zhoucun"),
    "other_signer": Grant("signer", None, "zhoucun-industry"),
}  # fmt: skip


@pytest.mark.parametrize("action", sorted(PERMISSIONS))
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_role_and_every_action(action: str, who: str) -> None:
    grant = EVERYBODY[who]
    actor = Actor("p", "示例", (grant,)) if grant else None
    allowed = EXPECTED[action] == "*" or who in EXPECTED[action].split()
    place = {"district_id": "qingzhou", "department_id": "qingzhou-industry"}
    assert may(actor, action, **place) == allowed
    if not allowed:
        with pytest.raises(Refused, match=ACTION_WORD[action]):
            demand(actor, action, **place)


def test_one_alone_may_do_everything_but_a_person_without_roles_nothing() -> None:
    for action in PERMISSIONS:
        assert may(Actor("one", "本机用户", alone=True), action)
        assert may(Actor("p", "示例"), action) == (action == "see_released")


def test_a_place_that_is_not_named_is_nobodys() -> None:
    assert not may(Actor("p", "示例", (Grant("reader"),)), "submit", department_id=None)
    assert not may(Actor("p", "示例", (Grant("reader"),)), "check", district_id=None)


def test_a_person_has_the_roles_of_the_day(ledger: Ledger) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [REPORTER])
    accounts.grant(ledger, person, Grant("checker", "qingzhou"))
    found = accounts.actor(ledger, person, TODAY)
    assert found is not None
    assert set(found.grants) == {REPORTER, Grant("checker", "qingzhou")}
    assert accounts.actor(ledger, person, TODAY - timedelta(days=1)) == Actor(person, "示例甲")
    assert accounts.actor(ledger, "nobody", TODAY) is None
    assert accounts.revoke_all(ledger, person, "调离") == 2
    assert accounts.actor(ledger, person, TODAY) == Actor(person, "示例甲")
    with pytest.raises(Refused, match="已有"):
        accounts.add_person(ledger, "示例甲", [])
    assert verify(ledger)[:2] == ([], 4)


def test_who_is_entered_and_granted_twice_is_entered_and_granted_once(ledger: Ledger) -> None:
    """A double click, or a press again after an answer was lost."""
    accounts.begin(ledger)
    checker = Grant("checker", "qingzhou")
    persons = [accounts.add_person(ledger, "示例甲", [REPORTER]) for _ in range(2)]
    assert persons[0] == persons[1]
    for _ in range(2):
        accounts.grant(ledger, persons[0], checker)
    assert verify(ledger)[:2] == ([], 3)
    with pytest.raises(Refused, match="已有这个角色"):
        accounts.grant(ledger, persons[0], checker, by=persons[0])
    accounts.revoke_all(ledger, persons[0], "调离")
    accounts.grant(ledger, persons[0], checker)
    found = accounts.actor(ledger, persons[0], TODAY)
    assert found
    assert found.grants == (checker,)
    assert verify(ledger)[:2] == ([], 5)


def test_a_second_person_of_one_name_takes_nobodys_password(ledger: Ledger) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [REPORTER])
    accounts.set_password(ledger, person, GOOD)
    with pytest.raises(Refused, match="没有重复登记；没有记下首次密码的，请重设密码"):
        accounts.add_person(ledger, "示例甲", [REPORTER])
    accounts.revoke_all(ledger, person, "调离", lock=True)
    with pytest.raises(Refused, match="没有重复登记"):
        accounts.add_person(ledger, "示例甲", [REPORTER])


def test_roles_and_a_password_are_taken_once_and_anew_where_there_are_others(ledger: Ledger) -> None:
    """A double click, or a press again after an answer was lost."""
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [REPORTER])
    accounts.set_password(ledger, person, GOOD)
    assert [accounts.revoke_all(ledger, person, "调离", lock=True) for _ in range(2)] == [1, 0]
    assert verify(ledger)[:2] == ([], 3)
    accounts.set_password(ledger, person, GOOD)  # without a role it lets nobody do anything, and is taken all the same
    for _ in range(2):
        accounts.revoke_all(ledger, person, "调离", lock=True)
    assert accounts.password_set_at(ledger, person) == ""
    assert verify(ledger)[:2] == ([], 4)
    accounts.grant(ledger, person, REPORTER)
    assert accounts.revoke_all(ledger, person, "又调离") == 1
    assert verify(ledger)[:2] == ([], 6)


def test_a_press_that_found_the_same_roles_takes_them_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two presses at once: the second looked before the first was through."""
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [REPORTER])
    alike = accounts.same_id

    def meanwhile(*parts: object) -> str:
        monkeypatch.setattr(accounts, "same_id", alike)
        assert accounts.revoke_all(ledger, person, "调离") == 1
        return alike(*parts)

    monkeypatch.setattr(accounts, "same_id", meanwhile)
    assert accounts.revoke_all(ledger, person, "调离") == 0
    assert verify(ledger)[:2] == ([], 3)


def test_a_reset_whose_password_was_not_set_is_one_with_the_next(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [REPORTER])
    accounts.set_password(ledger, person, GOOD)
    admin = Actor("m", "示例", (Grant("admin"),))

    def lost(*_: object, **__: object) -> None:
        raise NotSaved("未保存")

    with monkeypatch.context() as broken:
        broken.setattr(accounts, "set_password", lost)
        with pytest.raises(NotSaved):
            administration.reset_password(ledger, admin, person)
    first = administration.reset_password(ledger, admin, person)
    assert verify(ledger)[:2] == ([], 3)
    assert administration.reset_password(ledger, admin, person) != first  # another password is another reset
    assert verify(ledger)[:2] == ([], 4)


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaa", "Aa345678901"[:7]])
def test_weak_passwords_are_refused(ledger: Ledger, weak: str) -> None:
    with pytest.raises(Refused, match="密码"):
        accounts.set_password(ledger, "one", weak)
