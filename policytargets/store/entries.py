"""The journal: every command is one entry in a chain of hashes, with its rows, or it did not happen."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Connection, func, insert, select

from policytargets.errors import LedgerClosed, NotSaved
from policytargets.store.engine import BLOBS, ENTRIES, METADATA, Ledger, clock, reading, writing

FIRST = "0" * 64  # what stands before the first entry
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Command:
    """What a person asked for. `command_id` is the same for a repeated click or a retry; `files` go into `blobs`.
    `about` names what it concerns where no row of it does. `recorded_at` is for invented ledgers alone; else the clock
    says it."""

    command_id: str
    kind: str
    person_id: str
    record_version: str
    acting_for: str | None = None
    channel: str = "page"
    files: tuple[bytes, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    recorded_at: str = ""


@dataclass(frozen=True)
class Receipt:
    """The entry of a command; `repeated` if it had been recorded before."""

    entry_id: int
    hash: str
    repeated: bool = False


def same_id(*parts: object) -> str:
    """One id for the same parts, always: what is asked for twice is one command."""
    return str(uuid5(NAMESPACE_OID, canonical([str(part) for part in parts])))


def append(ledger: Ledger, command: Command, rows: Callable[[Connection], Rows]) -> Receipt:
    """Record a command: its entry and its rows in one transaction; returns after the commit, never before.

    `rows` is asked inside the transaction, so what it looks up can't change before the commit; it raises Refused to
    record nothing. A command recorded before is not recorded again. Raises what `store.engine.writing` raises; where
    the connection broke after the commit, the command is found and nothing is raised.
    """
    try:
        return _append(ledger, command, rows)
    except NotSaved:
        if receipt := _after_all(ledger, command):
            return receipt
        raise


def _after_all(ledger: Ledger, command: Command) -> Receipt | None:
    """The receipt of a command that was committed before its answer was lost. Raises NotSaved where nobody can tell."""
    try:
        with reading(ledger) as connection:
            return _known(connection, command)
    except LedgerClosed as closed:
        if ledger.file:
            return None
        raise NotSaved(
            "未能确认是否保存：台账数据库连接不上，请稍后刷新页面查看；同一内容再提交一次也只记一次"
        ) from closed


def _append(ledger: Ledger, command: Command, rows: Callable[[Connection], Rows]) -> Receipt:
    with writing(ledger) as connection:
        timed = replace(command, recorded_at=command.recorded_at or ledger.now())
        return _known(connection, command) or record(connection, timed, rows(connection))


def _known(connection: Connection, command: Command) -> Receipt | None:
    """The receipt of a command that was recorded before."""
    own = select(ENTRIES.c.entry_id, ENTRIES.c.hash).where(ENTRIES.c.command_id == command.command_id)
    known = connection.execute(own).first()
    return Receipt(known.entry_id, known.hash, repeated=True) if known else None


def record(connection: Connection, command: Command, rows: Rows) -> Receipt:
    """Add an entry with its rows; the caller holds the lock."""
    entry_id, previous = last_entry(connection)
    names = [sha256(file).hexdigest() for file in command.files]
    body = {"rows": {name: list(own) for name, own in rows.items() if own}, "files": names}
    if command.about:
        body["about"] = dict(command.about)
    entry: dict[str, Any] = {
        "entry_id": entry_id + 1,
        "recorded_at": command.recorded_at or clock(),
        "command_id": command.command_id,
        "person_id": command.person_id,
        "acting_for": command.acting_for,
        "channel": command.channel,
        "kind": command.kind,
        "body": canonical(body),
        "record_version": command.record_version,
        "previous_hash": previous,
    }
    entry["hash"] = hash_of(entry)
    insert_entry(connection, entry, dict(zip(names, command.files, strict=True)))
    return Receipt(entry["entry_id"], entry["hash"])


def insert_entry(connection: Connection, entry: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Write an entry, the rows of its body and the files it is the first to bring."""
    connection.execute(insert(ENTRIES), [entry])
    for name, file in files.items():
        if not connection.execute(select(func.count()).where(BLOBS.c.sha256 == name)).scalar():
            connection.execute(insert(BLOBS), [{"sha256": name, "bytes": file, "entry_id": entry["entry_id"]}])
    rows = json.loads(entry["body"])["rows"]
    for table in METADATA.sorted_tables:  # those that are referred to come first
        if own := rows.get(table.name):
            connection.execute(insert(table), [{**row, "entry_id": entry["entry_id"]} for row in own])


def last_entry(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest entry."""
    newest = select(ENTRIES.c.entry_id, ENTRIES.c.hash).order_by(ENTRIES.c.entry_id.desc()).limit(1)
    found = connection.execute(newest).first()
    return (found.entry_id, found.hash) if found else (0, FIRST)


def hash_of(entry: Mapping[str, Any]) -> str:
    """The hash of an entry: over the one before it and all its own fields."""
    fields = {name: value for name, value in entry.items() if name not in ("hash", "previous_hash")}
    return sha256((entry["previous_hash"] + canonical(fields)).encode()).hexdigest()


def canonical(value: object) -> str:
    """JSON in one spelling. Raises TypeError for what JSON does not know, floats that are no numbers included."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
