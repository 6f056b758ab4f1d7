"""Judging candidates: each decision a line that is never edited, undone by another line, the last one counting."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from policytargets.errors import Refused
from policytargets.intake.workspace import Workspace, alone, append_decision
from policytargets.record.curated import REASONS, WORD_REASONS

DECIDED = ("accepted", "corrected", "rejected", "deferred", "reopened", "settled")
UNDONE_BY_STEPS = ("accepted", "corrected", "rejected", "deferred", "reopened")
DONE = ("accepted", "corrected", "rejected")
# After so many candidates passed in a row as they were proposed, one of them is read again, blind.
UNTOUCHED = 40
WHY = (*REASONS, *(reason for reason in WORD_REASONS if reason not in REASONS))


@dataclass(frozen=True)
class Standing:
    """How one candidate stands: open, accepted, corrected, rejected or deferred; who decided last and with what."""

    state: str = "open"
    decision_id: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    reviewer: str = ""
    at: str = ""


def decide(
    workspace: Workspace,
    candidate_id: str,
    decided: str,
    *,
    reviewer: str,
    fields: dict[str, Any] | None = None,
    reason: str = "",
    note: str = "",
    seen: str = "",
    shown_at: str = "",
) -> str:
    """Decide on a candidate; returns the decision's id once it is on the disk.

    `seen` is the last decision on this candidate that the reviewer saw: where another has decided meanwhile, nothing
    is written and Refused says who. Raises Refused for what can't be decided so.
    """
    if decided not in DECIDED:
        raise ValueError(decided)
    if not reviewer.strip():
        raise Refused("请先写明审核人。")
    if decided == "rejected" and reason not in WHY:
        raise Refused("不采用须选一个理由。")
    with alone(workspace):
        now = standings(workspace).get(candidate_id, Standing())
        if now.decision_id != seen:
            raise Refused(f"{now.reviewer or '另一位审核人'}刚才已对这一条作出决定，请看过再定。")
        return _append(workspace, candidate_id, decided, reviewer, fields or {}, reason, note, shown_at)


def settle(workspace: Workspace, kind: str, name: str, fields: dict[str, Any], *, reviewer: str) -> str:
    """Confirm what holds for the whole document: a department's organ, a chapter's category, an indicator, a unit."""
    with alone(workspace):
        return _append(workspace, f"{kind}:{name}", "settled", reviewer, fields, "", "", "")


def undo(workspace: Workspace, *, reviewer: str) -> str | None:
    """Take back this reviewer's last decision that still holds; returns its candidate, or none where there is none."""
    with alone(workspace):
        decisions = workspace.decisions()
        undone = {decision["undoes"] for decision in decisions if decision.get("undoes")}
        for decision in reversed(decisions):
            own = decision["reviewer"] == reviewer and decision["decided"] in UNDONE_BY_STEPS
            if own and decision["decision_id"] not in undone:
                line = {"undoes": decision["decision_id"], "candidate_id": decision["candidate_id"]}
                append_decision(workspace, {**_stamp(reviewer), **line, "decided": "undone"})
                return str(decision["candidate_id"])
    return None


def standings(workspace: Workspace) -> dict[str, Standing]:
    """How every candidate stands on which anything was decided, by replaying all decisions."""
    decisions = workspace.decisions()
    undone = {decision["undoes"] for decision in decisions if decision.get("undoes")}
    found: dict[str, Standing] = {}
    for decision in decisions:
        if decision["decision_id"] in undone or decision["decided"] == "reread":
            continue
        before = found.get(decision["candidate_id"], Standing())
        if decision.get("undoes"):
            state, fields, reason = before.state, before.fields, before.reason
        else:
            state = "open" if decision["decided"] == "reopened" else decision["decided"]
            fields, reason = decision.get("fields", {}), decision.get("reason", "")
        found[decision["candidate_id"]] = Standing(
            state, decision["decision_id"], fields, reason, decision["reviewer"], decision["at"]
        )
    return found


def rereading(workspace: Workspace, reviewer: str) -> str | None:
    """The candidate that this reviewer is to read again, blind: one of the last UNTOUCHED, where all of them passed as
    they were proposed and none was read again since; else none."""
    decisions = workspace.decisions()
    undone = {decision["undoes"] for decision in decisions if decision.get("undoes")}
    targets = {candidate["candidate_id"] for candidate in workspace.candidates() if candidate["kind"] == "target"}
    run: list[str] = []
    for decision in decisions:
        own = decision["reviewer"] == reviewer and decision["candidate_id"] in targets
        if own and decision["decision_id"] not in undone and decision["decided"] != "undone":
            run = [*run, decision["candidate_id"]] if decision["decided"] == "accepted" else []
    if len(run) < UNTOUCHED:
        return None
    last = run[-UNTOUCHED:]
    return last[int(hashlib.sha256("".join(last).encode("utf-8")).hexdigest(), 16) % UNTOUCHED]


def reread(workspace: Workspace, candidate: dict[str, Any], typed: dict[str, Any], *, reviewer: str) -> bool:
    """Keep what was read blind. Where it is not what was passed, the candidate is open again; returns whether it is."""
    key = candidate["candidate_id"]
    with alone(workspace):
        passed = {**candidate, **standings(workspace).get(key, Standing()).fields}
        agrees = all(passed[name] == value for name, value in typed.items())
        _append(workspace, key, "reread", reviewer, {**typed, "agrees": agrees}, "", "", "")
        if not agrees:
            _append(workspace, key, "reopened", reviewer, {}, "", "盲读与所通过的不一致", "")
    return agrees


def former(workspace: Workspace) -> dict[str, tuple[dict[str, Any], Standing]]:
    """For each candidate whose words the document has changed since, the candidate it was and how that was decided."""
    judged = standings(workspace)
    gone = [c for c in workspace.former_candidates() if judged.get(c["candidate_id"], Standing()).state in DONE]
    found = {}
    for candidate in workspace.candidates():
        if candidate["kind"] == "exclusion" or candidate["candidate_id"] in judged:
            continue
        for before in gone:
            same_place = before["passage"] == candidate["passage"] or before["title"] == candidate["title"]
            if before["kind"] == candidate["kind"] and same_place and before.get("printed") == candidate.get("printed"):
                found[candidate["candidate_id"]] = (before, judged[before["candidate_id"]])
    return found


def seconds_each(workspace: Workspace) -> list[float]:
    """How long each decision took from the showing of its candidate, in seconds."""
    timed = [decision for decision in workspace.decisions() if decision.get("shown_at")]
    return [
        (datetime.fromisoformat(decision["at"]) - datetime.fromisoformat(decision["shown_at"])).total_seconds()
        for decision in timed
    ]


def _stamp(reviewer: str) -> dict[str, str]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"decision_id": secrets.token_hex(8), "reviewer": reviewer.strip(), "at": now}


def _append(
    workspace: Workspace,
    candidate_id: str,
    decided: str,
    reviewer: str,
    fields: dict[str, Any],
    reason: str,
    note: str,
    shown_at: str,
) -> str:
    stamp = _stamp(reviewer)
    line = {"candidate_id": candidate_id, "decided": decided, "fields": fields, "reason": reason, "note": note}
    append_decision(workspace, {**stamp, **line, "shown_at": shown_at})
    return stamp["decision_id"]
