"""The files of one document in the user's folder: its original, its text, its candidates, and every decision on them.

Text is allowed here and nowhere else; the folder is never in git. Files are written whole or, for decisions, appended
line by line with fsync, so that what was acknowledged is there after any crash.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytargets.errors import DocumentUnreadable
from policytargets.intake.documents import read
from policytargets.intake.model import Document

with contextlib.suppress(ImportError):  # Windows has no such locks; there one reviewer works at a time
    import fcntl

READER = "policytargets-reader@1"
EXTRACTOR = "rules@1"


@dataclass(frozen=True)
class Workspace:
    """The folder of one document."""

    folder: Path

    @property
    def about(self) -> dict[str, Any]:
        """What was entered about the document when it was imported (document.json)."""
        return dict(json.loads((self.folder / "document.json").read_text(encoding="utf-8")))

    @property
    def original(self) -> Path:
        return next(path for path in sorted(self.folder.iterdir()) if path.stem == "original")

    @property
    def text(self) -> str:
        return (self.folder / "text.txt").read_bytes().decode("utf-8")

    def candidates(self) -> list[dict[str, Any]]:
        """What was proposed and what reviewers added, in the order of the text; never edited."""
        lines = (self.folder / "candidates.jsonl").read_text(encoding="utf-8").splitlines()
        added = self.folder / "added.jsonl"
        lines += added.read_text(encoding="utf-8").splitlines() if added.is_file() else []
        found = {candidate["candidate_id"]: candidate for candidate in map(json.loads, lines)}
        return sorted(found.values(), key=lambda candidate: (candidate["start"], candidate["kind"] != "task"))

    def decisions(self) -> list[dict[str, Any]]:
        """Every decision in the order in which it was taken; a last line that a crash cut in half does not count."""
        file = self.folder / "decisions.jsonl"
        lines = file.read_bytes().split(b"\n") if file.is_file() else []
        return [json.loads(line) for line in lines[:-1] if line]


def text_sha256(document: Document) -> str:
    """The checksum of a document's text without white space: the same for the TXT, the PDF and the DOCX of one plan."""
    squeezed = "".join(document.text.split())
    return hashlib.sha256(squeezed.encode("utf-8")).hexdigest()


def workspaces(folder: Path) -> Iterator[Workspace]:
    """The documents that were imported into the user's folder, by their ids."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (path / "document.json").is_file():
            yield Workspace(path)


def create_workspace(folder: Path, original: Path, about: dict[str, Any]) -> tuple[Workspace, Document]:
    """Take a document in: its original, its text and what was entered about it, all or nothing.

    Raises DocumentUnreadable with a sentence where it can't be read or is there already.
    """
    document = read(original)
    data = original.read_bytes()
    own_text = text_sha256(document)
    for other in workspaces(folder):
        if other.folder.name == about["document_id"] or other.about["text_sha256"] == own_text:
            raise DocumentUnreadable(f"这份文件已经收录（{other.about['title']}）。请继续审核，或先删去那一份。")
    partial = folder / f".{about['document_id']}.partial"
    partial.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = {
        **about,
        "original_name": original.name,
        "original_sha256": hashlib.sha256(data).hexdigest(),
        "text_sha256": own_text,
        "format": document.format,
        "reader": READER,
        "notes": list(document.notes),
    }
    _write(partial / f"original{original.suffix.lower()}", data)
    _write(partial / "text.txt", document.text.encode("utf-8"))
    _write(partial / "document.json", json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))
    partial.rename(folder / str(about["document_id"]))
    return Workspace(folder / str(about["document_id"])), document


def write_candidates(workspace: Workspace, candidates: Iterable[dict[str, Any]]) -> None:
    """Put the candidates of a new reading in the place of the old ones; decisions stay, as they go by content."""
    lines = "".join(json.dumps(candidate, ensure_ascii=False) + "\n" for candidate in candidates)
    partial = workspace.folder / ".candidates.partial"
    _write(partial, lines.encode("utf-8"))
    partial.rename(workspace.folder / "candidates.jsonl")


def append_decision(workspace: Workspace, decision: dict[str, Any]) -> None:
    """Write one decision and return when it is on the disk; half a line that a crash left is cut off first."""
    _append(workspace.folder / "decisions.jsonl", decision)


def append_candidate(workspace: Workspace, candidate: dict[str, Any]) -> None:
    """Put a candidate that a reviewer found beside those that were proposed."""
    _append(workspace.folder / "added.jsonl", candidate)


def _append(file: Path, told: dict[str, Any]) -> None:
    line = json.dumps(told, ensure_ascii=False).encode("utf-8") + b"\n"
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        written = os.read(descriptor, os.fstat(descriptor).st_size)
        whole = written.rfind(b"\n") + 1
        os.ftruncate(descriptor, whole)
        os.lseek(descriptor, whole, os.SEEK_SET)
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
    """Hold the document's decisions alone, so that two reviewers' decisions come one after the other."""
    descriptor = os.open(workspace.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.name == "posix":
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
