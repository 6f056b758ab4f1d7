"""台账: what was promised and what was done, item by item, with its light."""

import streamlit as st

from policytargets.ui.blocks import acting, headings, ledger, ledger_items, ledger_selection, ledger_terms
from policytargets.ui.ledger import progress as parts
from policytargets.ui.ledger import progress_list, progress_series, progress_snapshots

ledger.head("progress", "承诺的事做到了哪一步：目标、序时应完成、累计完成与进度灯。")
acting.must_be_at_hand()
if not ledger.feed().released:
    st.info("还没有已发布的填报。填报、核对、发布之后，这里显示每一项的进度。")
    progress_snapshots.show()
    st.stop()
ledger_terms.meaning("序时")
with st.container(horizontal=True):
    as_of = parts.pick_day()
    rule = parts.pick_rule()
asked = parts.pick_selection()
rows = ledger_selection.chosen(ledger_items.with_punctuality(ledger.standings(as_of, rule), as_of), asked)
found = ledger_items.lit_rows(rows, as_of, rule, asked)
parts.summary(rows, as_of)
parts.without_target()
parts.by_department(found)
st.subheader(f"{ledger.prefix()}逐项进度", anchor=False)
progress_list.files(rows, found, rule=rule)
progress_series.files(rows, found, rule=rule)
progress_list.page(rows)
ledger_terms.rule_line(rule)
progress_snapshots.show()
headings.source_line(ledger_items.SOURCE)
