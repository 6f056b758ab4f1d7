"""填报: what a department reports for a period, one card an item."""

import streamlit as st

from policytargets.ui.blocks import ledger, ledger_terms
from policytargets.ui.ledger import report as parts
from policytargets.ui.ledger import report_brought, report_form, report_period, report_shared

ledger.head("report", "本部门本期要报哪些项：填累计数和进展，提交后由督查室核对、发布。")
parts.must_be_open()
with st.container(horizontal=True):
    department = parts.pick_department()
    period = report_period.pick_period(department)
items = parts.items(department, period)
report_period.summary(items, period)
report_period.closing(items, period)
report_period.elsewhere(department, period)
ledger_terms.meaning("序时", "缺基期数")
brought = report_form.exchange(items, department, period)
report_brought.say(brought, items)
for item in items:
    parts.card(item)
report_brought.remind(brought, items)
report_period.hand_in(items)
if not items:
    st.info("这个部门这一期没有要报的项。")
report_shared.listed(department, period)
st.caption("不得填报涉密信息。草稿随改随存，提交前别人看不到。")
