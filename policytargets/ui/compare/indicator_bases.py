"""What an indicator measures on another basis beside it: new and total of one thing, each district once."""

import streamlit as st

from policytargets.charts.bases import bases_panel
from policytargets.comparisons import captions
from policytargets.comparisons.bases import absences, both_bases, to_frame
from policytargets.comparisons.model import Comparison
from policytargets.settings import today
from policytargets.ui.blocks import drawings, tables
from policytargets.ui.blocks.comparison import caution
from policytargets.ui.blocks.record import rows
from policytargets.ui.compare.indicator import Selection
from policytargets.wording.codes import BASIS_WORD
from policytargets.wording.markdown import plain_text


def bases(indicator_id: str, selection: Selection) -> None:
    """The panel of the indicator and of its thing on the basis that most districts state; nothing without another."""
    found = rows("compare/indicator_bases", indicator=indicator_id)
    if found.empty:
        return
    first, second = selection.made(indicator_id), selection.made(str(found["indicator_id"].iloc[0]))
    if not isinstance(first, Comparison) or not isinstance(second, Comparison):
        return
    lines = both_bases(first, second)
    words = f"{BASIS_WORD[first.basis]}与{BASIS_WORD[second.basis]}"
    st.subheader(plain_text(f"同一事物的两种口径：{first.title}与{second.title}"), anchor=False)
    told = "".join(f" · {word}：{'、'.join(names)}" for word, names in absences(first, second).items())
    st.caption(plain_text(f"计划目标 · {words}各用各的刻度，左右不能比长短；每个区县一行{told}"))
    for shown in (first, second):
        caution(shown)
    alt = "；".join(
        f"{line.district}：{first.title}{line.first.words}，{second.title}{line.second.words}" for line in lines
    )
    drawings.show(bases_panel, first, second, drawings.palette(), selection.focus, key=f"bases-{indicator_id}", alt=alt)
    st.caption(plain_text(captions.short_source([row for line in lines for row in line.sources], today())))
    name = f"{first.title}与{second.title}"
    tables.twin(lambda: to_frame(first, second), key=f"bases-{indicator_id}", name=name)
