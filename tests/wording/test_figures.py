"""Figures in words."""

import pytest

from policytargets.wording.figures import (
    conversion_rule,
    grouped,
    in_words,
    multiple,
    normalised,
    plain,
    share_in_words,
)
from policytargets.wording.lights import day_with_older


@pytest.mark.parametrize(
    ("number", "text"),
    [(18.25, "18.25"), (1700, "1,700"), (0.5, "0.5"), (100, "100"), (-0.0, "0"), (1 / 3, "0.333333")],
)
def test_plain(number: float, text: str) -> None:
    assert plain(number) == text


@pytest.mark.parametrize(("number", "text"), [(12000, "1.2 万"), (365_000_000, "3.65 亿"), (999, "999")])
def test_grouped(number: float, text: str) -> None:
    assert grouped(number) == text


@pytest.mark.parametrize(("days", "text"), [
    (["2023-10-31", "2023-10-31", None], "2023-10-31"), ([], "2023-10-31"),
    (["2023-10-31", "2023-09-30", "2023-06-30", None, "—"], "2023-10-31（1 项报到这一天，2 项为更早的数）"),
    (["2023-09-30"], "2023-10-31（没有一项报到这一天，1 项为更早的数）"),
])  # fmt: skip
def test_a_day_says_how_many_figures_are_older(days: list[object], text: str) -> None:
    assert day_with_older("2023-10-31", days) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(23, 40, "58%"), (1, 200, "1%"), (1, 201, "0%"), (43, 85, "51%"), (40, 40, "100%"), (0, 17, "0%"), (0, 0, "0%")],
)
def test_shares_round_halves_upwards(part: int, whole: int, text: str) -> None:
    assert share_in_words(part, whole) == text


@pytest.mark.parametrize(
    ("larger", "smaller", "told"),
    [
        (("exactly", 4000), ("exactly", 200), "20 倍"),
        (("exactly", 3), ("exactly", 2), "1.5 倍"),
        (("exactly", 5), ("exactly", 3), "约 1.7 倍"),
        (("about", 4.1), ("exactly", 0.5), "约 8.2 倍"),
        (("about", 60), ("about", 20), "约 3 倍"),
        (("at_least", 100), ("exactly", 60), "至少 1.6 倍"),  # 1.7 would be too much
        (("more_than", 30), ("at_most", 10), "至少 3 倍"),
        (("exactly", 0.3), ("less_than", 0.1), "至少 3 倍"),
        (("exactly", 100), ("at_least", 10), ""),
        (("at_least", 30), ("at_least", 15), ""),
        (("at_most", 30), ("exactly", 15), ""),
        (("about", 20), ("at_least", 2), ""),
        (("at_least", 20), ("about", 2), ""),
        (("between", 20), ("exactly", 2), ""),
    ],
)
def test_a_multiple_says_no_more_than_the_bounds_allow(
    larger: tuple[str, float], smaller: tuple[str, float], told: str
) -> None:
    assert multiple(larger, smaller) == told


def test_normalised_says_bound_and_range() -> None:
    assert normalised("at_least", 18.25, None, "万吨") == "≥ 18.25 万吨"
    assert normalised("between", 2, 3, "处") == "2–3 处"
    assert normalised("exactly", 100, None, "%") == "100%"


def test_both_figures_are_shown_where_the_unit_is_converted() -> None:
    assert in_words("3.65亿斤以上", "at_least", 18.25, None, "万吨", 5.0) == "3.65亿斤以上 = 18.25 万吨"
    assert in_words("10个以上", "at_least", 10, None, "个", None) == "10个以上"
    assert in_words("全覆盖", "exactly", 100, None, "%", 1, stated_in="words") == "全覆盖（100%）"
    assert in_words("负增长", "less_than", 0, None, "%", 1, stated_in="words") == "负增长（＜ 0%）"
    assert in_words("高于上年", "more_than", None, None, "%", None, stated_in="words") == "有表述，无数字（高于上年）"
    assert in_words("***名", "exactly", None, None, "名", None) == "原文隐去（***名）"
    assert conversion_rule("亿斤", 5, "万吨") == "1 亿斤 = 5 万吨"


def test_a_bound_that_no_word_says_is_marked() -> None:
    assert in_words("两位数", "at_least", 10, None, "%", 1) == "两位数（≥ 10%）"
    assert in_words("100余家", "more_than", 100, None, "家", 1) == "100余家"


def test_figures_may_be_grouped_or_left_as_printed() -> None:
    assert in_words("3亿斤", "exactly", 15, None, "万吨", 5, "printed") == "3亿斤"
    assert in_words("12500亩", "exactly", 12500, None, "亩", 1, "grouped") == "12500亩 = 1.25 万亩"
