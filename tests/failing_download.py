"""A board that offers a file that can't be made, and one made once its reader allows it, served as the board is."""

import streamlit as st

if __name__ != "__main__":
    from policytargets.server import downloads, shell, transport

    downloads.install()
    app = st.App(__file__, lifespan=shell.lifespan, routes=shell.ROUTES, middleware=transport.MIDDLEWARE)
else:
    import os
    import time
    from pathlib import Path

    from policytargets.ui.frame.opening import page_settings

    def broken() -> bytes:
        raise ValueError("a detail of the inside")

    def slow() -> bytes:
        allowed = Path(os.environ["ALLOWED"])
        while not allowed.exists():
            time.sleep(0.05)
        return b"2"

    page_settings()
    st.title("下载")
    st.download_button("坏的", broken, "坏的.csv", on_click="ignore")
    st.download_button("好的", lambda: b"1", "好的.csv", on_click="ignore")
    st.download_button("慢的", slow, "慢的.csv", on_click="ignore")
    typed = st.text_input("文字")
    st.download_button("文字的", typed.encode, "文字的.txt", key="typed", on_click="ignore")
