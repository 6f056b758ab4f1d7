"""Blocks that pages are put together from: heads, comparisons, tables, sources."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from policytargets.settings import today
from policytargets.ui.blocks.addresses import BOARD, PAGE
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.markdown import plain_text


def head(title: str, question: str) -> None:
    """The page's title and, below it, what the page found or the question it answers."""
    st.title(title, anchor=False)
    st.html(f'<p class="finding">{escape(question)}</p>')


def name_tab(page: str, *subjects: str) -> None:
    """The title of the browser's tab, of bookmarks and of paper: what the page is about, which page, which board."""
    st.set_page_config(page_title=" · ".join([*subjects, PAGE[page].title, BOARD]))


def stated(said: object, what: str = "") -> str:
    """What a document says of itself, or that its public text does not say `what`."""
    return said if isinstance(said, str) else f"公开文本未载{what}"


def with_status(title: str, status: str) -> str:
    """The title of a document with its state, once: titles of drafts may say it themselves."""
    word = STATUS_WORD[status]
    return title if word in title else f"{title}（{word}）"


def source_line(text: str) -> None:
    """The source of the page with the date it was made."""
    st.caption(f"来源：{plain_text(text)}。制作日期：{today().isoformat()}")


def metrics(values: Mapping[str, tuple[str, str]]) -> None:
    """A row of figures that wraps on narrow screens: label → (figure, what it counts)."""
    with st.container(horizontal=True):
        for label, (figure, help_text) in values.items():
            st.metric(label, figure, help=help_text, width="content")
