"""The parts of 台账: the day it speaks of, counts of lights, the worst departments first."""

from collections import Counter
from datetime import date

import pandas as pd
import streamlit as st

from policytargets.charts.progress import light_bars
from policytargets.errors import LedgerClosed
from policytargets.ledger.model import LightRule
from policytargets.ui.blocks import drawings, filters, ledger, tables
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.lights import LIGHT_MARK, LIGHT_WORD, NO_LIGHT
from policytargets.wording.markdown import plain_text

ORDER = ("breached", "red", "yellow", "green", "done", None)
LIGHTS = {**LIGHT_WORD, "none": NO_LIGHT}
MOST_BARS = 15


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
        st.warning(ledger.DEMO)


def days() -> list[str]:
    """The last days of periods for which something was released, the newest first."""
    return sorted({report["ends_on"] for report in ledger.feed().released}, reverse=True)


def pick_day(found: list[str]) -> date:
    """The day as of which the lights are shown."""
    return date.fromisoformat(filters.pick_first("数据截至", "as_of", {day: day for day in found}))


def pick_rule() -> LightRule:
    """The rule by which the lights are lit."""
    rules = ledger.rules()
    return rules[filters.pick_first("亮灯规则", "rule", {code: rule.name for code, rule in rules.items()})]


def pick_lights() -> list[str]:
    """Which lights are listed, none meaning all."""
    return filters.pick_many("进度灯", "lights", LIGHTS)


def chosen(rows: list[Row], districts: list[str], lights: list[str]) -> list[Row]:
    """The rows of these districts and lights, the worst first."""
    kept = [
        row
        for row in rows
        if (not districts or row["district_id"] in districts)
        and (not lights or (row["light"].light or "none") in lights)
    ]
    return sorted(kept, key=lambda row: (ORDER.index(row["light"].light), row["light"].deviation or 0))


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
    st.subheader("牵头部门的进度灯", anchor=False)
    shown = counts[counts["code"].isin(names[:MOST_BARS])].reset_index(drop=True)
    st.caption(f"红灯和突破多的在前，列前 {min(len(names), MOST_BARS)} 个，共 {len(names)} 个；全部见表格。")
    drawings.show(light_bars, shown, drawings.palette(), key="light-bars", alt="各牵头部门的进度灯项数")
    heads = {"label": "部门", "words": "进度灯", "count": "项数"}
    columns = counts.rename(columns=heads)[list(heads.values())]
    tables.twin(lambda: columns, key="light-bars", file_name=f"{ledger.prefix()}部门进度灯.csv")


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
