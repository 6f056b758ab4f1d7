"""Words to take along, shown whole beside a button that copies them."""

from html import escape

import streamlit as st

from policytargets.ui.blocks import links


def address_of(page: str, **parameters: str) -> None:
    """The whole address of a page to pass on; nothing where it is unknown."""
    if place := links.whole(page, **parameters):
        quotation(place, "本页链接：", "复制链接")


def quotation(words: str, said_before: str, press: str = "复制") -> None:
    """Words that others paste, under what they are; a `press` copies exactly them (`ui/frame/quotations.js`).

    In the page's own markup: the framework's block of code brings a highlighter of half a megabyte along.
    """
    st.html(
        f'<div class="quotation"><p>{escape(said_before)}</p><div><span data-quoted>{escape(words)}</span>'
        f'<button type="button" data-quote>{press}</button></div><p role="status"></p></div>'
    )
