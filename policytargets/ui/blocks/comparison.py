"""The block that shows one comparison, and several of them side by side."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from policytargets.charts import comparison
from policytargets.comparisons.captions import finding, headline
from policytargets.comparisons.deck import Slide
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.twins import to_frame
from policytargets.ui.blocks import drawings, links
from policytargets.ui.blocks.deck import add_to_deck
from policytargets.ui.blocks.downloads import USUAL, Manner, in_address, takeaway
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.tables import twin
from policytargets.wording.codes import PRESENCE_WORD
from policytargets.wording.markdown import plain_text


def comparison_cards(made: Sequence[Comparison | Refusal], *, key: str, focus: str = "") -> None:
    """Comparisons side by side, as many in a row as have room to be read."""
    with st.container(key=f"cards-{key}"):
        for place, shown in enumerate(made):
            with st.container():
                named = shown.indicator_id if isinstance(shown, Comparison) else f"refusal-{place}"
                comparison_block(shown, key=named, focus=focus)


def comparison_block(
    shown: Comparison | Refusal, *, key: str, focus: str = "", level: int = 3, manner: Manner = USUAL
) -> None:
    """One comparison: what it shows, which leads to 指标对比, unit and basis, caution, bars that lead to their targets,
    ways on, table twin. `manner` is the order and wording it was made with, which ways on, codes and slides keep."""
    if isinstance(shown, Refusal):
        st.info(plain_text(shown.reason))
        return
    districts = {row.district_id for row in shown.rows}
    chosen = () if districts >= set(choices("districts")) else tuple(sorted(districts))
    asked: dict[str, str | list[str]] = {"indicator": shown.indicator_id, "districts": list(chosen)}
    asked |= in_address(manner)
    st.markdown(f"{'#' * level} [{plain_text(headline(shown))}]({links.address('indicator', **asked)})")
    st.caption(plain_text(shown.subtitle))
    caution(shown)
    picked = drawings.show(
        comparison.comparison_bars,
        shown,
        palette(),
        focus,
        key=f"{key}-chart",
        on_select="rerun",
        alt=finding(shown),
    )
    for bar in picked["selection"].get("target", []):
        if bar["target_id"]:
            links.go("target", target=bar["target_id"])
    other_basis_explained([shown])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        links.link("indicator", "指标对比", **asked)
        takeaway(shown, key=key, focus=focus, manner=manner)
        add_to_deck(Slide(shown.indicator_id, districts=chosen, order=manner[0], wording=manner[1]), key=key)
    words, label = [*shown.to_know, shown.source], "表格、说明与来源"
    twin(lambda: to_frame(shown), key=key, name=shown.title, label=label, words=words, ways=behind_targets)


def other_basis_explained(shown: Sequence[Comparison]) -> None:
    """The way to what 另有口径 means, where a row of the comparisons says so; nothing elsewhere."""
    if any(row.presence == "other_basis" for one in shown for row in one.rows):
        links.meaning("情况", PRESENCE_WORD["other_basis"])


def behind_targets(table: pd.DataFrame) -> dict[str, list[str]]:
    """The target behind each line of a comparison's table; an absence leads nowhere."""
    return {"目标": [links.address("target", target=code) if code else "" for code in table["目标编号"]]}


def caution(shown: Comparison) -> None:
    """What keeps the figures from being ranked, where the eye meets it before the bars; nothing where nothing does."""
    if shown.caution:
        st.html(f'<p class="caution">比较须知：{escape(shown.caution)}</p>')
