"""指标对比: one indicator across districts, or several side by side, to look at and to take along."""

import streamlit as st

from policytargets.ui.blocks import downloads, filters, headings
from policytargets.ui.compare import indicator, indicator_bases, indicator_pair

top, first, second = st.container(), st.container(), st.container()
asks_for_pair = indicator.asks_for_pair()
# Who came for two districts meets their choice and what was found before any single indicator, and until two are chosen
# nothing else.
with first if asks_for_pair else second:
    selection = indicator.pick_selection()
    finding = indicator_pair.overview(selection) if selection.pair else "同一指标，各区县各承诺多少？"
if asks_for_pair and not selection.pair:
    finding = "选两个区县，看两地全部共有指标。"
with top:
    headings.head("指标对比", finding)
if asks_for_pair and not selection.pair:
    st.stop()
with second if asks_for_pair else first:
    if asks_for_pair:
        st.subheader("单看一个指标", anchor=False)
    indicators = indicator.pick_indicators(asks_for_pair)
if not indicators:
    st.info("需要单看时，请先选择一个指标。" if asks_for_pair else "请先选择一个指标。")
    st.stop()
headings.name_tab("indicator", "、".join(filters.names_of("indicators", indicators).values()))
if len(indicators) == 1:
    indicator.sheet(indicators[0], selection)
else:
    columns = st.columns(2, gap="large")
    placed = [(columns[place % 2], indicator_id) for place, indicator_id in enumerate(indicators)]
    shown = []
    for column, indicator_id in placed:
        with column:
            shown.append(indicator.sheet(indicator_id, selection))
    drawn = [comparison for comparison in shown if comparison is not None]
    if drawn:
        downloads.download_slides(drawn, focus=selection.focus)
for indicator_id in indicators:
    indicator_bases.bases(indicator_id, selection)
    indicator.relatives(indicator_id, selection, indicators)
