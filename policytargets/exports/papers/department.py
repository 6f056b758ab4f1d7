"""汇报材料 of a department or a line: what it answers for, its targets by district, its tasks without figures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from policytargets.exports.notes import notes
from policytargets.exports.papers.paper import TO_FILL_IN, Paper
from policytargets.exports.papers.targets import add_by_district, drafts_in_words
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.documents import task_number

HEADS, PARTS = ("区县", "任务号", "任务", "领域", "牵头部门"), (2, 1.6, 5, 2.5, 3.5)
MOST_NAMED = 3


@dataclass(frozen=True)
class DepartmentRows:
    """What the paper is made from: the row of `board/department_counts`, rows of `board/department_targets`, of
    `board/department_tasks` those without figures, and of `board/department_partners`."""

    counts: Mapping[Any, Any]
    targets: pd.DataFrame
    tasks: pd.DataFrame
    partners: pd.DataFrame


def to_department_report(
    rows: DepartmentRows,
    *,
    names: str,
    role: str,
    filters: str,
    sources: Sequence[str],
    made_on: date,
    version: str = "",
) -> bytes:
    """What the chosen `names` answer for in a `role` as DOCX."""
    title = f"{names}承担绿色低碳高质量发展目标情况汇报"
    paper = Paper(title)
    paper.heading("总体情况", 1)
    for number, sentence in enumerate(summary(rows, names, role, filters), 1):
        paper.paragraph(f"{number}. {sentence}")
    paper.paragraph(f"{TO_FILL_IN}背景和总体进展。")
    paper.heading("承担的目标", 2)
    add_by_district(paper, rows.targets.to_dict("records"))
    if rows.targets.empty:
        paper.paragraph("没有量化目标。")
    paper.heading("没有量化目标的任务", 3)
    listed = [_task(row) for row in rows.tasks.to_dict("records")]
    if listed:
        paper.table(HEADS, listed, PARTS)
    else:
        paper.paragraph("各项任务都有量化目标。")
    paper.closing(4)
    paper.notes(notes(title, made_on=made_on, filters=filters, sources=sources, version=version))
    return paper.to_bytes()


def summary(rows: DepartmentRows, names: str, role: str, filters: str) -> list[str]:
    """What the chosen ones answer for, in sentences made from the rows."""
    counts = rows.counts
    own = rows.targets[rows.targets["counted"].astype(bool)]
    shared = [f"{row['partner']} {row['tasks']} 项" for row in rows.partners.head(MOST_NAMED).to_dict("records")]
    sentences = [
        f"本材料的范围是“{filters}”。{names}{role}编号任务 {counts['tasks']} 项、计划目标 {counts['targets']} 个，涉及 "
        f"{counts['districts']} 个区县；均为计划目标，不是完成数，重复表述、总数的其中项和另一种计量不重复计。",
        f"其中 {counts['tasks_without_figures']} 项任务没有量化目标，同样要落实。"
        if counts["tasks_without_figures"]
        else "",
        f"{counts['withheld']} 个目标的数字在原文中隐去，不作猜测。" if counts["withheld"] else "",
        f"分区县看目标：{_counted(own['district'])}。" if len(own) else "",
        f"分领域看目标：{_counted(own['category'])}。" if len(own) else "",
        f"共同承担任务最多的是{'、'.join(shared)}。" if shared else "",
        drafts_in_words([*rows.targets.to_dict("records"), *rows.tasks.to_dict("records")]),
    ]
    return [sentence for sentence in sentences if sentence]


def _counted(names: Iterable[str]) -> str:
    return "、".join(f"{name} {number} 个" for name, number in Counter(names).most_common())


def _task(row: Mapping[Any, Any]) -> tuple[str, ...]:
    draft = f"（{STATUS_WORD['draft']}）" if row["status"] == "draft" else ""
    leads = "、".join(row["leads"]) or "—"
    part = f"（{row['item']}）" if isinstance(row["item"], str) else ""
    return (f"{row['district']}{draft}", task_number(row["task_no"]), f"{row['task']}{part}", row["category"], leads)
