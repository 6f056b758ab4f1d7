"""The decision on a candidate: passed, put off, rejected with a reason, opened again, taken back; each has a key."""

from typing import Any, Literal

import streamlit as st

from policytargets.errors import Refused
from policytargets.intake.review import DONE, Standing, carried, decide, former, settle, undo
from policytargets.intake.workspace import Workspace
from policytargets.record.curated import IN_FIGURES, REASONS, WORD_REASONS
from policytargets.ui.intake import review_form, review_indicator, review_refusals
from policytargets.ui.intake.review import SAID, SHOWN_AT, STATE_WORD, Queue, go_on, records, show, since
from policytargets.wording.markdown import plain_text

REJECTING = "intake-rejecting"
NOTE, REOPENING = "note", "reopening"  # what is said of a decision, and why one is opened again: both may be in view
REASON_WORD = {
    "past": "已完成的", "threshold": "门槛", "described_object": "描述项目的规模", "scope": "说明范围",
    "name": "名称中的数字", "not_in_plan": "不是本计划的目标", "duplicate": "与另一条重复", "misread": "读错了",
    "date": "日期", "technology": "技术名称", "document_number": "文号", "ordinal": "序号",
    "masked_name": "隐去的名称", "age": "年龄", "standard": "等级标准", "slogan": "口号", "programme": "行动名称",
    "continuing_duty": "常态工作", "restated": "重复表述",
}  # fmt: skip
WITH_KEYS = 9


def judge(workspace: Workspace, current: tuple[dict[str, Any], Standing], reviewer: str, queue: Queue) -> None:
    """Show the row to be and take the decision on it."""
    candidate, standing = current
    rejecting = st.session_state.get(REJECTING) == candidate["candidate_id"]
    standing = _say_standing(workspace, candidate, standing, reviewer)
    row = review_form.typed_or_start(candidate, standing)
    review_refusals.say_refused(workspace, row, standing)
    review_form.say_doubts(workspace, row, queue)
    _buttons(workspace, candidate, standing, reviewer, rejecting)
    if rejecting:
        _reasons(workspace, candidate, standing, reviewer)
    review_form.fields(workspace, candidate, standing, queue)
    review_indicator.pick_indicator(workspace, row, standing, with_keys=not rejecting)
    review_indicator.describe_unit(row["unit"], candidate["candidate_id"])
    code, new = review_indicator.chosen(workspace, row, standing)
    unit = new.get("unit") or next((r["unit"] for r in records()["indicators"] if r["indicator_id"] == code), "")
    review_form.reading(row, unit)


def _say_standing(workspace: Workspace, candidate: dict[str, Any], standing: Standing, reviewer: str) -> Standing:
    """How the candidate stands, and where its words were changed since, how the one before was decided: what was
    decided then is what the form begins with."""
    if standing.state in DONE or standing.state == "deferred":
        who = "你" if standing.reviewer == reviewer else standing.reviewer
        st.info(plain_text(f"{who}{since(standing.at)}已决定：{STATE_WORD[standing.state]}"))
    if standing.state == "open" and standing.note:
        st.warning(plain_text(standing.note))
    changed = former(workspace).get(candidate["candidate_id"])
    if changed is None:
        return standing
    before, decided = changed
    _say_changed(before, candidate, decided)
    fields = carried(before, candidate, decided.fields)
    kept = Standing("open", standing.decision_id, fields, decided.reason, decided.reviewer, decided.at)
    if before["printed"] == candidate["printed"] or decided.state == "rejected":
        arguments = (workspace, candidate, kept, reviewer, decided.state, decided.reason)
        st.button("照上次的决定", shortcut="F4", on_click=_decide, args=arguments)
    return kept


def _say_changed(before: dict[str, Any], candidate: dict[str, Any], decided: Standing) -> None:
    """What the document said before and how that was decided; of another figure, which way it went."""
    reason = f"（{REASON_WORD.get(decided.reason, decided.reason)}）" if decided.reason else ""
    said = f"原文有改动：上次的决定是“{STATE_WORD[decided.state]}”{reason}，{decided.reviewer}。"
    if before["printed"] != candidate["printed"]:
        said += f"数字由“{before['printed']}”改为“{candidate['printed']}”，"
        said += "名称、指标照上次的填好，数字请对照原文再定。"
    st.warning(plain_text(said))
    st.caption(plain_text(f"原句：{before['clause']}"))
    st.caption(plain_text(f"现句：{candidate['clause']}"))


def _buttons(
    workspace: Workspace, candidate: dict[str, Any], standing: Standing, reviewer: str, rejecting: bool
) -> None:
    key, told = candidate["candidate_id"], (workspace, candidate, standing, reviewer)
    keys: list[tuple[str, str, str]] = [
        ("通过", "Enter", "accepted"), ("修改后通过", "Ctrl+Enter", "corrected"), ("稍后", "Space", "deferred"),
    ]  # fmt: skip
    with st.container(horizontal=True):
        for label, shortcut, decided in keys:
            kind: Literal["primary", "secondary"] = "primary" if decided == "accepted" else "secondary"
            st.button(
                label,
                type=kind,
                shortcut=shortcut,
                key=f"{decided}-{key}",
                on_click=_decide,
                args=(*told, decided),
            )
        st.button("不采用", shortcut="Delete", key=f"reject-{key}", disabled=rejecting, on_click=_ask, args=(key,))
    if standing.state in DONE:
        with st.popover("退回重审"):
            st.text_input("退回的理由", key=f"{REOPENING}-{key}")
            st.button("退回", key=f"reopen-{key}", on_click=_decide, args=(*told, "reopened"))


def _ask(key: str) -> None:
    st.session_state[REJECTING] = key


def _reasons(workspace: Workspace, candidate: dict[str, Any], standing: Standing, reviewer: str) -> None:
    """The reasons for which it may be rejected, the usual ones by digit."""
    own = REASONS if candidate["stated_in"] in IN_FIGURES else WORD_REASONS
    reasons = [reason for reason in REASON_WORD if reason in own]
    st.markdown("**不采用的理由**")
    with st.container(horizontal=True, gap="small"):
        for number, reason in enumerate(reasons, 1):
            st.button(
                REASON_WORD[reason],
                shortcut=str(number) if number <= WITH_KEYS else None,
                key=f"why-{reason}-{candidate['candidate_id']}",
                on_click=_decide,
                args=(workspace, candidate, standing, reviewer, "rejected", reason),
            )
        st.button("先不选，返回", shortcut="Escape", key="keep", on_click=_ask, args=("",))
    st.text_input("补充说明（可空）", key=f"{NOTE}-{candidate['candidate_id']}")


def _decide(
    workspace: Workspace,
    candidate: dict[str, Any],
    standing: Standing,
    reviewer: str,
    decided: str,
    reason: str = "",
) -> None:
    """Write the decision on what the reviewer saw; where it can't be written, the page says why and stays."""
    key, note = candidate["candidate_id"], REOPENING if decided == "reopened" else NOTE
    told = {
        "reviewer": reviewer, "seen": standing.decision_id, "reason": reason,
        "note": st.session_state.get(f"{note}-{key}", ""), "shown_at": st.session_state.get(SHOWN_AT, {}).get(key, ""),
    }  # fmt: skip
    try:
        if decided in ("accepted", "corrected"):
            _accept(workspace, candidate, standing, told)
        elif decided == "reopened" and not told["note"].strip():
            raise Refused("退回须写明理由。")
        else:
            kept = _changed(candidate, review_form.typed(candidate, standing)) if decided == "deferred" else {}
            decide(workspace, key, decided, fields=kept, **told)
    except Refused as refused:
        st.session_state[SAID] = str(refused)
    except ValueError:
        st.session_state[SAID] = "数值须是数字，没有保存。"
    except OSError as error:
        st.session_state[SAID] = f"没有保存：{error}。请检查磁盘后再试。"
    else:
        st.session_state[REJECTING] = ""
        review_form.forget(key)
        show(key) if decided == "reopened" else go_on(workspace, key)


def _accept(workspace: Workspace, candidate: dict[str, Any], standing: Standing, told: dict[str, Any]) -> None:
    """Pass the row as the form holds it, with the new indicator and the new unit that it needs."""
    row, reviewer = review_form.typed(candidate, standing), told["reviewer"]
    if not reviewer.strip():
        raise Refused("请先写明审核人。")
    if refused := review_refusals.of_form(workspace, row, standing):
        raise Refused("没有通过：" + "".join(refused))
    indicator, new = review_indicator.chosen(workspace, row, standing)
    unit = review_indicator.unit_described(row["unit"], candidate["candidate_id"])
    changed = _changed(candidate, row)
    referred = {name: row[name] for name in review_form.REFERRED if row[name]}
    fields = {**changed, **referred, "indicator_id": indicator}
    otherwise = _otherwise(workspace, candidate, row, standing)
    fields |= {"otherwise": otherwise} if otherwise else {}
    decided = "corrected" if changed or otherwise else "accepted"
    decide(workspace, candidate["candidate_id"], decided, fields=fields, **told)
    if new:
        settle(workspace, "indicator", indicator, new, reviewer=reviewer)
    if unit:
        settle(workspace, "unit", row["unit"], unit, reviewer=reviewer)


def _otherwise(workspace: Workspace, candidate: dict[str, Any], row: dict[str, Any], standing: Standing) -> list[str]:
    """What is told otherwise than was proposed beside the row: which indicator, its direction, how a unit converts."""
    untouched = {**candidate, "candidate_id": ""}  # nothing was typed or picked under this key
    code, new = review_indicator.chosen(workspace, row, standing)
    proposed, proposed_new = review_indicator.chosen(workspace, untouched, Standing())
    unit = review_indicator.unit_described(row["unit"], candidate["candidate_id"])
    found = {
        "indicator_id": bool(new) != bool(proposed_new) or (not new and code != proposed),
        "direction": bool(new and proposed_new) and new["direction"] != proposed_new["direction"],
        "unit": unit != review_indicator.unit_described(candidate["unit"], ""),
    }
    return [name for name, told in found.items() if told]


def _changed(candidate: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """The columns of the row that differ from what was proposed."""
    names = [*review_form.TYPED, *review_form.NUMBERS, "start", "end", "printed", "withheld"]
    return {name: row[name] for name in names if row[name] != candidate.get(name, "")}


def offer_undo(workspace: Workspace, reviewer: str) -> None:
    """撤销, whether a candidate is in hand or all are decided."""
    st.button("撤销上一步", shortcut="Ctrl+Z", key="undo", on_click=_undo, args=(workspace, reviewer))


def _undo(workspace: Workspace, reviewer: str) -> None:
    """Take this reviewer's last decision back, step by step, and show its candidate."""
    taken_back = undo(workspace, reviewer=reviewer)
    if taken_back is None:
        st.session_state[SAID] = "没有可以撤销的。"
    else:
        st.session_state[REJECTING] = ""
        show(taken_back)
