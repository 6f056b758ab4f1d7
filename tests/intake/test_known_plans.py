"""The rules against the five curated plans where these are at hand: the bars that a change of rules must not break."""

from collections import defaultdict
from pathlib import Path

import pytest

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period, Proposal, Target
from policytargets.record.tables import Records, Row


@pytest.fixture(scope="module")
def proposals(sources: Path, records: Records) -> dict[str, Proposal]:
    return {
        row["document_id"]: propose(
            read(sources / f"{row['document_id']}.txt"),
            Period(int(row["period_start"][:4]), int(row["period_end"][:4])),
        )
        for row in records["documents"]
    }


@pytest.fixture(scope="module")
def pairs(proposals: dict[str, Proposal], records: Records) -> list[tuple[Row, Target | None]]:
    """Each curated target in digits or numerals with the proposed one of the same document, task, item and figure."""
    tasks = {row["task_id"]: row for row in records["tasks"]}
    proposed: dict[tuple[str, int, str, str], list[Target]] = defaultdict(list)
    for document, proposal in proposals.items():
        for target in proposal.targets:
            place = target.passage
            proposed[document, place.number or 0, place.item, target.printed].append(target)
    found = []
    for row in records["targets"]:
        task = tasks[row["task_id"]]
        if row["stated_in"] != "words":
            same = proposed[task["document_id"], int(task["task_no"]), task["item"], row["printed"]]
            found.append((row, same.pop(0) if same else None))
    return found


def share(pairs: list[tuple[Row, Target | None]], column: str) -> float:
    hits = [(row, target) for row, target in pairs if target]
    return sum(row[column] == str(getattr(target, column)) for row, target in hits) / len(hits)


def test_targets_are_found_and_hardly_any_is_invented(
    proposals: dict[str, Proposal], pairs: list[tuple[Row, Target | None]]
) -> None:
    found = sum(target is not None for _, target in pairs)
    proposed = [t for p in proposals.values() for t in p.targets if t.stated_in != "words" and t.passage.chapter_no]
    assert found >= 0.99 * len(pairs)
    assert found >= 0.98 * len(proposed)


@pytest.mark.parametrize(
    ("column", "bar"), [("comparator", 0.99), ("basis", 0.97), ("due_year", 0.99), ("unit", 0.99), ("period", 0.96)]
)
def test_fields_of_known_targets(pairs: list[tuple[Row, Target | None]], column: str, bar: float) -> None:
    assert share(pairs, column) >= bar


def test_tasks_and_departments_of_known_plans(proposals: dict[str, Proposal], records: Records) -> None:
    answering = defaultdict(list)
    for row in records["responsibilities"]:
        answering[row["task_id"], row["role"]].append(row["printed"])
    exact = counted = 0
    for row in records["tasks"]:
        if row["task_no"] == "0":
            continue
        own = [
            task
            for task in proposals[row["document_id"]].tasks
            if (task.passage.number, task.passage.item) == (int(row["task_no"]), row["item"])
        ]
        assert len(own) == 1, row
        got = (list(own[0].departments.leads), list(own[0].departments.supports))
        exact += got == (answering[row["task_id"], "lead"], answering[row["task_id"], "support"])
        counted += 1
    assert counted == sum(len(p.tasks) for p in proposals.values())
    assert exact >= 0.995 * counted


def test_most_commitments_in_words_are_proposed(proposals: dict[str, Proposal], records: Records) -> None:
    """Words are found where they say a number, and hardly any that the record holds for a slogan."""
    tasks = {row["task_id"]: row for row in records["tasks"]}
    worded = [row for row in records["targets"] if row["stated_in"] == "words"]
    got = {(document, t.passage.number or 0, t.printed) for document, p in proposals.items() for t in p.targets}
    found = sum(
        (tasks[row["task_id"]]["document_id"], int(tasks[row["task_id"]]["task_no"]), row["printed"]) in got
        for row in worded
    )
    assert found >= 0.9 * len(worded)
    proposed = [t for p in proposals.values() for t in p.targets if t.stated_in == "words"]
    assert found >= 0.9 * len(proposed)
