"""Items with several leading departments: one reports, the others see who, and what has been released of it."""

import pandas as pd
import streamlit as st

from policytargets.ledger.model import exact
from policytargets.ledger.states import standing_in_words
from policytargets.ui.blocks import filters, ledger
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
    st.caption("这些项由几个部门共同牵头，一项只报一次；数和进展发布后列在这里。")
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
        })  # fmt: skip
    listing(pd.DataFrame(rows), label="本部门牵头、由其他部门填报的应报项", links={}, figures=("累计完成",))
