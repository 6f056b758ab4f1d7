"""Blocks of several pages about plans: what they hold, what kinds there are, tasks without a figure."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.ui.blocks import links, tables
from policytargets.ui.blocks.listings import SHOWN_FIRST
from policytargets.ui.blocks.record import rows
from policytargets.wording.figures import share_in_words

MOST_WAYS = 6


def plan_figures(counts: "pd.Series[Any]") -> dict[str, tuple[str, str]]:
    """What every page says first of plans, as figures for `blocks.metrics`: tasks, those with figures, targets."""
    share = f"（{share_in_words(counts['tasks_with_figures'], counts['tasks'])}）" if counts["tasks"] else ""
    return {
        "任务": (f"{counts['tasks']} 项", "文件中的编号任务"),
        "有量化目标的任务": (
            f"{counts['tasks_with_figures']} 项{share}",
            "至少有一个量化目标的编号任务，及其占比",
        ),
        "计划目标": (f"{counts['targets']} 个", "量化承诺；重复表述、总数的其中项和另一种计量不重复计"),
        "原文隐去": (f"{counts['withheld']} 个", "原文以 ***、x 等记号隐去的数字，不作猜测"),
    }


def tasks_without_figures(tasks: pd.DataFrame) -> None:
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
    ways = {"任务": [links.address("task", task=task_id) for task_id in tasks["task_id"].head(tables.MOST_ROWS)]}
    columns = ("任务", *(head for head in shown.columns if head != "任务"))
    tables.listed(shown, label="没有量化目标的任务", shown=columns, links=ways, first=SHOWN_FIRST)


def ways_to_pairs(district: str) -> None:
    """The ways to 两区县总对照 of a district with each of the others; of very many, or without a district, to where two
    are chosen."""
    listed = rows("comparisons/districts", districts=[])
    names = dict(zip(listed["district_id"], listed["short_name"], strict=True))
    others = [code for code in names if code != district] if district else []
    with st.container(horizontal=True, vertical_alignment="center", key="pairs"):
        st.html("<b>两区县总对照</b>", width="content")
        if 0 < len(others) <= MOST_WAYS:
            for other in others:
                label = f"{names[district]}与{names[other]}"
                links.link("indicator", label, pair="true", districts=[district, other])
        else:
            chosen = [district] if district else []
            links.link("indicator", "选两个区县，看两地全部共有指标", pair="true", districts=chosen)


def behind_cells(table: pd.DataFrame, cells: pd.DataFrame, **also: str | list[str]) -> dict[str, list[str]]:
    """The targets behind each cell of a table of categories and districts; cells without targets lead nowhere.

    `cells`: one row per category and district with category, category_id, district, district_id, targets. `also` are
    further filters of 目标清单.
    """
    found = {(row["category"], row["district"]): row for row in cells.to_dict("records") if row["targets"]}

    def way(category: str, district: str) -> str:
        if (category, district) not in found:
            return ""
        cell = found[category, district]
        where = {"districts": [cell["district_id"]], "categories": [cell["category_id"]]}
        return links.address("targets", **where, **also)

    names = [name for name in table.columns if name != "领域"]
    return {name: [way(category, name) for category in table["领域"]] for name in names}
