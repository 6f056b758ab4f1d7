"""The light of a due item: one pure function over exact figures, the same as `queries/ledger/lights.sql`.

>>> from datetime import date
>>> from policytargets.ledger.model import DueItem, LightRule, Period, Reading
>>> from policytargets.ledger.courses import default_course
>>> year = (date(2023, 1, 1), date(2023, 12, 31))
    >>> item = DueItem("a", "at_least", 300, *year, "new", unit="个", counts=True, baseline=0)
>>> rule = LightRule("board", "points", 0, True, -30)
>>> light = progress_light(item, default_course(item), Reading(210), Period(date(2023, 9, 1), date(2023, 9, 30)), rule)
>>> light.light, light.words, str(light.due_now), str(light.deviation)
('yellow', '略低于序时', '225', '-5')
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from policytargets.ledger.courses import Schedule, completion, gap, mean_over_years, schedule
from policytargets.ledger.dues import beyond, bound, goal, is_stock, met
from policytargets.ledger.model import Colour, Course, DueItem, Light, LightRule, Period, Reading
from policytargets.ledger.periods import elapsed
from policytargets.ledger.reasons import only_equal, reason
from policytargets.wording.lights import (
    BEYOND,
    CAUGHT_UP,
    CONTRADICTED,
    DRAFT,
    EXTENDED,
    NEAR,
    OVERRIDDEN,
    REDEFINED,
    STATE_WORD,
    TOO_HIGH,
    WELL_AHEAD,
)

DAYS_YELLOW = 30  # a node so many days late is yellow, a later one red
SETTLED: dict[str, Colour] = {"done": "done", "reached": "done", "breached": "breached", "unfinished": "red"}


def progress_light(
    item: DueItem, course: Course, reading: Reading | None, period: Period, rule: LightRule, *,
    earlier: Sequence[str | None] = (), extensions: int = 0, override: str = "",
) -> Light:  # fmt: skip
    """The light of one due item as of the last day of a period.

    `reading` is the figure reported for that period (the total since the window began, never the increment) or None.
    `course` is the approved one or `default_course(item)`; `rule` says where green and yellow begin. For the marks:
    `earlier` lights of published periods, the number of `extensions`, the reason of an `override`. Nothing is read from
    the clock. Without a figure there is no light, and `words` and `reason` say why. Raises ValueError for a reading of
    yearly figures that have no mean (`mean_over_years`).
    """
    if item.kind == "task":
        plain = _by_nodes(course, reading, period)
    elif item.value is None or period.ends_on < item.window_start:
        state = "not_begun" if item.value is not None else "withheld" if item.withheld else "worded"
        plain = Light(None, state, STATE_WORD[state], reason(state, item, period))
    else:
        plain = _by_figure(item, course, _figure(item, reading), reading, period, rule)
    return replace(plain, marks=_marks(item, reading, plain.light, earlier, extensions, override))


def too_early_for_red(item: DueItem, course: Course, ends_on: date, rule: LightRule) -> bool:
    """Whether an evenly paced item of what accrues can't be red by a rule, even if nothing is done: so little of its
    time has gone by."""
    if rule.measure != "points" or rule.yellow_from is None or not item.accrues:
        return False
    end = course.extended_to or item.window_end
    return course.pacing == "linear" and -100 * elapsed(item.window_start, end, ends_on) >= rule.yellow_from


def _figure(item: DueItem, reading: Reading | None) -> Fraction | None:
    """The figure to judge: the one reported, or the mean of those of the years."""
    if reading is None or reading.figure_state != "given":
        return None
    if item.averaged and reading.yearly:
        return mean_over_years(item, reading.yearly)
    return reading.value


def _by_figure(
    item: DueItem, course: Course, figure: Fraction | None, reading: Reading | None, period: Period, rule: LightRule
) -> Light:
    plan = schedule(item, course, period)
    ended = period.ends_on >= (course.extended_to or item.window_end)
    if figure is None:
        state = "overdue_unreported" if ended else "unreported"
        if reading and reading.figure_state != "given":
            state = reading.figure_state
        return Light(None, state, STATE_WORD[state], reason(state, item, period, plan), due_now=plan.due, way=plan.way)
    ahead = gap(item, course, plan, figure)
    deviation = _hundredths(ahead, plan.way) if plan.paced else None
    state = _settled(item, course, plan, figure, ended)
    light, just = SETTLED.get(state), False
    if not state:
        just = plan.pace == "hold" and ahead >= 0 and not met(item, figure)
        state = _paced_state(plan, _hundredths(ahead, plan.way), just)
        light = _colour(rule, plan, ahead, just)
    return Light(
        light,
        state,
        _words(state, item, plan, figure, just),
        reason(state, item, period, plan, figure, deviation, rule),
        rate=completion(item, course, plan, figure),
        used=100 * figure / goal(item) if plan.pace == "ceiling" and goal(item) > 0 else None,
        due_now=plan.due,
        deviation=deviation,
        way=plan.way,
    )


def _words(state: str, item: DueItem, plan: Schedule, figure: Fraction, just: bool) -> str:
    """The words of a state, true for what should be low as well, and for what only equals a bound to be passed."""
    if just:
        return only_equal(item)
    if state == "slightly_behind" and figure > (bound(item) if plan.due is None else plan.due):
        return TOO_HIGH
    return STATE_WORD[state]


def _settled(item: DueItem, course: Course, plan: Schedule, figure: Fraction, ended: bool) -> str:
    """What can be said of a figure without a look at its schedule; nothing where the schedule decides."""
    reached = met(item, figure)
    if plan.pace == "ceiling" and not reached:
        return "breached"
    if ended:
        return "done" if reached else "unfinished"
    if reached and course.pacing not in ("hold", "ceiling"):
        return "reached" if is_stock(item) else "done"
    if not plan.paced:
        return {"final": "final", "linear": "no_baseline"}.get(course.pacing, "no_schedule")
    return ""


def _paced_state(plan: Schedule, deviation: Fraction, just: bool) -> str:
    """How a figure stands to its schedule. `just`: it reaches a bound that it has to exceed."""
    if deviation >= 0 and plan.pace == "ceiling":
        return "within_limit"
    if deviation >= 0 and not just:
        return "ahead" if deviation >= WELL_AHEAD else "on_schedule"
    return ("slightly_" if deviation > NEAR else "") + ("over" if plan.pace == "ceiling" else "behind")


def _colour(rule: LightRule, plan: Schedule, ahead: Fraction, just: bool) -> Colour:
    """Green, yellow or red by the rule's cuts. What only just misses a bound lies below every cut at it."""
    share = rule.measure == "ratio"
    measured = _hundredths(ahead, plan.stretch) + 100 if share else _hundredths(ahead, plan.way)
    if measured > rule.green_from or (measured == rule.green_from and rule.green_included and not just):
        return "green"
    return "yellow" if rule.yellow_from is not None and measured >= rule.yellow_from else "red"


def _hundredths(ahead: Fraction, scale: Fraction) -> Fraction:
    """A gap in hundredths of a scale. Without a scale (a target of 0), what falls short is a whole one short."""
    if scale > 0:
        return 100 * ahead / scale
    return Fraction(-100 if ahead < 0 else 0)


def _by_nodes(course: Course, reading: Reading | None, period: Period) -> Light:
    """A task without figures: by the node that has been outstanding longest, so that no later one hides it."""
    finished = reading.finished_on if reading else None
    if finished and finished <= period.ends_on:
        return Light("done", "done", STATE_WORD["done"], f"{finished.isoformat()}完成")
    if not course.nodes:
        return Light(None, "no_nodes", STATE_WORD["no_nodes"], "没有数字，也未设节点，不亮灯")
    undone = [node for node in course.nodes if node.done_on is None or node.done_on > period.ends_on]
    if not undone:
        return Light("done", "done", STATE_WORD["done"], f"{len(course.nodes)} 个节点全部完成")
    first = min(undone, key=lambda node: node.due_on)
    late = (period.ends_on - first.due_on).days
    if late <= 0:
        return Light("green", "on_schedule", STATE_WORD["on_schedule"], f"下一节点 {first.due_on.isoformat()}，未到期")
    state = "slightly_behind" if late <= DAYS_YELLOW else "behind"
    colour: Colour = "yellow" if late <= DAYS_YELLOW else "red"
    return Light(colour, state, STATE_WORD[state], f"节点 {first.due_on.isoformat()} 未完成，已过 {late} 天")


def _marks(
    item: DueItem,
    reading: Reading | None,
    light: Colour | None,
    earlier: Sequence[str | None],
    extensions: int,
    override: str,
) -> tuple[str, ...]:
    outlook, figure = (reading.outlook, reading.value) if reading else ("", None)
    contrary = {"on_time": ("red", "breached"), "impossible": ("done", "green")}.get(outlook, ())
    found = {
        CAUGHT_UP: light in ("done", "green") and any(past in ("red", "breached") for past in earlier),
        f"{EXTENDED} {extensions} 次（原 {item.window_end.isoformat()}）": extensions > 0,
        f"{OVERRIDDEN}：{override}": bool(override),
        REDEFINED: bool(
            reading and reading.fingerprint and item.fingerprint and reading.fingerprint != item.fingerprint
        ),
        CONTRADICTED: light in contrary,
        BEYOND: figure is not None and beyond(item, figure),
        DRAFT: item.status == "draft",
    }
    return tuple(mark for mark, stands in found.items() if stands)
