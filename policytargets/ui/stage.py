"""The stage: one comparison of a deck filling the window, turned by keys."""

from dataclasses import replace
from math import ceil
from pathlib import Path

import streamlit as st

from policytargets import charts
from policytargets.captions import finding
from policytargets.model import Comparison, Refusal
from policytargets.ui import drawings
from policytargets.ui.filters import plain_text
from policytargets.ui.record import palette

STYLE, KEYS = Path(__file__).with_name("stage.css"), Path(__file__).with_name("stage.js")
# The stage is laid out at 1920×1080 and scaled to the window as a whole, so that every room sees the same slide.
WIDTH, HEIGHT, MARGIN = 1920, 1080, 80
SPARE, TITLE_LETTER, LONG_TITLE_LETTER, NOTE_LETTER, SOURCE_LETTER, LEADING = 206, 56, 42, 21, 16, 1.4
MOST_ROWS = 8
HIDDEN = "<style>.st-key-stage-switch { display: none }</style>"


def presenting() -> bool:
    """Whether the deck is on stage; the address holds it (`present=true`)."""
    st.html(HIDDEN)
    with st.container(key="stage-switch"):
        return st.toggle("放映", key="present", bind="query-params")


def start() -> None:
    """Put the deck on stage from its first slide; for a button's on_click."""
    st.session_state.update(present=True, slide=1)


def show(shown: list[Comparison | Refusal], focus: str, problems: list[str]) -> None:
    """The slide that the address names (`slide=2`), and the bar and keys that turn to another; `problems` are what
    was left out of the deck."""
    st.html(STYLE)
    with st.container(key="stage-bar", horizontal=True, vertical_alignment="center"):
        st.button("首张", key="stage-first", on_click=_turn, args=(1,))
        place = st.pagination(len(shown), key="slide", bind="query-params", max_visible_pages=0)
        st.button("末张", key="stage-last", on_click=_turn, args=(len(shown),))
        st.button("结束放映", key="stage-end", on_click=_end)
    with st.container(key="stage"):
        made = shown[place - 1]
        _slide(made if isinstance(made, Refusal) else _folded(made), focus)
        with st.container(key="stage-foot"):
            st.markdown(plain_text("　".join([*problems, f"{place} / {len(shown)}"])))
    st.html(f"<script>{KEYS.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def _slide(made: Comparison | Refusal, focus: str) -> None:
    if isinstance(made, Refusal):
        st.title(plain_text(made.reason), anchor=False)
        return
    long = len(made.title) * TITLE_LETTER > WIDTH - 2 * MARGIN
    with st.container(key="stage-long-title" if long else "stage-title"):
        st.title(plain_text(made.title), anchor=False)
        st.markdown(plain_text(made.subtitle))
    notes = "　".join(made.notes)
    words = _height(made.title, LONG_TITLE_LETTER if long else TITLE_LETTER)
    words += _height(notes, NOTE_LETTER) + _height(made.source, SOURCE_LETTER)
    drawings.show(
        charts.slide_bars,
        made,
        palette(),
        focus,
        width=WIDTH - 2 * MARGIN,
        height=HEIGHT - SPARE - words,
        key="stage-chart",
        stretched=False,
        alt=finding(made),
    )
    with st.container(key="stage-words"):
        st.caption(plain_text(notes))
        st.caption(plain_text(made.source))


def _folded(made: Comparison) -> Comparison:
    """A comparison of many lines with the districts that have none told in a note, so that the rest stay legible."""
    if len(made.rows) <= MOST_ROWS:
        return made
    kept = tuple(row for row in made.rows if row.presence in ("set", "withheld"))
    absent = "；".join(f"{row.district}{row.figure}" for row in made.rows if row not in kept)
    return replace(made, rows=kept, notes=(*made.notes, absent)) if absent else made


def _height(text: str, letter: int) -> int:
    """The pixels that a text takes across the stage: Chinese letters are as wide as high."""
    return ceil(ceil(len(text) * letter / (WIDTH - 2 * MARGIN)) * letter * LEADING)


def _turn(place: int) -> None:
    st.session_state["slide"] = place


def _end() -> None:
    st.session_state["present"] = False
