"""The deck of this session: kept in the address and in the reader's browser, changed by buttons, opened from links
and files, every change undone and done again."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce

import streamlit as st

from policytargets.comparisons.deck import LONGEST_NOTE, LONGEST_TITLE, MOST_SLIDES, Deck, Slide, completed
from policytargets.comparisons.deck_forms import EMPTY, ID, Opened, from_address, from_file, keep_known, to_address
from policytargets.exhibits.model import Shown
from policytargets.ui.blocks import deck_shelf, links
from policytargets.ui.blocks.deck_history import Held, Step, new_id
from policytargets.ui.blocks.deck_kinds import KINDS, shown_by
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.record import rows

NEWER = "打开的是本浏览器保存的最新一版，网址里的一版较早；要用网址里的，请点“撤销”。"
MEANWHILE = "标题和备注已从本浏览器补上；您刚做的改动保留着，本浏览器原有的一版在下面“其他演示”中。"


def current() -> Deck:
    """The deck of this session; its focus is empty, as the page's own filter holds it."""
    return held_now().deck


def held_now() -> Held:
    """The object that holds the deck; a download made later finds the latest deck in it."""
    held: Held = st.session_state.setdefault("deck_held", Held())
    return held


def keep() -> None:
    """Open the deck of the address where it is a new one, else write this session's deck there and let the browser
    keep it.

    An address this session wrote itself is never opened: a click sent before the browser had the newer address
    still carries the older one, and would take the latest change back.
    """
    held, written = held_now(), st.session_state.setdefault("deck_written", set())
    given, named = st.query_params.get("deck", ""), st.query_params.get("deck_id", "")
    if given and (given, named) not in written and (not named or named != held.now.deck_id):
        _arrive(from_address(given), named)
        written.add((given, named))
    elif "deck" in st.query_params and not given and not held.deck.slides:
        st.session_state["deck_problems"] = [EMPTY]
    text = to_address(held.deck).text
    wanted = (text, held.now.deck_id if text else "")
    written.add(wanted)
    if (given, named) != wanted:
        _write(deck=wanted[0], deck_id=wanted[1])
    deck_shelf.install()
    if held.asked:
        deck_shelf.ask(held.asked.deck_id, _answered)
    elif held.deck.slides:
        deck_shelf.save(held.now.deck_id, held.version(lambda deck: shown_by(deck.slides[0]).title))


def add_to_deck(slide: Slide, *, key: str) -> None:
    """The button that puts a slide into the deck; says so where it is there already."""
    held = current().holds(slide)
    st.button(
        "已加入演示" if held else "加入演示",
        key=f"add-{key}",
        disabled=held,
        on_click=_add,
        args=(slide,),
    )


def shown_slides() -> list[Shown]:
    """What each slide of the deck shows, under its own title where it has one."""
    made = [(slide, shown_by(slide)) for slide in current().slides]
    return [shown.renamed(slide.title) if slide.title else shown for slide, shown in made]


def view_of(slide: Slide) -> str:
    """The address under which others see this one slide on the stage; empty where only this machine opens it."""
    return links.outside("slides", deck=to_address(Deck((replace(slide, note=""),))).text, present="true")


def version() -> int:
    """Counts the changes after which text fields must be drawn anew, to show the deck and not what was typed before."""
    counted: int = st.session_state.get("deck_version", 0)
    return counted


def problems() -> list[str]:
    """What was left out of the deck opened last, a sentence each."""
    found: list[str] = st.session_state.get("deck_problems", [])
    return found


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
    """Move a slide by `step` places, up where it is negative."""
    _change(lambda deck: deck.moved(place, step))


def remove(place: int) -> None:
    """Take a slide out of the deck."""
    _change(lambda deck: deck.without(place))


def clear() -> None:
    """Take all slides out; the browser keeps the deck as it was."""
    _change(lambda _: Deck())


def word(place: int, title_key: str, note_key: str) -> None:
    """Take over the title and note typed into the two fields of a slide, as far as there is room for them. A limit of
    the fields themselves would drop a long text that is pasted as a whole, unseen."""
    title, note = st.session_state.get(title_key) or "", st.session_state.get(note_key) or ""
    if place >= len(current().slides):
        return
    long = len(title) > LONGEST_TITLE or len(note) > LONGEST_NOTE
    _change(lambda deck: deck.worded(place, title=title, note=note), same_fields=True)
    if long:
        renew_fields()
        st.toast(f"标题最多 {LONGEST_TITLE} 字，备注最多 {LONGEST_NOTE} 字，多出的没有保留。")


def undo() -> None:
    """Bring back the deck before the latest change."""
    held_now().undo()
    renew_fields()


def redo() -> None:
    """Make the change again that was undone last."""
    held_now().redo()
    renew_fields()


def open_file(content: bytes) -> None:
    """Open a deck's file in the place of the present deck, which undo brings back."""
    opened = from_file(content)
    known = known_of(opened)
    if known.deck.slides:
        _change(lambda _: replace(known.deck, focus=""), anew=True)
        held_now().filed, held_now().missing = current(), ()
        st.session_state["focus"] = known.deck.focus or None
    st.session_state["deck_problems"] = known.problems


def open_kept(kept: deck_shelf.Kept) -> None:
    """Open a deck that the browser keeps, under its own id: another one, or this one as another window left it."""
    known = known_of(from_file(kept.file or b""))
    if known.deck.slides:
        named = bool(ID.fullmatch(kept.deck_id))
        step = Step(replace(known.deck, focus=""), kept.deck_id if named else new_id())
        held_now().turn_to(step)
        held_now().missing = ()
        if named:
            held_now().given(step, kept.stamp)
        renew_fields()
    st.session_state["deck_problems"] = known.problems


def mark_filed() -> None:
    """Remember that the deck as it is now was saved as a file; for a button's on_click."""
    held_now().filed = current()


def _arrive(opened: Opened, named: str) -> None:
    """Open the deck of an address; where it names a deck of this browser, the browser is asked for the rest."""
    held = held_now()
    known = known_of(opened)
    st.session_state["deck_problems"] = known.problems
    if not known.deck.slides:
        return
    asks = bool(ID.fullmatch(named))
    step = Step(replace(known.deck, focus=""), named if asks else new_id())
    if held.deck.slides:
        held.turn_to(step)
        renew_fields()
    else:
        held.now = step
    held.asked = step if asks else None
    held.missing = tuple(part for part in opened.left_out if part == "title" or asks)


def _answered() -> None:
    """Complete the deck of the address with what the browser had; a deck that it does not know gets an id of its own,
    so that no two browsers hold decks of one id."""
    held, kept = held_now(), deck_shelf.answer(deck_shelf.ASKING)
    asked = held.asked
    if asked is None or kept is None or kept.deck_id != asked.deck_id:
        return
    held.asked = None
    known = known_of(from_file(kept.file or b"")) if kept.file else Opened()
    if not known.deck.slides:
        held.now = replace(held.now, deck_id=new_id())
        return
    held.missing = ()
    own = replace(known.deck, focus="")
    if held.now == asked:
        if completed(asked.deck, own.slides) != own:
            held.before.append(asked)
            known.problems.append(NEWER)
        held.now = replace(asked, deck=own)
        held.given(held.now, kept.stamp)
    else:
        held.now = Step(completed(held.deck, own.slides), new_id())
        known.problems.append(MEANWHILE)
    st.session_state["deck_problems"] = known.problems
    renew_fields()


def known_of(opened: Opened) -> Opened:
    """The opened deck with what the record holds."""
    asked = [slide.subject for slide in opened.deck.slides]
    held = rows("comparisons/indicators", indicators=asked)["indicator_id"].tolist()
    held += [slide.subject for slide in opened.deck.slides if slide.kind in KINDS and slide.kind]
    return keep_known(opened, held, choices("districts"))


def _change(change: Callable[[Deck], Deck], *, same_fields: bool = False, anew: bool = False) -> None:
    """Put a changed deck in place of the present one, which undo brings back."""
    if held_now().change(change, anew=anew):
        st.session_state["deck_problems"] = []
        if not same_fields:
            renew_fields()


def renew_fields() -> None:
    """New keys for the text fields, so that they show the deck and not what was typed into them before."""
    st.session_state["deck_version"] = version() + 1


def _write(**parameters: str) -> None:
    for name, text in parameters.items():
        if text:
            st.query_params[name] = text
        else:
            st.query_params.pop(name, None)
