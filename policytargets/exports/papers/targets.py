"""汇报材料 of a filtered list of targets, and the table of targets that other papers use."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from policytargets.exports.notes import notes
from policytargets.exports.papers.paper import TO_FILL_IN, Paper
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.documents import task_number

HEADS, PARTS = ("序号", "目标", "原文数字", "目标年份", "牵头部门", "任务号"), (1, 4, 3, 1.6, 3, 1.4)
Target = Mapping[Any, Any]


def to_targets_report(
    targets: pd.DataFrame, *, filters: str, sources: Sequence[str], made_on: date, version: str = ""
) -> bytes:
    """Rows of `evidence/targets` as DOCX, by district, with what they add up to. Raises ValueError if there is none."""
    found: Sequence[Target] = targets.to_dict("records")
    if not found:
        raise ValueError("a report needs at least one target")
    title = "绿色低碳高质量发展目标清单"
    paper = Paper(title)
    paper.heading("范围", 1)
    for number, sentence in enumerate(summary(found, filters), 1):
        paper.paragraph(f"{number}. {sentence}")
    paper.heading("目标", 2)
    add_by_district(paper, found)
    paper.heading("需要说明的事项", 3)
    paper.paragraph(TO_FILL_IN)
    counted = f"{len(found)} 条；重复表述、总数的其中项和另一种计量各占一行，合计时不应重复计"
    paper.notes(notes(title, made_on=made_on, filters=filters, count=counted, sources=sources, version=version))
    return paper.to_bytes()


def summary(found: Sequence[Target], filters: str) -> list[str]:
    """What a list of targets adds up to, in sentences made from its rows."""
    by_district = Counter(row["district"] for row in found)
    counts = "、".join(f"{district} {count} 条" for district, count in by_district.most_common())
    counted = sum(bool(row["counted"]) for row in found)
    withheld = sum(bool(row["withheld"]) for row in found)
    sentences = [
        f"本清单的范围是“{filters}”，共 {len(found)} 条量化承诺，均为计划目标，不是完成数。",
        f"重复表述、总数的其中项和另一种计量不重复计，计为 {counted} 个目标。" if counted < len(found) else "",
        f"涉及 {len(by_district)} 个区县：{counts}。",
        f"其中 {withheld} 条的数字在原文中隐去，不作猜测。" if withheld else "",
        drafts_in_words(found),
    ]
    return [sentence for sentence in sentences if sentence]


def drafts_in_words(found: Sequence[Target]) -> str:
    """Of which districts the plan is a draft; nothing where there is none."""
    drafts = list(dict.fromkeys(row["district"] for row in found if row["status"] == "draft"))
    return f"{'、'.join(drafts)}的文件是征求意见稿，数字可能变动。" if drafts else ""


def add_by_district(paper: Paper, found: Sequence[Target]) -> None:
    """A table of targets for each district, under its name."""
    for number, district in enumerate(dict.fromkeys(row["district"] for row in found), 1):
        own = [row for row in found if row["district"] == district]
        drafted = all(row["status"] == "draft" for row in own)
        paper.subheading(f"{district}（{STATUS_WORD['draft']}）" if drafted else district, number)
        add_targets(paper, own)


def add_targets(paper: Paper, targets: Sequence[Target]) -> None:
    """A native table of targets, figures as printed."""
    rows = []
    for number, row in enumerate(targets, 1):
        printed = f"原文隐去（{row['printed']}）" if row["withheld"] else str(row["printed"])
        leads = "、".join(row["leads"]) or "—"
        name = f"{row['name']}（{told}）" if (told := not_counted(row)) else str(row["name"])
        rows.append((str(number), name, printed, f"{row['due_year']}年", leads, task_number(row["task_no"])))
    paper.table(HEADS, rows, PARTS)


def not_counted(row: Target) -> str:
    """Why a row adds nothing to the count of targets; empty where it counts."""
    if isinstance(row["restates"], str):
        return "重复表述，不另计"
    if row["measured_otherwise"]:
        return "另一种计量，不另计"
    return "总数的其中项，不另计" if isinstance(row["part_of"], str) else ""
