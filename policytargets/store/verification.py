"""Proof that a ledger holds what was recorded: the chain of hashes, every row against its entry, every file."""

import json
from collections import Counter
from hashlib import sha256

from sqlalchemy import Connection, select

from policytargets.store.engine import BLOBS, ENTRIES, METADATA, Ledger, reading
from policytargets.store.entries import FIRST, canonical, hash_of


def verify(ledger: Ledger) -> tuple[list[str], int, str]:
    """The defects found (none if all is well), the number of entries and the last hash. Raises LedgerClosed."""
    with reading(ledger) as connection:
        problems, rows, count, last = _chain(connection)
        problems += _rows(connection, rows) + _files(connection, rows)
        return problems, count, last


def _chain(connection: Connection) -> tuple[list[str], Counter[str], int, str]:
    """Defects of the chain; and what the entries say they brought: one line for each row and file."""
    problems, brought, previous, number = [], Counter[str](), FIRST, 0
    for row in connection.execute(select(ENTRIES).order_by(ENTRIES.c.entry_id)).mappings():
        number += 1
        entry = dict(row)
        if entry["entry_id"] != number:
            problems.append(f"entry {number} is missing: {entry['entry_id']} follows {number - 1}")
            number = entry["entry_id"]
        if entry["previous_hash"] != previous:
            problems.append(f"entry {number} does not follow the one before it")
        if entry["hash"] != hash_of(entry):
            problems.append(f"entry {number} was changed after it was recorded")
        previous = entry["hash"]
        body = json.loads(entry["body"])
        brought.update(_line(name, {**own, "entry_id": number}) for name, rows in body["rows"].items() for own in rows)
        brought.update(f"file {name}" for name in body["files"])
    return problems, brought, number, previous


def _rows(connection: Connection, brought: Counter[str]) -> list[str]:
    """Rows that no entry brought, and rows that an entry brought and are gone or changed."""
    found: Counter[str] = Counter()
    for table in METADATA.sorted_tables:
        if table.info.get("append_only") and table is not BLOBS:
            found.update(_line(table.name, dict(row)) for row in connection.execute(select(table)).mappings())
    wanted = Counter({line: count for line, count in brought.items() if not line.startswith("file ")})
    gone = [f"gone or changed since: {line}" for line in wanted - found]
    return gone + [f"brought by no entry: {line}" for line in found - wanted]


def _files(connection: Connection, brought: Counter[str]) -> list[str]:
    problems, present = [], set()
    for row in connection.execute(select(BLOBS.c.sha256, BLOBS.c.bytes)):
        present.add(f"file {row.sha256}")
        if sha256(row.bytes).hexdigest() != row.sha256:
            problems.append(f"file {row.sha256} was changed")
    wanted = {line for line in brought if line.startswith("file ")}
    return problems + [f"{line} is missing" for line in sorted(wanted - present)]


def _line(table: str, row: dict[str, object]) -> str:
    present = {name: value for name, value in row.items() if value is not None}
    return f"{table} {canonical(present)}"
