"""What 区县 is made of."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts import district as district_charts
from policytargets.comparisons.standings import Standing, summary, to_frame
from policytargets.ui.blocks import drawings, headings, links, record, tables
from policytargets.ui.blocks.plans import short_names
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.markdown import plain_text

MARK_WORD = {
    "at_least": "▶ 以上",
    "more_than": "▶ 以上",
    "less_than": "◀ 低于",
    "at_most": "◀ 以内",
    "about": "◆ 左右",
    "between": "粗线 区间",
}


def document(plan: "pd.Series[Any]") -> None:
    """The plan as a document: title, status, number, date, period, and the way to the sources."""
    draft = plan["status"] == "draft"
    issued = None if pd.isna(plan["issued_on"]) else f"{plan['issued_on']:%Y年%-m月%-d日}"
    span = {plan["first_year"], plan["last_year"]}
    facts = [
        f"文号：{headings.stated(plan['doc_no'])}",
        f"发文机关：{headings.stated(plan['issuer'])}",
        f"成文日期：{headings.stated(issued)}",
        f"计划期：{'—'.join(str(year) for year in sorted(span))}年",
    ]
    with st.container(border=True):
        st.markdown(f"**{plain_text('《' + plan['title'] + '》')}**")
        st.markdown(plain_text(" · ".join(facts)))
        links.link("sources", "来源与口径")
        if draft:
            st.warning(f"这是{STATUS_WORD['draft']}，不是定稿；数字可能变动，部分数字在原文中隐去。")


def by_category(district: str, name: str) -> None:
    """The district's counted targets by category; a bar leads to its targets."""
    cells = record.rows("record/heat_map", districts=[district])
    st.subheader("各领域的计划目标数", anchor=False)
    st.caption("单位：个计划目标 · 点一条看其中的目标")
    most = cells.sort_values("targets", ascending=False).iloc[0]
    chosen = _counted(
        cells.rename(columns={"category_id": "code", "category": "label", "targets": "count"}),
        key="categories-bars",
        heads=("领域", "目标数"),
        alt=f"{name}的目标最多在{most['category']}，{most['targets']}个。",
    )
    if chosen:
        links.go("targets", districts=[district], categories=[chosen])


def by_department(district: str, name: str, most: int) -> None:
    """The departments that lead most targets, the others summed in words; a bar leads to the department."""
    leading = record.rows("board/district_departments", districts=[district])
    top, others = leading.head(most), leading.iloc[most:]
    st.subheader("牵头计划目标最多的部门", anchor=False)
    st.caption("单位：个计划目标，几个部门共同牵头的各计一次 · 点一条看这个部门")
    chosen = _counted(
        top.rename(columns={"department_id": "code", "department": "label", "targets": "count"}),
        key="departments-bars",
        heads=("部门", "牵头目标数"),
        alt=f"{name}牵头目标最多的是{top.iloc[0]['department']}，{top.iloc[0]['targets']}个。",
    )
    if not others.empty:
        without = int((others["targets"] == 0).sum())
        st.caption(f"另有 {len(others)} 个部门牵头任务，其中 {without} 个牵头的任务没有量化目标。")
    if chosen:
        links.go("department", departments=[chosen], districts=[district])


def _counted(counts: pd.DataFrame, *, key: str, heads: tuple[str, str], alt: str) -> str:
    """Bars of `count` per `label` with a table twin; gives the `code` of the bar that was clicked, or nothing."""
    masked = [f"（隐去 {hidden}）" if hidden else "" for hidden in counts["withheld"]]
    shown = counts.assign(text=[f"{number}{rest}" for number, rest in zip(counts["count"], masked, strict=True)])
    bars = shown[["code", "label", "count", "text"]]
    picked = drawings.show(district_charts.count_bars, bars, drawings.palette(), key=key, on_select="rerun", alt=alt)
    listed = counts[["label", "count", "withheld"]].set_axis([*heads, "其中原文隐去"], axis=1)
    tables.twin(lambda: listed, key=key, file_name=f"{heads[1]}.csv")
    return next((str(row["code"]) for row in picked["selection"].get("row", [])), "")


def standings(found: Sequence[Standing], *, key: str, district: str) -> None:
    """Lanes in two columns, each indicator on its own scale, with their table; a click leads to a target."""
    names = short_names()
    st.caption(f"绿色为{district}，灰色为其他区县；各项刻度不同，只在同一项内比长短。点一项看目标全貌。{_marks(found)}")
    half = (len(found) + 1) // 2
    for column, part, number in zip(st.columns(2, gap="large"), (found[:half], found[half:]), (1, 2), strict=True):
        if part:
            with column:
                picked = drawings.show(
                    district_charts.standing_lanes,
                    part,
                    drawings.palette(),
                    names,
                    key=f"{key}-{number}",
                    on_select="rerun",
                    alt=f"{district}在{len(part)}项指标上的位置。{summary(part)}数字见下表。",
                )
            for lane in picked["selection"].get("lane", []):
                links.go("target", target=lane["target_id"])
    file_name = f"{district}与其他区县.csv"
    tables.twin(lambda: to_frame(found, names), key=key, file_name=file_name, label="表格、比较须知与来源")


def _marks(found: Sequence[Standing]) -> str:
    """The legend: only the marks that occur."""
    rows = [row for standing in found for row in (*standing.own, *standing.others)]
    marks = [MARK_WORD[row.comparator] for row in rows if row.value is not None and row.comparator in MARK_WORD]
    marks += ["斜纹 原文隐去"] if any(row.presence == "withheld" for row in rows) else []
    marks += ["※ 有比较须知，见表"] if any(standing.caution for standing in found) else []
    return "图上记号：" + " · ".join(dict.fromkeys(marks)) if marks else ""
