"""`python -m policytargets people …`: who may use the ledger, and as what."""

import argparse
import sys
from difflib import get_close_matches
from getpass import getpass

from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.people import accounts
from policytargets.people.model import Grant
from policytargets.people.permissions import ROLE_WORD
from policytargets.record.tables import read_tables
from policytargets.settings import ledger_address, today
from policytargets.store.engine import Ledger, connect


def add_commands(parser: argparse.ArgumentParser) -> None:
    """The commands with their arguments."""
    commands = parser.add_subparsers(dest="act", required=True)
    for name, help_text in ACTS.items():
        command = commands.add_parser(name, help=help_text)
        command.add_argument("name")
        if name in ("add", "grant"):
            command.add_argument("--role", choices=list(ROLE_WORD), default="reader")
            command.add_argument("--district", help="district_id, for checkers")
            command.add_argument("--department", help="department_id, for reporters and signers")
        if name == "add":
            command.add_argument("--subject", default="", help="the name a proxy gives; without it an account here")
        if name == "revoke":
            command.add_argument("--reason", required=True)


def run(options: argparse.Namespace) -> int:
    """Run one command; returns the exit status: 0 done, 1 not done, with a sentence that says why."""
    try:
        if not ledger_address():
            raise LedgerClosed("Set POLICYTARGETS_LEDGER.")
        print(_act(connect(ledger_address()), options))
    except (LedgerClosed, NotSaved, Refused) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _act(ledger: Ledger, options: argparse.Namespace) -> str:
    if options.act == "add":
        person = accounts.add_person(ledger, options.name, [_grant(options)], subject=options.subject)
        if not options.subject:
            accounts.set_password(ledger, person, _password(), must_change=True)
        return f"Added {options.name}."
    known = accounts.person_by_subject(ledger, options.name) or accounts.person_by_subject(
        ledger, f"account:{options.name}"
    )
    if known is None:
        raise Refused(f"没有“{options.name}”这个人")
    if options.act == "grant":
        accounts.grant(ledger, known, _grant(options))
    elif options.act == "revoke":
        return f"Revoked {accounts.revoke_all(ledger, known, options.reason)} roles."
    elif options.act == "password":
        accounts.reset_password(ledger, known, _password())
    found = accounts.actor(ledger, known, today())
    grants = found.grants if found else ()
    return "\n".join(" ".join(filter(None, (grant.role, grant.district_id, grant.department_id))) for grant in grants)


def _grant(options: argparse.Namespace) -> Grant:
    if (options.role in ("reporter", "signer")) != bool(options.department):
        raise Refused("填报、审签须用 --department 写明部门，其他角色不写")
    if (options.role == "checker") != bool(options.district):
        raise Refused("督查室核对须用 --district 写明区县，其他角色不写")
    tables = read_tables(options.data)
    _known(options.department, {row["department_id"]: row["name"] for row in tables["departments"]}, "部门")
    _known(options.district, {row["district_id"]: row["name"] for row in tables["districts"]}, "区县")
    return Grant(options.role, options.district, options.department)


def _known(code: str | None, names: dict[str, str], kind: str) -> None:
    """Raises Refused for a code that the record does not have, with those that are written much like it."""
    if not code or code in names:
        return
    near = "、".join(f"{like}（{names[like]}）" for like in get_close_matches(code, names, cutoff=0.5))
    raise Refused(f"数据表中没有{kind} {code}" + (f"；相近的有：{near}" if near else ""))


def _password() -> str:
    """Asked twice on a terminal, read from one line otherwise; never an argument, which other users could see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass("Password: ")
    if first != getpass("Again: "):
        raise Refused("两次输入的密码不同")
    return first


ACTS = {
    "add": "enter a person, with a first password that has to be changed",
    "grant": "grant a further role",
    "revoke": "take all roles away and end the sessions",
    "password": "set a new first password and end the sessions",
    "show": "the roles of a person",
}
