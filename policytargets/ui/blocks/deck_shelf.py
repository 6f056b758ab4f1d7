"""Where a deck is held beside the session: in the reader's own browser, which saves it and gives it back."""

import base64
import binascii
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from policytargets.comparisons.deck_forms import LONGEST_FILE, to_file
from policytargets.ui.blocks.deck_history import Version

HERE = Path(__file__).parent
SHELF = HERE.joinpath("deck_shelf.js").read_text(encoding="utf-8")
CHANNEL = st.components.v2.component(
    "deck_channel",
    html=HERE.joinpath("deck_channel.html").read_text(encoding="utf-8"),
    css=HERE.joinpath("deck_channel.css").read_text(encoding="utf-8"),
    js=HERE.joinpath("deck_channel.js").read_text(encoding="utf-8"),
)
ASKING, SHOWN, SHAPE, OFFER = "deck-asking", "deck-channel", "stage-window", "deck-offer"


class Kept(NamedTuple):
    """What the browser gave back of a deck: its id, its file, and the stamp under which it was saved."""

    deck_id: str
    file: bytes | None
    stamp: str


def save(deck_id: str, version: Version) -> None:
    """Let the browser keep a version of a deck under the deck's id."""
    said = {
        "id": deck_id,
        "stamp": version.stamp,
        "before": version.before,
        "title": version.title,
        "file": to_file(version.deck).decode(),
    }
    text = json.dumps(said)
    for letter in "<>&":  # nothing in a script may look like an element
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    st.html(f"<script>window.deckShelf.save({text})</script>", unsafe_allow_javascript=True)


def install() -> None:
    """The browser's side, on every page."""
    st.html(f"<script>{SHELF}</script>", unsafe_allow_javascript=True)


def ask(deck_id: str, answered: Callable[[], None]) -> None:
    """Ask the browser for a deck; `answered` is called once it has said whether it has it."""
    with st.container(key="deck-asking-holder"):
        CHANNEL(key=ASKING, data={"ask": deck_id, "shown": False}, on_found_change=answered)


def offer(deck_id: str, taken: Callable[[], None], declined: Callable[[], None]) -> None:
    """Where the browser keeps another deck than this one, which was just begun: offer to go on with that."""
    with st.container(key="deck-offer-holder"):
        data = {"ask": "", "shown": False, "offer": deck_id}
        CHANNEL(key=OFFER, data=data, on_found_change=taken, on_declined_change=declined)


def block(
    deck_id: str,
    *,
    slides: int,
    told: list[str],
    found: Callable[[], None],
    file: Callable[[], None],
    moved: Callable[[], None],
) -> None:
    """What the browser holds, the link, a file to choose or drop, the other decks of this browser; and the way by
    which a slide that was dragged comes to `moved`. `told` says on request where the deck is held."""
    data = {"ask": "", "shown": True, "id": deck_id, "slides": slides, "told": told}
    CHANNEL(key=SHOWN, data=data, on_found_change=found, on_file_change=file, on_moved_change=moved)


def watch_shape(shape: str, changed: Callable[[], None]) -> None:
    """Call `changed` when the window's shape is another than this one."""
    with st.container(key="stage-shape"):
        CHANNEL(key=SHAPE, data={"ask": "", "shown": False, "shape": shape}, on_shape_change=changed)


def window_shape() -> str:
    """The shape that the window has: `16:9` or `4:3`."""
    return str(_value(SHAPE, "shape"))


def answer(key: str) -> Kept | None:
    """What the browser gave back, its shape checked; none where it is not an answer."""
    given = _value(key, "found")
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        return None
    file, stamp = given.get("file"), given.get("stamp")
    content = file.encode("utf-8", "replace") if isinstance(file, str) else None
    return Kept(given["id"][:80], content, stamp[:80] if isinstance(stamp, str) else "")


def chosen_file() -> bytes:
    """The file that was chosen or dropped; more than a deck's longest where it is too long, empty where it is none."""
    given = _value(SHOWN, "file")
    if not isinstance(given, str):
        return b""
    try:
        return base64.b64decode(given[: 2 * LONGEST_FILE], validate=True)
    except (binascii.Error, ValueError):
        return b""


def moved_slide() -> tuple[int, int] | None:
    """From which place to which a slide was dragged; none where it is no such thing."""
    given = _value(SHOWN, "moved")
    if isinstance(given, list) and len(given) == 2 and all(type(place) is int for place in given):
        return given[0], given[1]
    return None


def _value(key: str, name: str) -> Any:
    held = st.session_state.get(key)
    return held.get(name) if held is not None and hasattr(held, "get") else None
