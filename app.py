"""The frame: page settings, navigation and the one error screen, served with `streamlit run app.py`.

The server imports this file once for `app`; each page run executes it as `__main__`.
"""

import streamlit as st

if __name__ != "__main__":
    from policytargets.server import shell, transport

    app = st.App(
        __file__,
        lifespan=shell.lifespan,
        routes=shell.ROUTES,
        middleware=transport.MIDDLEWARE,
        on_script_error=shell.report_failure,
    )
else:
    from policytargets.ui.blocks import deck, filters, links
    from policytargets.ui.frame.opening import page_settings, show_defects

    page_settings()
    # A flat list: Streamlit's section headers are not list items, which screen readers stumble over.
    pages = [
        st.Page("pages/board/overview.py", title="总览", default=True),
        st.Page("pages/board/district.py", title="区县", url_path="district"),
        st.Page("pages/board/category.py", title="领域", url_path="category"),
        st.Page("pages/board/department.py", title="责任部门", url_path="department"),
        st.Page("pages/compare/indicator.py", title="指标对比", url_path="indicator"),
        st.Page("pages/compare/slides.py", title="演示", url_path="slides"),
        st.Page("pages/evidence/targets.py", title="目标清单", url_path="targets"),
        st.Page("pages/evidence/target.py", title="一项目标", url_path="target", visibility="hidden"),
        st.Page("pages/evidence/sources.py", title="来源与口径", url_path="sources"),
        st.Page("pages/evidence/query.py", title="SQL 查询", url_path="query"),
    ]
    chosen = st.navigation(pages)
    show_defects()
    links.arrive()
    deck.keep()
    with st.sidebar:
        filters.pick_focus()
    chosen.run()
