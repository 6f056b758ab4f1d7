"""What 区县 is made of."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts import district as district_charts
from policytargets.comparisons import captions
from policytargets.comparisons.standings import REASONS, Place, Standing, summary, to_frame
from policytargets.settings import today
from policytargets.ui.blocks import drawings, headings, links, record, tables
from policytargets.ui.blocks.plans import short_names
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.markdown import plain_text

MOST_NAMED = 2
TOLD: dict[Place, str] = {"highest": "数字最大", "lowest": "最小", "between": "居中", "equal": "并列"}
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


def answer(plan: "pd.Series[Any]", own: Sequence[Standing]) -> str:
    """What the page found, in one sentence: how much of the plan is quantified and where the district stands."""
    draft = f"（{STATUS_WORD['draft']}）" if plan["status"] == "draft" else ""
    held = f"{plan['district']}的计划{draft}有 {plan['tasks']} 项任务，{plan['tasks_with_figures']} 项提出量化目标"
    ranked = [standing for standing in own if standing.place != "unranked"]
    if not ranked:
        return f"{held}；{len(own)} 项指标其他区县也设定，但年份或含义有别，都不宜排名次。"
    named = {place: [standing.comparison.title for standing in ranked if standing.place == place] for place in TOLD}
    some = next(iter(place for place in TOLD if named[place]))
    told = []
    for place, titles in named.items():
        names = "、".join(titles[:MOST_NAMED]) + ("等" if len(titles) > MOST_NAMED else "")
        told += [f"{len(titles)} 项{TOLD[place]}" + (f"（{names}）" if place == some else "")] if titles else []
    return f"{held}；与其他区县共有的 {len(own)} 项指标中 {len(ranked)} 项能排名次：{'，'.join(told)}。"


def ranked(found: Sequence[Standing], *, district: str) -> None:
    """The strips of the indicators that can be ranked, those where the district is first before the others."""
    listed = sorted(found, key=lambda standing: (standing.place == "equal", (standing.rank or (0, 0))[0]))
    st.subheader(f"能排名次的 {len(listed)} 项指标", anchor=False)
    st.caption(f"{_colours(district)}；名次只看所列数字大小，不是优劣。{_marks(listed)}")
    half = (len(listed) + 1) // 2
    _strips([listed[:half], listed[half:]], key="ranked", district=district)


def unranked(found: Sequence[Standing], *, key: str, district: str) -> None:
    """The strips of the others, grouped by the reason why they have no rank."""
    if not found:
        st.write("这个范围内没有指标。")
        return
    st.caption(f"{_colours(district)}。{_marks(found)}")
    groups: dict[str, list[Standing]] = {}
    for standing in found:
        groups.setdefault(standing.reason or "能排名次", []).append(standing)
    order = list(REASONS.values())
    for reason in sorted(groups, key=lambda reason: order.index(reason) if reason in order else -1):
        group = groups[reason]
        st.markdown(f"**{plain_text(reason)}（{len(group)} 项）**")
        half = (len(group) + 1) // 2
        _strips([group[:half], group[half:]], key=f"{key}-{order.index(reason)}", district=district)


def _colours(district: str) -> str:
    return f"绿色为{district}，灰色为其他区县，未列出的未设定；各条刻度不同"


def _strips(parts: Sequence[Sequence[Standing]], *, key: str, district: str) -> None:
    """Strips in as many columns as have room to be read, with their table; a click leads to a target."""
    with st.container(key=f"cards-{key}"):
        for number, part in enumerate(parts):
            if part:
                picked = drawings.show(
                    district_charts.standing_strips,
                    part,
                    drawings.palette(),
                    key=f"{key}-{number}",
                    on_select="rerun",
                    alt=f"{district}在{len(part)}项指标上的位置。{summary(part)}数字见下表。",
                )
                for lane in picked["selection"].get("lane", []):
                    links.go("target", target=lane["target_id"])
    found, names = [standing for part in parts for standing in part], short_names()
    tables.twin(
        lambda: to_frame(found, names),
        key=key,
        file_name=f"{district}与其他区县.csv",
        label="表格、比较须知与来源",
        words=[captions.short_source([row for standing in found for row in standing.comparison.rows], today())],
    )


def _marks(found: Sequence[Standing]) -> str:
    """The legend: only the marks that occur."""
    rows = [row for standing in found for row in (*standing.own, *standing.others)]
    marks = [MARK_WORD[row.comparator] for row in rows if row.value is not None and row.comparator in MARK_WORD]
    marks += ["斜纹 原文隐去"] if any(row.presence == "withheld" for row in rows) else []
    return "记号：" + " · ".join(dict.fromkeys(marks)) + "。" if marks else ""
