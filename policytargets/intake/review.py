"""Judging candidates: each decision a line that is never edited, undone by another line, the last one counting."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from policytargets.errors import Refused
from policytargets.intake.workspace import Workspace, alone, append_decision
from policytargets.record.curated import REASONS, WORD_REASONS

DECIDED = ("accepted", "corrected", "rejected", "deferred", "reopened", "settled")
FURTHER_REASONS = ("not_in_plan", "duplicate", "misread")
WHY = (*REASONS, *(reason for reason in WORD_REASONS if reason not in REASONS), *FURTHER_REASONS)


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
            own = decision["reviewer"] == reviewer and not decision.get("undoes")
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
        if decision["decision_id"] in undone:
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
