"""A deck that was begun by adding in a new window goes on with the one that this browser keeps, where its reader wants
that; neither is lost."""

from dataclasses import replace

import streamlit as st

from policytargets.comparisons.deck import MOST_SLIDES
from policytargets.comparisons.deck_forms import ID, from_file
from policytargets.ui.blocks import deck, deck_shelf
from policytargets.ui.blocks.deck_history import Step, new_id


def offer() -> None:
    """Offer the deck that the browser keeps, as long as the one just begun is on the page and nothing was chosen."""
    held = deck.held_now()
    if held.begun and held.begun == held.now.deck_id:
        deck_shelf.offer(held.begun, _join, _leave_apart)


def _leave_apart() -> None:
    deck.held_now().begun = ""


def _join() -> None:
    """Put the slides of the deck just begun behind those of the kept one; undo brings them back as they were."""
    held, kept = deck.held_now(), deck_shelf.answer(deck_shelf.OFFER)
    if kept is None or kept.file is None:
        return
    found = deck.known_of(from_file(kept.file))
    own = replace(found.deck, focus="")
    joined = own.joined(held.deck)
    if joined is None:
        number = len(own.slides)
        st.toast(f"那一份已有 {number} 张，加上这里的就超过 {MOST_SLIDES} 张，没有合在一起；两份都在。")
        return
    # What this record does not hold stays in the browser's own, which then gets no newer version.
    whole = bool(ID.fullmatch(kept.deck_id)) and not found.problems
    step = Step(joined, kept.deck_id if whole else new_id())
    held.begun = ""
    held.turn_to(step)
    if whole:
        held.given(replace(step, deck=own), kept.stamp)
    deck.renew_fields()
    st.session_state["deck_problems"] = found.problems
    st.toast(f"已加到那一份的末尾，共 {len(joined.slides)} 张。")
