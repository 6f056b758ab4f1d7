"""The indicator of a candidate: three of the record that are most alike, or a new one; and a unit not seen before."""

from typing import Any

import streamlit as st

from policytargets.intake.matching import PRESELECTED, suggestions
from policytargets.intake.review import Standing, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder

NEW = "新指标"
DIRECTION_WORD = {"higher": "越高越好", "lower": "越低越好", "none": "不论高低"}


def pick_indicator(
    workspace: Workspace, row: dict[str, Any], standing: Standing, key: str
) -> tuple[str, dict[str, str]]:
    """The indicator: one of three of the record, or a new one with what must be known of it."""
    records = read_tables(data_folder())
    quantities = {unit["unit"]: unit["quantity"] for unit in records["units"]}
    chapter = standings(workspace).get(f"chapter:{row['chapter'] or workspace.about['title']}", Standing()).fields
    category = chapter.get("category_id", "")
    likely = suggestions(row, category, records["indicators"], records["targets"], quantities)
    names = {r["indicator_id"]: r["name"] for r in records["indicators"]}
    chosen_before = standing.fields.get("indicator_id", "")
    options = list(
        dict.fromkeys([*([chosen_before] if chosen_before in names else []), *(code for code, _ in likely), NEW])
    )
    sure = bool(likely) and likely[0][1] >= PRESELECTED
    at = 0 if chosen_before in names or sure else len(options) - 1
    chosen = st.radio("指标", options, index=at, format_func=lambda code: names.get(code, NEW), key=f"indicator-{key}")
    if chosen != NEW:
        return str(chosen), {}
    own = chosen_before or f"{workspace.folder.name}-{row['passage']}-{key[:4]}".replace(".", "-")
    direction = st.selectbox(
        "新指标：方向", list(DIRECTION_WORD), format_func=DIRECTION_WORD.__getitem__, key=f"direction-{key}"
    )
    definition = st.text_input("新指标：定义（用自己的话）", row["name"], key=f"definition-{key}")
    empty = dict.fromkeys(("subject_id", "part_of", "comparable_note", "headline"), "")
    own_words = {"name": row["name"], "definition": definition, "direction": str(direction)}
    return own, {
        **empty, **own_words, "family_id": own, "category_id": category, "basis": row["basis"], "unit": row["unit"]
    }  # fmt: skip


def describe_unit(unit: str, key: str) -> dict[str, str]:
    """How a unit that the record does not know converts; nothing for one it knows."""
    known = {row["unit"]: row for row in read_tables(data_folder())["units"]}
    if not unit or unit in known:
        return {}
    st.caption(f"单位“{unit}”还没有见过：请写明它量的是什么、怎样换算。")
    with st.container(horizontal=True):
        quantity = st.text_input("量（如 长度）", unit, key=f"quantity-{key}")
        canonical = st.text_input("基准单位", unit, key=f"canonical-{key}")
        factor = st.text_input("1 个等于多少基准单位", "1", key=f"factor-{key}")
    return {"quantity": quantity, "canonical_unit": canonical, "factor": factor}
