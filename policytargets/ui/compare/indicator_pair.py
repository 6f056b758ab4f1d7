"""两区县总对照: two districts as dumbbells over all that both have promised, and in words what can't be set so."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from policytargets.charts.pair import pair_strips
from policytargets.comparisons import captions
from policytargets.comparisons.pairs import Pair, Unlike, finding, pairs, to_frame
from policytargets.settings import today
from policytargets.ui.blocks import drawings, filters, links, tables
from policytargets.ui.blocks.listings import listing
from policytargets.ui.blocks.record import comparisons, rows
from policytargets.ui.compare.indicator import Selection


def overview(selection: Selection) -> str:
    """The two districts over everything; gives what was found, in one sentence."""
    first, second = selection.districts
    listed = rows("compare/indicator_pair", districts=[first, second])
    made = comparisons(
        tuple(listed["indicator_id"]), districts=(first, second), order="plan", wording=selection.wording
    )
    found, others = pairs(listed, made, (first, second))
    names = filters.choices("districts")[first], filters.choices("districts")[second]
    st.subheader(f"{names[0]}：{names[1]}，能并列的 {len(found)} 项指标", anchor=False)
    if found:
        own = second if selection.focus == second else first
        _dumbbells(found, own, names)
    _others(others, names)
    return finding(found, others, names)


def _dumbbells(found: Sequence[Pair], own: str, names: tuple[str, str]) -> None:
    """The pairs by category in two columns; a click leads to the target of the district in green."""
    green, grey = names if found[0].first.district_id == own else names[::-1]
    st.caption(
        f"计划目标 · 绿色为{green}，灰色为{grey} · 每行各用各的刻度，较大的数字为满格：只看一行之内，行与行不能比长短。"
        "三角指向允许的一侧（▶ 以上，◀ 以内），◆ 左右，粗线为区间。"
    )
    half = (len(found) + 1) // 2
    with st.container(key="cards-pair"):
        for number, part in enumerate((found[:half], found[half:])):
            if part:
                picked = drawings.show(
                    pair_strips,
                    part,
                    drawings.palette(),
                    own,
                    key=f"pair-{number}",
                    on_select="rerun",
                    alt=f"{green}与{grey}在{len(part)}项指标上的计划目标，数字见下表。",
                )
                for lane in picked["selection"].get("lane", []):
                    links.go("target", target=lane["target_id"])
    both = [row for pair in found for row in (pair.first, pair.second)]
    st.caption(captions.short_source(both, today()))
    tables.twin(lambda: to_frame(found), key="pair", file_name=f"{names[0]}与{names[1]}总对照.csv", label="表格与来源")


def _others(others: Sequence[Unlike], names: tuple[str, str]) -> None:
    """What both touch but can't be set side by side, each with the reason."""
    if not others:
        return
    st.subheader(f"不能对照的 {len(others)} 项", anchor=False)
    shown = pd.DataFrame(
        {
            "指标": [other.title for other in others],
            names[0]: [other.first for other in others],
            names[1]: [other.second for other in others],
            "原因": [other.reason for other in others],
        }
    )
    ways = [links.address("indicator", indicator=other.indicator_id) for other in others]
    listing(shown, label="两区县都涉及但不能对照的指标", links={"指标": ways})
