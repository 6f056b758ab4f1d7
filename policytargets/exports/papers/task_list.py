"""部门任务清单 as a lying table: what a department or line answers for, with room for what was done."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from policytargets.exports.notes import Notes
from policytargets.exports.papers.paper import TO_FILL_IN, Paper
from policytargets.exports.papers.targets import not_counted
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.documents import UNNUMBERED

HEADS = ("序号", "区县", "任务号", "任务", "角色", "量化目标", "牵头部门", "配合部门", "进展情况")
PARTS = (1.1, 2.2, 1.4, 4, 1.2, 5, 3, 3.4, 2.8)


def to_task_list(tasks: pd.DataFrame, targets: pd.DataFrame, *, title: str, filters: str, to_know: Notes) -> bytes:
    """Tasks with their targets as DOCX on lying A4.

    `tasks` has the heads of the page's table (区县, 任务号, 任务, 角色, 牵头部门, 配合部门, 文件状态, 任务编号),
    `targets` rows of `board/department_targets`, `to_know` the lines of 附注. Raises ValueError where there is no task.
    """
    if tasks.empty:
        raise ValueError("a list needs at least one task")
    figures = _figures(targets)
    paper = Paper(title, lying=True)
    counted = int(targets["counted"].sum())
    apart = f"（计为 {counted} 个目标，重复表述、总数的其中项和另一种计量不另计）" if counted < len(targets) else ""
    paper.paragraph(
        f"范围：{filters}。共 {len(tasks)} 行任务、{len(targets)} 条量化承诺{apart}，均为计划目标，不是完成数。"
    )
    rows = [_row(number, task, figures[task["任务编号"]]) for number, task in enumerate(tasks.to_dict("records"), 1)]
    paper.table(HEADS, rows, PARTS)
    paper.paragraph(f"{TO_FILL_IN}“进展情况”一栏由责任部门填写；填报人、联系电话、填报日期。")
    paper.notes(to_know)
    return paper.to_bytes()


def _figures(targets: pd.DataFrame) -> dict[str, list[str]]:
    """Per task every target with its figure as printed and its year."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in targets.to_dict("records"):
        printed = f"原文隐去（{row['printed']}）" if row["withheld"] else row["printed"]
        told = "，".join(filter(None, (f"{row['due_year']}年", not_counted(row))))
        found[row["task_id"]].append(f"{row['name']}：{printed}（{told}）")
    return found


def _row(number: int, task: dict[Any, Any], figures: Sequence[str]) -> tuple[str, ...]:
    number_of_task = UNNUMBERED if pd.isna(task["任务号"]) else str(int(task["任务号"]))
    told = "；".join(figures) or "没有量化目标"
    named = [task[head] if isinstance(task[head], str) else "—" for head in ("牵头部门", "配合部门")]
    draft = STATUS_WORD["draft"]
    district = f"{task['区县']}（{draft}）" if task["文件状态"] == draft else task["区县"]
    return (str(number), district, number_of_task, task["任务"], task["角色"], told, *named, "")
