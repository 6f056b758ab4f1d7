"""The right side of 审核: the row to be and the decision on it."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from policytargets.errors import Refused
from policytargets.intake.review import Standing, decide, settle, undo
from policytargets.intake.workspace import Workspace
from policytargets.record.curated import REASONS, WORD_REASONS
from policytargets.ui.intake import review_indicator
from policytargets.ui.intake.review import STATE_WORD
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD, PERIOD_WORD, STRENGTH_WORD
from policytargets.wording.markdown import plain_text

REASON_WORD = {
    "name": "名称中的数字", "technology": "技术名称", "threshold": "门槛", "date": "日期", "document_number": "文号",
    "past": "已完成的", "described_object": "描述项目的规模", "ordinal": "序号", "scope": "说明范围",
    "masked_name": "隐去的名称", "age": "年龄", "standard": "等级标准", "slogan": "口号", "programme": "行动名称",
    "continuing_duty": "常态工作", "restated": "重复表述",
}  # fmt: skip


def judge(workspace: Workspace, current: tuple[dict[str, Any], Standing], reviewer: str) -> None:
    """Show the row to be and take the decision on it."""
    candidate, standing = current
    key = candidate["candidate_id"]
    shown_at = st.session_state.setdefault(f"shown-{key}", datetime.now(UTC).isoformat(timespec="milliseconds"))
    st.markdown(f"原文数字　**{plain_text(candidate['printed'])}**　（{STATE_WORD[standing.state]}）")
    fields = _fields({**candidate, **standing.fields}, key)
    indicator, new = review_indicator.pick_indicator(workspace, {**candidate, **fields}, standing, key)
    unit = review_indicator.describe_unit(fields["unit"], key)
    changed = {name: value for name, value in fields.items() if value != candidate.get(name)}
    common = {"reviewer": reviewer, "seen": standing.decision_id, "shown_at": shown_at}
    with st.container(horizontal=True):
        if st.button("通过", type="primary", shortcut="Enter", key=f"accept-{key}"):
            if new:
                settle(workspace, "indicator", indicator, new, reviewer=reviewer or "审核人")
            if unit:
                settle(workspace, "unit", fields["unit"], unit, reviewer=reviewer or "审核人")
            _decide(
                workspace,
                key,
                "corrected" if changed else "accepted",
                fields={**changed, "indicator_id": indicator},
                **common,
            )
        if st.button("稍后", shortcut="Shift+ArrowDown", key=f"defer-{key}"):
            _decide(workspace, key, "deferred", **common)
        if standing.state != "open" and st.button("重新打开", key=f"reopen-{key}"):
            _decide(workspace, key, "reopened", **common)
    reasons = REASONS if candidate["stated_in"] == "digits" else WORD_REASONS
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.selectbox(
            "不采用的理由", reasons, format_func=lambda code: REASON_WORD.get(code, code), key=f"why-{key}"
        )
        if st.button("不采用", shortcut="Delete", key=f"reject-{key}"):
            _decide(workspace, key, "rejected", reason=reason, **common)


def _decide(workspace: Workspace, key: str, decided: str, **told: Any) -> None:
    try:
        decide(workspace, key, decided, **told)
    except Refused as refused:
        st.error(plain_text(str(refused)))
        return
    except OSError as error:
        st.error(f"没有保存：{plain_text(str(error))}。请检查磁盘后再试。")
        return
    st.rerun()


def undo_last(workspace: Workspace, reviewer: str) -> None:
    """A button, also by key, that takes this reviewer's last decision back, step by step."""
    if not st.button("撤销上一步", shortcut="Ctrl+Z", key="undo"):
        return
    if undo(workspace, reviewer=reviewer) is None:
        st.toast("没有可以撤销的。")
    else:
        st.rerun()


def _fields(row: dict[str, Any], key: str) -> dict[str, Any]:
    """The fields of the row, each to be corrected; what stands there is what was proposed or decided before."""

    def pick(label: str, name: str, words: dict[str, str]) -> str:
        return str(
            st.selectbox(
                label,
                list(words),
                format_func=words.__getitem__,
                index=list(words).index(row[name]),
                key=f"{name}-{key}",
            )
        )

    fields: dict[str, Any] = {
        "name": st.text_input("目标名称（用自己的话，20 字以内）", row["name"], key=f"name-{key}")
    }
    with st.container(horizontal=True):
        fields["comparator"] = pick("界限", "comparator", COMPARATOR_WORD)
        fields["value"] = _number(st.text_input("数值", _written(row["value"]), key=f"value-{key}"), row["value"])
        fields["value_high"] = _number(
            st.text_input("上限", _written(row["value_high"]), key=f"high-{key}"), row["value_high"]
        )
        fields["unit"] = st.text_input("单位", row["unit"], key=f"unit-{key}")
    with st.container(horizontal=True):
        fields["basis"] = pick("口径", "basis", BASIS_WORD)
        fields["period"] = pick("时段", "period", PERIOD_WORD)
        fields["due_year"] = int(st.number_input("目标年份", 2000, 2100, row["due_year"], key=f"due-{key}"))
        fields["strength"] = pick("承诺力度", "strength", STRENGTH_WORD)
    fields["caveat"] = st.text_input("须知（没有则空）", row.get("caveat", ""), key=f"caveat-{key}")
    return {name: value for name, value in fields.items() if name != "caveat" or value}


def _written(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _number(text: str, before: Any) -> Any:
    """The number as typed; what can't be read leaves the proposed one and says so."""
    if text.strip() == _written(before):
        return before
    try:
        number = float(text) if text.strip() else None
    except ValueError:
        st.error("数值须是数字。")
        return before
    return int(number) if number is not None and number == int(number) else number
