"""What those who manage people do: enter, grant, revoke, reset; each checked for the right and recorded by name."""

import secrets

from policytargets.errors import Refused
from policytargets.people import accounts
from policytargets.people.model import Actor, Grant
from policytargets.people.permissions import demand
from policytargets.store.engine import Ledger

LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another


def enter_person(ledger: Ledger, actor: Actor | None, name: str, granted: Grant, subject: str = "") -> str:
    """Enter a person with a role; returns a first password, to be changed at once, or "" for one known by `subject`."""
    demand(actor, "manage_people")
    fitting(granted)
    if not name.strip():
        raise Refused("请写姓名")
    person_id = accounts.add_person(
        ledger, name.strip(), [granted], subject=subject.strip(), by=_person(actor), channel="page"
    )
    if subject.strip():
        return ""
    password = _first_password()
    accounts.set_password(ledger, person_id, password, must_change=True)
    return password


def grant_role(ledger: Ledger, actor: Actor | None, person_id: str, granted: Grant) -> None:
    """Grant a further role; asked for twice it is granted once."""
    demand(actor, "manage_people")
    fitting(granted)
    accounts.grant(ledger, person_id, granted, by=_person(actor), channel="page")


def disable_person(ledger: Ledger, actor: Actor | None, person_id: str, reason: str) -> None:
    """Take all roles, the password and all sessions from a person; what they did stays under their name."""
    demand(actor, "manage_people")
    if not reason.strip():
        raise Refused("请写明停用的原因")
    if actor and person_id == actor.person_id:
        raise Refused("不能停用自己，请另一位管理员操作")
    accounts.revoke_all(ledger, person_id, reason.strip(), by=_person(actor), channel="page", lock=True)


def reset_password(ledger: Ledger, actor: Actor | None, person_id: str) -> str:
    """A new first password, to be changed at once; all sessions end. It is shown once and kept as a hash alone."""
    demand(actor, "manage_people")
    password = _first_password()
    accounts.reset_password(ledger, person_id, password, by=_person(actor), channel="page")
    return password


def fitting(granted: Grant) -> None:
    """Raises Refused for a role without the place that it needs."""
    if (granted.role in ("reporter", "signer")) != bool(granted.department_id):
        raise Refused("填报、审签须写明部门，其他角色不写部门")
    if (granted.role == "checker") != bool(granted.district_id):
        raise Refused("督查室核对须写明区县，其他角色不写区县")


def _first_password() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(14))


def _person(actor: Actor | None) -> str:
    return actor.person_id if actor else ""
