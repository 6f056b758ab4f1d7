"""The stage: one comparison of a deck filling the window. All are drawn at once, so that a key shows the next without
asking the server."""

from dataclasses import replace
from html import escape
from math import ceil
from pathlib import Path

import streamlit as st

from policytargets.charts import comparison
from policytargets.comparisons import captions
from policytargets.comparisons.captions import finding, headline
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.ui.blocks import drawings
from policytargets.ui.blocks.drawings import palette
from policytargets.wording.markdown import plain_text

STYLE, KEYS = Path(__file__).with_name("slides_stage.css"), Path(__file__).with_name("slides_stage.js")
# The stage is laid out at 1920×1080 and scaled to the window as a whole, so that every room sees the same slide.
WIDTH, HEIGHT, MARGIN = 1920, 1080, 80
SPARE, TITLE_LETTER, LONG_TITLE_LETTER, LETTER, LEADING = 120, 56, 44, 36, 1.35
MOST_NAMED, MOST_SOURCES = 3, 14
MOST_ROWS = 8
HIDDEN = "<style>.st-key-stage-switch { display: none }</style>"
TURNS = "".join(
    f'<button type="button" data-turn="{key}">{label}</button>'
    for key, label in {"Home": "首张", "ArrowLeft": "上一张", "ArrowRight": "下一张", "End": "末张"}.items()
)
HELPERS = "".join(
    f'<button type="button" data-stage="{name}">{label}</button>'
    for name, label in {"full": "全屏（F）", "black": "黑屏（B）", "speaker": "演讲者窗口（S）"}.items()
)


def presenting() -> bool:
    """Whether the deck is on stage; the address holds it (`present=true`)."""
    st.html(HIDDEN)
    with st.container(key="stage-switch"):
        return st.toggle("放映", key="present", bind="query-params")


def start() -> None:
    """Put the deck on stage from its first slide; for a button's on_click."""
    st.session_state["present"] = True


def show(shown: list[Comparison | Refusal], notes: list[str], focus: str) -> None:
    """All slides and a last one of sources, of which the browser shows the one that the address names (`slide=2`), and
    the bar and keys that turn to another. `notes` are the speaker's, one a slide, seen in the speaker's window only."""
    st.html(STYLE)
    with st.container(key="stage-bar", horizontal=True, vertical_alignment="center"):
        st.html(TURNS + HELPERS, width="content")
        st.button("结束放映", key="stage-end", on_click=_end)
    st.html(_spoken(shown, notes))
    st.html(f"<script>{KEYS.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    total = len(shown) + 1
    holders = [st.container(key=f"stage-slide-{place}") for place in range(1, total + 1)]
    named = st.query_params.get("slide", "")
    first = int(named) if named.isdecimal() and 1 <= int(named) <= total else 1
    # The slide that is looked at is drawn first, then the ones the speaker turns to.
    for place in [*range(first, total + 1), *range(1, first)]:
        with holders[place - 1]:
            if place == total:
                _sources(shown)
            else:
                made = shown[place - 1]
                _slide(made if isinstance(made, Refusal) else _folded(made), place, focus)
            with st.container(key=f"stage-foot-{place}"):
                st.markdown(f"{place} / {total}")


def _spoken(shown: list[Comparison | Refusal], notes: list[str]) -> str:
    """What the speaker's window tells of each slide: its title, its notes and what must be known; never projected."""
    told = []
    for place, made in enumerate(shown):
        known = made.reason if isinstance(made, Refusal) else captions.joined_notes(made)
        title = made.reason if isinstance(made, Refusal) else headline(made)
        spoken = notes[place] if place < len(notes) else ""
        told.append(f'<li title="{escape(title)}"><p>{escape(spoken)}</p><p>{escape(known)}</p></li>')
    return f'<ol class="stage-spoken" hidden>{"".join(told)}<li title="来源"><p></p><p></p></li></ol>'


def _slide(made: Comparison | Refusal, place: int, focus: str) -> None:
    if isinstance(made, Refusal):
        st.title(plain_text(made.reason), anchor=False)
        return
    title = headline(made)
    long = len(title) * TITLE_LETTER > WIDTH - 2 * MARGIN
    with st.container(key=f"stage-long-title-{place}" if long else f"stage-title-{place}"):
        st.title(plain_text(title), anchor=False)
        st.markdown(plain_text(_meta(made)))
    warning = f"比较须知：{made.caution}" if made.caution else ""
    words = _height(title, LONG_TITLE_LETTER if long else TITLE_LETTER) + _height(_meta(made), LETTER)
    words += _height(warning, LETTER) + _height(_source(made), LETTER)
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
        if warning:
            st.markdown(plain_text(warning))
        st.markdown(plain_text(_source(made)))


def _meta(made: Comparison) -> str:
    """Unit, basis and years, and which districts were chosen."""
    return made.subtitle + (f" · 筛选：{made.filters}" if made.filters not in ("", "全部") else "")


def _source(made: Comparison) -> str:
    """One short line; the whole sources stand on the last slide."""
    named = list(dict.fromkeys(row.label for row in made.rows if row.source))
    districts = "、".join(named[:MOST_NAMED]) + (f"等 {len(named)} 个区县" if len(named) > MOST_NAMED else "")
    return f"来源：{districts}的计划，文号与任务号见末页 · {made.made_on.isoformat()}"


def _sources(shown: list[Comparison | Refusal]) -> None:
    """The last slide: documents and tasks of every comparison."""
    made = [one for one in shown if isinstance(one, Comparison)]
    with st.container(key="stage-sources"):
        st.title("来源", anchor=False)
        for one in made[:MOST_SOURCES]:
            st.markdown(plain_text(f"{one.title}　{one.source}"))
        if len(made) > MOST_SOURCES:
            st.markdown(f"其余 {len(made) - MOST_SOURCES} 项的来源见下载的幻灯片。")


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
