"""漏了？ for commitments in words on 审核: their words are typed as printed and found in the document."""

import streamlit as st

from policytargets.intake.missed_words import missed_words
from policytargets.intake.workspace import Workspace, append_candidate

TYPED, AGAINST = "missed-words", "missed-benchmark"


def words(workspace: Workspace) -> None:
    """Words that commit to something without a number: where they stand, to be made a candidate."""
    with st.container(horizontal=True):
        typed = st.text_input("漏了用文字说定的目标？照原文输入用语，如“全覆盖”", key=TYPED)
        against = st.text_input("比照什么（如“全市平均”；用语自己有数值的不填）", key=AGAINST)
    if not typed.strip():
        return
    found = {one["candidate_id"]: one for one in missed_words(workspace, typed, against)}
    if not found:
        st.info("原文里没有这样的用语，或者都已列为候选。")
        return
    named = {
        key: f"{one['title'] or one['chapter'] or '未编号段落'}：{one['clause'][:40]}" for key, one in found.items()
    }
    picked = st.selectbox("在哪一句", list(named), format_func=named.__getitem__, key="missed-place")
    st.button("把用语列为候选", on_click=append_candidate, args=(workspace, found[picked]))
