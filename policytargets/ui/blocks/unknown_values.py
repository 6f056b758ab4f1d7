"""What an address says that no filter knows: said above what the page answers."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from policytargets.wording.markdown import plain_text

WARNINGS = "unknown-values-told-in"
LONGEST_SHOWN = 20


def warn_in(place: DeltaGenerator) -> None:
    """Where the filters of this run say which values of the address they do not know: above what the page answers."""
    st.session_state[WARNINGS] = place


def values(key: str, options: Mapping[str, str]) -> list[str]:
    """What the address says under a key that the filter does not know."""
    return [value for value in st.query_params.get_all(key) if value and value not in options.values()]


def note(label: str, key: str, options: Mapping[str, str]) -> None:
    """Say which values of the address the filter does not know; the filter itself leaves them out."""
    found = values(key, options)
    if found:
        place = st.session_state.get(WARNINGS, st)
        place.warning(f"网址中的{label.partition('（')[0]}“{named(found)}”不在本记录中，已忽略，按默认显示。")


def named(values: list[str]) -> str:
    """The first of some values of the address, safe to show."""
    shown = [value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…" for value in values[:3]]
    return plain_text("、".join(shown) + ("等" if len(values) > 3 else ""))
