"""Judging candidates: each decision a line that is never edited, undone by another line, the last one counting."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from policytargets.errors import Refused
from policytargets.intake.pairing import best_pairs, candidates_alike
from policytargets.intake.workspace import Workspace, alone, append_decision
from policytargets.record.curated import REASONS, WORD_REASONS
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD, PERIOD_WORD, STRENGTH_WORD

DECIDED = ("accepted", "corrected", "rejected", "deferred", "reopened", "settled")
UNDONE_BY_STEPS = ("accepted", "corrected", "rejected", "deferred", "reopened")
DONE = ("accepted", "corrected", "rejected")
# What is proposed of a task or a target and passed with it, in words.
JUDGED = {
    "leads": "牵头", "supports": "配合", "value": "数值", "value_high": "上限", "unit": "单位", "comparator": "界限",
    "basis": "口径", "period": "时段", "due_year": "目标年份", "strength": "承诺力度", "withheld": "隐去",
    "name": "名称",
}  # fmt: skip
CODES = COMPARATOR_WORD | BASIS_WORD | PERIOD_WORD | STRENGTH_WORD
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
    note: str = ""


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
            # What was told of it before is where its next review begins.
            fields = before.fields if decision["decided"] == "reopened" and not fields else fields
        found[decision["candidate_id"]] = Standing(
            state, decision["decision_id"], fields, reason, decision["reviewer"], decision["at"],
            before.note if decision.get("undoes") else decision.get("note", ""),
        )  # fmt: skip
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
    fresh = [c for c in workspace.candidates() if c["kind"] != "exclusion" and c["candidate_id"] not in judged]
    pairs = best_pairs(gone, fresh, candidates_alike) if gone else []
    return {now["candidate_id"]: (before, judged[before["candidate_id"]]) for before, now in pairs}


def reopen_changed(workspace: Workspace, before: Iterable[dict[str, Any]]) -> int:
    """Open again what was passed and is proposed otherwise than in the reading before, with what differs as the reason;
    how many. Columns that their reviewer corrected do not count, nor a year that only follows the plan's period."""
    earlier = {c["candidate_id"]: c for c in before}
    judged, reopened = standings(workspace), 0
    for candidate in workspace.candidates():
        key = candidate["candidate_id"]
        old, standing = earlier.get(key), judged.get(key, Standing())
        if old is None or standing.state not in ("accepted", "corrected"):
            continue
        changed = _proposed_otherwise(old, candidate, standing.fields)
        if changed:
            note = f"重新提取的结果不同，请再看一次：{'；'.join(changed)}。"
            with alone(workspace):
                _append(workspace, key, "reopened", standing.reviewer, standing.fields, "", note, "")
            reopened += 1
    return reopened


def _proposed_otherwise(old: dict[str, Any], new: dict[str, Any], corrected: dict[str, Any]) -> list[str]:
    """What a reading proposes otherwise than the one before, column by column."""
    follows = "year_from_plan" in old["flags"] and "year_from_plan" in new["flags"]
    names = [name for name in JUDGED if name in old and name not in corrected and not (follows and name == "due_year")]
    return [
        f"{JUDGED[name]} {_said(old[name])} → {_said(new.get(name))}" for name in names if old[name] != new.get(name)
    ]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    words = "、".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return CODES.get(words, words) or "空"


def carried(before: Mapping[str, Any], now: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was told of a candidate whose words have changed since and holds for what it is now: its name, and what is
    proposed as it was then."""
    told = {name: value for name, value in fields.items() if name not in ("start", "end", "printed", "otherwise")}
    return {name: value for name, value in told.items() if name == "name" or before.get(name) == now.get(name)}


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
    text = {"text_sha256": workspace.about["text_sha256"]}
    append_decision(workspace, {**stamp, **line, "shown_at": shown_at, **text})
    return stamp["decision_id"]
