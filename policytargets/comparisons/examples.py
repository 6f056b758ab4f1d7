"""Invented comparisons that show the marks of the charts; every name and figure in them is an example."""

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.settings import today
from policytargets.wording.codes import COMPARATOR_MARK, COMPARATOR_WORD, PRESENCE_WORD
from policytargets.wording.glossary import COMPARATOR_MEANING

PRINTED = {
    "at_least": ("80个以上", 80.0, None),
    "more_than": ("突破70个", 70.0, None),
    "exactly": ("60个", 60.0, None),
    "about": ("50个左右", 50.0, None),
    "less_than": ("低于45个", 45.0, None),
    "at_most": ("40个以内", 40.0, None),
    "between": ("20至30个", 20.0, 30.0),
}


def example() -> Comparison:
    """One invented district for every bound."""
    return _made("bounds", "示例：界限怎么画", tuple(_bound(code) for code in PRINTED))


def absences() -> Comparison:
    """One invented district for a figure and for each of the absences."""
    figures = {
        "withheld": "原文隐去（**个）",
        "worded": "有表述，无数字（高于上年）",
        "unset": "未设定",
        "other_basis": "另有口径：累计 90个",
        "not_applicable": "不适用：没有收录该区县的计划",
    }
    stated = ComparisonRow("example-set", "示例区（已设定）", "set", "60个", value=60.0)
    missing = tuple(
        ComparisonRow(f"example-{code}", f"示例区（{word}）", code, figures[code])
        for code, word in PRESENCE_WORD.items()
        if code != "set"
    )
    return _made("absences", "示例：没有数字的几种情况", (stated, *missing))


def _bound(code: str) -> ComparisonRow:
    printed, value, high = PRINTED[code]
    mark = COMPARATOR_MARK[code].strip()
    label = f"示例区（{COMPARATOR_WORD[code]}{' ' + mark if mark else ''}）"
    return ComparisonRow(
        f"example-{code}",
        label,
        "set",
        printed,
        comparator=code,
        value=value,
        value_high=high,
        remark=COMPARATOR_MEANING[code],
        source="示例，不是真实数据",
    )


def _made(indicator_id: str, title: str, rows: tuple[ComparisonRow, ...]) -> Comparison:
    return Comparison(
        indicator_id=indicator_id,
        title=title,
        subtitle="单位：个 · 虚构数字，仅供认读",
        unit="个",
        basis="new",
        period="year",
        rows=rows,
        notes=(),
        source="示例，不是真实数据",
        filters="",
        made_on=today(),
    )
