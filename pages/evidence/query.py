"""SQL 查询: analysts put their own questions to the record."""

import streamlit as st

from policytargets.ui import blocks, editor

blocks.head("SQL 查询", "用一条只读的 SQL 语句，从看板的全部数据表中取数。")
left, right = st.columns([3, 2], gap="medium")
with left:
    sql, asked = editor.statement()
with right:
    editor.schema_browser()
editor.result(sql, asked)
blocks.source_line("五份计划整理成的数据表，各列含义见“表结构”")
