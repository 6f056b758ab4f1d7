"""台账: what was promised and what was done, item by item, with its light."""

import streamlit as st

from policytargets.ui.blocks import filters, headings, ledger, tables
from policytargets.ui.ledger import progress as parts

headings.head("台账", "承诺的事做到了哪一步：目标、序时应完成、累计完成与进度灯。")
parts.must_be_open()
days = parts.days()
if not days:
    st.info("还没有已发布的填报。填报、核对、发布之后，这里显示每一项的进度。")
    st.stop()
with st.container(horizontal=True):
    as_of = parts.pick_day(days)
    rule = parts.pick_rule()
    districts = filters.pick_many("区县", "districts", filters.choices("districts"))
    states = parts.pick_lights()
rows = parts.chosen(ledger.standings(as_of, rule), districts, states)
parts.summary(rows, as_of)
parts.by_department(rows)
st.subheader("逐项进度", anchor=False)
tables.table(ledger.frame(rows), key="progress", file_name=f"{ledger.prefix()}台账{as_of.isoformat()}.csv", height=520)
ledger.rule_line(rule)
headings.source_line("各区县计划文件（目标）；责任部门填报、督查室核对发布（完成）")
