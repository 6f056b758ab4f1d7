"""What the record refuses, in the reviewer's words: where, which field, what is written there and what may be."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from policytargets.errors import Problem
from policytargets.intake.publishing_targets import unfit
from policytargets.intake.refusing import few_rows, fitting, refusals, rows_around
from policytargets.intake.review import Standing
from policytargets.intake.workspace import Workspace
from policytargets.record.checks import check_rule
from policytargets.record.curated import TABLE, TABLES
from policytargets.record.rows import Row, sort_key
from policytargets.record.tables import Records
from policytargets.ui.intake import review_indicator
from policytargets.ui.intake.review import records, show
from policytargets.ui.intake.review_changes import heading, said
from policytargets.wording.markdown import plain_text

JUDGING, TASKS = "逐条审核", "任务与部门"
# What may be written instead, by check. Of a column with codes it is told by trying them all; the rest say their rule.
INSTEAD = {
    "due_year_outside_plan": "须在计划期 {period}之内。原文的期限在计划期之后的，不是本计划期内的承诺："
    "选“不采用”，理由“不是本计划的目标”；原文要求本计划期内就做到的，目标年份填计划期末，并在“须知”里写明原文的期限。",
    "printed_without_value": "数值“{value}”须是原文数字里写着的。",
    "printed_without_unit": "须是原文数字“{printed}”里写着的单位；表格里单位另在一格的，填那一格的。",
    "range_wrong": "只有界限为“区间”时才填上限，区间须填上限，且上限大于数值。",
    "share_above_100": "比率须在 0 到 100 之间；不是比率的请改口径。",
    "unit_not_convertible": "须能换算成所选指标的单位；量的不是同一种东西，请选“新指标”。",
    "withheld_wrong": "原文隐去的数字不填数值，没有隐去的须填数值。",
    "duplicate_statement": "同一文件里另有一条名称、数字都相同的目标：请在“重复表述与总数”里选它为首次表述，"
    "或把名称写得不同。",
    "restates_wrong": "须是同一文件里首次表述的那一条，指标和数值都要相同。",
    "part_of_wrong": "总数须是同一文件里的另一条目标，不能互为部分。",
    "part_exceeds_total": "各部分之和不能超过总数。",
    "succeeds_wrong": "所承接的须是本区县另一份不晚于它的计划里的目标，且没有被别的目标承接。",
    "missing_lead": "这项任务须有牵头部门。",
    "role_repeated": "同一部门在一项任务里只能列一次。",
}  # fmt: skip


@lru_cache(maxsize=1)
def _instead() -> dict[str, str]:
    """What may be written instead, by the rule of each check, which is all that a problem names."""
    return {check_rule(name): words for name, words in INSTEAD.items()}


def of_form(workspace: Workspace, row: dict[str, Any], standing: Standing) -> list[str]:
    """Why the row that the form holds can't be passed; nothing where it can."""
    indicator, new = review_indicator.chosen(workspace, row, standing)
    beside = {"indicators": new, "units": review_indicator.unit_described(row["unit"], row["candidate_id"])}
    few = few_rows({**row, "indicator_id": indicator}, workspace.about, records(), beside)
    return [*unfit(row, workspace.text), *_refused(json.dumps(few))]


# Asked when the form is shown and again when it is sent.
@lru_cache(maxsize=8)
def _refused(told: str) -> tuple[str, ...]:
    few: Records = json.loads(told)
    return tuple(dict.fromkeys(sentence(problem, few["targets"][0], few) for problem in refusals(few)))


def say_refused(workspace: Workspace, row: dict[str, Any], standing: Standing) -> None:
    """Above the fields: what keeps the row from being passed."""
    for words in of_form(workspace, row, standing):
        st.error(plain_text(words))


def sentence(problem: Problem, row: Row, around: Records | None = None) -> str:
    """A field, what is written there and what may be; `around` is what a target is judged by."""
    table = next(table for table in TABLES if table.file == problem.file)
    if problem.column not in row:
        return f"须满足：{problem.rule}。"
    column = table.column(problem.column)
    written = said(column, row[problem.column], {})
    begun = f"{heading(column)}写的是“{written}”，" if written else f"{heading(column)}没有填，"
    if around and column.codes:
        able = [said(column, code, {}) for code in fitting(around, problem)]
        return f"{begun}这里可以是：{'、'.join(able)}。" if able else f"{begun}须满足：{problem.rule}。"
    words = _instead().get(problem.rule, f"须满足：{problem.rule}。")
    return begun + words.format_map({**row, "period": _period(around) if around else ""})


def _period(around: Records) -> str:
    (document,) = around["documents"]
    first, last = document["period_start"][:4], document["period_end"][:4]
    return f"{first} 年" if first == last else f"{first}—{last} 年"


def say_problems(workspace: Workspace, problems: list[Problem], after: Records) -> None:
    """What keeps the tables from being written, each with the way back to where it is mended."""
    for number, problem in enumerate(problems):
        table = next(table for table in TABLES if table.file == problem.file)
        row = _row(problem, after)
        around = rows_around(row, after) if table.name == "targets" and row else None
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain_text(f"{_where(table.name, row, after)}：{sentence(problem, row, around)}"))
            candidate = _candidate(table.name, row, after)
            if any(own["candidate_id"] == candidate for own in workspace.candidates()):
                st.button("回到这一条", key=f"back-{number}", on_click=_go_back, args=(JUDGING, candidate))
            elif table.name in ("tasks", "responsibilities"):
                st.button("去“任务与部门”", key=f"back-{number}", on_click=_go_back, args=(TASKS, ""))


def _row(problem: Problem, after: Records) -> Row:
    """The row at fault: the file's lines are the rows in their order below the head; nothing where none is."""
    table = next(table for table in TABLES if table.file == problem.file)
    ordered = sorted(after[table.name], key=lambda row: sort_key(table, row))
    return ordered[problem.line - 2] if problem.line > 1 else {}


def _where(table: str, row: Row, after: Records) -> str:
    """What is at fault, as its reader knows it."""
    task = next((own for own in after["tasks"] if own["task_id"] == row.get("task_id")), None)
    name = row.get("printed") or row.get("name") or row.get("unit") or row.get("title") or ""
    if task is None:
        return f"{TABLE[table].meaning.partition('：')[0]}“{name}”" if name else TABLE[table].meaning.partition("：")[0]
    of_task = f"{task_in_short(task)}“{task['item'] or task['title']}”"
    return of_task if table == "tasks" else f"{of_task}的“{name}”"


def task_in_short(task: Mapping[str, str]) -> str:
    """A task as its document numbers it: 任务 15, 任务 15.1; a passage that has no number."""
    return f"任务 {task['task_id'].partition('/')[2]}" if task["task_no"] != "0" else "未编号段落"


def _candidate(table: str, row: Row, after: Records) -> str:
    """The candidate from which a target at fault was made, or a target of an indicator at fault."""
    targets = {row["target_id"]} if table == "targets" and row else set()
    if table == "indicators" and row:
        targets = {own["target_id"] for own in after["targets"] if own["indicator_id"] == row["indicator_id"]}
    return next((own["candidate_id"] for own in after["reviews"] if own["target_id"] in targets), "")


def _go_back(tab: str, candidate: str) -> None:
    st.session_state["tab"] = tab
    if candidate:
        show(candidate)
