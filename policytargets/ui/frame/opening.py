"""What surrounds every page: settings, language, print style and the screen for a defective record."""

import json
from copy import copy
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.navigation.page import Page

from policytargets.errors import RecordFileInvalid, TablesInvalid
from policytargets.ui.blocks import addresses, copies
from policytargets.ui.blocks.addresses import BOARD, FILTER_WORD, PAGE
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.listings import listing
from policytargets.ui.blocks.record import begin_run
from policytargets.ui.frame import sign_in
from policytargets.ui.frame.listed import is_listed, pages_there
from policytargets.wording.markdown import plain_text
from policytargets.wording.wrapping import UNIT

STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
SCRIPTS = f"window.unitOfFigure = {json.dumps(UNIT)}\n" + "\n".join(
    Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")
    for name in (
        "typing",
        "history",
        "menu",
        "links",
        "landing",
        "figures",
        "listings",
        "pictures",
        "downloads",
        "quotations",
        "reconnection",
        "paper",
    )
)
EVERYWHERE = {"focus": "突出显示的区县", "deck": "演示内容", "deck_id": "演示编号", "ordered": "列表次序"}
LONGEST_VALUE = 30
# What a page reads of its address without a filter, and the pages of lists, which say themselves what is wrong.
WITHOUT_FILTER = {
    "deck", "deck_id", "target", "task", "candidate", "document", "page", "progress_page", "operations_page", "term",
    "whole",
}  # fmt: skip
# Filters that hold several values, each under its key anew.
SEVERAL = {
    "districts", "categories", "lines", "departments", "indicators", "bases", "comparators", "strengths",
    "due_years", "presences",
    "lights", "punctuality", "operation", "by_person",
}  # fmt: skip
ICON = Path(__file__).with_name("icon.png")
LOGO = Path(__file__).with_name("logo.svg")


def page_settings() -> None:
    """Page title, icon, width, language of the page and the style that themes can't express."""
    st.set_page_config(page_title=BOARD, page_icon=str(ICON), layout="wide")
    st.logo(str(LOGO), size="large", icon_image=str(ICON))
    colours = palette()
    named = f"--ground: {colours.ground}; --ink: {colours.ink}; --caution: {colours.caution}; "
    named += f"--brand: {colours.brand}; --receding: {colours.receding}; "
    # Tints are made of these: Chromium before 111 can't mix colours and would leave out lines and grounds.
    named += f"--ink-parts: {_parts(colours.ink)}; --brand-parts: {_parts(colours.brand)}"
    st.html(f"<style>:root {{ {named} }}\n{STYLE}</style>")
    st.html(f"<script>{SCRIPTS}</script>", unsafe_allow_javascript=True)


def _parts(colour: str) -> str:
    """Red, green and blue of a colour, as `rgb()` takes them."""
    return " ".join(map(str, bytes.fromhex(colour.removeprefix("#"))))


def pages() -> list[Page]:
    """The pages of this board for the framework's menu, which lists those that this visitor may need."""
    there, of_ledger = pages_there(), sign_in.in_menu()
    listed = tuple(is_listed(page, of_ledger) for page in there)
    # Each run has its own: the framework writes into them which is open.
    return [copy(page) for page in _pages(there, listed)]


# Making one looks for its script on the disk: a tenth of a page run for all of them.
@cache
def _pages(there: tuple[addresses.Page, ...], listed: tuple[bool, ...]) -> list[Page]:
    return [
        st.Page(
            page.script,
            title=page.title,
            url_path=page.name,
            default=page == addresses.PAGES[0],
            visibility="visible" if seen else "hidden",
        )
        for page, seen in zip(there, listed, strict=True)
    ]


def show_defects() -> None:
    """Settle which record this run reads; where it is defective, say what is wrong and stop before any page runs."""
    try:
        begin_run()
    except RecordFileInvalid as error:
        st.title("数据文件无法使用，看板暂不显示", anchor=False)
        st.write(f"原因：{error.reason}。请数据维护人员运行 python -m policytargets build 重新生成数据文件后刷新页面。")
        st.stop()
    except TablesInvalid as error:
        st.title("数据有误，看板暂不显示", anchor=False)
        st.write(
            f"共 {len(error.problems)} 处问题。请数据维护人员按下表改正 data 文件夹中的文件，"
            "运行 python -m policytargets check 确认无误后重新打开。为免误导，改正前不显示任何数字。"
        )
        listed = [(p.file, p.line or None, p.column, p.rule, p.found, p.expected) for p in error.problems]
        heads = ["文件", "行", "列", "应当", "发现", "期望（英文）"]
        listing(pd.DataFrame(listed, columns=heads), label="数据表中的问题", links={}, sortable=True)
        st.stop()


def say_what_a_link_lost(page: str) -> None:
    """Name the parts of the address that its page does not have: a link that was cut, rewritten or put together by hand
    shows less or more than its sender meant."""
    kept = {*EVERYWHERE, *PAGE[page].filters, *PAGE[page].reads}
    foreign = [key for key in st.query_params if key in FILTER_WORD and key not in kept]
    unknown = [key for key in st.query_params if key not in FILTER_WORD and key not in kept]
    if foreign:
        named = "、".join(f"“{FILTER_WORD[key]}”（{key}={_shown(key)}）" for key in foreign)
        st.info(plain_text(f"网址中的{named}不是“{PAGE[page].title}”一页的筛选，已忽略：本页没有按它筛选。"))
    for key in sorted({*st.query_params} & (kept - SEVERAL)):
        count = len(st.query_params.get_all(key))
        if count > 1:
            st.info(
                plain_text(
                    f"网址中“{(FILTER_WORD | EVERYWHERE)[key]}”写了 {count} 次，本页只能有一个，按最后一个显示。"
                )
            )
    if unknown:
        named = "、".join(f"“{plain_text(key)}”" for key in unknown)
        st.info(
            f"网址中的{named}看不懂，已忽略，可能是转发时改动了链接。请核对下面的筛选条件，或请发送人重新复制链接。"
        )


def say_what_was_not_asked(page: str) -> None:
    """Name the filters of the address that the page has and did not ask for on this run: they belong to another way of
    looking, or to a part that is not there. For the frame, after a page that has run to its end."""
    if PAGE[page].needs_copies and not copies.at_hand():
        return  # the page has said that it can't look anything up
    held = {key for key in st.query_params if any(st.query_params.get_all(key))}
    unused = sorted((held & {*PAGE[page].filters}) - WITHOUT_FILTER - {*st.session_state})
    if unused:
        named = "、".join(f"“{FILTER_WORD[key]}”（{key}={_shown(key)}）" for key in unused)
        st.info(plain_text(f"网址中的{named}在现在的显示方式下用不上，本页没有按它显示。"))


def _shown(key: str) -> str:
    """What the address holds under a key, cut where it is long."""
    told = "、".join(st.query_params.get_all(key))
    return told if len(told) <= LONGEST_VALUE else f"{told[:LONGEST_VALUE]}…"
