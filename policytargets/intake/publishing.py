"""Writing a reviewed document into the curated tables: the difference first, then all or nothing."""

import ctypes
import os
import re
import shutil
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from policytargets.errors import Problem, Refused, TablesInvalid
from policytargets.intake.accounting import Account, account_of
from policytargets.intake.alignment import GONE, aligned
from policytargets.intake.desk import Desk, Row, desk_of
from policytargets.intake.publishing_rows import draft_of
from policytargets.intake.refusing import OF_ONE_ROW, OF_SEVERAL
from policytargets.intake.unused import drop_unused
from policytargets.intake.workspace import Workspace
from policytargets.intake.written import drop_reading, keep_tables
from policytargets.record.building import check_rows, open_record
from policytargets.record.curated import TABLE, TABLES
from policytargets.record.rows import sort_key
from policytargets.record.tables import Records, read_tables, write_table

# The tables whose rows of a document are taken out before its new ones are put in.
BY_DOCUMENT = ("documents", "tasks")
BY_TASK = ("responsibilities", "excluded_figures", "excluded_words", "targets")
EXCHANGE = 2  # RENAME_EXCHANGE of Linux: two folders change places in one step
HERE = -100  # AT_FDCWD: paths are meant as they are written


@dataclass(frozen=True)
class Change:
    """What becomes of one row: added, removed or changed, with the cells that differ (column, old, new)."""

    table: str
    key: tuple[str, ...]
    what: str
    cells: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Plan:
    """What writing would do: the whole record as it would be, the changes row by row, and what is still wanting,
    with the tasks that nobody has decided on yet; and what becomes of the figures that are no targets. `told` is what
    changes of a version before whatever its tasks are numbered, `moved` under which numbers its tasks go on."""

    records: Records
    account: Account
    changes: list[Change] = field(default_factory=list)
    wanting: list[str] = field(default_factory=list)
    awaited: list[Row] = field(default_factory=list)
    told: list[Change] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def foreseen(self) -> Records:
        """The record as it would be, with the tasks that are still to be decided on."""
        return {**self.records, "tasks": [*self.records["tasks"], *self.awaited]}


def plan(workspace: Workspace, data: Path) -> Plan:
    """What writing this document would do to the tables in `data`; nothing is written."""
    before = read_tables(data)
    desk = desk_of(workspace, before)
    draft = draft_of(desk)
    after = _merged(before, draft.rows, desk)
    same, goes_on = aligned(before, after, desk.document_id)
    moved = {was: now for was, now in goes_on.items() if was != now and not now.endswith(GONE)}
    made = changes(before, after)
    told = changes(same, after) if goes_on else made
    return Plan(after, account_of(desk, draft), made, draft.wanting, draft.awaited, told, moved)


def _merged(before: Records, rows: dict[str, list[Row]], desk: Desk) -> Records:
    """The record with this document's rows in the place of its old ones, and without what its review made that nobody
    uses any more."""
    document_id, prefix = desk.document_id, f"{desk.document_id}/"
    after: Records = {}
    for table in TABLES:
        kept = before[table.name]
        if table.name in BY_DOCUMENT:
            kept = [row for row in kept if row["document_id"] != document_id]
        elif table.name in BY_TASK:
            kept = [row for row in kept if not row["task_id"].startswith(prefix)]
        elif table.name == "reviews":
            kept = [row for row in kept if not row["target_id"].startswith(prefix)]
        after[table.name] = [*kept, *rows.get(table.name, [])]
    drop_unused(after, desk)
    return after


def changes(before: Records, after: Records) -> list[Change]:
    """The difference of two records, table by table and key by key."""
    found = []
    for table in TABLES:
        old = {tuple(row[name] for name in table.key): row for row in before[table.name]}
        new = {tuple(row[name] for name in table.key): row for row in after[table.name]}
        for key in sorted({*old, *new}, key=_natural):
            if key not in new:
                cells = tuple((name, value, "") for name, value in old[key].items() if value)
                found.append(Change(table.name, key, "removed", cells))
            elif key not in old:
                cells = tuple((name, "", value) for name, value in new[key].items() if value)
                found.append(Change(table.name, key, "added", cells))
            elif old[key] != new[key]:
                cells = tuple((n, old[key][n], new[key][n]) for n in table.header if old[key][n] != new[key][n])
                found.append(Change(table.name, key, "changed", cells))
    return found


def _natural(key: tuple[str, ...]) -> list[list[str | int]]:
    """Keys in the order of the numbers in them: task 2 before task 10."""
    return [[int(part) if at % 2 else part for at, part in enumerate(re.split("([0-9]+)", own))] for own in key]


def faults(made: Plan, data: Path) -> list[Problem]:
    """What the record would refuse of this, found before anything is written: every problem of the tables as they would
    be; of a review that goes on, what is wrong with the rows that were passed, whatever becomes of the others."""
    if not made.wanting:
        with TemporaryDirectory() as place:
            try:
                _proved(made, data, Path(place) / "data")
            except TablesInvalid as error:
                return error.problems
        return []
    ordered = {t.name: sorted(made.foreseen[t.name], key=partial(sort_key, t)) for t in TABLES}
    found = check_rows(ordered, (*OF_ONE_ROW, *OF_SEVERAL))
    return [replace(problem, line=problem.line + 1) for problem in found]  # as in the files, below the head


def _proved(made: Plan, data: Path, beside: Path) -> None:
    """Write the tables as they would be into a folder beside. Raises TablesInvalid with every problem of theirs."""
    shutil.copytree(data, beside)
    for name in sorted({change.table for change in made.changes}):
        write_table(beside / TABLE[name].file, TABLE[name], made.records[name])
    open_record(beside).close()


def publish(workspace: Workspace, data: Path) -> list[Change]:
    """Write the document into `data` and return what changed; nothing where it is written already.

    The new tables are written beside the old ones and pass every check before the two folders change places, so that
    a crash at any point leaves the old record or the new one; the old one is kept with the document. Raises Refused
    for what is still open, TablesInvalid with every problem of the new tables.
    """
    recover(data)
    made = plan(workspace, data)
    if made.wanting:
        raise Refused("还不能写入：" + "".join(made.wanting[:10]))
    if not made.changes:
        drop_reading(workspace)
        return []
    beside = data.with_name(f".{data.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        _proved(made, data, beside)
        _flushed(beside)
        keep_tables(workspace, data)
        _exchange(data, beside)
        drop_reading(workspace)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return made.changes


def recover(data: Path) -> None:
    """Put the old folder back where a crash came between the two renames of a system that can't exchange folders."""
    aside = data.with_name(f".{data.name}.old")
    if aside.is_dir() and not data.exists():
        aside.rename(data)
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(data: Path, beside: Path) -> None:
    """Let the new folder take the old one's place, in one step where the system can."""
    if os.name == "posix":
        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "renameat2"):
            done = library.renameat2(HERE, os.fsencode(beside), HERE, os.fsencode(data), EXCHANGE)
            if done == 0:
                return
    aside = data.with_name(f".{data.name}.old")
    data.rename(aside)
    beside.rename(data)
    shutil.rmtree(aside)


def _flushed(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
