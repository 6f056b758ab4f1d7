"""Filters whose values live in the address and stay from page to page."""

from typing import Literal

import streamlit as st

from policytargets.record.derived import PRESENCES
from policytargets.ui.blocks.record import record, rows
from policytargets.wording.codes import PRESENCE_WORD
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH, folded_words

ROLE_CHOICES = {"lead": "牵头", "either": "牵头或配合", "support": "仅配合"}
ROLES = {"lead": ["lead"], "either": ["lead", "support"], "support": ["support"]}
MOST_DEPARTMENTS = 300
PRESENCE_CHOICES: dict[str, str] = {code: word for code, word in PRESENCE_WORD.items() if code in PRESENCES}


def names_of(facet: str, codes: list[str]) -> dict[str, str]:
    """Code → name for codes of one facet, which may be departments; unknown ones are left out."""
    if facet != "departments":
        known = choices(facet)
        return {code: known[code] for code in codes if code in known}
    found = rows("choices/departments", codes=codes, names=[], words=[], most=len(codes))
    return {code: name for code, name in zip(found["code"], found["name"], strict=True) if code in codes}


def choices(facet: str) -> dict[str, str]:
    """Code → name of one facet of the record (districts, categories, lines, indicators, due_years)."""
    return _facets(record().version).get(facet, {})


@st.cache_resource(show_spinner=False, max_entries=2)
def _facets(version: str) -> dict[str, dict[str, str]]:
    found = rows("choices/facets")
    return {
        str(facet): dict(zip(own["code"], own["name"], strict=True))
        for facet, own in found.groupby("facet", sort=False)
    }


def pick_many(
    label: str,
    key: str,
    options: dict[str, str],
    placeholder: str = "全部",
    width: int | Literal["stretch"] = "stretch",
) -> list[str]:
    """Several codes of `options`, none meaning all; bound to the address under `key`."""
    _note_unknown(label, key, options)
    return st.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        placeholder=placeholder,
        width=width,
        bind="query-params",
    )


def pick_departments(placeholder: str = "全部", width: int | Literal["stretch"] = "stretch") -> list[str]:
    """Codes of departments, none meaning all; of very many, only those found by name are sent to choose from."""
    asked = {
        "codes": list(st.session_state.get("departments") or []),
        "names": st.query_params.get_all("departments"),
    }
    found = rows("choices/departments", **asked, words=[], most=MOST_DEPARTMENTS)
    if len(found) and found["matching"].iloc[0] > MOST_DEPARTMENTS:
        typed = st.text_input("查找部门", key="department_words", placeholder="名称或区县的一部分", width=width)
        found = rows("choices/departments", **asked, words=folded_words(typed or ""), most=MOST_DEPARTMENTS)
        if found["matching"].max() > MOST_DEPARTMENTS:
            placeholder = f"{found['matching'].iloc[0]:,} 个，请先查找"
    options = dict(zip(found["code"], found["name"], strict=True))
    return pick_many("部门", "departments", options, placeholder, width)


def pick_focus() -> None:
    """The one selector of the focus district; the frame shows it beside every page."""
    names = choices("districts")
    _note_unknown("突出显示的区县", "focus", names)
    st.selectbox(
        "突出显示的区县",
        list(names),
        index=None,
        format_func=lambda code: names.get(code, code),
        key="focus",
        placeholder="不突出，可输入名称查找",
        help="在各页的图上用绿色标出这个区县，其他区县变灰",
        bind="query-params",
        on_change=_turn_to_focus,
    )


def focus() -> str:
    """The focus district, or an empty string."""
    return str(st.session_state.get("focus") or "")


def pick_district() -> str:
    """The district that the page 区县 is about: at first the focus district, and another focus turns to that one."""
    return pick_first("区县", "district", choices("districts"), focus())


def _turn_to_focus() -> None:
    if st.session_state["focus"]:
        st.session_state["district"] = st.session_state["focus"]


def pick_first(label: str, key: str, options: dict[str, str], first: str = "") -> str:
    """One code of `options`, `first` or else the first of them where none is chosen; bound to the address."""
    _note_unknown(label, key, options)
    codes = list(options)
    return st.selectbox(
        label,
        codes,
        index=codes.index(first) if first in options else 0,
        format_func=lambda code: options.get(code, code),
        key=key,
        bind="query-params",
        width=420,
    )


def pick_roles() -> list[str]:
    """The roles that count for departments: lead, support or both."""
    _note_unknown("角色", "roles", ROLE_CHOICES)
    chosen = st.segmented_control(
        "角色",
        list(ROLE_CHOICES),
        format_func=ROLE_CHOICES.__getitem__,
        default="lead",
        required=True,
        key="roles",
        bind="query-params",
    )
    return ROLES[chosen or "lead"]


def pick_one(label: str, key: str, options: dict[str, str], placeholder: str, default: str = "") -> str:
    """One code of `options`, or an empty string unless there is a default; bound to the address under `key`."""
    _note_unknown(label, key, options)
    chosen = st.selectbox(
        label,
        list(options),
        index=list(options).index(default) if default in options else None,
        format_func=lambda code: options.get(code, code),
        key=key,
        placeholder=placeholder,
        bind="query-params",
    )
    return chosen or ""


def pick_way(label: str, key: str, options: dict[str, str], default: str) -> str:
    """One of a few codes, always set; bound to the address under `key`."""
    _note_unknown(label, key, options)
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        default=default,
        required=True,
        key=key,
        bind="query-params",
    )
    return chosen or default


def _note_unknown(label: str, key: str, options: dict[str, str]) -> None:
    """Say which values of the address the filter does not know; the filter itself leaves them out."""
    unknown = [value for value in st.query_params.get_all(key) if value not in options.values()]
    if unknown:
        shown = "、".join(value[:20] for value in unknown[:3]) + ("等" if len(unknown) > 3 else "")
        st.warning(f"链接中的{label}“{plain_text(shown)}”不在本记录中，已忽略，按默认显示。")


def search_words() -> list[str]:
    """The words typed into the search box, folded as the record's text is."""
    typed = st.text_input(
        "搜索",
        key="q",
        max_chars=LONGEST_SEARCH,
        placeholder="指标、目标、任务、部门、文号，如：5G、粮食、科技局",
        type="search",
        bind="query-params",
    )
    return folded_words(typed or "")


def describe(**chosen: list[str]) -> str:
    """The filters in words, for downloads and sources: `区县：周村区；领域：乡村振兴`. Empty ones are left out."""
    return "；".join(f"{label}：{'、'.join(names)}" for label, names in chosen.items() if names) or "全部"
