"""Choosing what to compare and showing it: indicators, districts, order, wording, and relatives of the family."""

from dataclasses import dataclass

import streamlit as st

from policytargets.charts import comparison as charts
from policytargets.comparisons.captions import finding, headline, joined_notes
from policytargets.comparisons.deck import Slide
from policytargets.comparisons.making import neighbours
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.twins import to_frame
from policytargets.ui.blocks import deck, drawings, filters, tables, unknown_values
from policytargets.ui.blocks.addresses import FILTER_WORD, SO
from policytargets.ui.blocks.comparing import comparison
from policytargets.ui.blocks.comparison import behind_targets, caution, comparison_block, other_basis_explained
from policytargets.ui.blocks.downloads import takeaway
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.record import headlines, rows
from policytargets.wording.codes import ORDER_WORD, WORDING_WORD
from policytargets.wording.markdown import plain_text

MOST_INDICATORS, MOST_DISTRICTS, MOST_REASONS = 6, 8, 3


@dataclass(frozen=True)
class Selection:
    """How the comparisons of the page are made and shown."""

    districts: tuple[str, ...]
    order: str
    wording: str
    notes: bool
    pair: bool
    focus: str

    @property
    def manner(self) -> tuple[str, str]:
        """Order and wording, as addresses of a view carry them."""
        return self.order, self.wording

    def made(self, indicator_id: str) -> Comparison | Refusal:
        """The comparison of one indicator as chosen."""
        names = filters.choices("districts")
        told = filters.describe(区县=[names[code] for code in self.districts]) if self.districts else ""
        return comparison(
            indicator_id,
            districts=self.districts,
            order=self.order,
            wording=self.wording,
            filters=told,
            focus=self.focus,
        )


def pick_indicators(beside_pair: bool) -> list[str]:
    """The indicators to compare, the main one first; those that several districts state stand first in the lists. One
    is there from the start unless the page is about two districts: then there is none that nobody asked for."""
    candidates = rows("choices/indicators")
    first, second, third = st.columns([2, 3, 4])
    with first:
        category = filters.pick_one("领域", "category", filters.choices("categories"), "全部领域")
    names = _of_category(category)
    with second:
        default = "" if beside_pair else _first_shown(names)
        main = filters.pick_one("指标（可输入文字查找）", "indicator", names, "选择指标", default)
    with third:
        every = dict(zip(candidates["indicator_id"], candidates["name"], strict=True))
        others = filters.pick_many("并排比较", "indicators", every, "可再选几个指标，各用各的坐标轴")
    chosen = list(dict.fromkeys([main, *others] if main else others))
    if len(chosen) > MOST_INDICATORS:
        st.info(f"一次最多并排 {MOST_INDICATORS} 个指标，其余未显示。")
    return chosen[:MOST_INDICATORS]


def _of_category(category: str) -> dict[str, str]:
    """Code → name of the indicators of one category, or of all."""
    candidates = rows("choices/indicators")
    own = candidates[candidates["category_id"] == category] if category else candidates
    return dict(zip(own["indicator_id"], own["name"], strict=True))


def _first_shown(names: dict[str, str]) -> str:
    """The indicator with which the page opens."""
    return next((name for name in reversed(headlines()) if name in names), next(iter(names), ""))


def _turn_from_pair() -> None:
    """Who leaves the two districts and has looked at no indicator meets the one with which the page opens."""
    if not st.session_state["pair"] and not st.session_state.get("indicator"):
        st.session_state["indicator"] = _first_shown(_of_category(st.session_state.get("category") or ""))


def asks_for_pair() -> bool:
    """Whether 两区县总对照 is asked for, by the switch or by the address of a page that opens."""
    return bool(st.session_state.get("pair", st.query_params.get("pair") == "true"))


def pick_selection() -> Selection:
    """Districts, order, wording, notes and the focus district."""
    told = st.container()
    asked = asks_for_pair() and len(st.query_params.get_all("districts")) != 2
    names = filters.choices("districts")
    offered = {"districts": names, "sort": ORDER_WORD, "wording": WORDING_WORD}
    offered |= {"notes": SO, "pair": SO}
    astray = any(unknown_values.values(key, words) for key, words in offered.items())  # said inside, and to be seen
    with st.expander("区县、排序与显示方式", expanded=asked or astray):
        districts = filters.pick_many("区县", "districts", names, "请选两个区县" if asks_for_pair() else "全部区县")
        for key in ("notes", "pair"):
            unknown_values.note(FILTER_WORD[key], key, SO)
        with st.container(horizontal=True):
            order = filters.pick_way("排序", "sort", ORDER_WORD, "value")
            wording = filters.pick_way("数字写法", "wording", WORDING_WORD, "both")
            notes = st.toggle("图下显示说明", value=True, key="notes", bind="query-params")
            pair = st.toggle(
                "两区县总对照",
                key="pair",
                bind="query-params",
                help="正好选两个区县，看两地全部共有指标",
                on_change=_turn_from_pair,
            )
    if len(districts) == 1 and not pair:
        st.info("只选了一个区县，没有对照；再选一个即可比较。")
    if len(districts) > MOST_DISTRICTS:
        st.info(f"一张图最多比较 {MOST_DISTRICTS} 个区县，其余未显示。")
    focused = names.get(filters.focus(), "")
    if districts and focused and filters.focus() not in districts:
        told.info(f"突出显示的{plain_text(focused)}不在所选区县中，图上没有它。")
    if pair and len(districts) != 2:
        told.info(plain_text(_until_two([names[code] for code in districts])))
    both = pair and len(districts) == 2
    return Selection(tuple(districts[:MOST_DISTRICTS]), order, wording, notes, both, filters.focus())


def _until_two(chosen: list[str]) -> str:
    """What is missing, or too much, until two districts are chosen."""
    if len(chosen) > 2:
        return f"已选 {len(chosen)} 个区县，请去掉 {len(chosen) - 2} 个，正好留两个。"
    return f"已选{chosen[0]}，请在下面的“区县”中再选一个。" if chosen else "请在下面的“区县”中选两个。"


def in_words(indicators: list[str]) -> list[str]:
    """The names of the indicators as one subject; nothing where none is chosen."""
    names = "、".join(filters.names_of("indicators", indicators).values())
    return [names] if names else []


def found(indicators: list[str], selection: Selection) -> str:
    """What the page found, in one sentence: of one indicator what its bars show, of several which stand here."""
    if not indicators:
        return "还没有选指标。"
    (names,) = in_words(indicators)
    if len(indicators) > 1:
        return f"{len(indicators)} 个指标并排，各用各的坐标轴：{names}。"
    shown = selection.made(indicators[0])
    return f"{headline(shown)}。" if isinstance(shown, Comparison) else f"{names}：没有可画的比较。"


def sheet(indicator_id: str, selection: Selection, level: int = 2) -> Comparison | None:
    """One comparison with its notes, source, downloads and table twin, without a heading at level 0; the sentence where
    there is none."""
    shown = selection.made(indicator_id)
    if isinstance(shown, Refusal):
        st.info(plain_text(shown.reason))
        return None
    if level:
        st.markdown(f"{'#' * level} {plain_text(headline(shown))}")
    st.caption(plain_text(shown.subtitle + (f" · 筛选：{shown.filters}" if shown.filters else "")))
    caution(shown)
    key = f"compare-{indicator_id}"
    drawings.show(
        charts.comparison_bars, shown, palette(), selection.focus, key=f"{key}-chart", alt=finding(shown), size=15
    )
    other_basis_explained([shown])
    reasons = [reason for _, reason in _apart(indicator_id)]
    if reasons:
        st.caption(plain_text("不在这张图上：" + "".join(reasons[:MOST_REASONS]) + "另列于下方。"))
    if selection.notes:
        st.caption(plain_text(joined_notes(shown)))
    st.caption(plain_text(shown.source))
    with st.container(horizontal=True, vertical_alignment="center"):
        takeaway(shown, key=key, focus=selection.focus, manner=selection.manner)
        slide = Slide(indicator_id, districts=selection.districts, order=selection.order, wording=selection.wording)
        deck.add_to_deck(slide, key=key)
    tables.twin(lambda: to_frame(shown), key=key, name=shown.title, ways=behind_targets)
    return shown


def relatives(indicator_id: str, selection: Selection, already: list[str]) -> None:
    """The other indicators of the family, each under its own axis with the sentence why it stands apart."""
    apart = [pair for pair in _apart(indicator_id) if pair[0] not in already]
    if not apart:
        return
    name = rows("comparisons/indicators", indicators=[indicator_id])["name"].iloc[0]
    st.subheader(plain_text(f"与“{name}”相近的指标，各用各的坐标轴"), anchor=False)
    for other, reason in apart[:MOST_INDICATORS]:
        with st.container(border=True):
            st.caption(plain_text(reason))
            shown = selection.made(other)
            comparison_block(shown, key=f"relative-{other}", focus=selection.focus, manner=selection.manner)


def _apart(indicator_id: str) -> list[tuple[str, str]]:
    """The other indicators of the family, each with the sentence why it stands on an axis of its own."""
    found = rows("comparisons/indicators", indicators=[indicator_id])
    return [] if found.empty else neighbours(found.iloc[0], rows("choices/indicators"))
