"""Blocks of the pages 区县 and 领域: the plan's document, counted bars, standings, tasks without a figure."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts import district as district_charts
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.standings import Standing, summary, to_frame
from policytargets.ui import blocks, drawings, links, record
from policytargets.ui.filters import choices
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.figures import plain
from policytargets.wording.markdown import plain_text

MOST_NAMED = 10
MOST_DRAWN = 20
MARK_WORD = {
    "at_least": "▶ 以上",
    "more_than": "▶ 以上",
    "at_most": "◀ 以内",
    "about": "◆ 左右",
    "between": "粗线 区间",
}


def differences(most: int) -> None:
    """Where districts differ most, in a sentence: the widest gaps between figures that need no reserve."""
    gaps = record.rows("board/widest_gaps", limit=most)
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


def document(plan: "pd.Series[Any]") -> None:
    """The plan as a document: title, status, number, date, period, and the way to the sources."""
    draft = plan["status"] == "draft"
    issued = None if pd.isna(plan["issued_on"]) else f"{plan['issued_on']:%Y年%-m月%-d日}"
    span = {plan["first_year"], plan["last_year"]}
    facts = [
        f"文号：{blocks.stated(plan['doc_no'])}",
        f"发文机关：{blocks.stated(plan['issuer'])}",
        f"成文日期：{blocks.stated(issued)}",
        f"计划期：{'—'.join(str(year) for year in sorted(span))}年",
    ]
    with st.container(border=True):
        st.markdown(f"**{plain_text('《' + plan['title'] + '》')}**")
        st.markdown(plain_text(" · ".join(facts)))
        links.link("sources", "来源与口径")
        if draft:
            st.warning(f"这是{STATUS_WORD['draft']}，不是定稿；数字可能变动，部分数字在原文中隐去。")


def plan_figures(counts: "pd.Series[Any]") -> dict[str, tuple[str, str]]:
    """What every page says first of plans, as figures for `blocks.metrics`: tasks, those with figures, targets."""
    share = counts["tasks_with_figures"] / max(counts["tasks"], 1)
    return {
        "任务": (f"{counts['tasks']} 项", "文件中的编号任务"),
        "有数字的任务": (f"{counts['tasks_with_figures']} 项（{share:.0%}）", "至少有一个数字目标的编号任务，及其占比"),
        "计划目标": (f"{counts['targets']} 个", "有数字承诺的目标；重复表述和总数的组成部分不重复计"),
        "原文隐去": (f"{counts['withheld']} 个", "征求意见稿以 *** 或 x 隐去的数字，不作猜测"),
    }


def by_district(cells: pd.DataFrame) -> pd.DataFrame:
    """Counted targets as a table: a row for each category, a column for each district."""
    wide = cells.pivot_table(index=["category_sort", "category"], columns="district", values="targets", sort=True)
    return wide.droplevel(0).reset_index(names="领域")


def totals(category: str) -> None:
    """How many targets the tasks of a category hold, by district, the most first; many districts are summed."""
    found = record.rows("board/largest_districts", categories=[category], focus="", most=MOST_NAMED)
    districts, everything = found["all_districts"].iloc[0], found["all_targets"].iloc[0]
    own = found.sort_values(["targets", "district_id"], ascending=[False, True])
    names = choices("districts")
    named = [f"{names[str(row.district_id)]} {row.targets}" for row in own.itertuples()]
    rest = f"，其余 {districts - len(own)} 个区县 {everything - own['targets'].sum()}" if districts > len(own) else ""
    st.write(plain_text(f"归入这个领域的任务共有 {everything} 个计划目标：{'、'.join(named)}{rest}。"))


def drawn_districts(focus: str) -> tuple[list[str], str]:
    """Which districts a heat map draws, none meaning all, and a sentence on the others."""
    if len(choices("districts")) <= MOST_DRAWN:
        return [], ""
    found = record.rows("board/largest_districts", categories=[], focus=focus, most=MOST_DRAWN)
    districts, targets = (
        found["all_districts"].iloc[0] - len(found),
        found["all_targets"].iloc[0] - found["targets"].sum(),
    )
    told = f"仅列目标最多的 {len(found)} 个区县；其余 {districts:,} 个区县合计 {targets:,} 个计划目标，见“目标清单”。"
    return found["district_id"].tolist(), told


def by_category(district: str, name: str) -> None:
    """The district's counted targets by category; a bar leads to its targets."""
    cells = record.rows("board/heat_map", districts=[district])
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
    leading = record.rows("board/leading_departments", districts=[district])
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
        st.caption(f"另有 {len(others)} 个部门牵头任务，其中 {without} 个牵头的任务没有数字目标。")
    if chosen:
        links.go("department", departments=[chosen], districts=[district])


def _counted(counts: pd.DataFrame, *, key: str, heads: tuple[str, str], alt: str) -> str:
    """Bars of `count` per `label` with a table twin; gives the `code` of the bar that was clicked, or nothing."""
    masked = [f"（隐去 {hidden}）" if hidden else "" for hidden in counts["withheld"]]
    shown = counts.assign(text=[f"{number}{rest}" for number, rest in zip(counts["count"], masked, strict=True)])
    bars = shown[["code", "label", "count", "text"]]
    picked = drawings.show(district_charts.count_bars, bars, record.palette(), key=key, on_select="rerun", alt=alt)
    listed = counts[["label", "count", "withheld"]].set_axis([*heads, "其中原文隐去"], axis=1)
    blocks.twin(lambda: listed, key=key, file_name=f"{heads[1]}.csv")
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
                    record.palette(),
                    names,
                    key=f"{key}-{number}",
                    on_select="rerun",
                    alt=f"{district}在{len(part)}项指标上的位置。{summary(part)}数字见下表。",
                )
            for lane in picked["selection"].get("lane", []):
                links.go("target", target=lane["target_id"])
    file_name = f"{district}与其他区县.csv"
    blocks.twin(lambda: to_frame(found, names), key=key, file_name=file_name, label="表格、比较须知与来源")


def _marks(found: Sequence[Standing]) -> str:
    """The legend: only the marks that occur."""
    rows = [row for standing in found for row in (*standing.own, *standing.others)]
    marks = [MARK_WORD[row.comparator] for row in rows if row.value is not None and row.comparator in MARK_WORD]
    marks += ["斜纹 原文隐去"] if any(row.presence == "withheld" for row in rows) else []
    marks += ["※ 有比较须知，见表"] if any(standing.caution for standing in found) else []
    return "图上记号：" + " · ".join(dict.fromkeys(marks)) if marks else ""


def short_names() -> dict[str, str]:
    """district_id → short name."""
    listed = record.rows("compare/districts", districts=[])
    return dict(zip(listed["district_id"], listed["short_name"], strict=True))


def tasks_without_figures(tasks: pd.DataFrame, *, key: str, file_name: str) -> None:
    """Tasks that commit to no figure: heading, chapter and departments."""
    shown = pd.DataFrame(
        {
            "区县": tasks["district"],
            "任务号": tasks["task_no"],
            "任务": tasks["task"],
            "所在章": tasks["chapter"],
            "领域": tasks["category"],
            "牵头部门": tasks["leads"].map("、".join),
            "配合部门": tasks["supports"].map("、".join),
        }
    )
    blocks.table(shown, key=key, file_name=file_name, height=420 if len(shown) > 11 else "auto")


def comparisons(made: Sequence[Comparison | Refusal], *, focus: str) -> None:
    """Comparisons in two columns, row by row, so that neighbours stand level."""
    for first in range(0, len(made), 2):
        for column, shown in zip(st.columns(2, gap="large"), made[first : first + 2], strict=False):
            with column:
                key = shown.indicator_id if isinstance(shown, Comparison) else f"refusal-{first}"
                blocks.comparison_block(shown, key=key, focus=focus)
