"""What a page shows and an export prints, as frozen records, and the words for every code."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Presence = Literal["set", "withheld", "unset", "other_basis", "not_applicable"]

COMPARATOR_MARK = {
    "at_least": "≥ ",
    "more_than": "＞ ",
    "exactly": "",
    "about": "≈ ",
    "at_most": "≤ ",
    "between": "",
}
COMPARATOR_WORD = {
    "at_least": "不少于",
    "more_than": "超过",
    "exactly": "等于",
    "about": "约",
    "at_most": "不超过",
    "between": "区间",
}
BASIS_WORD = {
    "new": "新增",
    "cumulative": "累计",
    "level": "达到值",
    "share": "占比",
    "growth": "增速",
    "cap": "上限",
}
PERIOD_WORD = {"year": "当年", "each_year": "每年", "by_end": "期末", "plan": "整个计划期"}
STRENGTH_WORD = {"ensure": "确保", "plain": "未注明", "strive": "力争"}
ROLE_WORD = {"lead": "牵头", "support": "配合"}
STATUS_WORD = {"issued": "已印发", "draft": "征求意见稿"}
PRESENCE_WORD: dict[Presence, str] = {
    "set": "已设定",
    "withheld": "原文隐去",
    "unset": "未设定",
    "other_basis": "另有口径",
    "not_applicable": "不适用",
}


@dataclass(frozen=True)
class ComparisonRow:
    """One line of a comparison: a district's figure, or the kind of absence in its place.

    `value` and `value_high` are in the comparison's unit; None unless `presence` is set. `figure` is the
    figure in words as every picture and table prints it, `remark` what must be read with it.
    """

    district_id: str
    district: str
    presence: Presence
    figure: str
    target_id: str = ""
    name: str = ""
    printed: str = ""
    comparator: str = "exactly"
    value: float | None = None
    value_high: float | None = None
    due_year: int | None = None
    draft: bool = False
    remark: str = ""
    source: str = ""

    @property
    def situation(self) -> str:
        """The presence in words; for another basis also which: `另有口径：累计 90个`."""
        return self.figure if self.presence == "other_basis" else PRESENCE_WORD[self.presence]


@dataclass(frozen=True)
class Comparison:
    """One honest comparison: everything that the screen shows and every export prints."""

    indicator_id: str
    title: str
    subtitle: str
    unit: str
    basis: str
    period: str
    rows: tuple[ComparisonRow, ...]
    notes: tuple[str, ...]
    source: str
    filters: str
    made_on: date
    left_out: int = 0  # districts that set the indicator too, where there are too many to list

    @property
    def drawn(self) -> tuple[ComparisonRow, ...]:
        """The rows that have a place on the axis."""
        return tuple(row for row in self.rows if row.value is not None)


@dataclass(frozen=True)
class Refusal:
    """Why figures can't stand on one axis: a sentence for the reader, instead of a chart."""

    reason: str
