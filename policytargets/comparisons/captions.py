"""The words around a comparison: subtitle, notes, source line and what it shows."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from policytargets.comparisons.citations import documents_cited
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.comparisons.years import years_in_words
from policytargets.wording.codes import BASIS_WORD, PERIOD_WORD, PRESENCE_WORD, STATUS_WORD
from policytargets.wording.figures import conversion_rule


def subtitle(indicator: Mapping[Hashable, Any], period: str, rows: Sequence[ComparisonRow]) -> str:
    """That these are targets and not results, and what is measured: unit, basis, period and the years in which the
    figures are due."""
    years = sorted({row.due_year for row in rows if row.due_year is not None})
    unit = _stated(indicator["unit"])
    parts = ["计划目标", *([f"单位：{unit}"] if unit else [])]
    parts += [f"口径：{BASIS_WORD[indicator['basis']]}", *([f"时段：{PERIOD_WORD[period]}"] if period else [])]
    listed = "、".join(f"{year}年" for year in years) + ("（各条注明）" if len(years) > 1 else "")
    parts += [f"目标年份：{listed}"] if years else []
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
    if years := years_in_words(rows):
        lines.append(f"{years}，逐条注明。")
    if any(row["presence"] == "set" and row["period"] != period for row in own):
        lines.append(f"时段不是“{PERIOD_WORD[period]}”的数字不上轴，以“另有口径”列出。")
    if any(row.draft for row in rows):
        names = "、".join(dict.fromkeys(row.district for row in rows if row.draft))
        lines.append(f"{names}的文件是征求意见稿，数字可能变动。")
    lines += [f"{row.district}“{row.name}”：{row.remark}" for row in rows if row.remark and row.target_id]
    return tuple(lines)


def caution(indicator: Mapping[Hashable, Any], shown: Collection[str] | None) -> str:
    """What keeps the indicator's figures from being ranked, without a full stop; empty where nothing does.

    `shown` are the short names of the districts looked at, None meaning all that set it: what the note says only of
    others keeps nobody from ranking these.
    """
    parts = _stated(indicator["comparable_note"]).rstrip("。").split("；")
    spoken_of = [[name for name in indicator["note_districts"] if name in part] for part in parts]
    return "；".join(
        part
        for part, named in zip(parts, spoken_of, strict=True)
        if shown is None or not named or any(name in shown for name in named)
    )


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
    return f"说明：{joined(comparison.to_know)}" if comparison.to_know else ""


def joined(notes: Sequence[str]) -> str:
    """Notes as one sentence."""
    return "；".join(note.rstrip("。") for note in notes) + "。"


def source(rows: Sequence[ComparisonRow], made_on: date) -> str:
    """Every citation once, and the date."""
    sources = citations(rows)
    cited = "来源：" + "；".join(sources) + "。" if sources else ""
    return f"{cited}制作日期：{made_on.isoformat()}"


def citations(rows: Iterable[ComparisonRow]) -> list[str]:
    """Every citation once, in the order of the rows; the tasks of one chapter behind its name."""
    tasks: dict[str, list[str]] = {}
    for citation in dict.fromkeys(row.source for row in rows if row.source):
        place, _, task = citation.rpartition("，")
        tasks.setdefault(place, []).append(task)
    return [f"{place}，{'、'.join(numbers)}" for place, numbers in tasks.items()]


def short_source(rows: Iterable[ComparisonRow], made_on: date) -> str:
    """The documents of many rows in one line, and the date."""
    return "来源：" + "；".join(documents_cited(rows)) + f"。制作日期：{made_on.isoformat()}"


def headline(comparison: Comparison) -> str:
    """What the comparison shows in one short sentence without the caution: the heading of its block. Where it ranks
    some districts only, of how many; why is told in their rows. A presenter's own title stands alone."""
    if comparison.indicator:
        return comparison.title
    if not comparison.drawn:
        return f"{comparison.title}：{_nothing_drawn(comparison)}"
    return f"{comparison.title}：{_compared(comparison)}"


def _compared(comparison: Comparison) -> str:
    """What the figures on the axis say; where not all districts stand on it, of how many."""
    drawn = sorted(comparison.drawn, key=lambda row: row.value or 0, reverse=True)
    districts = len({row.district_id for row in drawn})
    if districts < 2:
        if len(drawn) > 1:
            return f"{drawn[0].label}分 {len(drawn)} 项列出"
        return f"{drawn[0].label} {drawn[0].figure}"
    if comparison.caution:
        return f"{districts} 个区县的数字含义有别，不宜排序"
    if _same(drawn):
        return f"{districts} 个区县数字相同，{drawn[0].printed}"
    first, last = drawn[0], drawn[-1]
    if first.value == last.value:
        return f"{districts} 个区县所列数字相同，界限或年份不同"
    if _years_differ(drawn):
        return f"{districts} 个区县的目标年份不同，不宜排序"
    among = len({row.district_id for row in comparison.rows}) + comparison.left_out
    ranked = f"{among:,} 个区县中 {districts} 个可比，" if districts < among else ""
    larger, smaller = _ends(drawn)
    return f"{ranked}{_end(drawn, first, larger)}，{_end(drawn, last, smaller)}"


def _end(drawn: Sequence[ComparisonRow], end: ComparisonRow, word: str) -> str:
    """Who stands at one end, alone or with others of the same figure: `度假区所列数字最大（3亿斤以上 = 15 万吨）`.

    A figure printed in another unit is followed by its value in the comparison's: 3 亿斤 beside 4.4 万吨 reads as less.
    """
    alike = [row.label for row in drawn if row.value == end.value]
    said = "所列数字" if end is drawn[0] else ""
    figure = end.figure if " = " in end.figure else end.printed
    return f"{'、'.join(alike)}{said}{'并列' if len(alike) > 1 else ''}{word}（{figure}）"


def unset_in_words(comparison: Comparison, most: int = 6) -> str:
    """`未设定：周村、茌平`; of many districts the first and their number; empty where no plan is silent."""
    names = comparison.unset
    told = "、".join(names[:most]) + (f"等 {len(names):,} 个区县" if len(names) > most else "")
    return f"{PRESENCE_WORD['unset']}：{told}" if names else ""


def finding(comparison: Comparison) -> str:
    """What the comparison shows, in one or two sentences; the alt text of its chart."""
    drawn = sorted(comparison.drawn, key=lambda row: row.value or 0, reverse=True)
    name = comparison.indicator or comparison.title
    words = [_setting(comparison, name), _figures(comparison, drawn)] if drawn else []
    words = words or [f"{name}：{_nothing_drawn(comparison)}"]
    absent = [f"{row.district}{row.situation}" for row in comparison.rows if row.value is None]
    warning = f"比较须知：{comparison.caution}。" if comparison.caution else ""
    done = "；".join(f"{row.district} {row.progress.told}" for row in comparison.rows if row.progress)
    said = f"已发布的进展：{done}。" if done else ""
    return "，".join(words) + ("；" + "、".join(absent) if absent else "") + "。" + warning + said


def _setting(comparison: Comparison, name: str) -> str:
    """How many districts set it, and where some of them have no figure on the axis, how many have."""
    setting = len({row.district_id for row in comparison.rows if row.sets}) + comparison.left_out
    figures = len({row.district_id for row in comparison.drawn})
    if figures == setting:
        return f"{setting:,} 个区县设定了{name}"
    listed = "所列 " if comparison.left_out else ""
    return f"{setting:,} 个区县设定了{name}，{listed}{figures} 个{'可比' if _comparable(comparison) else '有数字'}"


def _comparable(comparison: Comparison) -> bool:
    several = len({row.district_id for row in comparison.drawn}) > 1
    return several and not comparison.caution and not _years_differ(comparison.drawn)


def _years_differ(drawn: Iterable[ComparisonRow]) -> bool:
    return len({row.due_year for row in drawn}) > 1


def _figures(comparison: Comparison, drawn: Sequence[ComparisonRow]) -> str:
    """The figures on the axis, largest first: those at the ends, or all where none may be called larger."""
    if len(drawn) == 1:
        return f"{drawn[0].district}为{drawn[0].figure}"
    if not _comparable(comparison) or (drawn[0].value == drawn[-1].value and not _same(drawn)):
        return "、".join(f"{row.district}{row.figure}" for row in drawn)
    if _same(drawn):
        return "数字相同：" + "、".join(f"{row.district}（{row.figure}）" for row in drawn)
    larger, smaller = _ends(drawn)
    ends = [[row for row in drawn if row.value == end.value] for end in (drawn[0], drawn[-1])]
    first, last = ("、".join(f"{row.district}（{row.figure}）" for row in rows) for rows in ends)
    return f"所列数字{larger}的是{first}，{smaller}的是{last}"


def _ends(drawn: Sequence[ComparisonRow]) -> tuple[str, str]:
    """What the ends are called: of two districts none is first of all."""
    return ("较大", "较小") if len({row.district_id for row in drawn}) == 2 else ("最大", "最小")


def why_none(presences: Iterable[str]) -> str:
    """Why an indicator has no figure, given the presences of its targets; follows its name."""
    found = set(presences)
    if "worded" not in found:
        return "的数字在原文中全部隐去"
    return "在原文中只有表述，没有数字" if "withheld" not in found else "的数字在原文中隐去，或只有表述"


def _nothing_drawn(comparison: Comparison) -> str:
    found = {row.presence for row in comparison.rows} & {"withheld", "worded"}
    return why_none(found).removeprefix("的") if found else "所列区县都没有设定"


def _same(drawn: Sequence[ComparisonRow]) -> bool:
    """Whether all state the same: the same figure within the same bounds, in the same year."""
    return len({(row.value, row.value_high, row.comparator, row.due_year) for row in drawn}) == 1


def _stated(value: object) -> str:
    """Text of a cell; missing values, which pandas gives as NaN, as an empty string."""
    return value if isinstance(value, str) else ""
