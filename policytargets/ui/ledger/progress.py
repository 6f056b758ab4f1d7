"""The parts of 台账: the day it speaks of, counts of lights, the worst departments first."""

from collections import Counter
from dataclasses import replace
from datetime import date

import streamlit as st

from policytargets.exhibits import ledger as exhibits
from policytargets.exhibits.ledger_rows import Lit
from policytargets.ledger.model import LightRule
from policytargets.ledger.punctuality import WORD
from policytargets.settings import today
from policytargets.ui.blocks import comparing, filters, ledger, ledger_days, ledger_terms, record
from policytargets.ui.blocks.exhibits import exhibit_body, exhibit_head
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_selection import LIGHTS, Selection
from policytargets.wording.codes import BASIS_WORD, STRENGTH_WORD
from policytargets.wording.lights import LIGHT_MARK, LIGHT_WORD, NO_BASELINE, day_with_older
from policytargets.wording.markdown import plain_text

MOST_NAMED = 5


def pick_day() -> date:
    """The day as of which the lights are shown. Addresses carry its label, so how many reported stands below."""
    found = {one.day: one.day for one in ledger_days.days()}
    return date.fromisoformat(
        filters.pick_first("数据截至", "as_of", found, first=ledger_days.opening().day, width=filters.BESIDE)
    )


def pick_rule() -> LightRule:
    """The rule by which the lights are lit."""
    rules = ledger.rules()
    return rules[
        filters.pick_first("亮灯规则", "rule", {code: rule.name for code, rule in rules.items()}, width=filters.BESIDE)
    ]


def pick_selection() -> Selection:
    """The facets of the board, as on 目标清单, then both lights."""
    with st.container(horizontal=True):
        districts = filters.pick_many("区县", "districts", filters.choices("districts"))
        categories = filters.pick_many("领域", "categories", filters.choices("categories"))
        lines = filters.pick_lines()
        departments = filters.pick_departments()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        roles = filters.pick_roles()
        bases = filters.pick_many("口径", "bases", BASIS_WORD)
        strengths = filters.pick_many("承诺力度", "strengths", STRENGTH_WORD)
        lights = filters.pick_many("进度灯", "lights", LIGHTS)
        late = filters.pick_many("报送灯", "punctuality", WORD)
    return Selection(districts, categories, lines, departments, roles, bases, strengths, lights, late)


def summary(rows: list[Row], as_of: date) -> None:
    """How many items have which light; those without are counted by their reason."""
    lights = Counter(row["light"].light for row in rows)
    without = Counter(row["light"].words for row in rows if row["light"].light is None)
    counted = [f"{LIGHT_MARK[light]} {LIGHT_WORD[light]} {lights[light]}" for light in LIGHT_MARK if lights[light]]
    unlit = [f"{words} {count}" for words, count in without.most_common()]
    day = day_with_older(as_of.isoformat(), (row["reported"] for row in rows))
    st.markdown(plain_text(f"截至 {day}，共 {len(rows)} 个应报项：{'，'.join(counted) or '没有亮灯项'}。"))
    if chosen := ledger_days.why():
        st.caption(plain_text(chosen))
    tip = ledger_terms.explained(NO_BASELINE) if NO_BASELINE in without else None
    st.caption(plain_text(f"不亮灯的另计：{'，'.join(unlit) or '无'}。"), help=tip)
    came = Counter(row["punctuality"].code for row in rows)
    st.caption(plain_text("报送：" + "，".join(f"{WORD[code]} {came[code]}" for code in WORD if came[code]) + "。"))
    _made_of(rows)
    if later := len(ledger.dues()) - len(ledger.in_force(as_of)):
        st.caption(plain_text(f"全部区县另有 {later} 个应报项的计划在 {as_of.isoformat()} 还没有开始，不计入这一天。"))


def _made_of(rows: list[Row]) -> None:
    """How the items add up to the targets and tasks of the other pages."""
    found = record.rows("ledger/reconciliation", dues=sorted(row["due_id"] for row in rows)).iloc[0]
    years = f"，每年一报的多 {found['further_years']} 项" if found["further_years"] else ""
    told = f"{found['items']} 个应报项 = {found['targets']} 个目标（各一项{years}）"
    told += f"+ {found['tasks']} 项没有量化目标的任务。"
    if found["withheld_items"]:
        years = f"，每年一报的多 {found['withheld_years']} 项" if found["withheld_years"] else ""
        told += f"原文隐去的 {found['withheld_items']} 项是 {found['withheld_targets']} 个目标{years}。"
    if found["repeats"]:
        hidden = f"（原文隐去 {found['withheld_repeats']} 条）" if found["withheld_repeats"] else ""
        told += f"目标清单另有这些目标的重复表述、其中项和另一种计量 {found['repeats']} 条{hidden}，不另报。"
    st.caption(plain_text(told))


def without_target() -> None:
    """What was released for targets that the record has no longer, so that nothing is lost unseen."""
    known = {due["due_id"] for due in ledger.dues()}
    gone = sorted({report["due_id"] for report in ledger.feed().released} - known)
    if gone:
        named = "、".join(gone[:MOST_NAMED]) + (f"等 {len(gone)} 项" if len(gone) > MOST_NAMED else "")
        st.caption(
            plain_text(f"已发布的填报中，{named}在现在的记录里没有对应目标；填报仍在台账中，没有列入上面的计数。")
        )


def by_department(found: Lit) -> None:
    """Bars of lights for each leading department, the worst first; of several leads one stands for the item."""
    shown = exhibits.departments(comparing, found, made_on=today())
    if shown:
        # The rule is long and the same for every table: the answer comes first.
        exhibit_head(replace(shown, notes=()))
        exhibit_body(shown, key="light-bars", on_select="ignore")
        st.caption(plain_text("".join(shown.notes)))
