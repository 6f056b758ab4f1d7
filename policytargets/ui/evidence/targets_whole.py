"""The list of targets on one page: for the browser's search and for paper, put in order by its heads."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from policytargets.record.held import Row
from policytargets.ui.blocks import unknown_values
from policytargets.ui.blocks.addresses import FILTER_WORD, SO

MOST_WHOLE = 1000


def pick(found: int) -> bool:
    """Whether all rows are asked for on one page, of very many up to a bound, which is said; bound to the address."""
    unknown_values.note(FILTER_WORD["whole"], "whole", SO)
    whole = st.toggle(
        FILTER_WORD["whole"],
        key="whole",
        bind="query-params",
        help="列出全部结果，可在浏览器中查找、一次打印；点表头按这一列排序，原文数字和换算值先按单位、再按大小排",
    )
    if whole and found > MOST_WHOLE:
        st.caption(f"一页最多 {MOST_WHOLE:,} 条；要点表头排序，请先缩小范围。")
    return whole


def amounts(targets: Sequence[Row]) -> dict[str, list[float | None]]:
    """The real values behind the words of a column, for its order. Figures of one unit stand together, as those of
    different ones can't be compared."""
    told = [(str(row["unit_std"] or ""), row["value_std"]) for row in targets]
    places = {value: place for place, value in enumerate(sorted({value for value in told if not pd.isna(value[1])}))}
    ranks: list[float | None] = [places.get(value) for value in told]
    return {"原文数字": ranks, "换算值": ranks, "目标年份": [float(row["due_year"]) for row in targets]}
