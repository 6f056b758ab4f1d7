"""`python -m policytargets ledger extend|answer|override …`: extensions, and lights beside the computed ones."""

import argparse
from dataclasses import fields
from typing import Any

from policytargets.commands.acting import acting, add_person
from policytargets.commands.arrangements import due_row, owner
from policytargets.errors import Refused
from policytargets.ledger.dues import due_item
from policytargets.ledger.extensions import ExtensionForm, ask_extension, decide_extension, override_light
from policytargets.ledger.feed import feed
from policytargets.settings import today
from policytargets.store.engine import Ledger
from policytargets.wording.lights import LIGHT_WORD

ACTS = {
    "extend": "ask for a later end of a due item",
    "answer": "grant, refuse or withdraw the newest request for a later end",
    "override": "set another light beside the computed one for a period, or lift what was set",
}
FORM = [field.name for field in fields(ExtensionForm)]


def add_commands(commands: Any) -> None:
    """The commands with their arguments, beside those of `commands.ledger`."""
    made = {name: commands.add_parser(name, help=help_text) for name, help_text in ACTS.items()}
    for command in made.values():
        command.add_argument("due", metavar="due_id")
        add_person(command)
    for name in FORM:
        made["extend"].add_argument(f"--{name.replace('_', '-')}", required=name != "measures", default="")
    made["answer"].add_argument("kind", choices=("granted", "refused", "withdrawn"))
    made["answer"].add_argument(
        "--until", default="", metavar="DAY", help="until when it is granted; as asked if left out"
    )
    made["override"].add_argument("period", metavar="period_id", help="as qingzhou-month-2023-09-30")
    made["override"].add_argument("light", choices=(*LIGHT_WORD, "lifted"))
    for name in ("answer", "override"):
        made[name].add_argument("--reason", default="", required=name == "override")


def run(ledger: Ledger, options: argparse.Namespace) -> str:
    """Carry out one of the commands; returns what was done. Raises what it raises."""
    row, database = due_row(options)
    mine, actor = owner(ledger, row), acting(ledger, options)
    told: dict[str, Any] = {"record_version": database.version, "channel": "command"}
    if options.act == "override":
        override_light(ledger, actor, mine, options.period, options.light, options.reason, **told)
        return f"The light of {options.due} for {options.period}: {options.light}."
    if options.act == "extend":
        form = ExtensionForm(**{name: getattr(options, name) for name in FORM})
        ask_extension(ledger, actor, mine, due_item(row), form, today=today(), **told)
        return f"Asked for {options.due} until {options.to_due_on}."
    own = [asked for asked in feed(ledger).arrangements.extensions if asked["due_id"] == options.due]
    if not own:
        raise Refused(f"{options.due} 没有申请过延期")
    until = (options.until or own[-1]["to_due_on"]) if options.kind == "granted" else ""
    decide_extension(
        ledger, actor, mine, own[-1]["extension_id"], options.kind, reason=options.reason, granted_to=until, **told
    )
    return f"The extension of {options.due} is {options.kind}{f' until {until}' if until else ''}."
