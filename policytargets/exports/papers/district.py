"""汇报材料 of one district: what its plan holds, its targets, where it stands, its tasks without figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from policytargets.comparisons.citations import documents_cited
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.comparisons.standings import REASONS, Standing, standings
from policytargets.comparisons.years import years_in_words
from policytargets.exports.notes import notes
from policytargets.exports.papers.paper import TO_FILL_IN, Paper
from policytargets.exports.papers.targets import add_targets
from policytargets.wording.documents import document_lines, task_number
from policytargets.wording.figures import share_in_words

RANKED_PARTS, UNRANKED_PARTS = (3, 2.6, 5, 3.4), (2.6, 2.4, 4.4, 4.8)
RANKED_HEADS = ("指标", "本区县", "其他区县", "位次和须知")
UNRANKED_HEADS = ("指标", "本区县", "其他区县", "不排名次的原因")
TASK_HEADS, TASK_PARTS = ("任务号", "任务", "领域", "牵头部门"), (1.2, 5, 2.5, 3.5)


@dataclass(frozen=True)
class DistrictRows:
    """What the paper is made from: the row of `board/district_plan`, rows of `evidence/targets`, `record/heat_map`,
    `board/district_departments` and `board/tasks_without_figures`, each of this district, and the comparisons in which
    it has a figure."""

    plan: Mapping[Any, Any]
    targets: pd.DataFrame
    cells: pd.DataFrame
    departments: pd.DataFrame
    tasks: pd.DataFrame
    comparisons: Sequence[Comparison]


def to_district_report(rows: DistrictRows, *, standing: str, made_on: date, version: str = "") -> bytes:
    """One district as DOCX; `standing` is the sentence on its place beside the others."""
    name = rows.plan["district"]
    title = f"{name}绿色低碳高质量发展目标情况汇报"
    paper = Paper(title)
    paper.heading("总体情况", 1)
    for number, sentence in enumerate(summary(rows), 1):
        paper.paragraph(f"{number}. {sentence}")
    paper.paragraph(f"{TO_FILL_IN}背景和总体进展。")
    paper.heading("主要目标", 2)
    found = rows.targets.to_dict("records")
    for number, category in enumerate(dict.fromkeys(row["category"] for row in found), 1):
        paper.subheading(category, number)
        add_targets(paper, [row for row in found if row["category"] == category])
    _add_shared(paper, rows, standing)
    paper.heading("没有量化目标的任务", 4)
    silent = f"{rows.plan['tasks']} 项编号任务中，{len(rows.tasks)} 项没有量化目标，同样要落实。"
    paper.paragraph(silent if rows.plan["tasks"] else "计划没有编号任务。")
    tasks = rows.tasks.to_dict("records")
    listed = [(task_number(t["task_no"]), t["task"], t["category"], "、".join(t["leads"]) or "—") for t in tasks]
    if listed:
        paper.table(TASK_HEADS, listed, TASK_PARTS)
    paper.closing(5)
    district = rows.plan["district_id"]
    others = (row for shown in rows.comparisons for row in shown.rows if row.district_id != district)
    sources = [*document_lines([rows.plan]), *documents_cited(others)]
    paper.notes(notes(title, made_on=made_on, sources=sources, version=version))
    return paper.to_bytes()


def summary(rows: DistrictRows) -> list[str]:
    """What the plan holds, in sentences made from the rows."""
    plan = rows.plan
    cells = rows.cells[rows.cells["targets"] > 0].sort_values("targets", ascending=False, kind="stable")
    categories = "、".join(f"{row['category']} {row['targets']} 个" for row in cells.to_dict("records"))
    leading = rows.departments[rows.departments["targets"] > 0].head(3).to_dict("records")
    named = "、".join(f"{row['department']} {row['targets']} 个" for row in leading)
    share = share_in_words(plan["tasks_with_figures"], plan["tasks"])
    of_tasks = f"提出编号任务 {plan['tasks']} 项，{plan['tasks_with_figures']} 项有量化目标，占 {share}"
    sentences = [
        f"《{plan['title']}》{of_tasks if plan['tasks'] else '没有编号任务'}。",
        f"共有计划目标 {plan['targets']} 个，重复表述、总数的其中项和另一种计量不重复计；均为计划目标，不是完成数。",
        f"其中 {plan['withheld']} 个的数字在原文中隐去，不作猜测。" if plan["withheld"] else "",
        f"分领域看：{categories}。" if categories else "",
        f"牵头计划目标最多的部门是{named}，几个部门共同牵头的各计一次。" if named else "",
        "所据文件是征求意见稿，数字可能变动。" if plan["status"] == "draft" else "",
    ]
    return [sentence for sentence in sentences if sentence]


def _add_shared(paper: Paper, rows: DistrictRows, standing: str) -> None:
    paper.heading("与其他区县相比", 3)
    name, district = rows.plan["district"], rows.plan["district_id"]
    paper.paragraph(f"{name}有 {len(rows.comparisons)} 项指标可与其他区县并列。{standing}")
    seen = standings(rows.comparisons, district)
    ranked = [one for one in seen if one.place != "unranked"]
    unranked = [one for one in seen if one.place == "unranked"]
    parts = [
        ("能排名次的指标", RANKED_HEADS, RANKED_PARTS, ranked),
        ("不排名次的指标", UNRANKED_HEADS, UNRANKED_PARTS, unranked),
    ]
    for number, (told, heads, widths, found) in enumerate((part for part in parts if part[3]), 1):
        paper.subheading(f"{told}（{len(found)} 项）", number)
        paper.table(heads, [_shared(one) for one in found], widths)


def _shared(standing: Standing) -> tuple[str, str, str, str]:
    """An indicator with the district's figure, those of the others, and its place or why it has none."""
    shown, own = standing.comparison, {row.district_id for row in standing.own}
    told = [row for row in shown.rows if row.district_id not in own and row.presence != "unset"]
    ranked = standing.place != "unranked"
    # Where the figures are ranked, only a row that has no part in it falls due in another year, and says so itself.
    dated = ranked and standing.years_differ
    years = "" if ranked else years_in_words(shown.rows)
    others = "；".join(_told(row, dated=dated) for row in told) or "—"
    # The reason is said more precisely by the note on meaning or on years where there is one.
    why = standing.aside if ranked else standing.reason
    said = {REASONS["years"]: years}.get(why) or why
    told_once = dict.fromkeys(filter(None, (said, shown.caution, years)))
    figure = "；".join(row.figure for row in standing.own)
    return (f"{shown.title}（{shown.unit}）" if shown.unit else shown.title, figure, others, "；".join(told_once))


def _told(row: ComparisonRow, *, dated: bool) -> str:
    """Another district with its words, `dated` with its year: `茌平区：全力稳定（2025年，不参与排序）`."""
    if not dated or row.due_year is None:
        return f"{row.district}：{row.figure}"
    apart = "，不参与排序" if row.value is None else ""
    return f"{row.district}：{row.figure}（{row.due_year}年{apart}）"
