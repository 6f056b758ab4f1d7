"""Filters whose values live in the address and stay from page to page."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from policytargets.exhibits import asking
from policytargets.record.derived import PRESENCES
from policytargets.ui.blocks import record as answers
from policytargets.ui.blocks import unknown_values
from policytargets.ui.blocks.department_names import called, one_department
from policytargets.ui.blocks.record import record, rows
from policytargets.wording.codes import PRESENCE_WORD, ROLES, ROLES_WORD
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH, folded_words, numbered

MOST_DEPARTMENTS, BESIDE = 300, 280  # choices of the last width stand in pairs on every laptop
PRESENCE_CHOICES: dict[str, str] = {code: word for code, word in PRESENCE_WORD.items() if code in PRESENCES}


def names_of(facet: str, codes: list[str]) -> dict[str, str]:
    """Code → name for codes of one facet, which may be departments; unknown ones are left out."""
    if facet != "departments":
        known = choices(facet)
        return {code: known[code] for code in codes if code in known}
    return asking.names_of(answers, facet, codes)


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
    unknown_values.note(label, key, options)
    return st.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        placeholder=placeholder,
        width=width,
        wrap=True,
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
    return _pick_by_name("部门", "departments", options, placeholder, width)


def pick_lines(placeholder: str = "全部", width: int | Literal["stretch"] = "stretch") -> list[str]:
    """Codes of functional lines, none meaning all; found by everyday names of departments too."""
    return _pick_by_name("条线", "lines", choices("lines"), placeholder, width)


def _pick_by_name(
    label: str, key: str, options: dict[str, str], placeholder: str, width: int | Literal["stretch"]
) -> list[str]:
    """Several codes of `options`; whatever else is typed is an everyday name, and what it stands for is said."""
    with st.container(width=width):
        chosen = st.multiselect(
            label,
            list(options),
            format_func=lambda code: options.get(code, code),
            key=key,
            placeholder=placeholder,
            help="可直接输入常用名称，如：发改委、工信局、青州市农业农村局，按回车键确定",
            accept_new_options=True,
            wrap=True,
            bind="query-params",
            on_change=_turn_to_departments if key == "lines" else None,
        )
        meant = {name: {name: ""} if name in options else called(key, name) for name in chosen}
        if strange := [name for name, found in meant.items() if not found]:
            st.warning(f"没有叫“{unknown_values.named(strange)}”的{label}，已忽略。")
        for name, found in meant.items():
            if found and name not in found:
                st.caption(plain_text(f"“{name}”：{'、'.join(found.values())}"))
    return list(dict.fromkeys(code for found in meant.values() for code in found))


def departments_among_lines() -> list[str]:
    """What was typed among the lines and is the name of one department with its district in front."""
    lines, typed = choices("lines"), st.session_state.get("lines") or ()
    return [name for name in typed if name not in lines and one_department(name)]


def _turn_to_departments() -> None:
    """Where both are chosen from, a department named among the lines is put among the departments."""
    if (placed := departments_among_lines()) and "departments" in st.session_state:
        chosen, lines = st.session_state["departments"], st.session_state["lines"]
        st.session_state.update(departments=[*chosen, *placed], lines=[name for name in lines if name not in placed])


def pick_focus() -> None:
    """The one selector of the focus district; the frame shows it beside every page."""
    names = choices("districts")
    unknown_values.note("突出显示的区县", "focus", names)
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


def _turn_to_focus() -> None:
    """On 区县 another focus turns to its page, as another district there takes the focus along."""
    if st.session_state["focus"]:
        st.session_state["district"] = st.session_state["focus"]


def pick_first(
    label: str,
    key: str,
    options: dict[str, str],
    first: str = "",
    width: int = 420,
    on_change: Callable[[], None] | None = None,
) -> str:
    """One code of `options`, `first` or else the first of them where none is chosen; bound to the address."""
    unknown_values.note(label, key, options)
    codes = list(options)
    place = codes.index(first) if first in options else 0
    chosen = st.selectbox(
        label,
        codes,
        index=place,
        format_func=lambda code: options.get(code, code),
        key=key,
        bind="query-params",
        width=width,
        on_change=on_change,
    )
    # On the way from a page that had no such field the framework may hold nothing for it.
    return codes[place] if chosen is None else chosen


def pick_roles() -> list[str]:
    """The roles that count for departments: lead, support or both."""
    unknown_values.note("角色", "roles", ROLES_WORD)
    chosen = st.segmented_control(
        "角色",
        list(ROLES_WORD),
        format_func=ROLES_WORD.__getitem__,
        default="lead",
        required=True,
        key="roles",
        bind="query-params",
    )
    return ROLES[chosen or "lead"]


def pick_one(label: str, key: str, options: dict[str, str], placeholder: str, default: str = "") -> str:
    """One code of `options`, or an empty string unless there is a default; bound to the address under `key`."""
    unknown_values.note(label, key, options)
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
    unknown_values.note(label, key, options)
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


def search_words() -> list[str]:
    """The words typed into the search box, folded as the record's text is, numbers of tasks as it has them."""
    typed = st.text_input(
        "搜索",
        key="q",
        placeholder="指标、目标、任务、部门、文号，如：5G、粮食、科技局",
        type="search",
        bind="query-params",
    )
    if len(typed or "") > LONGEST_SEARCH:
        st.info(f"搜索词最多 {LONGEST_SEARCH} 个字，只按前面的查找。")
    return numbered(folded_words(typed or ""))


def describe(**chosen: list[str]) -> str:
    """The filters in words, for downloads and sources: `区县：周村区；领域：乡村振兴`. Empty ones are left out."""
    return "；".join(f"{label}：{'、'.join(names)}" for label, names in chosen.items() if names) or "全部"
