"""Copies of a ledger: backups that are proved by opening them, and an exchange format that no engine owns."""

import json
import os
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from policytargets.errors import LedgerClosed
from policytargets.store import postgresql
from policytargets.store.engine import BLOBS, ENTRIES, META, METADATA, Ledger, clock, connect, reading, writing
from policytargets.store.entries import canonical, insert_entry, last_entry
from policytargets.store.upgrading import create
from policytargets.store.verification import verify

FORMAT, STAMP = "policytargets-ledger-1", "%Y%m%dT%H%M%S"


def back_up(ledger: Ledger, folder: Path) -> Path:
    """A copy in a new file of the folder, proved with its sha256 beside it. Raises LedgerClosed if unsound."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = "ledger-" + clock()[:19].replace(":", "").replace("-", "")
    file = folder / (f"{stem}.sqlite" if ledger.file else f"{stem}.dump")
    partial = file.with_name(file.name + ".partial")
    with reading(ledger):  # says why if there is nothing to copy
        pass
    try:
        _copy(ledger, partial)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    os.chmod(partial, 0o600)
    digest = sha256(partial.read_bytes()).hexdigest()
    file.with_name(file.name + ".sha256").write_text(f"{digest}  {file.name}\n", encoding="utf-8")
    return partial.rename(file)


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup of a folder was made; a file counts once it was proved: then its sha256 stands beside it.
    None where there is none."""
    names = [file.name for file in folder.glob("ledger-*") if file.with_name(file.name + ".sha256").is_file()]
    stamps = [name.removeprefix("ledger-").partition(".")[0] for name in names]
    return max((datetime.strptime(f"{stamp}+0000", STAMP + "%z") for stamp in stamps if len(stamp) == 15), default=None)


def _copy(ledger: Ledger, partial: Path) -> None:
    """Write the copy and prove it by opening it."""
    if ledger.file:
        with closing(sqlite3.connect(ledger.file)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
        _prove(connect(f"sqlite:///{partial}"), partial)
    else:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        postgresql.dump(ledger, partial)
        with postgresql.beside(ledger) as copy:
            postgresql.load(copy, partial)
            _prove(copy, partial)


def restore(backup: Path, ledger: Ledger) -> None:
    """Put a backup where no ledger is. Raises LedgerClosed where one is, or for a backup that has changed."""
    beside = backup.with_name(backup.name + ".sha256")
    if not beside.is_file() or beside.read_text(encoding="utf-8").split()[0] != sha256(backup.read_bytes()).hexdigest():
        raise LedgerClosed(f"{backup} 与它的 sha256 文件不一致，未恢复")
    if (backup.suffix == ".dump") != (ledger.file is None):
        raise LedgerClosed("备份只能恢复到同一种数据库；请先恢复，再用 ledger export 和 import 转到另一种")
    if ledger.file is None:
        postgresql.load(ledger, backup)
        _prove(ledger, backup)
        return
    if ledger.file.exists():
        raise LedgerClosed(f"{ledger.file} 已经存在，未恢复")
    partial = ledger.file.with_name(ledger.file.name + ".partial")
    partial.write_bytes(backup.read_bytes())
    os.chmod(partial, 0o600)
    _prove(connect(f"sqlite:///{partial}"), partial)
    partial.rename(ledger.file)


def write_lines(ledger: Ledger, file: Path) -> int:
    """Everything recorded, and the drafts, as JSON Lines; no passwords and no sessions. Returns how many entries."""
    with reading(ledger) as connection, file.open("x", encoding="utf-8", newline="\n") as out:
        newest, last = last_entry(connection)
        facts = {row.key: row.value for row in connection.execute(select(META))}
        out.write(canonical({"format": FORMAT, "meta": facts, "entries": newest, "hash": last}) + "\n")
        for entry in connection.execute(
            select(ENTRIES).where(ENTRIES.c.entry_id <= newest).order_by(ENTRIES.c.entry_id)
        ):
            own = connection.execute(select(BLOBS).where(BLOBS.c.entry_id == entry.entry_id))
            files = {row.sha256: b64encode(row.bytes).decode() for row in own}
            out.write(canonical({"entry": dict(entry._mapping), "files": files}) + "\n")
        for draft in connection.execute(select(METADATA.tables["drafts"])).mappings():
            out.write(canonical({"draft": dict(draft)}) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return newest


def read_lines(file: Path, ledger: Ledger) -> int:
    """Fill a ledger that is made for it from what `write_lines` wrote. Raises LedgerClosed for anything else."""
    lines = _lines(file)
    head = next(lines, {})
    if head.get("format") != FORMAT:
        raise LedgerClosed(f"{file} 不是台账的导出文件")
    create(ledger, head["meta"]["kind"], head["meta"]["ledger_uuid"])
    try:
        _fill(ledger, file, head, lines)
    except BaseException:
        ledger.writes.dispose()
        if ledger.file:
            ledger.file.unlink()
        raise
    return int(head["entries"])


def _fill(ledger: Ledger, file: Path, head: dict[str, Any], lines: Iterator[dict[str, Any]]) -> None:
    with writing(ledger) as connection:
        for line in lines:
            if "entry" in line:
                insert_entry(connection, line["entry"], {key: b64decode(v) for key, v in line["files"].items()})
            else:
                connection.execute(insert(METADATA.tables["drafts"]), [line["draft"]])
        if last_entry(connection) != (head["entries"], head["hash"]):
            raise LedgerClosed(f"{file} 不完整：应有 {head['entries']} 条，未导入")
    _prove(ledger, file)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as text:
        for number, line in enumerate(text, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise LedgerClosed(f"{file} 第 {number} 行读不懂，未导入") from error


def _prove(ledger: Ledger, file: Path) -> None:
    if ledger.file:
        with closing(sqlite3.connect(ledger.file)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise LedgerClosed(f"{file} 已损坏")
    problems, _, _ = verify(ledger)
    ledger.reads.dispose()
    ledger.writes.dispose()
    if problems:
        raise LedgerClosed(f"{file} 不可信：{problems[0]}（共 {len(problems)} 处）")
