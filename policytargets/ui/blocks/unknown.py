"""What a page of one thing says where its address names none that is known."""

import streamlit as st

from policytargets.ui.blocks import headings, links
from policytargets.wording.markdown import plain_text


def unknown(title: str, question: str, thing: str, asked: str) -> None:
    """The head of the page, the sentence why there is nothing, and the way to 目标清单; the run ends here."""
    headings.head(title, question)
    named = (
        f"没有编号为“{plain_text(asked[:60])}”的{thing}，链接可能已经过时。"
        if asked
        else f"链接没有写明是哪一项{thing}。"
    )
    st.info(named + "请在目标清单中查找。")
    links.link("targets", "打开目标清单")
    st.stop()
