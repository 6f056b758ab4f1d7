"""What the chosen lines or departments answer for, as lists to present: the first rows of targets and of tasks."""

from datetime import date

import pandas as pd

from policytargets.exhibits.answering import FACET, Answering
from policytargets.exhibits.asking import names_of
from policytargets.exhibits.cited import task_numbers
from policytargets.exhibits.department_answers import exhibit_of, tasks_of, whose
from policytargets.exhibits.model import Answers, Exhibit
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
            "任务号": task_numbers(found),
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
        brief=("目标", "区县", "原文数字", "目标年份", "任务号"),
        meta="重复表述、总数的其中项和另一种计量也列出、不计入",
        limit=_limit(found),
        made_on=made_on,
        table=table,
        listed=found,
    )


def tasks(answers: Answers, asked: Answering, *, made_on: date) -> Exhibit | None:
    """The tasks with their departments; None where there are none."""
    counts = answers.rows("board/department_counts", **asked.parameters).iloc[0]
    return _tasks(
        answers,
        asked,
        "tasks",
        tasks_of(answers, asked, most=MOST_ROWS),
        name="的任务清单",
        told=f"{asked.role_word} {counts['tasks']} 项任务，{counts['tasks_without_figures']} 项没有量化目标",
        meta="自带部门的分项和未编号段落另列一行",
        made_on=made_on,
    )


def bare_tasks(answers: Answers, asked: Answering, *, made_on: date) -> Exhibit | None:
    """The numbered tasks without a figure; None where all have one."""
    counts = answers.rows("board/department_counts", **asked.parameters).iloc[0]
    return _tasks(
        answers,
        asked,
        "bare",
        tasks_of(answers, asked, without_figures=True, most=MOST_ROWS),
        name="没有量化目标的任务",
        told=f"{asked.role_word} {counts['tasks_without_figures']} 项没有量化目标的任务，同样要负责",
        meta=f"共 {counts['tasks']} 项编号任务",
        made_on=made_on,
    )


def joint_tasks(answers: Answers, asked: Answering, partner: str, *, made_on: date) -> Exhibit | None:
    """The tasks that the chosen ones share with a partner, a code of their level; None where they share none."""
    other = names_of(answers, FACET[asked.level], [partner]).get(partner)
    if other is None:
        return None
    found = tasks_of(answers, asked, partner=partner, most=MOST_ROWS)
    return _tasks(
        answers,
        asked,
        "joint",
        found,
        partner=partner,
        name=f"与{other}的共同任务",
        told=f"与{other}有 {len(found[['document', 'task_no']].drop_duplicates())} 项共同任务",
        meta="自带部门的分项另列一行",
        made_on=made_on,
    )


def _tasks(
    answers: Answers,
    asked: Answering,
    kind: str,
    found: pd.DataFrame,
    *,
    name: str,
    told: str,
    meta: str,
    made_on: date,
    partner: str = "",
) -> Exhibit | None:
    """Tasks with their departments; None where there are none. Of `bare` ones no targets are counted."""
    if found.empty:
        return None
    table = _table(found)
    if kind == "bare":
        table = table.drop(columns="目标数")
    own = whose(answers, asked)
    return exhibit_of(
        answers,
        asked,
        kind,
        partner=partner,
        name=f"{own}{name}（{asked.role_word}）",
        title=own + told,
        brief=tuple(head for head in ("任务号", "任务", "区县", "目标数", "牵头部门") if head in table),
        meta=meta,
        limit=_limit(found),
        made_on=made_on,
        table=table,
        listed=found,
    )


def _table(found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "任务": found["task"],
            "任务号": task_numbers(found),
            "区县": found["district"] + _draft(found),
            "目标数": found["targets"].astype("int64"),
            "牵头部门": _listed(found, "lead"),
            "配合部门": _listed(found, "support"),
        }
    )


def _limit(found: pd.DataFrame) -> str:
    return f"前 {MOST_ROWS} 行" if len(found) == MOST_ROWS else ""


def _draft(found: pd.DataFrame) -> "pd.Series[str]":
    return found["status"].map(lambda status: f"（{STATUS_WORD['draft']}）" if status == "draft" else "")


def _listed(found: pd.DataFrame, role: str) -> "pd.Series[str]":
    """Departments in printed order; a list that ends in 等 keeps it."""
    return found[f"{role}s"].map("、".join) + found[f"{role}_open"].map({True: "等", False: ""})
