"""The charts of the page 责任部门, each with its question, its table twin and the way it leads on."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from policytargets.charts import department, heat_map
from policytargets.charts.department import BOTH_ROLES, PARTNER_ROLES
from policytargets.charts.flows import role_flows
from policytargets.settings import today
from policytargets.ui.blocks import drawings, filters, links, plans, tables
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.record import rows
from policytargets.ui.board.department import FACET, LEVEL_WORD, MEASURES, Selection

MOST_OWNERS = 15
MOST_PARTNERS = 12
MOST_FLOWS = 24


def owners(selection: Selection) -> pd.DataFrame:
    """The weightiest lines or departments with `label`; the others summed in a last row without `owner_id`."""
    if selection.shown == "line":
        found = rows("board/line_ranking", most=MOST_OWNERS, districts=selection.districts, roles=selection.roles)
    else:
        found = rows("board/department_ranking", most=MOST_OWNERS, **selection.parameters)
    return found.assign(label=_labels(found, "owner"))


def ranking(selection: Selection, found: pd.DataFrame) -> None:
    """Bars of the weightiest; a click chooses one."""
    word = selection.word
    top = found[found["owner_id"].notna()]
    st.subheader(f"哪些{word}的责任最多", anchor=False)
    st.caption(f"单位：个计划目标 · 条长为{selection.role_word}的目标数 · 点一条看这个{word}的全部责任")
    drawings.show(
        department.ranking_bars,
        top,
        palette(),
        key="ranking",
        on_select=lambda: _take("ranking", "owner_id", FACET[selection.level]),
        alt=f"{selection.role_word}目标最多的{word}是{top['owner'].iloc[0]}，{top['targets'].iloc[0]}个。",
    )
    for rest in found[found["owner_id"].isna()].itertuples():
        st.caption(
            f"其余 {rest.owners} 个{word}合计{selection.role_word} {rest.targets} 个目标、{rest.tasks} 项任务，"
            f"同一目标不重复计，其中有的与上列{word}共同承担。"
        )
    titles = {"owner": word, **BOTH_ROLES}
    _twin(lambda: top[list(titles)].rename(columns=titles), f"{word}排序")


def matrix(selection: Selection, found: pd.DataFrame) -> None:
    """Owners by category, lead and support told apart; a click on a cell offers the way to its targets."""
    level, word = selection.shown, LEVEL_WORD[selection.shown]
    st.subheader(f"{word}与领域", anchor=False)
    measure = filters.pick_way("图中计数", "measure", MEASURES, "targets")
    top = found[found["owner_id"].notna()]
    cells = rows(f"board/{level}_matrix", owners=top["owner_id"].tolist(), districts=selection.districts).merge(
        top[["owner_id", "owner", "label", "place", "district_id", "short_name"]], on="owner_id"
    )
    rest = int(found["owners"].sum()) - len(top)
    limit = f" · 图中为前 {len(top)} 个{word}，另有 {rest} 个未画" if rest else ""
    st.caption(f"单位：{MEASURES[measure]} · 数字为牵头，“配”为配合，颜色深浅按牵头数{limit} · 点一格看其中的目标")
    picked = drawings.show(
        department.responsibility_matrix,
        cells,
        palette(),
        measure,
        selection.focus,
        key="matrix",
        on_select="rerun",
        alt=f"各{word}在各领域牵头和配合的{MEASURES[measure]}，数字见下表。",
    )
    for cell in picked["selection"].get("cell", []):
        # A selection may be older than the filters: then its cell is not among those drawn.
        if ((cells["owner_id"] == cell["owner_id"]) & (cells["category_id"] == cell["category_id"])).any():
            where = {FACET[level]: [cell["owner_id"]], "categories": [cell["category_id"]]}
            links.go("targets", roles="either", districts=selection.districts, **where)
    titles = {"owner": word, "short_name": "区县", "category": "领域", **BOTH_ROLES}
    filled = cells[cells[list(BOTH_ROLES)].any(axis=1)].sort_values(["place", "category_sort"])
    _twin(lambda: filled[list(titles)].rename(columns=titles), f"{word}与领域")


def places(selection: Selection) -> None:
    """Targets by category and district; a click on a cell offers the way to its targets."""
    drawn, told = plans.drawn_districts(selection.focus) if not selection.districts else (selection.districts, "")
    cells = rows("board/department_cells", **selection.parameters | {"districts": drawn})
    st.subheader("领域与区县", anchor=False)
    if told:
        st.caption(told)
    st.caption(f"单位：个计划目标（{selection.role_word}）· 重复表述不计 · 点一格看其中的目标")
    picked = drawings.show(
        heat_map.category_heat_map,
        cells,
        palette(),
        selection.focus,
        key="places",
        on_select="rerun",
        alt=f"{selection.names}在各领域、各区县的目标数，数字见下表。",
    )
    for cell in picked["selection"].get("cell", []):
        where = {"categories": [cell["category_id"]], "districts": [cell["district_id"]]}
        links.go("targets", roles=selection.role, **{FACET[selection.level]: selection.codes}, **where)
    _twin(lambda: plans.by_district(cells), "领域与区县")


def partners(selection: Selection) -> str:
    """Who shares tasks with the chosen ones. Gives the code of the partner whose tasks are asked for, or nothing."""
    found = rows("board/department_partners", level=selection.level, **selection.parameters)
    word = selection.word
    st.subheader(f"共同承担任务的{word}", anchor=False)
    if found.empty:
        st.write("没有与其他部门共同承担的任务。")
        return ""
    found = found.assign(label=_labels(found, "partner").str.replace("|", " ", regex=False))
    top, rest = found.head(MOST_PARTNERS), len(found) - MOST_PARTNERS
    limit = f" · 前 {len(top)} 个，另有 {rest} 个见表" if rest > 0 else ""
    st.caption(f"单位：项共同任务 · 绿色为对方牵头，灰色为对方配合{limit} · 点一条看任务")
    drawings.show(
        department.partner_bars,
        top,
        palette(),
        key="partners",
        on_select=lambda: _take("partners", "partner_id", "partner"),
        alt=f"共同任务最多的{word}是{top['label'].iloc[0]}，{top['tasks'].iloc[0]}项。",
    )
    titles = {"label": word, **PARTNER_ROLES}
    _twin(lambda: found[list(titles)].rename(columns=titles), "共同任务")
    options = dict(zip(found["partner_id"], found["label"], strict=True))
    return filters.pick_one(f"与哪个{word}的共同任务", "partner", options, f"选一个{word}，列出共同任务")


def flows(selection: Selection) -> None:
    """Who leads and who supports, as flows between them, with the table twin; nothing where nobody shares a task."""
    asked = {"lines": [], "departments": [], FACET[selection.level]: selection.codes}
    found = rows(
        "board/department_flows", level=selection.level, districts=selection.districts, most=MOST_FLOWS, **asked
    )
    if found.empty:
        return
    whose = selection.names or f"各{selection.word}"
    rest = int(found["pairs"].iloc[0]) - len(found)
    st.subheader("谁牵头，谁配合", anchor=False)
    title = f"{whose}：左为牵头，右为配合（单位：项共同任务" + (f"，最多的 {len(found)} 对）" if rest else "）")
    source = f"来源：{'全部' if not selection.districts else '所选区县'}计划的编号任务。制作日期：{today().isoformat()}"
    figure = role_flows(found, set(selection.codes), palette(), title, source)
    drawings.show_figure(figure, key="flows", alt=f"{title}，数字见下表。", name="谁牵头谁配合")
    if rest:
        st.caption(f"另有 {rest:,} 对未画。共同牵头的任务见“共同承担任务的{selection.word}”。")
    titles = {"lead": "牵头", "support": "配合", "tasks": "共同任务"}
    _twin(lambda: found[list(titles)].rename(columns=titles), "谁牵头谁配合")


def _twin(table: Callable[[], pd.DataFrame], name: str) -> None:
    tables.twin(table, key=name, file_name=f"{name}.csv")


def _take(chart: str, field: str, key: str) -> None:
    """Put what was clicked in a chart into the filter under `key`."""
    picked = st.session_state[chart]["selection"].get("row", [])
    if picked:
        st.session_state[key] = picked[0][field] if key == "partner" else [picked[0][field]]


def _labels(found: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Names with the district behind a bar sign, where there is one; collective names are said to be such."""
    place = found["short_name"].fillna("") + found["collective"].astype(bool).map({True: " · 统称", False: ""})
    return found[column].fillna("") + ("|" + place).where(found["short_name"].notna(), "")
