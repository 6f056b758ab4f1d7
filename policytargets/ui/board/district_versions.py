"""与上一份计划相比: what the newest plan of a district adds, drops, raises or lowers, target by target."""

import pandas as pd
import streamlit as st

from policytargets.ui.blocks import links, tables
from policytargets.ui.blocks.listings import listing
from policytargets.wording.codes import BASIS_WORD
from policytargets.wording.markdown import plain_text

CHANGE_WORD = {
    "added": "新增",
    "dropped": "不再提出",
    "raised": "数字提高",
    "lowered": "数字降低",
    "revealed": "写出了数字",
    "hidden": "隐去了数字",
    "reworded": "表述有变",
    "same": "没有变化",
}


def compared(found: pd.DataFrame, *, district: str) -> None:
    """The section, where the district has an earlier plan; takes the rows of `board/district_versions`."""
    if found.empty:
        return
    st.subheader("与上一份计划相比", anchor=False)
    counts = found["change"].value_counts()
    told = "，".join(f"{word} {counts[code]} 个" for code, word in CHANGE_WORD.items() if code in counts)
    before, after = found["before_title"].iloc[0], found["after_title"].iloc[0]
    st.caption(
        plain_text(
            f"《{after}》与《{before}》相比：{told}。按审核时认定的承接关系、没有认定的按同一指标对应；数字高低不等于难易。"
        )
    )
    changed = found[found["change"] != "same"].reset_index(drop=True)
    if changed.empty:
        return
    shown = pd.DataFrame(
        {
            "变化": changed["change"].map(CHANGE_WORD),
            "指标": changed["indicator"],
            "口径": changed["basis"].map(BASIS_WORD),
            "上一份": _stated(changed, "before"),
            "这一份": _stated(changed, "after"),
        }
    )
    ids = changed["after_id"].fillna(changed["before_id"])
    ways = {"指标": [links.address("target", target=name) for name in ids]}
    listing(shown, label=f"{district}的计划与上一份相比", links=ways)
    tables.saved(shown, key="versions", name=f"{district}与上一份计划相比")


def _stated(changed: pd.DataFrame, side: str) -> pd.Series:
    """The figure as printed with its year, nothing where that plan has none."""
    years = changed[f"{side}_year"].astype("Int64").astype("string")
    return (changed[f"{side}_printed"] + "（" + years + "年）").where(changed[f"{side}_id"].notna(), None)
