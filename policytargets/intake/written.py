"""That a document was written into the tables: when, what, from which review, and what is kept of it: the tables as
they were before, and, while a new reading waits to be written, the reading that was written."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from policytargets.intake.durable import write_whole
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import Records

READING_WRITTEN = "reading-written"
REVIEWED = ("document.json", "candidates.jsonl", "added.jsonl", "decisions.jsonl")


@dataclass(frozen=True)
class Writing:
    """The last writing of a document; `state` names the review that it was made of."""

    at: str
    rows: int
    words: str
    state: str


def tables_before(workspace: Workspace) -> Path:
    """Where the tables are kept as they were before the last writing of the document."""
    return workspace.folder / "tables-before"


def keep_tables(workspace: Workspace, data: Path) -> None:
    """Keep a copy of the tables as they are, in the place of the one before."""
    kept = tables_before(workspace)
    partial = kept.with_name(f".{kept.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(data, partial)
    shutil.rmtree(kept, ignore_errors=True)
    partial.rename(kept)


def keep_reading(workspace: Workspace) -> None:
    """Keep original and text as they were written into the tables, before a new reading takes their place: until that
    is written too, the rows of the tables stand in this one. Nothing where the document was never written."""
    kept = workspace.folder / READING_WRITTEN
    if kept.is_dir() or not tables_before(workspace).is_dir():
        return
    partial = kept.with_name(f".{kept.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    for name in (workspace.original.name, "text.txt", "layout.json.gz", "document.json"):
        shutil.copy2(workspace.folder / name, partial / name)
    partial.rename(kept)


def drop_reading(workspace: Workspace) -> None:
    """The tables hold the present reading: what was kept of the one before goes, in one step for those who read it."""
    kept = workspace.folder / READING_WRITTEN
    partial = kept.with_name(f".{kept.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    if kept.is_dir():
        kept.rename(partial)
        shutil.rmtree(partial, ignore_errors=True)


def remember(workspace: Workspace, rows: int, words: str) -> None:
    """Keep that the review as it stands has been written: so many rows, in words what they are."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _keep(workspace, Writing(now, rows, words, state_of(workspace)))


def confirm(workspace: Workspace) -> None:
    """Keep that the tables hold what the review as it stands amounts to, though it has changed since the writing."""
    drop_reading(workspace)
    before = _last(workspace)
    if before and before.state != state_of(workspace):
        _keep(workspace, Writing(before.at, before.rows, before.words, state_of(workspace)))


def written(workspace: Workspace, records: Records) -> Writing | None:
    """The last writing where nothing of the review has changed since and the tables have the document; else none."""
    last = _last(workspace)
    there = any(row["document_id"] == workspace.about["document_id"] for row in records["documents"])
    return last if last and there and last.state == state_of(workspace) else None


def _keep(workspace: Workspace, writing: Writing) -> None:
    partial = workspace.folder / ".written.json.partial"
    write_whole(partial, json.dumps(asdict(writing), ensure_ascii=False).encode("utf-8"))
    partial.rename(workspace.folder / "written.json")


def _last(workspace: Workspace) -> Writing | None:
    file = workspace.folder / "written.json"
    return Writing(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def state_of(workspace: Workspace) -> str:
    """Another word whenever anything of the review is another."""
    digest = hashlib.sha256()
    for name in REVIEWED:
        file = workspace.folder / name
        digest.update(name.encode() + b"\0" + (file.read_bytes() if file.is_file() else b""))
    return digest.hexdigest()
