"""与上一份计划相比: what the newest plan of a district adds, drops, raises or lowers, target by target."""

import streamlit as st

from policytargets.exhibits import lists
from policytargets.settings import today
from policytargets.ui.blocks import links
from policytargets.ui.blocks.exhibits import exhibit_tools, kept
from policytargets.ui.blocks.listings import listing
from policytargets.ui.blocks.record import rows
from policytargets.wording.markdown import plain_text


def compared(district: str, *, name: str) -> None:
    """The section, where the district has an earlier plan."""
    found = rows("board/district_versions", district=district)
    if found.empty:
        return
    st.subheader("与上一份计划相比", anchor=False)
    before, after = found["before_title"].iloc[0], found["after_title"].iloc[0]
    told = f"{lists.versions_compared(before, after)}：{lists.counts_of_changes(found)}。{lists.HOW_COMPARED}"
    st.caption(plain_text(told))
    shown = kept(lists.versions, district, made_on=today())
    if shown is None:
        return
    ids = shown.rows["after_id"].fillna(shown.rows["before_id"])
    ways = {"指标": [links.address("target", target=target) for target in ids]}
    listing(shown.table(), label=f"{name}的计划与上一份相比", links=ways)
    exhibit_tools(shown, key="versions-list")
