"""A box with one department in it, found by every name that people call it."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from policytargets.ui.blocks.department_names import called
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH, folded

MOST_NAMED = 3


def pick_office(
    label: str,
    key: str,
    options: Mapping[str, str],
    *,
    index: int | None = 0,
    bound: bool = False,
    placeholder: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> str | None:
    """One code of `options`, code → name; whatever else is typed is a name of one, with its district in front or not,
    whole or in part. `bound`: to the address, under `key`."""
    _settle(key, options)
    chosen = st.selectbox(
        label, list(options), index=index, format_func=lambda code: options.get(code, code), key=key,
        accept_new_options=True, placeholder=placeholder, width=width, bind="query-params" if bound else None,
    )  # fmt: skip
    if chosen is not None and chosen not in options:  # from the address: only a widget that is there reads it
        st.rerun()
    if told := st.session_state.pop(f"{key}:told", ""):
        st.warning(plain_text(told))
    st.session_state[f"{key}:before"] = chosen
    return chosen


def meant(said: str, options: Mapping[str, str]) -> list[str]:
    """The codes of `options` that go by a name, or have it in theirs."""
    if said in options:
        return [said]
    found = [code for code in called("departments", said) if code in options]
    part = folded(said[:LONGEST_SEARCH])
    return found or [code for code, name in options.items() if part and part in folded(name)]


def _settle(key: str, options: Mapping[str, str]) -> None:
    """Turn what was typed, or stands in the address, into the department that it names; of none or several say so and
    keep what was chosen before."""
    said = st.session_state.get(key)
    if said is None or said in options:
        return
    found = meant(str(said), options)
    before = st.session_state.get(f"{key}:before", next(iter(options), None))
    st.session_state[key] = found[0] if len(found) == 1 else before
    if len(found) != 1:
        names = "、".join(options[code] for code in found[:MOST_NAMED]) + ("等" if len(found) > MOST_NAMED else "")
        several = f"叫“{said}”的部门有 {len(found)} 个（{names}），请写全一些。"
        st.session_state[f"{key}:told"] = several if found else f"没有叫“{said}”的部门，已忽略。"
