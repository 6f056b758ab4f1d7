"""What 区县 is made of."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts.district import standing_strip
from policytargets.comparisons.standings import AMONG_SEVERAL, REASONS, Standing, places_in_words
from policytargets.exhibits import district as exhibits
from policytargets.exhibits.model import Exhibit
from policytargets.settings import today
from policytargets.ui.blocks import comparing, filters, headings, links
from policytargets.ui.blocks.comparison import other_basis_explained
from policytargets.ui.blocks.exhibits import exhibit_block, exhibit_body, exhibit_head, kept
from policytargets.wording.codes import STATUS_WORD, STRENGTH_WORD
from policytargets.wording.markdown import plain_text

MOST_NAMED = 2
MOST_STRIPS = 6  # of one drawing: so many have room on a sheet of paper, letters kept


def pick() -> str:
    """The district that the page 区县 is about: at first the focus district. Another focus turns to that one, and a
    focus goes along with another district; where an address names two, it is said which of them is green."""
    names = filters.choices("districts")
    district = filters.pick_first("区县", "district", names, filters.focus(), on_change=_turn_focus_along)
    if filters.focus() not in ("", district):
        told = f"这一页讲{names[district]}，图上标出的也是它；突出显示的{names[filters.focus()]}在其他各页标出。"
        st.info(plain_text(told))
    return district


def _turn_focus_along() -> None:
    if st.session_state.get("focus"):
        st.session_state["focus"] = st.session_state["district"]


def document(plan: "pd.Series[Any]") -> None:
    """The plan as a document: title, status, number, date, period, and the way to the sources."""
    draft = plan["status"] == "draft"
    issued = None if pd.isna(plan["issued_on"]) else f"{plan['issued_on']:%Y年%-m月%-d日}"
    span = {plan["first_year"], plan["last_year"]}
    facts = [
        f"状态：{STATUS_WORD[plan['status']]}",
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


def by_category(district: str) -> None:
    """The district's counted targets by category; a bar leads to its targets."""
    shown = kept(exhibits.categories, district, made_on=today())
    _bars(
        shown,
        "categories-bars",
        "点一条看其中的目标",
        "targets",
        lambda code: {"districts": [district], "categories": [code]},
    )


def by_department(district: str) -> None:
    """The departments that lead most targets, the others summed in words; a bar leads to the department."""
    shown = kept(exhibits.departments, district, made_on=today())
    if shown is None:
        st.write("数据表里没有这份计划的责任部门。")
        return
    _bars(
        shown,
        "departments-bars",
        "点一条看这个部门",
        "department",
        lambda code: {"departments": [code], "districts": [district]},
    )


def by_year(district: str, document: str) -> None:
    """The plan's targets by due year and strength where it has several years; a bar leads to its targets."""
    shown = kept(exhibits.due_years, district, document, made_on=today())
    if shown:
        _bars(shown, "years-bars", "点一条看其中的目标", "targets", lambda code: _due(district, code))


def _due(district: str, code: str) -> dict[str, list[str]]:
    """The targets of one due year and strength: `2024/ensure`."""
    year, strength = code.split("/")
    return {"districts": [district], "due_years": [f"{year}年"], "strengths": [STRENGTH_WORD[strength]]}


def _bars(shown: Exhibit, key: str, hint: str, page: str, behind: Callable[[str], dict[str, list[str]]]) -> None:
    """Counted bars; a bar leads to a page with what is `behind` its code, and so does its line in the table."""

    def ways(table: pd.DataFrame) -> dict[str, list[str]]:
        return {str(table.columns[0]): [links.address(page, **behind(code)) for code in shown.rows["code"]]}

    for row in _picked(exhibit_block(shown, key=key, hint=hint, ways=ways), "row"):
        links.go(page, **behind(row["code"]))


def _picked(selections: Sequence[Any], name: str) -> list[Any]:
    """What was clicked in any of the drawings of an exhibit."""
    return [row for picked in selections for row in picked["selection"].get(name, [])]


def answer(plan: "pd.Series[Any]", own: Sequence[Standing]) -> str:
    """What the page found, in one sentence: how much of the plan is quantified and where the district stands."""
    draft = f"（{STATUS_WORD['draft']}）" if plan["status"] == "draft" else ""
    held = f"{plan['district']}的计划{draft}有 {plan['tasks']} 项任务，{plan['tasks_with_figures']} 项提出量化目标"
    if not plan["tasks"]:
        held = f"{plan['district']}的计划{draft}没有编号任务，提出 {plan['targets']} 个量化目标"
    ranked = [standing for standing in own if standing.place != "unranked"]
    if not own:
        return f"{held}；没有与其他区县共有的指标。"
    if not ranked:
        return f"{held}；{len(own)} 项指标其他区县也设定，因年份或含义有别，或者缺少可比的数字，都不宜排名次。"
    places = places_in_words(ranked, AMONG_SEVERAL, MOST_NAMED)
    return f"{held}；与其他区县共有的 {len(own)} 项指标中 {len(ranked)} 项能排名次：{places}。"


def seen(district: str) -> list[Standing]:
    """Where the district stands on every shared indicator."""
    return exhibits.seen_from(comparing, district)


def strips(seen: Sequence[Standing], group: str, *, district: str, level: int = 2) -> None:
    """The strips of one group of standings; a click leads to a target. Nothing where there are none."""
    shown = exhibits.strips(comparing, district, group, seen, made_on=today())
    if shown is None:
        return
    exhibit_head(shown, level=level, hint="点一条看这项目标")
    other_basis_explained([standing.comparison for standing in shown.rows])

    def ways(_: pd.DataFrame) -> dict[str, list[str]]:
        behind = [standing_strip(standing).target_id for standing in shown.rows]
        return {"指标": [links.address("target", target=code) if code else "" for code in behind]}

    parts = exhibits.strip_drawings(shown.rows, 2 * math.ceil(len(shown.rows) / (2 * MOST_STRIPS)))
    for lane in _picked(exhibit_body(shown, key=group, parts=parts, ways=ways), "lane"):
        links.go("target", target=lane["target_id"])


def unranked(found: Sequence[Standing], *, district: str) -> None:
    """The strips of the others, grouped by the reason why they have no rank."""
    if not found:
        st.write("这个范围内没有指标。")
    for group in REASONS:
        strips(found, group, district=district, level=3)
