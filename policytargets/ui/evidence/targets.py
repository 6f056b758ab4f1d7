"""The list of targets: its filters, one page of it as a table whose names lead on, and the tasks without targets."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.exhibits.targets import subject_of_list
from policytargets.record.held import Row
from policytargets.ui.blocks import filters, links, listings, unknown_values
from policytargets.ui.blocks.addresses import FILTER_WORD
from policytargets.ui.blocks.exhibits import add_subject
from policytargets.ui.evidence import targets_found, targets_whole
from policytargets.ui.evidence.targets_conditions import OF_TARGETS, OWNED, names
from policytargets.wording.codes import (
    BASIS_WORD,
    COMPARATOR_WORD,
    LIST_ORDER_WORD,
    PERIOD_WORD,
    ROLES,
    ROLES_WORD,
    STRENGTH_WORD,
)
from policytargets.wording.documents import numbered_task
from policytargets.wording.figures import normalised
from policytargets.wording.searching import found_in, task_in_words

PAGE_SIZE = 25
NARROW = 152


def pick_filters() -> tuple[dict[str, Any], str]:
    """The search box, every filter and the order; returns the parameters of `evidence/targets` and the order."""
    words = filters.search_words()
    with st.container(horizontal=True):
        districts = filters.pick_many("区县", "districts", filters.choices("districts"), width=NARROW)
        categories = filters.pick_many("领域", "categories", filters.choices("categories"), width=NARROW)
        lines = filters.pick_lines(width=NARROW)
        departments = filters.pick_departments(width=NARROW)
        roles = filters.pick_roles()
    further = any(_held(key) for key in (*OF_TARGETS, "order"))
    with st.expander("更多筛选与排序", expanded=further), st.container(horizontal=True):
        bases = filters.pick_many("口径", "bases", BASIS_WORD, width=NARROW)
        comparators = filters.pick_many("界限", "comparators", COMPARATOR_WORD, width=NARROW)
        strengths = filters.pick_many("承诺力度", "strengths", STRENGTH_WORD, width=NARROW)
        years = filters.pick_many("目标年份", "due_years", filters.choices("due_years"), width=NARROW)
        presences = filters.pick_many("情况", "presences", filters.PRESENCE_CHOICES, width=NARROW)
        unknown_values.note("排序", "order", LIST_ORDER_WORD)
        order = st.selectbox(
            "排序",
            list(LIST_ORDER_WORD),
            format_func=LIST_ORDER_WORD.__getitem__,
            key="order",
            width=220,
            bind="query-params",
        )
    chosen = {
        "districts": districts,
        "categories": categories,
        "lines": lines,
        "departments": departments,
        "roles": roles,
        "bases": bases,
        "comparators": comparators,
        "strengths": strengths,
        "due_years": [int(year) for year in years],
        "presences": presences,
        "words": words,
        "indicators": [],
    }
    return chosen, order


def _held(key: str) -> bool:
    """Whether a further filter is set, by the address or by what was offered for the words of a search."""
    return bool(st.query_params.get(key) or (key in OF_TARGETS and st.session_state.get(key)))


def number(chosen: dict[str, Any]) -> int:
    """How many targets meet the filters."""
    return targets_found.targets(chosen).found


def roles_in_words(chosen: dict[str, Any]) -> str:
    """In which role departments were looked for, by words or, where nothing is found, by filters, where the other role
    would find more; else nothing."""
    here = number(chosen)
    owners = not here and (chosen["lines"] or chosen["departments"])
    if not (chosen["words"] or owners) or len(chosen["roles"]) > 1:
        return ""
    more = number(chosen | {"roles": ROLES["either"]}) - here
    role, other = ("牵头", "配合") if chosen["roles"] == ["lead"] else ("配合", "牵头")
    told = "与搜索词相符" if chosen["words"] else "符合条件"
    told = f"部门按所选角色“{role}”查找；另有 {more:,} 条的{other}部门{told}，改选“牵头或配合”可一并列出。"
    return told if more else ""


def in_words(chosen: dict[str, Any]) -> str:
    """The filters as a reader would say them: `搜索：5G；区县：周村区`; 全部 where none is set."""
    roles = next(name for code, name in ROLES_WORD.items() if ROLES[code] == chosen["roles"])
    owned = bool(chosen["lines"] or chosen["departments"] or chosen["words"])
    return filters.describe(
        **{FILTER_WORD["q"]: [word.upper() for word in chosen["words"]]},
        **{FILTER_WORD[facet]: names(facet, chosen[facet]) for facet in OWNED},
        **{FILTER_WORD["roles"]: [roles] if owned else []},
        **{FILTER_WORD[facet]: names(facet, chosen[facet]) for facet in OF_TARGETS},
    )


def counts_in_words(found: int, counted: int) -> str:
    """How many rows were found, how many targets they are, and why these are fewer."""
    apart = f"（另 {found - counted} 条是重复表述、总数的其中项或另一种计量，不另计）" if found > counted else ""
    return f"共 {found} 条，计为 {counted} 个目标{apart}"


def addable(chosen: dict[str, Any]) -> None:
    """The button that makes what is found a slide, with its filters."""
    add_subject(subject_of_list(chosen), key="targets")


def pick_page(found: int, asked: str, size: int) -> int:
    """The page of the list, from 1, bound to the address; a change of what is `asked` for, or of the `size` of a page,
    begins at 1 again."""
    asked = f"{asked}{size}"
    changed = st.session_state.get("listed", asked) != asked
    if changed:
        st.session_state["page"] = 1
    st.session_state["listed"] = asked
    return listings.pick_page(-(-found // size), "page", anew=changed)


def page_table(targets: Sequence[Row], chosen: dict[str, Any], *, sortable: bool) -> None:
    """One page of targets as a table whose names lead to the targets and whose tasks lead to the tasks; with search
    words, under each name where these were found. `sortable` where these are all that were found."""
    ways = {
        "目标": [links.address("target", target=row["target_id"]) for row in targets],
        "任务": [links.address("task", task=row["task_id"]) for row in targets],
    }
    words = chosen["words"]
    found = [found_in(_fields(row, chosen["roles"]), words) for row in targets] if words else []
    figures = ("原文数字", "换算值")
    listings.listing(
        page_frame(targets),
        label="符合条件的目标，一行一个",
        links=ways,
        figures=figures,
        below=found,
        sortable=sortable,
        amounts=targets_whole.amounts(targets) if sortable else None,
    )


def page_frame(targets: Sequence[Row]) -> pd.DataFrame:
    """Targets as the list shows them."""
    return pd.DataFrame(
        [
            {
                "目标": row["name"],
                "区县": row["short_name"],
                "原文数字": row["printed"],
                "换算值": _normalised(row),
                "牵头部门": "、".join(row["leads"]) or None,
                "口径": BASIS_WORD[row["basis"]],
                "目标年份": _when(row),
                "承诺力度": STRENGTH_WORD[row["strength"]],
                "领域": row["category"],
                "注记": _marks(row),
                "任务": numbered_task(int(row["task_no"]), row["task"]),
            }
            for row in targets
        ]
    )


def _when(row: Row) -> str:
    """The year in which a target is due; of one that holds for each year or the whole plan this too: `2025 每年`."""
    year, period = str(int(row["due_year"])), row["period"]
    return year if period in ("year", "by_end") else f"{year} {PERIOD_WORD[period]}"


def _normalised(row: Row) -> str | None:
    if pd.isna(row["value_std"]):
        return None
    high = None if pd.isna(row["value_high_std"]) else float(row["value_high_std"])
    return normalised(row["comparator"], float(row["value_std"]), high, row["unit_std"] or "")


def _marks(row: Row) -> str | None:
    marks = {
        "原文隐去": row["withheld"],
        "有表述，无数字": row["presence"] == "worded",
        "征求意见稿": row["status"] == "draft",
        "重复表述": isinstance(row["restates"], str),
        "总数的其中项": isinstance(row["part_of"], str) and not row["measured_otherwise"],
        "另一种计量，不另计": row["measured_otherwise"],
    }
    return "、".join(mark for mark, holds in marks.items() if holds) or None


def _fields(row: Row, roles: list[str]) -> dict[str, Any]:
    """The fields a search in these roles looks through, in the order in which a hit is shown; missing ones as None."""
    lines = [] if row["line_names"] is None else list(row["line_names"])
    fields = {
        "目标": row["name"],
        "指标": row["indicator"],
        "数字": row["printed"],
        "任务": row["task"],
        "任务号": task_in_words(int(row["task_no"])),
        "分项": row["item"],
        "牵头部门": row["leads"] if "lead" in roles else None,
        "配合部门": row["supports"] if "support" in roles else None,
        "俗称": [] if row["aliases"] is None else list(row["aliases"]),
        "条线": [*lines, *(f"{line}局" for line in lines)],
        "文号": row["doc_no"],
        "章": row["chapter"],
        "领域": row["category"],
        "区县": row["district"],
        "文件": row["title"],
        "须知": row["caveat"],
    }
    return {label: text if isinstance(text, str | list) else None for label, text in fields.items()}
