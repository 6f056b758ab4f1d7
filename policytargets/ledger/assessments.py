"""Year-end scores by published formulas: the part of the target that was done, upper limits by how far they were
exceeded, nothing for what can't be judged, and no extra for more than was promised.

Every score keeps its formula. What is not scored is listed with its reason and counts neither as done nor as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from policytargets.ledger.courses import completion, mean_over_years, schedule
from policytargets.ledger.dues import goal, met, sense
from policytargets.ledger.model import Course, DueItem, Exact, Period, Reading
from policytargets.wording.assessments import NOT_SCORED_WORD
from policytargets.wording.lights import amount, fixed

UNMET_AT_MOST = Fraction(99, 100)  # what misses its target, however closely, is not as good as what meets it
RateOf = Literal["value", "way"]


@dataclass(frozen=True)
class Scheme(Exact):
    """How an assessment counts. `rate_of`: what is done over the target (`value`), or over the way from the baseline
    (`way`). `cap`: the most that extra points may add, and deducted ones take off. `fewest`: departments with fewer
    scored items are listed and not ranked."""

    rate_of: RateOf = "value"
    cap: Fraction = Fraction(5)
    fewest: int = 3

    FIGURES = ("cap",)


@dataclass(frozen=True)
class Score:
    """One item's score from 0 to 1 with its weight and formula; None, and why not, where it can't be judged."""

    due_id: str
    weight: Fraction
    score: Fraction | None
    formula: str
    why_not: str = ""


@dataclass(frozen=True)
class Adjustment(Exact):
    """Points added (+) or deducted (-) by decision, with the reason."""

    points: Fraction
    reason: str

    FIGURES = ("points",)


@dataclass(frozen=True)
class Assessment:
    """A department's result. `base` is the weighted mean of its scores in hundredths, None if nothing could be scored;
    `added` and `deducted` are capped each for itself; `total` is all three. `ranked`: enough items for a place."""

    department_id: str
    scores: tuple[Score, ...]
    base: Fraction | None
    added: Fraction
    deducted: Fraction
    total: Fraction | None
    ranked: bool

    @property
    def covered(self) -> tuple[int, int]:
        """How many of its items were scored, and how many it has."""
        return sum(score.score is not None for score in self.scores), len(self.scores)


def score_item(
    item: DueItem, course: Course, reading: Reading | None, as_of: date, scheme: Scheme, *,
    weight: Fraction | int = 1, undone: bool = False,
) -> Score:  # fmt: skip
    """The score of one item as of a day, from its last reading.

    `undone` is a checker's explicit finding that an item without a figure was not done: only that makes it 0. Not
    scored: masked figures, commitments without one, drafts, items not due (an extension that was granted counts), items
    without a reading. Raises ValueError for a weight below 0.
    """
    share = Fraction(weight)
    if share < 0:
        raise ValueError(f"{item.due_id}: a weight can't be {weight}")
    if why_not := _why_not(item, course, reading, as_of):
        if undone and why_not == "missing":
            return Score(item.due_id, share, Fraction(0), "认定未完成，计 0")
        return Score(item.due_id, share, None, "", NOT_SCORED_WORD[why_not])
    if item.kind == "task":
        return Score(item.due_id, share, *_by_nodes(course, reading, as_of))
    assert reading is not None
    figure = mean_over_years(item, reading.yearly) if item.averaged and reading.yearly else reading.value
    assert figure is not None
    rate, formula = _rate(item, course, figure, as_of, scheme)
    if rate is None:
        return Score(item.due_id, share, None, "", NOT_SCORED_WORD["no_baseline"])
    return Score(item.due_id, share, rate, formula)


def assess(
    department_id: str, scores: Sequence[Score], adjustments: Sequence[Adjustment], scheme: Scheme
) -> Assessment:
    """The result of what a department leads: 100 × ΣwS ÷ Σw over what could be scored, and adjustments."""
    counted = [(score.weight, score.score) for score in scores if score.score is not None and score.weight > 0]
    whole = sum((weight for weight, _ in counted), Fraction(0))
    base = 100 * sum((weight * score for weight, score in counted), Fraction(0)) / whole if whole else None
    added = min(sum((a.points for a in adjustments if a.points > 0), Fraction(0)), scheme.cap)
    deducted = min(-sum((a.points for a in adjustments if a.points < 0), Fraction(0)), scheme.cap)
    total = None if base is None else base + added - deducted
    return Assessment(department_id, tuple(scores), base, added, deducted, total, len(counted) >= scheme.fewest)


def places(assessments: Sequence[Assessment]) -> dict[str, int]:
    """The place of each ranked department, the best first; equal totals share a place."""
    totals = {
        result.department_id: result.total for result in assessments if result.ranked and result.total is not None
    }
    return {name: 1 + sum(other > total for other in totals.values()) for name, total in totals.items()}


def _why_not(item: DueItem, course: Course, reading: Reading | None, as_of: date) -> str:
    if item.status == "draft":
        return "draft"
    if item.kind == "figure" and item.value is None:
        return "withheld" if item.withheld else "worded"
    if as_of < (course.extended_to or item.window_end):
        return "not_due"
    if reading and reading.figure_state == "not_applicable":
        return "not_applicable"
    if item.kind == "task":
        finished = bool(reading and reading.finished_on)
        return "" if finished or course.nodes else "no_nodes"
    return "" if reading and (reading.value is not None or (item.averaged and reading.yearly)) else "missing"


def _rate(item: DueItem, course: Course, figure: Fraction, as_of: date, scheme: Scheme) -> tuple[Fraction | None, str]:
    """The rate of an item with a figure and how it came about; None for a way without a baseline."""
    target, side = goal(item), sense(item)
    if met(item, figure):
        return Fraction(1), f"{amount(figure)} 达到目标，计 1"
    if item.basis == "growth" and figure <= 0 and side == "higher":
        return Fraction(0), f"增速 {amount(figure)}% 不为正，计 0"
    if target <= 0:
        return Fraction(0), f"{amount(figure)} 未达到目标 {amount(target)}，计 0"
    if side == "lower" or figure > target:
        return _unmet(2 - figure / target, f"2 − {amount(figure)} ÷ {amount(target)}", capped=figure == target)
    if scheme.rate_of == "way" and course.pacing in ("linear", "planned", "final"):
        gone = completion(item, course, schedule(item, course, Period(as_of, as_of)), figure)
        return (None, "") if gone is None else _unmet(gone / 100, "完成路程的比例")
    return _unmet(figure / target, f"{amount(figure)} ÷ {amount(target)}")


def _unmet(rate: Fraction, formula: str, *, capped: bool = True) -> tuple[Fraction, str]:
    """The rate of what misses its target, from 0 to less than 1; the formula says where it was cut off."""
    counted = max(min(rate, UNMET_AT_MOST) if capped else rate, Fraction(0))
    cut = "" if counted == rate else f"，按 {amount(counted)} 计"
    return counted, f"{formula} = {fixed(rate, 4)}{cut}"


def _by_nodes(course: Course, reading: Reading | None, as_of: date) -> tuple[Fraction, str]:
    """A task without figures: done, or the part of its nodes that was."""
    if reading and reading.finished_on and reading.finished_on <= as_of:
        return Fraction(1), "已完成，计 1"
    nodes = len(course.nodes)
    done = sum(node.done_on is not None and node.done_on <= as_of for node in course.nodes)
    return Fraction(done, nodes), f"节点 {done} ÷ {nodes} = {fixed(Fraction(done, nodes), 4)}"
