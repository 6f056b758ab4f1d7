"""The files of one document in the user's folder: its original, its text, its candidates, and every decision on them.

Text is allowed here and nowhere else; the folder is never in git. Files are written whole or, for decisions, appended
line by line with fsync, so that what was acknowledged is there after any crash.
"""

import contextlib
import gzip
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from policytargets.errors import DocumentUnreadable
from policytargets.intake.documents import document_told
from policytargets.intake.durable import append_line, write_whole
from policytargets.intake.model import Document, heads_told

with contextlib.suppress(ImportError):  # Windows has no such locks; there one reviewer works at a time
    import fcntl

READER = "policytargets-reader@1"


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
    def document(self) -> Document:
        """The document as it was read last: its text with the place of each character."""
        told = json.loads(gzip.decompress((self.folder / "layout.json.gz").read_bytes()))
        read = document_told({**told, "text": self.text, "notes": self.about["notes"]})
        return replace(read, heads=heads_told(self.about.get("columns", ())))

    @property
    def layout_version(self) -> int:
        """Another number after each reading: when the places of the characters were written."""
        return (self.folder / "layout.json.gz").stat().st_mtime_ns

    @property
    def cut_version(self) -> str:
        """Another word whenever the text is another or other columns of its tables were chosen."""
        about = self.about
        return json.dumps([about["text_sha256"], about.get("columns", [])])

    @property
    def replaced(self) -> bool:
        """Whether the original holds other bytes than those that were read."""
        return _checksum(self.original, _state(self.original)) != str(self.about["original_sha256"])

    @property
    def text(self) -> str:
        return (self.folder / "text.txt").read_bytes().decode("utf-8")

    def candidates(self) -> list[dict[str, Any]]:
        """What was proposed and what reviewers added, in the order of the text; never edited."""
        return list(_candidates(self, *(_state(self.folder / name) for name in ("candidates.jsonl", "added.jsonl"))))

    def added(self) -> list[dict[str, Any]]:
        """What reviewers put beside what was proposed."""
        file = self.folder / "added.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []

    def former_candidates(self) -> list[dict[str, Any]]:
        """Candidates that earlier readings gave and the present one does not."""
        file = self.folder / "former.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []

    def answers(self) -> list[dict[str, Any]]:
        """What a model of the office's own answered on passages, in the order in which it came."""
        file = self.folder / "answers.jsonl"
        lines = file.read_bytes().split(b"\n") if file.is_file() else []
        return [json.loads(line) for line in lines[:-1] if line]

    def decisions(self) -> list[dict[str, Any]]:
        """Every decision in the order in which it was taken; a last line that a crash cut in half does not count."""
        file = self.folder / "decisions.jsonl"
        return list(_decisions(file, _state(file)))


def _state(file: Path) -> tuple[int, int, int]:
    """Other numbers whenever a file is written; a file that takes another's place is another one."""
    if not file.is_file():
        return (0, 0, 0)
    state = file.stat()
    return state.st_ino, state.st_mtime_ns, state.st_size


@lru_cache(maxsize=8)
def _checksum(file: Path, state: tuple[int, int, int]) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# One page of 审核 asks for them nine times.
@lru_cache(maxsize=8)
def _decisions(file: Path, state: tuple[int, int, int]) -> tuple[dict[str, Any], ...]:
    lines = file.read_bytes().split(b"\n") if file.is_file() else []
    return tuple(json.loads(line) for line in lines[:-1] if line)


# And for them seven times.
@lru_cache(maxsize=8)
def _candidates(workspace: Workspace, *states: tuple[int, int, int]) -> tuple[dict[str, Any], ...]:
    lines = (workspace.folder / "candidates.jsonl").read_text(encoding="utf-8").splitlines()
    every = [*map(json.loads, lines), *workspace.added()]
    found = {candidate["candidate_id"]: candidate for candidate in every}
    return tuple(sorted(found.values(), key=lambda candidate: (candidate["start"], candidate["kind"] != "task")))


def text_sha256(document: Document) -> str:
    """The checksum of a document's text without white space: the same for the TXT, the PDF and the DOCX of one plan."""
    squeezed = "".join(document.text.split())
    return hashlib.sha256(squeezed.encode("utf-8")).hexdigest()


def workspaces(folder: Path) -> Iterator[Workspace]:
    """The documents that were imported into the user's folder, by their ids."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (path / "document.json").is_file():
            yield Workspace(path)


def titles_of(listed: Iterable[Workspace]) -> dict[str, str]:
    """The title of each document by its id; the id stands behind a title that is not the only one of its kind."""
    titles = {workspace.folder.name: str(workspace.about["title"]) for workspace in listed}
    counts = Counter(titles.values())
    return {name: title if counts[title] == 1 else f"{title}（{name}）" for name, title in titles.items()}


def create_workspace(folder: Path, original: Path, about: dict[str, Any], document: Document) -> Workspace:
    """Take a document that was read in: its original, its text and what was entered about it, all or nothing.

    Raises DocumentUnreadable with a sentence where it is there already.
    """
    data = original.read_bytes()
    own_text = text_sha256(document)
    for other in workspaces(folder):
        if other.folder.name == about["document_id"] or other.about["text_sha256"] == own_text:
            raise DocumentUnreadable(f"这份文件已经收录（{other.about['title']}）。请继续审核，或先删去那一份。")
    partial = folder / f".{about['document_id']}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700, parents=True)
    write_whole(partial / f"original{original.suffix.lower()}", data)
    _write_reading(partial, {**about, "original_name": original.name}, data, document)
    partial.rename(folder / str(about["document_id"]))
    return Workspace(folder / str(about["document_id"]))


def replace_original(workspace: Workspace, original: Path) -> None:
    """Put a new version of the document in the place of the one before, whose decisions stay."""
    before = workspace.original
    partial = workspace.folder / ".original.partial"
    write_whole(partial, original.read_bytes())
    partial.rename(workspace.folder / f"original{original.suffix.lower()}")
    if before.name != f"original{original.suffix.lower()}":
        before.unlink()


def write_reading(workspace: Workspace, document: Document, entered: Mapping[str, Any]) -> None:
    """Put a new reading of the original in the place of the one before; `entered` is what was said of it and how it
    was read."""
    _write_reading(workspace.folder, {**workspace.about, **entered}, workspace.original.read_bytes(), document)


def _write_reading(folder: Path, about: dict[str, Any], data: bytes, document: Document) -> None:
    """The text, the places of its characters, and what is known of both."""
    places = [place.told if place else None for place in document.places]
    layout = json.dumps({"format": document.format, "places": places, "unread": document.unread}).encode("utf-8")
    read = {
        "original_sha256": hashlib.sha256(data).hexdigest(), "text_sha256": text_sha256(document),
        "format": document.format, "reader": READER, "notes": list(document.notes), "ocr_pages": document.recognised,
    }  # fmt: skip
    for name, content in (
        ("text.txt", document.text.encode("utf-8")),
        ("layout.json.gz", gzip.compress(layout)),
        ("document.json", json.dumps({**about, **read}, ensure_ascii=False, indent=1).encode("utf-8")),
    ):
        write_whole(folder / f".{name}.partial", content)
        (folder / f".{name}.partial").rename(folder / name)


def write_candidates(workspace: Workspace, candidates: Iterable[dict[str, Any]]) -> None:
    """Put the candidates of a new reading in the place of the old ones, which are kept where the new one does not have
    them; decisions stay, as they go by content."""
    candidates = list(candidates)
    there = {candidate["candidate_id"] for candidate in candidates}
    if (workspace.folder / "candidates.jsonl").is_file():
        for candidate in workspace.candidates():
            if candidate["candidate_id"] not in there and candidate["kind"] != "exclusion":
                append_line(workspace.folder / "former.jsonl", candidate)
    lines = "".join(json.dumps(candidate, ensure_ascii=False) + "\n" for candidate in candidates)
    partial = workspace.folder / ".candidates.partial"
    write_whole(partial, lines.encode("utf-8"))
    partial.rename(workspace.folder / "candidates.jsonl")


def write_about(workspace: Workspace, **told_anew: Any) -> None:
    """Keep something about the document beside what is known of it: its warnings (what is odd in the numbering, to be
    looked at before it is written into the tables), the columns that were chosen."""
    told = {**workspace.about, **told_anew}
    partial = workspace.folder / ".document.json.partial"
    write_whole(partial, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))
    partial.rename(workspace.folder / "document.json")


def append_decision(workspace: Workspace, decision: dict[str, Any]) -> None:
    """Write one decision and return when it is on the disk; half a line that a crash left is cut off first."""
    append_line(workspace.folder / "decisions.jsonl", decision)


def append_candidate(workspace: Workspace, candidate: dict[str, Any]) -> None:
    """Put a candidate that a reviewer found beside those that were proposed."""
    append_line(workspace.folder / "added.jsonl", candidate)


def append_answer(workspace: Workspace, answer: dict[str, Any]) -> None:
    """Keep what a model answered on a passage, with the words that it was sent."""
    append_line(workspace.folder / "answers.jsonl", answer)


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
