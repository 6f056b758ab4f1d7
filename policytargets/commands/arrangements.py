"""`python -m policytargets ledger propose|approve|return|assign …`: courses, baselines and who reports, by command."""

import argparse
from collections.abc import Callable
from typing import Any, get_args

from policytargets.commands.acting import acting, add_person
from policytargets.errors import Refused
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.model import Pacing
from policytargets.ledger.proposals import CourseForm, Owner, Point, assign, decide_course, propose_course
from policytargets.record.building import open_record
from policytargets.record.database import Database
from policytargets.store.engine import Ledger

FORM = ("baseline", "baseline_on", "baseline_source", "figure_source", "reason")


def add_commands(commands: Any) -> None:
    """The commands with their arguments, beside those of `commands.ledger`."""
    for name, (_, help_text) in ACTS.items():
        command = commands.add_parser(name, help=help_text)
        command.add_argument("due", metavar="due_id")
        add_person(command)
        if name == "propose":
            command.add_argument(
                "--pacing", choices=get_args(Pacing), help="how it is paced; as by default if left out"
            )
            for field in FORM:
                command.add_argument(f"--{field.replace('_', '-')}", default="", required=field == "reason")
            command.add_argument("--planned", action="append", default=[], metavar="2023-09-30=840")
            command.add_argument("--node", action="append", default=[], metavar="2023-06-30=WHAT")
        elif name == "assign":
            command.add_argument("department", metavar="department_id")
        else:
            command.add_argument("--reason", default="", required=name == "return")


def run(ledger: Ledger, options: argparse.Namespace) -> str:
    """Carry out one of the commands; returns what was done. Raises what it raises."""
    return ACTS[options.act][0](ledger, options, *due_row(options))


def due_row(options: argparse.Namespace) -> tuple[dict[Any, Any], Database]:
    """The row of the due item that a command names, with the record. Raises Refused where there is none."""
    database = open_record(options.data)
    found = database.query("ledger/due_items").query("due_id == @options.due").to_dict("records")
    if not found:
        raise Refused(f"数据中没有应报项 {options.due}")
    return found[0], database


def _propose(ledger: Ledger, options: argparse.Namespace, row: dict[Any, Any], database: Database) -> str:
    item = due_item(row)
    points = [Point(*_parted(text)) for text in options.planned]
    points += [Point(_parted(text)[0], node_text=_parted(text)[1]) for text in options.node]
    texts = {field: getattr(options, field) for field in FORM}
    form = CourseForm(options.pacing or item.pacing, **texts, points=tuple(points))
    propose_course(
        ledger, acting(ledger, options), owner(ledger, row), item, form, record_version=database.version,
        channel="command",
    )  # fmt: skip
    return f"Proposed a course for {options.due}."


def _decide(ledger: Ledger, options: argparse.Namespace, row: dict[Any, Any], database: Database) -> str:
    own = [course for course in feed(ledger).arrangements.courses if course["due_id"] == options.due]
    if not own:
        raise Refused(f"{options.due} 没有提出过进度安排")
    kind = {"approve": "approved", "return": "returned"}[options.act]
    decide_course(
        ledger, acting(ledger, options), owner(ledger, row), own[-1]["course_id"], kind,
        record_version=database.version, reason=options.reason, channel="command",
    )  # fmt: skip
    return f"The course of {options.due}, version {own[-1]['version']}, is {kind}."


def _assign(ledger: Ledger, options: argparse.Namespace, row: dict[Any, Any], database: Database) -> str:
    known = set(database.query("ledger/departments", district=row["district_id"])["department_id"])
    if options.department not in known:
        raise Refused(f"{row['district']} 没有部门 {options.department}")
    assign(
        ledger, acting(ledger, options), owner(ledger, row), options.department, record_version=database.version,
        channel="command",
    )  # fmt: skip
    return f"{options.due} is reported by {options.department}."


def owner(ledger: Ledger, row: dict[Any, Any]) -> Owner:
    """The item of such a row with who reports it now."""
    return Owner(row["due_id"], feed(ledger).arrangements.reporter(row), row["district_id"])


def _parted(text: str) -> tuple[str, str]:
    """`2023-09-30=840` → its day and what is planned for it."""
    day, _, rest = text.partition("=")
    return day, rest


Act = Callable[[Ledger, argparse.Namespace, dict[Any, Any], Database], str]
ACTS: dict[str, tuple[Act, str]] = {
    "propose": (_propose, "propose how a due item is paced, with its baseline and its source"),
    "approve": (_decide, "approve the newest proposal; nobody approves their own"),
    "return": (_decide, "return the newest proposal with a reason"),
    "assign": (_assign, "say which department reports a due item"),
}
