"""关闭: until when a period takes reports, and the way to let one that has closed take them again."""

from datetime import timedelta

import streamlit as st

from policytargets import settings
from policytargets.ledger.calendars import closed, last_day_for_reports, reopen
from policytargets.people.permissions import may
from policytargets.ui.blocks import acting, ledger
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.markdown import plain_text

FURTHER = 7  # days for which a period is opened again, unless another day is chosen


@acting.in_place
def reopening(district: str, period: Row) -> None:
    """Says when a period closes or closed; a form to open one that has closed again."""
    actor, today = ledger.person(), settings.today()
    if not closed(period, today):
        if day := last_day_for_reports(period):
            st.caption(f"{day} 关闭，之后不再收新的填报。")
        if actor:
            acting.answer(f"{actor.person_id}:reopen")
        return
    st.caption(f"已于 {period['closes_on']} 关闭，不再收新的填报；已报过的仍可核对、退回、更正。")
    if actor is None or not may(actor, "reopen_period", district_id=district):
        return
    key = f"{actor.person_id}:reopen"
    with st.expander("重新开放这一期"):
        st.caption(plain_text("截止日不变，重新开放后报来的记为逾期；已定稿的期，补报还须写明原因。"))
        own = f"{key}:{period['period_id']}"
        until = st.date_input("开放到", today + timedelta(days=FURTHER), key=f"{own}:until", format="YYYY-MM-DD")
        reason = st.text_input("原因", key=f"{own}:reason") or ""
        if acting.pressed("重新开放", f"{own}:open"):
            acting.act(key, f"已重新开放到 {until}。", lambda: reopen(
                ledger.opened(), actor, period["period_id"], str(until), reason, today=today
            ))  # fmt: skip
    acting.answer(key)
