"""What 总览 is made of."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts.heat_map import category_heat_map
from policytargets.ui.blocks import drawings, links, plans, record, tables
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.figures import plain
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH

MOST_NAMED = 3


def kinds_of_plans(kinds: pd.DataFrame) -> str:
    """Which plans cover which years, in words; takes the rows of `board/overview_plans`, the commonest first.

    `均为 2023 年计划`, or `茌平区为 2023—2025 年计划（征求意见稿），其余为 2023 年计划`; of a kind with many
    districts only how many there are.
    """
    first, *others = kinds.to_dict("records")
    if not others:
        return f"均为 {_kind(first)}"
    named = [f"{_named(list(kind['districts']))}为 {_kind(kind)}" for kind in others]
    return "，".join([*named, f"其余为 {_kind(first)}"])


def _kind(kind: dict[Any, Any]) -> str:
    """`2023 年计划`, `2023—2025 年计划（征求意见稿）`."""
    years = dict.fromkeys((str(kind["first_year"]), str(kind["last_year"])))
    draft = f"（{STATUS_WORD['draft']}）" if kind["status"] == "draft" else ""
    return f"{'—'.join(years)} 年计划{draft}"


def _named(districts: list[str]) -> str:
    return "、".join(districts) if len(districts) <= MOST_NAMED else f"{len(districts):,} 个区县"


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


def differences(most: int) -> None:
    """Where districts differ most, in a sentence: the widest gaps between figures that need no reserve."""
    gaps = record.rows("board/overview_widest_gaps", limit=most)
    told = [
        f"{gap.indicator}（{gap.due_year}年）：{gap.highest} {gap.highest_printed}，"
        f"是{gap.lowest}（{gap.lowest_printed}）的 {plain(round(float(str(gap.ratio)), 1))} 倍"
        for gap in gaps.itertuples()
    ]
    if told:
        st.caption(
            "计划目标差别最大的指标 · 只比较口径、时段、目标年份和含义相同的；“以上”“左右”按所列数字算，各区县规模不同"
        )
        st.markdown("\n".join(f"- {plain_text(line)}" for line in told))


def heat_map(focus: str) -> None:
    """Targets by category and district, with their table; a cell leads to its targets."""
    drawn, told = plans.drawn_districts(focus)
    if told:
        st.caption(told)
    cells = record.rows("record/heat_map", districts=drawn)
    picked = drawings.show(
        category_heat_map,
        cells,
        drawings.palette(),
        focus,
        key="cells",
        on_select="rerun",
        alt="各领域、各区县的计划目标数，数字见下表。",
    )
    cell = next(iter(picked["selection"].get("cell", [])), None)
    if cell:
        links.go("targets", districts=[cell["district_id"]], categories=[cell["category_id"]])
    tables.twin(lambda: plans.by_district(cells), key="cells", file_name="各领域目标数.csv")
