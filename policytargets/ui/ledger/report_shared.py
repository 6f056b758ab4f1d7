"""Items with several leading departments: one reports, the others see who and what has been released of it, and may
add a note to the report."""

from functools import partial

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.ledger.drafts import Place
from policytargets.ledger.model import exact
from policytargets.ledger.notes import OPEN, add_note, standing_notes
from policytargets.ledger.states import standing_in_words
from policytargets.people.permissions import may
from policytargets.ui.blocks import acting, filters, ledger, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing
from policytargets.wording.lights import amount


def of_several(due: Row) -> str:
    """`牵头 3 家之一`, nothing where one department leads, or this one does not."""
    count = len(due["lead_ids"])
    return f"牵头 {count} 家之一" if count > 1 and due["reporter_id"] in due["lead_ids"] else ""


def shared(department: str, period: Row) -> list[Row]:
    """The due items of a period that a department leads and another one reports."""
    return [
        due for due in ledger.dues()
        if department in due["lead_ids"] and due["reporter_id"] != department and ledger.asked(due, period)
    ]  # fmt: skip


def listed(department: str, period: Row) -> None:
    """These items, to be read: what has not been released is its reporter's and the district's alone."""
    found = shared(department, period)
    if not found:
        return
    st.subheader("本部门牵头、由其他部门填报", anchor=False)
    st.caption("这些项由几个部门共同牵头，一项只报一次；数和进展发布后列在这里。核对以前可以补充说明。")
    names = filters.names_of(
        "departments", [due["reporter_id"] for due in found if isinstance(due["reporter_id"], str)]
    )
    held = ledger.feed()
    rows = []
    for due in found:
        told = [r for r in held.released if r["due_id"] == due["due_id"] and r["ends_on"] <= period["ends_on"]]
        last = max(told, key=lambda report: str(report["ends_on"]), default=None)
        value = exact(last["value"]) if last else None
        rows.append({
            "目标": due["name"], "牵头": f"{len(due['lead_ids'])} 家之一",
            "填报部门": names.get(due["reporter_id"], "待督查室指定"),
            "本期": standing_in_words(held.newest.get((due["due_id"], period["period_id"]))),
            "累计完成": None if value is None else amount(value, due["item"].unit),
            "数据截至": last["ends_on"] if last else None, "进展": last["progress"] if last else None,
            "本部门补充": _own_note(department, due, period) or None,
        })  # fmt: skip
    table = pd.DataFrame(rows)
    table = table.drop(columns=[head for head in ("本部门补充",) if table[head].isna().all()])
    listing(table, label="本部门牵头、由其他部门填报的应报项", links={}, figures=("累计完成",))
    _noting(department, found, period)


@acting.in_place
def _noting(department: str, found: list[Row], period: Row) -> None:
    """The field in which a department adds something to the report of another, until that has been checked."""
    actor, held = ledger.person(), ledger.feed()
    if actor is None or not may(actor, "note", department_id=department):
        return
    stem = f"{actor.person_id}:note:{department}:{period['period_id']}"
    newest = {due["due_id"]: held.newest.get((due["due_id"], period["period_id"])) for due in found}
    takes = {due["due_id"]: due for due in found if (newest[due["due_id"]] or {"state": ""})["state"] in OPEN}
    if takes:
        due_id = st.selectbox(
            "给哪一项补充说明（可不填）", list(takes), index=None, placeholder="选择一项", key=f"{stem}:due",
            format_func=lambda code: takes[code]["name"] if code in takes else code,
        )  # fmt: skip
        if due_id in takes:
            due, key = takes[due_id], f"{stem}:{due_id}"
            said = st.text_area(
                "补充说明", _own_note(department, due, period), key=key, height=70,
                help="填报部门和督查室都看得到，随这一项一起核对、发布；核对以后不能再改。清空后保存即撤回。",
            )  # fmt: skip
            if acting.pressed("保存补充说明", f"{key}:save"):
                acting.act(stem, "已保存补充说明。", partial(_add, department, due, period, said or ""))
    acting.answer(stem)


def _add(department: str, due: Row, period: Row, said: str) -> object:
    place = Place(due["due_id"], period["period_id"], department, due["district_id"])
    return add_note(
        ledger.opened(), ledger.person(), place, due["item"], due["lead_ids"], said,
        record_version=record.record().version, today=settings.today(),
    )  # fmt: skip


def _own_note(department: str, due: Row, period: Row) -> str:
    """What this department has added so far, nothing where it has not."""
    notes = standing_notes(ledger.feed().notes(due["due_id"], period["period_id"]))
    return next((str(note["said"]) for note in notes if note["department_id"] == department), "")
