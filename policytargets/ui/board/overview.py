"""What 总览 is made of."""

from fractions import Fraction
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts.overview import KINDS as TASK_KINDS
from policytargets.charts.overview import colours_of_kinds, task_treemap
from policytargets.exhibits import overview as exhibits
from policytargets.exhibits import overview_lists
from policytargets.exhibits.asking import end_of
from policytargets.settings import today
from policytargets.ui.blocks import drawings, filters, links, plans, record
from policytargets.ui.blocks.exhibits import add_exhibit, add_subject, exhibit_block, exhibit_body, exhibit_head, kept
from policytargets.wording.codes import COUNTING_WORD, STATUS_WORD
from policytargets.wording.figures import share_in_words
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH

MOST_CARDS = 60


def answer(counts: "pd.Series[Any]", tasks: pd.DataFrame) -> str:
    """The first sentence of the board: how much of the plans is quantified, and where most. Takes the rows of
    `record/overview_counts` and `board/overview_tasks`."""
    quantified = {}
    for row in tasks.to_dict("records"):
        whole = sum(int(row[kind]) for kind in TASK_KINDS)
        quantified[str(row["category"])] = (whole - int(row["without"]), whole)
    shares = {name: Fraction(part, max(whole, 1)) for name, (part, whole) in quantified.items()}
    most, least = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    return (
        f"{counts['districts']} 个区县的 {counts['documents']} 份计划列出 {counts['tasks']} 项任务，"
        f"{counts['tasks_with_figures']} 项提出量化目标，共 {counts['targets']} 个"
        f"（{int(tasks['with_figures'].sum())} 项任务写出数字或以记号隐去数字，"
        f"{int(tasks['in_words'].sum())} 项只用文字量化），"
        f"其余 {int(tasks['without'].sum())} 项没有量化目标；"
        f"有量化目标的任务占比，{most}最高（{_share(*quantified[most])}），{least}最低（{_share(*quantified[least])}）。"
    )


def _share(part: int, whole: int) -> str:
    return f"{whole} 项中 {part} 项，{share_in_words(part, whole)}"


def district_cards(focus: str) -> None:
    """All districts at a glance, a card each that leads to its page; of very many those with most targets."""
    found = record.rows("board/overview_districts", focus=focus, most=MOST_CARDS)
    st.html(f'<ul class="districts">{"".join(_card(row, focus) for row in found.to_dict("records"))}</ul>')
    rest = int(found["all_districts"].iloc[0]) - len(found)
    bars = "卡片中的色条：有量化目标的任务占全部任务的份额，是计划写法，不是完成情况。"
    st.caption(bars if rest else f"{_most_quantified(found)}{bars}")
    add_subject(overview_lists.DISTRICTS, key="districts")
    if rest:
        st.caption(f"仅列计划目标最多的 {len(found)} 个区县，其余 {rest:,} 个见“区县”。")


def _most_quantified(found: pd.DataFrame) -> str:
    """Which of all districts has most tasks with targets: `有量化目标的任务，青州最多（60 项）。`"""
    numbers = found["tasks_with_figures"].astype(int).tolist()
    return plain_text(f"有量化目标的任务，{end_of(found['short_name'].tolist(), numbers, '最多', '项')}。")


def _card(row: dict[Any, Any], focus: str) -> str:
    years = "—".join(dict.fromkeys((str(row["first_year"]), str(row["last_year"]))))
    state = escape(STATUS_WORD[row["status"]])
    draft = ' class="draft"' if row["status"] == "draft" else ""
    share = row["tasks_with_figures"] / max(row["tasks"], 1)
    withheld = f"，{row['withheld']} 个隐去" if row["withheld"] else ""
    of_tasks = f"{row['tasks']} 项任务<br>{row['tasks_with_figures']} 项有量化目标"
    # Whoever has a district in green meets the one of the card in green on its page.
    place = escape(links.address("district", district=row["district_id"], focus=row["district_id"] if focus else ""))
    return (
        f'<li{" class=focused" if row["district_id"] == focus else ""}><a data-inner href="{place}">'
        f"<b>{escape(row['short_name'])}</b> <small><span>{years}年计划</span> <span{draft}>{state}</span></small>"
        f'<span class="share"><i style="width:{share:.1%}"></i></span>'
        f"<p>{of_tasks if row['tasks'] else '没有编号任务'}<br>{row['targets']} 个目标{withheld}<br>"
        f"最多：{escape(row['category'])} {row['category_targets']} 个</p></a></li>"
    )


def tasks_by_kind() -> None:
    """The plans' true shape: tasks with figures, in words alone and without, by category, with the table twin."""
    shown = kept(exhibits.tasks, made_on=today())
    title, source = f"{shown.name}（单位：项任务）", f"{shown.short_source.replace(' · ', '。制作日期：')}"
    ways: dict[str, str] = {}
    for row in shown.rows.to_dict("records"):
        targets = links.address("targets", categories=[row["category_id"]])
        bare = links.address("category", category=row["category_id"])
        areas = (row["category"], *(f"{row['category']}/{kind}" for kind in TASK_KINDS))
        ways |= dict.fromkeys(areas, targets) | {f"{row['category']}/without": bare}
    inputs, alt = (shown.rows, drawings.palette(), title, source, ways), f"{shown.title}，数字见下表。"

    def figure() -> Any:
        # Seen on a phone in the place of the areas, which are too small there for names (`ui/frame/style.css`).
        st.html(_kinds_in_bars(shown.rows))
        return drawings.show_figure(task_treemap, *inputs, key="tasks", alt=alt, name=shown.name)

    exhibit_block(
        shown,
        key="tasks",
        hint="点一块看其中的目标，点没有量化目标的一块看这个领域有哪些这样的任务",
        ways=lambda table: {
            "领域": [ways[name] for name in table["领域"]],
            TASK_KINDS["without"]: [ways[f"{name}/without"] for name in table["领域"]],
        },
        figure=figure,
    )


def _kinds_in_bars(tasks: pd.DataFrame) -> str:
    """The tasks of each category as a bar as long as their number, parted by kind, the most first; takes the rows of
    `board/overview_tasks`."""
    rows = tasks.assign(whole=tasks[list(TASK_KINDS)].sum(axis=1)).sort_values("whole", ascending=False)
    colours, most = colours_of_kinds(drawings.palette()), max(int(rows["whole"].max()), 1)
    legend = " ".join(f'<i style="color:{colour}">■</i> {TASK_KINDS[kind]}' for kind, colour in colours.items())
    lines = [f"<li><small>{legend}；条长为任务数</small></li>"]
    for row in rows.to_dict("records"):
        parts = "".join(
            f'<i style="width:{row[kind] / most:.2%};background:{colour}"></i>'
            for kind, colour in colours.items()
            if row[kind]
        )
        told = " · ".join(f"{word} {row[kind]}" for kind, word in TASK_KINDS.items() if row[kind])
        name = f"<b>{escape(row['category'])}</b> {row['whole']} 项"
        lines.append(f"<li>{name}<span>{parts}</span><small>{told}</small></li>")
    return f'<ul class="kinds">{"".join(lines)}</ul>'


def search_box() -> None:
    """A box that leads to the targets found. It keeps nothing in the address, so that the way back stays open."""
    typed = st.text_input(
        "搜索目标",
        key="search-box",
        placeholder="指标、目标、任务、部门、文号，如：5G、粮食、科技局",
        type="search",
    )
    if typed and typed.strip():
        links.go("targets", q=typed.strip()[: LONGEST_SEARCH + 1])  # one more, so that the list says what it left out


def differences() -> None:
    """Where districts differ most, in a sentence each: the widest gaps between figures as listed."""
    shown = kept(overview_lists.gaps, made_on=today())
    if shown is not None:
        st.caption(f"计划目标所列数字差别最大的指标 · {overview_lists.HOW_COMPARED}")
        told = map(overview_lists.gap_in_words, shown.rows.to_dict("records"))
        st.markdown("\n".join(f"- {plain_text(line)}" for line in told))
        add_exhibit(shown, key="gaps")


def heat_map(focus: str) -> None:
    """Targets by category and district, with their table; a cell leads to its targets, or by matter to its category."""
    head = st.container()
    way = filters.pick_way("计数", "counting", COUNTING_WORD, "chapter")
    shown = kept(exhibits.cells, counting=way, focus=focus, made_on=today())
    with head:
        exhibit_head(shown, hint="点一格看其中的目标")
    (picked,) = exhibit_body(shown, key="cells", ways=lambda table: _behind(table, shown.rows, way))
    cell = next(iter(picked["selection"].get("cell", [])), None)
    if cell and way == "matter":
        links.go("category", category=cell["category_id"])
    elif cell:
        links.go("targets", districts=[cell["district_id"]], categories=[cell["category_id"]])


def _behind(table: pd.DataFrame, cells: pd.DataFrame, way: str) -> dict[str, list[str]]:
    """What a click on a cell opens, for the cells of its table; empty ones lead nowhere."""
    if way == "matter":
        codes = dict(zip(cells["category"], cells["category_id"], strict=True))
        return {"领域": [links.address("category", category=codes[name]) for name in table["领域"]]}
    return plans.behind_cells(table, cells)
