"""Who acts by a command: the one at this machine, or the person whom `--as` names."""

import argparse

from policytargets.errors import Refused
from policytargets.people.accounts import ALONE, actor, person_by_subject
from policytargets.people.model import Actor
from policytargets.settings import today
from policytargets.store.engine import Ledger


def add_person(command: argparse.ArgumentParser) -> None:
    """The option by which a command names who acts."""
    command.add_argument("--as", dest="person", default="", help="the person who acts; else the one at this machine")


def acting(ledger: Ledger, options: argparse.Namespace) -> Actor:
    """Who acts, with the roles of the day. Raises Refused for someone unknown."""
    if not options.person:
        return Actor(ALONE, "本机用户", alone=True)
    known = person_by_subject(ledger, options.person) or person_by_subject(ledger, f"account:{options.person}")
    found = actor(ledger, known, today()) if known else None
    if found is None:
        raise Refused(f"没有“{options.person}”这个人")
    return found
