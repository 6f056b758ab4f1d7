"""What narrows 目标清单: each condition that its reader set, in words, with the button that takes it away."""

from typing import Any, NamedTuple

import streamlit as st

from policytargets.ui.blocks import copies, filters, links
from policytargets.ui.blocks.addresses import FILTER_WORD
from policytargets.ui.evidence import targets_found
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD, ROLES, ROLES_WORD, STRENGTH_WORD
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import folded, folded_words, numbered, typed_words

OF_TARGETS = ("bases", "comparators", "strengths", "due_years", "presences")
OWNED = ("districts", "categories", "lines", "departments")
FACETS = (*OWNED, *OF_TARGETS)
FEW = 3


class Condition(NamedTuple):
    """One condition in words, the filter and what it holds without it, and the parameters of the list without it."""

    told: str
    key: str
    rest: str | list[str]
    without: dict[str, Any]


def names(facet: str, codes: list[Any]) -> list[str]:
    """What a filter has chosen, in words."""
    words = {
        "bases": BASIS_WORD,
        "comparators": COMPARATOR_WORD,
        "strengths": STRENGTH_WORD,
        "presences": filters.PRESENCE_CHOICES,
    }
    if facet == "due_years":
        return [f"{year}年" for year in codes]
    return [words[facet][code] for code in codes] if facet in words else [*filters.names_of(facet, codes).values()]


def conditions(chosen: dict[str, Any]) -> list[Condition]:
    """Every word that is looked for and every filter that was set; the role only where it is not the usual one."""
    typed = typed_words(str(st.session_state.get("q") or ""))
    if numbered(map(folded, typed)) != chosen["words"]:  # what was typed was read as other words
        typed = [word.upper() for word in chosen["words"]]  # 5G, as people write it
    # Several districts that the words name are the filter without being set: they go with their words.
    placed = [] if st.session_state.get("districts") else names("districts", chosen["districts"])
    found = []
    for place, word in enumerate(typed):
        others = [*typed[:place], *typed[place + 1 :]]
        without = chosen | {"words": numbered(folded_words(" ".join(others)))}
        found.append(Condition(f"搜索：{word}", "q", " ".join([*placed, *others]), without))
    for facet in FACETS:
        if chosen[facet]:
            told = f"{FILTER_WORD[facet]}：{'、'.join(names(facet, chosen[facet]))}"
            key, rest = ("q", " ".join(typed)) if facet == "districts" and placed else (facet, [])
            found.append(Condition(told, key, rest, chosen | {facet: []}))
    if chosen["roles"] != ROLES["lead"]:
        role = next(code for code, roles in ROLES.items() if roles == chosen["roles"])
        told = f"{FILTER_WORD['roles']}：{ROLES_WORD[role]}"
        found.append(Condition(told, "roles", "lead", chosen | {"roles": ROLES["lead"]}))
    return found


def nothing_found(chosen: dict[str, Any]) -> None:
    """Say that nothing meets the conditions, name them, and offer to take each away with what is found then."""
    set_here = conditions(chosen)
    told = plain_text("；".join(one.told for one in set_here))
    st.info(f"没有符合条件的目标。现在的条件是：{told}。" if told else "没有目标。")
    with st.container(horizontal=True):
        for place, one in enumerate(set_here):
            count = targets_found.targets(one.without).found
            label = f"去掉“{plain_text(one.told)}”（有 {count:,} 条）"
            st.button(label, key=f"without-{place}", on_click=_take_away, args=(one.key, one.rest))
        if len(set_here) > 1:
            st.button("清除全部条件", on_click=clear, type="primary")


def say_what_is_searched(found: int) -> None:
    """Of a search that finds little or nothing: that the list holds names alone, so that a plan may well say what isn't
    found, and the way to the text where copies of the documents are at hand."""
    words = typed_words(str(st.session_state.get("q") or ""))
    if not words or found > FEW:
        return
    st.caption(
        "目标清单只收目标、任务、章、部门和文件的名称，不收计划的正文；这里没有查到的，计划中仍可能写到，不能据此说计划没有提到。"
    )
    if copies.at_hand():
        links.link("passages", "在原文中检索这些词", phrase=" ".join(words))


def clear() -> None:
    """Empty the search box and every filter; for a button's callback."""
    st.session_state.update({key: [] for key in FACETS}, q="", roles="lead", page=1)


def _take_away(key: str, rest: str | list[str]) -> None:
    st.session_state.update({key: rest}, page=1)
