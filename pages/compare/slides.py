"""演示: the chosen comparisons, put in order here and shown one to a screen."""

import streamlit as st

from policytargets.ui.blocks import deck, filters, headings, record
from policytargets.ui.blocks.addresses import PAGE
from policytargets.ui.compare import slides, slides_files, slides_stage

shown = deck.shown_slides()
if slides_stage.presenting() and shown:
    slides_stage.show(shown, [slide.note for slide in deck.current().slides], filters.focus())
    st.stop()
headings.head("演示", "把选好的比较排好次序，一屏一项放给会场看。")
slides_files.problems()
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.button("开始放映", key="start", type="primary", disabled=not shown, on_click=slides_stage.start)
    slides_files.tools(shown, filters.focus())
slides_files.whereabouts()
if shown:
    st.caption(
        "开始放映即全屏（浏览器不允许时按 F）。放映时：→ 或 PageDown 下一张，← 或 PageUp 上一张，Home、End 到首尾，"
        "数字加 Enter 到那一张，F 进入或退出全屏，B 黑屏，S 演讲者窗口，Esc 结束（全屏时先退出全屏，再按一次结束）。"
        "本页网址可直接转发。"
    )
    slides.listed(shown)
else:
    st.info("演示里还没有比较。在有图的页面点“加入演示”，或从下面几项开始。")
    st.page_link(PAGE["indicator"].script, label="去“指标对比”选指标")
    slides.suggestions(record.headlines())
headings.source_line("各张幻灯片下方和末尾的来源页列有出处")
