"""来源与口径: may I trust this, and what do the words mean?"""

import streamlit as st

from policytargets.ui import blocks, provenance

blocks.head("来源与口径", "这些数字可信吗？这些词是什么意思？")
provenance.trust()
parts = st.tabs(list(provenance.PARTS), key="part", bind="query-params")
for tab, show in zip(parts, provenance.PARTS.values(), strict=True):
    if tab.open:
        with tab:
            show()
blocks.source_line("各区县公开发布的计划，见“文件”")
