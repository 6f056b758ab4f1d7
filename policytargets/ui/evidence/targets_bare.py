"""The tasks without a target below the list of targets, with their file."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.exports.file_names import file_name
from policytargets.exports.spreadsheets import to_csv
from policytargets.record.held import OF_TASKS, Row, plain_rows
from policytargets.settings import today
from policytargets.ui.blocks import links, listings
from policytargets.ui.blocks.downloads import CSV
from policytargets.ui.blocks.record import record
from policytargets.ui.evidence import targets_found, targets_understood
from policytargets.ui.evidence.targets_conditions import OF_TARGETS
from policytargets.wording.documents import numbered_task

MOST_TASKS = 300


def listed(chosen: dict[str, Any]) -> None:
    """The tasks without a target that the same words, districts, categories and departments find; nothing where the
    list is narrowed by what only targets have."""
    if any(chosen[facet] for facet in OF_TARGETS):
        return
    found, _, tasks = targets_found.tasks(chosen, MOST_TASKS)
    if not found:
        return
    named = bool(targets_understood.named_tasks())
    told = f"另有 {found:,} 项没有量化目标的任务"
    with st.expander(
        told, expanded=named, key="bare-tasks-named-fold" if named else "bare-tasks-fold", on_change="rerun"
    ) as opened:
        if opened.open:
            ways = [links.address("task", task=row["task_id"]) for row in tasks]
            listings.listing(_tasks_frame(tasks), label="没有量化目标的任务", links={"任务": ways})
            if found > len(tasks):
                st.caption(f"仅列前 {len(tasks)} 项，共 {found:,} 项；文件中为全部。")
            held, asked = record(), {name: chosen[name] for name in OF_TASKS} | {"most": found}
            st.download_button(
                f"下载这 {found:,} 项任务（CSV）",
                lambda: to_csv(_tasks_frame(plain_rows(held.query("evidence/targets_tasks", **asked)))),
                file_name("目标清单", "没有量化目标的任务", made_on=today(), ending="csv"),
                CSV,
                key="bare-tasks-file",
                on_click="ignore",
            )


def _tasks_frame(tasks: Sequence[Row]) -> pd.DataFrame:
    """Tasks without a target as the list shows them."""
    return pd.DataFrame(
        [
            {
                "任务": numbered_task(row["task_no"], row["task"]),
                "区县": row["short_name"],
                "领域": row["category"],
                "牵头部门": "、".join(row["leads"]) or None,
                "所在章": row["chapter"],
            }
            for row in tasks
        ]
    )
