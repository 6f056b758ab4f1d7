"""导入: a document is taken in, what was read of it is shown, departments and chapters are confirmed."""

import streamlit as st

from policytargets.ui.blocks import headings
from policytargets.ui.intake import documents as parts
from policytargets.ui.intake import (
    documents_about,
    documents_categories,
    documents_description,
    documents_reading,
    documents_result,
    documents_right,
)
from policytargets.ui.intake import documents_settling as settling

headings.head("导入", "把一份计划读进来，核对读得对不对，再去审核。文件只保存在本机，不进入数据表，不会外传。")
documents_right.must_be_allowed("documents")
documents_reading.go_on_watching()
parts.imported()
st.subheader("一、选文件", anchor=False)
file = parts.pick_file()
workspace = parts.taken_in(file) if file else parts.chosen()
read = documents_reading.read_once(file) if file and not workspace else None
if file and read:
    st.subheader("二、文件信息", anchor=False)
    workspace = documents_about.describe(file, *read)
elif workspace:
    st.subheader("二、文件信息", anchor=False)
    documents_description.mend(workspace)
if workspace:
    st.subheader("三、读取结果", anchor=False)
    documents_result.result(workspace)
    st.subheader("四、部门与领域", anchor=False)
    documents_categories.settle_categories(workspace)
    settling.settle_departments(workspace)
    parts.go_on(workspace)
