"""The deck of this session: kept in the address, changed by buttons, opened from links and files."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce

import streamlit as st

from policytargets.comparisons.deck import (
    MOST_SLIDES,
    Deck,
    Opened,
    Slide,
    from_address,
    from_file,
    keep_known,
    to_address,
)
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.record import comparison, rows
from policytargets.wording.markdown import plain_text


@dataclass
class Held:
    """The deck of a session; one object throughout, so that a download finds the latest even while a run goes on."""

    deck: Deck = field(default_factory=Deck)


def current() -> Deck:
    """The deck of this session; its focus is empty, as the page's own filter holds it."""
    return held_now().deck


def held_now() -> Held:
    """The object that holds the deck; a download made later finds the latest deck in it."""
    held: Held = st.session_state.setdefault("deck_held", Held())
    return held


def keep() -> None:
    """Open the deck of the address where it is a new one, else write this session's deck there.

    An address this session wrote itself is never opened: a click sent before the browser had the newer address
    still carries the older one, and would take the latest change back.
    """
    given, written = st.query_params.get("deck", ""), st.session_state.setdefault("deck_written", {})
    if given and given not in written:
        replaced = bool(current().slides)
        _open(from_address(given))
        if not replaced:
            st.session_state["deck_before"] = []
        written[given] = current()
    elif written.get(given, Deck()) != current():
        text = to_address(current())[0]
        written[text] = current()
        if text != given:
            _write(text)


def add_to_deck(
    indicator_id: str, *, districts: tuple[str, ...] = (), order: str = "value", key: str | None = None
) -> None:
    """The button that puts a comparison into the deck; says so where it is there already."""
    slide = Slide(indicator_id, districts=districts, order=order)
    held = current().holds(slide)
    st.button(
        "已加入演示" if held else "加入演示",
        key=f"add-{key or indicator_id}",
        disabled=held,
        on_click=_add,
        args=(slide,),
    )


def shown_slides() -> list[Comparison | Refusal]:
    """What each slide of the deck shows, under its own title where it has one."""
    found = []
    for slide in current().slides:
        made = comparison(slide.indicator_id, districts=slide.districts, order=slide.order)
        found.append(replace(made, title=slide.title) if slide.title and isinstance(made, Comparison) else made)
    return found


def version() -> int:
    """Counts the changes after which text fields must be drawn anew, to show the deck and not what was typed before."""
    counted: int = st.session_state.get("deck_version", 0)
    return counted


def problems() -> list[str]:
    """What was left out of the deck opened last, a sentence each."""
    found: list[str] = st.session_state.get("deck_problems", [])
    return found


def problems_block() -> None:
    """What was left out of the deck opened last, and what the address can't carry."""
    for problem in problems():
        st.warning(plain_text(problem))
    if not to_address(current())[1]:
        st.info("标题和备注较长，链接里只有指标和顺序。要连同标题、备注交给别人，请保存演示内容，把文件交给对方。")


def add_all(indicators: tuple[str, ...]) -> None:
    """Put several comparisons into the deck at once."""
    _change(lambda deck: reduce(lambda grown, named: grown.added(Slide(named)), indicators, deck))


def _add(slide: Slide) -> None:
    if len(current().slides) >= MOST_SLIDES:
        st.toast(f"演示最多 {MOST_SLIDES} 张，没有加入。")
        return
    _change(lambda deck: deck.added(slide))
    st.toast(f"已加入演示，共 {len(current().slides)} 张。")


def move(place: int, step: int) -> None:
    """Move a slide up (-1) or down (1)."""
    _change(lambda deck: deck.moved(place, step))


def remove(place: int) -> None:
    """Take a slide out of the deck."""
    _change(lambda deck: deck.without(place))


def word(place: int, title_key: str, note_key: str) -> None:
    """Take over the title and note typed into the two fields of a slide."""
    title, note = st.session_state.get(title_key) or "", st.session_state.get(note_key) or ""
    if place < len(current().slides):
        _change(lambda deck: deck.worded(place, title=title, note=note), same_fields=True)


def undo() -> None:
    """Bring back the deck before the latest change."""
    before = st.session_state.get("deck_before")
    if before:
        held_now().deck = before.pop()
        _renew_fields()


def open_pasted() -> None:
    """Open the deck whose file was pasted."""
    pasted = str(st.session_state.get("deck_pasted") or "")
    if pasted:
        focus = _open(from_file(pasted.encode("utf-8", "replace")))
        st.session_state.update(focus=focus or None, deck_pasted="")


def _open(opened: Opened) -> str:
    """Make an opened deck this session's; returns its focus. Where nothing could be read, the present one stays."""
    asked = [slide.indicator_id for slide in opened.deck.slides]
    held = rows("comparisons/indicators", indicators=asked)["indicator_id"].tolist()
    known = keep_known(opened, held, choices("districts"))
    if known.deck.slides:
        _change(lambda _: replace(known.deck, focus=""))
    st.session_state["deck_problems"] = known.problems
    return known.deck.focus


def _change(change: Callable[[Deck], Deck], *, same_fields: bool = False) -> None:
    """Put a changed deck in place of the present one, which undo brings back."""
    before = current()
    after = change(before)
    if after != before:
        st.session_state.setdefault("deck_before", []).append(before)
        held_now().deck = after
        st.session_state["deck_problems"] = []
        if not same_fields:
            _renew_fields()


def _renew_fields() -> None:
    """New keys for the text fields, so that they show the deck and not what was typed into them before."""
    st.session_state["deck_version"] = version() + 1


def _write(text: str) -> None:
    if text:
        st.query_params["deck"] = text
    else:
        st.query_params.pop("deck", None)
