"""A proposal as lines of JSON, one object for each task, target and exclusion, in the order of the text."""

import json
from collections.abc import Iterator
from typing import Any

from policytargets.intake.model import Exclusion, Passage, Proposal, Target, Task


def json_lines(proposal: Proposal) -> Iterator[str]:
    """One JSON object a line: tasks with the figures of their text behind them."""
    for _, items in by_passage(proposal):
        for item in items:
            yield json.dumps(as_object(item), ensure_ascii=False)


def by_passage(proposal: Proposal) -> Iterator[tuple[Passage, list[Task | Target | Exclusion]]]:
    """Each passage with what is proposed for it: its task, then its figures in the order of the text."""
    own: dict[int, list[Task | Target | Exclusion]] = {id(passage): [] for passage in proposal.passages}
    for task in proposal.tasks:
        own[id(task.passage)].append(task)
    figures: list[Target | Exclusion] = [*proposal.targets, *proposal.exclusions]
    for figure in sorted(figures, key=lambda figure: figure.start):
        own[id(figure.passage)].append(figure)
    for passage in proposal.passages:
        yield passage, own[id(passage)]


def as_object(item: Task | Target | Exclusion) -> dict[str, Any]:
    """One proposed thing as it is printed and stored."""
    passage = item.passage
    if isinstance(item, Task):
        return {
            "kind": "task", "task_no": passage.number, "item": passage.item, "chapter": passage.chapter,
            "section": passage.section, "title": passage.title, "leads": list(item.departments.leads),
            "supports": list(item.departments.supports), "and_others": item.departments.others,
            "flags": list(item.flags),
        }  # fmt: skip
    if isinstance(item, Exclusion):
        return {
            "kind": "exclusion", "task_no": passage.number, "printed": item.printed, "reason": item.reason,
            "start": item.start, "end": item.end,
        }  # fmt: skip
    return {
        "kind": "target", "task_no": passage.number, "printed": item.printed, "value": _number(item.value),
        "value_high": _number(item.value_high), "unit": item.unit, "comparator": item.comparator, "basis": item.basis,
        "period": item.period, "due_year": item.due_year, "strength": item.strength, "withheld": item.withheld,
        "name": item.name, "start": item.start, "end": item.end, "flags": list(item.flags),
        "stated_in": item.stated_in, "benchmark": item.benchmark, "extractor": item.extractor,
        "read_otherwise": item.read_otherwise,
    }  # fmt: skip


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value
