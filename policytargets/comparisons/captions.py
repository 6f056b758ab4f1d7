"""The words around a comparison: subtitle, notes, source line and what it shows."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import BASIS_WORD, PERIOD_WORD, PRESENCE_WORD, STATUS_WORD
from policytargets.wording.figures import conversion_rule

CITATION = re.compile(r"(?P<document>.*?《.*》(?:（[^（）]*）)?)，(?P<chapter>.*)，(?:(?P<task>第\d+项.*)|章引言)")


def subtitle(indicator: Mapping[Hashable, Any], period: str, rows: Sequence[ComparisonRow]) -> str:
    """That these are targets and not results, and what is measured: unit, basis, period and the years in which the
    figures are due."""
    years = sorted({row.due_year for row in rows if row.due_year is not None})
    unit = _stated(indicator["unit"])
    parts = ["计划目标", *([f"单位：{unit}"] if unit else [])]
    parts += [f"口径：{BASIS_WORD[indicator['basis']]}", f"时段：{PERIOD_WORD[period]}"]
    parts.append("目标年份：" + "、".join(f"{year}年" for year in years) + ("（各条注明）" if len(years) > 1 else ""))
    return " · ".join(parts)


def extent(listed: int, left_out: int, districts: int) -> tuple[str, ...]:
    """That only some districts are listed, and what of the others; nothing where all are."""
    if listed == districts:
        return ()
    also = f"其余 {left_out:,} 个区县也设定了这个指标，" if left_out else ""
    return (f"仅列 {listed} 个区县；{also}{districts - listed - left_out:,} 个未设定或另有口径，未列。",)


def notes(
    indicator: Mapping[Hashable, Any], own: Sequence[Mapping[Hashable, Any]], period: str, rows: Sequence[ComparisonRow]
) -> tuple[str, ...]:
    """What a reader must know beside the figures; `own` holds the indicator's targets, `rows` what is shown."""
    lines = [f"{indicator['definition']}"]
    rules = {
        conversion_rule(row["unit"], float(row["factor"]), row["unit_std"])
        for row in own
        if row["unit"] != row["unit_std"] and not pd.isna(row["factor"]) and row["factor"] != 1
    }
    if rules:
        lines.append("换算：" + "；".join(sorted(rules)))
    if len({row.due_year for row in rows if row.due_year is not None}) > 1:
        lines.append("目标年份不同，图上逐条注明。")
    if any(row["presence"] == "set" and row["period"] != period for row in own):
        lines.append(f"时段不是“{PERIOD_WORD[period]}”的数字不上轴，以“另有口径”列出。")
    if any(row.draft for row in rows):
        names = "、".join(dict.fromkeys(row.district for row in rows if row.draft))
        lines.append(f"{names}的文件是征求意见稿，数字可能变动。")
    lines += [f"{row.district}“{row.name}”：{row.remark}" for row in rows if row.remark and row.target_id]
    return tuple(lines)


def caution(indicator: Mapping[Hashable, Any]) -> str:
    """What keeps the indicator's figures from being ranked, without a full stop; empty where nothing does."""
    return _stated(indicator["comparable_note"]).rstrip("。")


def details(rows: Sequence[ComparisonRow]) -> list[str]:
    """For every row what is written beside its district; see `ComparisonRow.details`."""
    years = {row.due_year for row in rows if row.due_year is not None}
    names = {row.name for row in rows if row.name}
    told = []
    for row in rows:
        parts = [row.name] if len(names) > 1 and row.name else []
        parts += [row.remark] if not row.target_id and row.remark else []
        parts += [f"{row.due_year}年"] if len(years) > 1 and row.due_year is not None else []
        parts += [STATUS_WORD["draft"]] if row.draft else []
        told.append(" · ".join(parts))
    return told


def joined_notes(comparison: Comparison) -> str:
    """All notes in one paragraph; empty where there is none."""
    return "说明：" + "；".join(note.rstrip("。") for note in comparison.to_know) + "。" if comparison.to_know else ""


def source(rows: Sequence[ComparisonRow], made_on: date) -> str:
    """Every citation once; the tasks of one chapter behind its name."""
    tasks: dict[str, list[str]] = {}
    for citation in dict.fromkeys(row.source for row in rows if row.source):
        place, _, task = citation.rpartition("，")
        tasks.setdefault(place, []).append(task)
    sources = [f"{place}，{'、'.join(numbers)}" for place, numbers in tasks.items()]
    return "来源：" + "；".join(sources) + f"。制作日期：{made_on.isoformat()}"


def short_source(rows: Iterable[ComparisonRow], made_on: date) -> str:
    """The documents of many rows, each once with the numbers of its tasks; chapters only where no task has a number."""
    tasks: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.source:
            parts = CITATION.fullmatch(row.source)
            document, task = (parts["document"], parts["task"] or parts["chapter"]) if parts else (row.source, "")
            tasks.setdefault(document, {})[task] = int("".join(filter(str.isdigit, task)) or 0) if parts else 0
    told = ["，".join(filter(None, (name, _numbers(found)))) for name, found in tasks.items()]
    return "来源：" + "；".join(told) + f"。制作日期：{made_on.isoformat()}"


def _numbers(tasks: Mapping[str, int]) -> str:
    return "、".join(sorted(tasks, key=lambda task: (tasks[task], task)))


def headline(comparison: Comparison) -> str:
    """What the comparison shows in one short sentence, without absences and caution: the heading of its block."""
    drawn = sorted(comparison.drawn, key=lambda row: row.value or 0, reverse=True)
    if len({row.district_id for row in drawn}) < 2:
        if len(drawn) > 1:
            return f"{comparison.title}：{drawn[0].label}分 {len(drawn)} 项列出"
        return f"{comparison.title}：" + "".join(f"{row.label} {row.figure}" for row in drawn)
    if comparison.caution:
        return f"{comparison.title}：{len({row.district_id for row in drawn})} 个区县的数字含义有别，不宜排序"
    if _same(drawn):
        return f"{comparison.title}：{len(drawn)} 个区县数字相同，{drawn[0].printed}"
    first, last = drawn[0], drawn[-1]
    if first.value == last.value:
        return f"{comparison.title}：{len(drawn)} 个区县所列数字相同，界限或年份不同"
    return f"{comparison.title}：{_end(drawn, first, '最大')}，{_end(drawn, last, '最小')}"


def _end(drawn: Sequence[ComparisonRow], end: ComparisonRow, word: str) -> str:
    """Who stands at one end, alone or with others of the same figure: `度假区所列数字最大（3亿斤以上）`."""
    alike = [row.label for row in drawn if row.value == end.value]
    said = "所列数字" if word == "最大" else ""
    if len(alike) > 1:
        return f"{'、'.join(alike)}{said}并列{word}（{end.printed}）"
    return f"{end.label}{said}{word}（{end.printed}）"


def unset_in_words(comparison: Comparison, most: int = 6) -> str:
    """`未设定：周村、茌平`; of many districts the first and their number; empty where no plan is silent."""
    names = comparison.unset
    told = "、".join(names[:most]) + (f"等 {len(names):,} 个区县" if len(names) > most else "")
    return f"{PRESENCE_WORD['unset']}：{told}" if names else ""


def finding(comparison: Comparison) -> str:
    """What the comparison shows, in one or two sentences; the alt text of its chart."""
    drawn = sorted(comparison.drawn, key=lambda row: row.value or 0, reverse=True)
    words = [f"{len({row.district_id for row in drawn}) + comparison.left_out}个区县设定了{comparison.title}"]
    if len(drawn) > 1 and not comparison.caution and _same(drawn):
        words.append("数字相同：" + "、".join(f"{row.district}（{row.figure}）" for row in drawn))
    elif len(drawn) > 1 and (comparison.caution or drawn[0].value == drawn[-1].value):
        words.append("、".join(f"{row.district}{row.figure}" for row in drawn))
    elif len(drawn) > 1:
        words.append(
            f"所列数字最大的是{drawn[0].district}（{drawn[0].figure}），最小的是{drawn[-1].district}（{drawn[-1].figure}）"
        )
    elif drawn:
        words.append(f"{drawn[0].district}为{drawn[0].figure}")
    absent = [f"{row.district}{row.situation}" for row in comparison.rows if row.value is None]
    warning = f"比较须知：{comparison.caution}。" if comparison.caution else ""
    return "，".join(words) + ("；" + "、".join(absent) if absent else "") + "。" + warning


def _same(drawn: Sequence[ComparisonRow]) -> bool:
    """Whether all state the same: the same figure within the same bounds, in the same year."""
    return len({(row.value, row.value_high, row.comparator, row.due_year) for row in drawn}) == 1


def _stated(value: object) -> str:
    """Text of a cell; missing values, which pandas gives as NaN, as an empty string."""
    return value if isinstance(value, str) else ""
