"""更正: what was released is corrected by the district itself, with a reason; another person checks it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from policytargets import settings
from policytargets.ledger.drafts import Place
from policytargets.ledger.plausible import CONFIRMED, confirmed, doubt
from policytargets.ledger.reports import decide, filling_of, submit
from policytargets.ledger.states import TRANSITIONS
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.ui.blocks import acting, ledger, record
from policytargets.ui.blocks.ledger import Row


@acting.in_place
def correcting(found: list[Row], district: str) -> None:
    """The form to correct a released report of a period; the old one stays shown until the new one is released."""
    actor = ledger.person()
    released = {row["due_id"]: row for row in found if row["report"] and row["report"]["state"] == "released"}
    own = [row for row in found if actor and _may_be_given_up(row, actor)]
    if actor is None or not (released or own) or not may(actor, "correct", district_id=district):
        return
    with st.expander("更正已发布的填报"):
        st.caption("更正后须由另一人核对、发布；发布之前仍显示原来的数，两次都留存。")
        due_id = st.selectbox(
            "应报项", list(released), index=None, placeholder="选择一项", key=f"{actor.person_id}:correct:due",
            format_func=lambda code: f"{released[code]['name']}（{released[code]['printed'] or '没有数字'}）",
        )  # fmt: skip
        if due_id:
            _form(released[due_id], f"{actor.person_id}:correct", district)
        for row in own:
            if acting.pressed(f"放弃更正：{row['name']}", f"{actor.person_id}:correct:{row['due_id']}:abandon"):
                acting.act(
                    f"{actor.person_id}:correct", "已放弃更正，仍是原来发布的数。", partial(_abandon, row, district)
                )
    acting.answer(f"{actor.person_id}:correct")


def _may_be_given_up(row: Row, actor: Actor) -> bool:
    """Whether it is the person's own correction and has not been checked; a department gives up its own on 填报."""
    report = row["report"]
    mine = bool(report and report["corrects"] and report["submitter_id"] == actor.person_id)
    return mine and report["state"] in TRANSITIONS["abandoned"].states


def _abandon(row: Row, district: str) -> object:
    return decide(
        ledger.opened(), ledger.person(), row["report"]["report_id"], "abandoned", district_id=district,
        record_version=record.record().version,
    )  # fmt: skip


def _form(row: Row, key: str, district: str) -> None:
    old, stem = row["report"], f"{key}:{row['report']['report_id']}"
    filling = filling_of(old)
    if row["kind"] == "figure":
        unit = f"（单位 {filling.unit or row['item'].unit}）" if row["item"].unit else ""
        typed = st.text_input(f"累计数{unit}", value=filling.value, key=f"{stem}:value") or ""
        filling = replace(filling, value=typed, figure_state="given" if typed.strip() else filling.figure_state)
    asked = doubt(row["item"], filling, row["before"]["value"] if row["before"] else None, row["later"])
    with st.container():  # a place of its own, so that no field moves when it comes
        sure = bool(asked) and acting.tick(f"{CONFIRMED}：{asked}", f"{stem}:sure:{filling.value.strip()}")
    progress = st.text_area("进展情况", value=filling.progress, key=f"{stem}:progress", height=70) or ""
    reason = st.text_input("更正原因", key=f"{stem}:reason") or ""
    if acting.pressed("提交更正", f"{stem}:submit"):
        filling = replace(filling, progress=progress, change_reason=reason)
        place = Place(row["due_id"], old["period_id"], old["department_id"], district)
        acting.act(key, "已提交更正，等待另一人核对。", lambda: submit(
            ledger.opened(), ledger.person(), place, row["item"], filling, record_version=record.record().version,
            today=settings.today(), confirmed=confirmed(asked, sure=sure),
        ))  # fmt: skip
