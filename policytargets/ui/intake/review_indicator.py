"""The indicator of a candidate: three of the record that are most alike, or a new one; and a unit not seen before."""

from typing import Any

import streamlit as st

from policytargets.intake.chapters import category_of
from policytargets.intake.directions import direction_of, doubt_of_direction
from policytargets.intake.matching import PRESELECTED, suggestions
from policytargets.intake.review import Standing, standings
from policytargets.intake.rules.units import conversion
from policytargets.intake.workspace import Workspace
from policytargets.ui.intake.review import records
from policytargets.wording.codes import BASIS_WORD, DIRECTION_WORD
from policytargets.wording.markdown import plain_text

NEW = "新指标"


def pick_indicator(workspace: Workspace, row: dict[str, Any], standing: Standing, *, with_keys: bool) -> None:
    """The indicator: one of three of the record by its digit, one that is searched for, or a new one with what must be
    known of it."""
    key = row["candidate_id"]
    options = _options(workspace, row, standing)
    known = {r["indicator_id"]: r for r in records()["indicators"]}
    now = _picked(options, key)
    st.markdown("指标")
    with st.container(gap="small"):
        for number, code in enumerate(options, 1):
            st.button(
                known[code]["name"] if code in known else NEW,
                key=f"indicator-{number}-{key}",
                type="primary" if code == now else "secondary",
                shortcut=str(number) if with_keys else None,
                on_click=_pick,
                args=(key, code),
            )
            if code in known:
                st.caption(plain_text(f"{known[code]['definition']}（{_measured(known[code])}）"))
        _search(known, key)
    if now == NEW:
        direction = st.selectbox(
            "新指标：方向", list(DIRECTION_WORD), list(DIRECTION_WORD).index(_direction(workspace, row, standing)),
            format_func=DIRECTION_WORD.__getitem__, key=_direction_key(row),
        )  # fmt: skip
        if said := doubt_of_direction(row, direction):
            st.warning(plain_text(said))
        # A definition that nobody has worded follows the name.
        st.session_state[f"definition-{key}"] = _definition(row)
        st.session_state[f"defined-{key}"] = row["name"]
        st.text_input("新指标：定义（用自己的话）", key=f"definition-{key}")


def _definition(row: dict[str, Any]) -> str:
    """The definition as it was worded, else the name as it is now."""
    held, named = (st.session_state.get(f"{kind}-{row['candidate_id']}", "") for kind in ("definition", "defined"))
    return str(held) if held and held != named else str(row["name"])


def _measured(indicator: dict[str, str]) -> str:
    """How an indicator is counted, in short."""
    return f"{BASIS_WORD[indicator['basis']]}，{indicator['unit'] or '没有单位'}"


def _search(known: dict[str, dict[str, str]], key: str) -> None:
    """All indicators of the record, found by their names and by what the plans call them."""
    called: dict[str, dict[str, None]] = {code: {} for code in known}
    for target in records()["targets"]:
        if target["indicator_id"] in known and target["name"] != known[target["indicator_id"]]["name"]:
            called[target["indicator_id"]][target["name"]] = None
    words = {code: f"{row['name']}（{_measured(row)}）{'、'.join(called[code])}" for code, row in known.items()}
    st.selectbox(
        "在全部指标里找", sorted(known, key=lambda code: known[code]["name"]), index=None,
        format_func=words.__getitem__, placeholder="输入名称的一部分", key=f"find-{key}", on_change=_pick_found,
        args=(key,),
    )  # fmt: skip


def _options(workspace: Workspace, row: dict[str, Any], standing: Standing) -> dict[str, float]:
    """The indicators to choose from with their likeness: the one chosen before, the likest three, a new one, and one
    that was searched for. What is being typed as the name moves none of them."""
    table = records()
    quantities = {unit["unit"]: unit["quantity"] for unit in table["units"]}
    key = row["candidate_id"]
    proposed = next((c for c in workspace.candidates() if c["candidate_id"] == key), row)
    named = {**row, "name": {**proposed, **standing.fields}["name"]}
    likely = suggestions(named, _category(workspace, row), table["indicators"], table["targets"], quantities)
    before = standing.fields.get("indicator_id", "")
    there = any(r["indicator_id"] == before for r in table["indicators"])
    found = st.session_state.get(f"picked-{key}", "")
    found = found if any(r["indicator_id"] == found for r in table["indicators"]) else NEW
    chosen_before = {before: 1.0} if there else {}
    return {**chosen_before, **{c: s for c, s in likely if c != before}, NEW: 0.0} | (
        {} if found in chosen_before or found in dict(likely) or found == NEW else {found: 0.0}
    )


def _direction(workspace: Workspace, row: dict[str, Any], standing: Standing) -> str:
    """The direction of a new indicator: as it was said before, else as bound and words of harm have it."""
    before = standings(workspace).get(f"indicator:{standing.fields.get('indicator_id', '')}", Standing()).fields
    return str(before.get("direction") or direction_of(row))


def _direction_key(row: dict[str, Any]) -> str:
    """Where the direction is held: another place where another is proposed, so that the proposal is seen."""
    return f"direction-{direction_of(row)}-{row['candidate_id']}"


def _category(workspace: Workspace, row: dict[str, Any]) -> str:
    return category_of(row, workspace.candidates(), standings(workspace), str(workspace.about["title"]))


def _picked(options: dict[str, float], key: str) -> str:
    """The option that is chosen: by the reviewer, else the first where it is sure, else a new one."""
    picked = st.session_state.get(f"picked-{key}", "")
    first = next(iter(options))
    return picked if picked in options else first if options[first] >= PRESELECTED else NEW


def _pick(key: str, code: str) -> None:
    st.session_state[f"picked-{key}"] = code


def _pick_found(key: str) -> None:
    if found := st.session_state[f"find-{key}"]:
        _pick(key, found)


def chosen(workspace: Workspace, row: dict[str, Any], standing: Standing) -> tuple[str, dict[str, str]]:
    """The id of the indicator as the form holds it, and what is known of it where it is new."""
    key = row["candidate_id"]
    code = _picked(_options(workspace, row, standing), key)
    if code != NEW:
        return code, {}
    before = standing.fields.get("indicator_id", "")
    there = any(r["indicator_id"] == before for r in records()["indicators"])
    own = before if before and not there else f"{workspace.folder.name}-{row['passage']}-{key[:4]}".replace(".", "-")
    empty = dict.fromkeys(("subject_id", "part_of", "comparable_note", "headline"), "")
    told = {
        "name": row["name"], "definition": _definition(row),
        "direction": st.session_state.get(_direction_key(row)) or _direction(workspace, row, standing),
        "family_id": own,
        "category_id": _category(workspace, row), "basis": row["basis"], "unit": row["unit"],
    }  # fmt: skip
    return own, {**empty, **told}


def describe_unit(unit: str, key: str) -> None:
    """Ask how a unit that the record does not know converts; nothing for one it knows."""
    if unit and all(row["unit"] != unit for row in records()["units"]):
        st.caption(f"单位“{unit}”还没有见过：请写明它量的是什么、怎样换算。")
        told = conversion(unit, records()["units"])
        with st.container(horizontal=True):
            st.text_input("量（如 长度）", told["quantity"], key=f"quantity-{key}")
            st.text_input("基准单位", told["canonical_unit"], key=f"canonical-{key}")
            st.text_input("1 个等于多少基准单位", told["factor"], key=f"factor-{key}")


def unit_described(unit: str, key: str) -> dict[str, str]:
    """What the form says of a unit that the record does not know."""
    if not unit or any(row["unit"] == unit for row in records()["units"]):
        return {}
    state = st.session_state
    told = conversion(unit, records()["units"])
    held = {"quantity": f"quantity-{key}", "canonical_unit": f"canonical-{key}", "factor": f"factor-{key}"}
    return {name: str(state.get(held[name]) or value) for name, value in told.items()}
