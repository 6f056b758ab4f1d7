"""原文检索: search the text of the user's own copies of the documents."""

import streamlit as st

from policytargets.ui.blocks import copies, headings
from policytargets.ui.evidence import passages as parts

headings.head("原文检索", "在本机的文件副本中查找原文，看每段文字里有没有目标。")
if not copies.at_hand():
    st.info("这里没有原文副本，不能检索原文。")
else:
    words = parts.asked_words()
    asked = parts.pick_narrowing()
    if words:
        parts.found_passages(words, asked)
    headings.source_line("本机的文件副本，仅供核对，不随任何下载带出")
