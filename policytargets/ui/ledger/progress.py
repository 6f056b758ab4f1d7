"""The parts of 台账: the day it speaks of, counts of lights, the worst departments first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from policytargets.charts.progress import light_bars
from policytargets.comparisons.model import INVENTED
from policytargets.errors import LedgerClosed
from policytargets.ledger.model import LightRule
from policytargets.ledger.punctuality import WORD
from policytargets.ui.blocks import drawings, filters, ledger, tables
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.lights import LIGHT_MARK, LIGHT_WORD, NO_LIGHT
from policytargets.wording.markdown import plain_text

ORDER = ("breached", "red", "yellow", "green", "done", None)
LIGHTS = {**LIGHT_WORD, "none": NO_LIGHT}
MOST_BARS, MOST_NAMED = 15, 5


def must_be_open() -> None:
    """Say why there is no ledger, and stop; the rest of the board runs."""
    if not ledger.at_hand():
        st.info("本看板没有配置工作台账。")
        st.stop()
    try:
        demo = ledger.feed().kind == "demo"
    except LedgerClosed as error:
        st.warning(plain_text(f"台账暂不可用：{error}。其他页面不受影响。"))
        st.stop()
    if demo:
        st.warning(INVENTED)


def days() -> list[str]:
    """The last days of periods for which something was released, the newest first."""
    return sorted({report["ends_on"] for report in ledger.feed().released}, reverse=True)


def pick_day(found: list[str]) -> date:
    """The day as of which the lights are shown."""
    return date.fromisoformat(
        filters.pick_first("数据截至", "as_of", {day: day for day in found}, width=filters.BESIDE)
    )


def pick_rule() -> LightRule:
    """The rule by which the lights are lit."""
    rules = ledger.rules()
    return rules[
        filters.pick_first("亮灯规则", "rule", {code: rule.name for code, rule in rules.items()}, width=filters.BESIDE)
    ]


@dataclass(frozen=True)
class Selection:
    """Which items are listed: codes of each facet, none meaning all; the roles in which departments count."""

    districts: list[str]
    categories: list[str]
    departments: list[str]
    roles: list[str]
    lights: list[str]
    punctuality: list[str]

    def in_words(self) -> str:
        """The selection as a file says it."""
        facets = {"区县": "districts", "领域": "categories", "部门": "departments"}
        told = {word: list(filters.names_of(name, getattr(self, name)).values()) for word, name in facets.items()}
        told["角色"] = ["牵头" if self.roles == ["lead"] else "配合" if self.roles == ["support"] else "牵头或配合"]
        return filters.describe(
            **{**told, "角色": told["角色"] if self.departments else []},
            进度灯=[LIGHTS[code] for code in self.lights],
            报送灯=[WORD[code] for code in self.punctuality],
        )


def pick_selection() -> Selection:
    """The facets of the board, then both lights."""
    with st.container(horizontal=True):
        districts = filters.pick_many("区县", "districts", filters.choices("districts"))
        categories = filters.pick_many("领域", "categories", filters.choices("categories"))
        departments = filters.pick_departments()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        roles = filters.pick_roles()
        lights = filters.pick_many("进度灯", "lights", LIGHTS)
        late = filters.pick_many("报送灯", "punctuality", WORD)
    return Selection(districts, categories, departments, roles, lights, late)


def chosen(rows: list[Row], asked: Selection) -> list[Row]:
    """The rows that are asked for, the worst first."""
    kept = [
        row
        for row in rows
        if (not asked.districts or row["district_id"] in asked.districts)
        and (not asked.categories or row["category_id"] in asked.categories)
        and (not asked.departments or _answers(row, asked))
        and (not asked.lights or (row["light"].light or "none") in asked.lights)
        and (not asked.punctuality or row["punctuality"].code in asked.punctuality)
    ]
    return sorted(kept, key=lambda row: (ORDER.index(row["light"].light), row["light"].deviation or 0))


def _answers(row: Row, asked: Selection) -> bool:
    """Whether one of the departments has one of the roles."""
    held = {"lead": row["lead_ids"], "support": row["support_ids"]}
    return any(code in held[role] for role in asked.roles for code in asked.departments)


def summary(rows: list[Row], as_of: date) -> None:
    """How many items have which light; those without are counted by their reason."""
    lights = Counter(row["light"].light for row in rows)
    without = Counter(row["light"].words for row in rows if row["light"].light is None)
    counted = [f"{LIGHT_MARK[light]} {LIGHT_WORD[light]} {lights[light]}" for light in LIGHT_MARK if lights[light]]
    unlit = [f"{words} {count}" for words, count in without.most_common()]
    st.markdown(
        plain_text(f"截至 {as_of.isoformat()}，共 {len(rows)} 个应报项：{'，'.join(counted) or '没有亮灯项'}。")
    )
    st.caption(plain_text(f"不亮灯的另计：{'，'.join(unlit) or '无'}。"))
    came = Counter(row["punctuality"].code for row in rows)
    st.caption(plain_text("报送：" + "，".join(f"{WORD[code]} {came[code]}" for code in WORD if came[code]) + "。"))


def without_target() -> None:
    """What was released for targets that the record has no longer, so that nothing is lost unseen."""
    known = {due["due_id"] for due in ledger.dues()}
    gone = sorted({report["due_id"] for report in ledger.feed().released} - known)
    if gone:
        named = "、".join(gone[:MOST_NAMED]) + (f"等 {len(gone)} 项" if len(gone) > MOST_NAMED else "")
        st.caption(
            plain_text(f"已发布的填报中，{named}在现在的记录里没有对应目标；填报仍在台账中，没有列入上面的计数。")
        )


def by_department(rows: list[Row]) -> None:
    """Bars of lights for each leading department, the worst first; the first of several leads stands for the item."""
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        name = f"{row['leads'][0]}（{row['district']}）" if len(row["leads"]) else f"未写明（{row['district']}）"
        by_name.setdefault(name, []).append(row)
    if not by_name:
        return

    def badness(name: str) -> tuple[int, int]:
        found = Counter(row["light"].light for row in by_name[name])
        return -(found["red"] + found["breached"]), -found["yellow"]

    names = sorted(by_name, key=badness)
    counts = pd.DataFrame([piece for name in names for piece in _pieces(name, by_name[name])])
    st.subheader(f"{ledger.prefix()}牵头部门的进度灯", anchor=False)
    shown = counts[counts["code"].isin(names[:MOST_BARS])].reset_index(drop=True)
    st.caption(f"红灯和突破多的在前，列前 {min(len(names), MOST_BARS)} 个，共 {len(names)} 个；全部见表格。")
    drawings.show(light_bars, shown, drawings.palette(), key="light-bars", alt="各牵头部门的进度灯项数")
    heads = {"label": "部门", "words": "进度灯", "count": "项数"}
    columns = counts.rename(columns=heads)[list(heads.values())]
    tables.twin(lambda: columns, key="light-bars", name=f"{ledger.prefix()}部门进度灯")


def _pieces(name: str, rows: list[Row]) -> list[Row]:
    found = Counter(row["light"].light for row in rows)
    return [
        {
            "code": name,
            "label": name,
            "light": light,
            "words": LIGHT_WORD.get(light or "", NO_LIGHT),
            "count": found[light],
        }
        for light in ORDER
        if found[light]
    ]
