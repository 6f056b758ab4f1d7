"""SQL 查询: analysts put their own questions to the record."""

import streamlit as st

from policytargets.ui.blocks import headings
from policytargets.ui.evidence import query

headings.head("SQL 查询", "供数据分析人员用一条只读的 SQL 语句取数；一般查找请用“目标清单”。")
left, right = st.columns([3, 2], gap="medium")
with left:
    sql, asked = query.statement()
with right:
    query.schema_browser()
query.result(sql, asked)
headings.source_line("各份计划整理成的数据表，各列含义见“可查的数据表与各列含义”")
