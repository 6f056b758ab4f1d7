"""指标对比: one indicator across districts, or several side by side, to look at and to take along."""

import streamlit as st

from policytargets.ui import blocks, comparing, takeaway

blocks.head("指标对比", "同一指标，各区县各承诺多少？")
indicators = comparing.pick_indicators()
choice = comparing.pick_choice()
if not indicators:
    st.info("请先选择一个指标。")
    st.stop()
if len(indicators) == 1:
    comparing.sheet(indicators[0], choice)
else:
    columns = st.columns(2, gap="large")
    placed = [(columns[place % 2], indicator_id) for place, indicator_id in enumerate(indicators)]
    shown = []
    for column, indicator_id in placed:
        with column:
            shown.append(comparing.sheet(indicator_id, choice))
    drawn = [comparison for comparison in shown if comparison is not None]
    if drawn:
        takeaway.download_slides(drawn, focus=choice.focus)
for indicator_id in indicators:
    comparing.relatives(indicator_id, choice, indicators)
