"""The district's paper to take along, fetched and written when it is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from policytargets.comparisons.standings import Standing, summary
from policytargets.exports.file_names import file_name
from policytargets.exports.papers.district import DistrictRows, to_district_report
from policytargets.record.database import Database
from policytargets.settings import today
from policytargets.ui.blocks.downloads import DOCX
from policytargets.ui.blocks.record import record


def downloads(plan: Mapping[Any, Any], own: Sequence[Standing]) -> None:
    """汇报材料 of the district as an editable document; `own` are the comparisons in which it has a figure."""
    held = record()
    st.download_button(
        "下载汇报材料（DOCX）",
        data=lambda: report(held, plan, own),
        file_name=file_name(plan["district"], "汇报材料", made_on=today(), ending="docx"),
        mime=DOCX,
        key="district-docx",
        on_click="ignore",
        help="按公文版式写成的草稿：总体情况、主要目标、与其他区县相比、没有量化目标的任务；【请填写】处由您补充",
    )


def report(held: Database, plan: Mapping[Any, Any], own: Sequence[Standing]) -> bytes:
    """The paper of one district from the record that its page was read from."""
    district = str(plan["district_id"])
    rows = DistrictRows(
        plan=plan,
        targets=held.query("board/district_targets", document=str(plan["document_id"])),
        cells=held.query("record/heat_map", districts=[district]),
        departments=held.query("board/district_departments", districts=[district]),
        tasks=held.query("board/tasks_without_figures", districts=[district], categories=[]),
        comparisons=[lane.comparison for lane in own],
    )
    return to_district_report(rows, standing=summary(own), made_on=today(), version=held.version)
