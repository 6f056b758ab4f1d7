"""What the chosen lines or departments answer for, as lists to present: the first rows of targets and of tasks."""

from datetime import date

import pandas as pd

from policytargets.exhibits.answering import Answering
from policytargets.exhibits.department import exhibit_of, whose
from policytargets.exhibits.model import Answers, Exhibit
from policytargets.record.database import Parameter
from policytargets.wording.codes import STATUS_WORD

MOST_ROWS = 1000


def targets(answers: Answers, asked: Answering, *, made_on: date) -> Exhibit | None:
    """The targets as printed, with district and task; None where there are none."""
    found = answers.rows("board/department_targets", most=MOST_ROWS, **asked.parameters)
    if found.empty:
        return None
    table = pd.DataFrame(
        {
            "目标": found["name"],
            "区县": found["short_name"] + _draft(found),
            "原文数字": found["printed"],
            "目标年份": found["due_year"].astype(str) + "年",
            "领域": found["category"],
            "任务": found["task"],
        }
    )
    counts = answers.rows("board/department_counts", **asked.parameters).iloc[0]
    name = whose(answers, asked)
    return exhibit_of(
        answers,
        asked,
        "targets",
        name=f"{name}的目标清单（{asked.role_word}）",
        title=f"{name}{asked.role_word} {counts['targets']} 个目标，涉及 {counts['districts']} 个区县",
        brief=("目标", "区县", "原文数字", "目标年份"),
        meta="重复表述和总数的其中项也列出、不计入",
        limit=_limit(found),
        made_on=made_on,
        table=table,
    )


def tasks(answers: Answers, asked: Answering, *, made_on: date) -> Exhibit | None:
    """The tasks with their departments; None where there are none."""
    scope: dict[str, Parameter] = {"level": asked.level, "partner": "", "without_figures": False, "most": MOST_ROWS}
    found = answers.rows("board/department_tasks", **scope, **asked.parameters)
    if found.empty:
        return None
    table = pd.DataFrame(
        {
            "任务": found["task"],
            "任务号": [f"第{number}项" if number else "章引言" for number in found["task_no"]],
            "区县": found["district"] + _draft(found),
            "目标数": found["targets"].astype("int64"),
            "牵头部门": _listed(found, "lead"),
            "配合部门": _listed(found, "support"),
        }
    )
    counts = answers.rows("board/department_counts", **asked.parameters).iloc[0]
    name = whose(answers, asked)
    return exhibit_of(
        answers,
        asked,
        "tasks",
        name=f"{name}的任务清单（{asked.role_word}）",
        title=f"{name}{asked.role_word} {counts['tasks']} 项任务，{counts['tasks_without_figures']} 项没有量化目标",
        brief=("任务", "区县", "目标数", "牵头部门"),
        meta="自带部门的分项和章引言另列一行",
        limit=_limit(found),
        made_on=made_on,
        table=table,
    )


def _limit(found: pd.DataFrame) -> str:
    return f"前 {MOST_ROWS} 行" if len(found) == MOST_ROWS else ""


def _draft(found: pd.DataFrame) -> "pd.Series[str]":
    return found["status"].map(lambda status: f"（{STATUS_WORD['draft']}）" if status == "draft" else "")


def _listed(found: pd.DataFrame, role: str) -> "pd.Series[str]":
    """Departments in printed order; a list that ends in 等 keeps it."""
    return found[f"{role}s"].map("、".join) + found[f"{role}_open"].map({True: "等", False: ""})
