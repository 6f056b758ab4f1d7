"""What a page shows and an export prints, as frozen records, and the words for every code."""

from dataclasses import dataclass
from datetime import date

from policytargets.wording.codes import PRESENCE_WORD, Presence


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

    @property
    def label(self) -> str:
        """What a chart calls the district."""
        return self.short_name or self.district

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
    caution: str = ""  # what keeps the figures from being ranked, without a full stop

    @property
    def to_know(self) -> tuple[str, ...]:
        """All that must be read with the figures, the caution first."""
        return (*([f"比较须知：{self.caution}。"] if self.caution else []), *self.notes)

    @property
    def unset(self) -> tuple[str, ...]:
        """The districts whose plans set nothing of this kind, by short name."""
        return tuple(row.label for row in self.rows if row.presence == "unset")

    @property
    def drawn(self) -> tuple[ComparisonRow, ...]:
        """The rows that have a place on the axis."""
        return tuple(row for row in self.rows if row.value is not None)


@dataclass(frozen=True)
class Refusal:
    """Why figures can't stand on one axis: a sentence for the reader, instead of a chart."""

    reason: str
