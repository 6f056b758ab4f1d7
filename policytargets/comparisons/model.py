"""What a page shows and an export prints, as frozen records, and the words for every code."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from policytargets.wording.codes import PRESENCE_WORD, Presence

INVENTED = "示例数据，不是真实进展"


@dataclass(frozen=True)
class Progress:
    """What was done of one target, as it was released: `actual` in the comparison's unit, None where no figure was
    given; `figure` the same in words; `as_of` the last day it speaks of; `light` its code, None where nothing is lit,
    and `words` mark, light and state in one; `remark` what must be read with it."""

    actual: float | None
    figure: str
    as_of: date
    light: str | None
    words: str
    remark: str = ""

    @property
    def done(self) -> str:
        """`完成 225 个（截至 2023-09-30）`."""
        remark = f"，{self.remark}" if self.remark else ""
        figure = self.figure if self.actual is None else f"完成 {self.figure}"
        return f"{figure}（截至 {self.as_of.isoformat()}{remark}）"

    @property
    def told(self) -> str:
        """What was done and its light in one line."""
        return f"{self.words}　{self.done}"


@dataclass(frozen=True)
class ComparisonRow:
    """One line of a comparison: a district's figure, or the kind of absence in its place.

    `value` and `value_high` are in the comparison's unit; None unless `presence` is set. `figure` is the
    figure in words as every picture and table prints it, `remark` what must be read with it. `details` is what every
    drawing writes beside the district: the target's name where names differ, the indicator of another basis, the year
    where years differ, and that a plan is a draft.
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
    details: str = ""
    short_name: str = ""  # of the district, for charts
    progress: Progress | None = None  # only where a ledger has released something

    @property
    def label(self) -> str:
        """What a chart calls the district."""
        return self.short_name or self.district

    @property
    def sets(self) -> bool:
        """Whether the district's plan sets the indicator, be it withheld, in words, or for another period; what stands
        on another basis refers to its own indicator in `remark`."""
        return self.presence in ("set", "withheld", "worded") or (self.presence == "other_basis" and not self.remark)

    @property
    def situation(self) -> str:
        """The presence in words; for another basis or mere words also which: `另有口径：累计 90个`."""
        return self.figure if self.presence in ("other_basis", "worded") else PRESENCE_WORD[self.presence]


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
    direction: str = "none"  # whether more is better (`higher`), less (`lower`) or neither
    indicator: str = ""  # the indicator's own name where a presenter gave another `title`
    counts: bool = False  # whether whole things are counted, so that an axis has no half ones
    caution: str = ""  # what keeps the figures from being ranked, without a full stop
    mark: str = ""  # `示例` where figures of an invented ledger stand in it; the title begins with it

    def renamed(self, title: str) -> "Comparison":
        """The same under a presenter's title; what is measured is named below it."""
        title = marked(title, self.mark)
        return replace(self, title=title, indicator=self.title, subtitle=f"指标：{self.title} · {self.subtitle}")

    @property
    def to_know(self) -> tuple[str, ...]:
        """All that must be read with the figures, the caution first."""
        return (*([f"比较须知：{self.caution}。"] if self.caution else []), *self.notes)

    @property
    def tracked(self) -> bool:
        """Whether some row says what was done."""
        return any(row.progress for row in self.rows)

    @property
    def unset(self) -> tuple[str, ...]:
        """The districts whose plans set nothing of this kind, by short name."""
        return tuple(row.label for row in self.rows if row.presence == "unset")

    @property
    def drawn(self) -> tuple[ComparisonRow, ...]:
        """The rows that have a place on the axis."""
        return tuple(row for row in self.rows if row.value is not None)


def marked(title: str, mark: str) -> str:
    """A title with the mark of what is invented before it, once."""
    return title if title.startswith(mark) else f"{mark} {title}"


class Marked(Protocol):
    """What may hold figures of an invented ledger."""

    @property
    def mark(self) -> str:
        """`示例`, or nothing."""


def mark_of(shown: Iterable[Marked]) -> str:
    """The mark that all of them together bear: that of the first that has one."""
    return next((one.mark for one in shown if one.mark), "")


@dataclass(frozen=True)
class Refusal:
    """Why figures can't stand on one axis: a sentence for the reader, instead of a chart, under a title."""

    reason: str
    title: str = "没有可以显示的内容"

    def renamed(self, title: str) -> "Refusal":
        """The refusal under a presenter's own title."""
        return replace(self, title=title)
