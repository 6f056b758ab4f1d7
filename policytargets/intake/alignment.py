"""A record with the rows of one document numbered as its new version numbers them, so that its difference from the new
record is what changed and not what moved."""

from collections.abc import Callable, Sequence

from policytargets.intake.matching import likeness
from policytargets.intake.pairing import SAME_PLACE, best_pairs
from policytargets.record.tables import Records

Row = dict[str, str]
# What becomes of an id that something else has in the new version.
GONE = "（原）"
OF_DOCUMENT = ("tasks", "responsibilities", "targets", "reviews", "excluded_figures", "excluded_words")
PLACES = ("seq", "position")


def aligned(before: Records, after: Records, document_id: str) -> tuple[Records, dict[str, str]]:
    """The record before with each task and target of the document under the id of the one that goes on in the record
    after, by title, candidate, indicator and name; and under which id each of its tasks goes on or went."""
    old, new = (
        {name: [row for row in records[name] if _belongs(row, document_id)] for name in OF_DOCUMENT}
        for records in (before, after)
    )
    tasks = _ids(old["tasks"], new["tasks"], "task_id", _tasks_alike, lambda row: (row["title"], row["item"]))
    candidates = {row["target_id"]: row["candidate_id"] for rows in (old, new) for row in rows["reviews"]}

    def alike(one: Row, other: Row) -> float:
        return _targets_alike(one, other, same_task=tasks[one["task_id"]] == other["task_id"])

    def candidate(row: Row) -> str:
        return candidates.get(row["target_id"], row["target_id"])

    targets = _ids(old["targets"], new["targets"], "target_id", alike, candidate)
    placed = {row["target_id"]: {name: row[name] for name in PLACES} for row in new["targets"]}
    numbers = {row["task_id"]: {"task_no": row["task_no"]} for row in new["tasks"]}
    ids = {**tasks, **targets}
    found = dict(before)
    for name in OF_DOCUMENT:
        own = [{column: ids.get(value, value) for column, value in row.items()} for row in old[name]]
        own = [row | placed.get(row["target_id"], {}) for row in own] if name == "targets" else own
        own = [row | numbers.get(row["task_id"], {}) for row in own] if name == "tasks" else own
        own = _excluded(own, new[name]) if name == "excluded_figures" else own
        found[name] = [*(row for row in before[name] if not _belongs(row, document_id)), *own]
    return found, tasks


def _belongs(row: Row, document_id: str) -> bool:
    return row.get("task_id", row.get("target_id", "")).startswith(f"{document_id}/")


def _ids(
    old: Sequence[Row], new: Sequence[Row], key: str, alike: Callable[[Row, Row], float], same: Callable[[Row], object]
) -> dict[str, str]:
    """For each id of the old rows that of the new one that goes on; of one that ends its own, marked where it is
    taken."""
    found = {one[key]: other[key] for one, other in best_pairs(old, new, alike, same=same)}
    taken = {row[key] for row in new}
    ended = [row[key] for row in old if row[key] not in found]
    return found | {name: name + GONE if name in taken else name for name in ended}


def _tasks_alike(one: Row, other: Row) -> float:
    words = likeness(one["title"] + one["item"], other["title"] + other["item"])
    return words + SAME_PLACE * (one["task_id"] == other["task_id"])


def _targets_alike(one: Row, other: Row, *, same_task: bool) -> float:
    """One indicator goes on, in the same task first; else one name of one task, counted alike."""
    names = likeness(one["name"], other["name"])
    if one["indicator_id"] == other["indicator_id"]:
        return 1 + 0.5 * same_task + 0.1 * names
    return names if same_task and (one["basis"], one["unit"]) == (other["basis"], other["unit"]) else 0.0


def _excluded(old: list[Row], new: list[Row]) -> list[Row]:
    """Excluded figures at the places of those that are printed the same in the same task, one after another."""
    free = list(new)
    placed = []
    for row in old:
        same = next((o for o in free if all(o[name] == row[name] for name in ("task_id", "printed", "reason"))), None)
        if same:
            free.remove(same)
        placed.append(row | {"position": same["position"]} if same else row)
    return placed
