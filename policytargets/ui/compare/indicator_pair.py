"""两区县总对照: two districts as dumbbells over all that both have promised, and in words what can't be set so."""

import pandas as pd
import streamlit as st

from policytargets.comparisons.pairs import finding
from policytargets.exhibits import pair as exhibits
from policytargets.exhibits.model import Exhibit
from policytargets.settings import today
from policytargets.ui.blocks import comparing, filters, links
from policytargets.ui.blocks.exhibits import exhibit_body, exhibit_tools
from policytargets.ui.blocks.listings import listing
from policytargets.ui.compare.indicator import Selection
from policytargets.wording.markdown import plain_text


def overview(selection: Selection) -> str:
    """The two districts over everything; gives what was found, in one sentence."""
    first, second = selection.districts
    couple, wording = (first, second), selection.wording
    found, others = exhibits.pairs_of(comparing, couple, wording=wording)
    names = filters.choices("districts")[first], filters.choices("districts")[second]
    shown = exhibits.dumbbells(
        comparing, couple, found, others, focus=selection.focus, wording=wording, made_on=today()
    )
    st.subheader(f"{names[0]}与{names[1]}：能并列的 {len(found)} 项指标", anchor=False)
    if shown:
        _dumbbells(shown, second if selection.focus == second else first)
    apart = exhibits.apart(comparing, couple, others, wording=wording, made_on=today())
    if apart:
        _apart(apart)
    return finding(found, others, names)


def _dumbbells(shown: Exhibit, own: str) -> None:
    """The pairs by category in two columns; a click leads to the target of the district in green, `own`, and so does
    the name of the indicator in the table, where each figure leads to its own target."""
    st.caption(plain_text(f"{shown.measure} · {shown.short_source}"))
    st.caption("".join(shown.said_below))

    def ways(_: pd.DataFrame) -> dict[str, list[str]]:
        sides = [(pair.first, pair.second) for pair in shown.rows]
        behind = {"指标": [next(row for row in rows if row.district_id == own) for rows in sides]}
        behind |= {sides[0][place].district: [rows[place] for rows in sides] for place in (0, 1)}
        return {head: [links.address("target", target=row.target_id) for row in rows] for head, rows in behind.items()}

    for picked in exhibit_body(shown, key="pair", ways=ways):
        for lane in picked["selection"].get("lane", []):
            links.go("target", target=lane["target_id"])


def _apart(shown: Exhibit) -> None:
    """What both touch but can't be set side by side, each with the reason."""
    st.subheader(f"不能对照的 {len(shown.rows)} 项", anchor=False)
    ways = [links.address("indicator", indicator=other.indicator_id) for other in shown.rows]
    listing(shown.table(), label="两区县都涉及但不能对照的指标", links={"指标": ways})
    exhibit_tools(shown, key="apart-list")
