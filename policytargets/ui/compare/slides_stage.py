"""The stage: one comparison of a deck filling the window. All are drawn at once, so that a key shows the next without
asking the server."""

from dataclasses import replace
from math import ceil
from pathlib import Path

import streamlit as st

from policytargets.charts import comparison
from policytargets.comparisons import captions
from policytargets.comparisons.captions import finding
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.ui.blocks import drawings
from policytargets.ui.blocks.drawings import palette
from policytargets.wording.markdown import plain_text

STYLE, KEYS = Path(__file__).with_name("slides_stage.css"), Path(__file__).with_name("slides_stage.js")
# The stage is laid out at 1920×1080 and scaled to the window as a whole, so that every room sees the same slide.
WIDTH, HEIGHT, MARGIN = 1920, 1080, 80
SPARE, TITLE_LETTER, LONG_TITLE_LETTER, NOTE_LETTER, SOURCE_LETTER, LEADING = 206, 56, 42, 22, 20, 1.4
MOST_ROWS = 8
HIDDEN = "<style>.st-key-stage-switch { display: none }</style>"
TURNS = "".join(
    f'<button type="button" data-turn="{key}">{label}</button>'
    for key, label in {"Home": "首张", "ArrowLeft": "上一张", "ArrowRight": "下一张", "End": "末张"}.items()
)


def presenting() -> bool:
    """Whether the deck is on stage; the address holds it (`present=true`)."""
    st.html(HIDDEN)
    with st.container(key="stage-switch"):
        return st.toggle("放映", key="present", bind="query-params")


def start() -> None:
    """Put the deck on stage from its first slide; for a button's on_click."""
    st.session_state["present"] = True


def show(shown: list[Comparison | Refusal], focus: str, problems: list[str]) -> None:
    """All slides, of which the browser shows the one that the address names (`slide=2`), and the bar and keys that
    turn to another; `problems` are what was left out of the deck."""
    st.html(STYLE)
    with st.container(key="stage-bar", horizontal=True, vertical_alignment="center"):
        st.html(TURNS, width="content")
        st.button("结束放映", key="stage-end", on_click=_end)
    st.html(f"<script>{KEYS.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    holders = [st.container(key=f"stage-slide-{place}") for place in range(1, len(shown) + 1)]
    named = st.query_params.get("slide", "")
    first = int(named) if named.isdecimal() and 1 <= int(named) <= len(shown) else 1
    # The slide that is looked at is drawn first, then the ones the speaker turns to.
    for place in [*range(first, len(shown) + 1), *range(1, first)]:
        made = shown[place - 1]
        with holders[place - 1]:
            _slide(made if isinstance(made, Refusal) else _folded(made), place, focus)
            with st.container(key=f"stage-foot-{place}"):
                st.markdown(plain_text("　".join([*problems, f"{place} / {len(shown)}"])))


def _slide(made: Comparison | Refusal, place: int, focus: str) -> None:
    if isinstance(made, Refusal):
        st.title(plain_text(made.reason), anchor=False)
        return
    long = len(made.title) * TITLE_LETTER > WIDTH - 2 * MARGIN
    with st.container(key=f"stage-long-title-{place}" if long else f"stage-title-{place}"):
        st.title(plain_text(made.title), anchor=False)
        st.markdown(plain_text(made.subtitle))
    notes = captions.joined_notes(made)
    words = _height(made.title, LONG_TITLE_LETTER if long else TITLE_LETTER)
    words += _height(notes, NOTE_LETTER) + _height(made.source, SOURCE_LETTER)
    box = (WIDTH - 2 * MARGIN, HEIGHT - SPARE - words)
    drawings.show(
        comparison.slide_bars,
        made,
        palette(),
        focus,
        box,
        key=f"stage-chart-{place}",
        alt=finding(made),
        width="content",
    )
    with st.container(key=f"stage-words-{place}"):
        st.caption(plain_text(notes))
        st.caption(plain_text(made.source))


def _folded(made: Comparison) -> Comparison:
    """A comparison of many lines with the districts that have none told in a note, so that the rest stay legible."""
    if len(made.rows) <= MOST_ROWS:
        return made
    kept = tuple(row for row in made.rows if row.presence in ("set", "withheld", "worded"))
    absent = "；".join(f"{row.district}{row.figure}" for row in made.rows if row not in kept)
    return replace(made, rows=kept, notes=(*made.notes, absent)) if absent else made


def _height(text: str, letter: int) -> int:
    """The pixels that a text takes across the stage: Chinese letters are as wide as high."""
    return ceil(ceil(len(text) * letter / (WIDTH - 2 * MARGIN)) * letter * LEADING)


def _end() -> None:
    st.session_state["present"] = False
    st.query_params.pop("slide", None)
