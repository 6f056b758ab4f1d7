"""A proposal as lines of JSON, one object for each task, target and exclusion, in the order of the text."""

import json
from collections.abc import Iterator
from typing import Any

from policytargets.intake.model import Exclusion, Passage, Proposal, Target, Task


def json_lines(proposal: Proposal) -> Iterator[str]:
    """One JSON object a line: tasks with the figures of their text behind them."""
    for passage in proposal.passages:
        for item in in_passage(proposal, passage):
            yield json.dumps(as_object(item), ensure_ascii=False)


def in_passage(proposal: Proposal, passage: Passage) -> list[Task | Target | Exclusion]:
    """What is proposed for one passage: its task, then its figures in the order of the text."""
    figures: list[Target | Exclusion] = [target for target in proposal.targets if target.passage is passage]
    figures += [exclusion for exclusion in proposal.exclusions if exclusion.passage is passage]
    tasks = [task for task in proposal.tasks if task.passage is passage]
    return [*tasks, *sorted(figures, key=lambda figure: figure.start)]


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
        "stated_in": item.stated_in, "benchmark": item.benchmark,
    }  # fmt: skip


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value
