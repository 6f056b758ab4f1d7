"""Blocks that pages are put together from: heads, comparisons, tables, sources."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal

import pandas as pd
import streamlit as st

from policytargets.charts import comparison
from policytargets.comparisons.captions import caution, finding
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.twins import to_frame
from policytargets.exports.spreadsheets import to_csv
from policytargets.ui import drawings, links
from policytargets.ui.deck import add_to_deck
from policytargets.ui.filters import choices
from policytargets.ui.record import palette
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD, PERIOD_WORD, STRENGTH_WORD
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH

MISSING = "—"
MOST_ROWS = 1000


def head(title: str, question: str) -> None:
    """The page's title and, below it, the question it answers."""
    st.title(title, anchor=False)
    st.caption(question)


def search_box() -> None:
    """A box that leads to the targets found. It keeps nothing in the address, so that the way back stays open."""
    typed = st.text_input(
        "搜索目标",
        key="search-box",
        max_chars=LONGEST_SEARCH,
        placeholder="指标、目标、任务、部门、文号，如：5G、粮食、科技局",
        type="search",
    )
    if typed and typed.strip():
        links.go("targets", q=typed.strip())


def comparison_block(shown: Comparison | Refusal, *, key: str, focus: str = "", level: int = 3) -> None:
    """One comparison: title, subtitle, bars that lead to their targets, notes, table twin and source; or why none."""
    if isinstance(shown, Refusal):
        st.info(shown.reason)
        return
    st.markdown(f"{'#' * level} {plain_text(shown.title)}")
    st.caption(plain_text(shown.subtitle))
    picked = drawings.show(
        comparison.comparison_bars,
        shown,
        palette(),
        focus,
        key=f"{key}-chart",
        on_select="rerun",
        alt=finding(shown),
    )
    if caution(shown):
        st.caption(plain_text(caution(shown)))
    for bar in picked["selection"].get("target", []):
        links.go("target", target=bar["target_id"])
    words = [*shown.notes, shown.source]
    twin(lambda: to_frame(shown), key=key, file_name=f"{shown.title}.csv", label="表格、说明与来源", words=words)
    districts = {row.district_id for row in shown.rows}
    chosen = () if districts >= set(choices("districts")) else tuple(sorted(districts))
    add_to_deck(shown.indicator_id, districts=chosen, key=key)


def table(frame: pd.DataFrame, *, key: str, file_name: str, height: int | Literal["auto", "content"] = "auto") -> None:
    """A table with missing values shown as a dash, and its download as CSV; a very long one shows its first rows."""
    if len(frame) > MOST_ROWS:
        st.caption(f"仅列前 {MOST_ROWS:,} 行，共 {len(frame):,} 行，全部内容请下载。")
    st.dataframe(frame.head(MOST_ROWS), hide_index=True, key=key, height=height, placeholder=MISSING)
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
            "力度": targets["strength"].map(STRENGTH_WORD),
            "情况": targets["withheld"].map({True: "原文隐去", False: "有数字"}),
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


def stated(said: object, what: str = "") -> str:
    """What a document says of itself, or that its public text does not say `what`."""
    return said if isinstance(said, str) else f"公开文本未载{what}"


def source_line(text: str) -> None:
    """The source of the page with the date it was made."""
    st.caption(f"来源：{plain_text(text)}。制作日期：{date.today().isoformat()}")


def metrics(values: Mapping[str, tuple[str, str]]) -> None:
    """A row of figures that wraps on narrow screens: label → (figure, what it counts)."""
    with st.container(horizontal=True):
        for label, (figure, help_text) in values.items():
            st.metric(label, figure, help=help_text, width="content")
