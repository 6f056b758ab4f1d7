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
    finding = indicator_pair.overview(selection) if selection.pair else ""
if asks_for_pair and not selection.pair:
    with top:
        headings.head("指标对比", "选两个区县，看两地全部共有指标。")
    st.stop()
with second if asks_for_pair else first:
    if asks_for_pair:
        st.subheader("单看一个指标", anchor=False)
    indicators = indicator.pick_indicators(asks_for_pair)
couple = ["与".join(filters.choices("districts")[code] for code in selection.districts)] if selection.pair else []
headings.name_tab("indicator", *couple, *indicator.in_words(indicators))
with top:
    headings.head("指标对比", finding or indicator.found(indicators, selection))
if not indicators:
    st.info("需要单看时，请先选择一个指标。" if asks_for_pair else "请先选择一个指标。")
    st.stop()
if len(indicators) == 1:
    # What it shows stands at the head of the page, unless that speaks of the two districts.
    indicator.sheet(indicators[0], selection, level=2 if selection.pair else 0)
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
