"""The block that shows one comparison."""

import streamlit as st

from policytargets.charts import comparison
from policytargets.comparisons.captions import finding
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.twins import to_frame
from policytargets.ui.blocks import drawings, links
from policytargets.ui.blocks.deck import add_to_deck
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.tables import twin
from policytargets.wording.markdown import plain_text


def comparison_block(shown: Comparison | Refusal, *, key: str, focus: str = "", level: int = 3) -> None:
    """One comparison: title, subtitle, bars that lead to their targets, notes, table twin and source; or why none."""
    if isinstance(shown, Refusal):
        st.info(shown.reason)
        return
    st.markdown(f"{'#' * level} {plain_text(shown.title)}")
    st.caption(plain_text(shown.subtitle))
    picked = drawings.show(
        comparison.comparison_bars,
        shown,
        palette(),
        focus,
        key=f"{key}-chart",
        on_select="rerun",
        alt=finding(shown),
    )
    if shown.caution:
        st.caption(plain_text(f"比较须知：{shown.caution}"))
    for bar in picked["selection"].get("target", []):
        links.go("target", target=bar["target_id"])
    words = [*shown.to_know, shown.source]
    twin(lambda: to_frame(shown), key=key, file_name=f"{shown.title}.csv", label="表格、说明与来源", words=words)
    districts = {row.district_id for row in shown.rows}
    chosen = () if districts >= set(choices("districts")) else tuple(sorted(districts))
    add_to_deck(shown.indicator_id, districts=chosen, key=key)
