"""The charts of the page 责任部门, each an exhibit with the way it leads on."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.charts.department import COUNTING
from policytargets.charts.flows import role_flows
from policytargets.exhibits import department as exhibits
from policytargets.exhibits.answering import FACET
from policytargets.exhibits.model import Exhibit
from policytargets.settings import today
from policytargets.ui.blocks import drawings, filters, links, plans
from policytargets.ui.blocks.exhibits import exhibit_block, exhibit_body, exhibit_head, folded, kept
from policytargets.ui.board.department import Selection
from policytargets.wording.codes import MEASURE_WORD
from policytargets.wording.markdown import plain_text


def owners(selection: Selection) -> pd.DataFrame:
    """The weightiest lines or departments with `label`; the others summed in a last row without `owner_id`."""
    found: pd.DataFrame = kept(exhibits.owners, selection)
    return found


def ranking(selection: Selection) -> None:
    """Bars of the weightiest; a click chooses one."""
    shown = kept(exhibits.ranking, selection, made_on=today())
    exhibit_head(shown, hint=f"点一条看这个{selection.word}的全部责任")
    codes, facet = shown.rows["owner_id"], FACET[selection.shown]
    ways = [links.address("department", districts=selection.districts, **{facet: [code]}) for code in codes]
    exhibit_body(
        shown,
        key="ranking",
        on_select=lambda: _take("ranking", "owner_id", FACET[selection.level]),
        ways=lambda table: {str(table.columns[0]): ways},
    )


def matrix(selection: Selection) -> None:
    """Owners by category, folded under what was found."""
    named = st.query_params.get("measure", "")
    by_word = {word: code for code, word in MEASURE_WORD.items()}
    measure = str(st.session_state.get("measure") or by_word.get(named, "targets"))
    shown = kept(exhibits.matrix, selection, measure=measure, made_on=today())
    folded(shown, "matrix", bool(named), lambda: _matrix(shown, selection))


def _matrix(shown: Exhibit, selection: Selection) -> None:
    """The numbers in the roles asked for; a click on a cell offers the way to its targets."""
    exhibit_head(shown, level=0, hint="点一格看其中的目标")
    filters.pick_way("图中计数", "measure", MEASURE_WORD, "targets")
    (picked,) = exhibit_body(shown, key="matrix", ways=lambda table: _behind_matrix(table, shown.rows, selection))
    for cell in picked["selection"].get("cell", []):
        cells = shown.rows
        # A selection may be older than the filters: then its cell is not among those drawn.
        own = cells[(cells["owner_id"] == cell["owner_id"]) & (cells["category_id"] == cell["category_id"])]
        for row in own.to_dict("records"):
            links.go("targets", **_behind_cell(row, selection))


def _behind_cell(row: dict[Any, Any], selection: Selection) -> dict[str, str | list[str]]:
    """The targets of one line or department in one category, in the roles asked for; in either where it has none in
    these, as the number seen is that of the other role."""
    here = row[f"targets_{COUNTING[selection.role].number}"]
    where = {FACET[selection.shown]: [row["owner_id"]], "categories": [row["category_id"]]}
    return {"roles": selection.role if here else "either", "districts": selection.districts, **where}


def _behind_matrix(table: pd.DataFrame, cells: pd.DataFrame, selection: Selection) -> dict[str, list[str]]:
    """The targets behind each row of the matrix's table, as behind its cell."""
    own = {(row["owner"], row["short_name"], row["category"]): row for row in cells.to_dict("records")}
    told = (own[row[:3]] for row in table.itertuples(index=False, name=None))
    return {str(table.columns[0]): [links.address("targets", **_behind_cell(row, selection)) for row in told]}


def places(selection: Selection) -> None:
    """Targets by category and district; a click on a cell offers the way to its targets."""
    shown = kept(exhibits.cells, selection, made_on=today())
    exhibit_head(shown, hint="点一格看其中的目标")
    asked: dict[str, str | list[str]] = {"roles": selection.role, FACET[selection.level]: list(selection.codes)}
    (picked,) = exhibit_body(shown, key="places", ways=lambda table: plans.behind_cells(table, shown.rows, **asked))
    for cell in picked["selection"].get("cell", []):
        where = {"categories": [cell["category_id"]], "districts": [cell["district_id"]]}
        links.go("targets", **asked, **where)


def partners(selection: Selection) -> str:
    """Who shares tasks with the chosen ones. Gives the code of the partner whose tasks are asked for, or nothing."""
    shown, word = kept(exhibits.partners, selection, made_on=today()), selection.word
    if shown is None:
        st.subheader(plain_text(f"与{selection.names}共同承担任务的{word}"), anchor=False)
        st.write("没有与其他部门共同承担的任务。")
        return ""
    where: dict[str, str | list[str]] = {
        "districts": selection.districts,
        FACET[selection.level]: list(selection.codes),
    }
    ways = [links.address("department", **where, roles=selection.role, partner=label) for label in shown.rows["label"]]
    exhibit_block(
        shown,
        key="partners",
        hint="点一条看任务",
        on_select=lambda: _take("partners", "partner_id", "partner"),
        ways=lambda table: {str(table.columns[0]): ways},
    )
    options = dict(zip(shown.rows["partner_id"], shown.rows["label"], strict=True))
    return filters.pick_one(f"与哪个{word}的共同任务", "partner", options, f"选一个{word}，列出共同任务")


def flows(selection: Selection) -> None:
    """Who leads and who supports, folded under what was found; nothing where nobody shares a task."""
    shown = kept(exhibits.flows, selection, made_on=today())
    if shown is not None:
        folded(shown, "flows", False, lambda: _flows(shown, selection))


def _flows(shown: Exhibit, selection: Selection) -> None:
    """The flows between those who lead and those who support."""
    title, source = f"{shown.name}（单位：项共同任务）", shown.short_source.replace(" · ", "。制作日期：")
    ways = _behind_flows(shown.rows, selection)
    inputs = (shown.rows, set(selection.codes), drawings.palette(), title, source, ways)
    alt = f"{shown.title}，数字见下表。"
    exhibit_head(shown, level=0, hint=f"点一条看双方共同承担的任务，点一端看这个{selection.word}的全部责任")
    pairs = list(zip(shown.rows["lead_id"], shown.rows["support_id"], strict=True))
    exhibit_body(
        shown,
        key="flows",
        ways=lambda _: {
            "牵头": [ways[lead] for lead, _ in pairs],
            "配合": [ways[support] for _, support in pairs],
            "共同任务": [ways["/".join(pair)] for pair in pairs],
        },
        figure=lambda: drawings.show_figure(role_flows, *inputs, key="flows", alt=alt, name=shown.name),
    )


def _behind_flows(flows: pd.DataFrame, selection: Selection) -> dict[str, str]:
    """What is behind each end and each flow: all that the one answers for, and what the leading one does with the
    other."""
    facet, where = FACET[selection.level], {"districts": selection.districts}
    ways = {}
    for row in flows.to_dict("records"):
        for code in (row["lead_id"], row["support_id"]):
            ways[code] = links.address("department", **where, **{facet: [code]}, roles="either")
        both = links.address("department", **where, **{facet: [row["lead_id"]]}, partner=row["support_label"])
        ways[f"{row['lead_id']}/{row['support_id']}"] = both
    return ways


def _take(chart: str, field: str, key: str) -> None:
    """Put what was clicked in a chart into the filter under `key`."""
    picked = st.session_state[chart]["selection"].get("row", [])
    if picked:
        st.session_state[key] = picked[0][field] if key == "partner" else [picked[0][field]]
