"""Departments named once for several tasks: at a heading, below the last task of a chapter, in a closing list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from policytargets.intake.model import Departments, Passage, Task
from policytargets.intake.outline import chinese_number
from policytargets.intake.rules.roles import read_clause
from policytargets.intake.view import View

NUMBER = r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,3})\)?"
# 第(一)(四)项由A局牵头,第(二)至(三)项由B局牵头、C局配合.
HANDED_OUT = re.compile(
    rf"第(?P<numbers>{NUMBER}(?:[、,和及~至-]?{NUMBER})*)[项条](?:任务|工作|措施)?(?=由)"
    r"(?P<inner>[^。;\n]+?(?:牵头|负责|落实|实施)[^。;\n]*?)(?=,?第[(\d一二三四五六七八九十]|[。;\n]|$)"
)
ONE_OR_RANGE = re.compile(r"\(?([一二三四五六七八九十\d]+)\)?(?:[~至-]\(?([一二三四五六七八九十\d]+)\)?)?")


@dataclass(frozen=True)
class Shared:
    """Departments that a heading or the lines below it name for all tasks of the chapter or section."""

    passage: Passage
    departments: Departments

    def holds(self, other: Passage) -> bool:
        """Whether a passage lies below the same heading."""
        own = self.passage
        below = not own.section or other.section == own.section
        return below and (other.chapter, other.chapter_no) == (own.chapter, own.chapter_no)


def for_each(departments: Departments) -> Departments:
    """The same as of a task that says nothing itself."""
    return replace(departments, spans=(), flags=(*departments.flags, "shared"))


def with_shared(view: View, tasks: Sequence[Task]) -> list[Task]:
    """The tasks without departments of their own with those that a line below the last task of their chapter or a
    closing list names for them."""
    closed = [
        task
        for _, own in groupby(tasks, lambda task: (task.passage.chapter_no, task.passage.chapter, task.passage.section))
        for task in _below_the_last(view, list(own))
    ]
    handed_out = _handed_out(view.text)
    numbers = [task.passage.number for task in closed]
    return [
        _answered_by(task, handed_out[task.passage.number])
        if _unanswered(task) and task.passage.number in handed_out and numbers.count(task.passage.number) == 1
        else task
        for task in closed
    ]


def _below_the_last(view: View, tasks: list[Task]) -> list[Task]:
    """Tasks of one chapter of which the last alone has departments, in a line of their own, which holds for all."""
    *before, last = tasks
    spans = last.departments.spans
    own_line = bool(spans) and view.text[: spans[0][0]].endswith("\n")
    if not before or not last.passage.chapter_no or not own_line or not all(_unanswered(task) for task in before):
        return tasks
    return [*(_answered_by(task, last.departments) for task in before), last]


def _unanswered(task: Task) -> bool:
    return not (task.departments.leads or task.departments.supports or task.passage.columns)


def _answered_by(task: Task, departments: Departments) -> Task:
    shared = for_each(departments)
    return Task(task.passage, shared, shared.flags)


def hands_out(clause: str) -> bool:
    """Whether a clause hands tasks out by their numbers, and so is none of the task that it stands in."""
    return HANDED_OUT.search(clause) is not None


def _handed_out(text: str) -> dict[int | None, Departments]:
    """Who answers for which number, where a document says so for several at once."""
    found: dict[int | None, Departments] = {}
    for match in HANDED_OUT.finditer(text):
        answer = read_clause(match["inner"].strip(",、"))
        for first, last in ONE_OR_RANGE.findall(match["numbers"]):
            numbers = chinese_number(first), chinese_number(last or first)
            for number in range(numbers[0], numbers[1] + 1):
                found[number] = Departments(answer.leads, answer.supports, answer.others)
    return found
