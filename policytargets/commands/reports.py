"""`python -m policytargets ledger sign|correct …`: a report signed by its department, a released one corrected."""

import argparse
from dataclasses import replace
from typing import Any

from policytargets.commands.acting import acting, add_person
from policytargets.commands.arrangements import due_row
from policytargets.errors import Refused
from policytargets.ledger.drafts import Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.plausible import confirmed, doubt
from policytargets.ledger.reports import filling_of, sign, submit
from policytargets.settings import today
from policytargets.store.engine import Ledger

ACTS = {
    "sign": "sign the newest report of a due item for a period; nobody signs their own",
    "correct": "correct what was released of a due item for a period, with a reason; another person checks it",
}


def add_commands(commands: Any) -> None:
    """The commands with their arguments, beside those of `commands.ledger`."""
    made = {name: commands.add_parser(name, help=help_text) for name, help_text in ACTS.items()}
    for command in made.values():
        command.add_argument("due", metavar="due_id")
        command.add_argument("period", metavar="period_id", help="as qingzhou-month-2023-09-30")
        add_person(command)
    made["correct"].add_argument("--value", help="the total since the start of its window; as released if left out")
    made["correct"].add_argument("--progress", help="what was done; as released if left out")
    made["correct"].add_argument("--reason", required=True)
    made["correct"].add_argument("--sure", action="store_true", help="confirm a figure that is out of proportion")


def run(ledger: Ledger, options: argparse.Namespace) -> str:
    """Carry out one of the commands; returns what was done. Raises what it raises."""
    row, database = due_row(options)
    actor = acting(ledger, options)
    told: dict[str, Any] = {"record_version": database.version, "channel": "command"}
    held = feed(ledger)
    newest = held.newest.get((options.due, options.period))
    if newest is None:
        raise Refused(f"{options.due} 在 {options.period} 没有填报")
    if options.act == "sign":
        sign(ledger, actor, newest["report_id"], **told)
        return f"Signed {options.due} for {options.period}, revision {newest['revision']}."
    if newest["state"] != "released":
        raise Refused("这份填报还没有发布，不能更正：请退回，由部门改报")
    filling = replace(filling_of(newest), change_reason=options.reason)
    if options.value is not None:
        filling = replace(filling, value=options.value, unit="", figure_state="given")
    if options.progress is not None:
        filling = replace(filling, progress=options.progress)
    place = Place(options.due, options.period, newest["department_id"], row["district_id"])
    earlier, later = held.around(options.due, newest["ends_on"])
    asked = doubt(due_item(row), filling, earlier[-1]["value"] if earlier else None, later)
    if asked and not options.sure:
        raise Refused(f"{asked}；无误请加 --sure")
    told["confirmed"] = confirmed(asked, sure=True)
    submit(ledger, actor, place, due_item(row), filling, today=today(), **told)
    return f"Corrected {options.due} for {options.period}: {filling.value or 'no figure'}; it waits to be checked."
