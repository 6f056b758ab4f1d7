"""The course of an item: how it is paced, what should be there by now, and means over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from math import ceil, floor, prod

from policytargets.ledger.dues import bound, goal, sense
from policytargets.ledger.model import Course, DueItem, Number, Period, exact
from policytargets.ledger.periods import elapsed, periods

PLACES = 8  # the decimals in which figures are kept


def default_course(item: DueItem) -> Course:
    """The course of an item for which none has been approved."""
    return Course(item.pacing, item.baseline)


def course_fault(item: DueItem, course: Course) -> str:
    """Why a course can't pace an item, in Chinese for whoever proposes it; empty where it can."""
    end = course.extended_to or item.window_end
    if (item.kind == "task") != (course.pacing == "nodes"):
        return "没有数字的任务按节点，有数字的目标不按节点"
    if course.pacing == "ceiling" and sense(item) != "lower":
        return "上限只用于越低越好的目标，这一目标不是"
    if end < item.window_start:
        return f"延期后的期限 {end.isoformat()} 早于目标期的起点"
    if course.pacing == "planned" and not course.planned:
        return "按计划数折算序时，须至少给出一期的计划数"
    outside = [day for day, _ in course.planned if not item.window_start <= day <= end]
    outside += [node.due_on for node in course.nodes if not item.window_start <= node.due_on <= end]
    return f"{outside[0].isoformat()} 不在目标期内" if outside else ""


@dataclass(frozen=True)
class Schedule:
    """What an item should have come to as of a period.

    `pace` is the pacing in effect; `due` is None where there is no schedule or the item only has to hold. `way` stands
    for 100 points, `stretch` for 100 % of what is due. `way_to_go`: a baseline is known and lies before the target.
    """

    pace: str
    paced: bool
    due: Fraction | None
    way: Fraction
    stretch: Fraction
    way_to_go: bool


def schedule(item: DueItem, course: Course, period: Period) -> Schedule:
    """The schedule of an item with a figure. Raises ValueError for one without, and for an upper limit on what should
    be high (`course_fault` says so before).

    A baseline on or beyond the target leaves no way to go: such an item has to hold, whatever its pacing says.
    """
    if course.pacing == "ceiling" and sense(item) != "lower":
        raise ValueError(f"{item.due_id}: {course_fault(item, course)}")
    target, baseline, planned = goal(item), _baseline(item, course), course.planned_on(period.ends_on)
    to_go = baseline is not None and _side(item, baseline) * (target - baseline) > 0
    pace = "hold" if course.pacing == "linear" and baseline is not None and not to_go else course.pacing
    known = {"linear": baseline is not None, "planned": planned is not None, "hold": True, "ceiling": True}
    paced = known.get(course.pacing, False)
    start = baseline or Fraction(0)
    if pace == "hold" or not paced:
        return Schedule(pace, paced, None, abs(target), abs(bound(item)), to_go)
    due = planned if course.pacing == "planned" and planned is not None else _spread(item, course, period)
    if pace == "ceiling" or not to_go:
        return Schedule(pace, paced, due, abs(target), abs(due), to_go)
    stretch = max(_side(item, baseline) * (due - start), Fraction(0))
    return Schedule(pace, paced, due, abs(target - start), stretch, to_go)


def schedule_points(item: DueItem, course: Course) -> list[tuple[date, Fraction]]:
    """What should be there at the start of the window and at the end of each period, for the line of a chart; empty
    where there is no schedule. A target that has to hold is due whole all the time. Raises ValueError for no figure."""
    end = course.extended_to or item.window_end
    plans = [
        (min(period.ends_on, end), schedule(item, course, period))
        for period in periods(item.cadence, item.window_start, end)
    ]
    if plans[0][1].pace == "hold":
        return [(day, bound(item)) for day in (item.window_start, end)]
    start = Fraction(0) if course.pacing == "ceiling" else _baseline(item, course)
    due = [(day, plan.due) for day, plan in plans if plan.due is not None]
    return [(item.window_start, start), *due] if due and start is not None else due


def gap(item: DueItem, course: Course, plan: Schedule, figure: Fraction) -> Fraction:
    """How far a figure lies ahead (+) or behind (-) the schedule, in the item's unit."""
    if plan.pace == "ceiling" and plan.due is not None:
        return plan.due - figure
    if plan.due is not None:
        return _side(item, _baseline(item, course)) * (figure - plan.due)
    if sense(item) == "none":
        return min(figure - goal(item), (goal(item) if item.value_high is None else item.value_high) - figure)
    return (figure - bound(item)) * (1 if sense(item) == "higher" else -1)


def completion(item: DueItem, course: Course, plan: Schedule, figure: Fraction) -> Fraction | None:
    """完成率 in per cent: the part of the way from the baseline that has been gone; None without a way."""
    baseline = _baseline(item, course)
    if course.pacing not in ("linear", "planned", "final") or baseline is None or not plan.way_to_go:
        return None
    return 100 * (figure - baseline) / (goal(item) - baseline)


def mean_over_years(item: DueItem, yearly: Sequence[Number]) -> Fraction:
    """The mean of the years reported so far: of growth rates (in %) the geometric mean, else the arithmetic one.

    To eight decimals, rounded to the side on which the comparison with the target stays right. Raises ValueError for no
    years and for a rate below -100 %.
    """
    figures = [figure for figure in map(exact, yearly) if figure is not None]
    if not figures:
        raise ValueError("no year has been reported")
    strict = item.comparator in ("more_than", "less_than")
    up = (sense(item) == "lower") != strict
    if item.basis == "growth":
        return _geometric(figures, up)
    return _at_places(sum(figures, Fraction(0)) / len(figures), up)


def _geometric(rates: Sequence[Fraction], up: bool) -> Fraction:
    """The n-th root, sought among the numbers with eight decimals, so that the answer is right to the last of them."""
    if min(rates) < -100:
        raise ValueError("nothing can shrink by more than 100 %")
    product, count = prod(1 + rate / 100 for rate in rates), len(rates)
    with localcontext() as context:
        context.prec = 60
        root = (Decimal(product.numerator) / Decimal(product.denominator)) ** (Decimal(1) / count)
        near = Fraction((root - 1) * 100)
    step = Fraction(1, 10**PLACES)
    lower = next(
        step * tick
        for tick in range(floor(near / step) + 1, floor(near / step) - 3, -1)
        if (1 + step * tick / 100) ** count <= product
    )
    return lower if not up or (1 + lower / 100) ** count == product else lower + step


def _at_places(number: Fraction, up: bool) -> Fraction:
    return Fraction((ceil if up else floor)(number * 10**PLACES), 10**PLACES)


def _spread(item: DueItem, course: Course, period: Period) -> Fraction:
    """The target spread over the months of its window; whole things are rounded towards the baseline."""
    start = Fraction(0) if course.pacing == "ceiling" else _baseline(item, course) or Fraction(0)
    share = elapsed(item.window_start, course.extended_to or item.window_end, period.ends_on)
    way = (goal(item) - start) * share
    if item.counts:
        way = Fraction(floor(abs(way)) * (1 if way >= 0 else -1))
    return start + way


def _side(item: DueItem, baseline: Fraction | None) -> int:
    """1 where more is better, -1 where less is; where neither is, which way leads from the baseline to the target."""
    if sense(item) == "none":
        towards = goal(item) - (baseline or 0)
        return (towards > 0) - (towards < 0)
    return 1 if sense(item) == "higher" else -1


def _baseline(item: DueItem, course: Course) -> Fraction | None:
    """That of the course, else what follows from the item itself."""
    return item.baseline if course.baseline is None else course.baseline
