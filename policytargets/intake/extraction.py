"""From a document to what is proposed: tasks with departments, targets, and every other figure with a reason."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from policytargets.intake.figures_in_passage import read_figures
from policytargets.intake.model import Departments, Document, Exclusion, Passage, Period, Proposal, Target, Task
from policytargets.intake.overfull import refuse_overfull
from policytargets.intake.passages import closing_clauses
from policytargets.intake.printed import printed_names, read_passages
from policytargets.intake.recognition_flags import with_recognition
from policytargets.intake.rules.organs import OTHERS
from policytargets.intake.rules.roles import FIRST_LEADS, first_leads, read_clause, split
from policytargets.intake.shared_departments import Shared, for_each, hands_out, with_shared
from policytargets.intake.view import View

LARGEST_GAP = 1
STEPS = 100
# 共85项任务, 共分解任务85项: how many a document says that it holds.
STATED_COUNT = re.compile(
    r"(?<![公一])共(?:计|有|分解|细化|梳理|明确|确定|列入|安排|提出|包括|涉及|分为?)?"
    r"(?:[^,。;、\d]{0,6}?(\d{1,3})[项条](?:具体|重点|主要|年度|工作|目标){0,3}任务|[^,。;\d]{0,8}任务(\d{1,3})[项条])"
)


def propose(document: Document, period: Period, told: Callable[[int, int], None] = lambda done, of: None) -> Proposal:
    """What the rules find in a document; each span is asserted against its text. `told` hears a hundred times how many
    passages are done, and of how many; what it raises ends the extraction. Raises DocumentUnreadable where the document
    holds more figures than any plan."""
    refuse_overfull(document.text)
    view, passages = read_passages(document)
    tasks: list[Task] = []
    targets: list[Target] = []
    exclusions: list[Exclusion] = []
    shared: Shared | None = None
    step = max(1, len(passages) // STEPS)
    for number, passage in enumerate(passages):
        if number % step == 0:
            told(number, len(passages))
        departments = departments_of(document.text, view, passage)
        if passage.kind == "heading":
            shared = shared if shared and shared.holds(passage) else None
        elif passage.kind == "text" and departments.leads and not shared:
            shared = Shared(passage, departments)
        if passage.kind == "task":
            if not departments.leads and not departments.supports and shared and shared.holds(passage):
                departments = for_each(shared.departments)
            tasks.append(_task(view, passage, departments))
        found, excluded = read_figures(document.text, view, passage, departments, period)
        targets += found
        exclusions += excluded
    tasks = with_shared(view, tasks)
    warnings = (*_gaps([task for task in tasks if task.passage.number is not None]), *_other_count(view.text, tasks))
    tasks, targets = with_recognition(document, view, tasks, targets)
    return Proposal(document, tuple(passages), tuple(tasks), tuple(targets), tuple(exclusions), warnings)


def _task(view: View, passage: Passage, departments: Departments) -> Task:
    flags = () if departments.leads or departments.supports else ("no_department",)
    return Task(passage, departments, departments.flags + flags)


def departments_of(source: str, view: View, passage: Passage) -> Departments:
    """The departments of a passage, as printed: from its clauses, or from the cells of its row."""
    text = view.text
    leads: list[str] = []
    supports: list[str] = []
    spans: list[tuple[int, int]] = []
    others = assumed = False
    ordered, alone = _lets_first_lead(text), all(kind != "support" for kind, _, _ in passage.columns)
    for kind, start, end in passage.columns:
        if kind in ("lead", "support"):
            answer = read_clause(text[start:end], "" if _roles_inside(text[start:end]) else kind)
            answer = first_leads(text[start:end], answer) if ordered and alone else answer
            leads += answer.leads
            supports += answer.supports
            others |= answer.others
            spans.append((start, end))
        elif kind == "other":
            spans.append((start, end))
    for clause in [] if leads or supports or passage.kind == "heading" else closing_clauses(text, passage):
        if hands_out(clause.inner):
            continue
        answer = read_clause(clause.inner)
        answer = first_leads(clause.inner, answer) if ordered else answer
        leads += answer.leads
        supports += answer.supports
        others |= answer.others
        assumed |= answer.assumed
        spans.append((clause.start, clause.end))
    span = (min((start for start, _ in spans), default=0), max((end for _, end in spans), default=0))
    lead, support = (
        dict.fromkeys(printed for name in names for printed in printed_names(source, view, name, *span))
        for names in (leads, supports)
    )
    return Departments(
        tuple(lead),
        tuple(name for name in support if name not in lead),
        others,
        tuple(spans),
        ("role_assumed",) if assumed else (),
    )


@lru_cache(maxsize=2)
def _lets_first_lead(text: str) -> bool:
    """Whether a document says that the first of each list leads, looked for once a document."""
    return bool(FIRST_LEADS.search(text))


def _roles_inside(cell: str) -> bool:
    return (
        any(OTHERS.sub("", part).endswith(("牵头", "配合", "(牵头)", "(配合)", "参与")) for part in split(cell))
        or ":" in cell
    )


def _other_count(text: str, tasks: list[Task]) -> tuple[str, ...]:
    """How many tasks the document says that it holds, where others were found: with items counted or without."""
    found = sum(not task.passage.item for task in tasks)
    stated = dict.fromkeys(int(match[1] or match[2]) for match in STATED_COUNT.finditer(text))
    if not tasks or {found, len(tasks)} & stated.keys():
        return ()
    return tuple(f"文件写明共 {count} 项任务，读到 {found} 项" for count in stated)


def _gaps(tasks: list[Task]) -> tuple[str, ...]:
    """Places where the numbering of the tasks leaves a number out."""
    warnings = []
    for before, after in pairwise(tasks):
        first, second = before.passage.number or 0, after.passage.number or 0
        if second > first + LARGEST_GAP:
            warnings.append(f"编号从 {first} 跳到 {second}")
    return tuple(warnings)
