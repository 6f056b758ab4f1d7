"""Whose duties the page 责任部门 shows, and the answer at a glance."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.exhibits.answering import FACET, LEVEL_WORD, Answering
from policytargets.ui.blocks import filters, headings, links, organs, progress
from policytargets.ui.blocks.record import rows
from policytargets.wording import markdown
from policytargets.wording.codes import LEVEL_WAY_WORD

MOST_MERGED, WIDE = 3, 340


@dataclass(frozen=True)
class Selection(Answering):
    """What the page shows, with its names as readers see them."""

    @property
    def names(self) -> str:
        """The chosen lines or departments in Chinese."""
        return "、".join(filters.names_of(FACET[self.level], self.codes).values())

    @property
    def described(self) -> str:
        """Every filter in words."""
        districts = filters.choices("districts")
        chosen = {self.word: [self.names] if self.codes else [], "区县": [districts[code] for code in self.districts]}
        return filters.describe(**chosen, 角色=[self.role_word])


def choose() -> Selection:
    """The filters of the page. A link that names departments opens by department."""
    named = bool(st.query_params.get_all("departments")) and not st.query_params.get_all("lines")
    with st.container(horizontal=True):  # what has no room beside the others stands below them, never cut
        level = filters.pick_way("查看方式", "by", LEVEL_WAY_WORD, "department" if named else "line")
        label = LEVEL_WORD[level]
        placeholder = f"全部，可输入名称查找{label}"
        if level == "line":
            codes = filters.pick_lines(placeholder, width=WIDE)
            placed = filters.departments_among_lines()
        else:
            codes, placed = filters.pick_departments(placeholder, width=WIDE), []
        roles = filters.pick_roles()
    districts = filters.pick_many("区县", "districts", filters.choices("districts"), "全部区县")
    if placed:
        links.go("department", departments=placed, districts=districts, roles=str(st.session_state["roles"]))
    by_line = level == "line"
    organs.say(codes if by_line else [], [] if by_line else codes, districts)
    return Selection(level, codes, districts, roles, filters.focus())


def answer(selection: Selection, counts: "pd.Series[Any]", found: pd.DataFrame) -> str:
    """What the page found, in one sentence: how much the chosen ones answer for, or who answers for most.

    Takes the rows of `board/department_counts` and of the ranking.
    """
    top = found[found["owner_id"].notna()]
    if top.empty:
        return "没有符合条件的责任部门。"
    if selection.codes:
        return (
            f"{selection.names}牵头 {counts['tasks_led']} 项任务、{counts['targets_led']} 个目标，"
            f"配合 {counts['tasks_supported']} 项任务、{counts['targets_supported']} 个目标，"
            f"涉及 {counts['districts']} 个区县。"
        )
    # Departments of several districts go by one name.
    placed = top["short_name"].map(lambda place: f"{place}，" if isinstance(place, str) else "")
    told = top["owner"] + "（" + placed + top["targets"].astype(str) + "）"
    named = "、".join(told.head(MOST_MERGED))
    owners = f"{int(found['owners'].sum())} 个{selection.word}{selection.role_word}任务"
    return f"{selection.role_word}目标最多的{selection.word}：{named}；共 {owners}。"


def counts(selection: Selection) -> "pd.Series[Any]":
    """The answer at a glance as figures; gives the row of `board/department_counts` back."""
    found = rows("board/department_counts", **selection.parameters).iloc[0]
    once = "重复表述、总数的其中项和另一种计量不计；一个目标有多个部门时只计一次"
    headings.metrics(
        {
            "牵头目标": (f"{found['targets_led']}", f"牵头或负责的任务中的目标。{once}"),
            "配合目标": (f"{found['targets_supported']}", f"参与或配合的任务中的目标。{once}"),
            "牵头任务": (f"{found['tasks_led']}", "牵头或负责的编号任务"),
            "配合任务": (f"{found['tasks_supported']}", "参与或配合的编号任务"),
            "涉及区县": (f"{found['districts']}", f"有任务的区县（{selection.role_word}）"),
            "原文隐去": (f"{found['withheld']}", f"数字被原文隐去的目标（{selection.role_word}）"),
        },
    )
    return found


def unnamed(selection: Selection) -> None:
    """Why the totals of the page are below those of 总览, with the figures; nothing where no department is missing."""
    found = rows("board/department_unnamed", districts=selection.districts).iloc[0]
    if found["tasks_unnamed"] or found["targets_unnamed"]:
        unnumbered = int(found["targets_unnumbered"])
        where = "均" if unnumbered == found["targets_unnamed"] else f"{unnumbered} 个"
        withheld, without = int(found["withheld"]), int(found["withheld_unnamed"])
        masked = f"原文隐去数字的目标全部有 {withheld} 个，写明部门的 {withheld - without} 个。" if without else ""
        st.caption(
            f"本页只计原文写明责任部门的：全部 {found['tasks']} 项任务中有 {found['tasks_unnamed']} 项、"
            f"全部 {found['targets']} 个目标中有 {found['targets_unnamed']} 个（{where}在未编号段落中）没有写明部门，"
            f"不在本页计数内。{masked}"
        )


def merged(selection: Selection) -> None:
    """Which of the targets come from departments that serve other lines as well; nothing where there is none."""
    if selection.level != "line":
        return
    found = rows("board/department_merged", lines=selection.codes, districts=selection.districts, roles=selection.roles)
    if not found.empty:
        first = found.head(MOST_MERGED).itertuples()
        named = "、".join(f"{_placed(row.district, row.department)} {row.targets} 个" for row in first)
        rest = f"，另有 {len(found) - MOST_MERGED} 个机构" if len(found) > MOST_MERGED else ""
        told = f"其中有合并设置的机构，其目标计入它的每一个条线，不一定都属{selection.names}：{named}{rest}。"
        st.caption(markdown.plain_text(told))


def _placed(district: object, department: object) -> str:
    """A department with its district in front, whose last letter many names repeat: 茌平区科技局, not 区区."""
    place, name = str(district), str(department)
    return place + (name[1:] if name[:1] == place[-1:] else name)


def nothing(selection: Selection) -> None:
    """The sentence for an empty result, with the way out."""
    st.info(f"没有符合条件的任务（{markdown.plain_text(selection.described)}）。可改选“牵头或配合”，或清除筛选。")
    st.button("清除筛选", on_click=_clear)


def _clear() -> None:
    for key in ("lines", "departments", "districts"):
        st.session_state[key] = []
    st.session_state["roles"] = "either"


def progress_strip(selection: Selection) -> None:
    """The lights of what the chosen departments lead, where something has been released; lines have no strip."""
    if selection.level == "department" or not selection.codes:
        progress.strip(
            lambda row: (
                (not selection.districts or row["district_id"] in selection.districts)
                and (not selection.codes or not set(selection.codes).isdisjoint(row["lead_ids"]))
            ),
            **({"districts": selection.districts} if selection.districts else {}),
        )
