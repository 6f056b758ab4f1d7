"""The ledger's records: what is due, how it is paced, what was reported, and the light that follows. All frozen.

Figures are exact fractions. They may be given as text, whole numbers, decimals or fractions; binary floats are refused,
as they are not the figures that people wrote.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

Number = Fraction | Decimal | int | str
Comparator = Literal["at_least", "more_than", "exactly", "about", "less_than", "at_most", "between"]
Direction = Literal["higher", "lower", "none"]
Pacing = Literal["linear", "planned", "hold", "final", "ceiling", "nodes"]
Cadence = Literal["ten_days", "month", "quarter", "half_year", "year"]
FigureState = Literal["given", "not_available", "not_applicable"]
Outlook = Literal["", "on_time", "in_difficulty", "impossible"]
Colour = Literal["done", "green", "yellow", "red", "breached"]
Measure = Literal["points", "ratio"]
ACCRUING = ("cumulative", "year_to_date", "used")  # readings that begin at nothing and never become less


def exact(number: Number | None) -> Fraction | None:
    """The number as a fraction; None stays None. Raises TypeError for a float or truth value and ValueError for text
    that is no plain number."""
    if number is None or isinstance(number, Fraction):
        return number
    if isinstance(number, bool | float) or not isinstance(number, Decimal | int | str):
        raise TypeError(f"{number!r} is no exact figure: give text, a whole number, a Decimal or a Fraction")
    try:
        return Fraction(number)
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        raise ValueError(f"{number!r} is not a number") from error


class Exact:
    """Makes the fields named in `FIGURES` exact when a record is made."""

    FIGURES: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in self.FIGURES:
            object.__setattr__(self, name, exact(getattr(self, name)))


@dataclass(frozen=True)
class Period:
    """A reporting period; what is due is judged as of its last day."""

    starts_on: date
    ends_on: date
    cadence: Cadence = "month"

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError(f"a period can't end on {self.ends_on} before it starts on {self.starts_on}")


@dataclass(frozen=True)
class DueItem(Exact):
    """What is due: one figure in one window of time, or (kind `task`) a task without figures.

    `value` and `value_high` (of a range) are in `unit`, the converted one. `value` is empty where the document masks
    the figure (`withheld`) or commits in words only. `counts`: the unit counts whole things. `tolerance` is what 左右
    allows; left out it is 0.5 points for shares and growth, else 5 % of the figure. `averaged`: a mean over the years
    (年均). `reading` is what is reported, see `READING_WORD`. `baseline` is the figure at the start of the window where
    it follows from the item (0 for what accrues). `net`: a net change (净增), which may be less than nothing.
    `reporter_id`: the department that reports it by the record, none where the record names no leader.
    `unit_printed`: the unit of the document where it is another one, each being `factor` of `unit` (1 亿斤 is 5 万吨).
    """

    due_id: str
    comparator: Comparator
    value: Fraction | None
    window_start: date
    window_end: date
    basis: str
    direction: Direction = "higher"
    value_high: Fraction | None = None
    unit: str = ""
    kind: Literal["figure", "task"] = "figure"
    counts: bool = False
    net: bool = False
    tolerance: Fraction | None = None
    averaged: bool = False
    withheld: bool = False
    status: Literal["issued", "draft"] = "issued"
    reading: str = ""
    pacing: Pacing = "linear"
    cadence: Cadence = "month"
    baseline: Fraction | None = None
    fingerprint: str = ""
    reporter_id: str = ""
    unit_printed: str = ""
    factor: Fraction = Fraction(1)

    FIGURES = ("value", "value_high", "tolerance", "baseline", "factor")

    def __post_init__(self) -> None:
        super().__post_init__()
        for code, codes in ((self.comparator, Comparator), (self.direction, Direction), (self.pacing, Pacing)):
            if code not in get_args(codes):
                raise ValueError(f"{self.due_id}: {code!r} is none of {', '.join(get_args(codes))}")
        if self.window_end < self.window_start:
            raise ValueError(f"{self.due_id}: the window ends on {self.window_end} before it starts")
        if self.tolerance is not None and self.tolerance < 0:
            raise ValueError(f"{self.due_id}: a tolerance can't be below 0")
        if self.value is not None and (self.comparator == "between") != (self.value_high is not None):
            raise ValueError(f"{self.due_id}: a range, and only a range, has an upper value")

    @property
    def accrues(self) -> bool:
        """Whether its figure only ever grows."""
        return self.reading in ACCRUING and not self.net


@dataclass(frozen=True)
class Node:
    """A step of a task: what, until when, and when it was reported done."""

    due_on: date
    text: str = ""
    done_on: date | None = None


@dataclass(frozen=True)
class Course(Exact):
    """How an item is paced once approved: pacing, figure at the window's start, planned figures by the last day of
    their period, nodes, and the end to which it was extended."""

    pacing: Pacing
    baseline: Fraction | None = None
    planned: tuple[tuple[date, Number], ...] = ()
    nodes: tuple[Node, ...] = ()
    extended_to: date | None = None

    FIGURES = ("baseline",)

    def planned_on(self, day: date) -> Fraction | None:
        """The planned figure as of a day, None where the schedule names none."""
        return next((exact(figure) for ends_on, figure in self.planned if ends_on == day), None)


@dataclass(frozen=True)
class Reading(Exact):
    """What was reported for a period: the figure since the window began, in the item's unit.

    For an averaged item `yearly` holds each year's figure instead. Without a figure `figure_state` says why.
    `finished_on` is when a task without figures was reported finished; `fingerprint` that of the item when reported.
    """

    value: Fraction | None = None
    figure_state: FigureState = "given"
    yearly: tuple[Number, ...] = ()
    finished_on: date | None = None
    outlook: Outlook = ""
    fingerprint: str = ""

    FIGURES = ("value",)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.figure_state != "given" and (self.value is not None or self.yearly):
            raise ValueError(f"a figure is given, yet the report says {self.figure_state}")


@dataclass(frozen=True)
class LightRule(Exact):
    """Where green and yellow begin. `points`: points of the way ahead (+) or behind (-) the schedule; `ratio`: per cent
    of what is due. Green begins at `green_from`, itself green if `green_included`; yellow at `yellow_from`, itself
    yellow; without it there is no yellow."""

    rule_id: str
    measure: Measure
    green_from: Fraction
    green_included: bool = True
    yellow_from: Fraction | None = None
    name: str = ""
    source: str = ""

    FIGURES = ("green_from", "yellow_from")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.measure not in get_args(Measure):
            raise ValueError(f"{self.rule_id}: {self.measure!r} is none of {', '.join(get_args(Measure))}")
        if self.yellow_from is not None and self.yellow_from >= self.green_from:
            raise ValueError(f"{self.rule_id}: yellow begins at {self.yellow_from}, not below green")


@dataclass(frozen=True)
class Light:
    """The light of one item as of one period.

    `light` is done, green, yellow, red or breached, or None where nothing can be lit; `state` is the code of `words`
    (超序时 …, or why there is no light) and `reason` a sentence with the figures. Exact fractions, None where they have
    no meaning: `rate` 完成率 in %, `used` 已用 of an upper limit in %, `due_now` 序时应完成 in the item's unit,
    `deviation` 序时差 in 百分点, `way` what 100 of them are in the item's unit. `marks` are words that stand beside it.
    """

    light: Colour | None
    state: str
    words: str
    reason: str
    rate: Fraction | None = None
    used: Fraction | None = None
    due_now: Fraction | None = None
    deviation: Fraction | None = None
    way: Fraction | None = None
    marks: tuple[str, ...] = field(default=())
