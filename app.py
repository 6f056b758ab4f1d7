"""The frame: page settings, navigation and the one error screen. Run with `streamlit run app.py`."""

import streamlit as st

from policytargets.ui.frame import page_settings, show_defects

page_settings()
# A flat list: Streamlit's section headers are not list items, which screen readers stumble over.
pages = [
    st.Page("pages/board/overview.py", title="总览", default=True),
    st.Page("pages/board/department.py", title="责任部门", url_path="department"),
    st.Page("pages/evidence/targets.py", title="目标清单", url_path="targets"),
]
chosen = st.navigation(pages)
show_defects()
chosen.run()
