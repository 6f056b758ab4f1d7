"""One comparison for pages of other sites: what it shows, chart, notes, source and a link to the board."""

from html import escape

import streamlit as st

from policytargets.charts import comparison as charts
from policytargets.comparisons.captions import finding, headline, joined_notes
from policytargets.comparisons.model import Refusal
from policytargets.ui.blocks import drawings, filters, links, unknown_values
from policytargets.ui.blocks.addresses import BOARD, FILTER_WORD
from policytargets.ui.blocks.comparing import comparison
from policytargets.ui.blocks.comparison import caution
from policytargets.ui.blocks.drawings import palette
from policytargets.wording.codes import ORDER_WORD, WORDING_WORD
from policytargets.wording.markdown import plain_text

LONGEST_NAME = 40
# No menu: a framed page leads nowhere but to the board, in a tab of its own.
ALONE = """<style>
[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stExpandSidebarButton] { display: none }
[data-testid=stMainBlockContainer] { padding: 1rem }
</style>"""


def show() -> None:
    """The comparison that the address names, or the sentence why there is none."""
    st.html(ALONE)
    names, known = filters.choices("indicators"), filters.choices("districts")
    _say_what_is_unknown(known)
    indicator = next(iter(_codes("indicator", names)), "")
    if not indicator:
        st.title("没有这项对比", anchor=False)
        asked = "、".join(unknown_values.values("indicator", names))[:LONGEST_NAME]
        missing = f"本记录中没有指标“{plain_text(asked)}”" if asked else "网址里没有指标"
        st.info(f"{missing}。请在看板的“指标对比”页重新复制嵌入代码。")
        return
    districts = tuple(_codes("districts", known))
    told = filters.describe(区县=[known[code] for code in districts]) if districts else ""
    shown = comparison(
        indicator,
        districts=districts,
        order=_one("sort", ORDER_WORD),
        wording=_one("wording", WORDING_WORD),
        filters=told,
        focus=filters.focus(),
    )
    if isinstance(shown, Refusal):
        st.title("没有可以对比的数字", anchor=False)
        st.info(plain_text(shown.reason))
        return
    st.title(plain_text(headline(shown)), anchor=False)
    st.caption(plain_text(shown.subtitle + (f" · 筛选：{shown.filters}" if shown.filters else "")))
    caution(shown)
    drawings.show(charts.comparison_bars, shown, palette(), filters.focus(), key="embed-chart", alt=finding(shown))
    st.caption(plain_text(joined_notes(shown)))
    st.caption(plain_text(shown.source))
    manner = {"sort": ORDER_WORD[_one("sort", ORDER_WORD)], "wording": WORDING_WORD[_one("wording", WORDING_WORD)]}
    chosen: dict[str, str | list[str]] = {
        "indicator": indicator,
        "districts": list(districts),
        "focus": filters.focus(),
    }
    whole = links.address("indicator", **chosen, **manner)
    st.html(f'<a href="{escape(whole)}" target="_blank" rel="noopener">在“{BOARD}”中打开</a>')


def _say_what_is_unknown(districts: dict[str, str]) -> None:
    for key, words in (("districts", districts), ("sort", ORDER_WORD), ("wording", WORDING_WORD)):
        unknown_values.note(FILTER_WORD[key], key, words | {word: code for code, word in words.items()})


def _codes(key: str, words: dict[str, str]) -> list[str]:
    """The codes that the address names under a key, itself or by their words."""
    by_word = {word: code for code, word in words.items()}
    asked = st.query_params.get_all(key)
    return [by_word.get(value, value) for value in asked if value in words or value in by_word]


def _one(key: str, words: dict[str, str]) -> str:
    return next(iter(_codes(key, words)), next(iter(words)))
