"""调度: who has reported, what waits to be checked, and what is released."""

import streamlit as st

from policytargets.ui.blocks import filters, ledger
from policytargets.ui.ledger import dispatch as parts
from policytargets.ui.ledger import dispatch_closing, dispatch_corrections, dispatch_reminders, dispatch_reopening

ledger.head("dispatch", "谁报了、谁没报；逐项核对，退回要写原因，发布后全体可见。")
parts.must_be_open()
with st.container(horizontal=True):
    district = parts.pick_office()
    period = parts.pick_period(district)
rows = parts.rows(district, period)
parts.summary(rows, period)
dispatch_reopening.reopening(district, period)
dispatch_reminders.missing(
    rows, period, district=filters.names_of("districts", [district])[district], period_words=ledger.period_words(period)
)
parts.waiting(rows, district)
dispatch_corrections.correcting(rows, district)
dispatch_closing.closing(rows, district, period)
