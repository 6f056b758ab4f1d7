"""The commands by which people are entered and granted roles."""

import io
from pathlib import Path

import pytest

from policytargets.__main__ import main
from policytargets.people import accounts
from policytargets.settings import today
from tests.engines import opened, release


def test_a_role_is_granted_for_departments_and_districts_of_the_record_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A code with a slip of the hand would name a person who may report nothing, and nobody would know why."""
    address = f"sqlite:///{tmp_path}/ledger.sqlite"
    monkeypatch.setenv("POLICYTARGETS_LEDGER", address)
    assert main(["ledger", "init"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("Diyi-mima-2023\n"))
    add = ["people", "add", "示例甲", "--role", "reporter", "--department"]
    assert main([*add, "qingzhou-industry"]) == 1
    assert "qingzhou-industry-information（市工信局）" in capsys.readouterr().err
    assert main(["people", "add", "示例丙", "--role", "checker", "--district", "qingzou"]) == 1
    assert "qingzhou（青州市）" in capsys.readouterr().err
    ledger = opened(address)
    assert accounts.person_by_subject(ledger, "account:示例甲") is None
    assert main([*add, "qingzhou-industry-information"]) == 0
    person = accounts.person_by_subject(ledger, "account:示例甲")
    assert person
    actor = accounts.actor(ledger, person, today())
    assert actor
    assert [grant.department_id for grant in actor.grants] == ["qingzhou-industry-information"]
    release(ledger)
