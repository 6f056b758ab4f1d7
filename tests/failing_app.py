"""A board whose only page fails, served as the board is."""

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
    st.write("before the failure")
    raise ValueError("a detail of the inside")
