"""What 领域 is made of."""

import streamlit as st

from policytargets.ui.blocks import record
from policytargets.ui.blocks.filters import choices
from policytargets.wording.markdown import plain_text

MOST_NAMED = 10


def totals(category: str) -> None:
    """How many targets the tasks of a category hold, by district, the most first; many districts are summed."""
    found = record.rows("record/largest_districts", categories=[category], focus="", most=MOST_NAMED)
    districts, everything = found["all_districts"].iloc[0], found["all_targets"].iloc[0]
    own = found.sort_values(["targets", "district_id"], ascending=[False, True])
    names = choices("districts")
    named = [f"{names[str(row.district_id)]} {row.targets}" for row in own.itertuples()]
    rest = f"，其余 {districts - len(own)} 个区县 {everything - own['targets'].sum()}" if districts > len(own) else ""
    matter = record.rows("record/heat_map_by_matter", districts=[])
    by_matter = int(matter.loc[matter["category_id"] == category, "targets"].sum())
    other = f"按事项计（不论写在哪一章）为 {by_matter} 个。" if by_matter != everything else ""
    told = f"按章计，归入这个领域的任务共有 {everything} 个计划目标：{'、'.join(named)}{rest}。{other}"
    st.write(plain_text(told))
