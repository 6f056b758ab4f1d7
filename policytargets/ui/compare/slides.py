"""The slides of the deck as a list to order and word, and what to begin one with."""

import streamlit as st

from policytargets.comparisons.captions import finding
from policytargets.comparisons.deck import LONGEST_NOTE, LONGEST_TITLE, Slide
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.ui.blocks import deck
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.record import comparison
from policytargets.wording.markdown import plain_text


def listed(shown: list[Comparison | Refusal]) -> None:
    """Every slide with its place, wording and the buttons that move or remove it."""
    for place, (slide, made) in enumerate(zip(deck.current().slides, shown, strict=True)):
        with st.container(border=True, key=f"slide-{place}"):
            _slide_row(place, slide, made)


def _slide_row(place: int, slide: Slide, made: Comparison | Refusal) -> None:
    version, last = deck.version(), len(deck.current().slides) - 1
    own = comparison(slide.indicator_id, districts=slide.districts, order=slide.order)
    heading, said = (own.title, finding(own)) if isinstance(own, Comparison) else (slide.indicator_id, own.reason)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{place + 1}　{plain_text(heading)}**", width="stretch")
        for label, change, stuck in (
            ("上移", (place, -1), place == 0),
            ("下移", (place, 1), place == last),
        ):
            st.button(label, key=f"move-{change[1]}-{place}", disabled=stuck, on_click=deck.move, args=change)
        st.button("移除", key=f"remove-{place}", on_click=deck.remove, args=(place,))
    st.caption(plain_text(said + _limits(slide)))
    title, note = st.columns(2)
    keys = (f"title-{version}-{place}", f"note-{version}-{place}")
    with title:
        st.text_input(
            "标题（留空用指标名）",
            value=slide.title,
            key=keys[0],
            max_chars=LONGEST_TITLE,
            placeholder=heading,
            on_change=deck.word,
            args=(place, *keys),
        )
    with note:
        st.text_area(
            "演讲备注（放映时不显示）",
            value=slide.note,
            key=keys[1],
            max_chars=LONGEST_NOTE,
            height=68,
            on_change=deck.word,
            args=(place, *keys),
        )


def _limits(slide: Slide) -> str:
    names = choices("districts")
    return f" 只比较：{'、'.join(names.get(name, name) for name in slide.districts)}。" if slide.districts else ""


def suggestions(indicators: tuple[str, ...]) -> None:
    """Comparisons to begin a deck with: all at once or one by one."""
    st.button("都加入演示", key="add-all", type="primary", on_click=deck.add_all, args=(indicators,))
    for indicator_id in indicators:
        with st.container(horizontal=True, vertical_alignment="center"):
            made = comparison(indicator_id)
            st.markdown(f"**{plain_text(made.title) if isinstance(made, Comparison) else indicator_id}**", width=260)
            deck.add_to_deck(indicator_id)
