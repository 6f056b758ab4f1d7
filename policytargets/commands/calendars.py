"""`python -m policytargets ledger periods|reschedule|reopen …`: when reports open, are due and close."""

import argparse
from collections.abc import Callable
from typing import Any

from policytargets.commands.acting import acting, add_person
from policytargets.errors import Refused
from policytargets.ledger.calendars import DAYS, open_year, reopen, reschedule
from policytargets.ledger.feed import feed
from policytargets.ledger.proposals import day
from policytargets.people.accounts import ALONE
from policytargets.record.building import open_record
from policytargets.settings import today
from policytargets.store.engine import Ledger


def add_commands(commands: Any) -> None:
    """The commands with their arguments, beside those of `commands.ledger`."""
    year = commands.add_parser("periods", help=ACTS["periods"][1])
    year.add_argument("year", type=int)
    other, again = (commands.add_parser(name, help=ACTS[name][1]) for name in ("reschedule", "reopen"))
    for one in (other, again):
        one.add_argument("period", metavar="period_id", help="as qingzhou-month-2023-09-30")
        one.add_argument("--reason", required=True)
        add_person(one)
    for name in DAYS:
        other.add_argument(f"--{name.replace('_', '-')}", default="", metavar="DAY", help="as it is if left out")
    again.add_argument("--until", required=True, metavar="DAY", help="the last day on which it takes reports")


def run(ledger: Ledger, options: argparse.Namespace) -> str:
    """Carry out one of the commands; returns what was done. Raises what it raises."""
    return ACTS[options.act][0](ledger, options)


def _periods(ledger: Ledger, options: argparse.Namespace) -> str:
    districts = list(open_record(options.data).query("choices/facets").query("facet == 'districts'")["code"])
    return f"Entered {open_year(ledger, districts, options.year, by=ALONE)} periods."


def _reschedule(ledger: Ledger, options: argparse.Namespace) -> str:
    held = next((row for row in feed(ledger).periods if row["period_id"] == options.period), None)
    if held is None:
        raise Refused(f"没有周期 {options.period}")
    asked = {name: getattr(options, name) for name in DAYS}
    days = {name: day(text, DAYS[name]) if text else held[name] for name, text in asked.items()}
    reschedule(ledger, acting(ledger, options), options.period, days, options.reason, today=today(), channel="command")
    return (
        f"{options.period} opens on {days['opens_on']}, is due on {days['due_on']} and closes on {days['closes_on']}."
    )


def _reopen(ledger: Ledger, options: argparse.Namespace) -> str:
    until, actor = day(options.until, "重新开放的最后一天"), acting(ledger, options)
    reopen(ledger, actor, options.period, until, options.reason, today=today(), channel="command")
    return f"{options.period} takes reports again until {until}; its deadline stays."


ACTS: dict[str, tuple[Callable[[Ledger, argparse.Namespace], str], str]] = {
    "periods": (_periods, "enter the reporting periods of a year for every district"),
    "reschedule": (_reschedule, "change when a period opens, is due and closes, with a reason"),
    "reopen": (_reopen, "let a period that has closed take reports again until a day, with a reason"),
}
