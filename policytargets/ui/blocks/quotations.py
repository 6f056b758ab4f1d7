"""Words to take along, shown whole beside a button that copies them."""

from html import escape

import streamlit as st


def quotation(words: str, said_before: str) -> None:
    """Words that others paste, under what they are; a press copies exactly them (`ui/frame/quotations.js`).

    In the page's own markup: the framework's block of code brings a highlighter of half a megabyte along.
    """
    st.html(
        f'<div class="quotation"><p>{escape(said_before)}</p><div><span data-quoted>{escape(words)}</span>'
        '<button type="button" data-quote>复制</button></div><p role="status"></p></div>'
    )
