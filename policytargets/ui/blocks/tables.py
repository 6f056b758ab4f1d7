"""Tables and the table twins of charts."""

from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from policytargets.exports.spreadsheets import to_csv
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD, PERIOD_WORD, PRESENCE_WORD, STRENGTH_WORD
from policytargets.wording.markdown import plain_text

MISSING = "—"


MOST_ROWS = 1000


def table(frame: pd.DataFrame, *, key: str, file_name: str, height: int | Literal["auto", "content"] = "auto") -> None:
    """A table with missing values shown as a dash, and its download as CSV; a very long one shows its first rows."""
    if len(frame) > MOST_ROWS:
        st.caption(f"仅列前 {MOST_ROWS:,} 行，共 {len(frame):,} 行，全部内容请下载。")
    st.dataframe(frame.head(MOST_ROWS), hide_index=True, key=key, height=height, placeholder=MISSING)
    saved(frame, key=key, file_name=file_name)


def saved(frame: pd.DataFrame, *, key: str, file_name: str) -> None:
    """The button that takes a table along as CSV."""
    st.download_button(
        "下载 CSV",
        data=lambda: to_csv(frame),
        file_name=file_name,
        mime="text/csv",
        key=f"{key}-csv",
        on_click="ignore",
    )


def twin(
    frame: Callable[[], pd.DataFrame], *, key: str, file_name: str, label: str = "表格", words: Sequence[str] = ()
) -> None:
    """What a chart shows as a table, made and sent only while a reader has it open; `words` follow it."""
    with st.expander(label, key=f"{key}-twin", on_change="rerun") as opened:
        if opened.open:
            table(frame(), key=f"{key}-table", file_name=file_name)
            for line in words:
                st.caption(plain_text(line))


def targets_frame(targets: pd.DataFrame) -> pd.DataFrame:
    """Targets as readers see them: codes in words, figures as printed and normalised, Chinese heads."""
    return pd.DataFrame(
        {
            "区县": targets["district"],
            "领域": targets["category"],
            "目标": targets["name"],
            "原文数字": targets["printed"],
            "换算值": targets["value_std"],
            "上限值": targets["value_high_std"],
            "换算单位": targets["unit_std"],
            "界限": targets["comparator"].map(COMPARATOR_WORD),
            "口径": targets["basis"].map(BASIS_WORD),
            "时段": targets["period"].map(PERIOD_WORD),
            "目标年份": targets["due_year"].astype("Int64"),
            "承诺力度": targets["strength"].map(STRENGTH_WORD),
            "情况": targets["presence"].map(PRESENCE_WORD),
            "文件状态": targets["status"].map({"draft": "征求意见稿", "issued": "已印发"}),
            "牵头部门": targets["leads"].map("、".join),
            "配合部门": targets["supports"].map("、".join),
            "任务": targets["task"],
            "须知": targets["caveat"],
            "重复表述": targets["restates"],
            "所属总数": targets["part_of"],
            "来源": targets["citation"],
            "目标编号": targets["target_id"],
        }
    )
