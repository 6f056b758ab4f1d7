"""Lights: the worked examples, the published rules on the same figures, the edges, and what always holds."""

import doctest
import random
from calendar import monthrange
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import prod

import pytest

from policytargets.ledger import lights
from policytargets.ledger.courses import course_fault, default_course, mean_over_years, schedule_points
from policytargets.ledger.dues import met
from policytargets.ledger.lights import progress_light, too_early_for_red
from policytargets.ledger.model import Course, DueItem, Light, LightRule, Node, Period, Reading
from policytargets.ledger.reasons import rule_in_words
from policytargets.wording.lights import FORMULA, STATE_WORD
from tests import lights_in_fractions
from tests.ledger.cases import RULES, generated, parts

SEPTEMBER = Period(date(2023, 9, 1), date(2023, 9, 30))
DECEMBER = Period(date(2023, 12, 1), date(2023, 12, 31))
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def item(comparator: str, value: object, basis: str, **more: object) -> DueItem:
    """A due item of the year 2023."""
    lower = comparator in ("at_most", "less_than")
    given = {"direction": "lower" if lower else "higher", "window_start": YEAR[0], "window_end": YEAR[1], **more}
    return DueItem("a", comparator, value, basis=basis, **given)


def judged(due: DueItem, figure: object, period: Period = SEPTEMBER, rule: str = "board", **course: object) -> Light:
    chosen = Course(**{"pacing": due.pacing, "baseline": due.baseline, **course})
    return progress_light(due, chosen, Reading(figure), period, RULES[rule])


NEW = {"counts": True, "baseline": 0, "unit": "个"}
THINGS = item("at_least", 300, "new", **NEW)
PARK = item("exactly", 1, "new", **NEW)
SCHOOLS = item("exactly", 3, "new", **NEW)
MORE = item("more_than", 100, "new", **NEW)
ABOUT = item("about", 60, "new", **NEW)
RANGE = item("between", 2, "new", value_high=3, **NEW)
SHARE = item("exactly", 45, "share", baseline=40, unit="%")
UNKNOWN = item("exactly", 73, "share", unit="%")
STOCK = item("exactly", 1000, "cumulative", baseline=800, counts=True)
WHOLE = item("exactly", 100, "share", pacing="hold", unit="%")
GROWTH = item("at_least", 8, "growth", pacing="hold", unit="%")
AROUND = item("about", 7, "growth", pacing="hold", unit="%")
WATER = item("at_most", 5070, "cap", pacing="ceiling", unit="万立方米")
DAYS = item("at_most", 5, "cap", pacing="ceiling", counts=True, unit="天")
DUST = item("exactly", 42, "level", direction="lower", baseline=48, window_end=date(2025, 12, 31), reading="mean")
THIRD = Period(date(2024, 9, 1), date(2024, 9, 30))
GRAIN = item("at_least", "18.25", "level", pacing="final", baseline=0, reading="year_to_date", unit="万吨")
MASKED = item("at_least", None, "new", withheld=True)
PLAN = item("at_least", 10000, "new", window_end=date(2025, 12, 31), **NEW)

# Item, reading, period; then 完成率, 序时应完成, 序时差 as printed (None: not printed), light, word.
EXAMPLES = [
    (THINGS, 225, SEPTEMBER, "75.0", "225", "0.0", "green", "达序时"),
    (THINGS, 210, SEPTEMBER, "70.0", "225", "-5.0", "yellow", "略低于序时"),
    (THINGS, 120, SEPTEMBER, "40.0", "225", "-35.0", "red", "未达序时"),
    (PARK, 0, SEPTEMBER, "0.0", "0", "0.0", "green", "达序时"),
    (PARK, 0, DECEMBER, "0.0", "1", None, "red", "未完成"),
    (SCHOOLS, 2, SEPTEMBER, "66.7", "2", "0.0", "green", "达序时"),
    (SCHOOLS, 1, SEPTEMBER, "33.3", "2", "-33.3", "red", "未达序时"),
    (MORE, 100, DECEMBER, "100.0", "100", "0.0", "red", "未完成"),
    (ABOUT, 57, DECEMBER, "95.0", "60", None, "done", "已完成"),
    (ABOUT, 56, DECEMBER, "93.3", "60", None, "red", "未完成"),
    (RANGE, 2, DECEMBER, "100.0", "2", None, "done", "已完成"),
    (RANGE, 4, DECEMBER, "200.0", "2", None, "done", "已完成"),
    (SHARE, 43, SEPTEMBER, "60.0", "43.75", "-15.0", "yellow", "未达序时"),
    (UNKNOWN, 70, SEPTEMBER, "–", "–", "–", None, "缺基期数"),
    (STOCK, 850, SEPTEMBER, "25.0", "950", "-50.0", "red", "未达序时"),
    (WHOLE, "98.5", SEPTEMBER, "–", "–", "-1.5", "yellow", "略低于序时"),
    (GROWTH, "7.5", SEPTEMBER, "–", "–", "-6.2", "yellow", "略低于序时"),
    (GROWTH, -1, SEPTEMBER, "–", "–", "-112.5", "red", "未达序时"),
    (AROUND, "6.6", SEPTEMBER, "–", "–", "1.4", "green", "达序时"),
    (WATER, 3700, SEPTEMBER, "73.0", "3802.5", None, "green", "在序时上限内"),
    (WATER, 4100, SEPTEMBER, "80.9", "3802.5", None, "yellow", "略超序时上限"),
    (DAYS, 6, SEPTEMBER, "120.0", "3", None, "breached", "突破上限"),
    (DUST, 45, THIRD, "50.0", "44.5", "-8.3", "yellow", "略高于序时"),
    (DUST, 44, THIRD, "66.7", "44.5", "8.3", "green", "达序时"),
    (GRAIN, "9.6", SEPTEMBER, "52.6", "–", "–", None, "年终核定"),
    (MASKED, 3, SEPTEMBER, "–", "–", "–", None, "原文隐去"),
    (PLAN, 2600, SEPTEMBER, "26.0", "2500", "1.0", "green", "达序时"),
]


def shown(number: Fraction | None) -> str:
    return "–" if number is None else f"{round(Decimal(number.numerator) / Decimal(number.denominator), 1):.1f}"


@pytest.mark.parametrize(("due", "figure", "period", "rate", "due_now", "deviation", "light", "words"), EXAMPLES)
def test_the_worked_examples(due, figure, period, rate, due_now, deviation, light, words) -> None:
    found = judged(due, figure, period)
    assert (found.light, found.words) == (light, words)
    assert shown(found.rate if found.used is None else found.used) == rate
    assert ("–" if found.due_now is None else str(Decimal(due_now))) == due_now
    assert found.due_now is None or found.due_now == Fraction(due_now)
    assert deviation is None or shown(found.deviation) == deviation


def test_a_planned_course_paces_what_is_judged_at_the_end() -> None:
    found = judged(GRAIN, "9.6", pacing="planned", planned=((SEPTEMBER.ends_on, "9.2"),))
    assert (found.light, shown(found.deviation), shown(found.rate)) == ("green", "2.2", "52.6")
    other = judged(GRAIN, "9.6", pacing="planned", planned=((DECEMBER.ends_on, "9.2"),))
    assert (other.light, other.words) == (None, "缺计划数")


@pytest.mark.parametrize(("rule", "expected"), [
    ("board", "g y y y y r r"), ("yinchuan", "g g y y y r r"), ("wuhan", "g g g g g r r"),
    ("sanya", "g y y y y y y"), ("xuancheng", "g r r r r r r"),
])  # fmt: skip
def test_the_published_rules_on_the_same_figures(rule: str, expected: str) -> None:
    found = [judged(THINGS, figure, rule=rule).light for figure in (225, 224, 195, 194, 180, 134, 120)]
    assert [str(light)[0] for light in found] == expected.split()


def test_the_five_rules_are_those_of_the_record() -> None:
    assert {
        rule.rule_id: (rule.measure, rule.green_from, rule.green_included, rule.yellow_from) for rule in RULES.values()
    } == lights_in_fractions.RULES


@pytest.mark.parametrize(
    ("rule", "months"), [("board", 3), ("yinchuan", 3), ("wuhan", 0), ("sanya", 0), ("xuancheng", 0)]
)
def test_it_is_too_early_for_red_as_long_as_nothing_done_is_not_red(rule: str, months: int) -> None:
    due = item("at_least", 12, "new", baseline=0, reading="cumulative")
    early = []
    for month in range(1, 13):
        period = Period(date(2023, month, 1), date(2023, month, monthrange(2023, month)[1]))
        early.append(too_early_for_red(due, default_course(due), period.ends_on, RULES[rule]))
        assert early[-1] == (judged(due, 0, period, rule).light != "red")
        assert not too_early_for_red(replace(due, net=True), default_course(due), period.ends_on, RULES[rule])
    assert early == [True] * months + [False] * (12 - months)


def test_no_light_without_a_figure_and_the_reason_is_said() -> None:
    never = {"green", "yellow", "red", "done", "breached"}
    for reading in (None, Reading(), Reading(figure_state="not_available"), Reading(figure_state="not_applicable")):
        for period in (SEPTEMBER, DECEMBER):
            for due in (THINGS, WATER, UNKNOWN, MASKED, GRAIN, WHOLE):
                found = progress_light(due, default_course(due), reading, period, RULES["board"])
                assert found.light not in never
                assert found.light is None
                assert found.words
                assert found.reason
    assert progress_light(THINGS, default_course(THINGS), None, SEPTEMBER, RULES["board"]).words == "未报"
    worded = item("more_than", None, "share")
    assert judged(worded, 3).words == "无数字目标"
    early = item("at_least", 5, "cap", window_start=date(2025, 1, 1), window_end=date(2025, 12, 31))
    assert (judged(early, 3).light, judged(early, 3).words) == (None, "未到期")


def test_reasons_carry_their_figures() -> None:
    assert judged(THINGS, 210).reason == "2023年9月应完成 225 个，累计完成 210 个，低于序时 5.0 个百分点"
    assert judged(UNKNOWN, 70).reason == "距目标 3 个百分点，缺基期数，不能折算序时"
    assert judged(MORE, 100, DECEMBER).reason == "目标 ＞ 100 个，完成 100 个，等于目标，未超过"
    assert judged(WATER, 4100).reason == "2023年9月序时上限 3,802.5 万立方米，实际 4,100 万立方米，高出 5.9 个百分点"
    assert judged(DAYS, 6).reason == "目标 ≤ 5 天，完成 6 天，突破上限"


def test_words_and_sentence_change_at_the_same_points() -> None:
    """Of 300 in a year 225 are due after nine months; a point is 3."""
    told = {figure: judged(THINGS, figure) for figure in (228, 252, 255, 196, 195)}
    assert {figure: (light.words, light.reason.rpartition("，")[2]) for figure, light in told.items()} == {
        228: ("达序时", "领先序时 1.0 个百分点"), 252: ("达序时", "领先序时 9.0 个百分点"),
        255: ("超序时", "超序时 10.0 个百分点"), 196: ("略低于序时", "低于序时 9.7 个百分点"),
        195: ("未达序时", "低于序时 10.0 个百分点"),
    }  # fmt: skip
    assert judged(DUST, 45, THIRD).reason.endswith("高于序时 8.3 个百分点")
    for words in (
        "10 及以上写“超序时”",
        "0 至不到 10 写“达序时”",
        "低于 0 而高于 -10 写“略低于序时”",
        "-10 及以下写“未达序时”",
    ):
        assert words in FORMULA


def test_what_only_equals_a_bound_to_be_passed_says_so_beside_its_light() -> None:
    for comparator, words in (("less_than", "等于目标，未低于"), ("more_than", "等于目标，未超过")):
        found = judged(item(comparator, 0, "growth", pacing="hold", unit="%"), 0)
        assert (found.light, found.words, found.deviation) == ("yellow", words, 0)
        assert found.reason.endswith(words)


def test_what_is_due_of_little_has_the_digits_that_its_deviation_follows_from() -> None:
    """0.5 after four months of twelve: 0.16666…; 0.15 - 0.1667 = -0.0167, which is -3.3 hundredths of 0.5."""
    little = item("at_least", "0.5", "new", unit="万亩", baseline=0)
    april, january = (Period(date(2023, month, 1), date(2023, month, day)) for month, day in ((4, 30), (1, 31)))
    assert (
        judged(little, "0.15", april).reason == "2023年4月应完成 0.1667 万亩，累计完成 0.15 万亩，低于序时 3.3 个百分点"
    )
    assert (
        judged(little, "0.04", january).reason
        == "2023年1月应完成 0.0417 万亩，累计完成 0.04 万亩，低于序时 0.3 个百分点"
    )


def test_what_is_done_by_what_around_allows_says_so() -> None:
    assert judged(ABOUT, 58).reason == "目标 ≈ 60 个，完成 58 个；“左右”允许差 3 个，57 个及以上即达到"
    assert judged(ABOUT, 56, DECEMBER).reason.endswith("距目标 1 个；“左右”允许差 3 个，57 个及以上即达到")
    assert judged(AROUND, "6.6").reason.endswith("“左右”允许差 0.5 个百分点，6.5%及以上即达到")
    fewer = item("about", 60, "new", direction="lower", unit="个")
    assert judged(fewer, 62, baseline=90).reason.endswith("63 个及以下即达到")
    assert "5%" in FORMULA
    assert "0.5 个百分点" in FORMULA
    assert "左右" not in judged(THINGS, 210).reason


def test_unequal_figures_never_look_equal() -> None:
    """0.01 points behind is not written 0.0, and 30.01 not 30.0, which would be yellow."""
    fine = item("at_least", 30000, "new", baseline=0)
    assert judged(fine, 22497).reason.endswith("低于序时 0.01 个百分点")
    red = judged(fine, 13497)
    assert red.light == "red"
    assert red.reason.endswith("低于序时 30.01 个百分点")
    near = judged(item("at_least", "65.3", "share", pacing="hold", unit="%"), "65.25")
    assert "65.25%" in near.reason
    assert "65.3%" in near.reason


@pytest.mark.parametrize("boundary", [225, 135])
def test_a_boundary_is_exact(boundary: int) -> None:
    """On the boundary the better light, the least step below it the worse one."""
    fine = item("at_least", 300, "new", baseline=0)
    step = Fraction(1, 10**8)
    on, below = judged(fine, boundary).light, judged(fine, boundary - step).light
    assert (on, below) == {225: ("green", "yellow"), 135: ("yellow", "red")}[boundary]


def test_a_baseline_on_or_beyond_the_target_has_to_be_held() -> None:
    kept = item("at_least", 100, "cumulative", baseline=120)
    assert judged(kept, 110).light == "done"
    assert [judged(kept, figure).light for figure in (99, 70, 69)] == ["yellow", "yellow", "red"]
    assert judged(kept, 99).rate is None
    level = item("exactly", 42, "level", direction="lower", baseline=42, reading="mean")
    assert [judged(level, figure).light for figure in (42, 43, 60)] == ["done", "yellow", "red"]


def test_a_target_of_nothing() -> None:
    none = item("exactly", 0, "new", direction="lower", pacing="ceiling")
    assert [judged(none, figure).light for figure in (0, 1)] == ["green", "breached"]
    held = item("exactly", 0, "share", direction="lower", pacing="hold")
    assert [(judged(held, figure).light, judged(held, figure).deviation) for figure in (0, 1)] == [
        ("green", 0),
        ("red", -100),
    ]


def test_the_mean_over_the_years() -> None:
    mean = item("about", 7, "growth", averaged=True, pacing="hold", unit="%", window_end=date(2025, 12, 31))
    assert shown(mean_over_years(mean, ["6.2", "7.6"])) == "6.9"
    assert mean_over_years(mean, ["8", "8", "8"]) == 8
    reading = Reading(yearly=("6.2", "7.6"))
    found = progress_light(
        mean, default_course(mean), reading, Period(date(2024, 1, 1), date(2024, 12, 31), "year"), RULES["board"]
    )
    assert found.light == "green"
    # 6.9999 % and 7.0001 % are less than 7 % on average, by a part of the tenth decimal.
    least = item("at_least", 7, "growth", averaged=True, pacing="hold")
    assert mean_over_years(least, ["6.9999", "7.0001"]) < 7
    more = item("more_than", "6.9999", "growth", averaged=True, pacing="hold")
    assert mean_over_years(more, ["6.9999", "6.9999"]) == Fraction("6.9999")
    for wrong in ([], ["-100.1", "3"]):
        with pytest.raises(ValueError, match=r"year|shrink"):
            mean_over_years(mean, wrong)


@pytest.mark.parametrize("comparator", ["at_least", "more_than", "at_most", "less_than"])
def test_a_mean_is_compared_as_the_product_of_its_years_is(comparator: str) -> None:
    """Also where mean and target differ by less than can be written."""
    chance = random.Random(7)
    for _ in range(300):
        rates = [Fraction(chance.randint(-500, 2000), 100) for _ in range(chance.randint(1, 4))]
        near = mean_over_years(item("at_least", 0, "growth"), rates)
        for target in (near, near + Fraction(1, 10**8), near - Fraction(1, 10**8)):
            due = item(comparator, target, "growth", pacing="hold", averaged=True)
            product, power = prod(1 + rate / 100 for rate in rates), (1 + target / 100) ** len(rates)
            expected = {"at_least": product >= power, "more_than": product > power, "at_most": product <= power,
                        "less_than": product < power}[comparator]  # fmt: skip
            assert met(due, mean_over_years(due, rates)) == expected, (rates, target)


def test_nodes_of_a_task() -> None:
    task = DueItem("task:a", "exactly", None, *YEAR, "", "none", kind="task", pacing="nodes")

    def light(*nodes: Node, reading: Reading | None = None) -> tuple[str | None, str]:
        found = progress_light(task, Course("nodes", nodes=nodes), reading, SEPTEMBER, RULES["board"])
        return found.light, found.words

    june, august, november = date(2023, 6, 30), date(2023, 8, 31), date(2023, 11, 30)
    assert light() == (None, "未设节点")
    assert light(Node(august)) == ("yellow", "略低于序时")
    assert light(Node(august, done_on=date(2023, 9, 2)), Node(november)) == ("green", "达序时")
    # The one outstanding longest decides: a later one does not hide it.
    assert light(Node(june), Node(august)) == ("red", "未达序时")
    assert light(Node(june, done_on=date(2023, 10, 8))) == ("red", "未达序时")
    assert light(Node(june, done_on=june)) == ("done", "已完成")
    assert light(Node(june), reading=Reading(finished_on=date(2023, 9, 3))) == ("done", "已完成")


def test_marks() -> None:
    draft = item("between", 2, "new", value_high=3, status="draft", fingerprint="b", **NEW)
    reading = Reading(4, outlook="impossible", fingerprint="a")
    found = progress_light(draft, default_course(draft), reading, DECEMBER, RULES["board"],
                           earlier=("green", "red", None), extensions=2, override="核查后认定")  # fmt: skip
    assert found.marks == ("先滞后后赶上", "已延期 2 次（原 2023-12-31）", "人工调整：核查后认定", "目标口径有改动",
                           "自报与灯不符", "超出区间", "征求意见稿")  # fmt: skip
    assert judged(THINGS, 120).marks == ()


def test_an_extension_moves_the_window() -> None:
    course = Course("linear", 0, extended_to=date(2024, 6, 30))
    found = progress_light(THINGS, course, Reading(250), DECEMBER, RULES["board"])
    assert (found.light, found.due_now) == ("green", 200)


def test_figures_are_exact_or_refused() -> None:
    assert judged(THINGS, Decimal("210.5")).deviation == Fraction(-145, 30)
    for wrong, error in ((0.1, TypeError), (True, TypeError), ("约30", ValueError), (Decimal("NaN"), ValueError)):
        with pytest.raises(error):
            Reading(wrong)
    with pytest.raises(ValueError, match="upper value"):
        item("between", 2, "new")


@pytest.mark.parametrize("wrong", [
    {"comparator": "minimum"}, {"direction": "up"}, {"pacing": "even"}, {"tolerance": -1},
    {"window_end": date(2022, 1, 1)},
])  # fmt: skip
def test_what_makes_no_item_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^a: "):
        DueItem(**{"due_id": "a", "comparator": "at_least", "value": 1, "window_start": YEAR[0], "window_end": YEAR[1],
                   "basis": "new", **wrong})  # fmt: skip


def test_what_makes_no_rule_is_refused() -> None:
    for measure, yellow in (("share", -30), ("points", 0)):
        with pytest.raises(ValueError, match=r"^x: "):
            LightRule("x", measure, 0, True, yellow)


def test_courses_that_can_not_pace_an_item_say_why() -> None:
    task = DueItem("task:a", "exactly", None, *YEAR, "", "none", kind="task", pacing="nodes")
    late = date(2024, 2, 1)
    beyond = Course("planned", planned=((late, 3),))
    faults = [
        (THINGS, Course("nodes"), "按节点"),
        (task, Course("linear"), "按节点"),
        (THINGS, Course("ceiling"), "越低越好"),
        (THINGS, Course("planned"), "计划数"),
        (THINGS, beyond, "2024-02-01 不在目标期内"),
        (task, Course("nodes", nodes=(Node(late),)), "不在目标期内"),
        (THINGS, Course("linear", extended_to=date(2022, 1, 1)), "早于"),
    ]
    for due, course, said in faults:
        assert said in course_fault(due, course)
    assert course_fault(THINGS, default_course(THINGS)) == ""
    assert course_fault(THINGS, Course("planned", planned=((late, 3),), extended_to=late)) == ""
    with pytest.raises(ValueError, match="越低越好"):
        judged(THINGS, 3, pacing="ceiling")


def test_the_line_of_a_schedule() -> None:
    points = schedule_points(THINGS, default_course(THINGS))
    assert (points[0], points[9], points[-1]) == ((YEAR[0], 0), (SEPTEMBER.ends_on, 225), (YEAR[1], 300))
    assert schedule_points(UNKNOWN, default_course(UNKNOWN)) == []
    assert schedule_points(AROUND, default_course(AROUND)) == [(YEAR[0], Fraction("6.5")), (YEAR[1], Fraction("6.5"))]
    assert schedule_points(WATER, default_course(WATER))[-1] == (YEAR[1], 5070)
    planned = Course("planned", 0, planned=((SEPTEMBER.ends_on, "9.2"),))
    assert schedule_points(GRAIN, planned)[1:] == [(SEPTEMBER.ends_on, Fraction("9.2"))]


@pytest.mark.parametrize(("rule", "said"), [
    ("board", "序时差 0 个百分点及以上为绿灯，不到 0 个百分点、不低于 -30 个百分点为黄灯，低于 -30 个百分点为红灯"),
    ("yinchuan", "序时差 -10 个百分点以上（不含）为绿灯，不高于 -10 个百分点、不低于 -30 个百分点为黄灯"),
    ("wuhan", "完成数占序时应完成数 80%及以上为绿灯，不到 80%、不低于 60%为黄灯，低于 60%为红灯"),
    ("xuancheng", "不到 0 个百分点为红灯，没有黄灯"),
])  # fmt: skip
def test_a_rule_is_printed_with_its_source(rule: str, said: str) -> None:
    printed = rule_in_words(RULES[rule])
    assert said in printed
    assert printed.endswith(f"出处：{RULES[rule].source}")


def test_every_state_has_its_word_and_all_are_told_apart() -> None:
    assert len(set(STATE_WORD.values())) == len(STATE_WORD)


def test_the_example_in_the_documentation() -> None:
    assert doctest.testmod(lights).failed == 0


ORDER = ["breached", "red", "yellow", "green", "done"]


def worth(light: str | None) -> int:
    """The order of lights; what has been held until the end was green before."""
    return ORDER.index("green" if light == "done" else str(light))


def test_more_is_never_worse_and_time_alone_never_improves() -> None:
    """Also: once the window is over an item is done exactly when it is met. Upper limits are the other way round: what
    has been used weighs less the later it is. A plan's figures may be anything."""
    chance = random.Random(20230930)
    for case in generated(9000, chance):
        due, course, reading, period = parts(case)
        if case["x"] is None or case["v"] is None or case["day"] < case["start"]:
            continue
        assert reading is not None
        rule = chance.choice(list(RULES.values()))
        light = progress_light(due, course, reading, period, rule).light
        side = {"higher": 1, "lower": -1, "none": 0}[case["direction"]]
        more = Reading(case["x"] + side * chance.randint(0, 9))
        better = progress_light(due, course, more, period, rule).light
        assert light is None or ORDER.index(str(better)) >= ORDER.index(light), case
        over = progress_light(due, course, reading, Period(period.starts_on, date(2027, 12, 31)), rule)
        assert (over.light == "done") == lights_in_fractions.is_met(case), case
        later = date.fromordinal(period.ends_on.toordinal() + chance.randint(0, 400))
        then = progress_light(due, course, reading, Period(later, later), rule).light
        if case["pacing"] == "ceiling":
            assert worth(then) >= worth(light), case
        elif case["pacing"] != "planned" and light and then:
            assert worth(then) <= worth(light), case
