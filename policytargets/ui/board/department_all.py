"""责任部门 without a choice: every department with what it leads and what it supports, as a list that leads on."""

import pandas as pd
import streamlit as st

from policytargets.ui.blocks import links, tables
from policytargets.ui.blocks.listings import SHOWN_FIRST
from policytargets.ui.blocks.record import rows
from policytargets.ui.board.department import Selection
from policytargets.wording.codes import STATUS_WORD

MOST_LISTED = 1000
COLUMNS = {
    "owner": "部门",
    "district": "区县",
    "targets_led": "牵头目标",
    "tasks_led": "牵头任务",
    "targets_supported": "配合目标",
    "tasks_supported": "配合任务",
}


def every(selection: Selection) -> None:
    """The departments of the districts in the roles asked for; of a whole nation only once districts are chosen."""
    known = rows("choices/departments", codes=[], names=[], words=[], most=1)
    st.subheader("全部责任部门", anchor=False)
    if not selection.districts and len(known) and known["matching"].iloc[0] > MOST_LISTED:
        st.caption(f"部门超过 {MOST_LISTED:,} 个，请先选区县，再逐个列出。")
        return
    asked = {"lines": [], "departments": [], "districts": selection.districts, "roles": selection.roles}
    found = rows("board/department_ranking", most=MOST_LISTED, **asked)
    found = found[found["owner_id"].notna()]
    st.caption(
        f"{len(found)} 个部门{selection.role_word}任务，{selection.role_word}目标多的在前，同数按名称的拼音。"
        "一个目标或任务有几个部门时，各部门名下都计，相加会重复。点名称看这个部门的全部责任。"
    )
    table = frame(found)
    codes = found["owner_id"].tolist()
    ways = [links.address("department", departments=[code], roles=selection.role) for code in codes]
    tables.listed(table.mask(table == 0), label="全部责任部门", links={"部门": ways}, first=SHOWN_FIRST)
    tables.saved(table, key="all-departments", name="全部责任部门", label="下载全部责任部门（CSV）")


def frame(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of `board/department_ranking` with Chinese heads; a district whose plan is a draft says so."""
    plans = rows("comparisons/districts", districts=[])
    drafts = set(plans.loc[plans["status"] == "draft", "district_id"])
    marks = found["district_id"].map(lambda code: f"（{STATUS_WORD['draft']}）" if code in drafts else "")
    return found.assign(district=found["short_name"] + marks)[list(COLUMNS)].rename(columns=COLUMNS)
