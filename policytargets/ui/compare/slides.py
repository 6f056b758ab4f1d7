"""The slides of the deck as a list to order and word, and what to begin one with."""

import base64
from html import escape
from pathlib import Path

import streamlit as st

from policytargets.charts.thumbnail import thumbnail
from policytargets.comparisons.captions import finding
from policytargets.comparisons.deck import LONGEST_NOTE, LONGEST_TITLE, Slide
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.exhibits.model import Exhibit, Shown
from policytargets.ui.blocks import deck
from policytargets.ui.blocks.comparing import comparison
from policytargets.ui.blocks.deck_kinds import selection_in_words
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.filters import focus
from policytargets.ui.compare.slides_exhibit import drawing_in_base64
from policytargets.wording.markdown import plain_text

THUMBNAIL = (960, 540)
MOVING = Path(__file__).with_name("slides.js").read_text(encoding="utf-8")
STYLE = Path(__file__).with_name("slides.css").read_text(encoding="utf-8")


def listed(shown: list[Shown]) -> None:
    """Every slide with its place, small picture, wording, and the ways to move or remove it."""
    st.html(f"<style>{STYLE}</style><script>{MOVING}</script>", unsafe_allow_javascript=True)
    for place, (slide, made) in enumerate(zip(deck.current().slides, shown, strict=True)):
        with st.container(border=True, key=f"slide-{place}"):
            _slide_row(place, slide, made)


def _slide_row(place: int, slide: Slide, made: Shown) -> None:
    version, last = deck.version(), len(deck.current().slides) - 1
    heading, said = _told(slide, made)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(_grip(place) + _picture(made), width="content")
        st.html(f'<h2 class="slide-title">{place + 1}　{escape(heading)}</h2>', width="stretch")
        with st.container(horizontal=True, width="content"):
            for label, change, stuck in (
                ("上移", (place, -1), place == 0),
                ("下移", (place, 1), place == last),
            ):
                st.button(label, key=f"move-{change[1]}-{place}", disabled=stuck, on_click=deck.move, args=change)
            st.button("移除", key=f"remove-{place}", on_click=deck.remove, args=(place,))
    named = f"指标：{made.indicator}。" if isinstance(made, Comparison) and made.indicator else ""
    selection = selection_in_words(slide)
    st.caption(plain_text(named + said + (f" {selection}。" if selection else "")))
    title, note = st.columns(2)
    keys = (f"title-{version}-{place}", f"note-{version}-{place}")
    with title:
        st.text_input(
            f"标题（留空用指标名，最多 {LONGEST_TITLE} 字）",
            value=slide.title,
            key=keys[0],
            placeholder=heading if isinstance(made, Refusal) else _own_title(made),
            on_change=deck.word,
            args=(place, *keys),
        )
    with note:
        st.text_area(
            f"演讲备注（放映时不显示，最多 {LONGEST_NOTE} 字）",
            value=slide.note,
            key=keys[1],
            height=68,
            on_change=deck.word,
            args=(place, *keys),
        )


def _grip(place: int) -> str:
    said = f"第 {place + 1} 张：拖动，或按上、下方向键移动"
    return f'<button type="button" class="slide-grip" data-grip="{place}" aria-label="{said}" title="{said}">⠿</button>'


def _picture(made: Shown) -> str:
    """The slide's small picture; what it shows is said beside it. A list has none."""
    if isinstance(made, Refusal) or (isinstance(made, Exhibit) and not made.drawings):
        return ""
    if isinstance(made, Exhibit):
        drawn = drawing_in_base64(made, THUMBNAIL)
    else:
        drawn = base64.b64encode(thumbnail(made, palette(), focus()).encode()).decode()
    return f'<img class="thumbnail" alt="" width="128" src="data:image/svg+xml;base64,{drawn}">'


def _told(slide: Slide, made: Shown) -> tuple[str, str]:
    """What a slide is called in the list, and what is said of it."""
    if isinstance(made, Refusal):
        return slide.subject if not slide.kind else "这一张无法显示", made.reason
    return made.title, finding(made) if isinstance(made, Comparison) else f"{made.measure_of_all}。"


def _own_title(made: Comparison | Exhibit) -> str:
    """The title that a presenter's own takes the place of."""
    return (made.indicator if isinstance(made, Comparison) else made.found) or made.title


def suggestions(indicators: tuple[str, ...]) -> None:
    """Comparisons to begin a deck with: all at once or one by one."""
    st.button("都加入演示", key="add-all", type="primary", on_click=deck.add_all, args=(indicators,))
    for indicator_id in indicators:
        with st.container(horizontal=True, vertical_alignment="center"):
            made = comparison(indicator_id)
            st.markdown(f"**{plain_text(made.title) if isinstance(made, Comparison) else indicator_id}**", width=260)
            deck.add_to_deck(Slide(indicator_id), key=indicator_id)
