"""A document arrives: taken into the user's folder, read, and its candidates laid out for review."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from policytargets.errors import DocumentUnreadable
from policytargets.intake.asking import quote_of
from policytargets.intake.candidates import candidates_of, overlap
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Period, Proposal, heads_told
from policytargets.intake.readers.progress import Progress
from policytargets.intake.review import reopen_changed
from policytargets.intake.second_proposer import Quotes, with_quotes
from policytargets.intake.workspace import (
    Workspace,
    create_workspace,
    replace_original,
    write_about,
    write_candidates,
    write_reading,
)
from policytargets.intake.written import keep_reading
from policytargets.record.tables import Records

KEPT: Mapping[str, Any] = {}
Told = Callable[[Progress], None]


def _silent(progress: Progress) -> None:
    """Nobody waits."""


def take_in(
    folder: Path, original: Path, about: dict[str, Any], document: Document | None = None, told: Told = _silent
) -> Workspace:
    """The workspace of a new document with its candidates; `about` is what its user entered (document.json), and
    `document` the reading that was shown, else the file is read here. `told` hears how far the extraction has come.

    Raises DocumentUnreadable where the file can't be read or the document is there already.
    """
    document = document or read(original, **_way(about))
    proposal = _proposed(about, (), document, told)
    workspace = create_workspace(folder, original, about, document)
    _lay_out(workspace, proposal)
    return workspace


def refuse_known(records: Records, original: Path, document_id: str) -> None:
    """Raise DocumentUnreadable where the record holds this document already."""
    own = hashlib.sha256(original.read_bytes()).hexdigest()
    for row in records["documents"]:
        if row["document_id"] == document_id or row["source_sha256"] == own:
            raise DocumentUnreadable(f"数据表里已经收录这份文件（{row['title']}），没有再导入。")


def renew(workspace: Workspace, original: Path, told: Told = _silent, entered: Mapping[str, Any] = KEPT) -> int:
    """Take in another version of a document: only what its words changed is to be judged anew. How many candidates.
    Nothing is replaced before all has been read. `entered` is what its user said of it and how it is to be read, as of
    take_in, of a district that is known nothing but its id; `told` as of read_again."""
    told_of = {name: value for name, value in entered.items() if value or not name.startswith("district_")}
    reading = _read_anew(workspace, original, told, told_of)
    keep_reading(workspace)
    replace_original(workspace, original)
    return _keep(workspace, *reading)


def read_again(workspace: Workspace, told: Told = _silent, way: Mapping[str, str] = KEPT) -> int:
    """Read the original anew and lay out its candidates; decisions hold where the words are the same. How many.

    `told` hears how far it has come (see documents.read); `way` is how it is to be read, else as before.
    """
    reading = _read_anew(workspace, workspace.original, told, way)
    keep_reading(workspace)
    return _keep(workspace, *reading)


def _read_anew(
    workspace: Workspace, original: Path, told: Told, entered: Mapping[str, Any]
) -> tuple[Document, Proposal, dict[str, Any]]:
    """What a file says as a document of this workspace, and what is known of it with what was entered now."""
    about = {**workspace.about, **entered}
    document = replace(read(original, told, **_way(about)), heads=heads_told(about.get("columns", ())))
    return document, _proposed(about, workspace.answers(), document, told), {**entered, **_way(about)}


def _keep(workspace: Workspace, document: Document, proposal: Proposal, entered: Mapping[str, Any]) -> int:
    write_reading(workspace, document, entered)
    return _lay_out(workspace, proposal)


def _way(about: dict[str, Any]) -> dict[str, Any]:
    """How a document is read, as its user chose it."""
    return {"encoding": about.get("encoding", ""), "recognise": about.get("recognise", "")}


def lay_out_again(workspace: Workspace) -> int:
    """Lay out the candidates anew, with what a model answered since on passages whose words are the same. How many."""
    return _lay_out(workspace, _proposed(workspace.about, workspace.answers(), workspace.document, _silent))


def describe_anew(workspace: Workspace, entered: Mapping[str, Any], told: Told = _silent) -> int:
    """Keep what its user says now of a document; where the plan has other years, what is proposed follows them, and
    what was passed and is proposed otherwise is open again. How many candidates."""
    about = {**workspace.about, **entered}
    if _period(about) == period_of_plan(workspace):
        write_about(workspace, **entered)
        return len(workspace.candidates())
    proposal = _proposed(about, workspace.answers(), workspace.document, told)
    keep_reading(workspace)
    write_about(workspace, **entered)
    return _lay_out(workspace, proposal)


def under_another_id(workspace: Workspace, document_id: str) -> Workspace:
    """Give a document that was never written another id; raises DocumentUnreadable where another has that."""
    folder = workspace.folder.with_name(document_id)
    if folder.exists():
        raise DocumentUnreadable(f"编号 {document_id} 已经是另一份文件的。")
    write_about(workspace, document_id=document_id)
    workspace.folder.rename(folder)
    return Workspace(folder)


def choose_columns(
    workspace: Workspace, head: Sequence[str], kinds: Sequence[str], told: Told = _silent, *, headless: bool
) -> int:
    """Read the tables that begin with these words by these columns from now on, and lay out the candidates anew. How
    many. No kinds: as the rules read them."""
    others = [one for one in workspace.about.get("columns", []) if one["head"] != list(head)]
    own = [{"head": list(head), "kinds": list(kinds), "headless": headless}] if any(kinds) else []
    document = replace(workspace.document, heads=heads_told([*others, *own]))
    proposal = _proposed(workspace.about, workspace.answers(), document, told)
    keep_reading(workspace)
    write_about(workspace, columns=[*others, *own])
    return _lay_out(workspace, proposal)


def period_of_plan(workspace: Workspace) -> Period:
    """The years of the plan as they were entered on 导入."""
    return _period(workspace.about)


def _period(about: Mapping[str, Any]) -> Period:
    return Period(int(str(about["period_start"])[:4]), int(str(about["period_end"])[:4]))


def _proposed(
    about: Mapping[str, Any], answers: Sequence[Mapping[str, Any]], document: Document, told: Told
) -> Proposal:
    """What the rules find in a document, and what a model answered on passages whose words are the same."""
    period = _period(about)
    quotes = {
        answer["words"]: Quotes([quote_of(quote) for quote in answer["quotes"]], answer["extractor"])
        for answer in answers
    }
    found = propose(document, period, lambda done, of: told(Progress(done, of, "passages")))
    return with_quotes(found, period, quotes)[0]


def _lay_out(workspace: Workspace, proposal: Proposal) -> int:
    added = workspace.added()
    candidates = [
        candidate
        for candidate in candidates_of(proposal)
        if "model" not in candidate.get("flags", ()) or not any(overlap(candidate, other) for other in added)
    ]
    laid_out = (workspace.folder / "candidates.jsonl").is_file()
    before = workspace.candidates() if laid_out else []
    write_about(workspace, warnings=list(proposal.warnings))
    write_candidates(workspace, candidates)
    reopen_changed(workspace, before)
    return len(candidates)
