"""The period of 填报 as a whole: which one, how much of it waits, what else does, and all that is filled handed in."""

from collections import Counter
from datetime import date

import streamlit as st

from policytargets import settings
from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.ledger.calendars import closed, due_now, last_day_for_reports
from policytargets.ledger.periods import period_in_words
from policytargets.ledger.states import standing
from policytargets.ui.blocks import acting, filters, ledger
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import report as parts
from policytargets.ui.ledger import report_draft
from policytargets.wording.markdown import plain_text

OPEN = ("", "withdrawn", "returned")
MOST_NAMED = 3


def pick_period(department: str) -> Row:
    """The period that is reported, at first the one that is due now, of those that have opened and ask something of the
    department; the list has the newest first."""
    opened = _opened(department)
    if not opened:
        st.info("还没有开始报送的周期。请管理员运行 python -m policytargets ledger periods 年份。")
        st.stop()
    words = {name: period_in_words(parts.period_of(p)) for name, p in opened.items()}
    first = due_now(list(opened.values()), settings.today())["period_id"]
    chosen: Row = opened[filters.pick_first("周期", "period", words, first, width=filters.BESIDE)]
    return chosen


def summary(found: list[Row], period: Row) -> None:
    """How many are still to be reported, in this period and in others."""
    if not found:
        return
    waiting = sum(standing(item["report"]) in OPEN for item in found)
    correcting = sum(bool(item["report"] and item["report"]["corrects"]) for item in found)
    beside = f"正在更正 {correcting} 项，更正发布前仍显示已发布的数。" if correcting else ""
    name = period_in_words(parts.period_of(period))
    if found and not waiting:
        st.success(plain_text(f"{name}：{len(found)} 项已全部提交，由督查室核对、发布。{beside}"))
    else:
        late = (settings.today() - date.fromisoformat(period["due_on"])).days
        deadline = ledger.deadline(period) + (f"，已逾期 {late} 天" if late > 0 else "")
        returned = sum(standing(item["report"]) == "returned" for item in found)
        back = f"（其中 {returned} 项被退回，见各项的退回原因）" if returned else ""
        st.markdown(plain_text(f"{name}：共 {len(found)} 项，还有 {waiting} 项待报{back}，{deadline}。{beside}"))


def closing(found: list[Row], period: Row) -> None:
    """Until when a period takes reports, and once it has closed what the way is."""
    if not found:
        return
    left = sum(not item["report"] for item in found)
    if not closed(period, settings.today()):
        if day := last_day_for_reports(period):
            st.caption(f"{day} 关闭：之后不再收新的填报，已报过的仍可按退回修改、更正。")
    elif left:
        told = f"这一期已于 {period['closes_on']} 关闭，不再收新的填报，{left} 项没有报"
        st.warning(plain_text(f"{told}。要补报，请督查室在“调度”中重新开放；已报过的仍可按退回修改、更正。"))


def elsewhere(department: str, period: Row) -> None:
    """What a department has still to report for other periods: those to come by name, of those gone by the newest."""
    opened, today = _opened(department), settings.today().isoformat()
    waiting = _waiting(department, {name: row for name, row in opened.items() if name != period["period_id"]})
    told = [
        f"{period_in_words(parts.period_of(opened[name]))} {count} 项待报，{opened[name]['due_on']} 截止"
        for name, count in waiting.items()
        if opened[name]["due_on"] >= today
    ]
    gone = {name: count for name, count in waiting.items() if opened[name]["due_on"] < today}
    shut = {name for name in gone if closed(opened[name], settings.today())}
    told += _gone_by("逾期未报", {name: count for name, count in gone.items() if name not in shut}, opened)
    if told:
        st.caption(plain_text(f"另有：{'；'.join(told)}。在“周期”中选择后填报。"))
    if past := _gone_by("已关闭而未报", {name: count for name, count in gone.items() if name in shut}, opened):
        st.caption(plain_text(f"{past[0]}，不再收新的填报；要补报，请督查室在“调度”中重新开放。"))


def _gone_by(word: str, gone: dict[str, int], opened: dict[str, Row]) -> list[str]:
    """How many items of which periods, the newest by name; nothing where there are none."""
    if not gone:
        return []
    names = "、".join(period_in_words(parts.period_of(opened[name])) for name in list(gone)[:MOST_NAMED])
    others = f"等 {len(gone)} 期" if len(gone) > MOST_NAMED else ""
    return [f"{word} {sum(gone.values())} 项（{names}{others}）"]


def hand_in(found: list[Row]) -> None:
    """The way to submit all that was filled in at once; what can't be is told with its reason, and stays a draft."""
    if len(found) < 2:
        return
    filled = [item for item in found if parts.can_fill(item) and report_draft.begun(parts.stem_of(item))]
    key = f"{parts.stem_of(found[0])}:together"
    if filled and acting.pressed(f"提交已填的 {len(filled)} 项", key, type="primary"):
        acting.act(key, "", lambda: _together(filled))
    acting.answer(key)


def _together(filled: list[Row]) -> str:
    """Submit each of these; says how many were. Raises Refused with the reasons, where some could not be."""
    refused = {}
    for item in filled:
        try:
            parts.hand_in(item)
        except (Refused, NotSaved, LedgerClosed) as error:
            refused[str(item["name"])] = str(error)
    done = f"已提交 {len(filled) - len(refused)} 项。"
    if refused:
        told = "；".join(f"{name}：{said}" for name, said in refused.items())
        raise Refused(f"{done}没有提交的 {len(refused)} 项仍是草稿：{told}")
    return done


def _opened(department: str) -> dict[str, Row]:
    """The periods that have opened and ask something of the department or of what it leads, the newest first."""
    own = [due for due in ledger.dues() if due["reporter_id"] == department or department in due["lead_ids"]]
    today = settings.today().isoformat()
    periods = [period for period in reversed(ledger.feed().periods) if period["opens_on"] <= today]
    return {period["period_id"]: period for period in periods if any(ledger.asked(due, period) for due in own)}


def _waiting(department: str, opened: dict[str, Row]) -> Counter[str]:
    """How many items wait to be reported for each of these periods, in their order."""
    newest = ledger.feed().newest
    own = [due for due in ledger.dues() if due["reporter_id"] == department]
    return Counter(
        name
        for name, period in opened.items()
        for due in own
        if ledger.asked(due, period) and standing(newest.get((due["due_id"], name))) in OPEN
    )
