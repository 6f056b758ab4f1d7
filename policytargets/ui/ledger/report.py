"""The parts of 填报: whose department it is, and a card for each item with its promise, form and light so far."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from policytargets import settings
from policytargets.ledger.calendars import closed
from policytargets.ledger.drafts import Filling, Place, draft
from policytargets.ledger.increments import increment, last_figure
from policytargets.ledger.model import Period
from policytargets.ledger.notes import standing_notes
from policytargets.ledger.plausible import CONFIRMED, confirmed, doubt, fallen_from, said_of
from policytargets.ledger.reports import decide, filling_of, sign, submit
from policytargets.ledger.states import TRANSITIONS, standing, standing_in_words
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.ui.blocks import acting, evidence, filters, ledger, ledger_notes, offices, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import (
    report_before,
    report_correcting,
    report_draft,
    report_fields,
    report_prospect,
    report_shared,
    report_timeline,
    report_whole,
)
from policytargets.wording.markdown import plain_text


def must_be_open() -> None:
    """Stop with a sentence where there is no ledger, or nobody who may report or sign."""
    if not _departments(acting.must_be_allowed("report")):
        st.info("您的部门没有要填报的事项。")
        st.stop()


def pick_department() -> str:
    """The department that is reported for, of those that the person may report or sign for."""
    actor = ledger.person()
    own = _departments(actor) if actor else {}
    return str(offices.pick_office("填报部门", "reporter", own, bound=True, width=filters.BESIDE))


def items(department: str, period: Row) -> list[Row]:
    """The due items of a department in a period, each with its newest `report`, what was reported `before`, the total
    released for the next period (`later`), the `whole` that it is a part of, the `leader` whom the department's last
    report names, the due items `beside` it, and what other leading departments have `noted`."""
    held = ledger.feed()
    reports = held.reports
    own_dues = [due for due in ledger.dues() if due["reporter_id"] == department and ledger.asked(due, period)]
    leader = next((report["signed_by"] for report in reversed(reports) if report["department_id"] == department), "")
    beside = [due["due_id"] for due in own_dues]
    found = []
    for due in own_dues:
        before, later = held.around(due["due_id"], period["ends_on"])
        newest = held.newest.get((due["due_id"], period["period_id"]))
        told = {"report": newest, "before": before, "leader": leader, "beside": beside, "later": later}
        told |= {"whole": report_whole.of(due, period), "noted": held.notes(due["due_id"], period["period_id"])}
        found.append({**due, "when": period, **told})
    return found


def card(item: Row) -> None:
    """One item: what was promised, what was reported before, and the form or what became of it."""
    state = state_of(item)
    with st.container(border=True):
        st.markdown(f"**{plain_text(item['name'])}**　{standing_in_words(item['report'])}")
        printed = f"目标：{item['printed']}。" if isinstance(item["printed"], str) else ""
        several = report_shared.of_several(item)
        st.caption(plain_text(f"{printed}任务：{item['task']}{f'。{several}，由本部门填报' if several else ''}"))
        if item["before"]:
            st.caption(plain_text(report_before.told(item)))
        if added := ledger_notes.told(standing_notes(item["noted"])):
            st.caption(plain_text(f"{ledger_notes.HEAD}：{added}"))
        if item["report"] and item["report"]["corrects"]:
            shown = ledger.figure(item, item["report"]["corrects"]) or "进展"
            st.caption(plain_text(f"更正发布前仍显示已发布的 {shown}。"))
        if state == "returned":
            st.warning(plain_text(f"督查室退回：{item['report']['returned_for']}"))
        if can_fill(item):
            _form(item)
        elif item["report"] and state not in ("withdrawn", "returned"):
            report_draft.say_unsent(stem_of(item), filling_of(item["report"]))
            _handed_in(item)
        else:
            _being_written(item)
        report_timeline.timeline(item)
        acting.answer(f"{stem_of(item)}:submit")  # the form may be gone by now, where the answer was lost on its way


def _handed_in(item: Row) -> None:
    """What was reported, with the way back: withdrawn before it is checked, corrected once it is released."""
    report, stem, actor = item["report"], stem_of(item), ledger.person()
    by = f"{report['submitted_by']}，审签 {ledger.signed(report)}"
    finished = f"完成日期 {report['finished_on']}" if report["finished_on"] else ""
    sure = f"{CONFIRMED}：{report['confirmed']}" if report["confirmed"] else ""
    last = last_figure(item["before"])  # without one the figure is all that was added
    added = increment(item["item"], report["value"], last) if last else ""
    parts = (report_before.figure(item, report) or "无数", report["progress"], finished, sure)
    told = "；".join(filter(None, parts))
    st.caption(plain_text("。".join(filter(None, (f"已报 {told}（{by}）", added)))))
    evidence.files(report)
    own = {"department_id": report["department_id"]}
    to_sign = report["state"] in ("submitted", "checked") and not report["signer"] and may(actor, "sign", **own)
    another = actor is not None and report["submitter_id"] != actor.person_id
    version = record.record().version
    if to_sign and another and acting.pressed("审签", f"{stem}:sign", type="primary"):
        acting.act(f"{stem}:sign", "已审签。", lambda: sign(
            ledger.opened(), actor, report["report_id"], record_version=version
        ))  # fmt: skip
    acting.answer(f"{stem}:sign")
    if not may(actor, "submit", **own):
        return
    if report["state"] == "submitted" and acting.pressed("撤回修改", f"{stem}:withdraw"):
        acting.act(f"{stem}:withdraw", "", lambda: decide(
            ledger.opened(), actor, report["report_id"], "withdrawn", district_id=item["district_id"],
            record_version=version,
        ))  # fmt: skip
    if report["state"] == "submitted":
        report_correcting.way_back(item, stem, place_of(item))
    acting.answer(f"{stem}:withdraw")
    if report["state"] == "released" and st.button("更正已发布的数据", key=f"{stem}:correct"):
        st.session_state[f"{stem}:correcting"] = report["report_id"]
        st.rerun()


def _being_written(item: Row) -> None:
    """What the department has typed so far, for a signer to read along."""
    kept, _ = draft(ledger.opened(), place_of(item))
    told = f"草稿：{kept.value or '无数字'}；{kept.progress or '还没有写进展'}" if kept else "还没有填写。"
    st.caption(plain_text(told))


def can_fill(item: Row) -> bool:
    """Whether the person may fill and it is the department's turn: not what waits, what was released to correct it, and
    of a period that has closed only what was handed in before."""
    if not item["report"] and closed(item["when"], settings.today()):
        return False
    newest = item["report"]["report_id"] if item["report"] else ""
    correcting = newest and st.session_state.get(f"{stem_of(item)}:correcting") == newest
    if not may(ledger.person(), "submit", department_id=item["reporter_id"]):
        return False
    return state_of(item) in TRANSITIONS["submitted"].states and (state_of(item) != "released" or bool(correcting))


def _form(item: Row) -> None:
    """The fields of an item; what was typed since the run before is kept as a draft first."""
    stem, place = stem_of(item), place_of(item)
    report_draft.held(stem, place, partial(first_filling, item))
    said = report_draft.keep(stem, ledger.person(), place)
    report_draft.choose(stem)
    filling = report_draft.typed(stem)
    correcting, light = standing(item["report"]) == "released", report_prospect.light(item, filling)
    if item["before"] and not correcting:
        report_draft.offer(stem, "与上期相同", report_before.again(item))
    report_fields.fields(
        item, place, stem, correcting=correcting, told=said_of(item["item"], filling),
        fallen_from=fallen_from(item["item"], filling, before(item)), leader=_leader(item),
        late=report_prospect.late(light, filling),
    )  # fmt: skip
    report_prospect.tell(item, filling, light)
    with st.container():  # a place of its own, so that no field moves when it comes
        if asked := _doubt(item):
            acting.tick(f"{CONFIRMED}：{asked}", _sure(item))
    key = f"{stem}:submit"
    if acting.pressed("提交", key, type="primary"):
        acting.act(key, "", lambda: hand_in(item))
    report_correcting.way_back(item, stem, place_of(item))
    if said:
        st.error(plain_text(said))


def hand_in(item: Row) -> None:
    """Submit an item as it is typed. Raises Refused, NotSaved or LedgerClosed where that can't be done."""
    stem = stem_of(item)
    sure = confirmed(_doubt(item), sure=bool(st.session_state.get(_sure(item))))
    seen = report_draft.settled(stem)
    submit(
        ledger.opened(), ledger.person(), place_of(item), item["item"],
        replace(report_draft.typed(stem), signed_by=_leader(item)),
        record_version=record.record().version, today=settings.today(), seen=seen, confirmed=sure,
    )  # fmt: skip


def before(item: Row) -> str | None:
    """The newest total of an earlier period that was released."""
    last = last_figure(item["before"])
    return last["value"] if last else None


def _doubt(item: Row) -> str:
    """What is to be confirmed of the figure that is typed."""
    return doubt(item["item"], report_draft.typed(stem_of(item)), before(item), item["later"], item["whole"])


def _sure(item: Row) -> str:
    """The key of the tick that confirms what is asked: of this figure, not of the next."""
    return f"{stem_of(item)}:sure:{report_draft.typed(stem_of(item)).value.strip()}"


def _leader(item: Row) -> str:
    """The leader who is named for an item, else for one beside it, else by the last report: nobody types it twice, and
    no run writes it into a field that somebody may be typing in."""
    stems = (stem_of({**item, "due_id": due_id}) for due_id in (item["due_id"], *item["beside"]))
    named = (str(st.session_state.get(f"{stem}:signed_by") or "") for stem in stems)
    return next(filter(None, named), item["leader"])


def first_filling(item: Row) -> Filling:
    """What a new form begins with: what was returned, or the leader who signed the last one."""
    if item["report"]:
        return filling_of(item["report"])
    return Filling(signed_by=item["before"][-1]["signed_by"] if item["before"] else item["leader"])


def _departments(actor: Actor) -> dict[str, str]:
    """Code → name of the departments that someone may report or sign for and that report something, or lead it."""
    reporters = {due["reporter_id"] for due in ledger.dues() if isinstance(due["reporter_id"], str)}
    reporters |= {code for due in ledger.dues() for code in due["lead_ids"]}
    acts = ("submit", "sign")
    allowed = sorted(code for code in reporters if any(may(actor, act, department_id=code) for act in acts))
    return filters.names_of("departments", allowed)


def stem_of(item: Row) -> str:
    """What the keys of an item's widgets begin with: the person too, so that nobody finds another's text."""
    actor = ledger.person()
    return f"{actor.person_id if actor else ''}:{item['due_id']}:{item['when']['period_id']}"


def place_of(item: Row) -> Place:
    return Place(item["due_id"], item["when"]["period_id"], item["reporter_id"], item["district_id"])


def state_of(item: Row) -> str:
    return str(item["report"]["state"]) if item["report"] else ""


def period_of(row: Row) -> Period:
    return Period(date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]), row["cadence"])
