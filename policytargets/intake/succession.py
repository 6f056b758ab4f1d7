"""Which target of the district's plan before a target of a new plan succeeds."""

from collections.abc import Iterable, Mapping
from typing import Any

from policytargets.intake.matching import likeness
from policytargets.intake.pairing import best_pairs
from policytargets.record.tables import Records

Row = dict[str, str]

NOTHING = "none"  # what a reviewer says of a target that succeeds none


def plan_before(about: Mapping[str, Any], records: Records) -> str:
    """The id of the district's newest plan before this one, or nothing: the one that begins last, of two versions of
    one plan the issued one."""
    own = (str(about["period_start"]), about["status"] == "issued")
    earlier = [
        (row["period_start"], row["status"] == "issued", row["document_id"])
        for row in records["documents"]
        if row["district_id"] == about["district_id"] and row["document_id"] != about["document_id"]
    ]
    return max((found for found in earlier if found[:2] <= own), default=("", False, ""))[2]


def targets_before(about: Mapping[str, Any], records: Records) -> list[Row]:
    """The targets of the plan before that count, in the order of its text."""
    document = plan_before(about, records)
    tasks = {row["task_id"]: int(row["task_no"]) for row in records["tasks"] if row["document_id"] == document}
    own = [row for row in records["targets"] if row["task_id"] in tasks and not row["restates"] and not row["part_of"]]
    return sorted(own, key=lambda row: (tasks[row["task_id"]], row["task_id"], int(row["seq"])))


def add_succession(rows: Iterable[Row], before: list[Row], titles: Mapping[str, str]) -> None:
    """Put into each row what it succeeds: what its reviewer said, else the target of its indicator, or of its very name
    counted alike, whose task and name are likest; each succeeds and is succeeded once. `titles` are the tasks' of both
    plans."""
    rows = list(rows)
    counted = [row for row in rows if not row["restates"] and not row["part_of"]]
    taken = {row["succeeds"] for row in counted}

    def alike(old: Row, new: Row) -> float:
        same = old["indicator_id"] == new["indicator_id"]
        named = all(old[name] == new[name] for name in ("name", "basis", "unit"))
        tasks = likeness(titles.get(old["task_id"], ""), titles.get(new["task_id"], ""))
        return 2 * same + named + tasks + likeness(old["name"], new["name"]) if same or named else 0.0

    open_ones = [old for old in before if old["target_id"] not in taken]
    for old, new in best_pairs(open_ones, [row for row in counted if not row["succeeds"]], alike):
        new["succeeds"] = old["target_id"]
    for row in rows:
        row["succeeds"] = "" if row["succeeds"] == NOTHING else row["succeeds"]
