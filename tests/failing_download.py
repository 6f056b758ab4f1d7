"""A board whose only page offers a file that can't be made, served as the board is."""

import streamlit as st

if __name__ != "__main__":
    from policytargets.server import downloads, shell, transport

    downloads.install()
    app = st.App(__file__, lifespan=shell.lifespan, routes=shell.ROUTES, middleware=transport.MIDDLEWARE)
else:
    from policytargets.ui.frame.opening import page_settings

    def broken() -> bytes:
        raise ValueError("a detail of the inside")

    page_settings()
    st.title("下载")
    st.download_button("坏的", broken, "坏的.csv", on_click="ignore")
    st.download_button("好的", lambda: b"1", "好的.csv", on_click="ignore")
