"""What 目标清单 took the typed words for, where that is not plain: numbers of tasks, the names that rows go by, and the
board's own words for marks and states."""

import re
from typing import Any

import streamlit as st

from policytargets.ui.blocks import filters, links
from policytargets.ui.blocks.department_names import called, one_department
from policytargets.ui.blocks.record import rows
from policytargets.ui.evidence import targets_found
from policytargets.wording.legend import Meant, meant
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import folded_words, numbered, typed_words
from policytargets.wording.searching import named_tasks as named_in

ROW = re.compile(r"[a-z]+(?:-\d{4})+/\d+(?:-\d+)?")
MOST_NUMBER = 9999


def named_tasks() -> list[str]:
    """The numbers of tasks that the search box names."""
    return named_in(_typed())


def say(chosen: dict[str, Any]) -> None:
    """Say what the words were taken for; `chosen` are the parameters of the list."""
    _say_names()
    _say_legend(chosen)


def _say_names() -> None:
    """Say which tasks the typed words were taken to name, and lead to the row whose name was typed; a number alone is
    searched as a figure, with the way to the tasks of that number."""
    words, named = _typed(), named_tasks()
    if named:
        st.info(f"按任务号理解：找各份计划的{'、'.join(named)}任务，包括没有量化目标的。")
    elif len(words) == 1 and words[0].isdecimal() and 0 < int(words[0]) <= MOST_NUMBER:
        st.info(f"“{words[0]}”按数字查找。")
        asked = f"第{int(words[0])}项"
        st.button(f"改为查找{asked}任务", type="tertiary", on_click=lambda: st.session_state.update(q=asked, page=1))
    elif len(words) == 1 and ROW.fullmatch(words[0]):
        for row in rows("evidence/targets_called", called=words[0]).to_dict("records"):
            st.info(f"“{row['called']}”是{row['district']}的一项{'任务' if row['page'] == 'task' else '目标'}的编号。")
            links.link(row["page"], row["name"], **{row["page"]: row["called"]})
    elif words:
        _say_department(str(st.session_state["q"]).strip())


def _say_department(name: str) -> None:
    """That the name of one department was typed: words find those of its line too."""
    departments = called("departments", name) if one_department(name) else {}
    if len(departments) == 1:
        st.info(plain_text(f"“{name}”是一个部门。下面按文字查找，同一条线别的部门的也在内。"))
        links.link("targets", "只看这个部门", departments=list(departments))


def _say_legend(chosen: dict[str, Any]) -> None:
    """Of words that are the board's own what they mean, and the filter that they name with what it finds; other words
    stay."""
    typed = typed_words(str(st.session_state.get("q") or ""))
    every = [("".join(typed), ""), *((word, " ".join(typed[:n] + typed[n + 1 :])) for n, word in enumerate(typed))]
    for word, rest in every:
        if found := meant(word):
            for one in found:
                told = "；".join(f"{term}：{meaning}" for term, meaning in zip(one.terms, one.meanings, strict=True))
                st.info(plain_text(f"“{word}”是本看板的用词，属于“{one.concept}”。{told}。"))
                with st.container(horizontal=True, vertical_alignment="center"):
                    _offer_filter(one, rest, chosen)
                    links.meaning(one.concept, one.terms[0])
            return


def _offer_filter(one: Meant, rest: str, chosen: dict[str, Any]) -> None:
    set_here = chosen[one.facet] if one.facet else []
    # A target never has the marks of a plan that says nothing of it.
    had = [code for code in one.codes if one.facet != "presences" or code in filters.PRESENCE_CHOICES]
    codes = list(dict.fromkeys([*set_here, *had]))
    if codes == set_here:
        return  # there is no such filter, or it is set
    count = targets_found.targets(chosen | {one.facet: codes, "words": numbered(folded_words(rest))}).found
    st.button(
        f"按“{'、'.join(one.terms)}”筛选（{count:,} 条）",
        key=f"legend-{one.facet}",
        type="primary",
        on_click=lambda: st.session_state.update({one.facet: codes}, q=rest, page=1),
    )


def _typed() -> list[str]:
    return folded_words(str(st.session_state.get("q") or ""))
