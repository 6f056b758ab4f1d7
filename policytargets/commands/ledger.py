"""`python -m policytargets ledger …`: make, prove, copy and carry a ledger."""

import argparse
import re
import sys
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from policytargets.commands import arrangements, calendars, extensions, reports
from policytargets.errors import LedgerClosed, NotSaved, Refused, TablesInvalid
from policytargets.ledger.feed import feed
from policytargets.ledger.invention import invent
from policytargets.ledger.invention_decided import checker_of
from policytargets.people.accounts import begin
from policytargets.record.building import open_record
from policytargets.settings import instead, ledger_address
from policytargets.store import copies
from policytargets.store.engine import Ledger, connect
from policytargets.store.upgrading import create, upgrade
from policytargets.store.verification import verify

CLOSED_AFTER = 30  # days after the last report of an invented ledger
Act = Callable[[Ledger, argparse.Namespace], str]


def add_commands(parser: argparse.ArgumentParser) -> None:
    """The commands with their arguments; the ledger is the one of POLICYTARGETS_LEDGER."""
    commands = parser.add_subparsers(dest="act", required=True)
    for name, (_, help_text, *arguments) in ACTS.items():
        command = commands.add_parser(name, help=help_text)
        for argument in arguments:
            command.add_argument(argument, type=Path)
    calendars.add_commands(commands)
    arrangements.add_commands(commands)
    extensions.add_commands(commands)
    reports.add_commands(commands)
    demo = commands.add_parser("demo", help="make an invented ledger in a new SQLite file, labelled so for ever")
    demo.add_argument("file", type=Path)
    demo.add_argument("--until", default="2023-09", help="the month of the last reports, as 2023-09")


def run(options: argparse.Namespace) -> int:
    """Run one command; returns the exit status: 0 done, 1 not done, with a sentence that says why."""
    address = f"sqlite:///{options.file.absolute()}" if options.act == "demo" else ledger_address()
    if not address:
        print(
            "Set POLICYTARGETS_LEDGER, for example to sqlite:////var/lib/policytargets/ledger.sqlite", file=sys.stderr
        )
        return 1
    try:
        print(_act(options.act)(connect(address), options))
    except (LedgerClosed, NotSaved, Refused, TablesInvalid) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Can't read or write: {error}", file=sys.stderr)
        return 1
    return 0


def _act(name: str) -> Act:
    if name in calendars.ACTS:
        return calendars.run
    if name in arrangements.ACTS:
        return arrangements.run
    if name in extensions.ACTS:
        return extensions.run
    if name in reports.ACTS:
        return reports.run
    return _demo if name == "demo" else ACTS[name][0]


def _init(ledger: Ledger, _: argparse.Namespace) -> str:
    create(ledger, "real")
    begin(ledger)
    return "Made an empty ledger."


def _upgrade(ledger: Ledger, _: argparse.Namespace) -> str:
    upgrade(ledger)
    return "The ledger has every table that this version needs."


def _verify(ledger: Ledger, _: argparse.Namespace) -> str:
    problems, entries, last = verify(ledger)
    if problems:
        raise LedgerClosed("\n".join([*problems, f"{len(problems)} problems."]))
    return f"{entries} entries hold; the last hash is {last}."


def _check(ledger: Ledger, options: argparse.Namespace) -> str:
    known = set(open_record(options.data).query("ledger/due_items")["due_id"])
    gone = sorted({report["due_id"] for report in feed(ledger).reports} - known)
    if gone:
        raise LedgerClosed(
            "\n".join([*(f"{due_id} 无对应目标" for due_id in gone), f"{len(gone)} reports' items are gone."])
        )
    return "Every report has its item in the record."


def _backup(ledger: Ledger, options: argparse.Namespace) -> str:
    return f"Wrote and proved {copies.back_up(ledger, options.folder)}."


def _restore(ledger: Ledger, options: argparse.Namespace) -> str:
    copies.restore(options.file, ledger)
    return _verify(ledger, options)


def _export(ledger: Ledger, options: argparse.Namespace) -> str:
    return f"Wrote {copies.write_lines(ledger, options.file)} entries."


def _import(ledger: Ledger, options: argparse.Namespace) -> str:
    copies.read_lines(options.file, ledger)
    return _verify(ledger, options)


def _demo(ledger: Ledger, options: argparse.Namespace) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", options.until):
        raise Refused(f"--until 应写成 2023-09 的样子，不是 {options.until}")
    year, month = map(int, options.until.split("-"))
    database = open_record(options.data)
    rows = database.query("ledger/due_items").to_dict("records")
    create(ledger, "demo")
    begin(ledger)
    until = date(year, month, monthrange(year, month)[1])
    count = invent(ledger, rows, until, database.version)
    _close_the_month_before(ledger, options.data, until)
    return f"Wrote {count} invented reports to {options.file}. Run the board with POLICYTARGETS_LEDGER=sqlite:///{options.file.absolute()}"


def _close_the_month_before(ledger: Ledger, data: Path, until: date) -> None:
    """A snapshot of one district, made by what 定稿 does on the board."""
    # The board's own code takes seconds to load, which no other command needs.
    from policytargets.ui.ledger.dispatch_closing import close  # noqa: PLC0415

    day = until.replace(day=1) - timedelta(days=1)
    months = [p for p in feed(ledger).periods if p["cadence"] == "month" and p["ends_on"] == day.isoformat()]
    clock = replace(ledger, now=lambda: f"{until + timedelta(days=CLOSED_AFTER)}T01:00:00.000000Z")
    with instead(POLICYTARGETS_LEDGER=str(ledger.address), POLICYTARGETS_DATA=str(data)):
        for period in sorted(months, key=lambda row: str(row["district_id"]))[-1:]:
            close(clock, checker_of(period["district_id"]), period["district_id"], period, channel="demo")


ACTS: dict[str, tuple[Act, str] | tuple[Act, str, str]] = {
    "init": (_init, "make an empty ledger where none is"),
    "upgrade": (_upgrade, "add the tables that a newer version needs"),
    "verify": (_verify, "walk the chain of hashes and hold every row and file against it"),
    "check": (_check, "list reports whose target the record has no longer"),
    "backup": (_backup, "write a copy into a folder and prove it by opening it", "folder"),
    "restore": (_restore, "put a backup where no ledger is", "file"),
    "export": (_export, "write everything recorded as JSON Lines, the same for every engine", "file"),
    "import": (_import, "make a ledger from what export wrote, on this engine", "file"),
}
