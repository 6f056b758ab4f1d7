"""The command that writes a reviewed document into the tables, as 写入 does: the difference first, all or nothing."""

import argparse
import sys
from collections import Counter

from policytargets.errors import Problem, Refused, TablesInvalid
from policytargets.intake.publishing import Change, Plan, faults, plan, publish
from policytargets.intake.workspace import Workspace
from policytargets.intake.written import confirm, remember
from policytargets.record.curated import TABLE
from policytargets.settings import documents_folder
from policytargets.wording.codes import CHANGE_WORD

SIGN = {"added": "+", "removed": "-", "changed": "~"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", help="the document's id, as its folder in POLICYTARGETS_DOCUMENTS is named")
    parser.add_argument("--dry-run", action="store_true", help="only print what would change")


def run(options: argparse.Namespace) -> int:
    """Print the difference and write it; returns 0 where it is written or was already, 1 where it can't be."""
    folder = documents_folder()
    workspace = Workspace(folder / options.document) if folder else None
    if workspace is None or not (workspace.folder / "document.json").is_file():
        print("There is no such document in POLICYTARGETS_DOCUMENTS.", file=sys.stderr)
        return 1
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        made = plan(workspace, options.data)
        return _refused(made, faults(made, options.data)) or _written(workspace, made, options)
    except (Refused, TablesInvalid, OSError) as error:
        print(f"Nothing is written: {error}", file=sys.stderr)
        return 1


def _refused(made: Plan, problems: list[Problem]) -> int:
    """Say what is open and what the record would refuse; 1 where there is anything."""
    for told in (*made.wanting, *problems):
        print(told, file=sys.stderr)
    if made.wanting or problems:
        print(f"{len(made.wanting)} to be decided, {len(problems)} problems; nothing is written.", file=sys.stderr)
    return int(bool(made.wanting or problems))


def _written(workspace: Workspace, made: Plan, options: argparse.Namespace) -> int:
    """Print the difference row by row, and write it unless it is only to be seen."""
    for change in made.changes:
        cells = "; ".join(f"{name}: {old} → {new}" for name, old, new in change.cells if change.what == "changed")
        print(f"{SIGN[change.what]} {TABLE[change.table].file} {'+'.join(change.key)} {cells}".rstrip())
    if not made.changes:
        if not options.dry_run:
            confirm(workspace)
        print("The tables hold this already.")
    elif options.dry_run:
        print(f"{len(made.changes)} rows would change; nothing is written.")
    else:
        rows = len(publish(workspace, options.data))
        remember(workspace, rows, _in_words(made.changes))
        print(f'{rows} rows changed. git add data && git commit -m "Add {workspace.folder.name}"')
    return 0


def _in_words(changes: list[Change]) -> str:
    """How many rows of which tables, as 审核 says it of what was written: `新增任务 3 行、责任 5 行`."""
    counts = Counter((change.what, TABLE[change.table].meaning.partition("：")[0]) for change in changes)
    told = {
        what: [f"{name} {count} 行" for (own, name), count in counts.items() if own == what] for what in CHANGE_WORD
    }
    return "，".join(CHANGE_WORD[what] + "、".join(said) for what, said in told.items() if said)
