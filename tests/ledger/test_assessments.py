"""Scores: the published formulas, what is never zero, what is never more than all, and places."""

import random
from datetime import date
from fractions import Fraction

import pytest

from policytargets.ledger.assessments import Adjustment, Assessment, Scheme, Score, assess, places, score_item
from policytargets.ledger.courses import default_course
from policytargets.ledger.model import Course, DueItem, Node, Reading
from tests.ledger.cases import generated, parts
from tests.lights_in_fractions import is_met

END = date(2023, 12, 31)
YEAR = (date(2023, 1, 1), END)
VALUE, WAY = Scheme(), Scheme("way")


def item(comparator: str, value: object, basis: str = "new", **more: object) -> DueItem:
    return DueItem("a", comparator, value, *YEAR, basis, **{"direction": "higher", "baseline": 0, **more})


def scored(due: DueItem, figure: object, scheme: Scheme = VALUE, as_of: date = END, **more: object) -> Score:
    return score_item(due, default_course(due), Reading(figure), as_of, scheme, **more)


THINGS = item("at_least", 300)
WATER = item("at_most", 5070, "cap", pacing="ceiling")
GROWTH = item("at_least", 8, "growth", pacing="hold", baseline=None)
MASKED = item("at_least", None, withheld=True)
DUST = item("exactly", 42, "level", direction="lower", baseline=48)
STOCK = item("exactly", 1000, "cumulative", baseline=800)


def test_the_worked_example() -> None:
    scores = [scored(THINGS, 270), scored(WATER, 5577), scored(GROWTH, -1), scored(MASKED, 3)]
    assert [score.score for score in scores] == [Fraction(9, 10), Fraction(9, 10), 0, None]
    result = assess("甲局", scores, [Adjustment(2, "获省级表扬")], VALUE)
    assert (result.base, result.total, result.covered, result.ranked) == (60, 62, (3, 4), True)
    assert [score.formula for score in scores[:2]] == ["270 ÷ 300 = 0.9000", "2 − 5,577 ÷ 5,070 = 0.9000"]
    assert scores[3].why_not == "原文隐去"


@pytest.mark.parametrize(("due", "figure", "score"), [
    (THINGS, 300, 1), (THINGS, 900, 1), (THINGS, 299, "0.99"), (THINGS, 0, 0), (THINGS, -5, 0),
    (item("more_than", 100), 100, "0.99"), (item("about", 60), 57, 1), (item("about", 60), 54, "0.9"),
    (item("between", 2, value_high=3), 4, 1), (WATER, 5070, 1), (WATER, 10140, 0), (WATER, 99999, 0),
    (item("less_than", 10, "cap", pacing="ceiling"), 10, "0.99"), (GROWTH, 0, 0), (GROWTH, 4, "0.5"),
    (item("exactly", 0, direction="lower"), 1, 0), (DUST, "44.1", "0.95"),
    (STOCK, 850, "0.85"),
])  # fmt: skip
def test_rates(due: DueItem, figure: object, score: object) -> None:
    assert scored(due, figure).score == Fraction(score)


def test_a_formula_says_where_it_was_cut_off() -> None:
    assert scored(THINGS, 299).formula == "299 ÷ 300 = 0.9967，按 0.99 计"
    assert scored(WATER, 99999).formula == "2 − 99,999 ÷ 5,070 = -17.7237，按 0 计"


def test_the_way_from_the_baseline_is_another_scheme() -> None:
    assert scored(STOCK, 850, WAY).score == Fraction(1, 4)
    unknown = item("exactly", 1000, "cumulative", baseline=None)
    assert (scored(unknown, 850, WAY).score, scored(unknown, 850, WAY).why_not) == (None, "缺基期数")
    assert scored(unknown, 1000, WAY).score == 1
    assert scored(GROWTH, 4, WAY).score == Fraction(1, 2)


def test_what_can_not_be_judged_is_never_zero() -> None:
    reasons = {
        "原文隐去": (MASKED, Reading(3)), "无数字目标": (item("more_than", None), Reading(3)), "缺数": (THINGS, None),
        "征求意见稿": (item("at_least", 3, status="draft"), Reading(3)),
        "不适用": (THINGS, Reading(figure_state="not_applicable")),
        "未到期": (DueItem("a", "at_least", 3, YEAR[0], date(2025, 12, 31), "new", baseline=0), Reading(3)),
    }  # fmt: skip
    for word, (due, reading) in reasons.items():
        found = score_item(due, default_course(due), reading, END, VALUE)
        assert (found.score, found.why_not) == (None, word)
    assert (
        score_item(THINGS, default_course(THINGS), Reading(figure_state="not_available"), END, VALUE).why_not == "缺数"
    )


def test_a_missing_figure_is_zero_only_by_a_finding() -> None:
    found = score_item(THINGS, default_course(THINGS), None, END, VALUE, undone=True)
    assert (found.score, found.formula) == (0, "认定未完成，计 0")
    assert scored(THINGS, 300, undone=True).score == 1
    assert score_item(MASKED, default_course(MASKED), None, END, VALUE, undone=True).score is None


def test_an_extension_that_was_granted_moves_the_day_of_judgement() -> None:
    course = Course("linear", 0, extended_to=date(2024, 3, 31))
    assert score_item(THINGS, course, Reading(270), END, VALUE).why_not == "未到期"
    assert score_item(THINGS, course, Reading(270), date(2024, 3, 31), VALUE).score == Fraction(9, 10)


def test_tasks_without_figures_count_by_their_nodes() -> None:
    task = DueItem("task:a", "exactly", None, *YEAR, "", "none", kind="task", pacing="nodes")
    nodes = (Node(date(2023, 6, 30), done_on=date(2023, 7, 5)), Node(date(2023, 11, 30)))
    assert score_item(task, Course("nodes", nodes=nodes), None, END, VALUE).score == Fraction(1, 2)
    assert score_item(task, Course("nodes"), None, END, VALUE).why_not == "未设节点"
    assert score_item(task, Course("nodes"), Reading(finished_on=END), END, VALUE).score == 1


def test_extra_and_deducted_points_are_capped_apart() -> None:
    changes = [Adjustment(4, "甲"), Adjustment(3, "乙"), Adjustment("-2.5", "丙")]
    result = assess("甲局", [scored(THINGS, 270)], changes, VALUE)
    assert (result.added, result.deducted, result.total) == (5, Fraction(5, 2), Fraction("92.5"))
    nothing = assess("乙局", [scored(MASKED, 3)], changes, VALUE)
    assert (nothing.base, nothing.total, nothing.ranked, nothing.covered) == (None, None, False, (0, 1))


def test_weights() -> None:
    scores = [scored(THINGS, 300, weight=3), scored(THINGS, 0, weight=1), scored(MASKED, 1, weight=50)]
    assert assess("甲局", scores, [], VALUE).base == 75
    with pytest.raises(ValueError, match="weight"):
        scored(THINGS, 1, weight=-1)


def test_few_items_are_not_ranked_and_equal_totals_share_a_place() -> None:
    def result(name: str, *figures: int) -> Assessment:
        return assess(name, [scored(THINGS, figure) for figure in figures], [], VALUE)

    results = [
        result("甲", 270, 270, 270),
        result("乙", 240, 300, 270),
        result("丙", 150, 150, 150),
        result("丁", 300, 300),
    ]
    assert places(results) == {"甲": 1, "乙": 1, "丙": 3}


def test_what_is_met_is_all_and_what_is_not_is_less() -> None:
    for case in generated(4000, random.Random(40)):
        due, course, reading, _ = parts(case)
        if case["x"] is None or case["v"] is None:
            continue
        for scheme in (VALUE, WAY):
            score = score_item(due, course, reading, date(2027, 12, 31), scheme).score
            assert score is None or 0 <= score <= 1
            assert (score == 1) == is_met(case), case
