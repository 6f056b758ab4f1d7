"""What 总览 is made of."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts.heat_map import category_heat_map
from policytargets.charts.overview import KINDS as TASK_KINDS
from policytargets.charts.overview import task_treemap
from policytargets.settings import today
from policytargets.ui.blocks import drawings, filters, links, plans, record, tables
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.figures import plain
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH

MOST_NAMED, MOST_CARDS = 3, 60
COUNTINGS = {"chapter": "按章", "matter": "按事项"}
COUNTED = {
    "chapter": "按章：目标计入它所在的章归入的领域，与“目标清单”的筛选一致。",
    "matter": "按事项：目标计入它所说的事归入的领域，不论写在哪一章。",
}


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


def answer(counts: "pd.Series[Any]", tasks: pd.DataFrame) -> str:
    """The first sentence of the board: how much of the plans is quantified, and where most. Takes the rows of
    `record/overview_counts` and `board/overview_tasks`."""
    shares = {
        str(row["category"]): 1 - row["without"] / max(sum(row[kind] for kind in TASK_KINDS), 1)
        for row in tasks.to_dict("records")
    }
    most, least = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    return (
        f"{counts['districts']} 个区县的 {counts['documents']} 份计划列出 {counts['tasks']} 项任务，"
        f"{counts['tasks_with_figures']} 项提出量化目标，共 {counts['targets']} 个"
        f"（其中 {int(tasks['in_words'].sum())} 项任务只用文字量化）；"
        f"{most}量化最多（{shares[most]:.0%} 的任务），{least}最少（{shares[least]:.0%}）。"
    )


def district_cards(focus: str) -> None:
    """All districts at a glance, a card each that leads to its page; of very many those with most targets."""
    found = record.rows("board/overview_districts", focus=focus, most=MOST_CARDS)
    st.html(f'<ul class="districts">{"".join(_card(row, focus) for row in found.to_dict("records"))}</ul>')
    rest = int(found["all_districts"].iloc[0]) - len(found)
    if rest:
        st.caption(f"仅列计划目标最多的 {len(found)} 个区县，其余 {rest:,} 个见“区县”。")


def _card(row: dict[Any, Any], focus: str) -> str:
    years = "—".join(dict.fromkeys((str(row["first_year"]), str(row["last_year"]))))
    draft = f' · <span class="draft">{STATUS_WORD["draft"]}</span>' if row["status"] == "draft" else ""
    share = row["tasks_with_figures"] / max(row["tasks"], 1)
    withheld = f"，{row['withheld']} 个隐去" if row["withheld"] else ""
    place = escape(links.address("district", district=row["district_id"], focus=focus))
    return (
        f'<li{" class=focused" if row["district_id"] == focus else ""}><a data-inner href="{place}">'
        f"<b>{escape(row['short_name'])}</b> <small>{years}年计划{draft}</small>"
        f'<span class="share"><i style="width:{share:.1%}"></i></span>'
        f"<p>{row['tasks']} 项任务，{row['tasks_with_figures']} 项有量化目标<br>{row['targets']} 个目标{withheld}<br>"
        f"最多：{escape(row['category'])} {row['category_targets']} 个</p></a></li>"
    )


def tasks_by_kind(counts: "pd.Series[Any]", tasks: pd.DataFrame) -> None:
    """The plans' true shape: tasks with figures, in words alone and without, by category, with the table twin."""
    title = "各领域的任务：有数字、只有文字量化、没有量化目标（单位：项任务）"
    source = f"来源：全部 {counts['documents']} 份计划的编号任务。制作日期：{today().isoformat()}"
    figure = task_treemap(tasks, drawings.palette(), title, source)
    drawings.show_figure(figure, key="tasks", alt=f"{title}，数字见下表。", name="各领域任务的量化情况")
    heads = {"category": "领域", **TASK_KINDS}
    tables.twin(lambda: tasks.rename(columns=heads), key="tasks", file_name="各领域任务的量化情况.csv")


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
    """Targets by category and district, with their table; a cell leads to its targets, or by matter to its category."""
    drawn, told = plans.drawn_districts(focus)
    if told:
        st.caption(told)
    way = filters.pick_way("计数", "counting", COUNTINGS, "chapter")
    by_matter = record.rows("record/heat_map_by_matter", districts=drawn)
    elsewhere = int(by_matter["elsewhere"].sum())
    st.caption(COUNTED[way] + f"两种计法有 {elsewhere} 个目标归入不同领域。")
    cells = by_matter if way == "matter" else record.rows("record/heat_map", districts=drawn)
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
    if cell and way == "matter":
        links.go("category", category=cell["category_id"])
    elif cell:
        links.go("targets", districts=[cell["district_id"]], categories=[cell["category_id"]])
    tables.twin(lambda: plans.by_district(cells), key="cells", file_name="各领域目标数.csv")
