"""The stage: one comparison of a deck filling the window. All are drawn at once, so that a key shows the next without
asking the server."""

from dataclasses import replace
from html import escape
from math import ceil
from pathlib import Path

import streamlit as st

from policytargets.charts.comparison_slide import slide_bars
from policytargets.comparisons import captions
from policytargets.comparisons.captions import finding, headline
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.exhibits.model import Exhibit, Shown
from policytargets.exhibits.sources import sources_of
from policytargets.ui.blocks import deck_shelf, drawings, unknown_values
from policytargets.ui.blocks.addresses import SO
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.compare.slides_exhibit import exhibit_on_stage
from policytargets.wording.markdown import plain_text
from policytargets.wording.wrapping import width_of

STYLE, KEYS = Path(__file__).with_name("slides_stage.css"), Path(__file__).with_name("slides_stage.js")
# The stage is laid out at one size for each shape of wall and scaled to the window as a whole, so that every room sees
# the same slide.
WIDTHS, HEIGHT, MARGIN, NUMBER = {"16:9": 1920, "4:3": 1440}, 1080, 80, 220
SPARE, TITLE_LETTER, LONG_TITLE_LETTER, LETTER, LEADING = {1920: 120, 1440: 100}, 56, 44, 36, 1.35
MOST_NAMED, SOURCE_GAP, SOURCES_HIGH = 3, 16, 840
MOST_ROWS = 8
LONGEST_PLACE = 10
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
    unknown_values.note("放映", "present", SO)  # to be seen, as the switch is not
    with st.container(key="stage-switch"):
        on = st.toggle("放映", key="present", bind="query-params")
    drawings.freeze_palette(on)
    return on


def start() -> None:
    """Put the deck on stage from its first slide; for a button's on_click."""
    st.session_state["present"] = True


def show(shown: list[Shown], notes: list[str], focus: str) -> None:
    """All slides and at the end those of their sources, of which the browser shows the one that the address names
    (`slide=2`), and the bar and keys that turn to another. `notes` are the speaker's, one a slide, seen in the
    speaker's window only."""
    shape = st.session_state.setdefault("stage_shape", "16:9")
    width = WIDTHS[shape]
    st.html(STYLE)
    st.html(f"<style>:root {{ --stage-width: {width}px }}</style>")
    deck_shelf.watch_shape(shape, _reshape)
    cited = pages_of_sources(sources_of(shown), width)
    total = len(shown) + len(cited)
    named = st.query_params.get("slide", "")
    there = named.isdecimal() and 1 <= int(named) <= total
    lost = f"网址里的第 {named[:LONGEST_PLACE]} 张不在这份演示里（共 {len(shown)} 张），从第 1 张放起。"
    with st.container(key="stage-bar", horizontal=True, vertical_alignment="center"):
        # In the bar, which the speaker brings up: nothing of this is for the wall.
        st.html(TURNS + HELPERS + (escape(lost) if named and not there else ""), width="content")
        st.button("结束放映（Esc）", key="stage-end", on_click=_end)
    st.html(_spoken(shown, notes, width, [heading for heading, _ in cited]))
    # Named after the width, so that it runs again when that changes.
    st.html(f"<script>// {width}\n{KEYS.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    holders = [st.container(key=f"stage-slide-{place}") for place in range(1, total + 1)]
    first = int(named) if there else 1
    # The slide that is looked at is drawn first, then the ones the speaker turns to.
    for place in [*range(first, total + 1), *range(1, first)]:
        with holders[place - 1]:
            if place > len(shown):
                _sources(place, *cited[place - len(shown) - 1])
            else:
                made = shown[place - 1]
                _slide(_folded(made) if isinstance(made, Comparison) else made, place, focus, width)
            with st.container(key=f"stage-foot-{place}"):
                st.markdown(f"{place} / {len(shown)}" if place <= len(shown) else "来源页")


def _spoken(shown: list[Shown], notes: list[str], width: int, cited: list[str]) -> str:
    """What the speaker's window tells of each slide: its title, its notes and what must be known; never projected."""
    told = []
    for place, made in enumerate(shown):
        title, known = _told(made)
        spoken = notes[place] if place < len(notes) else ""
        told.append(f"<li><p>{escape(spoken)}</p><p>{escape(known)}</p><p>{escape(title)}</p></li>")
    told += [f"<li><p></p><p></p><p>{heading}</p></li>" for heading in cited]
    holds = f'data-width="{width}" data-slides="{len(shown)}"'
    return f'<ol class="stage-spoken" {holds} hidden>{"".join(told)}</ol>'


def _told(made: Shown) -> tuple[str, str]:
    """The title of a slide and what must be known with it."""
    if isinstance(made, Comparison):
        return headline(made), captions.joined_notes(made)
    return (made.title, "".join(made.notes)) if isinstance(made, Exhibit) else (made.title, made.reason)


def _slide(made: Shown, place: int, focus: str, width: int) -> None:
    if isinstance(made, Refusal):
        st.html(f"<h1>{escape(made.title)}</h1><p>{escape(made.reason)}</p>")
        return
    title, _ = _told(made)
    room = width - 2 * MARGIN
    long = len(title) * TITLE_LETTER > room
    with st.container(key=f"stage-long-title-{place}" if long else f"stage-title-{place}"):
        # As HTML, where an address or marks in a title become no link and no format.
        st.html(f"<h1>{escape(title)}</h1><p>{escape(_meta(made))}</p>")
    warning = f"比较须知：{made.caution}" if isinstance(made, Comparison) and made.caution else ""
    words = _height(title, LONG_TITLE_LETTER if long else TITLE_LETTER, room) + _height(_meta(made), LETTER, room)
    source = _source(made, short=width < WIDTHS["16:9"])
    words += sum(_height(text, LETTER, room - NUMBER) for text in (warning, source))
    box = (room, HEIGHT - SPARE[width] - words)
    if isinstance(made, Exhibit):
        exhibit_on_stage(made, place, box)
    else:
        key, alt = f"stage-chart-{place}", finding(made)
        drawings.show(slide_bars, made, palette(), focus, box, key=key, alt=alt, width="content")
    with st.container(key=f"stage-words-{place}"):
        if warning:
            st.markdown(plain_text(warning))
        st.markdown(plain_text(source))


def _meta(made: Comparison | Exhibit) -> str:
    """Unit, basis and years, and which districts were chosen."""
    if isinstance(made, Exhibit):
        return made.measure_of_all
    return made.subtitle + (f" · 筛选：{made.filters}" if made.filters not in ("", "全部") else "")


def _source(made: Comparison | Exhibit, *, short: bool) -> str:
    """One short line; the whole sources stand on the last slides."""
    if isinstance(made, Exhibit):
        return f"来源：{made.origin}，文号见来源页 · {made.made_on.isoformat()}"
    named = list(dict.fromkeys(row.label for row in made.rows if row.source))
    districts = "、".join(named[:MOST_NAMED]) + (f"等 {len(named)} 个区县" if len(named) > MOST_NAMED else "")
    districts = f"{len(named)} 个区县" if short and len(named) > 1 else districts
    where = "的计划，详见来源页" if short else "的计划，文号与任务号见来源页"
    cited = f"来源：{districts}{where} · " if named else "制作日期："
    return f"{cited}{made.made_on.isoformat()}"


def pages_of_sources(lines: list[str], width: int) -> list[tuple[str, list[str]]]:
    """The headings and lines of the last slides, as many as the lines need."""
    parts: list[list[str]] = []
    room = 0
    for line in lines:
        high = _height(line, LETTER, width - 2 * MARGIN) + SOURCE_GAP
        if not parts or high > room:
            parts.append([])
            room = SOURCES_HIGH
        parts[-1].append(line)
        room -= high
    count = len(parts)
    return [("来源" if count == 1 else f"来源（{number}/{count}）", part) for number, part in enumerate(parts, 1)]


def _sources(place: int, heading: str, lines: list[str]) -> None:
    with st.container(key=f"stage-sources-{place}"):
        st.html(f"<h1>{heading}</h1>{''.join(f'<p>{escape(line)}</p>' for line in lines)}")


def _folded(made: Comparison) -> Comparison:
    """A comparison of many lines with the districts that have none told in a note, so that the rest stay legible."""
    if len(made.rows) <= MOST_ROWS:
        return made
    kept = tuple(row for row in made.rows if row.presence in ("set", "withheld", "worded"))
    absent = "；".join(f"{row.district}{row.figure}" for row in made.rows if row not in kept)
    return replace(made, rows=kept, notes=(*made.notes, absent)) if absent else made


def _height(text: str, letter: int, room: int) -> int:
    """The pixels that a text takes in lines of this width: Chinese letters are as wide as high."""
    return ceil(ceil(width_of(text) * letter / room) * letter * LEADING)


def _reshape() -> None:
    """The window has another shape: the stage is laid out for that."""
    shape = deck_shelf.window_shape()
    if shape in WIDTHS:
        st.session_state["stage_shape"] = shape


def _end() -> None:
    st.session_state["present"] = False
    st.query_params.pop("slide", None)
