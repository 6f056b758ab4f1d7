"""Extensions of an item, asked for and decided, and the override of its light for one period."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.ledger.extensions import ExtensionForm, ask_extension, decide_extension, override_light
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.ui.blocks import acting, ledger, listings, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import courses as parts
from policytargets.wording.lights import LIGHT_WORD, lamp
from policytargets.wording.markdown import plain_text

STATE_WORD = {"submitted": "待审批", "granted": "已同意", "refused": "不同意", "withdrawn": "已撤回"}
LABELS = {
    "to_due_on": "预计完成日期（如 2024-06-30）", "reason": "延期理由（至少 10 个字）", "done_so_far": "目前进展",
    "measures": "下步措施", "signed_by": "审签负责人",
}  # fmt: skip


@acting.in_place
def extensions(due: Row, actor: Actor) -> None:
    """What was asked and answered, the form to ask, and the answers to what waits."""
    own = [row for row in ledger.feed().arrangements.extensions if row["due_id"] == due["due_id"]]
    st.subheader("延期", anchor=False)
    if own:
        listings.listing(pd.DataFrame([_row(row) for row in own]), label="延期申请", links={})
    waiting = own[-1] if own and own[-1]["state"] == "submitted" else None
    if waiting:
        _answer(due, actor, waiting)
    elif may(actor, "ask_extension", department_id=parts.department(due) or None):
        _ask(due, actor)
    elif not own:
        st.write("没有延期申请。")


def _ask(due: Row, actor: Actor) -> None:
    key = f"{actor.person_id}:{due['due_id']}:extension"
    with st.expander("申请延期"):
        typed = {name: st.text_input(label, key=f"{key}:{name}") or "" for name, label in LABELS.items()}
        if acting.pressed("提交申请", f"{key}:ask"):
            acting.act(key, "已提交，等待审批。", lambda: ask_extension(
                ledger.opened(), actor, parts.owner(due), due["item"], ExtensionForm(**typed), **_when(),
            ))  # fmt: skip
    acting.answer(key)


def _answer(due: Row, actor: Actor, asked: Row) -> None:
    key = f"{actor.person_id}:{asked['extension_id']}"

    def answer(kind: str, **said: str) -> object:
        version = record.record().version
        return decide_extension(
            ledger.opened(), actor, parts.owner(due), asked["extension_id"], kind, record_version=version, **said
        )

    if may(actor, "decide_extension", district_id=due["district_id"]):
        with st.container(horizontal=True):
            until = st.text_input("同意延期到", value=asked["to_due_on"], key=f"{key}:until") or ""
            reason = st.text_input("意见（不同意时必填）", key=f"{key}:reason") or ""
        with st.container(horizontal=True):
            if acting.pressed("同意", f"{key}:granted"):
                acting.act(key, "已同意。", lambda: answer("granted", granted_to=until, reason=reason))
            if acting.pressed("不同意", f"{key}:refused-button"):
                acting.act(key, "已答复。", lambda: answer("refused", reason=reason))
    if may(actor, "ask_extension", department_id=parts.department(due) or None) and acting.pressed(
        "撤回申请", f"{key}:withdrawn"
    ):
        acting.act(key, "已撤回。", lambda: answer("withdrawn"))
    acting.answer(key)


@acting.in_place
def override(due: Row, actor: Actor) -> None:
    """The lights that were set beside the computed ones, each with the way to lift it, and the form to set another for
    a period that was released; nothing is chosen beforehand."""
    if not may(actor, "override_light", district_id=due["district_id"]):
        return
    released = {row["period_id"]: row["ends_on"] for row in ledger.feed().released if row["due_id"] == due["due_id"]}
    if not released:
        return
    key = f"{actor.person_id}:{due['due_id']}:override"
    words = {code: lamp(code) for code in LIGHT_WORD}
    version = record.record().version
    _held(due, actor, key)
    with st.expander("人工调整进度灯（与计算结果并列显示）"):
        period = st.selectbox("截至", list(reversed(released)), format_func=released.__getitem__, key=f"{key}:period")
        light = st.selectbox(
            "调整为",
            list(words),
            index=None,
            placeholder="选择进度灯",
            format_func=words.__getitem__,
            key=f"{key}:light",
        )
        reason = st.text_input("调整原因", key=f"{key}:why") or ""
        if acting.pressed("记录调整", f"{key}:set", disabled=light is None):
            acting.act(key, "已记录。", lambda: override_light(
                ledger.opened(), actor, parts.owner(due), period, str(light), reason, record_version=version
            ))  # fmt: skip
    acting.answer(key)


def _held(due: Row, actor: Actor, key: str) -> None:
    """Each light that was set by hand, with the way to lift it."""
    version = record.record().version
    for held in parts.overridden(due, ledger.feed()):
        mine = f"{key}:{held['override_id']}"
        with st.container(border=True):
            st.markdown(
                plain_text(
                    f"人工调整：截至 {held['ends_on']}，{lamp(held['light'])}，{held['reason']}（{held['name']}）"
                )
            )
            with st.container(horizontal=True, vertical_alignment="bottom"):
                why = st.text_input("取消的原因", key=f"{mine}:why") or ""
                if acting.pressed("取消这次人工调整", f"{mine}:lift"):
                    acting.act(key, "已取消人工调整。", lambda held=held, why=why: override_light(  # type: ignore[misc]
                        ledger.opened(), actor, parts.owner(due), held["period_id"], "lifted", why,
                        record_version=version,
                    ))  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    return {
        "情况": STATE_WORD[row["state"]], "原期限": row["from_due_on"], "申请延至": row["to_due_on"],
        "同意延至": row["granted_to"], "理由": row["reason"], "目前进展": row["done_so_far"],
        "申请人": f"{row['asked_by']}（审签 {row['signed_by']}）",
        "申请时间": "逾期申请" if row["filed_late"] else "期内申请", "意见": row["said"] or None,
    }  # fmt: skip


def _when() -> dict[str, Any]:
    return {"record_version": record.record().version, "today": settings.today()}
