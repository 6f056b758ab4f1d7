"""The rows of accepted targets with who accepted them, and of every figure that is none."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from policytargets.intake.anchors import Anchor
from policytargets.intake.desk import KEPT, Desk, Draft, Row
from policytargets.intake.model import RULES
from policytargets.intake.review import Standing
from policytargets.intake.succession import add_succession, targets_before
from policytargets.record.curated import IN_FIGURES, TABLE, WORD_REASONS
from policytargets.settings import CHINA

LONGEST_COPY = 20
# A commitment in words may hold a digit; its reason in the words for figures.
OF_FIGURES = {"slogan": "scope", "programme": "name", "continuing_duty": "scope", "restated": "duplicate"}


def add_targets(desk: Desk, draft: Draft) -> None:
    """Rows of the accepted targets with ids that once given stay, and who accepted them."""
    given = {row["candidate_id"]: row["target_id"] for row in desk.records["reviews"]}
    used: dict[str, set[int]] = defaultdict(set)
    for target_id in given.values():
        task, _, seq = target_id.rpartition("-")
        used[task].add(int(seq))
    named: dict[str, str] = {}
    for candidate in (c for c in desk.candidates if c["kind"] == "target"):
        standing = desk.state(candidate)
        if standing.state in ("open", "deferred", "reopened"):
            draft.wanting.append(f"“{candidate['printed']}”（{candidate['title'] or candidate['name']}）还没有定。")
        elif standing.state in KEPT:
            task_id = desk.task_id(candidate)
            final = {**candidate, **standing.fields}
            draft.wanting += unfit(final, desk.text)
            if outside(final):
                continue
            number = _number(candidate["candidate_id"], given, used[task_id])
            used[task_id].add(number)
            draft.rows["targets"].append(_target_row(desk, draft, final, task_id, number))
            draft.rows["reviews"].append(_review_row(candidate, standing, f"{task_id}-{number}"))
            named[candidate["candidate_id"]] = f"{task_id}-{number}"
    for row in draft.rows["targets"]:
        for column in ("restates", "part_of"):
            _refer(draft, row, column, named)
    titles = {row["task_id"]: row["title"] for row in (*desk.records["tasks"], *draft.rows["tasks"])}
    add_succession(draft.rows["targets"], targets_before(desk.about, desk.records), titles)


def unfit(final: Mapping[str, Any], text: str) -> list[str]:
    """Why what was passed can't be a target whatever the tables say: it is of a heading, or its name is the text."""
    said = [f"“{final['printed']}”写在任务上面的标题里，不属于任何一项任务，只能不采用。"] if outside(final) else []
    if copied(final["name"], text):
        said.append(f"目标名称“{final['name']}”照抄原文 {LONGEST_COPY} 字以上，请改用自己的话。")
    return said


def outside(candidate: Mapping[str, Any]) -> bool:
    """Whether a figure stands in a heading with no text of its own."""
    return not candidate["passage"]


def _number(candidate_id: str, given: dict[str, str], used: set[int]) -> int:
    """The place of a target in its task: the one it was once given, else the first that no other has or had."""
    if candidate_id in given:
        return int(given[candidate_id].rpartition("-")[2])
    return next(number for number in range(1, 10_000) if number not in used)


def _refer(draft: Draft, row: Row, column: str, named: dict[str, str]) -> None:
    """Put the target's id where a decision names its candidate."""
    if row[column] in named:
        row[column] = named[row[column]]
    elif row[column] and row[column] not in named.values():
        draft.wanting.append(f"“{row['printed']}”（{row['name']}）所指的另一条目标没有采用。")


def _target_row(desk: Desk, draft: Draft, final: dict[str, Any], task_id: str, seq: int) -> Row:
    if not final.get("indicator_id"):
        draft.wanting.append(f"“{final['printed']}”（{final['name']}）还没有选指标。")
    position = _position(desk, final) if final["stated_in"] in IN_FIGURES else None
    own = {"target_id": f"{task_id}-{seq}", "task_id": task_id, "seq": str(seq), "position": str(position or "")}
    return cells(final) | own


def cells(final: Mapping[str, Any]) -> Row:
    """The columns of a target as the tables write what was proposed and decided; its ids and place are not known."""
    return {name: _text(final.get(name)) for name in TABLE["targets"].header}


def _review_row(candidate: dict[str, Any], standing: Standing, target_id: str) -> Row:
    fields = standing.fields
    columns = [name for name in TABLE["targets"].header if name in fields and name != "indicator_id"]
    # The indicator is never proposed in the row: whether it was told otherwise than the form began, the decision says.
    told = [name for name in columns if fields[name] != candidate.get(name)] + fields.get("otherwise", [])
    changed = sorted(set(told))
    return {
        "target_id": target_id, "candidate_id": candidate["candidate_id"],
        "extractor": candidate.get("extractor", RULES),
        "decided": "corrected" if changed else "accepted", "changed": ";".join(changed), "reviewer": standing.reviewer,
        "decided_on": f"{datetime.fromisoformat(standing.at).astimezone(CHINA):%Y-%m-%d}",
    }  # fmt: skip


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def copied(name: str, text: str) -> bool:
    """Whether a name holds so many characters in a row of the text that it is the text."""
    squeezed = "".join(text.split())
    return any(name[at : at + LONGEST_COPY] in squeezed for at in range(len(name) - LONGEST_COPY + 1))


def _runs(anchor: Anchor) -> Iterator[tuple[int, int]]:
    """Position and place in the text of each digit run and mask."""
    for position, run in enumerate(anchor.runs, 1):
        yield position, anchor.offsets[run]


def _position(desk: Desk, candidate: dict[str, Any]) -> int | None:
    places = _runs(desk.anchors[candidate["passage"]])
    return next((position for position, at in places if candidate["start"] <= at < candidate["end"]), None)


def add_excluded(desk: Desk, draft: Draft) -> None:
    """Every digit run and mask of a task that belongs to no accepted target, with its reason; words likewise."""
    kept = {row["task_id"] for row in draft.rows["tasks"]}
    finals = [{**c, **desk.state(c).fields} for c in desk.candidates if c["kind"] != "task"]
    for key, anchor in desk.anchors.items():
        if f"{desk.document_id}/{key}" not in kept:
            continue
        last = None
        for position, at in _runs(anchor):
            over = [c for c in finals if c["start"] <= at < c["end"]]
            if any(c["kind"] == "target" and desk.state(c).state in KEPT for c in over):
                continue
            # What a reviewer said of it goes before the rules' own reason.
            own = next(iter(sorted(over, key=lambda c: c["kind"] != "target")), None)
            if own is None:
                draft.wanting.append(f"任务 {key} 的第 {position} 个数字没有候选。")
            elif own is not last:
                last = own
                draft.unused.append(own["candidate_id"])
                draft.rows["excluded_figures"].append(_excluded_row(desk, key, own, position))
    for candidate in desk.candidates:
        rejected = candidate["kind"] == "target" and desk.state(candidate).state == "rejected"
        if rejected and candidate["stated_in"] not in IN_FIGURES and desk.task_id(candidate) in kept:
            draft.rows["excluded_words"].append(_words_row(desk, draft, candidate))


def _excluded_row(desk: Desk, key: str, candidate: dict[str, Any], position: int) -> Row:
    reason = desk.state(candidate).reason or candidate.get("reason", "")
    return {
        "document_id": desk.document_id, "task_id": f"{desk.document_id}/{key}", "printed": candidate["printed"],
        "position": str(position), "reason": OF_FIGURES.get(reason, reason),
    }  # fmt: skip


def _words_row(desk: Desk, draft: Draft, candidate: dict[str, Any]) -> Row:
    anchor = desk.anchors[candidate["passage"]]
    place = next(index for index, at in enumerate(anchor.offsets) if at >= candidate["start"])
    occurrence = anchor.whole[:place].count(candidate["printed"]) + 1
    reason = desk.state(candidate).reason
    if reason not in WORD_REASONS:
        draft.wanting.append(f"“{candidate['printed']}”不采用的理由不合用语，请退回重审，另选一个。")
    return {
        "task_id": desk.task_id(candidate), "printed": candidate["printed"], "occurrence": str(occurrence),
        "reason": reason,
    }  # fmt: skip
