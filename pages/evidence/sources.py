"""来源与口径: may I trust this, and what do the words mean?"""

import streamlit as st

from policytargets.ui.blocks import headings, unknown_values
from policytargets.ui.evidence import sources, sources_words

headings.head("来源与口径", "这些数字可信吗？这些词是什么意思？")
sources.trust()
unknown_values.note("部分", "part", {name: name for name in sources.PARTS})
sources_words.note_unknown()
parts = st.tabs(list(sources.PARTS), key="part", bind="query-params")
for tab, show in zip(parts, sources.PARTS.values(), strict=True):
    if tab.open:
        with tab:
            show()
headings.source_line("各区县公开发布的计划，见“文件”")
