"""The one place where a comparison is made: the basis guard, the four absences, notes and sources."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from policytargets.comparisons import captions
from policytargets.comparisons.model import Comparison, ComparisonRow, Refusal
from policytargets.wording.codes import BASIS_WORD, PERIOD_WORD, PRESENCE_WORD, Presence
from policytargets.wording.figures import in_words

ORDERS = ("value", "name", "plan")
Record = dict[Hashable, Any]


class _Manner(NamedTuple):
    made_on: date
    filters: str
    order: str
    wording: str
    bare: bool = False


def compare_each(
    indicators: pd.DataFrame,
    targets: pd.DataFrame,
    districts: pd.DataFrame,
    *,
    made_on: date,
    filters: str = "",
    order: str = "value",
    wording: str = "both",
    focus: str = "",
    bare: bool = False,
) -> list[Comparison | Refusal]:
    """Each indicator across districts, in their order, or the sentence why there is nothing to draw.

    `indicators` are rows of `comparisons/indicators`, `targets` those of `comparisons/indicator_targets` asked for any
    of them (their own and those of the same subject), `districts` those of `comparisons/districts`. Only figures of an
    indicator's own basis and of one period get a value; all others become absences with a word.

    With rows of `comparisons/leading_targets` only their districts and `focus` are listed; the notes say what is not.
    `bare` makes a comparison also where no figure can be drawn, of absences alone.
    """
    asked: dict[str, list[Record]] = defaultdict(list)
    for target in _records(targets):
        asked[target["asked"]].append(target)
    listed = _records(districts)
    by_id = {str(district["district_id"]): district for district in listed}

    def shown(found: list[Record]) -> list[Record]:
        if "setting" not in targets:
            return listed
        return [by_id[name] for name in sorted({target["district_id"] for target in found} | {focus} - {""})]

    manner = _Manner(made_on, filters, order, wording, bare)
    found = [(indicator, asked[indicator["indicator_id"]]) for indicator in _records(indicators)]
    return [_compared(indicator, own, shown(own), len(listed), manner) for indicator, own in found]


def _compared(
    indicator: Record, targets: list[Record], districts: list[Record], all_districts: int, manner: _Manner
) -> Comparison | Refusal:
    own = [target for target in targets if target["indicator_id"] == indicator["indicator_id"]]
    stated = [target for target in own if target["presence"] == "set"]
    why = captions.why_none([target["presence"] for target in own])
    if not stated and not manner.bare:
        return Refusal(
            f"“{indicator['name']}”{why}，无从比较。" if own else f"所选区县都没有设定“{indicator['name']}”。"
        )
    period = _main_period(target["period"] for target in stated or own)
    by_district: dict[str, list[Record]] = defaultdict(list)
    for target in targets:
        by_district[target["district_id"]].append(target)
    rows: list[ComparisonRow] = []
    for district in districts:
        rows += _district_rows(district, indicator, by_district[district["district_id"]], period, manner.wording)
    setting = own[0].get("setting") if own else 0
    left_out = int(setting - len({target["district_id"] for target in own})) if setting else 0
    extent = captions.extent(len(districts), left_out, all_districts)
    rows = [replace(row, details=told) for row, told in zip(rows, captions.details(rows), strict=True)]
    ordered = _ordered(rows, manner.order)
    names = None if left_out else {str(district["short_name"]) for district in districts}
    return Comparison(
        indicator_id=str(indicator["indicator_id"]),
        title=str(indicator["name"]),
        subtitle=captions.subtitle(indicator, period, rows),
        unit=_text(indicator["unit"]),
        basis=str(indicator["basis"]),
        period=period,
        rows=ordered,
        notes=(*extent, *captions.notes(indicator, own, period, rows)),
        source=captions.source(ordered, manner.made_on),
        filters=manner.filters,
        made_on=manner.made_on,
        left_out=left_out,
        direction=str(indicator["direction"]),
        counts=bool(indicator["counts"]),
        caution="；".join(filter(None, (captions.caution(indicator, names), _vague(stated, ordered)))),
    )


def axis_conflict(first: "pd.Series[Any]", second: "pd.Series[Any]") -> Refusal | None:
    """Why two indicators can't stand on one axis, as a sentence; None if they can. Takes rows of
    `comparisons/indicators`."""
    if first["basis"] != second["basis"]:
        words = f"“{BASIS_WORD[first['basis']]}”与“{BASIS_WORD[second['basis']]}”"
        return Refusal(f"“{first['name']}”与“{second['name']}”口径不同（{words}），不能放在同一坐标轴上。")
    if _text(first["unit"]) != _text(second["unit"]):
        return Refusal(
            f"“{first['name']}”与“{second['name']}”单位不同（{_text(first['unit'])}、{_text(second['unit'])}），"
            "不能放在同一坐标轴上。"
        )
    if first["indicator_id"] != second["indicator_id"]:
        return Refusal(f"“{first['name']}”与“{second['name']}”所指事物不同，不能放在同一坐标轴上。")
    return None


def neighbours(indicator: "pd.Series[Any]", candidates: pd.DataFrame) -> list[tuple[str, str]]:
    """The other indicators of its family, each as indicator_id and the sentence why it stands on an axis of its own.
    `candidates` are rows of `choices/indicators`; those without a figure are left out."""
    family = candidates[(candidates["family_id"] == indicator["family_id"]) & (candidates["stated"] > 0)]
    conflicts = [(str(other["indicator_id"]), axis_conflict(indicator, other)) for _, other in family.iterrows()]
    return [(name, conflict.reason) for name, conflict in conflicts if conflict is not None]


def _records(frame: pd.DataFrame) -> list[Record]:
    """The rows as plain records: reading field by field from a frame costs a hundred times as much."""
    return frame.to_dict("records")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _main_period(periods: Iterable[str]) -> str:
    """The period most figures share; the current year before others on a tie; empty where there is none."""
    counts = Counter(periods)
    return max(counts, key=lambda period: (counts[period], period == "year", period), default="")


def _district_rows(
    district: Record, indicator: Record, subject: list[Record], period: str, wording: str
) -> list[ComparisonRow]:
    own = [target for target in subject if target["indicator_id"] == indicator["indicator_id"]]
    comparable = [target for target in own if target["presence"] != "set" or target["period"] == period]
    rows = [_figure_row(district, target, wording) for target in comparable]
    for target in own:
        if target["presence"] == "set" and target["period"] != period:
            figure = f"另有口径：{PERIOD_WORD[target['period']]} {target['printed']}"
            rows.append(_absent_row(district, "other_basis", figure, target, indicator["indicator_id"]))
    if rows:
        return rows
    other = next(iter(subject), None)
    if other:
        unlike = BASIS_WORD[other["basis"]] if other["basis"] != indicator["basis"] else other["indicator"]
        figure = f"另有口径：{unlike} {other['printed']}"
        return [_absent_row(district, "other_basis", figure, other)]
    if not _text(district["document_id"]):
        return [_absent_row(district, "not_applicable", "不适用：没有收录该区县的计划")]
    return [_absent_row(district, "unset", "未设定")]


def _figure_row(district: Record, target: Record, wording: str) -> ComparisonRow:
    value: float | None = None if pd.isna(target["value_std"]) else float(target["value_std"])
    high: float | None = None if pd.isna(target["value_high_std"]) else float(target["value_high_std"])
    factor = None if pd.isna(target["factor"]) or target["unit"] == target["unit_std"] else float(target["factor"])
    converted = None if factor == 1 else factor
    return ComparisonRow(
        district_id=str(district["district_id"]),
        district=str(district["district"]),
        short_name=str(district["short_name"]),
        presence=target["presence"],
        figure=in_words(
            target["printed"],
            target["comparator"],
            value,
            high,
            _text(target["unit_std"]),
            converted,
            wording,
            stated_in=target["stated_in"],
        ),
        target_id=target["target_id"],
        name=target["name"],
        printed=target["printed"],
        comparator=target["comparator"],
        value=value,
        value_high=high,
        due_year=int(target["due_year"]),
        draft=target["status"] == "draft",
        remark=_text(target["caveat"]),
        source=target["citation"],
    )


def _vague(targets: Iterable[Record], rows: Iterable[ComparisonRow]) -> str:
    """That of several districts on the axis some have words such as 基本覆盖 in the place of a figure: what these mean
    lies near a figure, and nobody can say on which side. Empty where all figures are figures."""
    drawn = [row for row in rows if row.value is not None]
    near = {
        target["target_id"] for target in targets if target["stated_in"] == "words" and target["comparator"] == "about"
    }
    told = [row for row in drawn if row.target_id in near]
    if not told or len({row.district_id for row in drawn}) < 2:
        return ""
    return f"{'、'.join(dict.fromkeys(row.label for row in told))}只有“{told[0].printed}”一类的文字，没有数字"


def _absent_row(
    district: Record, presence: Presence, figure: str, related: Record | None = None, asked: str = ""
) -> ComparisonRow:
    return ComparisonRow(
        district_id=str(district["district_id"]),
        district=str(district["district"]),
        short_name=str(district["short_name"]),
        presence=presence,
        figure=figure,
        draft=district["status"] == "draft",
        remark=f"见“{related['indicator']}”" if related is not None and related["indicator_id"] != asked else "",
        source=related["citation"] if related is not None else "",
    )


def _ordered(rows: list[ComparisonRow], order: str) -> tuple[ComparisonRow, ...]:
    """Figures first, then absences in the order set, masked, other basis, unset."""
    absence = list(PRESENCE_WORD)
    if order == "plan":
        return tuple(rows)
    if order == "name":
        return tuple(sorted(rows, key=lambda row: row.district))
    return tuple(
        sorted(rows, key=lambda row: (absence.index(row.presence), -(row.value or 0), row.district, row.target_id))
    )
