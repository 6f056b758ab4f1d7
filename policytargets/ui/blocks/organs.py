"""Which departments a general name stands for: those of a line, and those that have been merged with others."""

from typing import Any

import streamlit as st

from policytargets.ui.blocks import filters
from policytargets.ui.blocks.record import rows
from policytargets.wording.markdown import plain_text

MOST_NAMED = 8


def say(lines: list[str], departments: list[str], districts: list[str]) -> None:
    """Name for each of the lines the departments that are counted under it, and of departments that were asked for by
    a general name the merged ones, with what else they answer for."""
    for line, name in filters.names_of("lines", lines).items():
        told = _told([line], [], districts)
        if told:
            st.caption(plain_text(f"“{name}”条线包括：{told}。"))
    typed = [name for name in st.session_state.get("departments") or () if name not in departments]
    if typed and (told := _told([], departments, districts)):
        st.caption(plain_text(f"其中合并设置的部门，职责不止一条线：{told}。"))


def _told(lines: list[str], departments: list[str], districts: list[str]) -> str:
    found = rows("choices/organs", lines=lines, departments=departments, districts=districts).to_dict("records")
    more = f"等 {len(found)} 个部门" if len(found) > MOST_NAMED else ""
    return "；".join(_named(row, bool(lines)) for row in found[:MOST_NAMED]) + more


def _named(row: dict[Any, Any], under_line: bool) -> str:
    others = "、".join(row["others"])
    merged = f"（{'合并设置，兼' if under_line else ''}{others}）" if others else ""
    return f"{row['short_name']}的{row['department']}{merged}"
