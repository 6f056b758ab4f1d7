"""Blocks of several pages about plans: what they hold, what kinds there are, tasks without a figure."""

from typing import Any

import pandas as pd

from policytargets.ui.blocks import record, tables
from policytargets.ui.blocks.filters import choices

MOST_DRAWN = 20


def plan_figures(counts: "pd.Series[Any]") -> dict[str, tuple[str, str]]:
    """What every page says first of plans, as figures for `blocks.metrics`: tasks, those with figures, targets."""
    share = counts["tasks_with_figures"] / max(counts["tasks"], 1)
    return {
        "任务": (f"{counts['tasks']} 项", "文件中的编号任务"),
        "有量化目标的任务": (
            f"{counts['tasks_with_figures']} 项（{share:.0%}）",
            "至少有一个量化目标的编号任务，及其占比",
        ),
        "计划目标": (f"{counts['targets']} 个", "量化承诺；重复表述和总数的其中项不重复计"),
        "原文隐去": (f"{counts['withheld']} 个", "征求意见稿以 *** 或 x 隐去的数字，不作猜测"),
    }


def by_district(cells: pd.DataFrame) -> pd.DataFrame:
    """Counted targets as a table: a row for each category, a column for each district."""
    wide = cells.pivot_table(index=["category_sort", "category"], columns="district", values="targets", sort=True)
    return wide.droplevel(0).reset_index(names="领域")


def drawn_districts(focus: str) -> tuple[list[str], str]:
    """Which districts a heat map draws, none meaning all, and a sentence on the others."""
    if len(choices("districts")) <= MOST_DRAWN:
        return [], ""
    found = record.rows("record/largest_districts", categories=[], focus=focus, most=MOST_DRAWN)
    districts, targets = (
        found["all_districts"].iloc[0] - len(found),
        found["all_targets"].iloc[0] - found["targets"].sum(),
    )
    told = f"仅列目标最多的 {len(found)} 个区县；其余 {districts:,} 个区县合计 {targets:,} 个计划目标，见“目标清单”。"
    return found["district_id"].tolist(), told


def short_names() -> dict[str, str]:
    """district_id → short name."""
    listed = record.rows("comparisons/districts", districts=[])
    return dict(zip(listed["district_id"], listed["short_name"], strict=True))


def tasks_without_figures(tasks: pd.DataFrame, *, key: str, file_name: str) -> None:
    """Tasks that commit to no figure: heading, chapter and departments."""
    shown = pd.DataFrame(
        {
            "区县": tasks["district"],
            "任务号": tasks["task_no"],
            "任务": tasks["task"],
            "所在章": tasks["chapter"],
            "领域": tasks["category"],
            "牵头部门": tasks["leads"].map("、".join),
            "配合部门": tasks["supports"].map("、".join),
        }
    )
    tables.table(shown, key=key, file_name=file_name, height=420 if len(shown) > 11 else "auto")
